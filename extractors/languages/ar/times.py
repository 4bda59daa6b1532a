"""Time expressions: Arabic words → `TimeExpression`, which components.times resolves to days.

Works on the bare forms of a sentence's tokens.  A weekday beside "today" or "yesterday" decides,
because agencies print a day after they write.  The words are data: `patterns/times.jsonl`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.components.times import Interval, TimeExpression, month_of, resolve
from extractors.languages.ar.calendar_ranges import day_of_this_month, days_of_month, from_month_to_month
from extractors.languages.ar.calendar_words import (
    ORDINALS,
    TimeChunk,
    calendar_date,
    numeric_date,
    time_words,
    word_at,
    year_alone,
)
from extractors.languages.ar.feasts import days_of_feast, feast_day, feast_forms
from extractors.languages.ar.numbers import number_words
from extractors.languages.ar.relative_days import relative_day, second_day
from extractors.languages.ar.script import bare
from extractors.languages.ar.stretches import (
    days_of_fight,
    edge_of_unit,
    over_night,
    past_units,
    span_of_units,
)
from extractors.languages.ar.told_spans import SAME_SPAN, SINCE_THEN, before_that
from extractors.languages.ar.year_parts import part_of_year

_STARTERS = frozenset(
    bare(w)
    for w in [
        "قبل",
        "خلال",
        "بين",
        "الـ",
        "ال",
        "شهر",
        "بداية",
        "مطلع",
        "منتصف",
        "أواخر",
        "أوائل",
        "نهاية",
        "عام",
        "العام",
        "سنة",
        "غضون",
        "ظرف",
        "مدى",
        "مدار",
        "النصف",
        "الربع",
        "الثلث",
        "أول",
        "آخر",
        "أقل",
        "أثناء",
        "طوال",
        "طيلة",
        "بعد",
        "استمر",
        "استمرت",
        "دام",
        "دامت",
        "تواصلت",
        "امتدت",
        "ثاني",
        "ثالث",
        "رابع",
        "يومي",
        "صلاة",
    ]
)


SINCE = "ar.time.since"
"""rule of times that begin with what is told and last until now"""
_COUNTED = frozenset(("offset", "past", "ago"))
"""kinds of times that count from the day of writing"""
_SINCE_REACH = 9
_SINCE_ENDS = frozenset("،,؛.")
_HUGGING = frozenset("()«»\"“”'")
_OF_PAPERS = frozenset(("ل", "الي", "صحيفه", "جريده", "عين", "مراسل", "مندوب"))
"""words before the name of a newspaper"""


def find_time(norms: Sequence[str], at: int) -> TimeChunk | None:
    """The time expression that begins at token `at`; None if there is none."""
    first = norms[at]
    if not (
        first in time_words()
        or first[0].isdigit()
        or first in _STARTERS
        or first in ORDINALS
        or first == "الحادي"
        or first in feast_forms()
        or _counts(first)
    ):
        return None
    if is_newspaper(norms, at):
        return None
    since = word_at(norms, at, "since", "since_then", "same_span")
    if since:
        told_before = {"since_then": SINCE_THEN, "same_span": SAME_SPAN}.get(since[1].role)
        return TimeChunk(at, since[0], None, told_before) if told_before else _since(norms, at, since[0])
    for reader in _READERS:
        found = reader(norms, at)
        if found:
            return found
    return None


def is_newspaper(norms: Sequence[str], at: int) -> bool:
    """Whether اليوم is the paper of that name: "لـ(اليوم)", «اليوم», "صحيفة اليوم"."""
    if norms[at] != "اليوم" or not at:
        return False
    before, after = norms[at - 1], norms[at + 1] if at + 1 < len(norms) else ""
    if before in _HUGGING and after in _HUGGING:
        return before != "(" or (at > 1 and norms[at - 2] in _OF_PAPERS)
    return before in _OF_PAPERS - {"ل"}


def _vague(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "في وقت سابق": before, nobody tells when, unless a day follows ("في وقت سابق من الأحد")."""
    vague = word_at(norms, at, "vague")
    if vague is None:
        return None
    day = vague[0] + 1 if vague[0] < len(norms) and norms[vague[0]] in ("من", "يوم") else vague[0]
    told = relative_day(norms, day) if day < len(norms) else None
    return replace(told, start=at) if told else TimeChunk(at, vague[0], None, vague[1].id)


def _since(norms: Sequence[str], at: int, after: int) -> TimeChunk | None:
    inner = None
    for skip in (0, 1, 2):
        if after + skip < len(norms):
            units = span_of_units(norms, after + skip)
            day = find_time(norms, after + skip) if skip < 2 else None
            # "منذ يوم الأحد" is no day long
            inner = day if day is not None and (units is None or day.end > units.end) else units
            if inner is not None:
                break
    if inner is None:
        # "منذ تدخل التحالف في مارس 2015": the event stands between
        for skip in range(2, min(_SINCE_REACH, len(norms) - after)):
            if norms[after + skip] in _SINCE_ENDS:
                break
            inner = _day_of_beginning(norms, after + skip)
            if inner is not None:
                break
    if inner is None:
        return None
    expression, end = inner.expression, inner.end
    if expression is not None and expression.kind not in ("past",):
        last = second_day(norms, end, beside=False) if expression.until is None else None
        end = last[0] if last else end
        expression = replace(expression, until=last[1]) if last else replace(expression, since=True)
    return TimeChunk(at, end, expression, SINCE, months=inner.months)


