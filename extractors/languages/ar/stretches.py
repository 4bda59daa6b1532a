"""Stretches of time: so many units, the last or the present unit, its beginning or end, a night."""

import re
from collections.abc import Sequence

from extractors.components.times import TimeExpression
from extractors.languages.ar.calendar_words import MIDDLE, TimeChunk, TimeWord, word_at, year_alone
from extractors.languages.ar.numbers import parse_number
from extractors.languages.ar.plain import plain
from extractors.languages.ar.script import bare

UNITS = ("hour", "day", "week", "month", "year")

_PLURAL_UNITS = frozenset(bare(w) for w in ["أيام", "أسابيع", "أشهر", "شهور", "سنوات", "أعوام", "ساعات", "ليال"])
_DUAL = re.compile(r"(?:ين|ان)$")
_EDGES = frozenset(bare(w) for w in ["مطلع", "بداية", "أوائل", "منتصف", "نهاية", "أواخر"])
_ABOUT = frozenset(("ل", "نحو", "قرابه", "حوالي", "اكثر", "من", "مده", "لمده"))
_FIGHTS = frozenset(bare(w) for w in ["معارك", "معركة", "قتال", "مواجهات", "اشتباكات"])
_FIGHT_REACH = 4
LASTED = "ar.time.lasted"
"""rule of a fight's length, or a night's, counted back from the day that the sentence tells"""
_WITHIN = frozenset(("خلال", "غضون", "ظرف", "مدي", "مدار"))
_DURING = frozenset(("خلال", "اثنا", "طوال", "طيله"))


