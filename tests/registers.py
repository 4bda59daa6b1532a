"""A register in a folder of its own, for tests: what lands in it, how it is run, what came of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import duckdb

from extractors.reading import land
from extractors.records import RAW_TABLES, RUN_METADATA
from orchestration.run import RunSummary, run_register
from orchestration.settings import REPOSITORY, Settings
from orchestration.storage.lake import Lake
from orchestration.storage.publish import DATABASE

SAMPLES = REPOSITORY / "samples" / "landing"
Tables = dict[str, list[tuple[Any, ...]]]


def _samples() -> list[Path]:
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


_KILLED_RUN = """
import os, signal, sys
from datetime import date
from orchestration.progress import Progress
from orchestration.run import run_register
from orchestration.settings import load_settings

class Killer(Progress):
    def stage(self, name):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    run_register(load_settings(), [date.fromisoformat(day) for day in sys.argv[2:]], progress=Killer())
"""


@dataclass
class Register:
    """A register in a folder of its own."""

    settings: Settings
    first: ClassVar[date] = date(2026, 3, 2)
    second: ClassVar[date] = date(2026, 3, 4)
    runs: list[RunSummary] = field(default_factory=list)

    @staticmethod
    def first_files() -> list[Path]:
        """What arrives on the first day: most samples, in the order of their names."""
        return [path for path in _samples() if "taiz" not in path.name]

    @staticmethod
    def second_files() -> list[Path]:
        """What arrives on the second day: two files that have come before, and what is new then."""
        return [*Register.first_files()[-2:], *(path for path in _samples() if "taiz" in path.name)]

    def land(self, paths: Iterable[Path], day: date) -> None:
        """Land files one by one, in the given order."""
        for path in paths:
            land([path], self.settings.landing, day)

    def run(self, *days: date) -> RunSummary:
        """Run days in this process."""
        self.runs.append(run_register(self.settings, days))
        return self.runs[-1]

    def run_and_kill(self, stage: str, *days: date) -> None:
        """Run days in a process of its own, which is killed when it reaches a stage."""
        done = subprocess.run(
            [sys.executable, "-c", _KILLED_RUN, stage, *map(str, days)],
            env=os.environ | {"SIJILL_DATA": str(self.settings.data), "PYTHONPATH": str(REPOSITORY)},
            cwd=self.settings.data,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows from the published copy."""
        with duckdb.connect(str(self.settings.published / DATABASE), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def tables(self) -> Tables:
        """Everything published, row for row."""
        names = self.query("SELECT table_schema || '.' || table_name FROM information_schema.tables ORDER BY 1")
        return {name: self.query(f"FROM {name} ORDER BY ALL") for (name,) in names}

    def lake_rows(self) -> dict[str, list[dict[str, Any]]]:
        """Everything in the lake but what differs between runs."""
        lake = Lake(self.settings.lake)
        rows: dict[str, list[dict[str, Any]]] = {}
        for table in RAW_TABLES:
            found = [row for day in lake.days(table) for row in lake.read(table, day).to_pylist()]
            rows[table] = [{k: v for k, v in row.items() if k not in RUN_METADATA} for row in found]
        return rows

    def released_bytes(self) -> dict[str, bytes]:
        """Name → content of every published file, with the release that they are of."""
        folder = self.settings.published
        files = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
        return files | {"release": os.readlink(folder).encode()}
