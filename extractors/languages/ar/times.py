"""Time expressions: Arabic words → `TimeExpression`, which components.times resolves to days.

Works on the bare forms of a sentence's tokens.  A weekday beside "today" or "yesterday" decides,
because agencies print a day after they write.  The words are data: `patterns/times.jsonl`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from extractors.components.times import Interval, TimeExpression, resolve
from extractors.languages.ar.calendar_words import (
    ORDINALS,
    TimeChunk,
    TimeWord,
    calendar_date,
    numeric_date,
    skip_marks,
    time_words,
    word_at,
    year_alone,
)
from extractors.languages.ar.numbers import number_words
from extractors.languages.ar.script import bare
from extractors.languages.ar.stretches import (
    days_of_fight,
    edge_of_unit,
    over_night,
    past_units,
    span_of_units,
)

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
    ]
)


SINCE = "ar.time.since"
"""rule of times that begin with what is told and last until now"""
SINCE_THEN = "ar.time.since_then"
"""rule of times that begin with the last one told: مذاك, منذ ذلك الحين"""
_SAME_DAY = frozenset(("نفسه", "ذاته", "عينه"))
_OTHER_DAY = _SAME_DAY | {"التالي", "السابق", "الاول", "الاخير"}
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
        or _counts(first)
    ):
        return None
    if is_newspaper(norms, at):
        return None
    since = word_at(norms, at, "since", "since_then")
    if since:
        return _since(norms, at, since[0]) if since[1].role == "since" else TimeChunk(at, since[0], None, SINCE_THEN)
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
    told = _relative_day(norms, day) if day < len(norms) else None
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
        for skip in range(2, min(9, len(norms) - after)):
            inner = calendar_date(norms, after + skip) or year_alone(norms, after + skip)
            if inner is not None:
                break
    if inner is None:
        return None
    expression = inner.expression
    if expression is not None and expression.kind not in ("past",):
        expression = replace(expression, since=True)
    return TimeChunk(at, inner.end, expression, SINCE)


def _relative_day(norms: Sequence[str], at: int) -> TimeChunk | None:
    """Parts of days, yesterday, weekdays, alone and together: "فجر أمس (الاثنين)", "ليل الأربعاء الخميس"."""
    end, parts = at, 0
    while parts < 3 and (part := word_at(norms, end, "part")):
        end, parts = part[0], parts + 1
        if end < len(norms) and norms[end] in ("من", "يوم") and word_at(norms, end + 1, "part", "offset", "weekday"):
            end += 1
    offset = word_at(norms, end, "offset")
    weekday = word_at(norms, end, "weekday") if offset is None else None
    expression: TimeExpression | None = None
    rule_id = ""
    if offset and (special := _special_day(norms, at, offset)) is not None:
        return special or None
    if offset:
        end, rule_id = offset[0], offset[1].id
        expression = TimeExpression(kind="offset", amount=offset[1].value)
        inside = skip_marks(norms, end)
        weekday = word_at(norms, inside, "weekday")
        if weekday and inside > end and norms[end] in "،,-–" and norms[end] != "(":
            weekday = None
    if weekday:
        end, rule_id = weekday[0], weekday[1].id
        expression = TimeExpression(kind="weekday", weekday=weekday[1].value)
        if end < len(norms) and norms[end] == ")":
            end += 1
        second = _second_weekday(norms, at, end) if parts else None
        if second:
            until = TimeExpression(kind="weekday", weekday=second[1].value)
            return TimeChunk(at, second[0], replace(expression, until=until), rule_id)
        past = word_at(norms, end, "past")
        if past:
            expression, end = TimeExpression(kind="weekday", weekday=weekday[1].value, amount=-1), past[0]
    return TimeChunk(at, end, expression, rule_id) if expression else None


def _special_day(norms: Sequence[str], at: int, offset: tuple[int, TimeWord]) -> TimeChunk | Literal[False] | None:
    """A day that is not counted from publication: unresolved, or False where it is no day at all; None for all others.

    "اليوم التالي", "ذلك اليوم" and "بالأمس القريب" are told of another day; "اليوم نفسه" is the one told before,
    and "لليوم الثالث على التوالي" none.
    """
    end, word = offset
    before, after = norms[at - 1] if at else "", norms[end] if end < len(norms) else ""
    if before == "ل" and after in ORDINALS:
        return False
    if norms[end - 1] == "اليوم" and after in _OTHER_DAY:
        return False if after in _SAME_DAY else TimeChunk(at, end + 1, None, word.id)
    if before in ("ذلك", "تلك"):
        return TimeChunk(at, end, None, word.id)
    return TimeChunk(at, end + 1, None, word.id) if after in ("القريب", "القريبه") else None


def _second_weekday(norms: Sequence[str], at: int, end: int) -> tuple[int, TimeWord] | None:
    """As in "ليل الأربعاء الخميس", "من ليل الأربعاء حتى فجر الخميس", "بين مساء الأحد وفجر الاثنين"."""
    if end < len(norms) and (norms[end] == "حتي" or (norms[end] == "و" and at and norms[at - 1] == "بين")):
        part = word_at(norms, end + 1, "part")
        return word_at(norms, part[0] if part else end + 1, "weekday")
    return word_at(norms, skip_marks(norms, end), "weekday")


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
    numeric_date,
    _vague,
    over_night,
    days_of_fight,
    past_units,
    edge_of_unit,
    _relative_day,
    _ago,
    calendar_date,
    year_alone,
)
"""what reads a time expression at a token, first come first served"""


def _counts(form: str) -> bool:
    return form.removeprefix("ال") in number_words()


def days_of(chunk: TimeChunk, published: date | None) -> Interval | None:
    """The days that a chunk means, seen from the publication day; None where it cannot be told."""
    expression = chunk.expression
    if expression is None:
        return None
    if expression.kind == "previous" and expression.unit == "week" and published is not None:
        if published.weekday() == 6:
            # in the region a Sunday begins the week: last week ended the day before
            return Interval(published - timedelta(days=7), published - timedelta(days=1))
        return resolve(expression, published)
    if expression.kind == "weekday" and expression.amount == -1:
        # "last Sunday", told on a Sunday, was a week ago
        on_it = published is not None and published.weekday() == expression.weekday
        return resolve(replace(expression, amount=1 if on_it else 0), published)
    found = resolve(expression, published)
    if found and chunk.middle_of_month and found.start is not None:
        return Interval(found.start.replace(day=14), found.start.replace(day=16))
    return found
