"""Publication: a release folder built aside, then made current by one rename.

A release holds a DuckDB file, exports, pages and a manifest.  `published` is a link to the newest
release, so that all its files change at once; a reader who has the old ones open keeps them.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.storage import contents, exports, release_database
from orchestration.storage.exports import write_exports
from orchestration.storage.pages import write_pages
from orchestration.storage.release_database import Comments, PublishError, sha256_of, write_database
from orchestration.storage.warehouse import Warehouse

DATABASE = "sijill.duckdb"
MANIFEST = "manifest.json"
EXPORTS = "exports"


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

    What is as it was in the former release is taken over from it, so that a day costs what it changes.
    Keeps the newest `kept` releases.  Raises PublishError, with nothing changed, where a table that
    analysts would get holds article texts, or where there is nothing to publish.
    """
    former = _former(published)
    home.mkdir(parents=True, exist_ok=True)
    _sweep(home)
    moment = datetime.now(UTC)
    half = home / f".half-{os.getpid()}-{run_id[:8]}"
    half.mkdir()
    try:
        known = _manifest(former)["files"][DATABASE]["sha256"] if former else None
        tables = write_database(warehouse, half / DATABASE, comments, former and former / DATABASE, known)
        touched = {name: table.touched for name, table in tables.items()}
        with closing(
            duckdb.connect(str(half / DATABASE), read_only=True, config=release_database.CONFIG)
        ) as connection:
            write_exports(connection, half / EXPORTS, _whole_exports(former) if former else None, touched)
            write_pages(connection, half / "report", moment, audit)
            days = connection.execute("SELECT min(arrival_date), max(arrival_date) FROM marts.dim_article").fetchone()
        rows = {name: table.rows for name, table in tables.items()}
        files = {str(p.relative_to(half)): p for p in sorted(half.rglob("*")) if p.is_file()}
        manifest = {
            "published_at": moment.isoformat(timespec="microseconds"),
            "run_id": run_id,
            "exporter": _writer(),
            "arrival_days": [str(day) if day else None for day in days or (None, None)],
            "audit": dict(audit),
            "tables": rows,
            "files": {name: {"bytes": p.stat().st_size, "sha256": sha256_of(p)} for name, p in files.items()},
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
    return Release(release, rows, {name: (release / name).stat().st_size for name in (*files, MANIFEST)})


def _former(published: Path) -> Path | None:
    """The former release, if it was written as it would be today."""
    with suppress(OSError, ValueError):
        if _manifest(published).get("exporter") == _writer():
            return published.resolve()
    return None


def _whole_exports(release: Path) -> dict[str, Path]:
    """The exports of a release by their names in the folder, as far as they are as long as its manifest tells."""
    found = {}
    for name, told in _manifest(release)["files"].items():
        path = release / name
        if path.is_relative_to(release / EXPORTS) and path.is_file() and path.stat().st_size == told["bytes"]:
            found[str(path.relative_to(release / EXPORTS))] = path
    return found


def _writer() -> str:
    """What tells releases written by this program from those of another version."""
    told = hashlib.sha256(duckdb.__version__.encode())
    for module in (contents, exports, release_database):
        told.update(Path(str(module.__file__)).read_bytes())
    return told.hexdigest()[:16]


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
    return datetime.fromisoformat(str(_manifest(folder).get("published_at")))


def _manifest(folder: Path) -> dict[str, Any]:
    """What a release's manifest tells; OSError or ValueError where there is none."""
    told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return told


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
