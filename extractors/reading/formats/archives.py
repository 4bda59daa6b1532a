"""Containers: zip, tar, and single compressed files.  Nothing is written to disk; names of members only label rows.

Links, devices and hidden files inside are left out.  Declared sizes are not believed: what is unpacked is
counted as it comes, and a member that unpacks to too much, or all of them together, is refused.
"""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, BinaryIO, cast

import pyarrow as pa

from extractors.reading.raw import Limits, Problem, ReadingError, Source, Yielded, too_large, whole

_UNPACK = "unpack it elsewhere, see that it is what it claims to be, and land what it holds"
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    gzip.BadGzipFile,
    NotImplementedError,
)


_ENTRY = 46 + 64
"""bytes of one entry in the directory of a zip file, with a name of some length"""
_ENDING = 22 + 65_535 + 20 + 56
"""the last bytes of a zip file, in which it says how large its directory is"""
_HEADERS = {
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}
_MOST_HEADER = 2**20
"""bytes of a member's extended header in a tar archive; tarfile takes it into memory as a whole"""


@dataclass(slots=True)
class Budget:
    """What one container may still unpack to."""

    left: int
    ratio: int
    free: int
    """bytes that a stream may unpack to whatever its ratio"""


class Metered(io.RawIOBase):
    """A stream that counts what it unpacks, and raises ReadingError when that is too much for what was packed."""

    def __init__(self, stream: Any, packed: int | None, budget: Budget, below: BinaryIO | None = None) -> None:
        self._stream, self._below, self._packed, self._budget, self._unpacked = stream, below, packed, budget, 0

    def readable(self) -> bool:
        """Always: it is a stream to read from."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`, as io.RawIOBase wants; raises ReadingError for bombs and broken data."""
        try:
            data = self._stream.read(len(buffer))
        except BROKEN as error:
            raise ReadingError(_broken(str(error))) from None
        except OSError as error:  # bz2 and pyarrow tell broken data so
            raise ReadingError(_broken(str(error))) from None
        self._unpacked += len(data)
        self._budget.left -= len(data)
        if self._budget.left < 0 or self._is_bomb():
            raise ReadingError(
                Problem(
                    reason="too_large",
                    message=f"it unpacks to more than is allowed ({self._unpacked:,} bytes so far)",
                    remedy=_UNPACK,
                    size=self._packed,
                )
            )
        buffer[: len(data)] = data
        return len(data)

    def _is_bomb(self) -> bool:
        if self._packed is None or self._unpacked <= self._budget.free:
            return False
        return self._unpacked > self._budget.ratio * self._packed

    def close(self) -> None:
        """Close the stream, and the packed one below it, as well."""
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()


def _budget(limits: Limits) -> Budget:
    return Budget(limits.unpacked_bytes, limits.unpack_ratio, limits.document_bytes)


def _broken(what: str) -> Problem:
    return Problem(
        reason="unreadable_file",
        message=f"the archive is broken: {what}",
        remedy="fetch it again; if it is whole, unpack it and land what it holds",
    )


def seekable(source: Source, limits: Limits) -> BinaryIO:
    """A stream of the source that can go back; members of containers are read into memory for it."""
    if "!" in source.origin:
        return io.BytesIO(whole(source, limits))
    return source.open()


