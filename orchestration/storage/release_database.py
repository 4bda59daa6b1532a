"""The DuckDB file of a release: a copy of the former one's in which only the parts that differ are written anew.

Parts of tables are compared by hashes over all columns of their rows (`contents`), so that nothing has to be
remembered about what a build has changed.  Hashing a table costs a tenth of writing it.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.storage import contents
from orchestration.storage.contents import Contents, Month, Table, count
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

CONFIG = {
    "autoinstall_known_extensions": "false",  # nothing may be fetched at run time
    # Given back to the system and asked for again, blocks cost a fifth of a large release.
    "block_allocator_memory": "2GB",
}
_TEXT_COLUMN = "text"
_MOST_FREE = 1 / 3
"""A file of which more is free has been patched long enough: it is written anew."""
Comments = Mapping[str, Mapping[str, str]]
"""schema.table → column → what it is; under "" what the table is."""


class PublishError(RuntimeError):
    """The release could not be made; what was published before stays as it was."""


@dataclass(frozen=True)
class Published:
    """A table of a release: its rows, and in which months they are not those of the former release.

    `touched` is None where nobody knows: the table was written whole.
    """

    rows: int
    touched: frozenset[Month] | None


def write_database(
    warehouse: Warehouse, path: Path, comments: Comments, former: Path | None = None, sha256: str | None = None
) -> dict[str, Published]:
    """Write what is published of the working file to `path`, with comments; returns schema.table → what it holds.

    What its tables hold part by part is written beside it.  Where there is a `former` file, it is copied and
    brought up to date; what lies beside it is believed if it still is the file with this `sha256`.  Raises
    PublishError where a table that analysts would get holds article texts, or where there is nothing to publish.
    """
    warehouse.wait_until_free()
    if former is not None:
        # A file that cannot be read or patched is no reason not to publish: what is written anew says the same.
        with suppress(duckdb.Error, OSError):
            shutil.copyfile(former, path)
            told = former.with_name(contents.FILE)
            return _write(warehouse, path, comments, told if told.is_file() and sha256_of(path) == sha256 else None)
        for left in (path, path.with_name(f"{path.name}.wal"), path.with_name(contents.FILE)):
            left.unlink(missing_ok=True)
    return _write(warehouse, path, comments)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(warehouse: Warehouse, path: Path, comments: Comments, told: Path | None = None) -> dict[str, Published]:
    work = warehouse.path.stem  # its own name, which dbt has written into its views
    with closing(duckdb.connect(":memory:", config=CONFIG)) as connection:
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
                connection.execute(f"DROP TABLE release.{Table(name, ()).quoted}")
        parts = Contents(connection, told if held else None)
        written = {}
        for table in wanted:
            n_differing, release = parts.differing(table), f"release.{table.quoted}"
            if held.get(table.name) != table.columns or parts.rows(table, "held") != count(connection, release):
                written[table.name] = _create(connection, table)  # of another shape, or not what was told of it
            elif n_differing:
                written[table.name] = _update(connection, table, parts)
            else:
                written[table.name] = Published(parts.rows(table), frozenset())
        parts.save(path.with_name(contents.FILE))
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


def _wanted(connection: duckdb.DuckDBPyConnection, work: str) -> Iterator[Table]:
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
    views = {
        f"{schema}.{name}"
        for schema, name in connection.execute(
            "SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = ?", [work]
        ).fetchall()
    }
    for name, columns in found.items():
        kept = tuple(column for column in columns if column[0] not in BOOKKEEPING)
        yield Table(name, kept, is_stored=name not in views)


def _is_worn(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the release's file has more holes than are worth keeping."""
    row = connection.execute(
        "SELECT free_blocks > total_blocks * ? FROM pragma_database_size() WHERE database_name = 'release'",
        [_MOST_FREE],
    ).fetchone()
    return bool(row and row[0])


def _create(connection: duckdb.DuckDBPyConnection, table: Table) -> Published:
    # by month: of a table that lies in the order of its days a reader of one month reads no other
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS release.{quoted_name(table.name.split('.')[0])}")
    connection.execute(
        f"CREATE OR REPLACE TABLE release.{table.quoted} AS SELECT {table.names} FROM {table.quoted} "
        f"ORDER BY {table.month}, {table.names}"
    )
    return Published(count(connection, f"release.{table.quoted}"), touched=None)


def _update(connection: duckdb.DuckDBPyConnection, table: Table, parts: Contents) -> Published:
    """Put the working file's rows in place of the release's, in the parts that differ."""
    release, differs = f"release.{table.quoted}", parts.condition(table)
    touched: set[Month] = {None}
    if table.day:
        months = f"SELECT {table.month} FROM {{}} WHERE {differs}"
        found = connection.execute(f"{months.format(release)} UNION {months.format(table.quoted)}").fetchall()
        touched = {month for (month,) in found}
    connection.execute(f"DELETE FROM {release} WHERE {differs}")
    # by row number: DuckDB then reads the other columns of these rows alone
    rows = f"rowid IN (SELECT rowid FROM {table.quoted} WHERE {differs})" if table.is_stored else differs
    connection.execute(f"INSERT INTO {release} SELECT {table.names} FROM {table.quoted} WHERE {rows}")
    if parts.rows(table) != count(connection, release):
        return _create(connection, table)
    return Published(parts.rows(table), frozenset(touched))


def _comment(connection: duckdb.DuckDBPyConnection, comments: Comments) -> None:
    """Say in the file itself what each table and column is."""
    for name, columns in _columns(connection, "release").items():
        table, told = f"release.{Table(name, ()).quoted}", comments.get(name, {})
        if text := told.get(""):
            connection.execute(f"COMMENT ON TABLE {table} IS {quoted_text(text)}")
        for column, _ in columns:
            if text := told.get(column):
                connection.execute(f"COMMENT ON COLUMN {table}.{quoted_name(column)} IS {quoted_text(text)}")
