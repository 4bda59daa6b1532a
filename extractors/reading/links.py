"""Addresses without texts in what analysts hold: a spreadsheet of links, a feed that carries headlines alone."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extractors.reading.landing import LandedFile, files_of
from extractors.reading.raw import Limits, RawArticle
from extractors.reading.walk import walk


class Link(NamedTuple):
    """An address to fetch, and what was written beside it."""

    url: str
    title: str | None
    publisher: str | None
    published: str | None
    origin: str
    line: int | None


def links_of(paths: Iterable[Path], *, limits: Limits | None = None) -> Iterator[Link]:
    """The addresses in files and folders that have no text beside them, each once, in the order of files and rows."""
    limits = limits or Limits()
    seen: set[str] = set()
    for path in paths:
        for file in files_of(path):
            origin = file.relative_to(path).as_posix() if path.is_dir() else file.name
            for found in walk(LandedFile(file, origin).source(), limits):
                item = found.item
                if isinstance(item, RawArticle) and item.text is None and item.url and item.url not in seen:
                    seen.add(item.url)
                    yield Link(item.url, item.title, item.publisher, item.published, found.origin, item.line)
