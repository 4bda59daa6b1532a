"""The words of times, and dates of the calendar: Gregorian, Levantine and Hijri months, years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extractors.components.times import TimeExpression
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.script import bare
from extractors.lexicon import data_file, load_rules, rule

_YEAR = re.compile(r"(?:19|20)\d\d$")

_HIJRI_YEAR = re.compile(r"1[34]\d\d$")

MIDDLE = (14, 16)
"""the days in the middle of a month"""
_BRACKETS = frozenset("()[]،,-/–")

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


@rule
class TimeWord:
    """A word or phrase that times are made of."""

    id: str
    role: Literal[
        "weekday",
        "month",
        "hijri",
        "part",
        "offset",
        "unit",
        "past",
        "current",
        "since",
        "since_then",
        "same_span",
        "vague",
        "named",
    ]
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
    days: tuple[int, int] | None = None
    """first and last day that are meant of a month"""
    months: tuple[int, int] | None = None
    """first and last month that are meant of a year"""
    back: TimeExpression | None = None
    """how long before a time told earlier"""


def is_point(chunk: TimeChunk) -> bool:
    """Whether a time is a day or two that later sentences can mean too."""
    expression = chunk.expression
    if expression is None or expression.since:
        return False
    if expression.kind == "past":
        return expression.unit == "day" and (expression.amount or 9) <= 2
    if expression.kind == "ago":
        return expression.unit == "day" and (expression.amount or 9) <= 6
    return expression.kind in ("offset", "weekday") or (expression.kind == "date" and expression.day is not None)


@lru_cache(maxsize=1)
def time_words() -> Phrases[TimeWord]:
    """First bare word → words of times."""
    rules = load_rules(data_file("extractors.languages.ar", "patterns/times.jsonl"), TimeWord)
    return phrase_table((form, word) for word in rules for form in word.forms)


def time_forms() -> frozenset[str]:
    """All bare words that time expressions are made of, for the tokenizer."""
    return frozenset(w for entries in time_words().values() for words, _ in entries for w in words if len(w) > 2)


def word_at(norms: Sequence[str], at: int, *roles: str) -> tuple[int, TimeWord] | None:
    """(end, word) of the time word at token `at`, of certain roles only where they are given."""
    if at >= len(norms):
        return None
    found = match_phrase(time_words(), norms, at)
    if found is None:
        return None
    end, word = found
    if roles and word.role not in roles:
        # a phrase may hide a shorter word of the role that is wanted (يوم: part and unit)
        for words, payload in time_words().get(norms[at], ()):
            if payload.role in roles and tuple(norms[at : at + len(words)]) == words:
                return at + len(words), payload
        return None
    return end, word


def skip_marks(norms: Sequence[str], at: int, limit: int = 1) -> int:
    """Past at most `limit` brackets, commas or dashes."""
    while at < len(norms) and limit and norms[at] in _BRACKETS:
        at, limit = at + 1, limit - 1
    return at


_BETWEEN = frozenset("/-–")

ORDINALS = {
    bare(word): value
    for value, words in enumerate(
        ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"], 1
    )
    for word in words.split()
}
_UNITS_OF_TENS = {**ORDINALS, bare("الحادي"): 1}
_TENS = {bare("عشر"): 10, bare("العشرين"): 20, bare("الثلاثين"): 30}


def ordinal_day(norms: Sequence[str], at: int) -> tuple[int, int] | None:
    """(end, day) of "التاسع", "التاسع عشر", "الحادي والعشرين", where "من" and a month can follow."""
    unit = _UNITS_OF_TENS.get(norms[at])
    if unit is None:
        return None
    place = at + 2 if norms[at + 1 : at + 2] == ["و"] else at + 1
    tens = _TENS.get(norms[place]) if place < len(norms) else None
    if tens is not None and (tens == 10) == (place == at + 1):
        return place + 1, unit + tens
    return at + 1, unit


def _before_month(norms: Sequence[str], at: int) -> tuple[int, int | None, bool]:
    """(token where the month can stand, day, whether the middle of the month is meant)."""
    place, middle = at, False
    day: int | None = None
    if norms[at].isdigit() and len(norms[at]) <= 2 and 1 <= int(norms[at]) <= 31:
        day, place = int(norms[at]), at + 1
    elif (ordinal := ordinal_day(norms, at)) is not None and norms[ordinal[0] : ordinal[0] + 1] == ["من"]:
        place, day = ordinal
    elif norms[at] in ("منتصف",):
        middle, place = True, at + 1
    elif norms[at] in ("شهر", "مطلع", "بدايه", "اواخر", "اوايل", "نهايه"):
        place = at + 1
    return place, day, middle


def calendar_date(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "19 نيسان/أبريل الحالي", "التاسع من أغسطس/آب", "في مارس 2015", "منتصف يوليو (تموز)", "12 رمضان 1436"."""
    place, day, middle = _before_month(norms, at)
    while place < len(norms) and norms[place] in ("من", "شهر", "/", "-"):
        place += 1
    month = word_at(norms, place, "month", "hijri")
    if month is None:
        return None
    word, end = month[1], month[0]
    end = _second_name(norms, end, word)
    of_year = _of_year(norms, end, word, day)
    if of_year is not None:
        return replace(of_year, start=at)
    year = None
    place_of_year = end
    while place_of_year < min(end + 2, len(norms)) and norms[place_of_year] in ("عام", "العام", "سنه", "من"):
        place_of_year += 1
    if place_of_year < len(norms) and norms[place_of_year][0].isdigit():
        end = place_of_year
    pattern = _YEAR if word.role == "month" else _HIJRI_YEAR
    if end < len(norms) and pattern.match(norms[end]):
        year, end = int(norms[end]), end + 1
    adjective = word_at(norms, end, "past", "current")
    if adjective:
        end = adjective[0]
    if at and adjective is None and word_at(norms, at - 1, "named"):
        return None  # "قصر 22 مايو", "ثورة 26 سبتمبر": what bears a day's name
    alone = day is None and year is None and adjective is None and place == at
    risky = word.role == "hijri" or norms[place] == "اب"
    if alone and (risky or at == 0 or norms[at - 1] not in _BEFORE_MONTH):
        return None
    if risky and day is None and year is None and "شهر" not in norms[max(0, place - 1) : place]:
        return None
    kind = "date" if word.role == "month" else "hijri"
    expression = TimeExpression(kind=kind, year=year, month=word.value, day=day)
    return TimeChunk(at, end, expression, word.id, MIDDLE if middle else None)


