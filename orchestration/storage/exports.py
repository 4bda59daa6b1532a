"""Files of a release for those who do not open DuckDB: Parquet, CSV (HXL-tagged where tags are known), GeoJSON."""

import csv
import hashlib
import os
import shutil
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

import duckdb

from orchestration.storage.sql import quoted_text

SCHEMAS = ("marts", "exports")
HXL_TABLE = "hxl_events"
GEOJSON = "events.geojson"
_TAGS = "reference.hxl_tags"
_EVENTS = "marts.fct_event"
_BATCH = 10_000


def write_exports(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    former: Path | None = None,
    unchanged: Set[str] = frozenset(),
) -> None:
    """Write every table of marts and exports as Parquet and CSV, and the events as GeoJSON.

    Files of tables that are `unchanged` (schema.table) are taken over from the folder `former`, which the
    same exporter must have written.
    """
    folder.mkdir(parents=True)

    def is_taken_over(file: str, *tables: str) -> bool:
        return former is not None and unchanged.issuperset(tables) and _link(former / file, folder / file)

    for schema, table in tables(connection):
        name, tagged = f'{schema}."{table}"', table == HXL_TABLE
        if not is_taken_over(f"{table}.parquet", f"{schema}.{table}"):
            write_table(connection, name, folder / f"{table}.parquet")
        if not is_taken_over(f"{table}.csv", f"{schema}.{table}", *([_TAGS] if tagged else [])):
            write_csv(connection, name, folder / f"{table}.csv", hxl_tags(connection) if tagged else None)
    if not is_taken_over(GEOJSON, _EVENTS):
        write_geojson(connection, folder / GEOJSON)


def exporter() -> str:
    """What tells files of this exporter from those of another one."""
    return hashlib.sha256(duckdb.__version__.encode() + Path(__file__).read_bytes()).hexdigest()[:16]


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
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, tags: dict[str, str] | None = None
) -> None:
    """Write a table as UTF-8 CSV, an empty cell for NULL; with `tags`, a row of HXL tags under the heads.

    Raises ValueError where a column has no tag.
    """
    names = [column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description or []]
    if tags is not None and (untagged := [name for name in names if name not in tags]):
        raise ValueError(f"{table}: no HXL tag for {', '.join(untagged)}; add it to dbt_project/seeds/hxl_tags.csv")
    # DuckDB writes the rows, twenty times as fast as Python does; it knows nothing of a second head.
    rows = path.with_name(f".{path.name}.rows")
    connection.execute(
        f"COPY (SELECT * FROM {table} ORDER BY 1) TO {quoted_text(rows)} "
        "(FORMAT csv, HEADER false, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%f')"
    )
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        if tags is not None:
            writer.writerow([tags[name] for name in names])
    with path.open("ab") as whole, rows.open("rb") as written:
        shutil.copyfileobj(written, whole)
    rows.unlink()


def write_geojson(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the events as a GeoJSON FeatureCollection (RFC 7946); an event without coordinates has no geometry."""
    result = connection.execute(f"""
        SELECT to_json({{
            'type': 'Feature',
            'id': event_id,
            'geometry': CASE
                WHEN latitude IS NOT NULL AND longitude IS NOT NULL
                    THEN {{'type': 'Point', 'coordinates': [longitude, latitude]}}
            END,
            'properties': event
        }})::VARCHAR
        FROM {_EVENTS}
        INNER JOIN (SELECT * EXCLUDE (latitude, longitude) FROM {_EVENTS}) AS event USING (event_id)
        ORDER BY event_id
    """)
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        separator = "\n"
        while rows := result.fetchmany(_BATCH):
            for (feature,) in rows:
                stream.write(separator + feature)
                separator = ",\n"
        stream.write("\n]}\n")
