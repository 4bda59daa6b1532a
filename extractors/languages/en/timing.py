"""When a claim's event happened: the time that its clause, its sentence or the story so far gives."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from extractors.analysis import TimeMention
from extractors.components.times import Interval
from extractors.languages.en.attaching import in_sentence, is_header, of_part
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.speechtimes import is_speech_time
from extractors.languages.en.story import Story

__all__ = ["POINTS_AWAY", "in_sentence", "of_event", "of_part", "refined"]

_CALENDAR = frozenset(
    {
        "en.time.month",
        "en.time.month-year",
        "en.time.month-bare",
        "en.time.month-last",
        "en.time.month-adjective",
        "en.time.previous",
        "en.time.days-after",
    }
)
_OVERNIGHT = "en.time.overnight"
_THE_EVENT = phrase("en.phrase.timing.the-event")
_EVENT_AFTER = phrase("en.phrase.timing.event-after")
_EVENT_BEFORE = phrase("en.phrase.timing.event-before")
_OTHER_EVENT = phrase("en.phrase.timing.other-event")
_NTH_DAY = phrase("en.phrase.timing.nth-day")
_BEGAN = phrase("en.phrase.timing.began")
_WARS = re.compile(r"\b(?:war|conflict|uprising|revolt|crisis|insurgency)\b")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
POINTS_AWAY = frozenset(
    {
        "en.time.ago",
        "en.time.n-earlier",
        "en.time.current",
        "en.time.days-after",
        "en.time.day-after",
        "en.time.year-before",
    }
)
"""expressions that date their own clause only"""
_EVENT_KINDS = (
    frozenset({"raid", "operation", "mission", "assault"}),
    frozenset({"blast", "explosion", "bombing", "bomb"}),
    frozenset({"strike", "airstrike", "bombardment", "shelling"}),
)
"""nouns that may name the same event"""


def refined(story: Story, time: TimeMention | None) -> TimeMention | None:
    """A stretch made a day by the only day inside it that the article tells of an event ("the January raid")."""
    if time is not None and time.rule_id == "en.time.since-something" and time.date_start is None:
        return _since_it_began(story, time)
    if time is None or time.date_start is None or time.date_end is None or time.rule_id not in (*_CALENDAR, _OVERNIGHT):
        return time
    if (time.precision or 0) >= 4 and story.anchor is not None and time.date_end >= story.anchor:
        return time
    days = [
        found.mention
        for sentence in story.sentences
        for found in story.times[sentence.index]
        if (found.kind == "date" or (time.rule_id == _OVERNIGHT and _is_of_an_event(story, found.mention)))
        and found.mention.precision == 1
        and not is_header(story, found)
        and not is_speech_time(sentence, found)
    ]
    inside = [d for d in days if d.date_start and time.date_start <= d.date_start <= time.date_end]
    return inside[0] if inside and len({d.date_start for d in inside}) == 1 else time


def _is_of_an_event(story: Story, time: TimeMention) -> bool:
    """Whether a day stands right behind an event: "the raid **on Thursday**"."""
    return _EVENT_BEFORE.search(story.text[max(0, time.start - 30) : time.start]) is not None


def _since_it_began(story: Story, time: TimeMention) -> TimeMention:
    """A stretch since an operation began, where the article tells one day for that, or how many days it has lasted."""
    if story.anchor is None or _WARS.search(time.text):
        return time
    days = {story.anchor - timedelta(days=_ORDINALS.index(m[1].lower()) + 1) for m in _NTH_DAY.finditer(story.text)}
    for sentence in story.sentences:
        for found in story.times[sentence.index]:
            before = sentence.text[: found.mention.start - sentence.start]
            if found.mention.precision == 1 and found.mention.date_start and _BEGAN.search(before):
                days.add(found.mention.date_start)
    if len(days) != 1:
        return time
    interval = Interval(days.pop(), story.anchor)
    return replace(time, date_start=interval.start, date_end=interval.end, precision=interval.precision)


@dataclass(frozen=True, slots=True)
class _Tie:
    """A time that the article ties to an event by name ("the Jan. 28 raid")."""

    noun: str
    sentence: int
    mention: TimeMention


def _noun(word: str) -> str:
    return word.lower().rstrip("s")


def _same_kind(first: str, second: str) -> bool:
    return first == second or any(first in kind and second in kind for kind in _EVENT_KINDS)


def _ties(story: Story) -> Iterator[_Tie]:
    """All times that the article ties to an event by name."""
    for sentence in story.sentences:
        for time in story.times[sentence.index]:
            mention = time.mention
            if mention.precision is None or mention.rule_id in POINTS_AWAY or is_header(story, time):
                continue
            if mention.text.lower().startswith("since "):
                continue
            after = _EVENT_AFTER.match(story.text[mention.end : mention.end + 40])
            before = _EVENT_BEFORE.search(story.text[max(sentence.start, mention.start - 30) : mention.start])
            near = after or before
            if near is not None and not _OTHER_EVENT.search(sentence.text):
                yield _Tie(_noun(near[1]), sentence.index, mention)


def _known_events(sentence: Sentence) -> set[str]:
    """Nouns for events that the sentence speaks of as known: with an article, or as what came before."""
    known = {_noun(match[1]) for match in _THE_EVENT.finditer(sentence.text)}
    _, since, behind = sentence.text.partition(" since a ")
    if since:
        known |= {_noun(match[1]) for match in _THE_EVENT.finditer("the " + behind)}
    return known


def of_event(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time that another sentence ties to the event spoken of ("the raid": "the Jan. 28 raid").

    Whatever it is called, it is first of all the one that the sentence before has told.
    """
    known = _known_events(sentence)
    if not known:
        return None
    ties = [tie for tie in _ties(story) if tie.sentence != sentence.index]
    if just_told := [tie.mention for tie in ties if tie.sentence == sentence.index - 1]:
        return just_told[-1]
    found = [
        tie.mention
        for tie in ties
        if any(_same_kind(tie.noun, noun) for noun in known)
        and not (tie.noun.startswith(("attack", "strike")) and story.is_old(tie.mention))
    ]
    return _agreed(found)


def _agreed(found: Iterable[TimeMention]) -> TimeMention | None:
    """The most precise of some times, where the others hold it; None where they disagree."""
    ranked = sorted(found, key=lambda m: m.precision or 9)
    if not ranked or ranked[0].date_start is None or ranked[0].date_end is None:
        return None
    best = ranked[0]
    for other in ranked[1:]:
        if other.date_start is None or other.date_end is None:
            return None
        if not (other.date_start <= ranked[0].date_start and ranked[0].date_end <= other.date_end):
            return None
    return best
