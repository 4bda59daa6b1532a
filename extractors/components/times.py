"""Interval arithmetic shared by the languages: a normalised time expression and a day → an interval.

A language reads its own words ("last Tuesday", "قبل ثلاثة أيام") into a `TimeExpression`; `resolve`
turns it into days.  Relative expressions need the publication day and stay unresolved without it;
a date with its year needs nothing.  Intervals are closed: both ends belong to them.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

UNITS = ("day", "week", "month", "year")
KINDS = ("offset", "weekday", "weekend", "date", "hijri", "current", "previous", "past", "ago")


@dataclass(frozen=True, slots=True)
class Interval:
    """From one day to another, both included; `start` None: open towards the past."""

    start: date | None
    end: date | None

    @property
    def precision(self) -> int | None:
        """UCDP date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 longer; None where open."""
        if self.start is None or self.end is None:
            return None
        days = (self.end - self.start).days + 1
        return next((code for limit, code in ((1, 1), (6, 2), (8, 3), (31, 4)) if days <= limit), 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """What a time expression says, without the day that it is relative to.

    kind `offset`: `amount` days before the anchor (yesterday 1, today 0);
    `weekday`: the latest `weekday` (0 Monday) on or before the anchor, `amount` weeks further back;
    `weekend`: the latest Saturday and Sunday begun before the anchor, `amount` weeks further back;
    `date`: `year`, `month`, `day`, each may be missing; without the year the latest such date;
    `hijri`: the same in the Islamic calendar (civil, tabular: right within a day);
    `current`: this `unit` up to the anchor; `previous`: the whole `amount`-th unit before (default 1);
    `past`: the `amount` units that end with the anchor; `ago`: the day, week, … `amount` units back.
    `until` makes it the stretch from this expression to that one; `since` stretches it to the anchor.
    """

    kind: str
    amount: int | None = None
    unit: str = "day"
    weekday: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    since: bool = False
    until: "TimeExpression | None" = None


def months_back(anchor: date, months: int) -> date:
    """The first day of the month `months` before the anchor's."""
    index = anchor.year * 12 + anchor.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def month_of(year: int, month: int) -> Interval:
    """The days of one month."""
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Interval:
    """The days of one year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def _capped(interval: Interval, anchor: date | None) -> Interval:
    """Nothing reported has happened after the day of the report."""
    if anchor is None or interval.end is None or interval.end <= anchor:
        return interval
    if interval.start is not None and interval.start > anchor:
        return interval
    return replace(interval, end=anchor)


def _unit_back(anchor: date, unit: str, amount: int) -> Interval:
    if unit == "day":
        day = anchor - timedelta(days=amount)
        return Interval(day, day)
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday() + 7 * amount)
        return Interval(monday, monday + timedelta(days=6))
    if unit == "month":
        first = months_back(anchor, amount)
        return month_of(first.year, first.month)
    return year_of(anchor.year - amount)


def _past(anchor: date, unit: str, amount: int) -> Interval:
    if unit == "month":
        first = months_back(anchor, amount)
        day = min(anchor.day, calendar.monthrange(first.year, first.month)[1])
        return Interval(first.replace(day=day), anchor)
    if unit == "year":
        day = 28 if (anchor.month, anchor.day) == (2, 29) else anchor.day
        return Interval(anchor.replace(year=anchor.year - amount, day=day), anchor)
    return Interval(anchor - timedelta(days=amount * (7 if unit == "week" else 1)), anchor)


def _weekday(expression: TimeExpression, anchor: date) -> Interval:
    back = (anchor.weekday() - (expression.weekday or 0)) % 7 + 7 * (expression.amount or 0)
    day = anchor - timedelta(days=back)
    return Interval(day, day)


def _weekend(expression: TimeExpression, anchor: date) -> Interval:
    back = (anchor.weekday() - 5) % 7 + 7 * (expression.amount or 0)
    saturday = anchor - timedelta(days=back)
    return Interval(saturday, min(saturday + timedelta(days=1), anchor))


def _calendar(expression: TimeExpression, anchor: date | None) -> Interval | None:
    year, month, day = expression.year, expression.month, expression.day
    if year is None and anchor is None:
        return None
    if month is None:
        return year_of(year) if year is not None else None
    if year is None and anchor is not None:
        year = anchor.year if (month, day or 1) <= (anchor.month, anchor.day) else anchor.year - 1
    if year is None:
        return None
    if day is None:
        return month_of(year, month)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Interval(date(year, month, day), date(year, month, day))


def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """Day of the civil (tabular) Islamic calendar → Gregorian day; moon sighting may differ by one.

    Raises ValueError for a month or day that the calendar does not have.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"no such Islamic date: {year}-{month}-{day}")
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(days + 227014)


def _hijri_month(year: int, month: int) -> Interval:
    following = (year + month // 12, month % 12 + 1)
    return Interval(hijri_to_gregorian(year, month, 1), hijri_to_gregorian(*following, 1) - timedelta(days=1))


def _hijri(expression: TimeExpression, anchor: date | None) -> Interval | None:
    year, month, day = expression.year, expression.month, expression.day
    if year is None:
        if anchor is None or month is None:
            return None
        year = int((anchor.year - 622) * 33 / 32) + 2
        while hijri_to_gregorian(year, month, day or 1) > anchor:
            year -= 1
    if month is None:
        return Interval(hijri_to_gregorian(year, 1, 1), hijri_to_gregorian(year + 1, 1, 1) - timedelta(days=1))
    if day is None:
        return _hijri_month(year, month)
    found = hijri_to_gregorian(year, month, day)
    return Interval(found, found)


def _relative(expression: TimeExpression, anchor: date) -> Interval:
    kind, amount = expression.kind, expression.amount
    if kind == "offset":
        return _unit_back(anchor, "day", amount or 0)
    if kind == "weekday":
        return _weekday(expression, anchor)
    if kind == "weekend":
        return _weekend(expression, anchor)
    if kind == "current":
        return _unit_back(anchor, expression.unit, 0)
    if kind == "previous":
        return _unit_back(anchor, expression.unit, 1 if amount is None else amount)
    if kind == "past":
        return _past(anchor, expression.unit, 1 if amount is None else amount)
    return _unit_back(anchor, expression.unit, 1 if amount is None else amount)


def _resolve_one(expression: TimeExpression, anchor: date | None) -> Interval | None:
    if expression.kind not in KINDS:
        raise ValueError(f"unknown kind of time expression: {expression.kind!r}; known: {', '.join(KINDS)}")
    if expression.kind == "date":
        return _calendar(expression, anchor)
    if expression.kind == "hijri":
        return _hijri(expression, anchor)
    return _relative(expression, anchor) if anchor is not None else None


def _same_year(until: TimeExpression, first: Interval) -> TimeExpression:
    """The end of a stretch of dates is of the year of its beginning, where no year is given."""
    if until.kind != "date" or until.year is not None or until.month is None or first.start is None:
        return until
    later = until.month < first.start.month
    return replace(until, year=first.start.year + later)


def resolve(expression: TimeExpression, published: date | None) -> Interval | None:
    """The days that an expression means, seen from the publication day; None where it cannot be told.

    Raises ValueError for a kind of expression that does not exist.
    """
    found = _resolve_one(expression, published)
    if found is None:
        return None
    if expression.until is not None:
        last = _resolve_one(_same_year(expression.until, found), published)
        if last is None or last.end is None:
            return None
        found = Interval(found.start, last.end)
        if found.start is not None and found.end is not None and found.start > found.end:
            return None
    elif expression.since:
        found = Interval(found.start, published)
    return _capped(found, published)
