"""When a claim's event happened: the sentence's own times, and which of them are of the telling only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.analysis import TimeMention
from extractors.components.times import Interval
from extractors.languages.ar.calendar_words import TimeChunk, is_point
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.stretches import LASTED
from extractors.languages.ar.telling import is_telling, of_statement, of_words
from extractors.languages.ar.times import SINCE, days_of, find_time
from extractors.languages.ar.told_spans import SAME_SPAN, TOLD_BEFORE

_RELATIVES = frozenset(("التي", "الذي", "الذين", "اللذين", "اللتين"))
_SEES = frozenset(("شهدت", "شهد", "تشهد", "يشهد", "شهدتها", "شهدها"))
"""المدينة التي شهدت أمس معارك: what a place sees happens there"""
_DATELINE = 4
"""tokens at the head of an article where its own date can stand"""
_LASTING = frozenset(("المستمره", "المستمر", "المتواصله", "المتواصل", "الدايره", "الداير", "المندلعه", "المندلع"))
_WARS = frozenset(("حرب", "نزاع", "صراع", "ازمه", "حصار"))
_UNTIL = frozenset(("حتي", "الي", "لغايه"))
_CLAUSE_REACH = 18
_UNRESOLVED, _OF_WORDS = 25, 30
"""what is added to the distance of a time that cannot be resolved, and of a day on which something was said"""
_HEAD_REACH = 4
_BESIDE = 3
"""tokens behind a verb within which a time is its own"""


def times_in(
    text: str, sentence: Sentence, published: date | None, written: date | None = None
) -> list[tuple[int, TimeChunk, TimeMention]]:
    """(token, chunk, mention) of each time expression of a sentence.

    `written`: the day on which the article was written, if it is another than that of its publication.
    """
    found: list[tuple[int, TimeChunk, TimeMention]] = []
    at = 0
    while at < len(sentence.norms):
        chunk = find_time(sentence.norms, at)
        if chunk is None:
            at += 1
            continue
        a, b = sentence.starts[chunk.start], sentence.ends[chunk.end - 1]
        days = days_of(chunk, published, written)
        if sentence.index == 0 and at <= _DATELINE and days is not None and _is_header(chunk, days, published):
            at = chunk.end
            continue
        found.append((at, chunk, _time_mention(text, a, b, chunk, days)))
        at = max(chunk.end, at + 1)
    return _counted_back(sentence, _lasting(sentence, found))


def _counted_back(
    sentence: Sentence, times: list[tuple[int, TimeChunk, TimeMention]]
) -> list[tuple[int, TimeChunk, TimeMention]]:
    """So many days or hours end with the day that the sentence tells beside them.

    For a fight's length that is the day of the event ("سيطرت أمس بعد يومين من المعارك"), for all others the day of
    the words ("أعلنت مصادر الجمعة مقتل 17 خلال 24 ساعة").
    """
    if len(times) < 2:
        return times
    points = [(c, m) for _, c, m in times if m.date_end is not None and c.rule_id != LASTED and is_point(c)]
    day = next((m for _, m in points), None)
    told = next((m for c, m in points if is_telling(sentence, c) or of_statement(sentence, c)), None)
    return [(at, c, _until(m, day if c.rule_id == LASTED else told if _counts_back(c) else None)) for at, c, m in times]


def _counts_back(chunk: TimeChunk) -> bool:
    """Whether a time is so many units up to now: "خلال 24 ساعة"."""
    expression = chunk.expression
    return expression is not None and expression.kind == "past" and chunk.rule_id != SINCE


def _lasting(
    sentence: Sentence, times: list[tuple[int, TimeChunk, TimeMention]]
) -> list[tuple[int, TimeChunk, TimeMention]]:
    """A day until which something lasted is the end of the one before: "اندلعت مساء الأحد واستمرت حتى فجر الاثنين"."""
    kept: list[tuple[int, TimeChunk, TimeMention]] = []
    for at, chunk, mention in times:
        between = sentence.norms[kept[-1][1].end : chunk.start] if kept else ()
        if _UNTIL.isdisjoint(between[-2:]) or plain("lasts").isdisjoint(between) or not is_point(chunk):
            kept.append((at, chunk, mention))
            continue
        first = kept[-1][2]
        if first.date_start is not None and mention.date_end is not None and first.date_start <= mention.date_end:
            days = Interval(first.date_start, mention.date_end)
            kept[-1] = (*kept[-1][:2], replace(first, date_end=days.end, precision=days.precision))
    return kept


def _until(fight: TimeMention, day: TimeMention | None) -> TimeMention:
    """The days of a fight that ended on a day told beside it."""
    if day is None or fight.date_start is None or fight.date_end is None or day.date_start is None:
        return fight
    days = Interval(day.date_start - (fight.date_end - fight.date_start), day.date_end)
    return replace(fight, date_start=days.start, date_end=days.end, precision=days.precision)


def _is_header(chunk: TimeChunk, days: Interval, published: date | None) -> bool:
    """Whether a date at the head of an article is that of its publication."""
    whole = chunk.expression is not None and chunk.expression.year is not None
    return whole and (published is None or days.start == days.end == published)


def _time_mention(text: str, a: int, b: int, chunk: TimeChunk, days: Interval | None) -> TimeMention:
    if days is None or days.end is None:
        return TimeMention(a, b, text[a:b], chunk.rule_id, None, None, None)
    return TimeMention(a, b, text[a:b], chunk.rule_id, days.start, days.end, days.precision)


def own_time(
    sentence: Sentence,
    chunks: Sequence[Chunk],
    at: int,
    times: Sequence[tuple[int, TimeChunk, TimeMention]],
    said_after: Sequence[int] = (),
) -> TimeMention | None:
    """The time nearest to token `at`, clause breaks counted as distance; dated ones before undated."""
    if not times:
        return None
    breaks = _clause_breaks(chunks)
    best: tuple[float, TimeMention] | None = None
    toll = next((i for i, norm in enumerate(sentence.norms) if norm in ("حصيله", "الحصيله")), None)
    for start, chunk, mention in times:
        if any(_in_its_clause(sentence, said, start) for said in said_after) or of_statement(sentence, chunk, toll):
            continue
        low, high = min(start, at), max(start, at)
        if chunk.rule_id == SINCE and any(c.symbol == "r" and low < c.start <= high for c in chunks):
            continue  # "التي تحاصرها منذ ستة أيام"
        if chunk.rule_id == SINCE and _of_the_war(sentence.norms[max(0, start - 4) : start]):
            continue
        clause = clause_of(sentence, start)
        if clause is not None and not clause <= at < clause_end(sentence, start):
            continue
        parted = 0 if chunk.rule_id == SAME_SPAN else sum(1 for b in breaks if low < b <= high)
        distance = float(high - low) + 14 * parted
        counted = mention.rule_id == SAME_SPAN or (mention.rule_id in TOLD_BEFORE and start < at + _BESIDE)
        if mention.date_start is None and mention.date_end is None and not counted:
            distance += _UNRESOLVED
        elif of_words(sentence, chunk):
            distance += _OF_WORDS
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _clause_breaks(chunks: Sequence[Chunk]) -> list[int]:
    """Tokens where clauses begin: at conjunctions, and at a comma before "and" with a verb ("، وقتل ستة جنود")."""
    listed = list(chunks)
    verbs = ((a.start, a.symbol + b.symbol + c.symbol) for a, b, c in zip(listed, listed[1:], listed[2:], strict=False))
    return sorted({c.start for c in listed if c.symbol == "|"} | {at for at, symbols in verbs if symbols == ",jV"})


def _of_the_war(before: Sequence[str]) -> bool:
    """As in "الحرب المستمرة منذ أربعة أشهر": how long the war has lasted says nothing of when one attack was."""
    return before[-1:] != [] and before[-1] in _LASTING and any(norm.removeprefix("ال") in _WARS for norm in before)


def clause_end(sentence: Sentence, start: int) -> int:
    """Where the clause ends that holds token `start`: at the next comma."""
    norms = sentence.norms
    return next((i for i in range(start, len(norms)) if norms[i] in "،,؛"), len(norms))


def _in_its_clause(sentence: Sentence, said: int, start: int) -> bool:
    """Whether a time at token `start` belongs to the "according to" at token `said`: no comma parts them."""
    return said < start and not any(norm in "،,؛" for norm in sentence.norms[said:start])


def clause_of(sentence: Sentence, start: int) -> int | None:
    """Where the clause about a person or a place begins that holds the time at token `start`; None if none does.

    As in "المبنى الذي سيطروا عليه قبل يومين".  A clause about the event itself ("الغارة التي وقعت أمس")
    dates it, what a place sees happens there, and a comma ends a clause.
    """
    norms = sentence.norms
    for at in range(start - 1, max(-1, start - _CLAUSE_REACH), -1):
        if norms[at] in "،,؛":
            return None
        if norms[at] in _RELATIVES:
            head = norms[max(0, at - _HEAD_REACH) : at]
            seen = at + 1 < len(norms) and norms[at + 1] in _SEES
            deed = any(word.removeprefix("ال") in plain("deed") or word in plain("the_deed") for word in head)
            return None if seen or deed else at
    return None
