"""Files of a release for those who do not open DuckDB: Parquet, CSV (HXL-tagged where tags are known), GeoJSON."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

SCHEMAS = ("marts", "exports")
HXL_TABLE = "hxl_events"
GEOJSON = "events.geojson"
_BATCH = 10_000


def write_exports(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every table of marts and exports as Parquet and CSV, and the events as GeoJSON."""
    folder.mkdir(parents=True)
    for schema, table in tables(connection):
        name = f'{schema}."{table}"'
        write_table(connection, name, folder / f"{table}.parquet")
        tags = hxl_tags(connection) if table == HXL_TABLE else None
        write_csv(connection, name, folder / f"{table}.csv", tags)
    write_geojson(connection, folder / GEOJSON)


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
        connection.execute(f"COPY {table} TO '{_sql(path)}' (FORMAT parquet)")
    else:
        write_csv(connection, table, path)


def write_csv(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, tags: dict[str, str] | None = None
) -> None:
    """Write a table as UTF-8 CSV, an empty cell for NULL; with `tags`, a row of HXL tags under the heads.

    Raises ValueError where a column has no tag.
    """
    result = connection.execute(f"SELECT * FROM {table} ORDER BY ALL")
    names = [column[0] for column in result.description or []]
    if tags is not None and (untagged := [name for name in names if name not in tags]):
        raise ValueError(f"{table}: no HXL tag for {', '.join(untagged)}; add it to dbt_project/seeds/hxl_tags.csv")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        if tags is not None:
            writer.writerow([tags[name] for name in names])
        while rows := result.fetchmany(_BATCH):
            writer.writerows([_cell(value) for value in row] for row in rows)


def write_geojson(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the events as a GeoJSON FeatureCollection (RFC 7946); an event without coordinates has no geometry."""
    result = connection.execute("SELECT * FROM marts.fct_event ORDER BY event_id")
    names = [column[0] for column in result.description or []]
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        separator = "\n"
        while rows := result.fetchmany(_BATCH):
            for row in rows:
                feature = _feature(dict(zip(names, row, strict=True)))
                stream.write(separator + json.dumps(feature, ensure_ascii=False, default=str))
                separator = ",\n"
        stream.write("\n]}\n")


def _feature(event: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = event.pop("latitude"), event.pop("longitude")
    located = latitude is not None and longitude is not None
    return {
        "type": "Feature",
        "id": event["event_id"],
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if located else None,
        "properties": event,
    }


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else value


def _sql(path: Path) -> str:
    return str(path).replace("'", "''")
