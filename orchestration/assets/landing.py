"""Landing and lake, first half: files as they came → articles, or rejects with a reason."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import dagster as dg

from extractors.reading import SIGHTING_COLUMNS, Sighting, landed_files, read_landing, sighting
from extractors.records import Article, RejectedArticle
from orchestration.days import fingerprint, mark_as_read
from orchestration.metadata import table
from orchestration.partitions import days_of
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.lake import Lake


def landing_assets(days: dg.PartitionsDefinition) -> list[dg.AssetsDefinition]:
    """`landing`, `lake/articles` and `lake/rejected_articles`."""

    @dg.asset(
        deps=["polled_sources"],
        partitions_def=days,
        group_name="landing", kinds={"file"}, backfill_policy=dg.BackfillPolicy.multi_run(7))
    def landing(context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]) -> dg.MaterializeResult:
        """Files as they came, a folder per day of arrival; kept for ever, and counted here."""
        found = [
            file.path
            for day in days_of(context.partition_keys, context.run.tags)
            for file in landed_files(settings.landing, day)
        ]
        formats = Counter(path.suffix.lower() or "(none)" for path in found)
        return dg.MaterializeResult(
            metadata={
                "files": len(found),
                "bytes": sum(path.stat().st_size for path in found),
                "formats": table({"suffix": suffix, "files": n} for suffix, n in sorted(formats.items())),
                "folder": dg.MetadataValue.path(str(settings.landing)),
            }
        )

    @dg.multi_asset(
        name="read_articles",
        specs=[
            dg.AssetSpec(
                ["lake", "articles"],
                deps=["landing"],
                description="One row per article that could be read: clean text, language, publication day, origin.",
                group_name="lake",
                kinds={"python", "parquet"},
                partitions_def=days,
            ),
            dg.AssetSpec(
                ["lake", "rejected_articles"],
                deps=["landing"],
                description="One row per input that could not become an article, with the reason and what to do.",
                group_name="lake",
                kinds={"python", "parquet"},
                partitions_def=days,
            ),
        ],
        backfill_policy=dg.BackfillPolicy.multi_run(7),
    )
    def read_articles(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        lake: dg.ResourceParam[Lake],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.MaterializeResult]:
        progress.stage("reading")
        articles: list[Article] = []
        rejects: list[RejectedArticle] = []
        for day in days_of(context.partition_keys, context.run.tags):
            if not landed_files(settings.landing, day) and not lake.path("articles", day).exists():
                context.log.info("nothing landed on %s", day)
                continue
            # taken before reading: what lands meanwhile is new afterwards
            mark = fingerprint(landed_files(settings.landing, day))
            accepted, rejected = read_day(settings, lake, day, context.run.run_id, progress)
            lake.write("articles", day, accepted)
            lake.write("rejected_articles", day, rejected)
            mark_as_read(lake, day, mark)
            articles += accepted
            rejects += rejected
        yield dg.MaterializeResult(asset_key=["lake", "articles"], metadata=_about_articles(articles))
        yield dg.MaterializeResult(asset_key=["lake", "rejected_articles"], metadata=_about_rejects(rejects))

    return [landing, read_articles]


def read_day(
    settings: Settings, lake: Lake, day: date, run_id: str, progress: Progress
) -> tuple[list[Article], list[RejectedArticle]]:
    """Read everything that landed on a day, earlier batches of the day included.

    A text that arrived on an earlier day already is rejected as a duplicate; later days do not matter,
    so that running a day again gives the same rows.
    """
    articles: list[Article] = []
    rejects: list[RejectedArticle] = []
    files = landed_files(settings.landing, day)
    rows = read_landing(files, arrival_date=day, run_id=run_id, known=arrived_before(lake, day))
    for row in progress.track(rows, f"reading what landed on {day}"):
        if isinstance(row, Article):
            articles.append(row)
        else:
            rejects.append(row)
    return articles, rejects


def arrived_before(lake: Lake, day: date) -> dict[str, list[Sighting]]:
    """article_id → the texts that it was seen with, of everything that arrived before a day."""
    known: dict[str, list[Sighting]] = {}
    for earlier in lake.days("articles"):
        if earlier < day:
            for row in lake.read("articles", earlier, ["article_id", *SIGHTING_COLUMNS]).to_pylist():
                known.setdefault(row.pop("article_id"), []).append(sighting(**row))
    return known


def _about_articles(articles: list[Article]) -> dict[str, Any]:
    languages = Counter(article.language for article in articles)
    publishers = Counter(article.publisher or "(not told)" for article in articles)
    return {
        "dagster/partition_row_count": len(articles),
        "articles": len(articles),
        "characters": sum(article.n_characters for article in articles),
        "without_date": sum(article.published is None for article in articles),
        **{f"articles_{language}": n for language, n in sorted(languages.items())},
        "publishers": table(({"publisher": name, "articles": n} for name, n in publishers.most_common()), 30),
    }


def _about_rejects(rejects: list[RejectedArticle]) -> dict[str, Any]:
    return {
        "dagster/partition_row_count": len(rejects),
        "rejected": len(rejects),
        "duplicates": sum(row.reason == "duplicate" for row in rejects),
        "rejects": table(
            {
                "file": row.origin,
                "line": row.origin_line,
                "reason": row.reason,
                "message": row.message,
                "what_to_do": row.remedy,
            }
            for row in rejects
        ),
    }
