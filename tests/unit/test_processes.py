"""Processes that die while they code: the article that kills is recorded, the others are coded, in their order."""

import os
import signal

import pytest

from extractors import processes
from extractors.coder import CodedArticle
from extractors.records import ArticleToCode


def _no_models(options):
    """A worker without pipelines."""


def _code_or_die(articles):
    for article in articles:
        if article.text == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
    return [CodedArticle(article_id=article.article_id) for article in articles]


@pytest.fixture
def mortal(monkeypatch):
    monkeypatch.setattr(processes, "_start_worker", _no_models)
    monkeypatch.setattr(processes, "_code_chunk", _code_or_die)


def _articles(*killers: int, count: int = 40) -> list[ArticleToCode]:
    return [
        ArticleToCode(article_id=str(n), version_id=f"v{n}", text="kill" if n in killers else "", language="en")
        for n in range(count)
    ]


@pytest.mark.parametrize("killers", [(), (17,), (0, 39)])
def test_an_article_that_kills_its_process_is_recorded_and_the_others_are_coded(mortal, killers):
    coded = list(processes.code_in_processes(_articles(*killers), processes=2, chunk=6))
    assert [one.article_id for one in coded] == [str(n) for n in range(40)]
    failed = [one.error for one in coded if one.error]
    assert [error.article_id for error in failed] == [str(n) for n in killers]
    for error in failed:
        assert (error.error_type, error.version_id) == ("ProcessKilled", f"v{error.article_id}")
        assert "memory" in error.remedy
