"""How long a war has lasted, where the article tells it: the time of the totals that sum it up.

"4,000 have died in the unrest" is no day's claim; its stretch begins where its sentence says that the
unrest did ("since the uprising began in March", "an offensive launched on August 24"), or is as long as
it tells that it has lasted ("a three-month uprising").
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from extractors.analysis import TimeMention
from extractors.components.times import Interval
from extractors.languages.en.attaching import is_header
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.times import LASTING, find_times

_WAR = phrase("en.phrase.timing.war-noun")
_WAR_BEGAN = phrase("en.phrase.timing.war-began")
_BEGAN = re.compile(r"^(?:(?:which|that) [\w ]*?)?(?:in|on|since|from) ", re.IGNORECASE)
_NAMED = 30
"""characters before "which began" in which the war is named"""
_SHORTEST = timedelta(days=7)
"""what began later is a raid or a battle, and no war"""


def of_war(story: Story, sentence: Sentence) -> TimeMention | None:
    """The stretch since the war, uprising or operation that a sentence sums up began; None where it tells two.

    The sentence must tell it itself: what another one says of the war's beginning is seldom of the same count.
    """
    told = list(_beginnings(story, sentence))
    told = told or [time.mention for time in story.times[sentence.index] if time.mention.rule_id in LASTING]
    return told[0] if len({time.date_start for time in told}) == 1 else None


def _beginnings(story: Story, sentence: Sentence) -> Iterator[TimeMention]:
    """The beginnings of wars that a sentence dates, as stretches up to the article's day."""
    if story.anchor is None:
        return
    for time in story.times[sentence.index]:
        mention = time.mention
        before = sentence.text[: mention.start - sentence.start]
        if mention.date_start is None or is_header(story, time):
            continue
        if not _WAR_BEGAN.search(before) and not _tells_beginning(mention, before):
            continue
        since = find_times("since " + _BEGAN.sub("", mention.text), mention.start, story.anchor)
        start = (since[0].mention.date_start if len(since) == 1 else None) or mention.date_start
        if story.anchor - start < _SHORTEST:
            continue
        interval = Interval(start, story.anchor)
        yield replace(mention, date_start=interval.start, date_end=interval.end, precision=interval.precision)


def _tells_beginning(mention: TimeMention, before: str) -> bool:
    """Whether a time tells itself of a war's beginning: "since the uprising began in March", "a war which began in"."""
    words = mention.text.lower()
    if words.startswith(("which ", "that ")):
        return _WAR.search(before[-_NAMED:]) is not None
    return words.startswith("since ") and _WAR.search(words) is not None
