"""The DuckDB file of a release: a copy of the former one's in which only the rows that differ are written anew.

Rows are compared by a hash over all their columns, so that nothing has to be remembered about what a build
has changed.  Hashing a table costs a tenth of writing it.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.storage.sql import quoted_name, quoted_text
from orchestration.storage.warehouse import Warehouse

SCHEMAS = ("marts", "exports", "reference")
"""What analysts get; `raw` and `staging` hold article texts, which belong to their publishers and stay here."""
EXPLAINING = (
    "int_event_estimates",
    "int_event_history",
    "int_event_members",
    "int_mention_pairs",
    "int_mentions",
    "int_statements_heard",
)
"""Tables of schema `intermediate` that tell why claims were joined, and which rule set a figure."""

BOOKKEEPING = ("article_state", "event_state", "pair_state", "region_state", "is_paired")
"""Columns by which incremental models know what to build again; they differ between runs over the same input."""

_TEXT_COLUMN = "text"
_MOST_FREE = 1 / 3
"""A file of which more is free has been patched long enough: it is written anew."""
Comments = Mapping[str, Mapping[str, str]]
"""schema.table → column → what it is; under "" what the table is."""


class PublishError(RuntimeError):
    """The release could not be made; what was published before stays as it was."""


@dataclass(frozen=True)
class Published:
    """A table of a release: its rows, and whether any is not as it was in the former release."""

    rows: int
    is_changed: bool


@dataclass(frozen=True)
class _Table:
    """A table or view of the working file; `columns` are (name, type) of what is published of it."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @property
    def quoted(self) -> str:
        """As SQL names it, in the working file or, behind `release.`, in the release."""
        return ".".join(map(quoted_name, self.name.split(".")))

    @property
    def names(self) -> str:
        """The published columns as SQL lists them."""
        return ", ".join(quoted_name(name) for name, _ in self.columns)


def write_database(
    warehouse: Warehouse, path: Path, comments: Comments, former: Path | None = None
) -> dict[str, Published]:
    """Write what is published of the working file to `path`, with comments; returns schema.table → what it holds.

    Where there is a `former` file, it is copied and brought up to date.  Raises PublishError where a table
    that analysts would get holds article texts, or where there is nothing to publish.
    """
    warehouse.wait_until_free()
    if former is not None:
        # A file that cannot be read or patched is no reason not to publish: what is written anew says the same.
        with suppress(duckdb.Error, OSError):
            shutil.copyfile(former, path)
            return _write(warehouse, path, comments)
        for left in (path, path.with_name(f"{path.name}.wal")):
            left.unlink(missing_ok=True)
    return _write(warehouse, path, comments)


def _write(warehouse: Warehouse, path: Path, comments: Comments) -> dict[str, Published]:
    work = warehouse.path.stem  # its own name, which dbt has written into its views
    with closing(duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})) as connection:
        connection.execute(f"ATTACH {quoted_text(warehouse.path)} AS {quoted_name(work)} (READ_ONLY)")
        connection.execute(f"ATTACH {quoted_text(path)} AS release")
        connection.execute(f"USE {quoted_name(work)}")
        wanted = list(_wanted(connection, work))
        shapes = {table.name: table.columns for table in wanted}
        if not wanted:
            raise PublishError("there are no marts to publish; build the models first")
        found = _columns(connection, "release")
        held = {} if _is_worn(connection) else found
        for name in found:
            if held.get(name) != shapes.get(name):
                connection.execute(f"DROP TABLE release.{_Table(name, ()).quoted}")
        written = {
            table.name: _update(connection, table)
            if held.get(table.name) == table.columns
            else _create(connection, table)
            for table in wanted
        }
        _comment(connection, comments)
        connection.execute("CHECKPOINT release")
    return written


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """schema.table → (column, type) of every table and view of a database."""
    rows = connection.execute(
        "SELECT table_schema || '.' || table_name AS name, list((column_name, data_type) ORDER BY ordinal_position) "
        "FROM information_schema.columns WHERE table_catalog = ? GROUP BY ALL ORDER BY ALL",
        [database],
    ).fetchall()
    return {name: tuple((column, kind) for column, kind in columns) for name, columns in rows}


def _wanted(connection: duckdb.DuckDBPyConnection, work: str) -> Iterator[_Table]:
    """What a release gets; PublishError where some of it holds article texts."""
    explaining = {f"intermediate.{name}" for name in EXPLAINING}
    found = {
        name: columns
        for name, columns in _columns(connection, work).items()
        if name.split(".")[0] in SCHEMAS or name in explaining
    }
    if holders := [name for name, columns in found.items() if _TEXT_COLUMN in dict(columns)]:
        raise PublishError(
            f"{', '.join(holders)} would publish article texts (column {_TEXT_COLUMN}); leave the column out"
        )
    for name, columns in found.items():
        yield _Table(name, tuple(column for column in columns if column[0] not in BOOKKEEPING))


def _is_worn(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the release's file has more holes than are worth keeping."""
    row = connection.execute(
        "SELECT free_blocks > total_blocks * ? FROM pragma_database_size() WHERE database_name = 'release'",
        [_MOST_FREE],
    ).fetchone()
    return bool(row and row[0])


def _create(connection: duckdb.DuckDBPyConnection, table: _Table) -> Published:
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS release.{quoted_name(table.name.split('.')[0])}")
    connection.execute(
        f"CREATE OR REPLACE TABLE release.{table.quoted} AS SELECT {table.names} FROM {table.quoted} ORDER BY ALL"
    )
    return Published(_count(connection, f"release.{table.quoted}"), is_changed=True)


def _update(connection: duckdb.DuckDBPyConnection, table: _Table) -> Published:
    """Delete the release's rows that the working file does not hold, and add those that the release does not hold."""
    release, row_hash = f"release.{table.quoted}", f"hash({table.names})"
    for name, rows in {
        "rows_now": f"SELECT {row_hash} AS row_hash FROM {table.quoted}",
        "rows_held": f"SELECT rowid AS id, {row_hash} AS row_hash FROM {release}",
        "gone": "SELECT id FROM rows_held ANTI JOIN rows_now USING (row_hash)",
        "come": "SELECT row_hash FROM rows_now ANTI JOIN rows_held USING (row_hash)",
    }.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {rows}")
    gone, come = _count(connection, "gone"), _count(connection, "come")
    if gone:
        connection.execute(f"DELETE FROM {release} WHERE rowid IN (SELECT id FROM gone)")
    if come:
        connection.execute(
            f"INSERT INTO {release} SELECT {table.names} FROM {table.quoted} "
            f"WHERE {row_hash} IN (SELECT row_hash FROM come)"
        )
    n_rows = _count(connection, "rows_now")
    if n_rows != _count(connection, release):
        # Rows that stand more than once are not told apart by their hashes.
        return _create(connection, table)
    return Published(n_rows, is_changed=bool(gone or come))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _comment(connection: duckdb.DuckDBPyConnection, comments: Comments) -> None:
    """Say in the file itself what each table and column is."""
    for name, columns in _columns(connection, "release").items():
        table, told = f"release.{_Table(name, ()).quoted}", comments.get(name, {})
        if text := told.get(""):
            connection.execute(f"COMMENT ON TABLE {table} IS {quoted_text(text)}")
        for column, _ in columns:
            if text := told.get(column):
                connection.execute(f"COMMENT ON COLUMN {table}.{quoted_name(column)} IS {quoted_text(text)}")
