"""Codes sentences for the tests of the Arabic rules."""

from datetime import date
from functools import lru_cache

from extractors.coder import ArticleToCode, CodedArticle, Coder
from extractors.languages.ar.lexicon import splitter
from extractors.languages.ar.tokenizer import ArabicTokenizer

PUBLISHED = date(2018, 3, 14)  # a Wednesday
CONTEXT = " وتدور معارك بين المقاومة الشعبية والحوثيين في محافظة مأرب اليمنية."


@lru_cache(maxsize=1)
def coder() -> Coder:
    return Coder()


def code(text: str, published: date | None = PUBLISHED) -> CodedArticle:
    article = ArticleToCode(article_id="t", text=text, language="ar", published=published)
    (coded,) = coder().code([article])
    assert coded.error is None, coded.error
    return coded


def norms(text: str) -> list[str]:
    """Bare forms of the words and clitics of a text."""
    import spacy

    doc = ArabicTokenizer(spacy.blank("ar").vocab, splitter())(text)
    return [n for n in doc.user_data["norms"] if n.strip()]


def claims(text: str) -> list[tuple[str, int | None]]:
    """(outcome, count) of the asserted casualty claims of a text."""
    return [(claim.outcome, claim.count) for claim in code(text).casualties if claim.modality == "asserted"]
