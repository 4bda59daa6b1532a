"""Sensors: new files in the landing folder start a run of their arrival day."""

import hashlib
import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg

from extractors.reading import landed_files
from orchestration.jobs import REGISTER
from orchestration.settings import Settings
from orchestration.storage.lake import Lake


def sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """The sensor of the landing folder."""

    @dg.sensor(
        name="landing_folder",
        job_name=REGISTER,
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Runs each arrival day whose files are new or changed, once they have stopped changing.",
    )
    def landing_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        seen = json.loads(context.cursor) if context.cursor else {}
        found = settled_days(settings, time.time())
        changed = {day: mark for day, mark in found.items() if seen.get(day) != mark}
        if not changed:
            return dg.SkipReason(f"nothing new in {settings.landing}")
        requests = [dg.RunRequest(run_key=f"{day}-{mark}", partition_key=day) for day, mark in sorted(changed.items())]
        return dg.SensorResult(requests, cursor=json.dumps(seen | changed, sort_keys=True))

    return [landing_folder]


def settled_days(settings: Settings, now: float) -> dict[str, str]:
    """Arrival day → fingerprint of its files, for days that changed since they were read, but not just now.

    Days before `first_day`, after today, and folders that are no days are left out.
    """
    marks = {}
    today = datetime.fromtimestamp(now, UTC).date()
    for folder in sorted(settings.landing.glob("*")):
        day = _day(folder)
        if day is None or not settings.first_day <= day <= today:
            continue
        states = [(file.origin, file.path.stat()) for file in landed_files(settings.landing, day)]
        # ctime: a file copied with its old mtime is new here all the same
        changed = max((max(state.st_mtime, state.st_ctime) for _, state in states), default=now)
        if now - changed >= settings.settled_seconds and changed > _read_at(settings, day):
            told = json.dumps([(name, state.st_size, state.st_mtime_ns) for name, state in states])
            marks[day.isoformat()] = hashlib.sha256(told.encode()).hexdigest()[:16]
    return marks


def _read_at(settings: Settings, day: date) -> float:
    path = Lake(settings.lake).path("articles", day)
    return path.stat().st_mtime if path.exists() else 0.0


def _day(folder: Path) -> date | None:
    try:
        return date.fromisoformat(folder.name) if folder.is_dir() else None
    except ValueError:
        return None