def span_of_units(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "ثلاثة أشهر", "يومين": so many units."""
    number = parse_number(norms, at)
    place = number[0] if number else at
    unit = word_at(norms, place, "unit")
    if unit is None:
        return None
    name = UNITS[unit[1].value]
    amount = number[1] if number else (2 if _DUAL.search(norms[place]) and name != "hour" else 1)
    if name == "hour":
        name, amount = "day", max(1, -(-amount // 24))
    if number is None and norms[place].startswith("ال") and not _DUAL.search(norms[place]):
        return None  # "منذ العام الماضي"
    if not 0 < amount < 200 or (number is None and norms[unit[0] : unit[0] + 1] and year_alone(norms, place)):
        return None
    if number is None and norms[place] in _PLURAL_UNITS:
        return TimeChunk(at, unit[0], None, unit[1].id)  # "قبل أيام": how many is not told
    return TimeChunk(at, unit[0], TimeExpression(kind="past", amount=amount, unit=name), unit[1].id)


def past_units(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "خلال الـ24 ساعة الماضية", "اليومين الماضيين", "الأيام الثلاثة الماضية", "هذا الأسبوع"."""
    place = at
    while place < len(norms) and norms[place] in _WITHIN | {"في", "ال"}:
        place += 1
    if place >= len(norms):
        return None
    first = parse_number([norms[place].removeprefix("ال"), *norms[place + 1 : place + 6]], 0)
    after = place + first[0] if first else place
    unit = word_at(norms, after, "unit")
    if unit is None:
        return None
    end, name = unit[0], UNITS[unit[1].value]
    amount = first[1] if first else (2 if _DUAL.search(norms[after]) else None)
    if first is None and end < len(norms):
        article = int(norms[end] == "ال")  # "الساعات الـ24 الماضية"
        second = parse_number([n.removeprefix("ال") for n in norms[end + article : end + 6]], 0)
        if second:
            amount, end = second[1], end + article + second[0]
    past = word_at(norms, end, "past")
    if past is None and norms[end : end + 1] == ["قبل"] and (earlier := word_at(norms, end + 1, "past")):
        return TimeChunk(at, earlier[0], TimeExpression(kind="previous", amount=2, unit=name), earlier[1].id)
    if past is not None and name == "hour" and amount is None:
        amount = 1 if norms[after] == "الساعات" else None  # hours not counted reach into the day before
    if past is not None:
        return _so_many(at, past[0], past[1].id, amount, name) if amount else _previous(norms, at, after, past, name)
    of_fight = norms[end : end + 1] == ["من"]  # "خلال أسبوعين من الغارات"
    counted = first is not None or of_fight or (norms[at] != "خلال" and name == "day")  # "خلال يومين" may be to come
    if norms[at] in _WITHIN and counted and amount is not None and amount > 1:
        return _so_many(at, end, unit[1].id, amount, name)
    return _current(norms, at, place, end, name) if amount is None and name != "hour" else None


def _so_many(at: int, end: int, rule_id: str, amount: int, name: str) -> TimeChunk | None:
    """So many units up to now; hours as the days that they reach into."""
    if name == "hour":
        name, amount = "day", max(1, -(-amount // 24))
    if not 0 < amount < 200:
        return None
    return TimeChunk(at, end, TimeExpression(kind="past", amount=amount, unit=name), rule_id)


def _previous(
    norms: Sequence[str], at: int, after: int, past: tuple[int, TimeWord], name: str
) -> TimeChunk:  # fmt: skip
    """As in "الأسبوع الماضي"; "الأيام الماضية" tells no number of days."""
    one = norms[after].startswith("ال") and name in ("week", "month", "year")
    plural = norms[after].endswith(("ابيع", "هر", "وات", "وام")) and norms[after] != "الشهر"
    expression = TimeExpression(kind="previous", unit=name) if one and not plural else None
    return TimeChunk(at, past[0], expression, past[1].id)


def _current(norms: Sequence[str], at: int, place: int, end: int, name: str) -> TimeChunk | None:
    """As in "الشهر الجاري", "هذا الأسبوع"."""
    current = word_at(norms, end, "current")
    if current:
        return TimeChunk(at, current[0], TimeExpression(kind="current", unit=name), current[1].id)
    if norms[max(0, place - 1)] == "هذا" and name in ("week", "month", "year"):
        return TimeChunk(at, end, TimeExpression(kind="current", unit=name), "ar.time.current")
    return None


def edge_of_unit(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "مطلع الشهر", "نهاية الأسبوع الماضي": the unit, which nobody cuts to a day."""
    if norms[at] not in _EDGES:
        return None
    place = at + 2 if norms[at + 1 : at + 2] in (["هذا"], ["هذه"]) else at + 1
    unit = word_at(norms, place, "unit")
    name = UNITS[unit[1].value] if unit else ""
    if unit is None or name not in ("week", "month", "year") or not norms[place].startswith("ال"):
        return None
    if year_alone(norms, place):
        return None  # "مطلع العام 2015"
    past = word_at(norms, unit[0], "past")
    current = word_at(norms, unit[0], "current")
    if current is None and past is None and norms[unit[0] : unit[0] + 1] in (["المقبل"], ["القادم"]):
        return None
    if norms[at] == "نهايه" and name == "week" and current is None:
        return TimeChunk(at, past[0] if past else unit[0], TimeExpression(kind="weekend"), "ar.time.edge")
    kind, end = ("previous", past[0]) if past else ("current", current[0] if current else unit[0])
    days = MIDDLE if norms[at] == "منتصف" and name == "month" else None
    return TimeChunk(at, end, TimeExpression(kind=kind, unit=name), "ar.time.edge", days)


def over_night(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "خلال الليل": the night from the day before to that of publication."""
    if norms[at] not in _DURING or norms[at + 1 : at + 2] != ["الليل"]:
        return None
    return TimeChunk(at, at + 2, TimeExpression(kind="past", amount=1, unit="day"), LASTED)


def days_of_fight(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "بعد يومين من المعارك", "معارك استمرت أربعة أيام": so many days up to the one told."""
    if norms[at] == "بعد":
        span = _days(norms, at + 1)
        after = norms[span.end : span.end + 2] if span else []
        fight = len(after) == 2 and after[0] == "من" and after[1].removeprefix("ال") in _FIGHTS
        return TimeChunk(at, span.end + 2, span.expression, LASTED) if span and fight else None
    before = norms[max(0, at - _FIGHT_REACH) : at]
    if norms[at] not in plain("lasts") or not any(norm.removeprefix("ال") in _FIGHTS for norm in before):
        return None
    start = at + 1
    while start < len(norms) and norms[start] in _ABOUT:
        start += 1
    span = _days(norms, start)
    return TimeChunk(at, span.end, span.expression, LASTED) if span else None


def _days(norms: Sequence[str], at: int) -> TimeChunk | None:
    """So many days or weeks; hours fill no day."""
    span = span_of_units(norms, at) if at < len(norms) else None
    hours = span is not None and norms[span.end - 1].startswith(("ساع", "الساع"))
    return None if span is None or span.expression is None or hours else span
