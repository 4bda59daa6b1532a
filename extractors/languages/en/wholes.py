"""Wholes by their parts: who "37 people, including two civilians" were, and who a part is by its whole."""

from collections.abc import Sequence

from extractors.analysis import CasualtyDraft

_SHARES = frozenset({"half", "mainly", "many", "most", "mostly", "some"})
_FEW = 1 / 15
"""share of a whole below which armed men were guards or passers-by among those who had no arms"""
WAR_TOTAL = 500

Side = tuple[str, str]
"""group code and kind"""

CIVILIAN: Side = ("CIVILIAN", "civilian")
UNKNOWN: Side = ("UNKNOWN", "unknown")
MIXED: Side = ("MIXED", "mixed")


def side_of(draft: CasualtyDraft) -> Side:
    """Group code and kind of victims that are known already."""
    return (draft.victim.group, draft.victim_kind) if draft.victim is not None else UNKNOWN


def by_parts(draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    """A whole by its parts, a part by its whole; None where they do not tell.

    Of "100 people, among them 30 civilians" the others were hardly civilians, too, and of "20 people, including
    three gunmen" the others were hardly gunmen.
    """
    parts = [d for d in drafts if d.part_of is draft and d.victim is not None]
    sides = {d.victim.actor_id or d.victim.text.split()[-1] for d in parts if d.victim is not None}
    if len({d.victim_kind for d in parts} - {"unknown"}) > 1:
        return MIXED
    if any(d.victim is not None and "civilian" in d.victim.text.lower() for d in parts):
        return MIXED
    if parts and all(d.victim_kind == "combatant" for d in parts):
        return _by_fighters(draft, parts, alike=len(sides) == 1)
    small = draft.scope == "incident" or (draft.quantity.low or draft.quantity.count or WAR_TOTAL) < WAR_TOTAL
    if parts and small and all(d.victim_kind == "civilian" for d in parts):
        return CIVILIAN
    if draft.part_of is not None and draft.part_of.victim is not None:
        return side_of(draft.part_of)
    return None


def _by_fighters(draft: CasualtyDraft, parts: Sequence[CasualtyDraft], *, alike: bool) -> Side | None:
    """A whole whose told parts bore arms: of two sides, unless these are all of it or next to none of it."""
    if not alike:
        return MIXED
    whole, told = _size(draft), sum(_size(part) for part in parts)
    if whole and told >= whole:
        return side_of(parts[0])
    vague = parts[0].quantity.text.lower().split()[0] in _SHARES  # "most of them rebels"
    return MIXED if vague or (told and told >= whole * _FEW) else None


def _size(draft: CasualtyDraft) -> int:
    return draft.quantity.count or draft.quantity.low or 0
