"""What it costs to build the register of so many claims, and how right the events are.

Time includes dbt's own start and all its tests, as in a run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from benchmarks import report
from benchmarks.building import build, print_slowest
from benchmarks.measure import BenchmarkError, Cost, in_own_process
from benchmarks.new_day import measure_new_day
from benchmarks.synthetic.articles import arrival_days
from benchmarks.synthetic.register import fill
from orchestration import dbt
from orchestration.storage.warehouse import Warehouse


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
            measure_new_day(path, built[-1].claims, next(arrival_days(seed, after)), folder)


def _fill(path: Path, truth: Path, seed: int, size: int) -> date:
    return fill(Warehouse(path), truth, seed, size)


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
    print_slowest("Slowest models and tests, s", [(f"{one.claims:,}", one.models) for one in built])


def partners(warehouse: Path) -> tuple[float, int]:
    """With how many others a mention was compared: the mean, and what 99 in a hundred do not exceed."""
    with Warehouse(warehouse).open(read_only=True) as connection:
        row = connection.execute(_PARTNERS_SQL).fetchone()
    return (float(row[0]), int(row[1])) if row and row[1] is not None else (0.0, 0)


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
