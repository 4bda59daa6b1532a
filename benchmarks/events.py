"""What it costs to build the register of so many claims, how right the events are, and what a new day costs.

Time includes dbt's own start and all its tests, as in a run.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from benchmarks import report
from benchmarks.measure import BenchmarkError, Cost, command, in_own_process
from benchmarks.synthetic.articles import ArrivalDay, arrival_days
from benchmarks.synthetic.register import fill, load_reference, to_lake
from orchestration import dbt
from orchestration.storage.lake import Lake
from orchestration.storage.warehouse import Warehouse

NEW_DAY_ARTICLES = 200
_SLOWEST = 12
_RESULTS = "run_results.json"


@dataclass(frozen=True, slots=True)
class Joined:
    """How right the events are, over pairs of reports (an article's account of an incident) of two articles."""

    incidents: int
    events: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Built:
    """One register that was built; `models` are seconds by node."""

    claims: int
    cost: Cost
    joined: Joined
    models: dict[str, float]


def run(sizes: Sequence[int], *, seed: int, new_day: bool = True) -> None:
    """Build registers of these sizes one after another and print what each cost."""
    built = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            path, truth = folder / "register.duckdb", folder / "truth.parquet"
            path.unlink(missing_ok=True)
            report.console.print(f"writing a register of {size:,} claims …")
            after, _ = in_own_process(_fill, path, truth, seed, size)
            cost, models = build(path, folder / "dbt", dbt.build_arguments((), full_refresh=True))
            built.append(Built(pq.read_metadata(truth).num_rows, cost, joined(path, truth), models))
        _print(built)
        if new_day:
            _print_new_day(built[-1], after, path, folder, seed)


def _fill(path: Path, truth: Path, seed: int, size: int) -> date:
    return fill(Warehouse(path), truth, seed, size)


def build(warehouse: Path, target: Path, arguments: Sequence[str]) -> tuple[Cost, dict[str, float]]:
    """Run dbt as the register does; its cost, and the seconds of each model and test.

    Raises BenchmarkError where dbt fails, a failing test included.
    """
    target.mkdir(exist_ok=True)
    cost = command([str(dbt.executable()), "--quiet", *arguments], dbt.PROJECT, dbt.environment(warehouse, target))
    results = json.loads((target / _RESULTS).read_text(encoding="utf-8"))["results"]
    return cost, {result["unique_id"]: float(result["execution_time"]) for result in results}


def joined(warehouse: Path, truth: Path) -> Joined:
    """The events of a built register against the truth."""
    with Warehouse(warehouse).open(read_only=True) as connection:
        row = connection.execute(_JOINED_SQL, [str(truth)]).fetchone()
    if row is None:
        raise BenchmarkError(f"{warehouse} holds no events")
    incidents, events, same_both, same_event, same_incident = row
    return Joined(
        incidents,
        events,
        same_both / same_event if same_event else None,
        same_both / same_incident if same_incident else None,
    )


def _print(built: list[Built]) -> None:
    growths: list[float | None] = [None]
    for less, more in pairwise(built):
        # as if the sizes were ten times apart
        decades = log10(more.claims / less.claims)
        growths.append((more.cost.seconds / less.cost.seconds) ** (1 / decades))
    rows = [
        (
            f"{one.claims:,} claims",
            one.joined.incidents,
            one.joined.events,
            one.cost.seconds,
            one.cost.cpu_seconds,
            growth,
            one.cost.peak_mib,
            one.joined.precision,
            one.joined.recall,
        )
        for one, growth in zip(built, growths, strict=True)
    ]
    heads = ("register", "incidents", "events", "s", "CPU s", "growth per 10×", "peak MiB", "precision", "recall")
    report.table("dbt build of the whole register", heads, rows)
    last = built[-1].models
    slowest = sorted(last, key=lambda node: -last[node])[:_SLOWEST]
    times = [(node.split(".")[2], *(one.models.get(node, 0.0) for one in built)) for node in slowest]
    report.table("Slowest models and tests, s", ("node", *(f"{one.claims:,}" for one in built)), times)


def _print_new_day(largest: Built, after: date, path: Path, folder: Path, seed: int) -> None:
    day = next(day for day in arrival_days(seed) if day.day == after)
    empty, _ = _new_day(day, folder / "empty.duckdb", folder, is_empty=True)
    full, models = _new_day(day, path, folder, is_empty=False)
    rows = [
        ("an empty one", empty.seconds, empty.cpu_seconds, 1.0, empty.peak_mib),
        (f"{largest.claims:,} claims", full.seconds, full.cpu_seconds, full.seconds / empty.seconds, full.peak_mib),
    ]
    title = f"A new day of {NEW_DAY_ARTICLES} articles on a register of …"
    report.table(title, ("register", "s", "CPU s", "ratio", "peak MiB"), rows)
    slowest = sorted(models, key=lambda node: -models[node])[:_SLOWEST]
    report.table("Slowest of the new day, s", ("node", "s"), [(node.split(".")[2], models[node]) for node in slowest])


def _new_day(day: ArrivalDay, path: Path, folder: Path, *, is_empty: bool) -> tuple[Cost, dict[str, float]]:
    """Load the day from a lake as a run does, and let dbt build what is pending."""
    warehouse, lake = Warehouse(path), Lake(folder / "lake")
    to_lake(lake, day, NEW_DAY_ARTICLES)
    if not is_empty:
        warehouse.built()
    warehouse.load_days(lake, [day.day])
    if is_empty:
        load_reference(warehouse)
    return build(path, folder / "dbt", dbt.build_arguments(warehouse.pending()))


_JOINED_SQL = """
    WITH claims AS (
        SELECT members.event_id, members.article_id, truth.incident
        FROM intermediate.int_event_members AS members
        INNER JOIN read_parquet(?) AS truth ON members.claim_id = truth.claim_id
        WHERE truth.incident IS NOT NULL
    ),
    both_ AS (SELECT event_id, incident, count(DISTINCT article_id) AS n FROM claims GROUP BY ALL),
    by_event AS (SELECT event_id, count(DISTINCT (article_id, incident)) AS n FROM claims GROUP BY ALL),
    by_incident AS (SELECT incident, count(DISTINCT (article_id, event_id)) AS n FROM claims GROUP BY ALL)
    SELECT
        (SELECT count(*) FROM by_incident),
        (SELECT count(*) FROM by_event),
        (SELECT sum(n * (n - 1) / 2) FROM both_),
        (SELECT sum(n * (n - 1) / 2) FROM by_event),
        (SELECT sum(n * (n - 1) / 2) FROM by_incident)
"""
