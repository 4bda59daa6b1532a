"""The lake: one Parquet file per raw table and arrival day.  It is the truth; the rest is rebuilt from it."""

import dataclasses
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extractors.records import RAW_TABLES, arrow_schema

KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article_id", "version_id"),
    "rejected_articles": ("reject_id",),
    "casualty_claims": ("claim_id", "version_id"),
    "control_claims": ("claim_id", "version_id"),
    "materiel_claims": ("claim_id", "version_id"),
    "actor_mentions": ("actor_mention_id", "version_id"),
    "place_mentions": ("place_mention_id", "version_id"),
    "extraction_errors": ("error_id", "version_id"),
    "extraction_runs": ("arrival_date", "run_id"),
}
"""The columns that identify a row, by which the rows of a file are sorted."""

_PREFIX = "arrival_date="
_ROWS_AT_ONCE = 4096
_CHARACTERS_AT_ONCE = 8 * 2**20
"""As many rows, or characters of text, are held in memory while a file is written."""


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
        listed = sorted(rows, key=lambda row: tuple(str(getattr(row, key)) for key in KEYS[table]))
        with self.writers(day, [table]) as sinks:
            for row in listed:
                sinks[table].add(row)
        return len(listed)

    @contextmanager
    def writers(self, day: date, tables: Sequence[str]) -> Iterator[dict[str, "TableWriter"]]:
        """Table → writer of that table's file of a day, for more rows than memory holds.

        When the block has ended well the files appear, whole, one after the other in the order of
        `tables`; where it raises, none does and what was there stays.  Rows stay in the order in which
        they were added.  Raises LakeError for a row of another day or a key that comes twice.
        """
        with ExitStack() as stack:
            sinks = {table: stack.enter_context(TableWriter(self.path(table, day), table, day)) for table in tables}
            yield sinks
            for sink in sinks.values():
                sink.finish()
            for sink in sinks.values():
                sink.replace()

    def write_table(self, table: str, day: date, data: pa.Table) -> int:
        """Write an Arrow table as a day's file, atomically; returns the number of rows."""
        path = self.path(table, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _aside(path)
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

    def batches(self, table: str, day: date, columns: Sequence[str], rows: int = 512) -> Iterator[pa.RecordBatch]:
        """The rows of a table and a day, some at a time, in the order of the file; errors as of `read`."""
        path = self.path(table, day)
        if path.exists():
            self.check(table, day)
            with pq.ParquetFile(path) as parquet:
                yield from parquet.iter_batches(rows, columns=list(columns))

    def distinct(self, table: str, columns: Sequence[str], before: date = date.max) -> list[tuple[Any, ...]]:
        """The different values of these columns over all days before one, in no order; errors as of `read`.

        One scan over all files: read one after the other, a few thousand of them take ten times as long.
        """
        days = [day for day in self.days(table) if day < before]
        if not days:
            return []
        paths = [str(self.path(table, day)) for day in days]
        with closing(duckdb.connect(config={"autoinstall_known_extensions": "false"})) as connection:
            try:
                # hive_partitioning off: arrival_date is a column of the file already
                source = connection.from_parquet(paths, hive_partitioning=False)
                return source.project(", ".join(columns)).distinct().fetchall()
            except duckdb.Error:
                for day in days:
                    self.check(table, day)
                raise

    def n_rows(self, table: str, day: date) -> int:
        """How many rows a table has of a day; errors as of `read`."""
        path = self.path(table, day)
        if not path.exists():
            return 0
        self.check(table, day)
        return int(pq.read_metadata(path).num_rows)

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


class TableWriter:
    """Writes one file of the lake aside, some rows at a time; `finish` checks it, `replace` puts it in its place."""

    def __init__(self, path: Path, table: str, day: date) -> None:
        self._path, self._table, self._day = path, table, day
        self._schema = arrow_schema(RAW_TABLES[table])
        self._waiting: list[dict[str, Any]] = []
        self._characters = 0
        self.n_rows = 0

    def __enter__(self) -> "TableWriter":
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._sink = _aside(self._path).open("wb")
        self._parquet = pq.ParquetWriter(self._sink, self._schema, compression="zstd")
        return self

    def __exit__(self, *exception: object) -> None:
        with suppress(OSError, pa.ArrowException):  # of a file that is thrown away
            self._parquet.close()
        self._sink.close()
        _aside(self._path).unlink(missing_ok=True)

    def add(self, row: Any) -> None:
        """Take a record of the table; LakeError for one of another day."""
        if row.arrival_date != self._day:
            raise LakeError(f"{self._table}: a row of {row.arrival_date} cannot be written to {self._day}")
        self._waiting.append(_values(row))
        self._characters += getattr(row, "n_characters", 0)
        self.n_rows += 1
        if len(self._waiting) >= _ROWS_AT_ONCE or self._characters >= _CHARACTERS_AT_ONCE:
            self._flush()

    def finish(self) -> None:
        """Write what waits to the disk; LakeError where two rows have one key."""
        self._flush()
        self._parquet.close()
        self._sink.flush()
        os.fsync(self._sink.fileno())
        keys = list(KEYS[self._table])
        found = pq.read_table(_aside(self._path), columns=keys, partitioning=None)
        counted = found.group_by(keys).aggregate([([], "count_all")])
        for row in counted.filter(pc.greater(counted["count_all"], 1)).slice(0, 1).to_pylist():
            key = ", ".join(str(row[name]) for name in keys)
            raise LakeError(f"{self._table} of {self._day}: two rows have the key {key}")

    def replace(self) -> None:
        """Put the file in the place of the one that was there."""
        os.replace(_aside(self._path), self._path)

    def _flush(self) -> None:
        if self._waiting:
            self._parquet.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting, self._characters = [], 0


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


def _values(row: Any) -> dict[str, Any]:
    # dataclasses.asdict copies deeply, which costs more than the write
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
