"""What readers take and give: sources, raw articles, problems, and the limits that all of them keep."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from extractors.reading.column_files import ColumnFile
    from extractors.reading.columns import TableColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what one input may cost; whatever exceeds one is rejected as `too_large`."""

    line_bytes: int = 4 * 2**20
    """longest line of a line-wise format; no more of it than this is ever held in memory"""
    document_bytes: int = 32 * 2**20
    """largest file of a format that is read as a whole (text, HTML, JSON, a mail, an archive's member)"""
    page_tags: int = 100_000
    """most tags of a web page; trafilatura takes some seconds for so many"""
    article_characters: int = 1_000_000
    """longest article; spaCy refuses longer texts"""
    unpacked_bytes: int = 4 * 2**30
    """most bytes that one compressed file may unpack to, all members together"""
    unpack_ratio: int = 200
    """greatest unpacked : packed ratio, looked at once `document_bytes` have been unpacked"""
    members: int = 1_000_000
    """most members of an archive, records of a web archive, or rows of a table: a few bytes can stand for many"""
    depth: int = 3
    """archives within archives"""
    package_tags: int = 3_000_000
    """most XML tags of one office file; a million cells or so"""
    process_seconds: int = 60
    """most processor time that one PDF may take, in a process of its own"""
    process_bytes: int = 2**30
    """most memory of that process"""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read: a landed file, or a member of a container.

    `origin` names it in every row; `open` gives a fresh stream from the start at each call.
    """

    name: str
    origin: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    column_file: "ColumnFile | None" = None
    """what a columns.toml beside it says of tables"""

    def columns(self) -> "TableColumns | None":
        """What a user says of this table's columns; None where nothing is said.

        Raises ReadingError where the columns.toml that says it cannot be used.
        """
        if self.column_file is None:
            return None
        if self.column_file.problem:
            raise ReadingError(self.column_file.problem)
        return self.column_file.columns(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article as a reader found it, before it is cleaned; texts may be None or hold anything."""

    text: str | None
    external_id: str | None = None
    language: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_source: str = "metadata"
    """where `published` was found: in its metadata, or at the head of its text (`header`)"""
    title: str | None = None
    author: str | None = None
    url: str | None = None
    line: int | None = None
    encoding: str | None = None
    retrieved: str | None = None
    """when it was fetched from its address, ISO 8601; without a zone it is taken for UTC"""
    given: dict[str, Any] = field(default_factory=dict)
    """the input's own fields, for formats that have them"""
    size: int | None = None
    part: str | None = None
    """what names the article within its source where no line does (a message's number, say)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an input, or a part of it, could not become an article."""

    reason: str
    """one of records.REJECT_REASONS"""
    message: str
    remedy: str
    line: int | None = None
    size: int | None = None
    part: str | None = None


class ReadingError(Exception):
    """Raised where a whole source cannot be read; carries the Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


Yielded = RawArticle | Problem | Source
"""What a reader yields; a Source is a member of a container, to be read in its turn."""


def too_large(what: str, limit: int, *, line: int | None = None, size: int | None = None) -> Problem:
    """The Problem of an input that exceeds `limit` bytes."""
    return Problem(
        reason="too_large",
        message=f"{what} is larger than the limit of {limit:,} bytes",
        remedy="split it into smaller pieces, or see whether it is what it claims to be",
        line=line,
        size=size,
    )


def whole(source: Source, limits: Limits) -> bytes:
    """All bytes of a source.

    Raises ReadingError where there are more than `limits.document_bytes`, or none.
    """
    with source.open() as stream:
        data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise ReadingError(too_large("the file", limits.document_bytes, size=source.size))
    if not data.strip():
        raise ReadingError(
            Problem(
                reason="empty_text",
                message="the file is empty",
                remedy="fetch it again: nothing, or white space only, arrived",
                size=len(data),
            )
        )
    return data
