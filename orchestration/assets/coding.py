"""Lake layer, second half: articles → claims, mentions, errors.  No database is open while this runs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import dagster as dg

from extractors import CODER_VERSION
from extractors.coder import CodedArticle
from extractors.processes import FEW, code_in_processes
from extractors.records import ArticleToCode, CasualtyClaim, ExtractionError, ExtractionRun
from orchestration.metadata import table
from orchestration.partitions import BACKFILL, days_of
from orchestration.pools import CODER
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.lake import Lake

_TABLES = {
    "casualty_claims": "One row per statement that people were killed, wounded, captured or went missing.",
    "control_claims": "One row per place that a side is stated to have taken, retaken, liberated or lost.",
    "materiel_claims": "One row per statement of equipment destroyed, captured, shot down or intercepted.",
    "actor_mentions": "One row per actor mention: words that name a canonical actor.",
    "place_mentions": "One row per place mention: words that name a place of the gazetteer.",
    "extraction_errors": "One row per article that the coder could not code.",
    "extraction_runs": "One row per day: how many articles were coded, and what was found.",
}
_CLAIMS = ("casualty_claims", "control_claims", "materiel_claims")
_COUNTED = {
    "casualty_claims": ("outcome", "bound"),
    "control_claims": ("action", "language"),
    "materiel_claims": ("action", "language"),
}
_SHOWN = 12


@dataclass
class Coded:
    """What coding gave, of one day or of several added up: numbers, and the first few rows to show."""

    n_articles: int = 0
    n_with_claims: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[tuple[str, ...]]] = field(default_factory=lambda: {name: Counter() for name in _COUNTED})
    sample: list[CasualtyClaim] = field(default_factory=list)
    errors: list[ExtractionError] = field(default_factory=list)
    runs: list[ExtractionRun] = field(default_factory=list)

    def take(self, coded: CodedArticle) -> dict[str, list[Any]]:
        """Count what one article gave; table → its rows."""
        rows: dict[str, list[Any]] = {
            "casualty_claims": coded.casualties,
            "control_claims": coded.control,
            "materiel_claims": coded.materiel,
            "actor_mentions": coded.actors,
            "place_mentions": coded.places,
            "extraction_errors": [coded.error] if coded.error else [],
        }
        self.n_articles += 1
        self.n_with_claims += any(rows[name] for name in _CLAIMS)
        self.rows.update({name: len(found) for name, found in rows.items()})
        for name, fields in _COUNTED.items():
            self.kinds[name].update(tuple(getattr(row, one) for one in fields) for row in rows[name])
        if coded.casualties:
            self.sample = _least([*self.sample, *coded.casualties])
        if coded.error and len(self.errors) < _SHOWN:
            self.errors.append(coded.error)
        return rows

    def add(self, other: "Coded") -> None:
        """Add another day's."""
        self.n_articles += other.n_articles
        self.n_with_claims += other.n_with_claims
        self.rows.update(other.rows)
        for name, counts in other.kinds.items():
            self.kinds[name].update(counts)
        self.sample = _least([*self.sample, *other.sample])
        self.errors = (self.errors + other.errors)[:_SHOWN]
        self.runs += other.runs

    def run(self, day: date, run_id: str, started_at: datetime) -> ExtractionRun:
        """The row that tells that a day is coded, and what came of it."""
        return ExtractionRun(
            run_id=run_id,
            arrival_date=day,
            coder_version=CODER_VERSION,
            started_at=started_at,
            finished_at=datetime.now(UTC),
            n_articles=self.n_articles,
            n_articles_with_claims=self.n_with_claims,
            **{f"n_{name}": self.rows[name] for name in _CLAIMS},
            n_errors=self.rows["extraction_errors"],
        )


def _least(claims: list[CasualtyClaim]) -> list[CasualtyClaim]:
    return sorted(claims, key=lambda row: row.claim_id)[:_SHOWN]


def articles_to_code(lake: Lake, day: date) -> Iterator[ArticleToCode]:
    """The articles of a day, as the coder wants them."""
    columns = ["article_id", "version_id", "text", "language", "published", "publisher", "title"]
    for batch in lake.batches("articles", day, columns):
        yield from (ArticleToCode(**row) for row in batch.to_pylist())


def code_day(lake: Lake, day: date, run_id: str, settings: Settings, progress: Progress) -> Coded:
    """Code all articles of a day into the lake; what comes out depends on the articles and the rules alone."""
    found, started_at = Coded(), datetime.now(UTC)
    total = lake.n_rows("articles", day)
    coded = code_in_processes(
        articles_to_code(lake, day),
        processes=1 if total <= FEW else settings.processes,
        run_id=run_id,
        arrival_date=day,
        models=settings.models,
    )
    with lake.writers(day, list(_TABLES)) as sinks:
        for article in progress.track(coded, f"coding articles of {day}", total):
            for name, rows in found.take(article).items():
                for row in rows:
                    sinks[name].add(row)
        found.runs = [found.run(day, run_id, started_at)]
        sinks["extraction_runs"].add(found.runs[0])
        # it comes last and tells that the others are whole: no old one may stand beside new files
        lake.path("extraction_runs", day).unlink(missing_ok=True)
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
        backfill_policy=BACKFILL,
        pool=CODER,
    )
    def code_articles(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        lake: dg.ResourceParam[Lake],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.MaterializeResult]:
        progress.stage("coding")
        found = Coded()
        present = set(lake.days("articles"))
        for day in days_of(context.partition_keys, context.run.tags):
            if day in present:
                found.add(code_day(lake, day, context.run.run_id, settings, progress))
            else:
                context.log.info("no articles arrived on %s", day)
        yield from (_told(name, found) for name in _TABLES)

    return [code_articles]


def _told(name: str, found: Coded) -> dg.MaterializeResult:
    rows = len(found.runs) if name == "extraction_runs" else found.rows[name]
    metadata: dict[str, Any] = {"dagster/partition_row_count": rows, "rows": rows}
    if name in _COUNTED:
        shown = "outcomes" if name == "casualty_claims" else "actions"
        metadata |= {"claims": rows, shown: table(_counted(found.kinds[name], _COUNTED[name]), 60)}
    if name == "casualty_claims":
        metadata |= {"sample": table(_sample(found.sample), _SHOWN)}
    elif name == "extraction_errors":
        metadata |= {
            "errors": table({"article": e.article_id, "error": e.message, "remedy": e.remedy} for e in found.errors)
        }
    elif name == "extraction_runs":
        metadata |= _run_numbers(found.runs)
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


def _counted(counts: Counter[tuple[str, ...]], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [dict(zip(names, key, strict=True)) | {"claims": n} for key, n in sorted(counts.items())]


def _sample(rows: list[CasualtyClaim]) -> list[dict[str, Any]]:
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
        for row in rows
    ]
