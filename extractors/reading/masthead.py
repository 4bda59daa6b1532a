"""The day at the head of a report: "Aden, 14 January 2022 –", a line that is a date, "التاريخ: 14 يناير 2022".

For documents alone (PDF, Word, OpenDocument): their files tell when they were made, which is often long
after what they say was published, so the head is looked at first.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from extractors.reading.dateline import MONTH_NAMES, day_of

_ENGLISH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_ARABIC = "|".join(sorted(MONTH_NAMES, key=len, reverse=True)).replace(" ", r"\s")
_MONTH = rf"(?:{_ENGLISH}|{_ARABIC})\.?"
_FULL = re.compile(
    rf"""(?<![\w/.-])(?:
        \d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s*/\s*{_MONTH})?\s*[,،]?\s+\d{{4}}
      | {_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+\d{{4}}
      | \d{{4}}-\d{{2}}-\d{{2}}
      | \d{{1,4}}([/.])\d{{1,2}}\1\d{{1,4}}
    )(?![\w/-])""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", re.IGNORECASE)
# Before the date at a report's head stand its place, its name or its number; no sentence, and no other date.
_BEFORE = re.compile(r"(?:[^\d.!?؟]|(?:no\.?|number|issue|#|رقم|العدد)\s*:?\s*\d+){0,60}", re.IGNORECASE)
_WITHIN_A_SENTENCE = re.compile(
    r"(?:\b(?:on|since|until|till|by|from|to|between|and|before|after|in|ending|ended)|\b(?:في|منذ|حتى|من|إلى|بين|قبل|بعد|يوم|بتاريخ))"
    r"(?:\s+\w+day,?|\s+\w+)?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:$|[–—:|)(]|-\s)")
_FIRST_PARAGRAPHS = 4
_MOST_DATES = 200
_FRESH = timedelta(days=7)


def masthead_day(paragraphs: list[str]) -> date | None:
    """The day that the first paragraphs are headed by; None where none is, or running text names one."""
    for paragraph in paragraphs[:_FIRST_PARAGRAPHS]:
        found = _FULL.search(paragraph[:160])
        if found is None:
            continue
        before, after = paragraph[: found.start()], paragraph[found.end() :]
        if _BEFORE.fullmatch(before) and not _WITHIN_A_SENTENCE.search(before) and _AFTER.match(after):
            return _day(found[0])
    return None


def confirmed_day(made: date, text: str) -> date | None:
    """`made`, the day that a document's file was made, where its text names a day of the week before; else None."""
    return made if any(timedelta() <= made - named <= _FRESH for named in _named(text)) else None


def _named(text: str) -> Iterator[date]:
    for number, found in enumerate(_FULL.finditer(text)):
        if number == _MOST_DATES:
            return
        if named := _day(found[0]):
            yield named


def _day(written: str) -> date | None:
    return day_of(" ".join(_ORDINAL.sub(" ", written).replace("،", ",").split()))
