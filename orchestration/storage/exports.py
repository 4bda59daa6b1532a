"""Files of a release for those who do not open DuckDB: Parquet, CSV (HXL-tagged where tags are known), GeoJSON."""

import csv
import os
import shutil
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from orchestration.storage.contents import Month, dated_by
from orchestration.storage.sql import quoted_name, quoted_text

SCHEMAS = ("marts", "exports")
HXL_TABLE = "hxl_events"
GEOJSON = "events.geojson"
_TAGS = "reference.hxl_tags"
_EVENTS = "marts.fct_event"
_BATCH = 10_000
MOST_ROWS = 100_000
"""A table of more rows is written year by year, into a folder of its name: spreadsheets open few files that are larger,
and years in which nothing changed are the former release's."""
_UNDATED = "undated"


@dataclass(frozen=True)
class Share:
    """What one file holds of a table: `condition` picks the rows, as SQL; `year` is None where it holds all."""

    name: str
    condition: str = "true"
    year: str | None = None

    def is_touched(self, months: Set[Month] | None) -> bool:
        """Whether a row of it lies in one of these months; None: nobody knows in which months rows differ."""
        if months is None:
            return True
        return bool(months) if self.year is None else self.year in {_year(month) for month in months}


def write_exports(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    former: Mapping[str, Path] | None = None,
    touched: Mapping[str, Set[Month] | None] | None = None,
) -> None:
    """Write every table of marts and exports as Parquet and CSV, and the events as GeoJSON.

    `touched` tells of a table (schema.table) in which months its rows are not those of the former release; `former`
    are that release's exports as the same program wrote them: name in the folder → file.  Of these, files that hold
    no such month are taken over.
    """
    folder.mkdir(parents=True)

    def write(share: Share, table: str, ending: str, writer: Callable[[Path], None], *, is_same: bool = True) -> None:
        file = f"{share.name}.{ending}"
        (folder / file).parent.mkdir(exist_ok=True)
        is_touched = not is_same or share.is_touched((touched or {}).get(table))
        source = (former or {}).get(file)
        if source is None or is_touched or not _link(source, folder / file):
            writer(folder / file)

    for schema, table in tables(connection):
        key, name, tagged = f"{schema}.{table}", f'{schema}."{table}"', table == HXL_TABLE
        tags = hxl_tags(connection) if tagged else None
        same_tags = not tagged or (touched or {}).get(_TAGS) == frozenset()
        for share in shares(connection, name, table):
            write(share, key, "parquet", partial(write_parquet, connection, name, condition=share.condition))
            as_csv = partial(write_csv, connection, name, tags=tags, condition=share.condition)
            write(share, key, "csv", as_csv, is_same=same_tags)
    for share in shares(connection, _EVENTS, Path(GEOJSON).stem):
        write(share, _EVENTS, "geojson", partial(write_geojson, connection, condition=share.condition))


def shares(connection: duckdb.DuckDBPyConnection, table: str, name: str) -> list[Share]:
    """Into which files a table is parted; `name` is the file's, without ending."""
    dated = dated_by(_columns(connection, table))
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    if dated is None or row is None or row[0] <= MOST_ROWS:
        return [Share(name)]
    column = quoted_name(dated)
    years = connection.execute(f"SELECT DISTINCT date_trunc('year', {column})::DATE FROM {table} ORDER BY 1").fetchall()
    return [Share(f"{name}/{_year(year)}", _in_year(column, year), _year(year)) for (year,) in years]


def _year(month: Month) -> str:
    return f"{month.year:04}" if month else _UNDATED


def _in_year(column: str, year: Month) -> str:
    """Condition: the date in this column is of the year."""
    if year is None:
        return f"{column} IS NULL"
    return f"{column} >= DATE '{year}' AND {column} < DATE '{year.year + 1:04}-01-01'"


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
    write = write_parquet if path.suffix == ".parquet" else write_csv
    write(connection, table, path)


def write_parquet(connection: duckdb.DuckDBPyConnection, table: str, path: Path, *, condition: str = "true") -> None:
    """Write the rows of a table that fulfil the condition as Parquet."""
    connection.execute(f"COPY (SELECT * FROM {table} WHERE {condition}) TO {quoted_text(path)} (FORMAT parquet)")


def write_csv(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    tags: dict[str, str] | None = None,
    *,
    condition: str = "true",
) -> None:
    """Write the rows of a table that fulfil the condition as UTF-8 CSV, by month, an empty cell for NULL.

    With `tags`, a row of HXL tags stands under the heads.  Raises ValueError where a column has no tag.
    """
    names = _columns(connection, table)
    rows = f"SELECT * FROM {table} WHERE {condition} ORDER BY {_order(names)}"
    layout = "FORMAT csv, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%f'"
    if tags is None:
        connection.execute(f"COPY ({rows}) TO {quoted_text(path)} ({layout}, HEADER true)")
        return
    if untagged := [name for name in names if name not in tags]:
        raise ValueError(f"{table}: no HXL tag for {', '.join(untagged)}; add it to dbt_project/seeds/hxl_tags.csv")
    # DuckDB writes the rows, twenty times as fast as Python does; it knows nothing of a second head.
    part = path.with_name(f".{path.name}.rows")
    connection.execute(f"COPY ({rows}) TO {quoted_text(part)} ({layout}, HEADER false)")
    with path.open("w", encoding="utf-8", newline="") as heads:
        csv.writer(heads, lineterminator="\n").writerows([names, [tags[name] for name in names]])
    with part.open("rb") as written, path.open("ab") as sink:
        shutil.copyfileobj(written, sink)
    part.unlink()


def write_geojson(connection: duckdb.DuckDBPyConnection, path: Path, *, condition: str = "true") -> None:
    """Write the events that fulfil the condition as a GeoJSON FeatureCollection (RFC 7946).

    An event without coordinates has no geometry.
    """
    names = _columns(connection, _EVENTS)
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
    with path.open("w", encoding="utf-8", newline="") as sink:
        sink.write('{"type": "FeatureCollection", "features": [\n')
        while rows := result.fetchmany(_BATCH):
            sink.write(separator + ",\n".join(feature for (feature,) in rows))
            separator = ",\n"
        sink.write("\n]}\n")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description or []]


def _order(names: Sequence[str], prefix: str = "") -> str:
    """By month, then by the key, which comes first."""
    dated = dated_by(names)
    month = f"date_trunc('month', {prefix}{quoted_name(dated)}) NULLS LAST, " if dated else ""
    return f"{month}{prefix}{quoted_name(names[0])}"
