"""Which arrival days are whole, and which a killed run left behind.

A day is whole when what has landed was read, what was read was coded, and both are in the lake.  The
landing folder's fingerprint is taken before a day is read and kept beside the day, so that a file
which lands while the day is being read is seen as new afterwards.
"""

import errno
import fcntl
import hashlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from extractors.reading import LandedFile, landed_files
from extractors.records import RAW_TABLES, arrow_schema
from orchestration.settings import Settings
from orchestration.storage.lake import Lake, LakeError

_MARK = ".landed"
_WHOLE = "whole_days.json"


def fingerprint(files: Sequence[LandedFile]) -> str:
    """What a day's landing folder holds, in 16 characters; other names, sizes or times give another.

    So does another `columns.toml`: tables are read by it.
    """
    told = hashlib.sha256()
    for file in files:
        state = file.path.stat()
        if columns := file.columns:
            told.update(f"{columns.stat().st_mtime_ns}\x00".encode())
        words = f"{file.origin}\x00{state.st_size}\x00{state.st_mtime_ns}\x00"
        told.update(words.encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:16]


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


def is_being_written(path: Path) -> bool:
    """Whether a process has the file open for writing, as far as the system tells (Linux, local disks)."""
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        # Who opens the file meanwhile makes the system send a signal: one that nobody minds, not SIGIO, which kills.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN  # EACCES: the file is another user's, and the system does not tell
    finally:
        os.close(handle)
    return False


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


def coded_since(settings: Settings, moment: datetime) -> list[date]:
    """Days whose claims were written to the lake after a moment, ascending."""
    lake = Lake(settings.lake)
    written = {day: lake.path("extraction_runs", day).stat().st_mtime for day in lake.days("extraction_runs")}
    return sorted(day for day, when in written.items() if when > moment.timestamp())


@dataclass(frozen=True, slots=True)
class BrokenDay:
    """A day that is not whole, why, and what to do about it."""

    day: date
    what: str
    remedy: str


def broken_days(settings: Settings) -> list[BrokenDay]:
    """Days that are unfinished, or whose files in the lake are missing, damaged or of another version; by day.

    Files that were whole when they were looked at last, and have the same sizes and times since, are not opened again.
    """
    lake, found = Lake(settings.lake), []
    unfinished, known, whole = unfinished_days(settings), _known_whole(settings), {}
    for day in sorted({*unfinished, *lake.days()}):
        again = f"`sijill backfill {day} {day}`"
        if day in unfinished:
            found.append(BrokenDay(day, unfinished[day], f"{again}; `sijill run` takes it up as well"))
            continue
        state = _state(lake, day)
        damaged = [] if known.get(str(day)) == state else _damaged(lake, day)
        if not damaged:
            whole[str(day)] = state
        if damaged and (settings.landing / day.isoformat()).is_dir():
            found.append(BrokenDay(day, "; ".join(damaged), again))
        elif damaged:
            remedy = f"restore landing/{day} or the files of the lake from a backup, then {again}"
            found.append(BrokenDay(day, "; ".join(damaged), remedy))
    _remember_whole(settings, whole)
    return found


def _state(lake: Lake, day: date) -> str:
    """What the files of a day look like from outside, and which columns are asked of them."""
    told = hashlib.sha256(_schemas())
    for table in RAW_TABLES:
        with suppress(FileNotFoundError):
            state = lake.path(table, day).stat()
            told.update(f"{table} {state.st_size} {state.st_mtime_ns}\n".encode())
    return told.hexdigest()[:16]


@cache
def _schemas() -> bytes:
    return "\n".join(f"{table} {arrow_schema(record)}" for table, record in RAW_TABLES.items()).encode()


def _known_whole(settings: Settings) -> Mapping[str, str]:
    """Day → state in which it was whole; nothing where that was never written, or cannot be read."""
    with suppress(OSError, ValueError):
        return dict(json.loads((settings.work / _WHOLE).read_text(encoding="ascii")))
    return {}


def _remember_whole(settings: Settings, whole: Mapping[str, str]) -> None:
    settings.work.mkdir(parents=True, exist_ok=True)
    half = settings.work / f".{_WHOLE}.{os.getpid()}"
    half.write_text(json.dumps(whole), encoding="ascii")
    os.replace(half, settings.work / _WHOLE)


def _damaged(lake: Lake, day: date) -> list[str]:
    words = []
    for table in RAW_TABLES:
        if not lake.path(table, day).exists():
            words.append(f"{table} is missing")
            continue
        try:
            lake.check(table, day)
        except LakeError as error:
            words.append(str(error))
    return words


def _mark_path(lake: Lake, day: date) -> Path:
    return lake.path("articles", day).with_name(_MARK)
