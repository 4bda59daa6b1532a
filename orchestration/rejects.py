"""Input that is not in the figures, and why: what readers rejected, what the coder failed on, what was not fetched.

The bytes are kept in the landing folder; what could not be fetched has none.
"""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from orchestration.ingest import NOT_WRONG
from orchestration.settings import Settings
from orchestration.storage.fetched import read_errors
from orchestration.storage.lake import Lake

READING, CODING, FETCHING = "reading", "coding", "fetching"
KINDS = (READING, CODING, FETCHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One input that did not get through; `resolution` tells what became of it, None where it still stands."""

    kind: str
    id: str
    arrival_date: date
    origin: str
    """path of the landed file relative to its landing day, with `!part` for a part of it; an address for a fetch"""
    origin_line: int | None
    reason: str
    message: str
    remedy: str
    resolution: str | None = None
    article_id: str | None = None

    def path(self, settings: Settings) -> Path | None:
        """The landed file that holds it; None where there is none."""
        if self.kind == FETCHING:
            return None
        return settings.landing / self.arrival_date.isoformat() / self.origin.split("!")[0]

    def as_object(self, settings: Settings) -> dict[str, Any]:
        """All fields and the kept file, for JSON."""
        path = self.path(settings)
        return asdict(self) | {"kept_as": str(path) if path and path.exists() else None}


def rejected(settings: Settings, *, everything: bool = False) -> Iterator[Rejected]:
    """What did not get through, by kind and day; with `everything` also duplicates, and what is resolved."""
    lake = Lake(settings.lake)
    for day in lake.days("rejected_articles"):
        yield from (row for row in _unread(lake, day) if everything or not _is_settled(row))
    for day in lake.days("extraction_errors"):
        yield from _uncoded(lake, day)
    for row in read_errors(lake).to_pylist():
        if row["resolved_at"] and not everything:
            continue
        yield Rejected(
            kind=FETCHING,
            id=row["error_id"],
            arrival_date=row["arrival_date"],
            origin=row["url"],
            origin_line=None,
            reason=row["reason"],
            message=row["message"],
            remedy=row["remedy"],
            resolution="fetched" if row["resolved_at"] else None,
        )


def open_days(settings: Settings) -> dict[date, list[Rejected]]:
    """Arrival day → what a reading or coding of that day could mend."""
    found: dict[date, list[Rejected]] = {}
    for row in rejected(settings):
        if row.kind != FETCHING:
            found.setdefault(row.arrival_date, []).append(row)
    return dict(sorted(found.items()))


def save(rows: Iterable[Rejected], settings: Settings, folder: Path) -> int:
    """Copy the kept bytes into `folder`: the line of a line-wise file, the whole file otherwise; how many.

    Inputs whose file is gone from the landing folder are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    saved = 0
    for row in rows:
        path = row.path(settings)
        if path is None or not path.is_file():
            continue
        target = folder / f"{row.arrival_date}-{row.id}-{path.name}"
        if row.origin_line is None or "!" in row.origin:
            shutil.copyfile(path, target)
        else:
            target.write_bytes(_line(path, row.origin_line))
        saved += 1
    return saved


def _line(path: Path, number: int) -> bytes:
    with path.open("rb") as stream:
        for at, line in enumerate(stream, start=1):
            if at == number:
                return line
    return path.read_bytes()  # its lines are counted in another encoding: the whole file tells


def _is_settled(row: Rejected) -> bool:
    return row.reason in NOT_WRONG or row.resolution is not None


def _unread(lake: Lake, day: date) -> Iterator[Rejected]:
    columns = ["reject_id", "origin", "origin_line", "reason", "message", "remedy", "resolution", "duplicate_of"]
    for batch in lake.batches("rejected_articles", day, columns):
        for row in batch.to_pylist():
            article, key = row.pop("duplicate_of"), row.pop("reject_id")
            yield Rejected(kind=READING, id=key, arrival_date=day, article_id=article, **row)


def _uncoded(lake: Lake, day: date) -> Iterator[Rejected]:
    errors = lake.read("extraction_errors", day).to_pylist()
    if not errors:
        return
    wanted = {row["version_id"] for row in errors}
    places = {
        row["version_id"]: row
        for batch in lake.batches("articles", day, ["version_id", "origin", "origin_line"])
        for row in batch.to_pylist()
        if row["version_id"] in wanted
    }
    for error in errors:
        place = places.get(error["version_id"], {})
        yield Rejected(
            kind=CODING,
            id=error["error_id"],
            arrival_date=day,
            origin=place.get("origin") or "",
            origin_line=place.get("origin_line"),
            reason=error["error_type"],
            message=f"{error['stage']}: {error['message']}",
            remedy=error["remedy"],
            article_id=error["article_id"],
        )
