"""What a number covers (incident, period, background), and which claims say the same again."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from extractors.analysis import CasualtyDraft, TimeMention
from extractors.languages.ar.cues import says
from extractors.languages.ar.deeds import one_deed, tells_fight
from extractors.languages.ar.frame_rules import Found
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.times import SINCE
from extractors.languages.ar.year_parts import RULE as PART_OF_YEAR

_NEAR = 12
"""tokens on either side of a number within which words say what it covers"""
_BESIDE = 80
"""characters within which two numbers of a sentence stand beside each other"""
_WAR_TOTAL = 1000
"""a number from which on no single event is meant, unless a day is given"""
_HUNDREDS = 200
"""what "مئات" mean at least"""
_YEAR = 370
"""days of a year, and a few"""
_SEVERAL_DAYS = 2
_ONE_FIGHT = 3
"""days that one fight at one place can last"""
_RISES = frozenset(("يرتفع", "ترتفع", "يزداد"))
_CURRENT = frozenset(("ar.time.current", "ar.time.edge"))
"""rules of "this month" and the like, within which one attack has its day"""
_BY_MONTH = 4
"""UCDP date_prec of a month"""
_OLD = 31
"""days after which what happened is background"""


def scope_of(
    sentence: Sentence, claim: Found, chunks: Sequence[Chunk], time: TimeMention | None, published: date | None
) -> str:
    """Whether a number is of one incident, a period, or background."""
    own = time is not None and sentence.starts[0] <= time.start < sentence.ends[-1]
    if (
        time is not None
        and own
        and time.rule_id == PART_OF_YEAR
        and time.date_end is not None
        and published is not None
    ):
        return "period" if time.date_end.year == published.year else "background"
    if time is not None and own and time.date_end is not None and published is not None:
        if time.date_start is None or (published - time.date_end).days > _OLD:
            return "background"
        if _days(time) > _OLD:
            # "خلال عشرة أشهر" counts the year's deeds; "منذ أربعة أشهر" is as long as the war, one death has its day
            one = chunks[claim.q].count == 1
            return "background" if one or time.rule_id == SINCE or _days(time) > _YEAR else "period"
    if says("background", sentence.norms):
        return "background"
    if own and _sums_days(sentence, time, published):
        return "period"
    chunk = chunks[claim.q]
    noun = claim.trigger is not None and claim.trigger.type == "noun" and claim.outcome in ("captured", "wounded")
    if noun and says("held", sentence.norms, max(0, chunk.start - _NEAR), chunk.end + _NEAR):
        return "background"
    if _least(chunk) >= _WAR_TOTAL and _days(time if own else None) < _SEVERAL_DAYS:
        # the day told beside it is that of the words
        return "background"
    if not own and is_sum(chunk):
        return "period"
    first, end = _clause(chunks, chunk)
    sum_of = says("period", sentence.norms, max(first, chunk.start - _NEAR), max(end, chunk.end + _NEAR))
    if sum_of and not _may_rise(sentence):
        return "period"
    return "incident"


def _least(chunk: Chunk) -> int:
    """The least that a number can mean: "آلاف" are two thousand."""
    low = chunk.number.low if chunk.number is not None else None
    return chunk.count or low or 0


def is_sum(chunk: Chunk) -> bool:
    """Whether a vague number is too great for one event: hundreds and more."""
    return chunk.count is None and _least(chunk) >= _HUNDREDS


def _clause(chunks: Sequence[Chunk], number: Chunk) -> tuple[int, int]:
    """Tokens of the clause of a number; its end at most twice as far as words are read else."""
    first = max((c.start for c in chunks if c.symbol == "|" and c.start < number.start), default=0)
    following = (c.start for c in chunks if c.symbol == "|" and c.start > number.start)
    return first, min(next(following, number.end), number.end + 2 * _NEAR)


def _may_rise(sentence: Sentence) -> bool:
    """As in "إجمالي القتلى قد يرتفع لأن كثيرا من الجرحى": the wounded of one attack, no sum."""
    return any(a in ("قد", "ان") and b in _RISES for a, b in pairwise(sentence.norms))


def _sums_days(sentence: Sentence, time: TimeMention | None, published: date | None) -> bool:
    """Whether a stretch of days makes a number a sum.

    A fight may last three days up to now; "last month" dates one attack where the sentence tells of one.
    """
    if time is None or _days(time) < _SEVERAL_DAYS:
        return False
    if time.date_end == published and time.rule_id not in _CURRENT:
        return _days(time) > _ONE_FIGHT or not tells_fight(sentence)
    return not one_deed(sentence)


def _days(time: TimeMention | None) -> int:
    """Days from the first to the last of a time; 0 where it is not resolved."""
    if time is None or time.date_start is None or time.date_end is None:
        return 0
    return (time.date_end - time.date_start).days


def of_days(covers: str, time: TimeMention | None) -> str:
    """What a number covers whose days the story told: more than a fight can last make it a sum."""
    return "period" if covers == "incident" and _ONE_FIGHT < _days(time) <= _OLD else covers


def sum_stretches(drafts: Sequence[CasualtyDraft]) -> None:
    """What the story dates by more than a month is no one event, whoever of the article told the stretch."""
    for draft in drafts:
        if draft.scope == "incident" and _days(draft.time) > _OLD:
            draft.scope = "period"


def control_scope(sentence: Sentence, time: TimeMention | None, published: date | None) -> str:
    """Incident or background, for places and materiel."""
    if (
        time is not None
        and time.date_end is not None
        and published is not None
        and (published - time.date_end).days > _OLD
    ):
        return "background"
    return "background" if says("background", sentence.norms) else "incident"


def narrows(vague: TimeMention | None, exact: TimeMention | None) -> bool:
    """Whether an exact day lies within a time told only by its month or so: "قبل نحو شهر", and "في التاسع من أغسطس"."""
    if vague is None or exact is None or exact.date_start is None or exact.precision != 1:
        return False
    if vague.date_start is None or vague.date_end is None or (vague.precision or 0) < _BY_MONTH:
        return False
    return vague.date_start <= exact.date_start <= vague.date_end


def share_sums(drafts: Sequence[CasualtyDraft]) -> None:
    """Where one number is a sum, so is the one beside it in the sentence, and so on: "9 قتلى و81 جريحا"."""
    sums = [draft for draft in drafts if draft.scope == "period"]
    while sums:
        found = [d for d in drafts if d.scope == "incident" and any(_beside(d, other) for other in sums)]
        for draft in found:
            draft.scope = "period"
        sums = found


def _beside(one: CasualtyDraft, other: CasualtyDraft) -> bool:
    first, last = sorted((one, other), key=lambda draft: draft.anchor.start)
    told = max(first.anchor.end, first.victim.end if first.victim is not None else 0)
    near = last.anchor.start - told <= _BESIDE
    alike = (one.time, one.place, one.method) == (other.time, other.place, other.method)
    return near and alike and one.evidence_start == other.evidence_start


def share_sentence(drafts: Sequence[CasualtyDraft]) -> None:
    """Claims of one sentence lend each other the time and the place that one of them got."""
    for draft in drafts:
        beside = [d for d in drafts if d.evidence_start == draft.evidence_start]
        if draft.time is None:
            # a time that another telling of a fact lent is of that fact only
            draft.time = next((d.time for d in beside if d.time is not None and d.repeats is None), None)
        if draft.place is None:
            draft.place = next((d.place for d in beside if d.place is not None), None)
