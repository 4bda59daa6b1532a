"""Days of this or the last month, and from one day or month of the calendar to another."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.components.times import TimeExpression
from extractors.languages.ar.calendar_words import TimeChunk, calendar_date, ordinal_day, word_at

_TO = frozenset(("و", "الي", "حتي", "لغايه"))
_FROM = frozenset(("بين", "من", "منذ", "شهري", "اشهر"))
_LONGEST = 31
_MONTH_UNIT = 3


def days_of_month(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "بين 3 و9 مارس", "من 3 إلى 9 مارس": the month stands behind the second day only."""
    if not at or norms[at - 1] not in ("بين", "من") or not _is_day(norms[at]):
        return None
    if at + 2 >= len(norms) or norms[at + 1] not in _TO:
        return None
    last = calendar_date(norms, at + 2)
    if last is None or last.expression is None or last.expression.day is None:
        return None
    return replace(last, start=at, expression=replace(last.expression, day=int(norms[at]), until=last.expression))


def day_of_this_month(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "الثالث عشر من الشهر الجاري", "25 من الشهر الماضي"."""
    day = (at + 1, int(norms[at])) if _is_day(norms[at]) else ordinal_day(norms, at)
    if day is None or norms[day[0] : day[0] + 1] != ["من"]:
        return None
    place = day[0] + 1 + (norms[day[0] + 1 : day[0] + 2] == ["هذا"])
    unit = word_at(norms, place, "unit")
    if unit is None or unit[1].value != _MONTH_UNIT or norms[place] != "الشهر":
        return None
    past, current = word_at(norms, unit[0], "past"), word_at(norms, unit[0], "current")
    if past is None and current is None and norms[place - 1] != "هذا":
        return None
    kind, end = ("previous", past[0]) if past else ("current", current[0] if current else unit[0])
    return TimeChunk(at, end, TimeExpression(kind=kind, unit="month"), "ar.time.day_of_month", (day[1], day[1]))


def from_month_to_month(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "من يناير إلى مارس", "بين فبراير ومارس 2015", "شهري يناير وفبراير"."""
    first = word_at(norms, at, "month") if at and norms[at - 1] in _FROM else None
    if first is None or norms[first[0] : first[0] + 1] == [] or norms[first[0]] not in _TO:
        return None
    second = calendar_date(norms, first[0] + 1)
    month = word_at(norms, first[0] + 1, "month")
    if second is not None and second.expression is not None and second.expression.day is None:
        last, end = second.expression, second.end
    elif second is None and month is not None:
        last, end = TimeExpression(kind="date", month=month[1].value), month[0]
    else:
        return None
    if last.kind != "date" or last.month is None:
        return None
    year = last.year - 1 if last.year and first[1].value > last.month else last.year
    return TimeChunk(at, end, replace(last, month=first[1].value, year=year, until=last), first[1].id)


def _is_day(form: str) -> bool:
    return form.isdigit() and len(form) <= 2 and 1 <= int(form) <= _LONGEST
