"""The day of a claim that its own sentence does not date: that of the event it belongs to.

An event has its time where a sentence says when violence happened; a claim without a time of its own
belongs to the event told last before it, the first ones of an article also to one dated below.  What
is told of another event ("in a separate attack"), of one person, or of long ago keeps to itself.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from extractors.analysis import TimeMention
from extractors.languages.en.attaching import is_header
from extractors.languages.en.deeds import is_of_arrest
from extractors.languages.en.governing import ACTS, MONTH, governor
from extractors.languages.en.otherevents import is_new_event, rank
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.speechtimes import is_told_time
from extractors.languages.en.story import Story
from extractors.languages.en.telling import dates, is_day, is_open
from extractors.languages.en.timing import POINTS_AWAY, of_event

_NEW_EVENT = phrase("en.phrase.timing.new-event")
_OTHER_EVENT = phrase("en.phrase.timing.other-event")
_AN_EVENT = phrase("en.phrase.timing.an-event")
_GOES_ON = phrase("en.phrase.timing.goes-on")
_SO_FAR = phrase("en.phrase.timing.so-far")
_WORD = re.compile(r"[A-Za-z][\w-]{3,}")
_LEAD, _CLOSE = 3, 2
_SECTION = 3
"""sentences that go on about what another place or incident was brought in with"""
_NEW_SECTION = re.compile(
    r"(?:separately|elsewhere|in (?:a|an|another) (?:separate|second|third|different|similar|unrelated|other) )",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\bha(?:s|ve)\b")
_HOURS_FROM = re.compile(
    r"(?:(?:a few |several |just )?(?:hours|minutes)|shortly|soon) (?:after|before) (?:the|these|those) "
    r"(?:attack|blast|bombing|explosion|raid|shooting|strike)s?\b",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(r"meanwhile\b", re.IGNORECASE)
_NEWS = timedelta(days=10)
_NAMED = frozenset({"ago", "date", "weekday", "weekend", "previous"})
"""kinds of time that are no stretch up to now"""


def told(
    story: Story,
    sentence: Sentence,
    victim: str | None = None,
    *,
    known: bool = False,
    arrest: bool = False,
    at: int | None = None,
) -> TimeMention | None:
    """The time that the story gives a claim whose sentence has none; None where it tells no event's day.

    `victim`: the last name of the one dead person that the claim is about; `known`: the death is told as known;
    `arrest`: it is about people taken, whom the day of an arrest dates; `at`: where its predicate begins.
    """
    if sentence.index in story.asides:
        return story.asides[sentence.index]
    if is_new_event(sentence, at):
        return None
    if _HOURS_FROM.match(sentence.text) and (main := _main_day(story, sentence)) is not None:
        return main
    found = of_event(story, sentence) or _goes_on(story, sentence) or carried(story, sentence, victim, arrest=arrest)
    if found is None and not known:
        found = spoken(story, sentence) or _said_next(story, sentence)
    named = victim is not None and all(victim not in story.sentences[i].text for i in story.claim_times)
    found = found or (None if named else history(story, sentence)) or _vaguely(story, sentence, victim)
    if found is not None:
        story.claim_times.setdefault(sentence.index, found)
    return found


def _main_day(story: Story, sentence: Sentence) -> TimeMention | None:
    """The day of the article's main event: that of its first dated claims."""
    first = [story.claim_times[i] for i in sorted(story.claim_times) if i < sentence.index]
    return first[0] if first and is_day(first[0]) and not story.is_old(first[0]) else None


def carried(story: Story, sentence: Sentence, victim: str | None = None, *, arrest: bool = False) -> TimeMention | None:
    """The time of violence that the nearest earlier sentence tells, near the article's beginning a later one."""
    first = _section(story, sentence)
    for other in _around(story, sentence):
        if other.index in story.asides:
            continue
        if other.index < first:
            break
        if victim is not None and abs(other.index - sentence.index) > _SECTION and victim not in other.text:
            continue
        found = _event_time(story, other, sentence, about=victim is None or victim in other.text, arrest=arrest)
        if found is not None and not sentence.start <= found.start < sentence.end:
            return found  # the sentence's own times were tried before a highlight borrowed one
    return None


def _section(story: Story, sentence: Sentence) -> int:
    """The sentence that went over to the event that the sentence goes on about; 0: that of the story."""
    before = story.sentences[max(0, sentence.index - _SECTION) : sentence.index]
    opening = [other.index for other in before if _NEW_SECTION.match(other.text)]
    return opening[-1] if opening else 0


def _around(story: Story, sentence: Sentence) -> Iterator[Sentence]:
    """The sentences that may date the event of one: nearest first, those before it, then those behind a lead.

    What a page's highlights tell, which stand above the dateline, the story behind them tells with its day.
    """
    before, behind = reversed(story.sentences[: sentence.index]), story.sentences[sentence.index + 1 :]
    if _is_highlight(story, sentence):
        yield from behind
        yield from before
        return
    yield from before
    if rank(story, sentence) <= _LEAD and not _MEANWHILE.match(sentence.text):
        yield from behind


def _is_highlight(story: Story, sentence: Sentence) -> bool:
    """Whether a dateline is glued to the end of a sentence."""
    following = story.sentences[sentence.index + 1 : sentence.index + 2]
    return any(other.is_dateline and other.paragraph == sentence.paragraph for other in following)