def _of_year(norms: Sequence[str], end: int, month: TimeWord, day: int | None) -> TimeChunk | None:
    """As in "سبتمبر/ أيلول من العام الماضي", behind the month that ends at token `end`."""
    if month.role != "month" or norms[end : end + 1] != ["من"] or end + 2 >= len(norms):
        return None
    unit, past = word_at(norms, end + 1, "unit"), word_at(norms, end + 2, "past", "current")
    if unit is None or past is None or norms[end + 1] not in ("العام", "السنه"):
        return None
    kind = "previous" if past[1].role == "past" else "current"
    days = (day, day) if day is not None else None
    return TimeChunk(end, past[0], TimeExpression(kind=kind, unit="year"), month.id, days, (month.value, month.value))


def _second_name(norms: Sequence[str], end: int, word: TimeWord) -> int:
    """Past the month's other name: "أبريل/نيسان", "يوليو (تموز)"."""
    place = skip_marks(norms, end)
    second = word_at(norms, place, "month") if place > end else None
    if second and second[1].value == word.value:
        end = second[0]
        return end + 1 if end < len(norms) and norms[end] == ")" else end
    return end


def numeric_date(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "2018/3/10م" and "10-3-2018": year, month and day in either order, Gregorian."""
    parts = norms[at : at + 5]
    if len(parts) < 5 or parts[1] not in _BETWEEN or parts[3] != parts[1]:
        return None
    if not all(part.isdigit() and len(part) in (1, 2, 4) for part in parts[::2]):
        return None
    first, month, last = (int(part) for part in parts[::2])
    year, day = (first, last) if len(parts[0]) == 4 else (last, first)
    if not (1900 < year < 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    end = at + 6 if at + 5 < len(norms) and norms[at + 5] == "م" else at + 5
    return TimeChunk(at, end, TimeExpression(kind="date", year=year, month=month, day=day), "ar.time.numeric")


def is_year(form: str) -> bool:
    """Whether a token is a year of this century or the last."""
    return _YEAR.match(form) is not None


def year_alone(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "عام 2014", "في 2015", "العام 2014م"."""
    place = at + 1 if norms[at] in ("عام", "العام", "سنه") else at
    if place == at and not (at and norms[at - 1] in ("في", "منذ", "عام")):
        return None
    if place < len(norms) and _YEAR.match(norms[place]):
        return TimeChunk(at, place + 1, TimeExpression(kind="date", year=int(norms[place])), "ar.time.year")
    return None
