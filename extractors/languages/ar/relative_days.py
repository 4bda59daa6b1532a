"""Days counted from the day of writing: parts of days, yesterday, weekdays, and from one such day to another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from extractors.components.times import TimeExpression, resolve
from extractors.languages.ar.calendar_words import ORDINALS, TimeChunk, TimeWord, skip_marks, word_at

_SAME_DAY = frozenset(("نفسه", "ذاته", "عينه"))
_OTHER_DAY = _SAME_DAY | {"التالي", "السابق", "الاول", "الاخير"}
_UNTIL = frozenset(("حتي", "الي", "لغايه"))
_PARTING = frozenset("،,-–")
_STALE = 3
"""days at most that an article is written before it is published"""


@dataclass(frozen=True, slots=True)
class _Day:
    """One day: where its words end, what they say, and whether they name a part of it."""

    end: int
    expression: TimeExpression
    rule_id: str
    part: bool


def relative_day(norms: Sequence[str], at: int) -> TimeChunk | None:
    """Parts of days, yesterday, weekdays, alone and together: "فجر أمس (الاثنين)", "ليل الأربعاء الخميس".

    And from one to another: "السبت والأحد الماضيين", "من مساء الأحد حتى فجر الاثنين".
    """
    day = _one_day(norms, at)
    if not isinstance(day, _Day):
        return day
    end, expression = day.end, day.expression
    while second := second_day(norms, end, beside=day.part and expression.until is None):
        end, expression = second[0], replace(expression, until=second[1])
    if expression.kind == "weekday":
        earlier = norms[end : end + 1] == ["قبل"]
        past = word_at(norms, end + earlier, "past")
        if past:
            end, expression = past[0], replace(expression, amount=-2 if earlier else -1)
    return TimeChunk(at, end, expression, day.rule_id)


def _one_day(norms: Sequence[str], at: int) -> _Day | TimeChunk | None:
    """A day with its part; a chunk without an expression where it is not counted from the day of writing."""
    end, parts = at, 0
    while parts < 3 and (part := word_at(norms, end, "part")):
        end, parts = part[0], parts + 1
        if end < len(norms) and norms[end] in ("من", "يوم") and word_at(norms, end + 1, "part", "offset", "weekday"):
            end += 1
    offset = word_at(norms, end, "offset")
    if offset is None:
        weekday = word_at(norms, end, "weekday")
        return _weekday(norms, weekday, parts > 0) if weekday else None
    if (special := _special_day(norms, at, offset)) is not None:
        return special or None
    weekday = beside_offset(norms, offset[0])
    if weekday:
        return _weekday(norms, weekday, parts > 0)
    return _Day(offset[0], TimeExpression(kind="offset", amount=offset[1].value), offset[1].id, parts > 0)


def _weekday(norms: Sequence[str], weekday: tuple[int, TimeWord], part: bool) -> _Day:
    end = weekday[0] + (norms[weekday[0] : weekday[0] + 1] == [")"])
    return _Day(end, TimeExpression(kind="weekday", weekday=weekday[1].value), weekday[1].id, part)


def beside_offset(norms: Sequence[str], end: int) -> tuple[int, TimeWord] | None:
    """The weekday that tells which day "today" or "yesterday" is, whose words end at token `end`: "أمس (الاثنين)"."""
    inside = skip_marks(norms, end)
    weekday = word_at(norms, inside, "weekday")
    return None if weekday and inside > end and norms[end] in _PARTING else weekday


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


def second_day(norms: Sequence[str], end: int, *, beside: bool) -> tuple[int, TimeExpression] | None:
    """(end, expression) of the day to which a stretch lasts whose first day ends at token `end`.

    "الأحد والاثنين", "مساء الأحد حتى فجر الاثنين", "الأحد، وحتى أمس"; `beside`: it may stand without a word between,
    as in "ليل الأربعاء الخميس".
    """
    place = skip_marks(norms, end)
    joined = norms[place : place + 1] == ["و"]
    place += joined
    if norms[place : place + 1] and norms[place] in _UNTIL:
        place += 1
    elif not (joined and place == end + 1) and not (beside and not joined):
        return None
    day = _one_day(norms, place) if place < len(norms) else None
    return (day.end, day.expression) if isinstance(day, _Day) else None


def written_on(sentences: Sequence[Sequence[str]], published: date | None) -> date | None:
    """The day on which an article was written, where it tells: "اليوم الاثنين", published on a Wednesday.

    `sentences`: bare forms.  The day of publication where it does not tell, or tells of several days.
    """
    if published is None:
        return None
    told = set()
    for norms in sentences:
        for at in range(len(norms)):
            offset = word_at(norms, at, "offset")
            weekday = beside_offset(norms, offset[0]) if offset else None
            if offset and weekday:
                day = resolve(TimeExpression(kind="weekday", weekday=weekday[1].value), published)
                told.add(day.end + timedelta(days=offset[1].value) if day and day.end else published)
    written = next(iter(told)) if len(told) == 1 else published
    return written if timedelta(0) <= published - written <= timedelta(days=_STALE) else published
