"""When a claim's event happened: the sentence's own times, and which of them are of the telling only."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from extractors.analysis import TimeMention
from extractors.components.times import Interval
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.times import days_of, find_time

_STATEMENTS = frozenset(("بيان", "تصريح", "تصريحات", "للصحافيين", "موتمر", "الصحافيين", "صحافي", "صحفي"))


_AS_TOLD = frozenset(("بحسب", "حسب", "وفق", "وفقا"))
"""words before those who told, whose day is that of the telling"""


_ADMIT = frozenset(("اعترف", "اعترفت", "اقر", "اقرت", "نعي", "نعت"))


def times_in(text: str, sentence: Sentence, published: date | None) -> list[tuple[int, TimeChunk, TimeMention]]:
    """(token, chunk, mention) of each time expression of a sentence."""
    found, at = [], 0
    while at < len(sentence.norms):
        chunk = find_time(sentence.norms, at)
        if chunk is None:
            at += 1
            continue
        a, b = sentence.starts[chunk.start], sentence.ends[chunk.end - 1]
        days = days_of(chunk, published)
        found.append((at, chunk, _time_mention(text, a, b, chunk, days)))
        at = max(chunk.end, at + 1)
    return found


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
    breaks = [chunk.start for chunk in chunks if chunk.symbol in "|"]
    best: tuple[float, TimeMention] | None = None
    update = "حصيله" in sentence.norms or "الحصيله" in sentence.norms
    for start, chunk, mention in times:
        if any(start > said for said in said_after) or _of_statement(sentence, chunk, update):
            continue
        low, high = min(start, at), max(start, at)
        if chunk.rule_id == "ar.time.since" and any(c.symbol == "r" and low < c.start <= high for c in chunks):
            continue  # "التي تحاصرها منذ ستة أيام"
        if _tells_of_place(sentence, chunks, at, start):
            continue
        distance = float(high - low) + 14 * sum(1 for b in breaks if low < b <= high)
        if mention.date_start is None and mention.date_end is None:
            distance += 25
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _tells_of_place(sentence: Sentence, chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """As in "المنطقة التي ارتكبوا فيها قبل يومين": a time of what else happened at a place."""
    opened = [c.start for c in chunks if c.symbol == "r" and at < c.start < start]
    inside = sentence.norms[opened[-1] : start] if opened else ()
    return any(word in ("فيها", "فيه") for word in inside) or any(
        a == "في" and b in ("ها", "ه") for a, b in pairwise(inside)
    )


def _of_statement(sentence: Sentence, chunk: TimeChunk, update: bool) -> bool:
    """Whether a time is that of a statement: "في بيان الاثنين", or any beside a new toll of an old event."""
    start, end = chunk.start, chunk.end
    weekday = chunk.expression is not None and chunk.expression.kind == "weekday"
    norms = sentence.norms
    if update or any(word in _STATEMENTS for word in norms[max(0, start - 2) : start]):
        return True
    if _as_told(norms, start) or _admitted(norms, start):
        return True
    # "صرحت المنسقة الجمعة أن": the day of the words; between commas it is the day of the event
    return weekday and end < len(norms) and norms[end] == "ان" and norms[start - 1] not in ("،", ",")


def _as_told(norms: Sequence[str], start: int) -> bool:
    """As in "حسبما أوردت وسائل إعلام السبت": the day of the telling."""
    for at in range(max(0, start - 7), start):
        if norms[at] == "حسبما" or (norms[at] in _AS_TOLD and norms[at + 1] in ("ما", "لما")):
            return True
    return False


def _admitted(norms: Sequence[str], start: int) -> bool:
    """As in "أقرت الجماعة، الثلاثاء، بمقتل": who admits a loss does so after the day."""
    return start <= 8 and any(word in _ADMIT for word in norms[: min(3, start)])


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


def of_statement(sentence: Sentence, chunk: TimeChunk) -> bool:
    """Whether a time says when something was said, so that no later sentence means it."""
    return _of_statement(sentence, chunk, False)
