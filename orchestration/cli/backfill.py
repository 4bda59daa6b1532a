"""`sijill backfill`: runs a range of arrival days again."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    from orchestration.settings import Settings

_DAY = ["%Y-%m-%d"]


def backfill(
    first: Annotated[datetime, typer.Argument(metavar="FROM", formats=_DAY, help="First arrival day.")],
    last: Annotated[datetime, typer.Argument(metavar="TO", formats=_DAY, help="Last arrival day, itself included.")],
) -> None:
    """Read, code and load every arrival day of a range again, then build, audit and publish once.

    It does what a backfill of the job `register` in the UI does.  Running a day again gives the same
    rows; days on which nothing landed are passed over.  What was done is kept where it is stopped: the
    same command goes on with the rest.

    Example:

      sijill backfill 2026-03-01 2026-03-31
    """
    from orchestration.cli.run import bars, report
    from orchestration.run import RunError, run_register

    settings = common.settings()
    start, end = first.date(), last.date()
    if start > end:
        common.fail(f"{start} is after {end}", "give the first day first", common.USED_WRONGLY)
    days = days_with_input(settings, start, end)
    if not days:
        remedy = "`ls` in the landing folder shows the days that hold something"
        common.fail(f"nothing landed from {start} to {end} in {settings.landing}", remedy, common.USED_WRONGLY)
    common.err.print(f"{len(days)} of {(end - start) / timedelta(days=1) + 1:.0f} days hold input", highlight=False)
    try:
        summary = run_register(settings, days, progress=bars())
    except RunError as error:
        common.fail(str(error))
    report(settings, summary)
    if not summary.success or summary.rejected:
        raise typer.Exit(common.DONE_WITH_REJECTS)


def days_with_input(settings: "Settings", start: date, end: date) -> list[date]:
    """The days of a range that have a landing folder or articles in the lake."""
    from orchestration.days import landing_days
    from orchestration.storage.lake import Lake

    known = {*landing_days(settings), *Lake(settings.lake).days("articles")}
    return sorted(day for day in known if start <= day <= end)
