"""Other wars than Yemen's: whom the dead soldiers of a state fought, where the article names one armed foe of it."""

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.sides import Party

_REBELS = frozenset((2, 3))
"""ACLED's codes of rebels and of political militias"""
_STATES = frozenset((1, 8))
"""those of a state's forces, at home and abroad"""
_ARMED = frozenset(("OTHER", "ISIS", "AQAP"))


def foe_of_soldiers(view: ArticleView, party: Party) -> ActorMention | None:
    """The one armed group of no state that the article names, where soldiers of another state than Yemen fell.

    None where it names several that could have done it, or where the fallen are no state's.
    """
    if party.group != "OTHER" or party.kind != "combatant" or not _serve_a_state(party):
        return None
    known = ActorRegister.load().by_id
    found: dict[str, ActorMention] = {}
    for mention in view.analysis.actors:
        actor = known.get(mention.actor_id or "")
        if actor is not None and actor.inter in _REBELS and mention.group in _ARMED:
            found.setdefault(mention.group, mention)
    return next(iter(found.values())) if len(found) == 1 else None


def _serve_a_state(party: Party) -> bool:
    actor_id = party.mention.actor_id if party.mention is not None else None
    actor = ActorRegister.load().by_id.get(actor_id or "")
    return actor is None or actor.inter in _STATES
