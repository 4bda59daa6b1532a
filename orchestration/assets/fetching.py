"""Fetching: the sources of `sources.toml`, polled; what is new lands, what fails is listed and checked."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from extractors.fetching import SourcePoll
from orchestration.fetching import SourceHealth, configured, health, poll_sources
from orchestration.metadata import table
from orchestration.settings import Settings
from orchestration.storage.fetched import FETCH_ERRORS, PUBLISHERS, read_errors, write_publishers
from orchestration.storage.lake import Lake

_POLLED = dg.AssetKey("polled_sources")
_COUNTS = ("listed", "new", "changed", "unchanged", "failed", "left_over", "requests", "bytes")


def fetching_assets() -> list[dg.AssetsDefinition]:
    """`polled_sources` and `lake/fetch_errors`, filled by one poll, and `lake/publishers`."""

    @dg.multi_asset(
        name="poll_sources",
        specs=[
            dg.AssetSpec(
                _POLLED,
                description="A poll of every enabled source: articles that are new or changed land as WARC files.",
                group_name="fetching",
                kinds={"file"},
            ),
            dg.AssetSpec(
                ["lake", FETCH_ERRORS],
                deps=[_POLLED],
                description="One row per address of a source, day and reason for which it could not be fetched.",
                group_name="fetching",
                kinds={"parquet"},
            ),
        ],
    )
    def poll(settings: dg.ResourceParam[Settings], lake: dg.ResourceParam[Lake]) -> Iterator[dg.MaterializeResult]:
        polls = poll_sources(settings)
        yield dg.MaterializeResult(asset_key=_POLLED, metadata=about_polls(polls))
        yield dg.MaterializeResult(asset_key=["lake", FETCH_ERRORS], metadata=_about_errors(lake))

    @dg.asset(key=["lake", PUBLISHERS], group_name="lake", kinds={"parquet"})
    def publishers(settings: dg.ResourceParam[Settings], lake: dg.ResourceParam[Lake]) -> dg.MaterializeResult:
        """The publishers of sources.toml: country, language, side that they stand near, note on reliability."""
        known = write_publishers(lake, configured(settings))
        return dg.MaterializeResult(
            metadata={"publishers": known, "file": dg.MetadataValue.path(str(settings.sources))}
        )

    return [poll, publishers]


def fetching_checks() -> list[dg.AssetChecksDefinition]:
    """Checks that name the sources which fail, and those which have gone silent."""

    @dg.asset_check(
        asset=_POLLED, name="sources_answer", description="No source has failed for several polls in a row."
    )
    def sources_answer(settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
        failing = [one for one in health(settings) if one.failed_polls >= settings.failing_polls]
        return _named(failing, f"have failed for {settings.failing_polls} polls or more")

    @dg.asset_check(asset=_POLLED, name="sources_speak", description="Every source has brought something new of late.")
    def sources_speak(settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
        quiet = [one for one in health(settings) if (one.silent_days or 0) >= settings.silent_days]
        return _named(quiet, f"have brought nothing new for {settings.silent_days} days or more")

    return [sources_answer, sources_speak]


def about_polls(polls: Sequence[SourcePoll]) -> dict[str, Any]:
    """Numbers to plot, and how each source did."""
    totals = {name: sum(getattr(one, name) for one in polls) for name in _COUNTS}
    return {
        "sources": len(polls),
        "failed_sources": sum(one.outcome == "failed" for one in polls),
        **totals,
        "seconds": round(max((one.finished_at - one.started_at for one in polls), default=0.0), 1),
        "polls": table(
            (
                {
                    "source": one.source,
                    "outcome": one.outcome,
                    **{name: getattr(one, name) for name in _COUNTS},
                    "message": one.problem.message if one.problem else None,
                    "what_to_do": one.problem.remedy if one.problem else None,
                }
                for one in polls
            ),
            100,
        ),
    }


def _about_errors(lake: Lake) -> dict[str, Any]:
    rows = read_errors(lake).to_pylist()
    today = datetime.now(UTC).date()
    shown = ("arrival_date", "source", "url", "reason", "http_status", "attempts", "message", "remedy")
    return {
        "dagster/row_count": len(rows),
        "errors": len(rows),
        "errors_today": sum(row["arrival_date"] == today for row in rows),
        "newest": table(({name: row[name] for name in shown} for row in reversed(rows)), 30),
    }


def _named(sources: Sequence[SourceHealth], what: str) -> dg.AssetCheckResult:
    """A warning that names sources, with what is wrong and what to do; passed where there are none."""
    rows = [
        {
            "source": one.source.name,
            "address": one.source.address,
            "failed_polls": one.failed_polls,
            "silent_days": None if one.silent_days is None else round(one.silent_days, 1),
            "message": (one.last or {}).get("message"),
            "what_to_do": (one.last or {}).get("remedy")
            or "open the address; mend or remove the source in sources.toml",
        }
        for one in sources
    ]
    return dg.AssetCheckResult(
        passed=not rows,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{', '.join(row['source'] for row in rows)} {what}" if rows else None,
        metadata={"sources": len(rows)} | ({"failing_rows": table(rows, 50)} if rows else {}),
    )
