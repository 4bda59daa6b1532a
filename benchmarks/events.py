"""What it costs to build the register of so many claims, how right the events are, and what a new day costs.

Time includes dbt's own start and all its tests, as in a run.  Of a new day everything is measured that follows
reading and coding, which know nothing of the register's size.
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
from expectations.rules import CRITICAL
from expectations.run import run_suites
from expectations.suites import mart_suites, raw_suites
from orchestration import dbt
from orchestration.storage.lake import Lake
from orchestration.storage.publish import publish
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
    """One register that was built; `models` are seconds by node.

    `shared` are the events of the days that the smallest register holds as well: the incidents of a short
    time are others than those of a long one, whatever joins them.  `partners` are the mentions that a mention
    was compared with: the mean, and what 99 in a hundred do not exceed.
    """

    claims: int
    cost: Cost
    joined: Joined
    shared: Joined
    partners: tuple[float, int]
    models: dict[str, float]


def run(sizes: Sequence[int], *, seed: int, new_day: bool = True) -> None:
    """Build registers of these sizes one after another and print what each cost."""
    built, shortest = [], date.max
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, truth = folder / "register.duckdb", folder / "truth.parquet"
        for size in sizes:
            path.unlink(missing_ok=True)
            report.console.print(f"writing a register of {size:,} claims …")
            after, _ = in_own_process(_fill, path, truth, seed, size)
            shortest = min(shortest, after)
            cost, models = build(path, folder / "dbt", dbt.build_arguments(full_refresh=True))
            claims = pq.read_metadata(truth).num_rows
            pairs = joined(path, truth), joined(path, truth, before=shortest)
            built.append(Built(claims, cost, *pairs, partners(path), models))
        _print(built)
        if new_day:
            # made from that day on: what is before it costs minutes and changes nothing
            _print_new_day(built[-1], next(arrival_days(seed, after)), path, folder)


def _fill(path: Path, truth: Path, seed: int, size: int) -> date:
    return fill(Warehouse(path), truth, seed, size)


def build(warehouse: Path, target: Path, arguments: Sequence[str]) -> tuple[Cost, dict[str, float]]:
    """Run dbt as the register does; its cost, and the seconds of each model and test.

    Raises BenchmarkError where dbt fails, a failing test included.
    """
    target.mkdir(exist_ok=True)
    cost = command(
        [str(dbt.executable()), "--quiet", *arguments],
        dbt.PROJECT,
        dbt.environment(warehouse, target),
    )
    results = json.loads((target / _RESULTS).read_text(encoding="utf-8"))["results"]
    return cost, {result["unique_id"]: float(result["execution_time"]) for result in results}


def joined(warehouse: Path, truth: Path, *, before: date = date.max) -> Joined:
    """The events of a built register against the truth, over the claims that arrived before a day."""
    with Warehouse(warehouse).open(read_only=True) as connection:
        row = connection.execute(_JOINED_SQL, [str(truth), before]).fetchone()
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
        growths.append((more.cost.cpu_seconds / less.cost.cpu_seconds) ** (1 / decades))
    rows = [
        (
            f"{one.claims:,} claims",
            one.joined.incidents,
            one.joined.events,
            one.cost.seconds,
            one.cost.cpu_seconds,
            growth,
            one.cost.peak_mib,
        )
        for one, growth in zip(built, growths, strict=True)
    ]
    heads = (
        "register",
        "incidents",
        "events",
        "s",
        "CPU s",
        "growth per 10×",
        "peak MiB",
    )
    report.table("dbt build of the whole register", heads, rows)
    quality = [
        (
            f"{one.claims:,} claims",
            one.joined.precision,
            one.joined.recall,
            one.shared.precision,
            one.shared.recall,
            *one.partners,
        )
        for one in built
    ]
    heads = (
        "register",
        "precision",
        "recall",
        "of common days: precision",
        "recall",
        "compared with",
        "99 % with ≤",
    )
    report.table("Pairs of reports", heads, quality)
    last = built[-1].models
    slowest = sorted(last, key=lambda node: -last[node])[:_SLOWEST]
    times = [(node.split(".")[2], *(one.models.get(node, 0.0) for one in built)) for node in slowest]
    report.table(
        "Slowest models and tests, s",
        ("node", *(f"{one.claims:,}" for one in built)),
        times,
    )


def partners(warehouse: Path) -> tuple[float, int]:
    """With how many others a mention was compared: the mean, and what 99 in a hundred do not exceed."""
    with Warehouse(warehouse).open(read_only=True) as connection:
        row = connection.execute(_PARTNERS_SQL).fetchone()
    return (float(row[0]), int(row[1])) if row and row[1] is not None else (0.0, 0)


def _print_new_day(largest: Built, day: ArrivalDay, path: Path, folder: Path) -> None:
    with Warehouse(path).open() as connection:
        connection.execute("CHECKPOINT")
    empty, _ = _new_day(day, folder / "empty.duckdb", folder, is_empty=True)
    full, models = _new_day(day, path, folder, is_empty=False)
    sums = [
        Cost(
            sum(c.seconds for c in costs),
            sum(c.cpu_seconds for c in costs),
            max(c.peak_mib for c in costs),
        )
        for costs in (empty.values(), full.values())
    ]
    rows = [
        (
            stage,
            before.seconds,
            before.cpu_seconds,
            after.seconds,
            after.cpu_seconds,
            after.cpu_seconds / before.cpu_seconds,
            after.peak_mib,
        )
        for stage, before, after in [
            *((name, empty[name], full[name]) for name in empty),
            ("together", *sums),
        ]
    ]
    title = f"A new day of {NEW_DAY_ARTICLES} articles on an empty register and on one of {largest.claims:,} claims"
    report.table(
        title,
        ("step", "empty, s", "CPU s", "full, s", "CPU s", "ratio of CPU s", "peak MiB"),
        rows,
    )
    slowest = sorted(models, key=lambda node: -models[node])[:_SLOWEST]
    report.table(
        "Slowest of the new day, s",
        ("node", "s"),
        [(node.split(".")[2], models[node]) for node in slowest],
    )


def _new_day(day: ArrivalDay, path: Path, folder: Path, *, is_empty: bool) -> tuple[dict[str, Cost], dict[str, float]]:
    """Load the day from a lake as a run does, audit, build, audit and publish; the costs of each step."""
    to_lake(Lake(folder / "lake"), day, NEW_DAY_ARTICLES)
    costs: dict[str, Cost] = {}
    _, costs["load"] = in_own_process(_load, path, folder, day.day, is_empty)
    _, costs["audit of the raw tables"] = in_own_process(_audit, path, "raw")
    costs["dbt build"], models = build(path, folder / "dbt", dbt.build_arguments())
    _, costs["audit of the marts"] = in_own_process(_audit, path, "marts")
    _, costs["publish"] = in_own_process(_publish, path, folder / "releases")
    return costs, models


def _load(path: Path, folder: Path, day: date, is_empty: bool) -> None:
    warehouse = Warehouse(path)
    warehouse.load_days(Lake(folder / "lake"), [day])
    if is_empty:
        load_reference(warehouse)


def _audit(path: Path, layer: str) -> None:
    broken = [
        verdict.summary()
        for verdict in run_suites(path, raw_suites() if layer == "raw" else mart_suites())
        if not verdict.passed and verdict.rule.severity == CRITICAL
    ]
    if broken:
        raise BenchmarkError("; ".join(broken[:5]))


def _publish(path: Path, releases: Path) -> None:
    publish(
        Warehouse(path),
        releases,
        releases.with_name("published"),
        run_id="benchmark",
        audit={},
        comments={},
        kept=1,
    )


_JOINED_SQL = """
    WITH claims AS (
        SELECT members.event_id, members.article_id, truth.incident
        FROM intermediate.int_event_members AS members
        INNER JOIN read_parquet(?) AS truth ON members.claim_id = truth.claim_id
        WHERE truth.incident IS NOT NULL AND members.arrival_date < ?
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

_PARTNERS_SQL = """
    WITH partners AS (
        SELECT mentions.mention_id, count(pairs.pair_id) AS n
        FROM intermediate.int_mentions AS mentions
        LEFT JOIN (
            SELECT pair_id, unnest([mention_a, mention_b]) AS mention_id FROM intermediate.int_mention_pairs
        ) AS pairs ON mentions.mention_id = pairs.mention_id
        GROUP BY ALL
    )
    SELECT avg(n), quantile_disc(n, 0.99) FROM partners
"""
