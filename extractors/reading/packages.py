"""Office files are zip archives of XML: looked through here before a library takes them into memory as a whole."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from extractors.reading.formats.archives import BROKEN, seekable
from extractors.reading.raw import Limits, Problem, ReadingError, Source, too_large

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_PARTS = 10_000
_DECLARATIONS = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))
_BLOCK = 2**20
_UNPACKED = 4
"""all parts together may be so many times `document_bytes` long"""


@contextmanager
def package(source: Source, limits: Limits) -> Iterator[BinaryIO]:
    """The file as a stream, once it is seen that no part of it is a bomb.

    Raises ReadingError for what is no zip archive, is encrypted, declares entities, or unpacks to too much.
    Python's zipfile never unpacks more of a part than the archive declares, so the declared sizes bind.
    """
    with seekable(source, limits) as stream:
        if stream.read(len(_OLE)) == _OLE:
            raise ReadingError(_old_or_locked(source))
        stream.seek(0)
        try:
            with zipfile.ZipFile(stream) as archive:
                _look_through(archive, limits, source)
        except BROKEN as error:
            raise ReadingError(unreadable(str(error), source)) from None
        stream.seek(0)
        yield stream


def unreadable(what: str, source: Source) -> Problem:
    """The Problem of a file that is not what its name says."""
    return Problem(
        reason="unreadable_file",
        message=f"not readable as {source.name.rsplit('.', 1)[-1].lower()}: {what}"[:300],
        remedy="open it in an office program, save it anew and land that",
        size=source.size,
    )


def _look_through(archive: zipfile.ZipFile, limits: Limits, source: Source) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise ReadingError(_too_much(f"it has more than {_MOST_PARTS:,} parts", source))
    if any(part.flag_bits & 1 for part in parts):
        raise ReadingError(_old_or_locked(source))
    if sum(part.file_size for part in parts) > _UNPACKED * limits.document_bytes:
        raise ReadingError(too_large("what it unpacks to", _UNPACKED * limits.document_bytes, size=source.size))
    tags = 0
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            tags += _tags(archive, part, source)
            if tags > limits.package_tags:
                raise ReadingError(_too_much(f"it has more than {limits.package_tags:,} XML tags", source))


def _tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo, source: Source) -> int:
    """How many tags a part has; no office program declares entities, which can expand without end."""
    count, before = 0, b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            count += block.count(b"<")
            if any(word in before + block for word in _DECLARATIONS):
                raise ReadingError(unreadable(f"{part.filename} declares entities", source))
            before = block[-32:]
    return count


def _too_much(message: str, source: Source) -> Problem:
    remedy = "split it into smaller files, or see whether it is what it claims to be"
    return Problem(reason="too_large", message=message, remedy=remedy, size=source.size)


def _old_or_locked(source: Source) -> Problem:
    return Problem(
        reason="unreadable_file",
        message="the file is protected by a password, or in the binary format of the years before 2007",
        remedy="open it in an office program, save it as .docx, .xlsx or .odt without a password and land that",
        size=source.size,
    )
