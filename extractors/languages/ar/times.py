"""Time expressions: Arabic words → `TimeExpression`, which components.times resolves to days.

Works on the bare forms of a sentence's tokens.  A weekday beside "today" or "yesterday" decides,
because agencies print a day after they write.  The words are data: `patterns/times.jsonl`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from extractors.components.times import Interval, TimeExpression, resolve
from extractors.languages.ar.numbers import number_words, parse_number
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.script import bare
from extractors.lexicon import data_file, load_rules, rule

UNITS = ("hour", "day", "week", "month", "year")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HIJRI_YEAR = re.compile(r"1[34]\d\d$")
_BRACKETS = frozenset("()[]،,-/–")
_PLURAL_UNITS = frozenset(bare(w) for w in ["أيام", "أسابيع", "أشهر", "شهور", "سنوات", "أعوام", "ساعات", "ليال"])
_DUAL = re.compile(r"(?:ين|ان)$")
_BEFORE_MONTH = frozenset(
    bare(w)
    for w in [
        "في",
        "شهر",
        "منذ",
        "خلال",
        "مطلع",
        "منتصف",
        "أواخر",
        "أوائل",
        "بداية",
        "نهاية",
        "من",
        "أول",
        "آخر",
        "حتى",
    ]
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
    ]
)
_NAMES_OF_DAYS = frozenset(
    bare(w) for w in ["ثورة", "ميدان", "شارع", "هجمات", "أحداث", "انتفاضة", "ذكرى", "جسر", "مدرسة", "معسكر", "اتفاق"]
)


@rule
class TimeWord:
    """A word or phrase that times are made of."""

    id: str
    role: Literal["weekday", "month", "hijri", "part", "offset", "unit", "past", "current", "since"]
    value: int
    forms: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class TimeChunk:
    """A time expression in a sentence, tokens `start`:`end`; `expression` None where it cannot be resolved."""

    start: int
    end: int
    expression: TimeExpression | None
    rule_id: str
    middle_of_month: bool = False


@lru_cache(maxsize=1)
def _words() -> Phrases[TimeWord]:
    rules = load_rules(data_file("extractors.languages.ar", "patterns/times.jsonl"), TimeWord)
    return phrase_table((form, word) for word in rules for form in word.forms)


def time_forms() -> frozenset[str]:
    """All bare words that time expressions are made of, for the tokenizer."""
    return frozenset(w for entries in _words().values() for words, _ in entries for w in words if len(w) > 2)


def _word(norms: Sequence[str], at: int, *roles: str) -> tuple[int, TimeWord] | None:
    if at >= len(norms):
        return None
    found = match_phrase(_words(), norms, at)
    if found is None:
        return None
    end, word = found
    if roles and word.role not in roles:
        # a phrase may hide a shorter word of the role that is wanted (يوم: part and unit)
        for words, payload in _words().get(norms[at], ()):
            if payload.role in roles and tuple(norms[at : at + len(words)]) == words:
                return at + len(words), payload
        return None
    return end, word


def find_time(norms: Sequence[str], at: int) -> TimeChunk | None:
    """The time expression that begins at token `at`; None if there is none."""
    first = norms[at]
    if not (first in _words() or first[0].isdigit() or first in _STARTERS or first in _ORDINALS or _counts(first)):
        return None
    since = _word(norms, at, "since")
    if since:
        return _since(norms, at, since[0])
    for reader in (_past_units, _relative_day, _ago, _calendar, _year_alone):
        found = reader(norms, at)
        if found:
            return found
    return None


def _since(norms: Sequence[str], at: int, after: int) -> TimeChunk | None:
    inner = None
    for skip in (0, 1, 2):
        if after + skip < len(norms):
            inner = _span_of_units(norms, after + skip) or (find_time(norms, after + skip) if skip < 2 else None)
            if inner is not None:
                break
    if inner is None:
        # "منذ تدخل التحالف في مارس 2015": the event stands between
        for skip in range(2, min(9, len(norms) - after)):
            inner = _calendar(norms, after + skip) or _year_alone(norms, after + skip)
            if inner is not None:
                break
    if inner is None:
        return None
    expression = inner.expression
    if expression is not None and expression.kind not in ("past",):
        expression = replace(expression, since=True)
    return TimeChunk(at, inner.end, expression, "ar.time.since")


def _span_of_units(norms: Sequence[str], at: int) -> TimeChunk | None:
    """ "ثلاثة أشهر", "يومين": so many units."""
    number = parse_number(norms, at)
    place = number[0] if number else at
    unit = _word(norms, place, "unit")
    if unit is None:
        return None
    name = UNITS[unit[1].value]
    amount = number[1] if number else (2 if _DUAL.search(norms[place]) and name != "hour" else 1)
    if name == "hour":
        name, amount = "day", max(1, -(-amount // 24))
    if not 0 < amount < 200:
        return None
    if number is None and norms[place] in _PLURAL_UNITS:
        return TimeChunk(at, unit[0], None, unit[1].id)  # "قبل أيام": how many is not told
    return TimeChunk(at, unit[0], TimeExpression(kind="past", amount=amount, unit=name), unit[1].id)


def _past_units(norms: Sequence[str], at: int) -> TimeChunk | None:
    """ "خلال الـ24 ساعة الماضية", "اليومين الماضيين", "الأيام الثلاثة الماضية", "الأسبوع الماضي", "هذا الأسبوع"."""
    place = at
    while place < len(norms) and norms[place] in ("خلال", "في", "ال", "غضون"):
        place += 1
    if place >= len(norms):
        return None
    first = parse_number([norms[place].removeprefix("ال"), *norms[place + 1 : place + 6]], 0)
    after = place + first[0] if first else place
    unit = _word(norms, after, "unit")
    if unit is None:
        return None
    end, name = unit[0], UNITS[unit[1].value]
    amount = first[1] if first else (2 if _DUAL.search(norms[after]) else None)
    if first is None and end < len(norms):
        rest = [n.removeprefix("ال") for n in norms[end : end + 6]]
        second = parse_number(rest, 0)
        if second:
            amount, end = second[1], end + second[0]
    past = _word(norms, end, "past")
    if past is None and norms[at] == "خلال" and first is not None and first[1] > 1:
        if name == "hour":
            name, amount = "day", max(1, -(-first[1] // 24))
        return TimeChunk(at, end, TimeExpression(kind="past", amount=amount, unit=name), unit[1].id)
    if past is None:
        current = _word(norms, end, "current")
        if current and amount is None and name != "hour":
            return TimeChunk(at, current[0], TimeExpression(kind="current", unit=name), current[1].id)
        if norms[max(0, place - 1)] == "هذا" and amount is None and name in ("week", "month", "year"):
            return TimeChunk(at, end, TimeExpression(kind="current", unit=name), unit[1].id)
        return None
    if amount is None:
        if (
            norms[after].startswith("ال")
            and name in ("week", "month", "year")
            and not norms[after].endswith(("ابيع", "هر", "وات", "وام"))
        ):
            return TimeChunk(at, past[0], TimeExpression(kind="previous", unit=name), past[1].id)
        if norms[after] == "الشهر":
            return TimeChunk(at, past[0], TimeExpression(kind="previous", unit="month"), past[1].id)
        return TimeChunk(at, past[0], None, past[1].id)
    if name == "hour":
        name, amount = "day", max(1, -(-amount // 24))
    if not 0 < amount < 200:
        return None
    return TimeChunk(at, past[0], TimeExpression(kind="past", amount=amount, unit=name), past[1].id)


def _skip_marks(norms: Sequence[str], at: int, limit: int = 1) -> int:
    while at < len(norms) and limit and norms[at] in _BRACKETS:
        at, limit = at + 1, limit - 1
    return at


def _relative_day(norms: Sequence[str], at: int) -> TimeChunk | None:
    """Parts of days, yesterday, weekdays, alone and together: "فجر أمس (الاثنين)", "ليل الأربعاء الخميس"."""
    end, parts = at, 0
    while parts < 3 and (part := _word(norms, end, "part")):
        end, parts = part[0], parts + 1
        if end < len(norms) and norms[end] in ("من", "يوم") and _word(norms, end + 1, "part", "offset", "weekday"):
            end += 1
    offset = _word(norms, end, "offset")
    weekday = _word(norms, end, "weekday") if offset is None else None
    expression: TimeExpression | None = None
    rule_id = ""
    if offset:
        end, rule_id = offset[0], offset[1].id
        expression = TimeExpression(kind="offset", amount=offset[1].value)
        inside = _skip_marks(norms, end)
        weekday = _word(norms, inside, "weekday")
        if weekday and inside > end and norms[end] in "،,-–" and norms[end] != "(":
            weekday = None
    if weekday:
        end, rule_id = weekday[0], weekday[1].id
        expression = TimeExpression(kind="weekday", weekday=weekday[1].value)
        if end < len(norms) and norms[end] == ")":
            end += 1
        second_at = _skip_marks(norms, end) if parts else end
        second = _word(norms, second_at, "weekday") if parts else None
        if second:
            until = TimeExpression(kind="weekday", weekday=second[1].value)
            return TimeChunk(at, second[0], replace(expression, until=until), rule_id)
        past = _word(norms, end, "past")
        if past:
            expression, end = TimeExpression(kind="weekday", weekday=weekday[1].value, amount=-1), past[0]
    return TimeChunk(at, end, expression, rule_id) if expression else None


def _ago(norms: Sequence[str], at: int) -> TimeChunk | None:
    """ "قبل ثلاثة أيام", "قبل يومين", "بين الجمعة والسبت"."""
    if norms[at] == "بين" and at + 3 < len(norms) and norms[at + 2] == "و":
        first, second = _word(norms, at + 1, "weekday"), _word(norms, at + 3, "weekday")
        if first and second:
            until = TimeExpression(kind="weekday", weekday=second[1].value)
            expression = TimeExpression(kind="weekday", weekday=first[1].value, until=until)
            return TimeChunk(at, second[0], expression, first[1].id)
    if norms[at] != "قبل" or at + 1 >= len(norms):
        return None
    span = _span_of_units(norms, at + 1)
    if span is None:
        if norms[at + 1] in ("نحو", "حوالي", "اكثر") and at + 2 < len(norms):
            span = _span_of_units(norms, at + 2)
        if span is None:
            return None
    if span.expression is None:
        return TimeChunk(at, span.end, None, "ar.time.ago")
    if norms[span.end - 1].startswith(("ساع", "الساع")):
        return None
    return TimeChunk(at, span.end, replace(span.expression, kind="ago"), "ar.time.ago")


def _counts(form: str) -> bool:
    return form.removeprefix("ال") in number_words()


_ORDINALS = {
    bare(word): value
    for value, words in enumerate(
        ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"], 1
    )
    for word in words.split()
}


def _calendar(norms: Sequence[str], at: int) -> TimeChunk | None:
    """ "19 نيسان/أبريل الحالي", "التاسع من أغسطس/آب", "في مارس 2015", "منتصف يوليو (تموز)", "12 رمضان 1436"."""
    place, day, middle = at, None, False
    if norms[at].isdigit() and len(norms[at]) <= 2 and 1 <= int(norms[at]) <= 31:
        day, place = int(norms[at]), at + 1
    elif norms[at] in _ORDINALS and at + 1 < len(norms) and norms[at + 1] == "من":
        day, place = _ORDINALS[norms[at]], at + 1
    elif norms[at] in ("منتصف",):
        middle, place = True, at + 1
    elif norms[at] in ("شهر", "مطلع", "بدايه", "اواخر", "اوايل", "نهايه"):
        place = at + 1
    while place < len(norms) and norms[place] in ("من", "شهر", "/", "-"):
        place += 1
    month = _word(norms, place, "month", "hijri")
    if month is None or (at > 0 and norms[at - 1] in _NAMES_OF_DAYS):
        return None
    word, end = month[1], month[0]
    end = _second_name(norms, end, word)
    year = None
    if end < len(norms) and norms[end] in ("عام", "سنه", "من") and end + 1 < len(norms) and norms[end + 1][0].isdigit():
        end += 1
    pattern = _YEAR if word.role == "month" else _HIJRI_YEAR
    if end < len(norms) and pattern.match(norms[end]):
        year, end = int(norms[end]), end + 1
    adjective = _word(norms, end, "past", "current")
    if adjective:
        end = adjective[0]
    alone = day is None and year is None and adjective is None and place == at
    risky = word.role == "hijri" or norms[place] == "اب"
    if alone and (risky or at == 0 or norms[at - 1] not in _BEFORE_MONTH):
        return None
    if risky and day is None and year is None and "شهر" not in norms[max(0, place - 1) : place]:
        return None
    kind = "date" if word.role == "month" else "hijri"
    expression = TimeExpression(kind=kind, year=year, month=word.value, day=day)
    return TimeChunk(at, end, expression, word.id, middle)


def _second_name(norms: Sequence[str], end: int, word: TimeWord) -> int:
    """Past the month's other name: "أبريل/نيسان", "يوليو (تموز)"."""
    place = _skip_marks(norms, end)
    second = _word(norms, place, "month") if place > end else None
    if second and second[1].value == word.value:
        end = second[0]
        return end + 1 if end < len(norms) and norms[end] == ")" else end
    return end


def _year_alone(norms: Sequence[str], at: int) -> TimeChunk | None:
    """ "عام 2014", "في 2015", "العام 2014م"."""
    place = at + 1 if norms[at] in ("عام", "العام", "سنه") else at
    if place == at and not (at and norms[at - 1] in ("في", "منذ", "عام")):
        return None
    if place < len(norms) and _YEAR.match(norms[place]):
        return TimeChunk(at, place + 1, TimeExpression(kind="date", year=int(norms[place])), "ar.time.year")
    return None


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
        found = resolve(replace(expression, amount=None), published)
        if found and found.end == published and published is not None and found.end is not None:
            return Interval(found.end - timedelta(days=7), found.end - timedelta(days=7))
        return found
    found = resolve(expression, published)
    if found and chunk.middle_of_month and found.start is not None:
        return Interval(found.start.replace(day=14), found.start.replace(day=16))
    return found
