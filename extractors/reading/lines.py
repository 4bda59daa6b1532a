"""Lines of a stream, never holding more of one than the limit, in one encoding a file."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extractors.reading.decode import (
    REMEDY,
    legacy_encoding,
    looks_binary,
    marked_encoding,
    mixed_line,
    wide_encoding,
)
from extractors.reading.raw import Limits, Problem, ReadingError, Source, too_large

_HEAD = 262_144
_LABELS = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "cp1252": "windows-1252"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `number` is 1-based, `size` in bytes."""

    number: int
    text: str
    size: int
    encoding: str


def lines_of(source: Source, limits: Limits) -> Iterator[Line | Problem]:
    """Non-empty lines of a source, and a Problem for each line that is too long or not in the file's encoding.

    Raises ReadingError for a source that is no text at all.
    """
    encoding, skip = _encoding(source)
    wide = encoding.startswith(("utf-16", "utf-32"))
    label = encoding.removesuffix("-le").removesuffix("-be") if wide else _LABELS.get(encoding, encoding)
    with source.open() as stream:
        stream.read(skip)
        readline = _transcoded(stream, encoding) if wide else stream.readline
        for number, data, size in _raw_lines(readline, limits.line_bytes):
            if data is None:
                yield too_large("the line", limits.line_bytes, line=number, size=size)
                continue
            try:
                text = data.decode("utf-8" if wide else encoding).strip()
            except UnicodeDecodeError as error:
                message = f"the line is not {label}, as other lines of the file are ({error.reason})"
                yield Problem(reason="undecodable", message=message, remedy=REMEDY, line=number, size=size)
                continue
            if text:
                yield Line(number, text, size, label)


def _encoding(source: Source) -> tuple[str, int]:
    """(encoding of the file, length of its mark), told by its beginning, or by the first lines that are not ASCII."""
    with source.open() as stream:
        head = stream.read(_HEAD)
        marked = marked_encoding(head)
        if marked is not None:
            return marked
        if wide := wide_encoding(head):
            return wide, 0
        if looks_binary(head):
            message = "the bytes are not text in any encoding"
            raise ReadingError(Problem(reason="undecodable", message=message, remedy=REMEDY, size=source.size))
        return _narrow_encoding(head, stream), 0


def _narrow_encoding(head: bytes, stream: BinaryIO) -> str:
    """UTF-8 if any line beyond ASCII is UTF-8; else what charset-normalizer tells of those that are not."""
    while head.isascii():
        block = stream.read(_HEAD)
        if not block:
            return "utf-8"
        # A character may have been cut at the seam: the rest of a line is enough to go by.
        head = head[-16:] + block
    complete = head.rsplit(b"\n", 1)[0] if b"\n" in head else head
    try:
        complete.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        # A single long line may be cut in mid-character.
        if complete is head and error.start >= len(head) - 4:
            return "utf-8"
    if mixed_line(complete) is not None:
        return "utf-8"
    return legacy_encoding(complete) or "utf-8"


def _transcoded(stream: BinaryIO, encoding: str) -> Callable[[int], bytes]:
    """`readline` of a UTF-16 or UTF-32 stream as UTF-8; lone surrogates pass, and make their line undecodable."""
    text = io.TextIOWrapper(stream, encoding, errors="surrogatepass", newline="\n")
    return lambda size: text.readline(size).encode("utf-8", "surrogatepass")


def _raw_lines(readline: Callable[[int], bytes], limit: int) -> Iterator[tuple[int, bytes | None, int]]:
    """(number, line or None where it is longer than `limit`, its size) for each line."""
    number = 0
    while piece := readline(limit + 1):
        number += 1
        size = len(piece)
        if size <= limit or piece.endswith(b"\n"):
            yield number, piece, size
            continue
        while not piece.endswith(b"\n") and (piece := readline(65_536)):
            size += len(piece)
        yield number, None, size
