"""What the gazetteer holds: its files and their rules."""

from dataclasses import dataclass
from functools import lru_cache

from extractors.analysis import Place
from extractors.folding import fold_ar, fold_en
from extractors.lexicon import LexiconError, data_file, load_rules, rule

_PACKAGE = "extractors.gazetteer"
LEVELS = ("country", "region", "admin1", "admin2", "city", "village", "landmark")
_PRECISION = {"country": 6, "region": 5, "admin1": 4, "admin2": 3, "city": 1, "village": 1, "landmark": 1}


@rule
class PlaceEntry:
    """A place with its names; coordinates WGS 84, p-codes of OCHA where they are known.

    `signal`: an ordinary word too; counts only beside a word such as "district", "مديرية", "town of".
    """

    id: str
    name_en: str
    name_ar: str | None = None
    level: str
    country_code: str | None = None
    admin1: str | None = None
    admin1_pcode: str | None = None
    admin2: str | None = None
    admin2_pcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    aliases_en: tuple[str, ...] = ()
    aliases_ar: tuple[str, ...] = ()
    demonyms_en: tuple[str, ...] = ()
    demonyms_ar: tuple[str, ...] = ()
    signal: bool = False
    source: str

    @property
    def population(self) -> int:
        """Not kept for curated places."""
        return 0

    def needs_signal(self, language: str) -> bool:
        """Whether the name counts only beside a word like "district", "مديرية"; alike in both languages."""
        return self.signal

    @property
    def rule_id(self) -> str:
        """What a mention of the place names as its rule."""
        return f"place.{self.id}"

    @property
    def place(self) -> Place:
        """The place as claims carry it."""
        return Place(
            place_id=self.id,
            name=self.name_en,
            level=self.level,
            country_code=self.country_code,
            admin1=self.admin1,
            admin1_pcode=self.admin1_pcode,
            admin2=self.admin2,
            admin2_pcode=self.admin2_pcode,
            latitude=self.latitude,
            longitude=self.longitude,
            geo_precision=self.precision if self.precision is not None else _PRECISION[self.level],
        )


@dataclass(frozen=True, slots=True)
class CityEntry:
    """One line of data/world/cities.tsv, parsed no sooner than somebody asks."""

    line: tuple[str, ...]

    @property
    def id(self) -> str:
        """GeoNames id, prefixed."""
        return f"geonames:{self.line[0]}"

    @property
    def country_code(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.line[2]

    @property
    def admin1(self) -> str | None:
        """First-level division, where the regions file knows it."""
        return self.line[3] or None

    @property
    def level(self) -> str:
        """GeoNames populated places are cities here, whatever their size."""
        return "city"

    @property
    def population(self) -> int:
        """Inhabitants by GeoNames."""
        return int(self.line[6])

    def needs_signal(self, language: str) -> bool:
        """Whether its name in that language counts only beside a word like "city of"."""
        return language in self.line[7]

    @property
    def rule_id(self) -> str:
        """What a mention of the place names as its rule."""
        return f"place.{self.id}"

    @property
    def place(self) -> Place:
        """The place as claims carry it."""
        return Place(
            place_id=self.id,
            name=self.line[1],
            level="city",
            country_code=self.country_code,
            admin1=self.admin1,
            latitude=float(self.line[4]),
            longitude=float(self.line[5]),
            geo_precision=1,
        )


Entry = PlaceEntry | CityEntry

TREATMENTS = ("never", "blocks", "signal", "context", "article", "strict")


@rule
class AmbiguousName:
    """A name that is also something else, and what it takes to read it as a place.

    treatment: "never" (no place), "blocks" (a phrase that is no place, and neither are its parts),
    "signal" (only beside "district of", "مدينة" …), "context" (beside such a word, or where the article
    names another place of that country), "article" (English: only with "al-"), "strict" (Arabic: only
    with hamza and ta marbuta as written here).
    """

    id: str
    name: str
    treatment: str
    note: str


@lru_cache(maxsize=1)
def curated() -> tuple[PlaceEntry, ...]:
    """Places of the rule files: Yemen, countries, regions and places of other wars.

    Raises LexiconError for a level that records do not know.
    """
    names = (
        "yemen/governorates",
        "yemen/districts",
        "yemen/places",
        "world/countries",
        "world/regions",
        "world/places",
    )
    entries = [e for name in names for e in load_rules(data_file(_PACKAGE, f"data/{name}.jsonl"), PlaceEntry)]
    for entry in entries:
        if entry.level not in LEVELS:
            raise LexiconError(f"place {entry.id!r}: level {entry.level!r} is none of {', '.join(LEVELS)}")
    return tuple(entries)


@lru_cache(maxsize=256)
def division(country: str, admin1: str) -> PlaceEntry | None:
    """The curated entry of a first-level division; None where only cities name it."""
    for entry in curated():
        if entry.level == "admin1" and entry.country_code == country and entry.admin1 == admin1:
            return entry
    return None


@lru_cache(maxsize=1)
def cities() -> tuple[tuple[CityEntry, tuple[str, ...], tuple[str, ...]], ...]:
    """Cities of the world with their folded names in both languages."""
    path = data_file(_PACKAGE, "data/world/cities.tsv")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            *fields, en, ar = line.split("\t")
            found.append(
                (CityEntry(tuple(fields)), tuple(filter(None, en.split(";"))), tuple(filter(None, ar.split(";"))))
            )
    return tuple(found)


def ambiguous_names(language: str) -> dict[str, AmbiguousName]:
    """Names that are ordinary words or persons' names as well, by folded form.

    Raises LexiconError for an unknown treatment.
    """
    fold = fold_en if language == "en" else fold_name_ar
    found = {}
    for name in load_rules(data_file(_PACKAGE, f"data/ambiguous.{language}.jsonl"), AmbiguousName):
        if name.treatment not in TREATMENTS:
            raise LexiconError(f"ambiguous name {name.id!r}: treatment is one of {', '.join(TREATMENTS)}")
        found[fold(name.name)] = name
    return found


def fold_name_ar(name: str) -> str:
    """An Arabic name of several words, each folded."""
    return " ".join(fold_ar(word) for word in name.split())
