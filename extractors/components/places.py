"""The spaCy component that finds and resolves the places of an article."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.actors import ActorContext
from extractors.analysis import analysis_of
from extractors.folding import Token, fold_ar
from extractors.gazetteer import DEMONYM, Gazetteer, PlaceContext, context_of


def lookup_tokens(doc: Doc) -> list[Token]:
    """The Doc's tokens as names are looked up: offsets, and the folded normal form; marks are ","."""
    return [
        Token(token.idx, token.idx + len(token.text), fold_ar(token.norm_) if token.is_alpha or token.like_num else ",")
        for token in doc
        if not token.is_space or "\n" in token.text
    ]


class PlaceFinder:
    """Fills `analysis_of(doc).places`; adjectives of origin have a rule id that begins with "demonym."."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.gazetteer = Gazetteer.load()

    def __call__(self, doc: Doc) -> Doc:
        """Find places in `doc`, with the title's places as context."""
        analysis = analysis_of(doc)
        # English names are looked up in tokens of their own: spaCy cuts "al-Bayda" in three.
        tokens: Sequence[Token] | None = lookup_tokens(doc) if self.language == "ar" else None
        candidates = self.gazetteer.find(doc.text, self.language, tokens)
        context = PlaceContext()
        if analysis.title:
            context_of(self.gazetteer.find(analysis.title, self.language), context)
        analysis.places = self.gazetteer.resolve(candidates, context)
        return doc


def actor_context(doc: Doc) -> ActorContext:
    """How often the article names each country, by its places and adjectives of origin."""
    analysis = analysis_of(doc)
    context = ActorContext(published=analysis.published)
    for mention in analysis.places:
        if mention.place is not None and mention.place.country_code:
            # An adjective says less than a place: "Saudi-led" stands in articles about Yemen.
            context.countries[mention.place.country_code] += 1 if mention.rule_id.startswith(DEMONYM) else 2
    return context


@Language.factory("sijill_places", default_config={"language": "en"})
def make_place_finder(nlp: Language, name: str, language: str) -> PlaceFinder:
    """Factory of the component; `language` is "en" or "ar"."""
    return PlaceFinder(language)
