"""How long a war has lasted, where the article tells it: the time of the totals that sum it up.

"4,000 have died in the unrest" is no day's claim; its stretch begins where a sentence near by says that
the unrest did ("since the uprising began in March", "an offensive launched on August 24"), or where one
tells how long it has lasted ("a three-month uprising").
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
_NEAR = 4
"""sentences within which a beginning is that of the war whose total is told"""


def of_war(story: Story, sentence: Sentence) -> TimeMention | None:
    """The stretch since the war, uprising or operation that a sentence sums up began; None where two are told.

    The sentence speaks of a war, or stands right beside the one that tells the beginning.  How long it has lasted
    ("the five-month-old revolt") the sentence must tell itself: elsewhere that is of another count.
    """
    reach = _NEAR if _WAR.search(sentence.text) else 1
    near = story.sentences[max(0, sentence.index - reach) : sentence.index + reach + 1]
    told = [time for other in near for time in _beginnings(story, other)]
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
