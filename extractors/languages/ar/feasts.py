"""Days of the two feasts: "أول أيام عيد الفطر", "اليوم الثاني للعيد", "صباح عيد الأضحى"."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from extractors.components.times import Interval, TimeExpression
from extractors.languages.ar.calendar_words import ORDINALS, TimeChunk
from extractors.languages.ar.script import bare
from extractors.lexicon import data_file, load_rules, rule

ANY_FEAST = "ar.feast.any"
"""rule of "the feast", which is the last one kept"""
_THE_FEAST = bare("العيد")
_NTH = {bare(word): n for n, word in enumerate(["أول", "ثاني", "ثالث", "رابع"], 1)}
_DAYS = frozenset(("ايام", "يوم"))
_FIRST_DAY = frozenset(("يوم", "صباح", "نهار", "مساء", "فجر", "ظهر", "صلاه"))
"""before a feast's name, whose first day is meant"""
_IN = frozenset(("في", "خلال", "اثنا", "طيله", "طوال"))
_OF = frozenset(("ل", "من", "في"))
_BLESSED = frozenset(("المبارك", "السعيد"))
_RECENT = timedelta(days=60)
"""how long ago a feast was at most that an article means"""


@rule
class Feast:
    """A feast: its name, the number of its days, and its first day of every year."""

    id: str
    forms: tuple[str, ...]
    length: int
    first: tuple[date, ...]
    example: str


@lru_cache(maxsize=1)
def feasts() -> tuple[Feast, ...]:
    """The feasts of `patterns/feasts.jsonl`."""
    return load_rules(data_file("extractors.languages.ar", "patterns/feasts.jsonl"), Feast)


def feast_forms() -> frozenset[str]:
    """The words of the feasts' names, for the tokenizer."""
    return frozenset(bare(word) for feast in feasts() for form in feast.forms for word in form.split()) | {_THE_FEAST}


def feast_day(norms: Sequence[str], at: int) -> TimeChunk | None:
    """As in "ثاني أيام عيد الفطر", "اليوم الأول للعيد", "يومي العيد", "خلال أيام عيد الأضحى المبارك"."""
    days: tuple[int, int] | None = None
    place = at
    if norms[at] in _NTH and norms[at + 1 : at + 2] and norms[at + 1] in _DAYS:
        days, place = (_NTH[norms[at]],) * 2, at + 2
    elif norms[at] == "اليوم" and norms[at + 1 : at + 2] and norms[at + 1] in ORDINALS:
        days, place = (ORDINALS[norms[at + 1]],) * 2, at + 2
    elif norms[at] == "يومي":
        days, place = (1, 2), at + 1
    elif norms[at] in _FIRST_DAY:
        days, place = (1, 1), at + 1
    elif norms[at] == "ايام" or (at and norms[at - 1] in _IN):
        place = at + (norms[at] == "ايام")
    else:
        return None
    if place < len(norms) and norms[place] in _OF:
        place += 1
    named = _feast_at(norms, place)
    if named is None:
        return None
    end, rule_id = named
    single = days is not None and days[0] == days[1]
    expression = TimeExpression(kind="date", day=days[0]) if single and days else None
    return TimeChunk(at, end, expression, rule_id, days)


def _feast_at(norms: Sequence[str], at: int) -> tuple[int, str] | None:
    """(end, rule) of a feast's name at token `at`."""
    found = None
    if norms[at : at + 1] == [_THE_FEAST]:
        found = at + 1, ANY_FEAST
    for feast in feasts():
        for form in feast.forms:
            words = [bare(word) for word in form.split()]
            if list(norms[at : at + len(words)]) == words:
                found = at + len(words), feast.id
    if found is not None and norms[found[0] : found[0] + 1] and norms[found[0]] in _BLESSED:
        return found[0] + 1, found[1]
    return found


def days_of_feast(chunk: TimeChunk, published: date | None) -> Interval | None:
    """The days of a feast that an article means: those of the last one kept, as far as they are past."""
    if published is None:
        return None
    meant = [feast for feast in feasts() if chunk.rule_id in (feast.id, ANY_FEAST)]
    kept = [(day, feast.length) for feast in meant for day in feast.first if day <= published <= day + _RECENT]
    if not kept:
        return None
    begun, length = max(kept)
    first, last = chunk.days or (1, length)
    start, end = begun + timedelta(days=first - 1), begun + timedelta(days=last - 1)
    return Interval(start, min(end, published)) if start <= published else None
