"""Sensors: new files in the landing folder start a run of their arrival day."""

import json
import time
from pathlib import Path

import dagster as dg

from extractors.reading import landed_files
from orchestration.days import fingerprint, is_being_written, landing_days, read_mark
from orchestration.jobs import REGISTER
from orchestration.settings import Settings
from orchestration.storage.lake import Lake

_STALLED_SECONDS = 86_400.0
"""A file that has not changed for so long is not looked at for who writes it: there may be a million of them."""


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
    """Arrival day → fingerprint of its files, for days that hold what was not read, and that have settled.

    Days before `first_day`, after today, and folders that are no days are left out.
    """
    marks, lake = {}, Lake(settings.lake)
    for day in landing_days(settings):
        files = landed_files(settings.landing, day)
        changed = [_changed(file.path) for file in files]
        if not files or now - max(changed) < settings.settled_seconds:
            continue
        # a copy may stall for longer than a file takes to settle
        recent = (file.path for file, when in zip(files, changed, strict=True) if now - when < _STALLED_SECONDS)
        if any(is_being_written(path) for path in recent):
            continue
        if (mark := fingerprint(files)) != read_mark(lake, day):
            marks[day.isoformat()] = mark
    return marks


def _changed(path: Path) -> float:
    state = path.stat()
    # ctime: a file copied with its old mtime is new here all the same
    return max(state.st_mtime, state.st_ctime)