def _day_of_beginning(norms: Sequence[str], at: int) -> TimeChunk | None:
    """When what is told behind "since" began: "منذ تدخل التحالف في مارس 2015", "منذ استعادتها قبل أسبوعين"."""
    ago = _ago(norms, at) if norms[at] == "قبل" else None
    if ago is not None and ago.expression is not None:
        return replace(ago, expression=replace(ago.expression, kind="past"))
    return calendar_date(norms, at) or year_alone(norms, at)


def _ago(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "قبل ثلاثة أيام", "قبل يومين", "بين الجمعة والسبت"."""
    if norms[at] == "بين" and at + 3 < len(norms) and norms[at + 2] == "و":
        first, second = word_at(norms, at + 1, "weekday"), word_at(norms, at + 3, "weekday")
        if first and second:
            until = TimeExpression(kind="weekday", weekday=second[1].value)
            expression = TimeExpression(kind="weekday", weekday=first[1].value, until=until)
            return TimeChunk(at, second[0], expression, first[1].id)
    if list(norms[at : at + 2]) == ["اقل", "من"] and at and norms[at - 1] in ("في", "خلال", "غضون"):
        return span_of_units(norms, at + 2)
    if norms[at] != "قبل" or at + 1 >= len(norms):
        return None
    span = span_of_units(norms, at + 1)
    if span is None:
        about = at + 2 + (norms[at + 2 : at + 3] == ["من"])
        if norms[at + 1] in ("نحو", "حوالي", "اكثر", "اقل", "قرابه") and about < len(norms):
            span = span_of_units(norms, about)
        if span is None:
            return None
    if span.expression is None:
        return TimeChunk(at, span.end, None, "ar.time.ago")
    if norms[span.end - 1].startswith(("ساع", "الساع")):
        return None
    return TimeChunk(at, span.end, replace(span.expression, kind="ago"), "ar.time.ago")


_READERS = (
    feast_day,
    before_that,
    numeric_date,
    days_of_month,
    day_of_this_month,
    from_month_to_month,
    _vague,
    part_of_year,
    over_night,
    days_of_fight,
    past_units,
    edge_of_unit,
    relative_day,
    _ago,
    calendar_date,
    year_alone,
)
"""what reads a time expression at a token, first come first served"""


def _counts(form: str) -> bool:
    return form.removeprefix("ال") in number_words()


def days_of(chunk: TimeChunk, published: date | None, written: date | None = None) -> Interval | None:
    """The days that a chunk means, seen from the publication day; None where it cannot be told.

    `written`: the day on which the article was written, where it tells: "yesterday" and "two days ago" count from it.
    """
    if chunk.rule_id.startswith("ar.feast."):
        return days_of_feast(chunk, published)
    expression = chunk.expression
    if expression is None:
        return None
    seen_from = written if written is not None and expression.kind in _COUNTED else published
    if expression.kind == "previous" and expression.unit == "week" and published is not None:
        if published.weekday() == 6:
            # in the region a Sunday begins the week: last week ended the day before
            return Interval(published - timedelta(days=7), published - timedelta(days=1))
        return resolve(expression, published)
    if expression.until is not None:
        return _stretch(expression, expression.until, seen_from)
    if expression.kind == "weekday":
        return resolve(_weeks_back(expression, published), published)
    found = resolve(expression, seen_from)
    if found is None or found.start is None:
        return found
    if chunk.days and chunk.months:
        return _days_of(found.start.replace(month=chunk.months[0]), chunk.days)
    if chunk.days:
        return _days_of(found.start, chunk.days)
    return _months_of(found.start.year, chunk.months, published) if chunk.months else found


def _weeks_back(expression: TimeExpression, published: date | None) -> TimeExpression:
    """As in "الأحد الماضي": told on a Sunday, it was a week ago; "الأحد قبل الماضي" was a week before that."""
    if expression.kind != "weekday" or (expression.amount or 0) >= 0:
        return expression
    on_it = published is not None and published.weekday() == expression.weekday
    return replace(expression, amount=int(on_it) - 1 - (expression.amount or 0))


def _stretch(first: TimeExpression, last: TimeExpression, published: date | None) -> Interval | None:
    """From one day to another; of two told out of their order ("أمس وأول من أمس") the earlier comes first."""
    first = _weeks_back(first, published)
    until, start = resolve(last, published), resolve(replace(first, until=None), published)
    if until is None or start is None or until.end is None or start.start is None or start.start <= until.end:
        return resolve(replace(first, until=last), published)
    if first.kind == "weekday":
        return Interval(start.start - timedelta(days=7), until.end)
    return Interval(until.start, start.end) if first.kind == "offset" else None


def _days_of(month: date, days: tuple[int, int]) -> Interval | None:
    """Certain days of a month; None where it has no such day."""
    last = month_of(month.year, month.month).end
    return Interval(month.replace(day=days[0]), month.replace(day=days[1])) if last and days[1] <= last.day else None


def _months_of(year: int, months: tuple[int, int], published: date | None) -> Interval:
    """So many months of a year, as far as they are past."""
    end = month_of(year, months[1]).end
    if published is not None and end is not None and end > published:
        end = published
    return Interval(date(year, months[0], 1), end)
