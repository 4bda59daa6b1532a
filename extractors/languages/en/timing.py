"""When a claim's event happened: the time that its clause, its sentence or the story so far gives."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from extractors.analysis import TimeMention
from extractors.components.times import Interval
from extractors.languages.en.attaching import in_sentence, is_event_time, is_header, is_speech_time, is_told_time
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

__all__ = [
    "carried",
    "in_sentence",
    "is_cumulative",
    "is_recurring",
    "is_several",
    "of_event",
    "refined",
    "spoken",
    "told",
]

_CUMULATIVE = phrase("en.phrase.timing.cumulative")
_SEVERAL = phrase("en.phrase.timing.several")
_RECURRING = phrase("en.phrase.timing.recurring")
_ONE_EVENT = phrase("en.phrase.timing.one-event")
_BACK, _AHEAD, _LEAD = 8, 5, 3
_CALENDAR = frozenset(
    {
        "en.time.month",
        "en.time.month-year",
        "en.time.month-bare",
        "en.time.month-last",
        "en.time.month-adjective",
        "en.time.previous",
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
_GOES_ON = phrase("en.phrase.timing.goes-on")
_CLOSE = 2
_POINTS_AWAY = frozenset(
    {"en.time.ago", "en.time.current", "en.time.days-after", "en.time.day-after", "en.time.year-before"}
)
"""expressions that date their own clause only"""
_EVENT_KINDS = (
    frozenset({"raid", "operation", "mission", "assault"}),
    frozenset({"blast", "explosion", "bombing", "bomb"}),
    frozenset({"strike", "airstrike", "bombardment", "shelling"}),
)
"""nouns that may name the same event"""


def is_cumulative(text: str) -> bool:
    """Whether the words sum up a war or a year."""
    return _CUMULATIVE.search(text) is not None


def is_recurring(text: str) -> bool:
    """Whether the words tell of what happened time and again: no story's day is theirs."""
    return _RECURRING.search(text) is not None


def is_several(text: str) -> bool | None:
    """Whether the words sum up several attacks or places; None where they speak of one act."""
    match, one = _SEVERAL.search(text), _ONE_EVENT.search(text)
    if one is not None and (match is None or "including" in one[0].lower()):
        return None
    return match is not None


def spoken(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time at which the sentence's speaker spoke, as a last resort."""
    return next((t.mention for t in story.times[sentence.index] if is_told_time(sentence, t)), None)


def carried(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of the story so far: of the nearest earlier sentence, near its beginning also of one that follows."""
    earlier, later = story.sentences[: sentence.index], story.sentences[sentence.index + 1 :]
    around = [*reversed(earlier), *(later if _rank(story, sentence) <= _LEAD else ())]
    near = [*reversed(earlier[-_BACK:]), *later[:_AHEAD]]
    telling = [s for s in near if abs(s.index - sentence.index) <= _CLOSE or "casualty" in s.worth]
    return _time_of_one(story, sentence, telling, 2, False) or _time_of_one(story, sentence, around, 2, False)


def history(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of what other sentences tell of long ago: a day before a month.

    Those that follow lend theirs only to the first that may hold a claim.
    """
    earlier, later = story.sentences[: sentence.index], story.sentences[sentence.index + 1 :]
    others = [*reversed(earlier), *(later if _rank(story, sentence) == 0 else ())]
    telling = [s for s in others if "casualty" in s.worth]
    return _time_of_one(story, sentence, telling, 2, True) or _time_of_one(story, sentence, telling, 4, True)


def _time_of_one(
    story: Story, sentence: Sentence, others: Iterable[Sentence], precision: int, old_too: bool
) -> TimeMention | None:
    for other in others:
        if not 0 < sentence.index - other.index <= _CLOSE and _OTHER_EVENT.search(other.text):
            continue
        if found := _event_times(story, other, precision, old_too):
            return found[0]
    return None


def _rank(story: Story, sentence: Sentence) -> int:
    """How many earlier sentences may hold a claim; what is told of other things does not count."""
    return sum("casualty" in s.worth for s in story.sentences[: sentence.index])


def _event_times(story: Story, sentence: Sentence, precision: int, old_too: bool) -> list[TimeMention]:
    """Times at which something happened, as the sentence tells; `old_too`: be it long before the article."""
    if sentence.is_dateline:
        return []
    known = story.claim_times.get(sentence.index)
    if known is not None and (known.precision or 9) <= precision and (old_too or not story.is_old(known)):
        return [known]
    return [
        time.mention
        for time in story.times[sentence.index]
        if "|" not in sentence.text[: time.mention.start - sentence.start]
        and is_event_time(sentence, time)
        and (old_too or not story.is_old(time.mention))
        and not is_header(story, time)
        and time.mention.precision is not None
        and time.mention.precision <= precision
        and time.mention.rule_id not in _POINTS_AWAY
    ]


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
        if (found.kind == "date" or time.rule_id == _OVERNIGHT)
        and found.mention.precision == 1
        and not is_header(story, found)
        and not is_speech_time(sentence, found)
    ]
    inside = [d for d in days if d.date_start and time.date_start <= d.date_start <= time.date_end]
    return inside[0] if inside and len({d.date_start for d in inside}) == 1 else time


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


def told(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time that the story gives for a sentence without one: carried, else when its speaker spoke."""
    found = of_event(story, sentence) or _goes_on(story, sentence) or at_last(story, sentence)
    if found is not None:
        story.claim_times[sentence.index] = found
    return found


def at_last(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of the story so far, else when somebody spoke, else that of what was told of long ago."""
    found = carried(story, sentence) or spoken(story, sentence) or _said_next(story, sentence)
    return found or history(story, sentence)


def _said_next(story: Story, sentence: Sentence) -> TimeMention | None:
    """For a headline or lead: when the speaker of one of the next sentences spoke."""
    following = story.sentences[sentence.index + 1 : sentence.index + 3] if _rank(story, sentence) < _CLOSE else []
    return next((time for s in following if "casualty" in s.worth and (time := spoken(story, s))), None)


def _goes_on(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of the claim just told, where the sentence goes on about its dead ("of those killed", "also")."""
    if not _GOES_ON.search(sentence.text):
        return None
    before = [s for s in story.sentences[max(0, sentence.index - 3) : sentence.index] if s.index in story.claim_times]
    return story.claim_times[before[-1].index] if before else None


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
            if mention.precision is None or mention.rule_id in _POINTS_AWAY or is_header(story, time):
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
    """The time that another sentence ties to the event spoken of ("the raid": "the Jan. 28 raid")."""
    known = _known_events(sentence)
    if not known:
        return None
    found = [
        tie.mention
        for tie in _ties(story)
        if tie.sentence != sentence.index
        and any(_same_kind(tie.noun, noun) for noun in known)
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
