"""Victims that the claims of one sentence tell of each other: wholes and parts, the two sides of a clash."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractors.analysis import CasualtyDraft
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.sides import INFERRED, LOYAL, REBELS, of_any_side, one_side

_ARMED = REBELS | LOYAL | {"AQAP", "ISIS", "SOUTHERN"}


def settle_parts(parents: Sequence[tuple[CasualtyDraft, list[CasualtyDraft]]]) -> None:
    """A whole of unnamed people is what its parts are; a part without a side has its whole's."""
    for whole, parts in parents:
        if whole.victim is None:
            continue
        for part in parts:
            if _are_fighters(whole) and part.victim_kind == "civilian" and part.victim and _may_fight(part.victim.text):
                _set(part, whole.victim.group, "combatant")
            if _are_fighters(whole) and part.victim_kind == "combatant" and part.victim and of_any_side(part.victim):
                _set(part, whole.victim.group, "combatant")  # "17 من الحوثيين، بينهم قائد عسكري"
            if (
                part.victim is not None
                and part.victim.group == "UNKNOWN"
                and whole.victim.group not in ("MIXED", "CIVILIAN")
            ):
                part.victim = replace(part.victim, group=whole.victim.group, actor_id=whole.victim.actor_id)
        armed = any(part.victim_kind == "combatant" for part in parts)
        guessed = armed and whole.victim.rule_id == INFERRED and whole.victim.group == "CIVILIAN"
        open_kind = whole.victim.group == "CIVILIAN" and whole.victim_kind != "civilian"
        if whole.victim.group == "UNKNOWN" or open_kind or guessed:
            kinds = {part.victim_kind for part in parts} - {"unknown"}
            if any("مدني" in (part.victim.text if part.victim else "") for part in parts):
                kinds.add("unknown")  # "among them five civilians": the others are none
            total = sum(part.quantity.count or 0 for part in parts)
            if kinds == {"civilian"} and (total * 2 >= (whole.quantity.count or 0)):
                _set(whole, "CIVILIAN", "civilian")
            elif kinds:
                _set(whole, "MIXED", "mixed")


def settle_sides(view: ArticleView, drafts: Sequence[CasualtyDraft]) -> None:
    """In one sentence about a clash, the dead of no side face those whose side is told."""
    named = {d.victim.group for d in drafts if d.victim is not None} - {"UNKNOWN", "MIXED", "CIVILIAN", "OTHER"}
    if len(named) != 1:
        return
    side = next(iter(named))
    foes = {m.group for m in view.analysis.actors} & ({"HOUTHI"} if side in LOYAL else {"RESISTANCE", "GOV"})
    known = next(d for d in drafts if d.victim is not None and d.victim.group == side)
    for draft in drafts:
        if (
            draft.victim is not None
            and draft.victim.group == "MIXED"
            and len(foes) >= 1
            and draft.victim_kind == "combatant"
        ):
            group = "HOUTHI" if side in LOYAL else next(g for g in ("RESISTANCE", "GOV") if g in foes)
            draft.victim = replace(draft.victim, group=group)
            draft.perpetrator = known.victim
            draft.perpetrator_basis = "implied"


def oppose(drafts: Sequence[CasualtyDraft]) -> None:
    """Where one sentence tells the losses of two sides, each did the other's, unless words say who did it."""
    armed = [d for d in drafts if d.victim is not None and d.victim.group in _ARMED and d.part_of is None]
    if {_side(draft) for draft in armed} == {"ISIS"}:
        # whoever else loses men to the Islamic State fights it; of other wars' forces some may be allies
        armed += [d for d in drafts if _side(d) == "OTHER" and d.victim_kind == "combatant" and d.part_of is None]
    for draft in armed:
        side = _side(draft)
        others = [d.victim for d in armed if _side(d) != side]
        told = draft.perpetrator_basis == "stated" or draft.method not in ("clash", "unknown")
        if not told and len({v.group for v in others if v}) == 1:
            draft.perpetrator, draft.perpetrator_basis = others[0], "implied"


def share_doers(drafts: Sequence[CasualtyDraft], weaker: Sequence[str] = ("implied", "none")) -> None:
    """As in "قتل 25 برصاص المقاومة وأصيب 40 آخرون": one breath tells of one side's losses, and who caused them.

    `weaker`: bases of perpetrators that give way.
    """
    for before, draft in pairwise(drafts):
        alike = _side(draft) == _side(before) and draft.method in (before.method, "unknown")
        alike = alike and (draft.outcome != "captured" or before.outcome == "captured" or not _flew(before))
        if alike and before.perpetrator_basis in ("stated", "carried") and draft.perpetrator_basis in weaker:
            draft.perpetrator, draft.perpetrator_basis = before.perpetrator, "carried"


def share_doers_by_sentence(drafts: Sequence[CasualtyDraft]) -> None:
    """Gives claims of a sentence that still have no perpetrator the one of the claim before them."""
    for _, told in groupby(drafts, key=lambda draft: draft.evidence_start):
        share_doers(list(told), ("none",))


def spare_own_side(drafts: Sequence[CasualtyDraft]) -> None:
    """Nobody kills his own unless words say so: what other claims lent a claim gives way.

    Saleh's men and the Houthis, who broke with each other, may.
    """
    for draft in drafts:
        agent, victim = draft.perpetrator, draft.victim
        if agent is None or victim is None or draft.perpetrator_basis == "stated":
            continue
        allies = {agent.group, victim.group} <= LOYAL
        if allies or (agent.group == victim.group and one_side(agent.group, victim.group)):
            draft.perpetrator, draft.perpetrator_basis = None, "none"


def _flew(draft: CasualtyDraft) -> bool:
    """Whether aircraft did it, or had a part in it: they take no prisoners."""
    return draft.perpetrator is not None and draft.perpetrator.group in ("COALITION", "US", "MIXED")


def _side(draft: CasualtyDraft) -> str:
    group = draft.victim.group if draft.victim is not None else "UNKNOWN"
    return "rebel" if group in REBELS else "loyal" if group in LOYAL | {"SOUTHERN"} else group


def _are_fighters(whole: CasualtyDraft) -> bool:
    return whole.victim_kind == "combatant" and whole.victim is not None and whole.victim.group in _ARMED


def _may_fight(text: str) -> bool:
    """Boys among a militia's dead are its own; a whole that counts women or civilians is none of fighters."""
    return any(word in text for word in ("طفل", "أطفال", "قاصر"))


def _set(draft: CasualtyDraft, group: str, kind: str) -> None:
    if draft.victim is not None:
        draft.victim = replace(draft.victim, group=group, kind=kind, actor_id=None)
    draft.victim_kind = kind
