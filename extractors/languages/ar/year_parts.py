"""Parts of years: halves, quarters, so many months at the beginning or the end."""

from collections.abc import Sequence

from extractors.components.times import TimeExpression
from extractors.languages.ar.calendar_words import ORDINALS, TimeChunk, is_year, word_at
from extractors.languages.ar.numbers import parse_number

RULE = "ar.time.part_of_year"
_PARTS = {"النصف": 2, "الربع": 4, "الثلث": 3}
_FIRST = frozenset(("الاولي", "الاول", "الاولين", "الاوليين"))
_LAST = frozenset(("الاخيره", "الاخير", "الاخيرين"))
_AHEAD = frozenset(("اول", "اخر"))
_MONTHS = frozenset(("اشهر", "شهور", "شهرا", "شهرين"))
_DURING = frozenset(("خلال", "في", "اثنا", "طوال", "طيله"))
_YEAR_UNIT = 4


def part_of_year(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "النصف الأول من العام 2015", "الربع الأخير من العام الماضي", "الأشهر الستة الأولى من هذا العام"."""
    place = at + 1 if norms[at] in _DURING else at
    if place >= len(norms):
        return None
    part = _fraction(norms, place) or _months(norms, place)
    if part is None or norms[part[0] : part[0] + 1] != ["من"]:
        return None
    year = _year(norms, part[0] + 1)
    return TimeChunk(at, year[0], year[1], RULE, months=part[1]) if year else None


def _fraction(norms: Sequence[str], at: int) -> tuple[int, tuple[int, int]] | None:
    """(end, first and last month) of a half, a third, a quarter."""
    parts = _PARTS.get(norms[at])
    if parts is None or at + 1 >= len(norms):
        return None
    which = parts if norms[at + 1] in _LAST else ORDINALS.get(norms[at + 1], 0)
    if not 1 <= which <= parts:
        return None
    long = 12 // parts
    return at + 2, ((which - 1) * long + 1, which * long)


def _months(norms: Sequence[str], at: int) -> tuple[int, tuple[int, int]] | None:
    """(end, first and last month) of "الأشهر الستة الأولى", "الستة أشهر الأولى", "الشهرين الأولين", "أول ستة أشهر"."""
    ahead = norms[at] if norms[at] in _AHEAD else ""
    place = at + 1 if ahead else at
    words = [norm.removeprefix("ال") for norm in norms[place : place + 4]]
    number = parse_number(words, 0)
    end = number[0] if number else 0
    if end >= len(words) or words[end] not in _MONTHS:
        return None
    dual, end = words[end] == "شهرين", end + 1
    if number is None and not dual and (number := parse_number(words, end)) is not None:
        end = number[0]
    amount = number[1] if number else 2 if dual else 0
    which = ahead or next(iter(norms[place + end : place + end + 1]), "")
    if not 0 < amount < 12 or which not in _FIRST | _LAST | _AHEAD:
        return None
    first = which in _FIRST or which == "اول"
    return place + end + (not ahead), (1, amount) if first else (13 - amount, 12)


def _year(norms: Sequence[str], at: int) -> tuple[int, TimeExpression] | None:
    """(end, expression) of "2015", "العام 2015", "العام الماضي", "هذا العام", "العام"."""
    place = at + 1 if norms[at : at + 1] in (["هذا"], ["هذه"]) else at
    unit = word_at(norms, place, "unit")
    if unit is not None and unit[1].value == _YEAR_UNIT:
        place = unit[0]
    elif place > at:
        return None
    if place < len(norms) and is_year(norms[place]):
        return place + 1, TimeExpression(kind="date", year=int(norms[place]))
    if unit is None or unit[1].value != _YEAR_UNIT:
        return None
    past, current = word_at(norms, place, "past"), word_at(norms, place, "current")
    if past:
        return past[0], TimeExpression(kind="previous", unit="year")
    return (current[0] if current else place), TimeExpression(kind="current", unit="year")
