"""The lake: one Parquet file per raw table and arrival day.  It is the truth; the rest is rebuilt from it."""

import dataclasses
import os
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.records import RAW_TABLES, arrow_schema

KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article_id", "version_id", "origin", "origin_line"),
    "rejected_articles": ("reject_id",),
    "casualty_claims": ("claim_id", "version_id"),
    "control_claims": ("claim_id", "version_id"),
    "materiel_claims": ("claim_id", "version_id"),
    "actor_mentions": ("mention_id", "version_id"),
    "place_mentions": ("mention_id", "version_id"),
    "extraction_errors": ("error_id", "version_id"),
    "extraction_runs": ("arrival_date", "run_id"),
}
"""The columns that identify a row, by which the rows of a file are sorted."""

_PREFIX = "arrival_date="


class LakeError(ValueError):
    """A file of the lake that cannot be used; the message says which and what to do."""


class Lake:
    """The Parquet files under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, table: str, day: date) -> Path:
        """The file of a table and an arrival day; KeyError for a table that is no raw table."""
        RAW_TABLES[table]
        return self.root / table / f"{_PREFIX}{day.isoformat()}" / "part-0.parquet"

    def write(self, table: str, day: date, rows: Iterable[Any]) -> int:
        """Write the rows (records of the table) of a day in place of what was there; returns their number.

        The file appears whole or not at all, and the same rows in any order give the same file.
        Raises LakeError for a row of another day or a key that comes twice.
        """
        record, keys = RAW_TABLES[table], KEYS[table]
        values = [_values(row) for row in rows]
        values.sort(key=lambda row: tuple(str(row[key]) for key in keys))
        for row in values:
            if row["arrival_date"] != day:
                raise LakeError(f"{table}: a row of {row['arrival_date']} cannot be written to {day}")
        seen = [tuple(row[key] for key in keys) for row in values]
        for first, second in pairwise(seen):
            if first == second:
                raise LakeError(f"{table} of {day}: two rows have the key {', '.join(map(str, first))}")
        return self.write_table(table, day, pa.Table.from_pylist(values, schema=arrow_schema(record)))

    def write_table(self, table: str, day: date, data: pa.Table) -> int:
        """Write an Arrow table as a day's file, atomically; returns the number of rows."""
        path = self.path(table, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with temporary.open("wb") as sink:
                pq.write_table(data, sink, compression="zstd")
                sink.flush()
                os.fsync(sink.fileno())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        return data.num_rows

    def read(self, table: str, day: date, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a table and a day, empty where the day has no file.

        Raises LakeError where the file cannot be read or has other columns than the record.
        """
        schema, path = arrow_schema(RAW_TABLES[table]), self.path(table, day)
        if not path.exists():
            empty = schema.empty_table()
            return empty.select(list(columns)) if columns else empty
        self.check(table, day)
        # partitioning=None: arrival_date is a column of the file already
        return pq.read_table(path, columns=list(columns) if columns else None, partitioning=None)

    def check(self, table: str, day: date) -> None:
        """Raise LakeError unless the file of that day can be read and has the record's columns."""
        path, schema = self.path(table, day), arrow_schema(RAW_TABLES[table])
        try:
            found = pq.read_schema(path)
        except (OSError, pa.ArrowInvalid) as error:
            raise LakeError(f"{path} cannot be read ({error}); run the day {day} again to write it anew") from error
        if found.names != schema.names or found.types != schema.types:
            raise LakeError(f"{path} was written by another version (other columns); run the day {day} again")

    def days(self, table: str | None = None) -> list[date]:
        """Arrival days that have a file, ascending; of one table, or of any."""
        pattern = f"{table or '*'}/{_PREFIX}*/part-0.parquet"
        return sorted({date.fromisoformat(path.parent.name.removeprefix(_PREFIX)) for path in self.root.glob(pattern)})


def _values(row: Any) -> dict[str, Any]:
    # dataclasses.asdict copies deeply, which costs more than the write
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
