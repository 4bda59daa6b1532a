"""The day of publication, from metadata or from the header at the start of a text; never a guess.

A date counts only if it tells day, month and year.  "03/04/2022" may be two days and is none.
"""

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|T)")
_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})(?=$|[\sT,])")
_HEADER = re.compile(r"\s*(?:date|published|التاريخ|تاريخ النشر)\s*:?\s*(\d{4}-\d{2}-\d{2})(?!\d)", re.I)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Months of the Levant and the Maghreb, which dateparser does not know, by the name that it does.
_MONTHS = {
    "كانون الثاني": "يناير", "شباط": "فبراير", "آذار": "مارس", "نيسان": "أبريل", "أيار": "مايو", "حزيران": "يونيو",
    "تموز": "يوليو", "آب": "أغسطس", "أيلول": "سبتمبر", "تشرين الأول": "أكتوبر", "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر", "جانفي": "يناير", "فيفري": "فبراير", "أفريل": "أبريل", "ماي": "مايو", "جوان": "يونيو",
    "جويلية": "يوليو", "أوت": "أغسطس",
}  # fmt: skip
MONTH_NAMES = (*_MONTHS, *sorted(set(_MONTHS.values())), "ابريل", "اغسطس", "اكتوبر", "مارس")
"""Arabic names of months, of either kind and as they are often written"""
_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(_MONTHS)})(?!\w)")
_SAID_TWICE = re.compile(r"(?<!\w)(\w+)\s*/\s*\1(?!\w)")
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HAS_WORD = re.compile(r"[^\W\d_]{3}|(?<!\w)آب(?!\w)")


def publication_day(published: str | None, text: str) -> tuple[date | None, str]:
    """(day or None, where it was found: metadata, header or none)."""
    if published and (day := day_of(published)):
        return day, "metadata"
    if day := header_day(text):
        return day, "header"
    return None, "none"


def header_day(text: str) -> date | None:
    """The day of a header such as ` date 2021-09-24` at the very start of a text."""
    found = _HEADER.match(text)
    return _day(*found[1].split("-")) if found else None


@lru_cache(maxsize=4096)
def day_of(value: str) -> date | None:
    """The day that a metadata value names, as written (its own time zone); None where it is not a full date."""
    value = value.strip().translate(_ARABIC_DIGITS)
    for pattern in (_ISO, _COMPACT):
        if found := pattern.match(value):
            return _day(*found.groups())
    if found := _SLASHED.match(value):
        return _slashed(found[1], found[3], found[4])
    if not (_HAS_YEAR.search(value) and _HAS_WORD.search(value)):
        return None
    return _mail_day(value) or _worded_day(value)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= 1800 else None


def _slashed(first: str, second: str, third: str) -> date | None:
    """2022/01/14 is plain; 14/01/2022 and 01/14/2022 are, because 14 is no month; 03/04/2022 is not."""
    if len(first) == 4:
        return _day(first, second, third)
    if len(third) != 4:
        return None
    days = {_day(third, second, first), _day(third, first, second)} - {None}
    return days.pop() if len(days) == 1 else None


def _mail_day(value: str) -> date | None:
    """RFC 2822, as feeds and mails write it: Fri, 14 Jan 2022 09:20:00 +0300."""
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def _worded_day(value: str) -> date | None:
    """14 January 2022, January 14, 2022, 14 يناير 2022, 14 كانون الثاني/يناير 2022."""
    import dateparser  # type: ignore[import-untyped]  # half a second to import, and seldom needed

    value = _SAID_TWICE.sub(r"\1", _MONTH.sub(lambda found: _MONTHS[found[0]], value))
    # Absolute dates only: "two hours ago" would be reckoned from the clock of this machine.
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    parsed = dateparser.parse(value, languages=["en", "ar"], settings=settings)
    return parsed.date() if parsed else None
