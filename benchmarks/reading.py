"""How fast landed files become articles, and in how much memory: as one file, and as many files in archives."""

import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import report
from benchmarks.corpora import Corpus, corpora, lines_of
from benchmarks.measure import BenchmarkError, in_own_process
from extractors.reading import LandedFile, read_landing
from extractors.records import Article

_FILES, _ZIPS = 1_000, 10


def run(limit: int | None = None) -> None:
    """Read the corpora, each in a process of its own, and print what it cost.

    Raises BenchmarkError where one file and many files give other articles.
    """
    rows = []
    with TemporaryDirectory() as folder:
        for corpus in corpora(Path(folder), limit):
            source = f"{corpus.language}, {'corpus' if corpus.is_real else 'samples'}"
            zips = _zips(corpus, Path(folder) / f"{corpus.language}-zips")
            found = set()
            for what, paths in ((f"{source}, one file", [corpus.path]), (f"{source}, {_FILES:,} files in zips", zips)):
                (articles, rejected, digest), cost = in_own_process(_read, paths)
                found.add((articles, rejected, digest))
                speed = (articles + rejected) / cost.cpu_seconds
                rows.append((what, articles, rejected, cost.seconds, cost.cpu_seconds, speed, cost.peak_mib))
            if len(found) > 1:
                raise BenchmarkError(f"{source}: one file and many files give other articles: {found}")
    heads = ("input", "articles", "rejected", "s", "CPU s", "inputs/CPU s", "peak MiB")
    report.table("Reading, one process; both ways give the same articles", heads, rows)


def _zips(corpus: Corpus, folder: Path) -> list[Path]:
    """The articles of a corpus dealt out to files, these to zip archives."""
    folder.mkdir()
    held: list[list[str]] = [[] for _ in range(_FILES)]
    for number, line in enumerate(lines_of(corpus.path)):
        held[number % _FILES].append(line)
    paths = [folder / f"{number}.zip" for number in range(_ZIPS)]
    for number, path in enumerate(paths):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in range(number, _FILES, _ZIPS):
                if held[file]:
                    archive.writestr(f"{file:04}.jsonl", "".join(held[file]))
    return paths


def _read(paths: list[Path]) -> tuple[int, int, str]:
    """(articles, rejected inputs, digest of the ids); no text is kept: memory must not grow with the input."""
    kinds: Counter[type] = Counter()
    versions = []
    for row in _rows(paths):
        kinds[type(row)] += 1
        if isinstance(row, Article):
            versions.append(row.version_id)
    digest = hashlib.sha256("\n".join(sorted(versions)).encode()).hexdigest()[:12]
    return kinds[Article], kinds.total() - kinds[Article], digest


def _rows(paths: list[Path]) -> Iterator[object]:
    landed = [LandedFile(path, path.name) for path in paths]
    return iter(read_landing(landed, arrival_date=date(2020, 1, 1), run_id="benchmark"))
