"""How claims of one article hang together: scope, restatements, parts and totals.

Works on drafts alone, whatever language they come from.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from extractors.analysis import CasualtyDraft, TimeMention

_HISTORY = timedelta(days=31)
_INCIDENT_DAYS = 3
_VAGUE_DAYS = 31
_YEAR_DAYS = 370
_BARE_GROUPS = frozenset({"UNKNOWN", "CIVILIAN"})


def scope_of(time: TimeMention | None, published: date | None, *, cumulative: bool, several: bool | None) -> str:
    """incident, period or background.

    `cumulative`: the words sum up a war or a year ("since the conflict began"); `several`: they sum
    up places or attacks; None: they speak of one act, whose day may be told vaguely.  History is what
    ended more than a month before publication; a stretch of more than three days is a period.
    """
    start, end = (time.date_start, time.date_end) if time is not None else (None, None)
    if end is not None and published is not None and end < published - _HISTORY:
        return "background"
    if cumulative:
        return "background"
    if start is not None and end is not None and (end - start).days >= _INCIDENT_DAYS:
        days = (end - start).days
        if days > _YEAR_DAYS:
            return "background"
        return "incident" if several is None and days <= _VAGUE_DAYS else "period"
    return "period" if several else "incident"


def days_agree(a: TimeMention | None, b: TimeMention | None) -> bool:
    """Whether two times can be the same; an unknown time agrees with any."""
    if a is None or b is None or a.date_start is None or b.date_start is None:
        return True
    a_end, b_end = a.date_end or a.date_start, b.date_end or b.date_start
    return a.date_start <= b_end and b.date_start <= a_end


def _places_agree(a: CasualtyDraft, b: CasualtyDraft) -> bool:
    first, second = (d.place.place if d.place else None for d in (a, b))
    if first is None or second is None or first.place_id == second.place_id:
        return True
    if first.country_code != second.country_code:
        return False
    return first.admin1 is None or second.admin1 is None or first.admin1 == second.admin1


def _victims_agree(a: CasualtyDraft, b: CasualtyDraft) -> bool:
    first, second = (d.victim.group if d.victim else "UNKNOWN" for d in (a, b))
    return first == second or (first in _BARE_GROUPS and second in _BARE_GROUPS)


def same_fact(earlier: CasualtyDraft, later: CasualtyDraft, *, victims: bool = True) -> bool:
    """Whether the later claim states what the earlier one states: outcome, number, people, day, place.

    `victims=False` leaves the people out of it, for claims whose victims are still to be found.
    """
    if earlier.outcome != later.outcome or earlier.quantity.count != later.quantity.count:
        return False
    if earlier.quantity.count is None and earlier.quantity.low != later.quantity.low:
        return False
    if earlier.evidence_start == later.evidence_start or earlier.scope != later.scope:
        return False
    if earlier.quantity.count == 1 and not _same_name(earlier, later):
        return False
    if victims and not _victims_agree(earlier, later):
        return False
    return days_agree(earlier.time, later.time) and _places_agree(earlier, later)


def _same_name(a: CasualtyDraft, b: CasualtyDraft) -> bool:
    """Single victims are the same only where their words are: "the pilot" and "a pilot"."""
    first, second = ((d.victim.text if d.victim else d.quantity.text).lower().split() for d in (a, b))
    return bool(first and second) and first[-1] == second[-1]


def link_repeats(drafts: Sequence[CasualtyDraft]) -> None:
    """Point each claim that restates an earlier one of the article at the first that states it."""
    ordered = sorted(drafts, key=lambda d: d.anchor.start)
    for i, later in enumerate(ordered):
        if later.modality != "asserted":
            continue
        for earlier in ordered[:i]:
            if earlier.modality == "asserted" and earlier.part_of is not later and same_fact(earlier, later):
                later.repeats = earlier.repeats or earlier
                break


def link_parts(drafts: Sequence[CasualtyDraft]) -> None:
    """A total that a later sentence breaks down: later claims of the same day and place that sum to it."""
    ordered = sorted(drafts, key=lambda d: d.anchor.start)
    for i, total in enumerate(ordered):
        count = total.quantity.count
        if count is None or count < 2 or total.part_of is not None:
            continue
        rest = [
            d
            for d in ordered[i + 1 :]
            if d.outcome == total.outcome
            and d.part_of is None
            and d.repeats is None
            and d.scope != "background"
            and d.quantity.count is not None
            and d.quantity.count < count
            and d.evidence_start != total.evidence_start
            and days_agree(d.time, total.time)
            and {d.victim_kind, total.victim_kind} != {"civilian", "combatant"}
        ]
        for size in range(2, min(len(rest), 4) + 1):
            if sum(d.quantity.count or 0 for d in rest[:size]) == count:
                for part in rest[:size]:
                    part.part_of = total
                break
