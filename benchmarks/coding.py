"""How fast articles become claims, with one process and with two, and in how much memory."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import report
from benchmarks.corpora import Corpus, corpora
from benchmarks.measure import in_own_process
from extractors.languages import pipeline_module
from extractors.processes import code_in_processes
from extractors.reading import code_inputs
from extractors.records import ArticleToCode

PROCESSES = (1, 2)
_CHUNK = 256
"""Articles that a process is given at a time, as in a run."""


def run(limit: int | None = None) -> None:
    """Code the corpora and print what it cost.  Loading the models is part of it: it is in every run."""
    rows = []
    with TemporaryDirectory() as folder:
        for corpus in corpora(Path(folder), limit):
            passed, total = passing(corpus)
            source, alone = "corpus" if corpus.is_real else "samples", None
            for processes in PROCESSES:
                (claims, errors), cost = in_own_process(_code, corpus, processes, total)
                speed = total / cost.seconds
                alone = alone or speed
                name = f"{corpus.language}, {source}, {processes} process{'es' if processes > 1 else ''}"
                share = f"{passed / total:.0%}"
                figures = (cost.seconds, cost.cpu_seconds, speed, speed / alone, cost.peak_mib)
                rows.append((name, total, share, claims, errors, *figures))
    heads = ("input", "articles", "past screen", "claims", "errors", "s", "CPU s", "articles/s", "ratio", "peak MiB")
    report.table("Coding, models loaded anew", heads, rows)


def passing(corpus: Corpus) -> tuple[int, int]:
    """(articles that the screen lets pass, articles)."""
    passed = total = 0
    for article in _articles(corpus):
        total += 1
        passed += pipeline_module(article.language).may_hold_claim(article.text)
    return passed, total


def _articles(corpus: Corpus) -> Iterator[ArticleToCode]:
    return (article for _, article in code_inputs(corpus.path) if isinstance(article, ArticleToCode))


def _code(corpus: Corpus, processes: int, total: int) -> tuple[int, int]:
    """(claims, articles that failed)."""
    claims = errors = 0
    options = {"run_id": "benchmark", "arrival_date": date(2020, 1, 1)}
    # a few articles must not all go to one process
    chunk = max(1, min(_CHUNK, total // (4 * processes)))
    for coded in code_in_processes(_articles(corpus), processes=processes, chunk=chunk, **options):
        claims += len(coded.casualties) + len(coded.control) + len(coded.materiel)
        errors += coded.error is not None
    return claims, errors
