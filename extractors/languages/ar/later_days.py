"""Days that an article tells only after the claim: "the blast was on Monday evening", "the dead fell on Friday"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.analysis import CasualtyDraft, TimeMention
from extractors.languages.ar.calendar_words import TimeChunk, is_point
from extractors.languages.ar.fronts import elsewhere
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.telling import of_statement, of_words
from extractors.languages.ar.words import triggers

_DEED_REACH = 9
"""tokens before a day within which the deed and what it did stand: "التفجير الانتحاري وقع مساء الاثنين" """
_REACH = 3
"""sentences after a claim in which its day may follow"""
_SAYING = 3
"""tokens at the head of a sentence where a verb of saying goes on with a report"""


@dataclass(frozen=True, slots=True)
class _Later:
    """A day told of a deed, or of the dead, that earlier sentences reported."""

    index: int
    """of its sentence"""
    time: TimeMention
    divisions: frozenset[str]
    victims: bool
    """whether it is told of the dead and wounded themselves, so that it holds for sums as well"""


@dataclass(slots=True)
class LaterDays:
    """What an article says of the days of its earlier sentences, while it is read."""

    told: list[_Later] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """where the sentences begin that were read"""
    breaks: set[int] = field(default_factory=set)
    """indices of those that begin a new subject, or go back to older news"""
    reports: set[int] = field(default_factory=set)
    """indices of those that somebody said"""
    said: set[int] = field(default_factory=set)
    """where times stand that are only of the words"""

    def next_sentence(self, sentence: Sentence, new_subject: bool) -> None:
        """One sentence further."""
        older = sentence.norms[0] == "و" and sentence.norms[1:2] in (["كان"], ["كانت"])
        if new_subject or older:
            self.breaks.add(len(self.starts))
        if any(norm in plain("said") or norm in plain("reacted") for norm in sentence.norms[:_SAYING]):
            self.reports.add(len(self.starts))
        self.starts.append(sentence.starts[0])

    def reports_on(self, earlier: int, later: int) -> bool:
        """Whether the sentence that begins at `later` is somebody's report on what that at `earlier` told."""
        if earlier not in self.starts or later not in self.starts:
            return False
        first, last = self.starts.index(earlier), self.starts.index(later)
        return last in self.reports and 0 < last - first < _REACH and self.breaks.isdisjoint(range(first + 1, last + 1))

    def remember(
        self,
        sentence: Sentence,
        times: Sequence[tuple[int, TimeChunk, TimeMention]],
        divisions: frozenset[str],
        *,
        claims: bool,
    ) -> None:
        """Keep days told of what was reported before; `divisions`: where, `claims`: whether it has some of its own."""
        at = len(self.starts) - 1
        for _, chunk, mention in times:
            if of_words(sentence, chunk) or of_statement(sentence, chunk):
                self.said.add(mention.start)
            elif mention.date_end is not None and not claims and _dates_victims(sentence, chunk):
                self.told.append(_Later(at, mention, frozenset(), victims=True))
            elif is_point(chunk) and mention.date_end is not None and _dates_deed(sentence, chunk):
                self.told.append(_Later(at, mention, divisions, victims=False))

    def date_earlier(self, drafts: Sequence[CasualtyDraft]) -> None:
        """Gives claims without a day, or with that of the words only, the day that the next sentences tell of them."""
        index = {start: at for at, start in enumerate(self.starts)}
        for draft in drafts:
            at = index.get(draft.evidence_start)
            dated = draft.time is not None and draft.time.date_end is not None and draft.time.start not in self.said
            if at is None or dated:
                continue
            near = (d for d in self.told if at < d.index <= at + _REACH)
            same = (d for d in near if self.breaks.isdisjoint(range(at + 1, d.index + 1)))
            draft.time = next((d.time for d in same if _fits(d, draft)), draft.time)


def _fits(later: _Later, draft: CasualtyDraft) -> bool:
    """Whether a day told later can be that of a claim: of the victims themselves, or of one event in one place."""
    return later.victims or (draft.scope == "incident" and not elsewhere(draft.place, later.divisions))


def _dates_deed(sentence: Sentence, chunk: TimeChunk) -> bool:
    """Whether a time says when a deed told before happened: "وقعت الغارة مساء الأحد", "الاشتباكات اندلعت أمس".

    Where the sentence goes on with a report ("وأوضح المصدر أن مواجهات اندلعت"), the deed may be named anew.
    """
    norms = sentence.norms
    window = range(max(0, chunk.start - _DEED_REACH), chunk.start)
    verb = next((at for at in reversed(window) if norms[at] in plain("occurred")), None)
    if verb is None or any(norms[at] in "،,؛:" for at in range(verb, chunk.start)):
        return False
    deeds = [norms[at] for at in window if norms[at].removeprefix("ال") in plain("deed")]
    goes_on = any(norm in plain("said") for norm in norms[:_SAYING])
    return any(deed.startswith("ال") or goes_on for deed in deeds)


def _dates_victims(sentence: Sentence, chunk: TimeChunk) -> bool:
    """Whether a time says when the victims told before fell: "القتلى سقطوا الجمعة", "الجندي قتل فجر أمس"."""
    norms = sentence.norms
    for at in range(1, min(chunk.start, len(norms) - 1)):
        if norms[at - 1] in plain("the_victims") and match_phrase(triggers(), norms, at):
            return True
    return False
