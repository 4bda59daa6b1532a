"""Which place a name means: by the words beside it and by what else the article names."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extractors.analysis import Place, PlaceMention
from extractors.gazetteer.entries import CityEntry, Entry, PlaceEntry, curated
from extractors.gazetteer.entries import division as known_division
from extractors.gazetteer.find import Candidate

DEMONYM = "demonym."
"""how the rule id of a mention begins that is an adjective of origin ("Syrian"): a country that the
article is about, not the place of an event"""

_DOMINANT = 5
"""how many times larger a city must be to be meant where nothing else decides"""


@dataclass(slots=True)
class PlaceContext:
    """Where an article is: how often it names each country (ISO) and each first-level division."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, place: Place, weight: int = 1) -> None:
        """Count a place that is beyond doubt."""
        if place.country_code:
            self.countries[place.country_code] += weight
            if place.admin1:
                self.divisions[place.country_code, place.admin1] += weight

    @property
    def theatre(self) -> str | None:
        """The country named most; None where none or two alike."""
        ranked = self.countries.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def context_of(candidates: Iterable[Candidate], context: PlaceContext | None = None) -> PlaceContext:
    """What the candidates that mean one place only, or places of one country only, say of the article."""
    context = context if context is not None else PlaceContext()
    candidates = [candidate for candidate in candidates if candidate.exact]
    for candidate in candidates:
        if not candidate.doubtful:
            _count(candidate, context)
    # What is certain says which country the article is about; there the doubtful names count as well.
    certain = frozenset(context.countries)
    for candidate in candidates:
        if candidate.doubtful and any(entry.country_code in certain for entry in candidate.entries):
            _count(candidate, context)
    return context


def _count(candidate: Candidate, context: PlaceContext) -> None:
    places = [entry.place for entry in candidate.entries]
    countries = {place.country_code for place in places}
    if len(countries) == 1 and len({place.admin1 for place in places}) == 1:
        context.add(places[0])
    elif len(countries) == 1 and (code := countries.pop()):
        context.countries[code] += 1


def resolve(candidates: Sequence[Candidate], context: PlaceContext | None = None) -> list[PlaceMention]:
    """A mention for each candidate; its place is None where two countries are left alike.

    Homonyms go to the division, then to the country, that the article names most; a tie within one
    country becomes that country, coarse rather than guessed.
    """
    context = context_of(candidates, context)
    mentions = []
    for candidate in candidates:
        chosen = _choose(candidate, context)
        if chosen is None and (candidate.doubtful or not candidate.exact):
            continue
        rule_id = chosen[1] if chosen else "place.ambiguous"
        if candidate.demonym:
            rule_id = rule_id.replace("place.", DEMONYM, 1)
        mentions.append(
            PlaceMention(candidate.start, candidate.end, candidate.text, rule_id, chosen[0] if chosen else None)
        )
    return mentions


def _choose(candidate: Candidate, context: PlaceContext) -> tuple[Place, str] | None:
    entries = list(candidate.entries)
    if candidate.doubtful or not candidate.exact:
        # A small place, or a variant spelling, is believed where the article is about that country anyway.
        entries = [e for e in entries if e.country_code and context.countries[e.country_code]]
    if candidate.levels:
        entries = [e for e in entries if e.level in candidate.levels] or entries
    entries = _best(entries, lambda e: _nearness(e, context))
    entries = _best(entries, _weight)
    if not entries:
        return None
    if len(entries) == 1:
        return entries[0].place, entries[0].rule_id
    return _common_parent(entries)


def _best(entries: list[Entry], score: Callable[[Entry], Any]) -> list[Entry]:
    if len(entries) < 2:
        return entries
    scored = [(score(entry), entry) for entry in entries]
    top = max(s for s, _ in scored)
    return [entry for s, entry in scored if s == top]


def _nearness(entry: Entry, context: PlaceContext) -> tuple[int, int]:
    code = entry.country_code or ""
    division = context.divisions[code, entry.admin1] if entry.admin1 else 0
    if isinstance(entry, PlaceEntry) and entry.level == "admin1":
        # A governorate is not made likelier than its own town by being named often.
        division += 1
    return context.countries[code], division


def _weight(entry: Entry) -> int:
    """Rank where context does not decide: curated before listed, coarse before fine, large before small."""
    if isinstance(entry, CityEntry):
        magnitude = 0
        population = entry.population
        while population >= _DOMINANT:
            population //= _DOMINANT
            magnitude += 1
        return magnitude
    rank = {"country": 30, "admin1": 28, "region": 26, "city": 24, "admin2": 22, "village": 20, "landmark": 20}
    return rank[entry.level]


def _common_parent(entries: Sequence[Entry]) -> tuple[Place, str] | None:
    countries = {entry.country_code for entry in entries}
    divisions = {entry.admin1 for entry in entries}
    code = countries.pop() if len(countries) == 1 else None
    if code is None:
        return None
    if len(divisions) == 1 and (division := divisions.pop()):
        if found := known_division(code, division):
            return found.place, found.rule_id
        return replace(entries[0].place, place_id=f"{code}:{division}", level="admin1", geo_precision=4), "place.parent"
    for entry in curated():
        if entry.level == "country" and entry.country_code == code:
            return entry.place, entry.rule_id
    return None
