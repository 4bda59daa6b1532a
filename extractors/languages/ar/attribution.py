"""Whom a sentence cites: "قال X إن", "بحسب X", "نقلت W عن X", and the source carried by وأضاف, المصدر.

Data: `patterns/sources.jsonl`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.analysis import SourceMention
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.speakers import MARKS, QUOTES, is_no_subject, mention_of, speaker_at, words_for

_COPY_VERBS = frozenset(("نقل", "نقلت"))
_GOES_ON = frozenset(("فيما", "بينما"))
"""words with which a sentence goes on with what the speaker of the last one said"""
_DENIED = frozenset(("لم", "ما"))
_TELLS = frozenset(("ان", "انه", "انها", "مقتل", "اصابه", "سقوط"))
_CITING = ("verb", "according", "publish", "going_on")
_IN_IT = (("فيه",), ("فيها",), ("في", "ه"), ("في", "ها"))
_SAME = frozenset(
    ("ان", "انه", "انها", "انهم", "فان", "بان", "ايضا", "الي", "ب", "عن", "ل", "ذات", "ذاته", "نفسه", "نفس")
)
_SUBJECT_REACH = 8
"""tokens before a verb of saying within which a sentence's first words may be its subject"""
_WAS_REACH = 14
"""tokens before a verb of saying within which "كان" puts its subject before it"""
_OPENING = 2
"""tokens of a sentence's opening, where "according to" holds for all of it"""
_MATTER = 6
"""tokens behind a speaker within which it stands what he told of"""
_BREAKS = frozenset("|R")
_TOLLS = frozenset(("حصيله", "الحصيله"))
_WHO = frozenset(("الذي", "التي", "الذين", "اللذين", "اللذان"))


@dataclass(frozen=True, slots=True)
class Citation:
    """Who is cited by the word at token `at`.

    A verb of saying answers for what follows it, "according to" (`according`) for its own clause.
    """

    source: SourceMention | None
    at: int
    carried: bool
    according: bool = False
    relays: bool = False
    """whether the word says that somebody else only passes on what this source told"""
    going_on: bool = False
    """whether the word is a participle, by which the sentence is the last speaker's from its beginning"""


def citations(
    text: str, sentence: Sentence, chunks: Sequence[Chunk], before: SourceMention | None, *, open_before: bool = False
) -> list[Citation]:
    """Who is cited where in a sentence.

    `before`: the source that the article cited last; `open_before`: in the sentence just before.
    """
    norms, found = sentence.norms, []
    openers, at = _openers(), 0
    while at < len(norms):
        if norms[at] not in openers:
            at += 1
            continue
        according = match_phrase(words_for("according"), norms, at)
        verb = match_phrase(words_for("verb"), norms, at)
        none = match_phrase(words_for("none"), norms, at)
        if according and (verb is None or according[0] >= verb[0]):
            start = _past_verb(norms, according[0])
            mention = speaker_at(text, sentence, chunks, start)
            if mention is not None:
                before = _resolved(mention, norms, start, before)[0]
                found.append(Citation(before, at, False, according=True, relays=norms[at] == "نقلا"))
            at = according[0]
            continue
        if verb and (none is None or none[0] <= verb[0]) and not (at and norms[at - 1] in _DENIED):
            if _in_passing(norms, at) or _is_while(text, sentence, at):
                at = verb[0]
                continue
            found.append(_of_verb(text, sentence, chunks, at, verb[0], before))
            if found[-1].source is not None and not found[-1].carried:
                before = found[-1].source
            at = verb[0]
            continue
        if match_phrase(words_for("going_on"), norms, at):
            found.append(Citation(before, at, True, going_on=True))
        published = match_phrase(words_for("publish"), norms, at)
        if published:
            paper = speaker_at(text, sentence, chunks, published[0])
            if paper is not None and paper.kind == "media":
                found.append(Citation(paper, at, False))
                before = paper
        at += 1
    if open_before and not found and norms[0] in _GOES_ON:
        found.append(Citation(before, 0, True))
    return found


def _in_passing(norms: Sequence[str], at: int) -> bool:
    """As in "تعز، التي يتوقع كثيرون أن تكون مسرح المواجهة": said of the place, not of what the sentence tells."""
    if not at or norms[at - 1] not in _WHO or norms[at] in _COPY_VERBS:
        return False
    return at < 2 or norms[at - 2] != "الوقت"


def _is_while(text: str, sentence: Sentence, at: int) -> bool:
    """Whether إبان ("while") stands there, which is folded like أبان ("made known")."""
    return sentence.norms[at] == "ابان" and not text.startswith("أ", sentence.starts[at])


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """First words of all that cites somebody: most words of a sentence are none."""
    return frozenset(first for role in _CITING for first in words_for(role))


def answering(cited: Sequence[Citation], sentence: Sentence, chunks: Sequence[Chunk], at: int) -> SourceMention | None:
    """The speaker who answers for the number at token `at`.

    One named behind it in its own clause, or the last named before; an agency behind that only relays
    a speaker named before gives way to him.  "... مبينا أن" behind it goes on with the speaker of the last sentence.
    """
    speakers = [c for c in cited if not c.according and c.at <= at] or [c for c in cited[:1] if c.going_on]
    speaker = speakers[-1] if speakers else None
    behind = _named_behind(cited, sentence, chunks, at)
    if behind is None or behind.source is None:
        leading = [
            c
            for c in cited
            if c.according
            and c.at <= at
            and (speaker is None or c.at > speaker.at)
            and (c.at <= _OPENING or not _parted(sentence, chunks, c.at, at))
        ]
        return leading[-1].source if leading else (speaker.source if speaker else None)
    if speaker is None or speaker.source is None:
        return behind.source
    relayed = behind.source.kind == "media" and not speaker.carried
    return speaker.source if relayed or _parted(sentence, chunks, at, behind.at) else behind.source


