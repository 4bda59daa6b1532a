"""Which of a sentence's times dates a predicate, and which belong to speech, to lives or to what is to come."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from extractors.analysis import TimeMention
from extractors.languages.en.deeds import (
    ADJECTIVES,
    anniversary,
    dates_another_deed,
    has_answer,
    is_commemorated,
    is_of_arrest,
    is_of_told_act,
    years_before,
)
from extractors.languages.en.governing import governor, root_of
from extractors.languages.en.headerdates import HEADER_RULES
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.speechtimes import is_of_named_event, is_speech_time, speech_verbs
from extractors.languages.en.story import Story
from extractors.languages.en.times import LASTING, FoundTime, find_times

_CROSSING = {
    ";": 8, "while": 8, "after": 8, "when": 8, "before": 8, "and": 4, ",": 2, "but": 8, "where": 3, "which": 1,
    "since": 8,
}  # fmt: skip
"""what it costs to cross a word between a time and the predicate that it may date"""
_FUTURE = phrase("en.phrase.timing.future")
_SUPERLATIVE = phrase("en.phrase.timing.superlative")
_VIOLENCE = phrase("en.phrase.timing.violence")
_LIVES = word_set("en.words.timing.lives")
_LIFE = phrase("en.phrase.timing.lives")
_OPENING = re.compile(r"(?:(?:and|but|then|also|later),? )?$", re.IGNORECASE)
_NOWADAYS = re.compile(r" (?:known|called|remembered)\b")
_AGENCY = re.compile(r"\.? ?(?:\([A-Z][\w/ -]{1,20}\)|/[A-Z][\w ]+/)")
_WHEN = re.compile(r",? when\b")
_CLOCK = re.compile(r",? (?:at )?\d{1,2}[.:]\d\d\b")
_ONLY_FORWARD = frozenset({"en.time.days-after", "en.time.day-after", "en.time.year-before"})
_FROM_THEN_ON = ("since", "until", "before")
"""what makes a clause tell when something else began or ended"""
_COMPARED = frozenset({"en.time.in-n", "en.time.current"})
"""stretches that a superlative may be of: "the third blast in two days", "the worst fighting this week"."""
_ELSEWHERE_CLOCK = re.compile(r"^(?: (?:morning|night))? (?:E[DS]?T|GMT|UTC|BST)\)")
"""behind the day of another time zone: "around 6 a.m. (11 p.m. Tuesday ET)"."""
_HEAD = re.compile(r" [-–—] (?=[A-Z\d])|: (?=[A-Z\d])")
"""behind the day that heads an entry of a chronicle"""
_ENTRIES = 3
"""entries that make a chronicle"""
_FARTHEST_YEAR = 24
_COARSE = 4


def _is_stretch(time: FoundTime) -> bool:
    """Whether a time of years is one up to now, or between two."""
    return time.mention.rule_id == "en.time.years" or time.mention.text.lower().startswith(("since ", "from "))


def _distance(sentence: Sentence, trigger: Token, time: FoundTime) -> int:
    """How far a time stands from the predicate: in words, in clauses between, and less where it hangs on it."""
    doc, root = trigger.doc, root_of(sentence, time)
    if root is None:
        return 99
    at: int = min(token.i for token in doc if sentence.end_of(token) > time.mention.start)
    between = doc[min(at, trigger.i) : max(at, trigger.i)]
    clauses = sum(_CROSSING.get(token.lower_, 0) for token in between)
    governed = trigger in (root.head, root.head.head)
    clauses += _COARSE if time.mention.precision == 5 and not _is_stretch(time) else 0
    return abs(at - trigger.i) + clauses - (10 if governed else 0)


def in_sentence(story: Story, sentence: Sentence, trigger: Token) -> TimeMention | None:
    """The time that the sentence gives for the predicate."""
    times = [_behind(story, sentence, trigger, t) for t in story.times[sentence.index]]
    if is_commemorated(trigger):
        return _commemorated(sentence, times)
    times = [t for t in times if not t.header and not is_header(story, t)]
    events = [t for t in times if is_event_time(sentence, t) and _may_date(sentence, trigger, t)]
    near = [
        t
        for t in events
        if t.mention.precision != 5
        or _is_stretch(t)
        or _OPENING.match(sentence.text[: t.mention.start - sentence.start])
        or _distance(sentence, trigger, t) < _FARTHEST_YEAR
    ]
    if not near:
        return None
    if (entry := _entry(story, sentence, trigger, near)) is not None:
        return entry.mention
    best = min(
        near,
        key=lambda t: (
            not (_in_own_clause(sentence, trigger, t) or is_of_told_act(sentence, trigger, t)),
            _distance(sentence, trigger, t),
        ),
    )
    mention = _seen_from_speech(story, sentence, best)
    if not is_of_arrest(trigger) and not has_answer(trigger):
        story.claim_times[sentence.index] = mention
    return mention


def _entry(story: Story, sentence: Sentence, trigger: Token, times: list[FoundTime]) -> FoundTime | None:
    """The day that heads the entry of a chronicle in which a predicate stands: "**3 May 2011** - 12 killed in Hama"."""
    heads = [t for t in times if _HEAD.match(story.text, t.mention.end)]
    if not heads or sum(_HEAD.match(story.text, t.mention.end) is not None for t in _days(story)) < _ENTRIES:
        return None
    before = [t for t in heads if t.mention.start < sentence.offset(trigger)]
    return before[-1] if before else None


def _days(story: Story) -> Iterator[FoundTime]:
    """The times of the whole article that are of one day."""
    return (t for times in story.times.values() for t in times if t.mention.precision == 1)


def of_part(story: Story, sentence: Sentence, head: Token) -> TimeMention | None:
    """The time told behind a part: "12 died in a week, among them a soldier shot **on Friday**"."""
    at = sentence.offset(head)
    return (
        in_sentence(story, sentence, head) if any(t.mention.start > at for t in story.times[sentence.index]) else None
    )


def _commemorated(sentence: Sentence, times: list[FoundTime]) -> TimeMention | None:
    """The day of which a day is the anniversary that the sentence counts; None where it counts none."""
    years = anniversary(sentence.text)
    days = [t.mention for t in times if t.mention.precision == 1 and not is_speech_time(sentence, t)]
    if years is None or len(days) != 1 or days[0].date_start is None:
        return None
    day = years_before(days[0].date_start, years)
    return replace(days[0], date_start=day, date_end=day)


def _behind(story: Story, sentence: Sentence, trigger: Token, time: FoundTime) -> FoundTime:
    """The time as it is for the predicate, where a stretch holds it, or its beginning is told beside it.

    "since the killing of the leader in 2011": the killing was in 2011; "since May 3, when the siege began,
    60 have died": the dead are of the stretch, the siege began on the day.
    """
    at, mention = sentence.offset(trigger), time.mention
    if mention.rule_id == "en.time.day-after" and mention.date_start is None:
        return _before_the_story(story, sentence, trigger, time)
    if mention.start <= at < mention.end:
        inner = find_times(story.text[at : mention.end], at, story.anchor)
        return inner[-1] if inner else time
    since = mention.text.lower().startswith("since ") and _WHEN.match(story.text[mention.end : sentence.end])
    if since and not _is_in_when(trigger) and not _SUPERLATIVE.search(story.text[sentence.start : mention.start]):
        stretch = find_times(mention.text, mention.start, story.anchor)
        return stretch[0] if stretch else time
    return time


def _before_the_story(story: Story, sentence: Sentence, trigger: Token, time: FoundTime) -> FoundTime:
    """The day of what the story follows: "a day after a bomb **killed** six, …", not "a day after it, six died"."""
    end = time.mention.end - sentence.start
    after = next((t for t in trigger.doc if t.lower_ == "after" and t.idx + len(t) == end), None)
    if after is None or " day" not in time.mention.text:
        return time
    opens = after.dep_ == "mark" and after.head in (trigger, *trigger.ancestors)
    if not opens and after not in trigger.ancestors:
        return time
    ago = find_times(time.mention.text.removesuffix("after") + "ago", time.mention.start, story.anchor)
    if not ago:
        return time
    day, told = ago[0].mention, time.mention
    told = replace(told, date_start=day.date_start, date_end=day.date_end, precision=day.precision)
    return replace(time, mention=told)


def _is_in_when(trigger: Token) -> bool:
    """Whether a predicate is in a clause that "when" opens."""
    return any(child.lower_ == "when" for token in (trigger, *trigger.ancestors) for child in token.children)


def _in_own_clause(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether a time stands in what the predicate governs: "on Friday" in "killed a pilot who ejected on Friday"."""
    root = root_of(sentence, time)
    if root is None or trigger not in root.ancestors:
        return False
    clauses = [token for token in root.ancestors if trigger in token.ancestors]
    return not any(child.lower_ in _FROM_THEN_ON for clause in clauses for child in clause.children)


