"""Landing and lake, first half: files as they came → articles, or rejects with a reason."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import dagster as dg

from extractors.reading import landed_files
from orchestration.ingest import DayRead, read_day
from orchestration.metadata import table
from orchestration.partitions import BACKFILL, days_of
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.lake import Lake
from orchestration.upkeep import READ_NIGHTLY


def landing_assets(days: dg.PartitionsDefinition) -> list[dg.AssetsDefinition]:
    """`landing`, `lake/articles` and `lake/rejected_articles`."""

    @dg.asset(
        deps=["polled_sources"],
        partitions_def=days,
        group_name="landing",
        kinds={"file"},
        backfill_policy=BACKFILL,
    )
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
                freshness_policy=READ_NIGHTLY,
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
        backfill_policy=BACKFILL,
    )
    def read_articles(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        lake: dg.ResourceParam[Lake],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.MaterializeResult]:
        progress.stage("reading")
        found = DayRead()
        for day in days_of(context.partition_keys, context.run.tags):
            if not (settings.landing / day.isoformat()).is_dir():
                # a landing folder that is not there (another disk, say) must not empty the lake
                context.log.info("nothing landed on %s; what the lake has of it stays", day)
                continue
            found.add(read_day(settings, lake, day, context.run.run_id, progress))
        yield dg.MaterializeResult(asset_key=["lake", "articles"], metadata=_about_articles(found))
        yield dg.MaterializeResult(asset_key=["lake", "rejected_articles"], metadata=_about_rejects(found))

    return [landing, read_articles]


def _about_articles(found: DayRead) -> dict[str, Any]:
    return {
        "dagster/partition_row_count": found.articles,
        "articles": found.articles,
        "characters": found.characters,
        "bytes_read": found.bytes,
        "without_date": found.without_date,
        **{f"articles_{language}": n for language, n in sorted(found.languages.items())},
        "publishers": table(({"publisher": name, "articles": n} for name, n in found.publishers.most_common()), 30),
    }


def _about_rejects(found: DayRead) -> dict[str, Any]:
    wrong = {reason: n for reason, n in sorted(found.reasons.items()) if reason != "left_out"}
    return {
        "dagster/partition_row_count": found.reasons.total() + found.resolutions.total(),
        "rejected": sum(wrong.values()),
        "duplicates": found.reasons["duplicate"],
        "resolved": found.resolutions.total(),
        # one number each, which the UI plots over the days
        **{f"rejected_{reason}": n for reason, n in wrong.items() if reason != "duplicate"},
        "rejects": table(
            {
                "file": row.origin,
                "line": row.origin_line,
                "reason": row.reason,
                "message": row.message,
                "what_to_do": row.remedy,
            }
            for row in found.first_rejects
        ),
    }
