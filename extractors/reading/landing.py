"""The landing folder: raw bytes as they came, by arrival day, each file under the hash of its content.

`landing/<arrival day>/<first 12 digits of SHA-256>/<name>`.  Landing the same bytes under the same
name again changes nothing, so a day can be landed twice.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from extractors.reading.column_files import NAME as COLUMNS_FILE
from extractors.reading.column_files import column_file, columns_for
from extractors.reading.hints import Hints
from extractors.reading.raw import Source

_HALF_WRITTEN = (".part", ".tmp", ".crdownload", ".download", ".partial", ".swp")
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class LandedFile:
    """A file of a landing day; `origin` is its path relative to that day, with forward slashes."""

    path: Path
    origin: str

    @property
    def landed_at(self) -> datetime:
        """When the file was put here, UTC; the clock's zero where it cannot be looked at any more."""
        try:
            return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
        except OSError:
            return datetime.fromtimestamp(0, UTC)

    def source(self) -> Source:
        """The file as readers take it."""
        try:
            size: int | None = self.path.stat().st_size
        except OSError:
            size = None
        return Source(self.path.name, self.origin, self._open, size, columns_for(self.path, self._root))

    @property
    def columns(self) -> Path | None:
        """The `columns.toml` that rules it, if one does."""
        return column_file(self.path, self._root)

    @property
    def _root(self) -> Path:
        """The folder that `origin` begins in."""
        return self.path.parents[self.origin.count("/")]

    def _open(self) -> BinaryIO:
        return self.path.open("rb")


def land(
    paths: Iterable[Path],
    landing_dir: Path,
    arrival_date: date,
    *,
    on_unreadable: Callable[[Path, OSError], None] | None = None,
    hints: Hints | None = None,
    root: Path | None = None,
) -> list[LandedFile]:
    """Copy files, and the files of folders, into the landing folder of a day; sorted by origin.

    Hidden and half-written files and, inside folders, symbolic links are left out.  A file that
    cannot be read is handed to `on_unreadable` and the rest goes on; without it, OSError is raised.
    A path that does not exist raises FileNotFoundError before anything is copied.  `hints` are kept
    beside each file, and so is the `columns.toml` that rules it: the nearest one up to `root`, which is
    the folder that is given, or that a given file is in.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
    day = landing_dir / arrival_date.isoformat()
    day.mkdir(parents=True, exist_ok=True)
    landed: dict[str, LandedFile] = {}
    for path in given:
        for file in files_of(path):
            try:
                one = _copy(file, day, hints)
                _copy_columns(column_file(file, root or (path if path.is_dir() else path.parent)), one.path.parent)
            except OSError as error:
                if on_unreadable is None:
                    raise
                on_unreadable(file, error)
            else:
                landed[one.origin] = one
    return [landed[origin] for origin in sorted(landed)]


def landed_files(landing_dir: Path, arrival_date: date) -> list[LandedFile]:
    """What a day's landing folder holds, sorted by origin; empty where there is none."""
    day = landing_dir / arrival_date.isoformat()
    if not day.is_dir():
        return []
    files = (LandedFile(path, path.relative_to(day).as_posix()) for path in files_of(day))
    return sorted(files, key=lambda file: file.origin)


def files_of(path: Path) -> Iterator[Path]:
    """The file itself, or the files below a folder in the order of their names.

    Below a folder hidden and half-written files, `columns.toml` and symbolic links (they may lead in
    circles, or out of the folder) are left out.  A folder that may not be listed is yielded itself, so that who opens
    it as a file meets the error.
    """
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if not current.is_dir():
            yield current
            continue
        try:
            with os.scandir(current) as listing:
                entries = sorted((entry for entry in listing if _counts(entry)), key=lambda entry: entry.name)
        except OSError:
            yield current
            continue
        waiting.extend(Path(entry.path) for entry in reversed(entries))


def _counts(entry: "os.DirEntry[str]") -> bool:
    if entry.name == COLUMNS_FILE or entry.name.startswith(".") or entry.name.lower().endswith(_HALF_WRITTEN):
        return False
    return entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)


def _copy(file: Path, day: Path, hints: Hints | None) -> LandedFile:
    """Copy through a hidden temporary name, so that no reader ever sees half of a file."""
    handle, temporary = tempfile.mkstemp(prefix=".landing-", dir=day)
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as target, file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                target.write(block)
        folder = day / digest.hexdigest()[:12]
        folder.mkdir(exist_ok=True)
        if hints:
            hints.write(folder)
        final = folder / file.name
        # The size tells a copy that a power cut left short; the content is told by the name.
        if not final.exists() or final.stat().st_size != os.stat(temporary).st_size:
            shutil.copymode(file, temporary)
            os.replace(temporary, final)
        return LandedFile(final, final.relative_to(day).as_posix())
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)


def _copy_columns(told: Path | None, folder: Path) -> None:
    """Put the `columns.toml` that rules a landed file beside it; one that ruled it before is gone."""
    final = folder / COLUMNS_FILE
    if told is None:
        final.unlink(missing_ok=True)
    elif not final.exists() or final.read_bytes() != told.read_bytes():
        half = folder / f".{COLUMNS_FILE}.{os.getpid()}"
        shutil.copyfile(told, half)
        os.replace(half, final)
