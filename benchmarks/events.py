"""What it costs to build the register of so many claims, and how right the events are.

Time includes dbt's own start and all its tests, as in a run.  A few large incidents hold most of the pairs of a
short register, so that by chance alone its recall lies some hundredths above or below that of another one.
A register of fewer than JUDGED claims is therefore judged together with others of its size and other seeds.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
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
from benchmarks.whole_run import measure_whole_run
from orchestration import dbt
from orchestration.storage.warehouse import Warehouse

JUDGED = 100_000
"""Claims over which precision and recall are taken, by as many registers as hold them, ten at most."""
_ONLY_JOINED = ("--select", "+int_event_members", "--exclude-resource-type", "test")


@dataclass(frozen=True, slots=True)
class Joined:
    """How right the events are, over pairs of reports (an article's account of an incident) of two articles.

    `same_both` pairs are of one event and of one incident.
    """

    incidents: int
    events: int
    same_both: int
    same_event: int
    same_incident: int

    def __add__(self, other: "Joined") -> "Joined":
        """Both registers judged together."""
        return Joined(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))

    @property
    def precision(self) -> float | None:
        """Share of the pairs of one event that are of one incident."""
        return self.same_both / self.same_event if self.same_event else None

    @property
    def recall(self) -> float | None:
        """Share of the pairs of one incident that are of one event."""
        return self.same_both / self.same_incident if self.same_incident else None


@dataclass(frozen=True, slots=True)
class Built:
    """One register that was built; `models` are seconds by node.

    `joined` judges it together with `others` of its size.  `partners` are the mentions that a mention was
    compared with: the mean, what 99 in a hundred do not exceed, and the most.
    """

    claims: int
    cost: Cost
    joined: Joined
    others: int
    partners: tuple[float, int, int]
    models: dict[str, float]


def run(sizes: Sequence[int], *, seed: int, new_day: bool = True) -> None:
    """Build registers of these sizes one after another and print what each cost."""
    built = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, truth = folder / "register.duckdb", folder / "truth.parquet"
        for size in sizes:
            others = min(9, max(0, JUDGED // size - 1))
            more = [_judged(folder, seed + n, size) for n in range(1, others + 1)]
            after = _written(path, truth, seed, size)
            cost, models = build(path, folder / "dbt", dbt.build_arguments(full_refresh=True))
            claims = pq.read_metadata(truth).num_rows
            built.append(Built(claims, cost, sum(more, joined(path, truth)), others, partners(path), models))
        _print(built)
        if new_day:
            # made from that day on: what is before it costs minutes and changes nothing
            days = arrival_days(seed, after)
            measure_new_day(path, built[-1].claims, next(days), folder)
            measure_whole_run(path, built[-1].claims, next(days), folder / "runs")


def _judged(folder: Path, seed: int, size: int) -> Joined:
    """How right the events of another register of that size are; nothing else is measured."""
    path, truth = folder / "other.duckdb", folder / "other.parquet"
    _written(path, truth, seed, size)
    build(path, folder / "dbt", [*dbt.build_arguments(full_refresh=True), *_ONLY_JOINED])
    return joined(path, truth)


def _written(path: Path, truth: Path, seed: int, size: int) -> date:
    """Write a register in place of the file at `path`; the day after its last."""
    path.unlink(missing_ok=True)
    report.console.print(f"writing a register of {size:,} claims, seed {seed} …")
    after, _ = in_own_process(_fill, path, truth, seed, size)
    return after


def _fill(path: Path, truth: Path, seed: int, size: int) -> date:
    return fill(Warehouse(path), truth, seed, size)


def joined(warehouse: Path, truth: Path) -> Joined:
    """The events of a built register against the truth."""
    with Warehouse(warehouse).open(read_only=True) as connection:
        row = connection.execute(_JOINED_SQL, [str(truth)]).fetchone()
    if row is None:
        raise BenchmarkError(f"{warehouse} holds no events")
    return Joined(*(int(number or 0) for number in row))


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
            one.others + 1,
            *one.partners,
        )
        for one in built
    ]
    heads = (
        "register",
        "precision",
        "recall",
        "over registers",
        "compared with",
        "99 % with ≤",
        "at most",
    )
    report.table("Pairs of reports", heads, quality)
    print_slowest("Slowest models and tests, s", [(f"{one.claims:,}", one.models) for one in built])


def partners(warehouse: Path) -> tuple[float, int, int]:
    """With how many others a mention was compared: the mean, what 99 in a hundred do not exceed, the most."""
    with Warehouse(warehouse).open(read_only=True) as connection:
        row = connection.execute(_PARTNERS_SQL).fetchone()
    return (float(row[0]), int(row[1]), int(row[2])) if row and row[1] is not None else (0.0, 0, 0)


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

_PARTNERS_SQL = """
    WITH partners AS (
        SELECT mentions.mention_id, count(pairs.pair_id) AS n
        FROM intermediate.int_mentions AS mentions
        LEFT JOIN (
            SELECT pair_id, unnest([mention_a, mention_b]) AS mention_id FROM intermediate.int_mention_pairs
        ) AS pairs ON mentions.mention_id = pairs.mention_id
        GROUP BY ALL
    )
    SELECT avg(n), quantile_disc(n, 0.99), max(n) FROM partners
"""
