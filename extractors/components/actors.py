"""The spaCy component that finds the actors of an article; runs after the places."""

from spacy.language import Language
from spacy.tokens import Doc

from extractors.actors import ActorRegister, find_actors
from extractors.analysis import analysis_of
from extractors.components.places import actor_context, lookup_tokens


class ActorFinder:
    """Fills `analysis_of(doc).actors`; common nouns are resolved by the article's places and actors."""

    def __init__(self, language: str) -> None:
        self.language = language
        ActorRegister.load()

    def __call__(self, doc: Doc) -> Doc:
        """Find actors in `doc`; the title's actors are counted as context first."""
        analysis = analysis_of(doc)
        context = actor_context(doc)
        if analysis.title:
            find_actors(analysis.title, self.language, context=context)
        tokens = lookup_tokens(doc) if self.language == "ar" else None
        analysis.actors = find_actors(doc.text, self.language, tokens, context)
        return doc


@Language.factory("sijill_actors", default_config={"language": "en"})
def make_actor_finder(nlp: Language, name: str, language: str) -> ActorFinder:
    """Factory of the component; `language` is "en" or "ar"."""
    return ActorFinder(language)
