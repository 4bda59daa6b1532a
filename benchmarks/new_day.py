"""What the steps of a new day cost on a large register, and on an empty one, from loading on.

`whole_run` measures the command as a user gives it.
"""

from datetime import date
from pathlib import Path

from benchmarks import report
from benchmarks.building import build, print_slowest
from benchmarks.measure import BenchmarkError, Cost, in_own_process
from benchmarks.synthetic.articles import ArrivalDay
from benchmarks.synthetic.register import load_reference, to_lake
from expectations.rules import CRITICAL
from expectations.run import run_suites
from expectations.suites import mart_suites, raw_suites
from orchestration import dbt
from orchestration.audit import AuditState
from orchestration.storage.comparison import compare
from orchestration.storage.lake import Lake
from orchestration.storage.publish import DATABASE, publish
from orchestration.storage.warehouse import Warehouse

ARTICLES = 200
_EMPTY = "empty"
Steps = dict[str, Cost]


def measure_new_day(path: Path, claims: int, day: ArrivalDay, folder: Path) -> None:
    """Add the day to the built register at `path`, which holds so many claims, and to an empty one; print the costs.

    The built register has been published before, as any register that gets a new day.
    """
    to_lake(Lake(folder / "lake"), day, ARTICLES)
    in_own_process(_publish, path, folder)
    (folder / _EMPTY).mkdir()
    empty, _ = _add(day.day, folder / _EMPTY / path.name, folder, is_empty=True)
    full, models = _add(day.day, path, folder, is_empty=False)
    rows = [_row(step, empty[step], full[step]) for step in empty]
    rows.append(_row("together", _sum(empty), _sum(full)))
    heads = ("step", "empty: s", "CPU s", "full: s", "CPU s", "ratio of CPU s", "peak MiB")
    report.table(f"A new day of {ARTICLES} articles on an empty register and on one of {claims:,} claims", heads, rows)
    print_slowest("Slowest of the new day, s", [("s", models)])


def _row(step: str, empty: Cost, full: Cost) -> tuple[object, ...]:
    ratio = full.cpu_seconds / empty.cpu_seconds
    return step, empty.seconds, empty.cpu_seconds, full.seconds, full.cpu_seconds, ratio, full.peak_mib


def _sum(steps: Steps) -> Cost:
    costs = steps.values()
    return Cost(
        sum(cost.seconds for cost in costs),
        sum(cost.cpu_seconds for cost in costs),
        max(cost.peak_mib for cost in costs),
    )


def _add(day: date, path: Path, folder: Path, *, is_empty: bool) -> tuple[Steps, dict[str, float]]:
    """Load the day from the lake as a run does, audit, build, audit and publish; the costs, and seconds by model."""
    steps: Steps = {}
    _, steps["load"] = in_own_process(_load, path, folder, day, is_empty)
    _, steps["audit of the raw tables"] = in_own_process(_audit, path, True)
    steps["dbt build"], models = build(path, folder / "dbt", dbt.build_arguments())
    _, steps["audit of the marts"] = in_own_process(_audit, path, False)
    _, steps["publish"] = in_own_process(_publish, path, path.parent)
    return steps, models


def _load(path: Path, folder: Path, day: date, is_empty: bool) -> None:
    warehouse = Warehouse(path)
    warehouse.load_days(Lake(folder / "lake"), [day])
    if is_empty:
        load_reference(warehouse)


def _audit(path: Path, is_raw: bool) -> None:
    verdicts = run_suites(path, raw_suites() if is_raw else mart_suites(), Warehouse(path).pending())
    broken = [verdict.summary() for verdict in verdicts if not verdict.passed and verdict.rule.severity == CRITICAL]
    if broken:
        raise BenchmarkError("; ".join(broken[:5]))


def _publish(path: Path, folder: Path) -> None:
    audit = AuditState(0, [], []).as_manifest()
    releases, published = folder / "releases", folder / "published"
    former = published.resolve()
    release = publish(Warehouse(path), releases, published, run_id="benchmark", audit=audit, comments={}, kept=2)
    if (former / DATABASE).is_file():
        compare(former, release.folder)
