"""The working DuckDB file: schema `raw`, loaded a day at a time; dbt builds the rest of it.

Only the pipeline opens this file, one process at a time; analysts read the published copy.
"""

import fcntl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from extractors.records import RAW_TABLES, arrow_schema, field_types
from orchestration.storage.lake import Lake, LakeError
from orchestration.storage.sql import quoted_name, quoted_text

_TYPES = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMP",  # UTC; with a zone, its day would depend on who reads it
}
# Nothing may be fetched at run time, an extension least of all.
_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class WarehouseError(RuntimeError):
    """The working file cannot be used; the message says why and what to do."""


class Warehouse:
    """Opens the working file at `path`; waits up to `patience` seconds for another process to close it."""

    def __init__(self, path: Path, *, patience: float = 120.0) -> None:
        self.path = path
        self._patience = patience

    @contextmanager
    def open(self, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection, closed whatever happens.

        Raises WarehouseError where another process keeps the file open, or where it is missing (read only).
        """
        if read_only and not self.path.exists():
            raise WarehouseError(f"{self.path} does not exist yet; `sijill run` makes it")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connect(read_only)
        try:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the steps of every other process off the file until the block ends; wait for those before.

        Dagster's pool queues them, but on SQLite two steps that ask in the same moment may both be let in
        (it reads a free slot and takes it in two statements).  The system gives up a dead process's lock.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f".{self.path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _connect(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                return duckdb.connect(str(self.path), read_only=read_only, config=_CONFIG)
            except duckdb.IOException as error:
                # A killed run may leave dbt's process behind, which lets go of the file by itself.
                if "lock" not in str(error) or time.monotonic() > deadline:
                    raise WarehouseError(
                        f"{self.path} cannot be opened: {error}. Another process holds it, or it is damaged. "
                        "Close that process; a damaged file can be deleted: `sijill run --rebuild` makes it anew."
                    ) from error
                time.sleep(0.2)

    def wait_until_free(self) -> None:
        """Return once the file can be opened for writing; WarehouseError when patience ends."""
        with self.open():
            return

    def load_days(self, lake: Lake, days: Iterable[date]) -> dict[date, dict[str, int]]:
        """Load days from the lake, each in one transaction that replaces the day in every raw table.

        Returns day → table → rows.  Days of the lake that the file does not hold are loaded as well:
        the tables may be new or of another version, or a load of many days was killed.  Raises
        LakeError for a day whose files are missing or unusable; the transaction of that day is
        undone, the days before it stay.
        """
        with self.open() as connection:
            _make_tables(connection)
            held = connection.execute("SELECT DISTINCT arrival_date FROM raw.extraction_runs").fetchall()
            whole = {day for day in lake.days("extraction_runs") if not _missing(lake, day)}
            wanted = set(days) | (whole - {day for (day,) in held})
            return {day: _load_day(connection, lake, day) for day in sorted(wanted)}

    def load_reference(self, table: str, data: pa.Table) -> int:
        """Put an Arrow table in place of `raw.<table>` (a register: actors, places); returns its rows."""
        with self.open() as connection:
            connection.execute("CREATE SCHEMA IF NOT EXISTS raw")
            connection.register("incoming", data)
            name = quoted_name(table)
            connection.execute(f"CREATE OR REPLACE TABLE raw.{name} AS SELECT * FROM incoming ORDER BY ALL")
            for field in data.schema:
                if text := (field.metadata or {}).get(b"description"):
                    _comment(connection, table, field.name, text.decode())
            return data.num_rows

    def row_counts(self) -> dict[str, int]:
        """schema.table → rows, of every table (not view) in the file."""
        with self.open() as connection:
            names = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
            return {
                f"{schema}.{table}": _one(connection, f"SELECT count(*) FROM {schema}.{quoted_name(table)}", [])
                for schema, table in names
            }

    def pending(self) -> list[date]:
        """Days loaded into raw.* that dbt has not built since, ascending."""
        with self.open() as connection:
            _make_tables(connection)
            rows = connection.execute("SELECT arrival_date FROM pipeline.pending ORDER BY 1").fetchall()
        return [row[0] for row in rows]

    def built(self, rules: str) -> None:
        """Tell that dbt has built everything that was pending, by these rules."""
        with self.open() as connection:
            connection.execute("DELETE FROM pipeline.pending")
            connection.execute("CREATE OR REPLACE TABLE pipeline.built AS SELECT ? AS rules", [rules])

    def is_built_by(self, rules: str) -> bool:
        """Whether the tables that dbt made were made by these rules; waits for a process that still holds the file."""
        with self.open() as connection:
            if not connection.execute(
                "SELECT 1 FROM duckdb_tables() WHERE schema_name || table_name = 'pipelinebuilt'"
            ).fetchone():
                return False
            return connection.execute("SELECT rules FROM pipeline.built").fetchone() == (rules,)


def raw_ddl(table: str) -> str:
    """CREATE TABLE of a raw table, derived from its record.

    No NOT NULL here: a missing value is for the audit to show with its row, not for the load to choke on.
    """
    fields = field_types(RAW_TABLES[table]).items()
    columns = ", ".join(f"{quoted_name(name)} {_TYPES[kind]}" for name, (kind, _) in fields)
    return f"CREATE TABLE raw.{quoted_name(table)} ({columns})"


def _make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the raw tables where any is missing or has other columns than its record."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS raw; CREATE SCHEMA IF NOT EXISTS pipeline")
    connection.execute("CREATE TABLE IF NOT EXISTS pipeline.pending (arrival_date DATE PRIMARY KEY)")
    found = connection.execute(
        "SELECT table_name, list((column_name, data_type) ORDER BY column_index) "
        "FROM duckdb_columns() WHERE schema_name = 'raw' GROUP BY table_name"
    ).fetchall()
    existing = {table: [tuple(column) for column in columns] for table, columns in found}
    wanted = {t: [(n, _TYPES[k]) for n, (k, _) in field_types(r).items()] for t, r in RAW_TABLES.items()}
    if all(existing.get(table) == columns for table, columns in wanted.items()):
        return
    connection.execute("BEGIN")
    try:
        for table, record in RAW_TABLES.items():
            connection.execute(f"DROP TABLE IF EXISTS raw.{quoted_name(table)}")
            connection.execute(raw_ddl(table))
            for field in arrow_schema(record):
                _comment(connection, table, field.name, field.metadata[b"description"].decode())
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _missing(lake: Lake, day: date) -> list[str]:
    return [table for table in RAW_TABLES if not lake.path(table, day).exists()]


def _load_day(connection: duckdb.DuckDBPyConnection, lake: Lake, day: date) -> dict[str, int]:
    if missing := _missing(lake, day):
        raise LakeError(f"{day} is incomplete in the lake ({', '.join(missing)} missing); run the day again")
    for table in RAW_TABLES:
        lake.check(table, day)
    counts = {}
    connection.execute("BEGIN")
    try:
        for table in RAW_TABLES:
            counts[table] = _load_table(connection, table, lake.path(table, day), day)
        connection.execute("INSERT OR IGNORE INTO pipeline.pending VALUES (?)", [day])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return counts


def _load_table(connection: duckdb.DuckDBPyConnection, table: str, path: Path, day: date) -> int:
    name = f"raw.{quoted_name(table)}"
    connection.execute(f"DELETE FROM {name} WHERE arrival_date = ?", [day])
    # hive_partitioning off: arrival_date is a column of the file already
    source = "read_parquet(?, hive_partitioning = false)"
    strays = _one(connection, f"SELECT count(*) FROM {source} WHERE arrival_date IS DISTINCT FROM ?", [str(path), day])
    if strays:
        raise LakeError(f"{path}: {strays} rows belong to another day; run the day {day} again")
    return _one(connection, f"INSERT INTO {name} BY NAME SELECT * FROM {source}", [str(path)])


def _one(connection: duckdb.DuckDBPyConnection, statement: str, values: Sequence[object]) -> int:
    row = connection.execute(statement, values).fetchone()
    return int(row[0]) if row else 0


def _comment(connection: duckdb.DuckDBPyConnection, table: str, column: str, text: str) -> None:
    connection.execute(f"COMMENT ON COLUMN raw.{quoted_name(table)}.{quoted_name(column)} IS {quoted_text(text)}")
