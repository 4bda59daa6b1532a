"""Where things happen in the synthetic register, between whom, and who writes about them."""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from extractors.actors import ActorRegister
from extractors.analysis import Place
from extractors.gazetteer.entries import CityEntry, PlaceEntry, cities, curated
from extractors.identity import digest
from extractors.records import LANGUAGES

COUNTRIES = ("SY", "IQ", "LY", "AF", "SO", "SD", "NG", "ML")
YEMEN_SHARE = 0.45
_CITIES = 40
"""Cities to a country, the largest: a war is not fought in every village of the gazetteer."""

_LEVELS = ("admin2", "city", "village")
CIVILIANS = {"en": "civilians", "ar": "مدنيين"}


@dataclass(frozen=True, slots=True)
class Site:
    """A place that can be told: `fields` are the place fields of a claim, `names` what an article writes."""

    names: dict[str, str]
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an incident happens: the exact site, and the coarser ones that a report may name instead."""

    site: Site
    area: Site | None
    country: Site


@dataclass(frozen=True, slots=True)
class Force:
    """Who acts or suffers; `actor_id` None for civilians and the unknown."""

    actor_id: str | None
    group: str
    kind: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Quarrel:
    """Who does what to whom: a kind of incident with how often it happens."""

    agent: Force
    target: Force
    methods: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Theatre:
    """A country at war: its grounds with cumulative weights, and its quarrels."""

    grounds: tuple[Ground, ...]
    ground_weights: tuple[float, ...]
    quarrels: tuple[Quarrel, ...]
    quarrel_weights: tuple[float, ...]


_YEMEN_QUARRELS = (
    ("houthi", "yemen-gov", ("clash", "shelling", "mine", "sniper", "missile", "ambush"), 6),
    ("yemen-gov", "houthi", ("clash", "shelling", "ambush"), 5),
    ("coalition", "houthi", ("airstrike",), 5),
    ("popular-resistance", "houthi", ("clash", "ambush", "shooting"), 3),
    ("houthi", None, ("shelling", "mine", "missile", "sniper", "detention"), 4),
    ("coalition", None, ("airstrike",), 2),
    ("aqap", "yemen-gov", ("bombing", "suicide_bombing", "ambush", "assassination"), 2),
    ("us", "aqap", ("drone_strike",), 1),
)
_ELSEWHERE = ("airstrike", "clash", "shelling", "bombing", "suicide_bombing", "shooting", "ambush", "mine", "execution")


@cache
def theatres() -> dict[str, Theatre]:
    """Country code → theatre, Yemen first."""
    return {"YE": _yemen()} | {country: _elsewhere(country) for country in COUNTRIES}


def publishers() -> dict[str, tuple[str, ...]]:
    """Language → who publishes; the first three of each are agencies, whose stories others print."""
    return {lang: tuple(f"{lang}-paper-{n:02d}.example" for n in range(24)) for lang in LANGUAGES}


AGENCIES = 3


def _yemen() -> Theatre:
    entries = {entry.id: entry for entry in curated()}
    country = next(e for e in entries.values() if e.level == "country" and e.country_code == "YE")
    areas = {e.admin1: _site(e) for e in entries.values() if e.level == "admin1" and e.country_code == "YE"}
    fought_over = [e for e in entries.values() if e.country_code == "YE" and e.admin1 and e.level in _LEVELS]
    chosen = sorted(fought_over, key=_shuffled)
    grounds = tuple(Ground(_site(e), areas.get(e.admin1), _site(country)) for e in chosen)
    quarrels = tuple(
        Quarrel(_force(agent), _force(target), methods, weight) for agent, target, methods, weight in _YEMEN_QUARRELS
    )
    return _theatre(grounds, quarrels)


def _elsewhere(code: str) -> Theatre:
    country = next(e for e in curated() if e.level == "country" and e.country_code == code)
    found = [(city, arabic) for city, _, arabic in cities() if city.line[2] == code]
    found.sort(key=lambda pair: -int(pair[0].line[6]))
    grounds = tuple(
        Ground(_city(city, arabic), None, _site(country))
        for city, arabic in sorted(found[:_CITIES], key=lambda pair: _shuffled(pair[0]))
    )
    forces = [
        _force(actor.id)
        for actor in sorted(ActorRegister.load().by_id.values(), key=lambda actor: actor.id)
        if actor.country_code == code and actor.kind == "combatant"
    ][:3]
    quarrels = [Quarrel(agent, _force(None), _ELSEWHERE[i::2], 1) for i, agent in enumerate(forces)]
    quarrels += [Quarrel(a, b, _ELSEWHERE[:6], 1) for a in forces for b in forces if a is not b]
    return _theatre(grounds, tuple(quarrels))


def _theatre(grounds: tuple[Ground, ...], quarrels: tuple[Quarrel, ...]) -> Theatre:
    # fronts: a few places see much, most see little
    return Theatre(
        grounds,
        tuple(accumulate(1 / (rank + 20) for rank in range(len(grounds)))),
        quarrels,
        tuple(accumulate(quarrel.weight for quarrel in quarrels)),
    )


def _shuffled(entry: PlaceEntry | CityEntry) -> str:
    """A key that mixes places, always in the same way, so that fronts lie in several governorates."""
    return digest("order", entry.id)


def _site(entry: PlaceEntry) -> Site:
    names = {"en": entry.name_en, "ar": entry.name_ar or entry.name_en}
    return Site(names, _fields(entry.place))


def _city(city: CityEntry, arabic: tuple[str, ...]) -> Site:
    place = city.place
    return Site({"en": place.name, "ar": arabic[0] if arabic else place.name}, _fields(place))


def _fields(place: Place) -> dict[str, object]:
    names = ("place_id", "country_code", "admin1", "admin1_pcode", "admin2", "admin2_pcode")
    return {name: getattr(place, name) for name in (*names, "latitude", "longitude", "geo_precision")}


def _force(actor_id: str | None) -> Force:
    if actor_id is None:
        return Force(None, "CIVILIAN", "civilian", CIVILIANS)
    actor = ActorRegister.load().by_id[actor_id]
    names = {"en": actor.name_en, "ar": actor.name_ar or actor.name_en}
    return Force(actor.id, actor.group, "combatant", names)
