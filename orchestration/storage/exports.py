"""Files of a release for those who do not open DuckDB: Parquet, CSV (HXL-tagged where tags are known), GeoJSON."""

import csv
import io
import os
import shutil
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import duckdb

from orchestration.storage.parts import Month, Parts, Patch, assemble, dated_by
from orchestration.storage.sql import quoted_name, quoted_text

SCHEMAS = ("marts", "exports")
HXL_TABLE = "hxl_events"
GEOJSON = "events.geojson"
_TAGS = "reference.hxl_tags"
_EVENTS = "marts.fct_event"
_BATCH = 10_000
FEWEST_ROWS = 50_000
"""A smaller table is written whole: looking after its months would cost more."""


def write_exports(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    former: Path | None = None,
    touched: Mapping[str, Set[Month] | None] | None = None,
) -> None:
    """Write every table of marts and exports as Parquet and CSV, and the events as GeoJSON.

    `touched` tells of a table (schema.table) in which months its rows are not those of the former release, whose
    exports the same program must have written in the folder `former`.  Files of tables without such a month are
    taken over; of text files the months that are the same are copied.
    """
    folder.mkdir(parents=True)
    before, made, known = Parts.of(former) if former else None, Parts(folder), touched or {}

    def is_taken_over(file: str, *tables: str) -> bool:
        same = all(known.get(table) == frozenset() for table in tables)
        if before is None or not same or not _link(before.folder / file, folder / file):
            return False
        if file in before.files:
            made.files[file] = before.files[file]
        return True

    for schema, table in tables(connection):
        key, name, tagged = f"{schema}.{table}", f'{schema}."{table}"', table == HXL_TABLE
        if not is_taken_over(f"{table}.parquet", key):
            write_table(connection, name, folder / f"{table}.parquet")
        if not is_taken_over(f"{table}.csv", key, *([_TAGS] if tagged else [])):
            tags = hxl_tags(connection) if tagged else None
            write_csv(connection, name, folder / f"{table}.csv", tags, Patch(made, before, known.get(key)))
    if not is_taken_over(GEOJSON, _EVENTS):
        write_geojson(connection, folder / GEOJSON, Patch(made, before, known.get(_EVENTS)))
    made.save()


def _link(former: Path, path: Path) -> bool:
    """Give a file that never changes a second name; False where there is none, or none can be given."""
    with suppress(OSError):
        os.link(former, path)
        return True
    return False


def tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """(schema, table) of everything that is exported."""
    rows = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE list_contains(?, table_schema) ORDER BY ALL",
        [list(SCHEMAS)],
    ).fetchall()
    return [(schema, table) for schema, table in rows]


def hxl_tags(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Column → HXL tag, from the seed `reference.hxl_tags`."""
    rows = connection.execute("SELECT column_name, hxl_tag FROM reference.hxl_tags ORDER BY position").fetchall()
    return dict(rows)


def write_table(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """Write a table as Parquet or CSV, as the ending of `path` says."""
    if path.suffix == ".parquet":
        connection.execute(f"COPY {table} TO {quoted_text(path)} (FORMAT parquet)")
    else:
        write_csv(connection, table, path)


def write_csv(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    tags: dict[str, str] | None = None,
    patch: Patch | None = None,
) -> None:
    """Write a table as UTF-8 CSV by month, an empty cell for NULL; with `tags`, a row of HXL tags under the heads.

    Raises ValueError where a column has no tag.
    """
    names = _columns(connection, table)
    if tags is not None and (untagged := [name for name in names if name not in tags]):
        raise ValueError(f"{table}: no HXL tag for {', '.join(untagged)}; add it to dbt_project/seeds/hxl_tags.csv")
    # DuckDB writes the rows, twenty times as fast as Python does; it knows nothing of a second head.
    rows = path.with_name(f".{path.name}.rows")

    def write(condition: str, sink: BinaryIO) -> None:
        connection.execute(
            f"COPY (SELECT * FROM {table} WHERE {condition} ORDER BY {_order(names)}) "
            f"TO {quoted_text(rows)} (FORMAT csv, HEADER false, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%f')"
        )
        with rows.open("rb") as written:
            shutil.copyfileobj(written, sink)
        rows.unlink()

    heads = io.StringIO()
    writer = csv.writer(heads, lineterminator="\n")
    writer.writerow(names)
    if tags is not None:
        writer.writerow([tags[name] for name in names])
    with path.open("wb") as sink:
        sink.write(heads.getvalue().encode())
        _by_month(connection, table, path, sink, write, patch=patch)


def write_geojson(connection: duckdb.DuckDBPyConnection, path: Path, patch: Patch | None = None) -> None:
    """Write the events as a GeoJSON FeatureCollection (RFC 7946); an event without coordinates has no geometry."""
    names = _columns(connection, _EVENTS)

    def write(condition: str, sink: BinaryIO) -> None:
        result = connection.execute(f"""
            WITH events AS (SELECT * FROM {_EVENTS} WHERE {condition})
            SELECT to_json({{
                'type': 'Feature',
                'id': event_id,
                'geometry': CASE
                    WHEN latitude IS NOT NULL AND longitude IS NOT NULL
                        THEN {{'type': 'Point', 'coordinates': [longitude, latitude]}}
                END,
                'properties': event
            }})::VARCHAR
            FROM events
            INNER JOIN (SELECT * EXCLUDE (latitude, longitude) FROM events) AS event USING (event_id)
            ORDER BY {_order(names, "events.")}
        """)
        separator = ""
        while rows := result.fetchmany(_BATCH):
            sink.write((separator + ",\n".join(feature for (feature,) in rows)).encode())
            separator = ",\n"

    with path.open("wb") as sink:
        sink.write(b'{"type": "FeatureCollection", "features": [\n')
        _by_month(connection, _EVENTS, path, sink, write, separator=b",\n", patch=patch)
        sink.write(b"\n]}\n")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description or []]


def _order(names: Sequence[str], prefix: str = "") -> str:
    """By month, then by the key, which comes first: the same whether months are written one by one or together."""
    dated = dated_by(names)
    month = f"date_trunc('month', {prefix}{quoted_name(dated)}) NULLS LAST, " if dated else ""
    return f"{month}{prefix}{quoted_name(names[0])}"


def _by_month(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    sink: BinaryIO,
    write: Callable[[str, BinaryIO], None],
    *,
    separator: bytes = b"",
    patch: Patch | None = None,
) -> None:
    """Add the rows of a table to `sink`, month by month; `write` gets the condition that they fulfil."""
    dated = dated_by(_columns(connection, table))
    if dated is None or (connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,))[0] < FEWEST_ROWS:
        write("true", sink)
        return
    column = quoted_name(dated)
    months = connection.execute(f"SELECT DISTINCT date_trunc('month', {column})::DATE FROM {table} ORDER BY 1")
    assemble(
        path,
        sink,
        [month for (month,) in months.fetchall()],
        lambda month, sink: write(_in_month(column, month), sink),
        separator=separator,
        patch=patch,
    )


def _in_month(column: str, month: Month) -> str:
    """Condition: the date in this column is of the month."""
    if month is None:
        return f"{column} IS NULL"
    return f"{column} >= DATE '{month}' AND {column} < DATE '{month}' + INTERVAL 1 MONTH"
