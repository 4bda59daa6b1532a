"""Times that count from one told before: "since then", "in the same period", "two days before that"."""

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.analysis import TimeMention
from extractors.components.times import Interval, TimeExpression
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.stretches import span_of_units

SINCE_THEN = "ar.time.since_then"
"""rule of times that begin with the last one told: مذاك, منذ ذلك الحين"""
SAME_SPAN = "ar.time.same_span"
"""rule of the last stretch told: "خلال هذه الفترة", "في المدة نفسها" """
BEFORE_THAT = "ar.time.before_that"
"""rule of times so long before the last one told: "قبل ذلك بيومين", "قبلها بعام" """
TOLD_BEFORE = frozenset((SINCE_THEN, SAME_SPAN, BEFORE_THAT))
_LONG = 5
"""precision of stretches longer than a month"""
_ROUND, _ROUND_END = timedelta(days=15), timedelta(days=3)
"""by how much a stretch of so many months may miss the one told to the day, at its beginning and at its end"""
_THAT = frozenset(("ذلك", "ها", "ه"))

Times = Sequence[tuple[int, TimeChunk, TimeMention]]


def before_that(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "قبل ذلك بيومين", "قبلها بأسبوع": so long before what was told."""
    if norms[at] != "قبل" or at + 3 >= len(norms) or norms[at + 1] not in _THAT:
        return None
    by = norms[at + 2].removeprefix("ب")
    place, span = (at + 3, None) if norms[at + 2] == "ب" else (at + 2, None)
    words = [*norms[place:]] if norms[at + 2] == "ب" else [by, *norms[at + 3 :]]
    span = span_of_units(words, 0)
    if span is None or span.expression is None:
        return None
    return TimeChunk(at, place + span.end, None, BEFORE_THAT, back=span.expression)


def from_told(
    time: TimeMention | None,
    times: Times,
    told: TimeMention | None,
    lasting: TimeMention | None,
    published: date | None,
) -> TimeMention | None:
    """A time that counts from one told before, with its days; any other as it is.

    `told`: the last time that the article told before this sentence, `lasting`: the last stretch.
    """
    if time is None or time.rule_id not in TOLD_BEFORE or published is None:
        return time
    before = [m for _, _, m in times if m.date_start is not None and m.start < time.start]
    begun = before[-1] if before else told
    if time.rule_id == SAME_SPAN:
        return None if lasting is None else replace(lasting, start=time.start, end=time.end, text=time.text)
    if begun is None:
        return time
    if time.rule_id == SINCE_THEN:
        days = Interval(begun.date_start, published)
        return replace(time, date_start=days.start, date_end=days.end, precision=days.precision)
    back = next((c.back for _, c, m in times if m.start == time.start), None)
    return _earlier_by(time, begun, back)


def _earlier_by(time: TimeMention, begun: TimeMention, back: TimeExpression | None) -> TimeMention:
    """`time` as the days of `begun` so much earlier; years move a month or a year, days and weeks a single day."""
    first, last = begun.date_start, begun.date_end
    if back is None or first is None or last is None or back.amount is None:
        return time
    if back.unit == "year":
        moved = [_years_before(day, back.amount) for day in (first, last)]
    elif back.unit in ("day", "week") and begun.precision == 1:
        by = timedelta(days=back.amount * (7 if back.unit == "week" else 1))
        moved = [first - by, last - by]
    else:
        return time
    return replace(time, date_start=moved[0], date_end=moved[1], precision=begun.precision)


def _years_before(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def exact_stretches(times: Times) -> list[TimeMention]:
    """Stretches told to the day: "منذ 23 سبتمبر 2014 وحتى فجر أمس"."""
    return [
        m
        for _, c, m in times
        if c.expression is not None and c.expression.kind == "date" and c.expression.day and m.date_start != m.date_end
    ]


def to_the_day(time: TimeMention | None, exact: Sequence[TimeMention]) -> TimeMention | None:
    """A stretch of months as the article tells it to the day elsewhere: "خلال 10 أشهر", "منذ 23 سبتمبر"."""
    if time is None or time.precision != _LONG or time.date_start is None or time.date_end is None:
        return time
    for other in exact:
        if other.date_start is None or other.date_end is None:
            continue
        begins, ends = abs(other.date_start - time.date_start), abs(other.date_end - time.date_end)
        if begins <= _ROUND and ends <= _ROUND_END:
            return replace(time, date_start=other.date_start, date_end=other.date_end)
    return time
