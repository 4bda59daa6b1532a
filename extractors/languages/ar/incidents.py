"""What claims of one incident lend each other: who did it, where all that the article says of it agrees."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.actors import ActorRegister
from extractors.analysis import CasualtyDraft, PlaceMention
from extractors.gazetteer import Gazetteer
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.sides import LOYAL, REBELS
from extractors.languages.ar.where import SEVERAL

_PLAINLY = 3
"""times that an article must name its country for each time that it names the next"""
_FIGHT_ABROAD = frozenset(("YE", "SA", "AE", "US", "IR"))
"""Yemen, and countries whose men fall in it or elsewhere: that one of them is named says nothing of where"""
_STATES = frozenset((1, 8))
"""ACLED's codes of a state's forces, at home and abroad"""
_OPEN = frozenset(("CIVILIAN", "UNKNOWN"))
_KNOWN = frozenset(("stated", "implied", "carried"))
_OF_YEMEN = REBELS | LOYAL
_UNSIGNED = frozenset(("assassination", "bombing", "suicide_bombing", "abduction", "shooting"))


def share_perpetrators(drafts: Sequence[CasualtyDraft]) -> None:
    """Gives a claim without a perpetrator the one whom all other claims about the same place and people name."""
    given = []
    for draft in drafts:
        if draft.perpetrator is not None or draft.scope == "background" or _group(draft) not in _OPEN:
            continue
        if draft.method in _UNSIGNED:
            continue
        others = [d for d in drafts if d is not draft and _same_incident(d, draft)]
        groups = {d.perpetrator.group for d in others if d.perpetrator is not None}
        if len(groups) == 1 and not (_in_another_war(draft) and groups <= _OF_YEMEN):
            given.append((draft, next(d.perpetrator for d in others if d.perpetrator is not None)))
    for draft, agent in given:
        draft.perpetrator, draft.perpetrator_basis = agent, "carried"


def share_places(drafts: Sequence[CasualtyDraft]) -> None:
    """Gives an incident without a place that of all other claims of the story, where it is one and the same."""
    told = [d.place for d in drafts if d.scope != "background" and _admin1(d) is not None]
    if not told or len({place.place.admin1 for place in told if place and place.place}) != 1:
        return
    for draft in drafts:
        several = draft.place is not None and draft.place.rule_id == SEVERAL
        if draft.scope == "incident" and _admin1(draft) is None and not several and not _abroad(draft):
            draft.place = told[0]


def place_in_country(view: ArticleView, drafts: Sequence[CasualtyDraft]) -> None:
    """Gives claims without any place the country that an article about another war than Yemen's names most."""
    named = view.actors.countries.most_common(2)
    if not named or named[0][0] in _FIGHT_ABROAD or (len(named) > 1 and named[0][1] < _PLAINLY * named[1][1]):
        return
    entry = Gazetteer.load().by_id.get(named[0][0])
    if entry is None:
        return
    told = next((m for m in view.analysis.places if m.place is not None and m.place.country_code == entry.id), None)
    where = PlaceMention(told.start, told.end, told.text, told.rule_id, entry.place) if told is not None else None
    for draft in drafts:
        if (draft.place is None or draft.place.place is None) and not _raids_others(draft, entry.id):
            draft.place = replace(draft.place, place=entry.place) if draft.place is not None else where


def _raids_others(draft: CasualtyDraft, country: str) -> bool:
    """Whether a country's own aircraft did it: they bomb elsewhere, and where, the article does not say."""
    if draft.perpetrator is None or draft.method not in ("airstrike", "drone_strike"):
        return False
    actor = ActorRegister.load().by_id.get(draft.perpetrator.actor_id or "")
    return actor is not None and actor.inter in _STATES and actor.country_code == country


def _abroad(draft: CasualtyDraft) -> bool:
    place = draft.place.place if draft.place is not None else None
    return place is not None and place.country_code != "YE"


def _in_another_war(draft: CasualtyDraft) -> bool:
    """Whether a claim's place lies where Yemen's forces do not fight."""
    place = draft.place.place if draft.place is not None else None
    return place is not None and place.country_code not in (None, "YE", "SA")


def _group(draft: CasualtyDraft) -> str:
    return draft.victim.group if draft.victim is not None else "UNKNOWN"


def _same_incident(known: CasualtyDraft, other: CasualtyDraft) -> bool:
    if known.scope == "background" or _group(known) not in _OPEN or known.perpetrator_basis not in _KNOWN:
        return False
    if "unknown" not in (known.method, other.method) and known.method != other.method:
        return False
    where = {_admin1(d) for d in (known, other)} - {None}
    days = {d.time.date_end for d in (known, other) if d.time is not None and d.time.date_end is not None}
    return len(where) <= 1 and len(days) <= 1


def _admin1(draft: CasualtyDraft) -> str | None:
    place = draft.place.place if draft.place is not None else None
    return place.admin1 if place is not None else None
