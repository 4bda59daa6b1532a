"""Inputs of `sijill code`: the text stays exactly as the input has it, because offsets refer to that."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from extractors import identity
from extractors.reading.article import (
    Stamp,
    canonical_url,
    clean_line,
    rejected,
    replaced_surrogates,
    supported_language,
    supported_text,
)
from extractors.reading.dateline import publication_day
from extractors.reading.formats.json_lines import from_object
from extractors.reading.landing import LandedFile, files_of
from extractors.reading.raw import Limits, Problem, RawArticle
from extractors.reading.walk import walk
from extractors.records import ArticleToCode, RejectedArticle

Input = tuple[dict[str, Any], ArticleToCode | RejectedArticle]


def code_inputs(path: Path, *, limits: Limits | None = None) -> Iterator[Input]:
    """(the input's own object, what to code or why not) for each article of a file or folder.

    Formats without objects of their own get one: `id` (the file's path below `path` without its
    suffix, and the part of it), `language`, `publisher`, `published`, `title`, `url`, `text`.
    Origins are relative to `path`, or the file's name.  Articles that stand twice are coded twice.
    """
    limits = limits or Limits()
    stamp = Stamp.at_now(datetime.now(UTC).date(), "")
    for file in files_of(path):
        origin = file.relative_to(path).as_posix() if path.is_dir() else file.name
        for found in walk(LandedFile(file, origin).source(), limits):
            if isinstance(found.item, Problem):
                yield {}, rejected(found.item, found.origin, stamp)
            else:
                yield _input(found.item, found.origin, stamp, limits)


def code_input(value: dict[str, Any], *, limits: Limits | None = None) -> ArticleToCode | RejectedArticle:
    """What to code of one input object that is at hand, or why it cannot be coded."""
    stamp = Stamp.at_now(datetime.now(UTC).date(), "")
    raw = from_object(value)
    if isinstance(raw, Problem):
        return rejected(raw, "input", stamp)
    return _input(raw, "input", stamp, limits or Limits())[1]


def _input(raw: RawArticle, origin: str, stamp: Stamp, limits: Limits) -> Input:
    text = supported_text(raw, limits)
    if isinstance(text, Problem):
        return raw.given, rejected(text, origin, stamp, raw)
    text = replaced_surrogates(text)
    language = supported_language(text, raw.language)
    if isinstance(language, Problem):
        return raw.given, rejected(language, origin, stamp, raw)
    published, _ = publication_day(raw.published, text)
    article = ArticleToCode(
        article_id=identity.article_id(canonical_url(raw.url), text),
        text=text,
        language=language,
        published=published,
        publisher=clean_line(raw.publisher),
        title=clean_line(raw.title),
    )
    return raw.given or _object(raw, article, origin), article


def _object(raw: RawArticle, article: ArticleToCode, origin: str) -> dict[str, Any]:
    """An input object for an article that came without one."""
    name = PurePosixPath(origin).with_suffix("").as_posix()
    return {
        "id": raw.external_id or (f"{name}!{raw.part}" if raw.part else name),
        "language": article.language,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "url": raw.url,
        "text": article.text,
    }
