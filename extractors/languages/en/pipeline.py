"""The English pipeline."""

import spacy
from spacy.language import Language

from extractors.languages.en import casualties, control, materiel, reader, screening
from extractors.languages.en.sentences import split

__all__ = ["build", "may_hold_claim"]


def build(model: str | None = None) -> Language:
    """The English pipeline; `model` names the spaCy model that parses (default: the small English one).

    Raises OSError where that model is not installed.
    """
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.add_pipe("sijill_en_reader", config={"model": model or reader.DEFAULT_MODEL})
    nlp.add_pipe("sijill_en_casualties")
    nlp.add_pipe("sijill_en_control")
    nlp.add_pipe("sijill_en_materiel")
    return nlp


def may_hold_claim(text: str) -> bool:
    """Whether any sentence of the raw text is worth parsing."""
    sentences = split(text)
    screening.mark(sentences, text)
    return any(sentence.is_to_be_parsed for sentence in sentences)


_FACTORIES = (reader.create_reader, casualties.create_casualties, control.create_control, materiel.create_materiel)
