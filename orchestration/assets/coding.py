"""Lake layer, second half: articles → claims, mentions, errors.  No database is open while this runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import dagster as dg

from extractors import CODER_VERSION
from extractors.coder import CodedArticle, code_in_processes
from extractors.records import ArticleToCode, ExtractionRun
from orchestration.metadata import table
from orchestration.partitions import days_of
from orchestration.pools import CODER
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.lake import Lake

_TABLES = {
    "casualty_claims": "One row per statement that people were killed, wounded, captured or went missing.",
    "control_claims": "One row per place that a side is stated to have taken, retaken, liberated or lost.",
    "materiel_claims": "One row per statement of equipment destroyed, captured, shot down or intercepted.",
    "actor_mentions": "One row per place in an article where a canonical actor is named.",
    "place_mentions": "One row per place in an article where a place of the gazetteer is named.",
    "extraction_errors": "One row per article that the coder could not code.",
    "extraction_runs": "One row per day: how many articles were coded, and what was found.",
}
_FEW = 128
"""Up to this many articles one process is faster: another takes seconds to load its models."""


@dataclass
class DayOfClaims:
    """What coding the articles of one day gave."""

    day: date
    run_id: str
    rows: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in _TABLES})
    n_articles: int = 0
    n_with_claims: int = 0
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def add(self, coded: CodedArticle) -> None:
        """Take in the rows of one article."""
        self.n_articles += 1
        self.n_with_claims += bool(coded.casualties or coded.control or coded.materiel)
        self.rows["casualty_claims"] += coded.casualties
        self.rows["control_claims"] += coded.control
        self.rows["materiel_claims"] += coded.materiel
        self.rows["actor_mentions"] += coded.actors
        self.rows["place_mentions"] += coded.places
        if coded.error:
            self.rows["extraction_errors"].append(coded.error)

    def write(self, lake: Lake) -> ExtractionRun:
        """Write the day's files, that of the run last: it tells that the others are whole."""
        run = ExtractionRun(
            run_id=self.run_id,
            arrival_date=self.day,
            coder_version=CODER_VERSION,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            n_articles=self.n_articles,
            n_articles_with_claims=self.n_with_claims,
            n_casualty_claims=len(self.rows["casualty_claims"]),
            n_control_claims=len(self.rows["control_claims"]),
            n_materiel_claims=len(self.rows["materiel_claims"]),
            n_errors=len(self.rows["extraction_errors"]),
        )
        self.rows["extraction_runs"] = [run]
        lake.path("extraction_runs", self.day).unlink(missing_ok=True)
        for name, rows in self.rows.items():
            lake.write(name, self.day, rows)
        return run


def articles_to_code(lake: Lake, day: date) -> Iterator[ArticleToCode]:
    """The articles of a day, as the coder wants them; a text that was taken back and came again is coded once."""
    columns = ["article_id", "version_id", "text", "language", "published", "publisher", "title"]
    seen: set[str] = set()
    for batch in lake.read("articles", day, columns).to_batches(max_chunksize=512):
        for row in batch.to_pylist():
            if row["version_id"] not in seen:
                seen.add(row["version_id"])
                yield ArticleToCode(**row)


def code_day(lake: Lake, day: date, run_id: str, settings: Settings, progress: Progress) -> DayOfClaims:
    """Code all articles of a day; what comes out depends on the articles and the rules alone."""
    found = DayOfClaims(day, run_id)
    total = lake.read("articles", day, ["article_id"]).num_rows
    coded = code_in_processes(
        articles_to_code(lake, day),
        processes=1 if total <= _FEW else settings.processes,
        run_id=run_id,
        arrival_date=day,
        models=settings.models,
    )
    for article in progress.track(coded, f"coding articles of {day}", total):
        found.add(article)
    return found


def coding_assets(days: dg.PartitionsDefinition) -> list[dg.AssetsDefinition]:
    """`lake/casualty_claims` and the other tables that coding gives."""

    @dg.multi_asset(
        name="code_articles",
        specs=[
            dg.AssetSpec(
                ["lake", name],
                deps=[["lake", "articles"]],
                description=text + " Parquet, one file per arrival day.",
                group_name="lake",
                kinds={"python", "spacy", "parquet"},
                partitions_def=days,
                code_version=CODER_VERSION,
            )
            for name, text in _TABLES.items()
        ],
        backfill_policy=dg.BackfillPolicy.multi_run(7),
        pool=CODER,
    )
    def code_articles(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        lake: dg.ResourceParam[Lake],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.MaterializeResult]:
        progress.stage("coding")
        runs, rows = [], {name: [] for name in _TABLES}
        present = set(lake.days("articles"))
        for day in days_of(context.partition_keys, context.run.tags):
            if day not in present:
                context.log.info("no articles arrived on %s", day)
                continue
            found = code_day(lake, day, context.run.run_id, settings, progress)
            runs.append(found.write(lake))
            for name in _TABLES:
                rows[name] += found.rows[name]
        yield from (_told(name, rows[name], runs) for name in _TABLES)

    return [code_articles]


def _told(name: str, rows: list[Any], runs: list[ExtractionRun]) -> dg.MaterializeResult:
    metadata: dict[str, Any] = {"dagster/partition_row_count": len(rows)}
    if name == "casualty_claims":
        metadata |= {"claims": len(rows), "outcomes": table(_counted(rows, "outcome", "bound"), 60)}
        metadata |= {"sample": table(_sample(rows), 12)}
    elif name in ("control_claims", "materiel_claims"):
        metadata |= {"claims": len(rows), "actions": table(_counted(rows, "action", "language"), 60)}
    elif name == "extraction_errors":
        metadata |= {"errors": table({"article": e.article_id, "error": e.message, "remedy": e.remedy} for e in rows)}
    elif name == "extraction_runs":
        metadata |= _run_numbers(runs)
    return dg.MaterializeResult(asset_key=["lake", name], metadata=metadata)


def _run_numbers(runs: list[ExtractionRun]) -> dict[str, Any]:
    seconds = sum((run.finished_at - run.started_at).total_seconds() for run in runs)
    articles = sum(run.n_articles for run in runs)
    return {
        "articles": articles,
        "articles_with_claims": sum(run.n_articles_with_claims for run in runs),
        "casualty_claims": sum(run.n_casualty_claims for run in runs),
        "control_claims": sum(run.n_control_claims for run in runs),
        "materiel_claims": sum(run.n_materiel_claims for run in runs),
        "claims": sum(run.n_casualty_claims + run.n_control_claims + run.n_materiel_claims for run in runs),
        "failed_articles": sum(run.n_errors for run in runs),
        "seconds": round(seconds, 2),
        "articles_per_second": round(articles / seconds, 1) if seconds else 0.0,
    }


def _counted(rows: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    counts: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(getattr(row, name) for name in names)
        counts[key] = counts.get(key, 0) + 1
    return [dict(zip(names, key, strict=True)) | {"claims": n} for key, n in sorted(counts.items())]


def _sample(rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "outcome": row.outcome,
            "count": row.count_text,
            "low": row.count_low,
            "high": row.count_high,
            "victims": row.victim_text,
            "place": row.place_text,
            "rule": row.rule_id,
            "evidence": row.evidence,
        }
        for row in sorted(rows, key=lambda row: row.claim_id)[:12]
    ]
