"""Where: places with their names in both languages, what finds them and what resolves them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.analysis import Place, PlaceMention
from extractors.folding import Token
from extractors.gazetteer import entries as _entries
from extractors.gazetteer.entries import PlaceEntry
from extractors.gazetteer.find import Candidate, find_places, tokens_of
from extractors.gazetteer.names import index
from extractors.gazetteer.resolve import DEMONYM, PlaceContext, context_of, resolve

__all__ = [
    "DEMONYM",
    "Candidate",
    "Gazetteer",
    "PlaceContext",
    "PlaceEntry",
    "admin1_code",
    "context_of",
    "find_places",
    "resolve",
    "tokens_of",
]


class Gazetteer:
    """All places; one per process, made by `load`; the index of a language is built when first used."""

    def __init__(self) -> None:
        self.by_id = {entry.id: entry for entry in _entries.curated()}

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Gazetteer":
        """The gazetteer as shipped.

        Raises LexiconError for a rule that its file's loader does not know.
        """
        return cls()

    def known(self, form: str) -> bool:
        """Whether a folded Arabic form begins the name of a place."""
        return index("ar").trie.starts(form)

    def tokens(self, text: str, language: str) -> list[Token]:
        """Tokens to look places up with, for text that no pipeline has tokenised."""
        return tokens_of(text, language)

    def find(self, text: str, language: str, tokens: Sequence[Token] | None = None) -> list[Candidate]:
        """Candidates in `text`, in order; `tokens` (offset, end, folded form) if a pipeline made them."""
        return find_places(text, language, tokens)

    def resolve(self, candidates: Sequence[Candidate], context: PlaceContext | None = None) -> list[PlaceMention]:
        """One mention per candidate; `context` adds places known from elsewhere (title, headline)."""
        return resolve(candidates, context)

    def locate(self, text: str, language: str, context: PlaceContext | None = None) -> Place | None:
        """The place that a short text names ("the town of Jayrud near Damascus": Jayrud).

        Several places of different divisions ("Abyan and Shabwah") give what they have in common: the
        country, or None.  Without any known name the text is where the article is, by `context`.
        """
        mentions = resolve(find_places(text, language), context)
        named = [m for m in mentions if m.place is not None and not m.rule_id.startswith(DEMONYM)] or mentions
        named = [m for m in named if m.place is not None]
        if not named:
            return self.home(context) if context is not None else None
        finest = min(_coarseness(m.place) for m in named)
        chosen = [m for m in named if _coarseness(m.place) == finest]
        first, places = chosen[0], [m.place for m in chosen if m.place is not None]
        beside = len(chosen) > 1 and _COORDINATED.search(text[first.end : chosen[1].start])
        return self.common(places) if beside else first.place

    def common(self, places: Sequence[Place]) -> Place | None:
        """What places side by side have in common: their division, their country, or None."""
        if len({admin1_code(place) for place in places}) == 1:
            return min(places, key=lambda place: place.geo_precision or 9)
        countries = {place.country_code for place in places}
        country = countries.pop() if len(countries) == 1 else None
        return self.by_id[country].place if country in self.by_id else None

    def home(self, context: PlaceContext) -> Place | None:
        """Where an article is as a whole: the division that most of its places lie in, or the country."""
        country = context.theatre
        if country is None or country not in self.by_id:
            return None
        inside = {key: n for key, n in context.divisions.items() if key[0] == country}
        for (code, division), n in inside.items():
            if n >= _HOME_SHARE * sum(inside.values()):
                found = _entries.division(code, division)
                return found.place if found else self.by_id[country].place
        return self.by_id[country].place


_HOME_SHARE = 0.7
"""share of an article's places that makes a division its home"""


_COORDINATED = re.compile(r"^\W*(?:and|or|و|أو)(?!\w{4})|^[\s\"»']*[,،/-]|\Wو[\s#«\"]|^\s+و")
"""what stands between places that lie side by side, not one in the other"""


def _coarseness(place: Place | None) -> int:
    return max((place.geo_precision if place else None) or 9, 3)


def admin1_code(place: Place | None) -> str | None:
    """The evaluation guide's `admin1`: Yemen's governorate, another country's ISO code, or None."""
    if place is None or place.country_code is None:
        return None
    return place.admin1 if place.country_code == "YE" else place.country_code