def _event_time(story: Story, other: Sentence, sentence: Sentence, *, about: bool, arrest: bool) -> TimeMention | None:
    """The day on which another sentence says that the event happened; what is long ago and open stretches aside.

    Of an earlier sentence the day of its last claim, of a later one the first.  `about`: it does not leave out
    the one person whose death is to be dated.
    """
    distance = sentence.index - other.index
    if other.is_dateline:
        return None
    if other.index != _section(story, sentence) and (_OTHER_EVENT.search(other.text) or _NEW_EVENT.search(other.text)):
        return None
    if distance < -_CLOSE and _AN_EVENT.search(other.text):
        return None
    times = [
        t.mention
        for t in story.times[other.index]
        if dates(story, other, t, distance == 1 and about) and (arrest or not is_of_arrest(governor(other, t)))
    ]
    known = story.claim_times.get(other.index)
    if known is not None:
        times = [known, *times] if distance > 0 else [*times, known]
    days = [t for t in times if is_day(t)]
    recent = next((t for t in days if _is_recent(story, t, distance)), None)
    return recent or (days[0] if days and distance == 1 else None)


def _is_recent(story: Story, time: TimeMention, distance: int) -> bool:
    """Whether a time is not of long ago; what a later sentence tells of last week is no lead's day."""
    if distance < -_CLOSE and time.date_end is not None and story.anchor is not None:
        return time.date_end >= story.anchor - _NEWS
    return not story.is_old(time)


def spoken(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time at which the sentence's speaker spoke, as a last resort."""
    told_at = (t for t in story.times[sentence.index] if is_told_time(sentence, t) and not is_header(story, t))
    return next((t.mention for t in told_at), None)


def _said_next(story: Story, sentence: Sentence) -> TimeMention | None:
    """For a headline or lead: when the speaker of one of the next sentences spoke."""
    following = story.sentences[sentence.index + 1 : sentence.index + 3] if rank(story, sentence) < _CLOSE else []
    return next((time for s in following if "casualty" in s.worth and (time := spoken(story, s))), None)


def _goes_on(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of the claim just told, where the sentence goes on about its dead ("of those killed", "also")."""
    if not _GOES_ON.search(sentence.text):
        return None
    before = [s for s in story.sentences[max(0, sentence.index - 3) : sentence.index] if s.index in story.claim_times]
    return story.claim_times[before[-1].index] if before else None


def history(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of long ago told right before, or of the first dead where the sentence goes on about them."""
    first = _section(story, sentence)
    told_at = [index for index in _dated(story) if index >= first]
    before = [index for index in told_at if 0 <= sentence.index - index <= _CLOSE]
    lead = [index for index in _leads(story, sentence) if index in told_at]
    about = [index for index in lead if _subjects(story.sentences[index]) & _subjects(sentence)]
    found = [*before[-1:], *about[:1]]
    return story.claim_times[found[0]] if found else None


def _vaguely(story: Story, sentence: Sentence, victim: str | None) -> TimeMention | None:
    """The week, month or year, or the day of long ago, of the violence told right before, or right behind a lead.

    Of one person's death any sentence tells it that names the dead.
    """
    if _SO_FAR.search(sentence.text):
        return None
    first = _section(story, sentence)
    for other in _around(story, sentence):
        behind = sentence.index - other.index
        if other.index < first or not (-_CLOSE <= behind <= _SECTION or (victim is not None and victim in other.text)):
            continue
        times = [
            t.mention for t in story.times[other.index] if t.kind in _NAMED and dates(story, other, t, near=behind == 1)
        ]
        told_at = [t for t in times if t.precision is not None and _points_here(t, other, behind) and not is_open(t)]
        vague = [t for t in told_at if t.precision != 1 or (behind > 0 and story.is_old(t))]
        if vague and (behind > 0 or not story.is_old(vague[0])):
            return vague[-1] if behind > 0 else vague[0]
    return None


def long_ago(story: Story, sentence: Sentence) -> TimeMention | None:
    """The year or month of long ago told right before a toll: "It was crushed **in 1982**. Some 10,000 died."."""
    if _PERFECT.search(sentence.text):
        return None  # "the toll has reached 10,000": up to now
    for other in story.sentences[max(0, sentence.index - 1) : sentence.index]:
        times = [t.mention for t in story.times[other.index] if dates(story, other, t, near=True)]
        old = [t for t in times if story.is_old(t) and (t.precision or 0) >= MONTH and not is_open(t)]
        if old and not any(is_day(t) for t in times):
            return old[-1]
    return None


def _points_here(time: TimeMention, other: Sentence, behind: int) -> bool:
    """Whether a time may date more than its own clause; "two years ago" does so where it opens the sentence before."""
    return time.rule_id not in POINTS_AWAY or (behind == 1 and time.start == other.start)


def is_of_old_story(story: Story, sentence: Sentence) -> bool:
    """Whether the article is about what happened long ago: so is, then, what it tells without a time."""
    return any(story.is_old(story.claim_times[index]) for index in _leads(story, sentence)[:1])


def _dated(story: Story) -> list[int]:
    """The sentences that tell claims of a time which does not reach up to the article's day."""
    dated = ((index, time) for index, time in story.claim_times.items() if time.date_start is not None)
    return sorted(index for index, time in dated if not _reaches_now(story, time))


def _leads(story: Story, sentence: Sentence) -> list[int]:
    """Those of them that stand among the first of an article, above a sentence."""
    return [i for i in _dated(story) if i < sentence.index and rank(story, story.sentences[i]) < _CLOSE]


def _subjects(sentence: Sentence) -> set[str]:
    """The names and the acts of force that a sentence is about."""
    words = _WORD.findall(sentence.text)
    return {word for word in words if word[0].isupper() or word in ACTS}


def _reaches_now(story: Story, time: TimeMention) -> bool:
    """Whether a time is a stretch that ends with the article's day, which sums up what its own sentence tells."""
    return is_open(time) or (time.precision != 1 and time.date_end == story.anchor)
