from datetime import date

import pytest

from extractors.coder import ArticleToCode, CodedArticle, Coder


@pytest.fixture(scope="session")
def coder():
    return Coder()


@pytest.fixture(scope="session")
def code(coder):
    """Code one text of a given publication day."""

    def run(text: str, published: str | None = "2016-08-12") -> CodedArticle:
        day = date.fromisoformat(published) if published else None
        (coded,) = coder.code([ArticleToCode(article_id="a", text=text, language="en", published=day)])
        assert coded.error is None, coded.error
        return coded

    return run


@pytest.fixture(scope="session")
def counts(code):
    """(outcome, count) of the asserted casualty claims of a text, in order."""

    def run(text: str) -> list[tuple[str, int | None]]:
        return [(c.outcome, c.count) for c in code(text).casualties if c.modality == "asserted"]

    return run
