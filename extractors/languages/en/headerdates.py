"""The day of an article: that of its first line, or of the social media posts that it quotes."""

import re
from datetime import date, timedelta

from extractors.analysis import TimeMention
from extractors.components.times import resolve
from extractors.languages.en.timerules import time_rules
from extractors.languages.en.times import FoundTime, expression_of, find_times

_HEADER_REACH = 140
_POSTED = re.compile(r"[—–-] [^()\n]{2,50} \(@\w+\) (?=[A-Z][a-z]+ \d{1,2}, \d{4})")
_HEADER_DISTANCE = timedelta(days=45)
HEADER_RULES = frozenset(
    {
        "en.time.full-date",
        "en.time.full-date-clock",
        "en.time.full-date-glued",
        "en.time.full-date-day-first",
        "en.time.iso",
        "en.time.dotted",
    }
)


def post_date(text: str) -> date | None:
    """The day of the latest social media post that the article quotes: "— Name (@name) May 3, 2018".

    It stands for the article's day where nothing else tells it: an article is no older than what it quotes.
    """
    found = (find_times(text[match.end() : match.end() + 20], 0, None) for match in _POSTED.finditer(text))
    days = (times[0].mention for times in found if times)
    return max((day.date_start for day in days if day.date_start and day.precision == 1), default=None)


def header_date(text: str, published: date | None) -> FoundTime | None:
    """The date that the article's first line carries, where it is a full one and near the metadata's."""
    for entry, pattern in time_rules():
        if entry.id not in HEADER_RULES:
            continue
        match = pattern.search(text[:_HEADER_REACH])
        if match is None:
            continue
        interval = resolve(expression_of(entry, match), None)
        if interval is None or interval.start is None:
            continue
        if published is not None and abs(interval.start - published) > _HEADER_DISTANCE:
            continue
        before = text[: match.start()]
        if len(before) > 110 or re.search(r"[.!?]\s", before) or re.search(r"\b(?:on|since|in|until|from)\s*$", before):
            continue
        if match.group().lower().startswith("on "):
            continue
        mention = TimeMention(
            match.start(), match.end(), match.group(), entry.id, interval.start, interval.end, interval.precision
        )
        return FoundTime(mention, "date", header=True)
    return None
