"""What is read and coded: the corpora that lie beside the repository, or else the samples over and over."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from extractors.reading import code_inputs
from extractors.records import ArticleToCode
from orchestration.settings import REPOSITORY

CORPORA = REPOSITORY.parent / "shared" / "corpora"
SAMPLES = REPOSITORY / "samples" / "landing"
FILES = {"ar": "ar_2015.jsonl.gz", "en": "en_news.jsonl.gz"}
_REPEATED = 2000
"""Articles made from the samples where there is no corpus and no limit."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A JSON Lines file of articles of one language."""

    language: str
    path: Path
    is_real: bool


def corpora(folder: Path, limit: int | None) -> list[Corpus]:
    """The corpora, cut to evenly spread `limit` articles each, or the samples repeated; files go into `folder`."""
    found = []
    for language, name in FILES.items():
        source, target = CORPORA / name, folder / f"{language}.jsonl"
        if source.exists() and limit is None:
            found.append(Corpus(language, source, True))
            continue
        with target.open("w", encoding="utf-8") as stream:
            stream.writelines(_spread(source, limit or 0) if source.exists() else _samples(language, limit))
        found.append(Corpus(language, target, source.exists()))
    return found


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file, packed or not."""
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as stream:
        yield from stream


def _spread(source: Path, limit: int) -> Iterator[str]:
    """Articles from all over the file: its beginning is one newspaper."""
    step = max(1, sum(1 for _ in lines_of(source)) // limit)
    yield from islice(lines_of(source), 0, step * limit, step)


def _samples(language: str, limit: int | None) -> Iterator[str]:
    coded = (pair for pair in code_inputs(SAMPLES) if isinstance(pair[1], ArticleToCode))
    articles = [given for given, article in coded if article.language == language]
    for number, article in enumerate(islice(cycle(articles), limit or _REPEATED)):
        # a number of its own, or all but the first would be rejected as duplicates
        own = {"id": f"{article['id']}-{number}", "url": None, "language": language}
        own["text"] = f"{article['text']}\n\nSample {number}."
        yield json.dumps(article | own, ensure_ascii=False) + "\n"
