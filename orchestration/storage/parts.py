"""Text files of a release in parts of a month: months in which no row changed are copied from the former file.

A file lists its rows by month, then by the first column.  The index beside the files tells where each month's bytes
are, so that the next release needs to write only those that it changed.
"""

import json
from collections.abc import Callable, Sequence, Set
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

INDEX = ".parts.json"
DATED_BY = ("arrival_date", "first_arrival_date", "date_start", "event_date")
"""Columns by which rows belong to a month: the first of these that a table has."""
_BLOCK = 2**20

Month = date | None
"""The first day of a month; None: rows without a date."""


def dated_by(columns: Sequence[str]) -> str | None:
    """The column that tells a row's month; None where a table has none."""
    return next((name for name in DATED_BY if name in columns), None)


@dataclass
class Parts:
    """Where the months of each text file of a folder are: file → month → first byte and the byte behind the last."""

    folder: Path
    files: dict[str, dict[Month, tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Parts":
        """What the index of a folder tells; nothing where there is none that can be read."""
        found = cls(folder)
        with suppress(OSError, ValueError):
            for name, parts in json.loads((folder / INDEX).read_text(encoding="ascii")).items():
                found.files[name] = {m and date.fromisoformat(m): (start, end) for m, start, end in parts}
        return found

    def save(self) -> None:
        """Write the index."""
        told = {
            name: [(month and month.isoformat(), start, end) for month, (start, end) in parts.items()]
            for name, parts in self.files.items()
        }
        (self.folder / INDEX).write_text(json.dumps(told), encoding="ascii")


@dataclass(frozen=True)
class Patch:
    """How a file is made of the `former` release's: only the months `touched`, in which a row differs, are written.

    Where nobody knows which these are, `touched` is None and all are written.  `made` takes note of what is where.
    """

    made: Parts
    former: Parts | None = None
    touched: Set[Month] | None = None


def assemble(
    path: Path,
    sink: BinaryIO,
    months: Sequence[Month],
    write: Callable[[Month, BinaryIO], None],
    *,
    separator: bytes = b"",
    patch: Patch | None = None,
) -> None:
    """Add the months of the file `path` to `sink`, in their order: copied where the patch says, else by `write`."""
    with ExitStack() as stack:
        source, held = None, {}
        if patch and patch.former and patch.touched is not None:
            with suppress(OSError):
                source = stack.enter_context((patch.former.folder / path.name).open("rb"))
                held = {m: at for m, at in patch.former.files.get(path.name, {}).items() if m not in patch.touched}
        for number, month in enumerate(months):
            if number:
                sink.write(separator)
            start = sink.tell()
            if source is None or month not in held or not _copy(source, sink, *held[month]):
                sink.seek(start)
                sink.truncate()
                write(month, sink)
            if patch:
                patch.made.files.setdefault(path.name, {})[month] = start, sink.tell()


def _copy(source: BinaryIO, sink: BinaryIO, start: int, end: int) -> bool:
    """Copy these bytes; False where the file does not hold them."""
    source.seek(start)
    while start < end:
        block = source.read(min(_BLOCK, end - start))
        if not block:
            return False
        sink.write(block)
        start += len(block)
    return True
