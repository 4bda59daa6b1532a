"""Where: places with their names in both languages, what finds them and what resolves them."""

from collections.abc import Sequence
from functools import lru_cache

from extractors.analysis import Place, PlaceMention
from extractors.folding import Token
from extractors.gazetteer import entries as _entries
from extractors.gazetteer.entries import PlaceEntry
from extractors.gazetteer.find import Candidate, find_places, tokens_of
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
        return _entries.index("ar").trie.starts(form)

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
        named = [m for m in mentions if not m.rule_id.startswith(DEMONYM)] or mentions
        places = [mention.place for mention in named if mention.place is not None]
        if not places:
            return self.home(context) if context is not None else None
        return self.common(places)

    def common(self, places: Sequence[Place]) -> Place | None:
        """The finest of places that lie in one another, or what places side by side have in common."""
        finest = min(_coarseness(place) for place in places)
        chosen = [place for place in places if _coarseness(place) == finest]
        if len({admin1_code(place) for place in chosen}) == 1:
            return min(chosen, key=lambda place: place.geo_precision or 9)
        countries = {place.country_code for place in chosen}
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


def _coarseness(place: Place) -> int:
    return max(place.geo_precision or 9, 3)


def admin1_code(place: Place | None) -> str | None:
    """The evaluation guide's `admin1`: Yemen's governorate, another country's ISO code, or None."""
    if place is None or place.country_code is None:
        return None
    return place.admin1 if place.country_code == "YE" else place.country_code