def _named_behind(cited: Sequence[Citation], sentence: Sentence, chunks: Sequence[Chunk], at: int) -> Citation | None:
    """The first that the sentence names behind token `at`; whom it names in turn at once is the cited ("نقلا عن")."""
    later = [c for c in cited if c.according and c.at > at]
    if len(later) > 1 and not _parted(sentence, chunks, later[0].at, later[1].at) and later[1].relays:
        return later[1]
    return later[0] if later else None


def _parted(sentence: Sentence, chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Whether a new clause begins between two tokens: after "and" behind a comma, with a result, a conjunction."""
    between = [chunk for chunk in chunks if start < chunk.start < end]
    if any(chunk.symbol in _BREAKS for chunk in between):
        return True
    return any(a.symbol == "," and sentence.norms[b.start].startswith("و") for a, b in pairwise(between))


def _past_verb(norms: Sequence[str], at: int) -> int:
    """Past what stands between "وفق" and the name: ما, a verb of saying, its pronoun."""
    for _ in range(3):
        if at < len(norms) and norms[at] in ("ما", "ل", "ه", "عن", "به", "ب"):
            at += 1
        elif verb := match_phrase(words_for("verb"), norms, at) or match_phrase(words_for("publish"), norms, at):
            at = verb[0]
    return at


def _of_verb(
    text: str, sentence: Sentence, chunks: Sequence[Chunk], at: int, after: int, before: SourceMention | None
) -> Citation:
    norms = sentence.norms
    if norms[at] in _COPY_VERBS and "عن" in norms[after : after + 12]:
        inner = after + list(norms[after : after + 12]).index("عن") + 1
        cited = speaker_at(text, sentence, chunks, inner)
        if cited is not None:
            mention, carried = _resolved(cited, norms, inner, before)
            return Citation(mention, at, carried)
    start = _past_medium(norms, after)
    cited = speaker_at(text, sentence, chunks, start)
    if cited is not None:
        if _of_other_matter(sentence, cited):
            return Citation(None, at, False)
        mention, carried = _resolved(cited, norms, start, before)
        return Citation(mention, at, carried)
    if _toll_speaks(norms, at):
        return Citation(None, at, False)
    subject = _before_verb(text, sentence, chunks, at)
    if subject is not None:
        return Citation(None if _of_other_matter(sentence, subject, at) else subject, at, False)
    return Citation(before, at, True)


def _toll_speaks(norms: Sequence[str], verb: int) -> bool:
    """As in "وكانت حصيلة أولى أفادت": whose toll it was is not said."""
    first = 1 if norms[0] in ("و", "لكن") else 0
    subjects = [first, *(at + 1 for at in range(max(0, verb - _WAS_REACH), verb) if norms[at] in ("كان", "كانت"))]
    return any(at < verb and norms[at] in _TOLLS for at in subjects)


def _of_other_matter(sentence: Sentence, speaker: SourceMention, verb: int = 0) -> bool:
    """As in "أعلن التحالف فتح تحقيق في غارة أودت بحياة ...": the toll is the writer's, not the speaker's."""
    first = max(verb + 1, sum(1 for start in sentence.starts if start < speaker.end))
    norms = sentence.norms
    for at in range(first, min(first + _MATTER, len(norms))):
        if norms[at] in _TELLS:
            return False
        if match_phrase(words_for("other_matter"), norms, at):
            return True
    return False


def _past_medium(norms: Sequence[str], at: int) -> int:
    """Past what stands between a verb and its speaker: "أكد لـ"الاقتصادية" مصدر", "أفاد فيه مصدر"."""
    for words in _IN_IT:
        if tuple(norms[at : at + len(words)]) == words:
            return at + len(words)
    if at < len(norms) and norms[at] == "ل":
        at += 1
        limit = at + 8
        while at < len(norms) and norms[at] in QUOTES | {"ـ"} and at < limit:
            closing = next((i for i in range(at + 1, min(at + 6, len(norms))) if norms[i] in QUOTES), at)
            at = closing + 1
    return at


def _before_verb(text: str, sentence: Sentence, chunks: Sequence[Chunk], at: int) -> SourceMention | None:
    """As in "وكان الصليب الأحمر قد أفاد", "مصادر طبية كشفت": the subject stands before its verb."""
    norms = sentence.norms
    for back in range(at - 1, max(-1, at - _WAS_REACH), -1):
        if norms[back] in ("كان", "كانت", "كانوا"):
            end = at - 1 if norms[at - 1] == "قد" else at
            return mention_of(text, sentence, back + 1, end) if end > back + 1 else None
    first = 1 if norms[0] in ("و", "لكن") else 0
    if first + 1 < at <= first + _SUBJECT_REACH and not is_no_subject(text, sentence, first):
        if any(norm in MARKS for norm in norms[first:at]):
            return None
        if any(first <= chunk.start < at and chunk.symbol in "VMFXQncRS" for chunk in chunks):
            return None
        return mention_of(text, sentence, first, at)
    return None


def _resolved(
    cited: SourceMention, norms: Sequence[str], start: int, before: SourceMention | None
) -> tuple[SourceMention, bool]:
    """المصدر and the like mean the source named before."""
    anaphor = match_phrase(words_for("anaphor"), norms, start)
    if anaphor and before is not None:
        if norms[start].startswith("المص") and "مص" not in before.text:
            return cited, False  # "المصدر" cannot mean a speaker who was no source
        rest = norms[anaphor[0] : anaphor[0] + 1]
        if not rest or rest[0] in MARKS or rest[0] in _SAME:
            return before, True
    return cited, False
