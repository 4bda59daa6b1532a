"""What is looked after without anybody asking: days that are not whole, and how fresh a table ought to be."""

from datetime import timedelta

import dagster as dg

from orchestration.days import broken_days
from orchestration.metadata import table
from orchestration.settings import Settings

READ_NIGHTLY = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=50), warn_window=timedelta(hours=26))
"""The nightly run reads a day even if nothing landed on it: two nights without it, and something is wrong."""

PUBLISHED_NIGHTLY = dg.FreshnessPolicy.cron(deadline_cron="0 4 * * *", lower_bound_delta=timedelta(hours=4))
"""By four in the morning (UTC) what the night has run is published, unless the audit has stopped it."""


def upkeep_checks() -> list[dg.AssetChecksDefinition]:
    """The standing check of the days."""

    @dg.asset_check(
        name="days_are_whole",
        asset=["lake", "extraction_runs"],
        description="Every day that landed was read and coded, and its files in the lake can be read.",
    )
    def days_are_whole(settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
        broken = broken_days(settings)
        rows = [{"arrival_date": one.day, "what": one.what, "what_to_do": one.remedy} for one in broken]
        return dg.AssetCheckResult(
            passed=not broken,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"{len(broken)} days are not whole; the first: {broken[0].day}, {broken[0].what}"
            if broken
            else None,
            metadata={"broken_days": len(broken)} | ({"days": table(rows, 100)} if rows else {}),
        )

    return [days_are_whole]
