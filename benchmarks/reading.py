"""How fast landed files become articles, and in how much memory."""

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import report
from benchmarks.corpora import Corpus, corpora
from benchmarks.measure import in_own_process
from extractors.reading import LandedFile, read_landing
from extractors.records import Article


def run(limit: int | None = None) -> None:
    """Read the corpora, each in a process of its own, and print what it cost."""
    rows = []
    with TemporaryDirectory() as folder:
        for corpus in corpora(Path(folder), limit):
            (articles, rejected), cost = in_own_process(_read, corpus)
            source = "corpus" if corpus.is_real else "samples"
            speed = (articles + rejected) / cost.seconds
            rows.append(
                (
                    f"{corpus.language}, {source}",
                    articles,
                    rejected,
                    cost.seconds,
                    cost.cpu_seconds,
                    speed,
                    cost.peak_mib,
                )
            )
    report.table("Reading, one process", ("input", "articles", "rejected", "s", "CPU s", "inputs/s", "peak MiB"), rows)


def _read(corpus: Corpus) -> tuple[int, int]:
    """(articles, rejected inputs) of one file; nothing is kept, as memory must not grow with the input."""
    landed = LandedFile(corpus.path, corpus.path.name)
    kinds = Counter(type(row) for row in read_landing([landed], arrival_date=date(2020, 1, 1), run_id="benchmark"))
    return kinds[Article], kinds.total() - kinds[Article]