def is_event_time(sentence: Sentence, time: FoundTime) -> bool:
    """Whether a time may date violence: not when somebody spoke or was born, nor what is to come."""
    if time.mention.rule_id in LASTING or is_speech_time(sentence, time) or is_elsewhere(sentence, time):
        return False
    if _LIFE.search(sentence.text[: time.mention.start - sentence.start]):
        return False
    token = governor(sentence, time)
    return token is None or token.lemma_.lower() not in _LIVES


def _may_date(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether the time's words let it date a predicate that stands where this one does."""
    start = time.mention.start - sentence.start
    after = sentence.text[time.mention.end - sentence.start :]
    if time.mention.rule_id in _ONLY_FORWARD and re.match(r" [\w“\"]", after):
        crossed = trigger.doc.char_span(time.mention.end - sentence.start, trigger.idx, alignment_mode="contract")
        said = crossed is not None and any(token.lemma_.lower() in speech_verbs() for token in crossed)
        return start < trigger.idx and not said
    if dates_another_deed(sentence, trigger, time):
        return False
    before = sentence.text[:start]
    stretch = time.mention.text.lower().startswith("since ") or time.mention.rule_id in _COMPARED
    if stretch and not after.startswith(", when") and _SUPERLATIVE.search(before) is not None:
        return False
    between = sentence.text[time.mention.end - sentence.start : trigger.idx]
    return re.search(r"\bsince\b", between) is None


def _seen_from_speech(story: Story, sentence: Sentence, time: FoundTime) -> TimeMention:
    """A stretch said on Sunday ("in the last week") ends on that Sunday and not on the day of publication."""
    mention = time.mention
    if time.kind != "past" or mention.date_start is None or mention.date_end is None or story.anchor is None:
        return mention
    days = [
        t.mention.date_start
        for t in story.times[sentence.index]
        if t.kind in ("weekday", "date") and t.mention.precision == 1 and is_speech_time(sentence, t)
    ]
    if len(days) != 1 or days[0] is None or not timedelta(0) < story.anchor - days[0] <= timedelta(days=6):
        return mention
    back = story.anchor - days[0]
    return replace(mention, date_start=mention.date_start - back, date_end=mention.date_end - back)


def is_header(story: Story, time: FoundTime) -> bool:
    """Whether a time is the article's own date, or a clock's beside it."""
    behind = story.text[time.mention.end : time.mention.end + 24]
    if _CLOCK.match(behind) and time.mention.rule_id in HEADER_RULES:
        return True
    if _AGENCY.match(behind) and time.kind == "date":
        return True
    if time.mention.rule_id in HEADER_RULES and time.mention.date_start == story.anchor:
        return not time.mention.text.lower().startswith("on ") and not story.text[
            : time.mention.start
        ].rstrip().endswith("on")
    header = story.header
    return header is not None and header.mention.overlaps(time.mention)


def is_elsewhere(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time is of something else: to come ("a deadline on Tuesday"), or peaceful ("Sunday's vote")."""
    text, after = time.mention.text, sentence.text[time.mention.end - sentence.start :]
    owned = text.endswith(("'s", "’s")) or after.startswith(("'s", "’s"))
    if owned and not is_of_named_event(sentence, time):
        return True
    if (text.lower() == "today" and _NOWADAYS.match(after)) or _ELSEWHERE_CLOCK.match(after):
        return True
    if time.mention.rule_id in ADJECTIVES:
        return False  # "strained by the 2005 assassination": "by" is no deadline
    return _FUTURE.search(sentence.text[: time.mention.start - sentence.start]) is not None
