"""What one whole `sijill run` of a new day costs on a large register, and on an empty one.

All of it: landing, reading, coding with the real coder, Dagster, loading, audits, dbt, publication.  Processor time
is that of the command and of every process that it started.
"""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

from benchmarks import report
from benchmarks.measure import Cost, command, in_own_process
from benchmarks.new_day import ARTICLES
from benchmarks.synthetic.articles import FIRST_DAY, ArrivalDay
from benchmarks.synthetic.register import unload
from extractors.reading import landed_files
from orchestration import dbt
from orchestration.days import fingerprint, mark_as_read
from orchestration.home import prepare_home
from orchestration.rules import rules
from orchestration.settings import REPOSITORY, Settings, load_settings
from orchestration.storage.lake import Lake
from orchestration.storage.warehouse import Warehouse

_FIELDS = ("url", "title", "language", "publisher", "published", "text")
_RUN = "import sys; from orchestration.cli import app; sys.exit(app())"


def measure_whole_run(path: Path, claims: int, day: ArrivalDay, folder: Path) -> None:
    """Run a day's articles on the built register at `path`, and on an empty one; print what each cost, and the ratio.

    The register is moved.  It was published before, and gets a lake and a landing folder as if it had grown day by
    day.  The dbt project was parsed before on both, as it is from the second run on.
    """
    folder.mkdir()
    file = folder / f"{day.day}.jsonl"
    file.write_text("".join(_lines(day)), encoding="utf-8")
    homes = {"empty": _settings(folder / "empty"), f"{claims:,} claims": _settings(folder / "full")}
    in_own_process(grown, [*homes.values()][1], path)
    costs = {}
    for name, settings in homes.items():
        prepare_home(settings)
        dbt.manifest(settings)
        costs[name] = _run(settings, file, day.day)
    empty, full = costs.values()
    rows = [(name, cost.seconds, cost.cpu_seconds, cost.peak_mib) for name, cost in costs.items()]
    rows.append(("ratio", *full.ratios(empty)))
    title = f"A whole `sijill run` of {ARTICLES} articles, everything included"
    report.table(title, ("register", "s", "CPU s", "peak MiB"), rows)


def _lines(day: ArrivalDay) -> list[str]:
    """Articles of the day as JSON Lines; what the generator knows of them besides is left out."""
    rows = sorted(day.rows["articles"], key=lambda row: str(row["article_id"]))[:ARTICLES]
    return [json.dumps({name: row[name] for name in _FIELDS}, ensure_ascii=False, default=str) + "\n" for row in rows]


def _settings(data: Path) -> Settings:
    return load_settings(data=data, first_day=FIRST_DAY)


def grown(settings: Settings, path: Path) -> None:
    """Make a register's home of a built working file and the publication beside it."""
    settings.work.mkdir(parents=True)
    shutil.move(path, settings.warehouse)
    for ours in (settings.releases, settings.published):
        shutil.move(path.with_name(ours.name), ours)
    warehouse, lake = Warehouse(settings.warehouse), Lake(settings.lake)
    for day in unload(warehouse, lake):
        landed = settings.landing / day.isoformat() / "synthetic.jsonl"
        landed.parent.mkdir(parents=True)
        landed.touch()
        mark_as_read(lake, day, fingerprint(landed_files(settings.landing, day)))
    warehouse.built(rules())


def _run(settings: Settings, file: Path, day: date) -> Cost:
    environment = {"SIJILL_FIRST_DAY": str(settings.first_day)}
    arguments = ["--data", str(settings.data), "run", str(file), "--arrival-date", str(day), "--allow-rejects"]
    return command([sys.executable, "-c", _RUN, *arguments], REPOSITORY, environment)
