"""Which times of a sentence say when violence happened, so that other sentences' claims may be of them."""

import re

from extractors.analysis import TimeMention
from extractors.languages.en.attaching import is_event_time, is_header
from extractors.languages.en.deeds import is_of_aftermath
from extractors.languages.en.headerdates import HEADER_RULES
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.times import FoundTime
from extractors.languages.en.timing import POINTS_AWAY

_VIOLENCE = phrase("en.phrase.timing.violence")
_HOUR = r"(?:the )?(?:dawn|daybreak|dark|dusk|first light|midday|midnight|nightfall|noon|sunrise|sundown|sunset)\b"
_CLAUSE_END = re.compile(
    rf"[;:|]|,[\"”]|\b(?:while|(?:after|before)(?! {_HOUR})|when|as|and|but|who|which|where|that|"
    r"because|although|since)\b"
)
_RELATIVE = re.compile(r"\b(?:who|which|where)$")
_AFTERWARDS = re.compile(rf",? (?:after|following) (?!(?:\w+ )*?(?:prayers\b|{_HOUR}))")
"""what a day is followed by that is of an answer to violence: "closed the border on Monday after the killing"."""
_COMMA = re.compile(r"[,;:|]")
_LED_TO = re.compile(r"(?:^|\b(?:after|before|by|during|from|in|of|on|since|to|until)) ?$", re.IGNORECASE)
"""what leads to a date inside a clause"""
_FEW_DAYS = frozenset(
    f"en.time.{name}"
    for name in ("overnight", "past-hours", "weekend", "weekdays", "date-range", "date-range-day-first", "date-list")
)
"""expressions for more than a day that are carried"""


def is_day(time: TimeMention) -> bool:
    """Whether a time is of a day, or of the few that one event lasts."""
    return (
        time.precision is not None
        and (time.precision == 1 or time.rule_id in _FEW_DAYS)
        and time.rule_id not in POINTS_AWAY
        and not is_open(time)
    )


def is_open(time: TimeMention) -> bool:
    """Whether a time is a stretch up to now, which sums up what its own sentence tells."""
    return time.text.lower().startswith("since ") and time.rule_id != "en.time.missing-since"


def dates(story: Story, sentence: Sentence, time: FoundTime, near: bool) -> bool:
    """Whether a time is of violence: the clause around it speaks of some; right before the claim any event will do."""
    if not is_event_time(sentence, time) or is_header(story, time):
        return False
    if is_of_aftermath(sentence, time) or _is_of_photograph(sentence, time):
        return False
    if near and not _AFTERWARDS.match(sentence.text[time.mention.end - sentence.start :]):
        return True
    start, end = time.mention.start - sentence.start, time.mention.end - sentence.start
    first = max((m.end() for m in _CLAUSE_END.finditer(sentence.text, 0, start)), default=0)
    if sentence.text[:start].endswith(", ") and re.match(r" \w", sentence.text[end:]):
        first = start  # ", today known as ..."
    relative = _RELATIVE.search(sentence.text, 0, first) is not None
    if relative and (comma := sentence.text.rfind(", ", first, start)) >= 0:
        first, relative = comma, False  # "the group, which runs the port, closed it on Sunday after the attack"
    last = (_COMMA if relative else _CLAUSE_END).search(sentence.text, end + 1)
    return _VIOLENCE.search(sentence.text[first : last.start() if last else None]) is not None


def _is_of_photograph(sentence: Sentence, time: FoundTime) -> bool:
    """Whether a full date closes a caption: "Fighters sit on a ridge near the town, July 30, 2011."."""
    start, end = time.mention.start - sentence.start, time.mention.end - sentence.start
    words = re.search(r"[A-Z0-9]", time.mention.text)  # behind "on "
    day = start + (words.start() if words else 0)
    closes = not sentence.text[end:].strip(" .") and _LED_TO.search(sentence.text[:day]) is None
    return closes and time.mention.rule_id in HEADER_RULES
