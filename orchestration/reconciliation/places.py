"""Names of countries and first-level divisions, brought to the register's own."""

import re
from collections.abc import Iterable
from functools import cache

from extractors.folding import fold_en
from extractors.gazetteer import Gazetteer

_SUFFIX = re.compile(
    r"\b(?:governorate|province|state|region|district|department|oblast|wilaya(?:t)?|muhafazat?|prefecture|county)\b",
    re.IGNORECASE,
)


class Places:
    """Brings names and codes of other registers to ISO 3166-1 alpha-2 codes and admin1 names of this one.

    Made of the rows of `reference.countries`: country_code, iso_numeric, name_en, gwno.
    """

    def __init__(self, countries: Iterable[tuple[str, int | None, str, int | None]]) -> None:
        rows = list(countries)
        self._by_iso = {iso: code for code, iso, _, _ in rows if iso is not None}
        self._by_gwno = {gwno: code for code, _, _, gwno in rows if gwno is not None}
        self._by_name = {fold_en(name): code for code, _, name, _ in rows}
        self._gazetteer = Gazetteer.load()
        divisions = [entry for entry in self._gazetteer.by_id.values() if entry.level == "admin1"]
        own = {(entry.country_code, fold_en(entry.admin1)): entry.admin1 for entry in divisions if entry.admin1}
        others = {
            (entry.country_code, fold_en(name)): entry.admin1 or entry.name_en
            for entry in divisions
            for name in entry.aliases_en
        }
        self._divisions = others | own  # a division's own name wins over another's alias (Sanaa, the city and around)
        self._located = cache(self._locate)

    def country_of_iso(self, number: int) -> str | None:
        """Country of an ISO 3166-1 numeric code."""
        return self._by_iso.get(number)

    def country_of_gwno(self, number: int) -> str | None:
        """Country of a Gleditsch-Ward number."""
        return self._by_gwno.get(number)

    def country_of_name(self, name: str) -> str | None:
        """Country of a name, "Yemen (North Yemen)" among them; None where nobody knows it."""
        bare = name.split("(")[0].strip()
        if (code := self._by_name.get(fold_en(bare))) is not None:
            return code
        place = self._gazetteer.locate(bare, "en")
        return place.country_code if place else None

    def admin1(self, name: str, country_code: str | None) -> str | None:
        """The register's name of a first-level division; a name that the gazetteer lacks stays, folded."""
        return self._located(" ".join(_SUFFIX.sub(" ", name).split()), country_code)

    def _locate(self, bare: str, country_code: str | None) -> str | None:
        if not bare:
            return None
        if (name := self._divisions.get((country_code, fold_en(bare)))) is not None:
            return name
        place = self._gazetteer.locate(bare, "en")
        if place is not None and place.country_code == country_code and place.admin1:
            return place.admin1
        return fold_en(bare)
