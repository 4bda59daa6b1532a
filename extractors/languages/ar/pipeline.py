"""The Arabic pipeline: an own tokenizer and rule components; no statistical model."""

import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.languages.ar.article import code_article
from extractors.languages.ar.context import make_view
from extractors.languages.ar.lexicon import context_screen, splitter, trigger_screen
from extractors.languages.ar.tokenizer import ArabicTokenizer

_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")


@Language.component("sijill_ar_context")
def context_component(doc: Doc) -> Doc:
    """Sentences, actors and places."""
    make_view(doc)
    return doc


@Language.component("sijill_ar_claims")
def claims_component(doc: Doc) -> Doc:
    """Casualty, control and materiel claims."""
    code_article(doc)
    return doc


def build(model: str | None = None) -> Language:
    """The Arabic pipeline.

    Raises ValueError if a model is named: the Arabic rules use none.
    """
    if model is not None:
        raise ValueError(f"the Arabic pipeline uses no model; remove {model!r} from the settings")
    nlp = spacy.blank("ar")
    nlp.tokenizer = ArabicTokenizer(nlp.vocab, splitter())
    nlp.add_pipe("sijill_ar_context")
    nlp.add_pipe("sijill_ar_claims")
    return nlp


def may_hold_claim(text: str) -> bool:
    """Whether a trigger and a word of armed conflict stand in the raw text."""
    if not context_screen().search(text):
        return False
    return trigger_screen().search(_MARKS.sub("", text)) is not None
