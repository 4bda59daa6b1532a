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
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, cast

import pyarrow as pa

from extractors.reading.raw import Limits, Problem, ReadingError, Source, Yielded, whole

_UNPACK = "unpack it elsewhere, see that it is what it claims to be, and land what it holds"
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    gzip.BadGzipFile,
    NotImplementedError,
)


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
        except _BROKEN as error:
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
        try:
            archive = zipfile.ZipFile(stream)
        except _BROKEN as error:
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


def _zip_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        try:
            stream = archive.open(info)
        except _BROKEN as error:
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
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                yield from _tar_members(archive, source, limits)
        except _BROKEN as error:
            raise ReadingError(_broken(str(error))) from None


def _tar_members(archive: tarfile.TarFile, source: Source, limits: Limits) -> Iterator[Source]:
    for number, info in enumerate(archive, 1):
        if number > limits.members:
            raise ReadingError(_too_many(limits))
        stream = archive.extractfile(info) if info.isreg() and not _left_out(info.name) else None
        if stream is not None:
            held = stream.read(limits.document_bytes + 1)
            yield _member(source, info.name, partial(io.BytesIO, held), len(held))


def read_packed(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The one file in a .gz, .bz2, .xz or .zst, under the name without that suffix."""
    inner = source.name.rsplit(".", 1)[0]
    yield Source(inner, source.origin, lambda: _unpacked(source, _budget(limits), source.name.lower()))


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
    return Source(name.replace("\\", "/").rsplit("/", 1)[-1], f"{source.origin}!{name}", opener, size)


def _left_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in {".", ".."} for part in parts)


def _too_many(limits: Limits) -> Problem:
    return Problem(reason="too_large", message=f"the archive has more than {limits.members:,} members", remedy=_UNPACK)
