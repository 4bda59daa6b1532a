"""When a claim's event happened: the sentence's own times, and which of them are of the telling only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.analysis import TimeMention
from extractors.components.times import Interval
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.stretches import LASTED
from extractors.languages.ar.times import SINCE, days_of, find_time

_STATEMENTS = frozenset(("بيان", "تصريح", "تصريحات", "للصحافيين", "موتمر", "الصحافيين", "صحافي", "صحفي"))


_AS_TOLD = frozenset(("بحسب", "حسب", "وفق", "وفقا"))
"""words before those who told, whose day is that of the telling"""


_RELATIVES = frozenset(("التي", "الذي", "الذين", "اللذين", "اللتين"))
_SEES = frozenset(("شهدت", "شهد", "تشهد", "يشهد", "شهدتها", "شهدها"))
"""المدينة التي شهدت أمس معارك: what a place sees happens there"""
_DATELINE = 4
"""tokens at the head of an article where its own date can stand"""
_LASTING = frozenset(("المستمره", "المستمر", "المتواصله", "المتواصل", "الدايره", "الداير", "المندلعه", "المندلع"))
_WARS = frozenset(("حرب", "نزاع", "صراع", "ازمه", "حصار"))
_SPEECH_REACH = 8
_SPEAKER_REACH = 12
"""tokens before a day within which a verb of saying stands, its speaker between them"""
_TOLD_REACH = 12
_OF_TOLL = 5
_CLAUSE_REACH = 18
_HEAD_REACH = 4
_ADMIT = frozenset(("اعترف", "اعترفت", "اقر", "اقرت", "نعي", "نعت"))


def times_in(text: str, sentence: Sentence, published: date | None) -> list[tuple[int, TimeChunk, TimeMention]]:
    """(token, chunk, mention) of each time expression of a sentence."""
    found: list[tuple[int, TimeChunk, TimeMention]] = []
    at = 0
    while at < len(sentence.norms):
        chunk = find_time(sentence.norms, at)
        if chunk is None:
            at += 1
            continue
        a, b = sentence.starts[chunk.start], sentence.ends[chunk.end - 1]
        days = days_of(chunk, published)
        if sentence.index == 0 and at <= _DATELINE and days is not None and _is_header(chunk, days, published):
            at = chunk.end
            continue
        found.append((at, chunk, _time_mention(text, a, b, chunk, days)))
        at = max(chunk.end, at + 1)
    return _counted_back(found)


def _counted_back(times: list[tuple[int, TimeChunk, TimeMention]]) -> list[tuple[int, TimeChunk, TimeMention]]:
    """A fight's length ends with the day that the sentence tells: "سيطرت أمس بعد يومين من المعارك"."""
    day = next((m for _, c, m in times if m.date_end is not None and c.rule_id != LASTED and is_point(c)), None)
    return [(at, c, _until(m, day) if day and c.rule_id == LASTED else m) for at, c, m in times]


def _until(fight: TimeMention, day: TimeMention) -> TimeMention:
    """The days of a fight that ended on a day told beside it."""
    if fight.date_start is None or fight.date_end is None or day.date_start is None:
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
    breaks = [chunk.start for chunk in chunks if chunk.symbol in "|"]
    best: tuple[float, TimeMention] | None = None
    toll = next((i for i, norm in enumerate(sentence.norms) if norm in ("حصيله", "الحصيله")), None)
    for start, chunk, mention in times:
        if any(_in_its_clause(sentence, said, start) for said in said_after) or _of_statement(sentence, chunk, toll):
            continue
        low, high = min(start, at), max(start, at)
        if chunk.rule_id == SINCE and any(c.symbol == "r" and low < c.start <= high for c in chunks):
            continue  # "التي تحاصرها منذ ستة أيام"
        if chunk.rule_id == SINCE and _of_the_war(sentence.norms[max(0, start - 4) : start]):
            continue
        clause = clause_of(sentence, start)
        if clause is not None and not clause <= at < clause_end(sentence, start):
            continue
        distance = float(high - low) + 14 * sum(1 for b in breaks if low < b <= high)
        if mention.date_start is None and mention.date_end is None:
            distance += 25
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _of_the_war(before: Sequence[str]) -> bool:
    """As in "الحرب المستمرة منذ أربعة أشهر": how long the war has lasted says nothing of when one attack was."""
    return before[-1:] != [] and before[-1] in _LASTING and any(norm.removeprefix("ال") in _WARS for norm in before)


def _of_statement(sentence: Sentence, chunk: TimeChunk, toll: int | None) -> bool:
    """Whether a time is that of a statement: "في بيان الاثنين", or stands beside a new toll of an old event.

    `toll`: the token of "toll"; a time just behind it says of which days it is ("حصيلة قتلى السبت").
    """
    start, end = chunk.start, chunk.end
    weekday = chunk.expression is not None and chunk.expression.kind == "weekday"
    norms = sentence.norms
    of_toll = toll is not None and not 0 < start - toll <= _OF_TOLL
    of_toll = of_toll and not any(norm in _RELATIVES for norm in norms[max(0, start - 3) : start])
    if of_toll or any(word in _STATEMENTS for word in norms[max(0, start - 2) : start]):
        return True
    if _as_told(norms, start) or _admitted(norms, start):
        return True
    # "صرحت المنسقة الجمعة أن": the day of the words; between commas it is the day of the event
    return weekday and end < len(norms) and norms[end] == "ان" and norms[start - 1] not in ("،", ",")


def _as_told(norms: Sequence[str], start: int) -> bool:
    """As in "حسبما أوردت وسائل إعلام السبت": the day of the telling."""
    for at in range(start - 1, max(-1, start - _TOLD_REACH), -1):
        if norms[at] in "،,؛":
            return False
        if norms[at] == "حسبما" or (norms[at] in _AS_TOLD and norms[at + 1] in ("ما", "لما")):
            return True
    return False


def _admitted(norms: Sequence[str], start: int) -> bool:
    """As in "أقرت الجماعة، الثلاثاء، بمقتل": who admits a loss does so after the day."""
    return start <= 8 and any(word in _ADMIT for word in norms[: min(3, start)])


def clause_end(sentence: Sentence, start: int) -> int:
    """Where the clause ends that holds token `start`: at the next comma."""
    norms = sentence.norms
    return next((i for i in range(start, len(norms)) if norms[i] in "،,؛"), len(norms))


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


def is_telling(sentence: Sentence, chunk: TimeChunk, reach: int = _SPEAKER_REACH) -> bool:
    """As in "ذكرت مصادر، الأربعاء، أن": a day beside a verb of saying and before what was said.

    `reach`: tokens before the day within which the verb stands.
    """
    norms = sentence.norms
    before = norms[max(0, chunk.start - reach) : chunk.start]
    after = norms[chunk.end : chunk.end + _SPEECH_REACH]
    return any(word in plain("said") for word in before) and ("ان" in after or not {"ب", "عن"}.isdisjoint(after[:2]))


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


def told_on(sentence: Sentence, times: Sequence[tuple[int, TimeChunk, TimeMention]]) -> TimeMention | None:
    """The day on which a sentence says that its news were told: "قالت الوكالة أمس الثلاثاء إن ضابطا"."""
    return next(
        (m for _, c, m in times if m.date_end is not None and is_point(c) and is_telling(sentence, c, _SPEECH_REACH)),
        None,
    )


def of_statement(sentence: Sentence, chunk: TimeChunk) -> bool:
    """Whether a time says when something was said, so that no later sentence means it."""
    return _of_statement(sentence, chunk, None)