def read_zip(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The members of a zip file, by name."""
    budget = _budget(limits)
    with seekable(source, limits) as stream:
        _check_directory(stream, limits)
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise ReadingError(_broken(str(error))) from None
        members = [info for info in archive.infolist() if not info.is_dir() and not _is_link(info)]
        if len(members) > limits.members:
            raise ReadingError(_too_many(limits))
        for info in sorted(members, key=lambda info: info.filename):
            if budget.left < 0:  # told already, by the member that went beyond it
                return
            if _left_out(info.filename):
                continue
            if info.flag_bits & 1:
                yield Problem(
                    reason="unreadable_file",
                    message="the member is encrypted",
                    remedy="unpack it with its password and land what it holds",
                    part=info.filename,
                )
                continue
            yield _member(source, info.filename, _zip_opener(archive, info, budget))


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Raise ReadingError where the archive's directory is too large, before zipfile takes all of it into memory."""
    stream.seek(0, io.SEEK_END)
    stream.seek(-min(stream.tell(), _ENDING), io.SEEK_END)
    ending = stream.read()
    stream.seek(0)
    long, short = ending.rfind(b"PK\x06\x06"), ending.rfind(b"PK\x05\x06")
    sizes = [int.from_bytes(ending[short + 12 : short + 16], "little")] if short >= 0 else []
    if long >= 0:  # zip64: the short record then says 2**32 - 1
        sizes = [int.from_bytes(ending[long + 40 : long + 48], "little")]
    if sizes and sizes[0] > _ENTRY * limits.members:
        raise ReadingError(_too_many(limits))


def _zip_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        try:
            stream = archive.open(info)
        except BROKEN as error:
            raise ReadingError(_broken(str(error))) from None
        return _buffered(Metered(stream, info.compress_size, budget))

    return open_member


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def read_tar(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The files of a tar archive, packed or not, in its own order; each at most `document_bytes` long."""
    budget = _budget(limits)
    with _unpacked(source, budget, source.name.lower()) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
                yield from _tar_members(archive, source, limits)
        except BROKEN as error:
            raise ReadingError(_broken(str(error))) from None


class _Member(tarfile.TarInfo):
    """A member whose extended header is not taken for as long as it says."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        """As tarfile's own; raises ReadingError for an extended header that is too long."""
        member = super().frombuf(buf, encoding, errors)
        if member.type in _HEADERS and member.size > _MOST_HEADER:
            raise ReadingError(too_large("a member's header", _MOST_HEADER, size=member.size))
        return member


def _tar_members(archive: tarfile.TarFile, source: Source, limits: Limits) -> Iterator[Source]:
    for number, info in enumerate(archive, 1):
        if number > limits.members:
            raise ReadingError(_too_many(limits))
        # tarfile keeps a record of every member, which is too much for a million of them
        archive.members = []  # type: ignore[attr-defined]
        stream = archive.extractfile(info) if info.isreg() and not _left_out(info.name) else None
        if stream is not None:
            held = stream.read(limits.document_bytes + 1)
            yield _member(source, info.name, partial(io.BytesIO, held), len(held))


def read_packed(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The one file in a .gz, .bz2, .xz or .zst, under the name without that suffix."""
    inner = source.name.rsplit(".", 1)[0]
    yield replace(source, name=inner, open=lambda: _unpacked(source, _budget(limits), source.name.lower()), size=None)


def _unpacked(source: Source, budget: Budget, name: str) -> BinaryIO:
    """A metered stream of what a packed source holds, by its suffix; the source itself where it is not packed."""
    stream = source.open()
    opened: Any = stream
    if name.endswith((".gz", ".tgz")):
        opened = gzip.GzipFile(fileobj=stream, mode="rb")
    elif name.endswith((".bz2", ".tbz2")):
        opened = bz2.BZ2File(stream, "rb")
    elif name.endswith((".xz", ".txz")):
        opened = lzma.LZMAFile(stream, "rb")  # noqa: SIM115 - Metered closes it
    elif name.endswith((".zst", ".tzst")):
        opened = pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd")
    return _buffered(Metered(opened, source.size, budget, stream))


def _buffered(stream: Metered) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(stream, 262_144))


def _member(source: Source, name: str, opener: Callable[[], BinaryIO], size: int | None = None) -> Source:
    inner = name.replace("\\", "/").rsplit("/", 1)[-1]
    return replace(source, name=inner, origin=f"{source.origin}!{name}", open=opener, size=size)


def _left_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in {".", ".."} for part in parts)


def _too_many(limits: Limits) -> Problem:
    return Problem(reason="too_large", message=f"the archive has more than {limits.members:,} members", remedy=_UNPACK)
