"""Which arrival days are whole, and which a killed run left behind.

A day is whole when what has landed was read, what was read was coded, and both are in the lake.  The
landing folder's fingerprint is taken before a day is read and kept beside the day, so that a file
which lands while the day is being read is seen as new afterwards.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from extractors.reading import LandedFile, landed_files
from orchestration.settings import Settings
from orchestration.storage.lake import Lake

_MARK = ".landed"


def fingerprint(files: Sequence[LandedFile]) -> str:
    """What a day's landing folder holds, in 16 characters; other names, sizes or times give another."""
    states = [(file.origin, file.path.stat()) for file in files]
    told = json.dumps([(name, state.st_size, state.st_mtime_ns) for name, state in states])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mark_as_read(lake: Lake, day: date, mark: str) -> None:
    """Keep the fingerprint of what was read, beside the day's articles."""
    path = _mark_path(lake, day)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_text(mark, encoding="ascii")
    os.replace(half, path)


def read_mark(lake: Lake, day: date) -> str | None:
    """The fingerprint of what was read of a day; None where it was never read to the end."""
    path = _mark_path(lake, day)
    return path.read_text(encoding="ascii") if path.exists() else None


def landing_days(settings: Settings) -> list[date]:
    """Days that have a landing folder and can be run, ascending."""
    today = datetime.now(UTC).date()
    found = []
    for folder in settings.landing.glob("*"):
        try:
            day = date.fromisoformat(folder.name)
        except ValueError:
            continue
        if folder.is_dir() and settings.first_day <= day <= today:
            found.append(day)
    return sorted(found)


def unfinished_days(settings: Settings) -> dict[date, str]:
    """Day → what is missing, for days whose run was killed or never begun."""
    lake = Lake(settings.lake)
    found: dict[date, str] = {}
    for day in landing_days(settings):
        files = landed_files(settings.landing, day)
        if files and read_mark(lake, day) != fingerprint(files):
            found[day] = "files have landed that were not read"
    for day in lake.days("articles"):
        articles, runs = lake.path("articles", day), lake.path("extraction_runs", day)
        if not runs.exists() or runs.stat().st_mtime_ns < articles.stat().st_mtime_ns:
            found.setdefault(day, "articles were read that were not coded")
    return dict(sorted(found.items()))


def _mark_path(lake: Lake, day: date) -> Path:
    return lake.path("articles", day).with_name(_MARK)
