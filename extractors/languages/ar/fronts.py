"""Fronts: where sentences and claims are, by first-level division, and whether they are the same."""

from collections.abc import Sequence

from extractors.analysis import CasualtyDraft, PlaceMention
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.where import division_of, is_coarse


def one_front(drafts: Sequence[CasualtyDraft]) -> bool:
    """Whether all incidents of an article that have a place have one governorate, or one country abroad."""
    placed = {division_of(d.place) for d in drafts if d.scope == "incident" and d.place is not None and d.place.place}
    return len(placed) <= 1


def divisions_of(sentence: Sentence) -> frozenset[str]:
    """First-level divisions that a sentence tells of; none where it tells of the country ("في اليمن")."""
    named = [(at, mention) for at, (_, mention) in sentence.places.items() if mention.place is not None]
    for at, mention in named:
        if mention.place is not None and mention.place.level == "country" and at and sentence.norms[at - 1] == "في":
            return frozenset()
    return frozenset(filter(None, (division_of(mention) for _, mention in named if not is_coarse(mention))))


def elsewhere(place: PlaceMention | None, divisions: frozenset[str]) -> bool:
    """Whether a place lies in none of the divisions that the dating sentence named."""
    where = division_of(place) if place is not None and not is_coarse(place) else None
    return where is not None and bool(divisions) and where not in divisions
