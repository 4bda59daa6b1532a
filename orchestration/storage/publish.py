"""Publication: a release folder built aside, then made current by one rename.

A release holds a DuckDB file, exports, pages and a manifest.  `published` is a link to the newest
release, so that all its files change at once; a reader who has the old ones open keeps them.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.storage.exports import write_exports
from orchestration.storage.pages import write_pages
from orchestration.storage.warehouse import Warehouse

DATABASE = "sijill.duckdb"
MANIFEST = "manifest.json"
SCHEMAS = ("marts", "exports", "reference")
"""What analysts get; `raw` and `staging` hold article texts, which belong to their publishers and stay here."""
EXPLAINING = (
    "int_event_estimates",
    "int_event_history",
    "int_event_members",
    "int_event_statements",
    "int_mention_pairs",
    "int_mentions",
)
"""Tables of schema `intermediate` that tell why claims were joined, and which rule set a figure."""

BOOKKEEPING = ("article_state", "event_state", "region_state", "is_paired")
"""Columns by which incremental models know what to build again; they differ between runs over the same input."""

_TEXT_COLUMN = "text"
Comments = Mapping[str, Mapping[str, str]]
"""schema.table → column → what it is; under "" what the table is."""


class PublishError(RuntimeError):
    """The release could not be made; what was published before stays as it was."""


@dataclass(frozen=True)
class Release:
    """A published copy: its folder, table → rows, file → bytes."""

    folder: Path
    tables: dict[str, int]
    files: dict[str, int]


def publish(
    warehouse: Warehouse,
    home: Path,
    published: Path,
    *,
    run_id: str,
    audit: Mapping[str, Any],
    comments: Comments,
    kept: int,
) -> Release:
    """Build a release in `home` from the working file and make it current; `audit` goes into the manifest.

    Keeps the newest `kept` releases.  Raises PublishError, with nothing changed, where a table that
    analysts would get holds article texts, or where there is nothing to publish.
    """
    home.mkdir(parents=True, exist_ok=True)
    _sweep(home)
    moment = datetime.now(UTC)
    half = home / f".half-{os.getpid()}-{run_id[:8]}"
    half.mkdir()
    try:
        tables = _copy_database(warehouse, half / DATABASE, comments)
        with closing(duckdb.connect(str(half / DATABASE), read_only=True)) as connection:
            write_exports(connection, half / "exports")
            write_pages(connection, half / "report", moment, audit)
            days = connection.execute("SELECT min(arrival_date), max(arrival_date) FROM marts.dim_article").fetchone()
        files = {str(p.relative_to(half)): p for p in sorted(half.rglob("*")) if p.is_file()}
        manifest = {
            "published_at": moment.isoformat(timespec="microseconds"),
            "run_id": run_id,
            "arrival_days": [str(day) if day else None for day in days or (None, None)],
            "audit": dict(audit),
            "tables": tables,
            "files": {name: {"bytes": p.stat().st_size, "sha256": _sha256(p)} for name, p in files.items()},
        }
        (half / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        for path in half.rglob("*"):
            if path.is_file():
                path.chmod(0o444)  # a release never changes
        release = home / f"{moment:%Y%m%dT%H%M%S%fZ}-{run_id[:8]}"
        os.replace(half, release)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    _make_current(release, published)
    _forget(home, release, kept)
    return Release(release, tables, {name: (release / name).stat().st_size for name in (*files, MANIFEST)})


def _copy_database(warehouse: Warehouse, path: Path, comments: Comments) -> dict[str, int]:
    """Copy the published schemas, rows in a fixed order, with comments; returns table → rows."""
    warehouse.wait_until_free()
    work = warehouse.path.stem  # its own name, which dbt has written into its views
    with closing(duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})) as connection:
        connection.execute(f"ATTACH '{_sql(str(warehouse.path))}' AS \"{work}\" (READ_ONLY)")
        connection.execute(f"ATTACH '{_sql(str(path))}' AS release")
        connection.execute(f'USE "{work}"')
        found = _published_tables(connection, work)
        if not found:
            raise PublishError("there are no marts to publish; build the models first")
        counts = {}
        for schema, table in found:
            name = f'{schema}."{table}"'
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS release.{schema}")
            columns = f"COLUMNS(lambda name: name NOT IN {BOOKKEEPING})"
            connection.execute(f"CREATE TABLE release.{name} AS SELECT {columns} FROM {name} ORDER BY ALL")
            rows = connection.execute(f"SELECT count(*) FROM release.{name}").fetchone()
            counts[f"{schema}.{table}"] = int(rows[0]) if rows else 0
        _comment(connection, comments)
        connection.execute("CHECKPOINT release")
    return counts


def _published_tables(connection: duckdb.DuckDBPyConnection, work: str) -> list[tuple[str, str]]:
    """(schema, table) of what a release gets; PublishError where one of them holds article texts."""
    rows = connection.execute(
        "SELECT table_schema, table_name, list(column_name) FROM information_schema.columns WHERE table_catalog = ? "
        "AND (list_contains(?, table_schema) OR table_schema = 'intermediate' AND list_contains(?, table_name)) "
        "GROUP BY ALL ORDER BY ALL",
        [work, list(SCHEMAS), list(EXPLAINING)],
    ).fetchall()
    if holders := [f"{schema}.{table}" for schema, table, columns in rows if _TEXT_COLUMN in columns]:
        raise PublishError(
            f"{', '.join(holders)} would publish article texts (column {_TEXT_COLUMN}); leave the column out"
        )
    return [(schema, table) for schema, table, _ in rows]


def _comment(connection: duckdb.DuckDBPyConnection, comments: Comments) -> None:
    """Say in the file itself what each table and column is."""
    rows = connection.execute(
        "SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE table_catalog = 'release'"
    ).fetchall()
    for schema, table in sorted({(schema, table) for schema, table, _ in rows}):
        if text := comments.get(f"{schema}.{table}", {}).get(""):
            connection.execute(f"COMMENT ON TABLE release.{schema}.\"{table}\" IS '{_sql(text)}'")
    for schema, table, column in rows:
        if text := comments.get(f"{schema}.{table}", {}).get(column):
            connection.execute(f'COMMENT ON COLUMN release.{schema}."{table}"."{column}" IS \'{_sql(text)}\'')


def _make_current(release: Path, published: Path) -> None:
    """Point `published` at a release; the rename replaces the old link at once."""
    if published.is_dir() and not published.is_symlink():
        raise PublishError(f"{published} is a folder, not the link to a release; move it away")
    link = published.with_name(f".{published.name}.{os.getpid()}")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(release, published.parent), target_is_directory=True)
    os.replace(link, published)


def published_at(folder: Path) -> datetime:
    """When a release was begun, by its manifest; everything in the record before then is in it.

    Raises OSError where there is no manifest, and ValueError where it is not one.
    """
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return datetime.fromisoformat(str(told.get("published_at")))


def releases(folder: Path) -> list[Path]:
    """The release folders that are kept, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _forget(home: Path, current: Path, kept: int) -> None:
    old = [release for release in releases(home) if release <= current]
    for folder in old[:-kept]:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(home: Path) -> None:
    """Remove what killed runs left half made; the pool lets nobody else be making one now."""
    for folder in home.glob(".half-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sql(text: str) -> str:
    return text.replace("'", "''")
