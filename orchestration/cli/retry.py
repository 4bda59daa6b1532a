"""`sijill retry`: reads and codes again what did not get through, after a fix."""

from datetime import datetime
from typing import Annotated

import typer

from orchestration.cli import common


def retry(
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what arrived on this day.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only days on which something has this reason.")] = None,
) -> None:
    """Run again the days on which something was rejected or could not be coded, and say what passed now.

    For use after a fix: a program of a newer version, a mended rule, a file mended in its place in the
    landing folder.  What was rejected and passes now stays in the record as read.  Exit status: 0
    everything passed, 1 something still does not.

    Examples:

      sijill retry

      sijill retry --day 2026-03-02
    """
    from orchestration.cli.rejects import show
    from orchestration.cli.run import bars, report
    from orchestration.rejects import open_days
    from orchestration.run import RunError, run_register

    settings = common.settings()
    before = {
        arrived: rows
        for arrived, rows in open_days(settings).items()
        if (day is None or arrived == day.date()) and (reason is None or any(row.reason == reason for row in rows))
    }
    if not before:
        common.err.print("Nothing is rejected that could be tried again.")
        return
    count = sum(map(len, before.values()))
    common.err.print(f"{count} inputs of {len(before)} days are tried again", highlight=False)
    try:
        summary = run_register(settings, list(before), progress=bars())
    except RunError as error:
        common.fail(str(error))
    report(settings, summary, with_rejects=False)
    left = [row for day_rows in map(open_days(settings).get, before) for row in day_rows or []]
    still = {row.id for row in left}
    show("Passed now", [row for rows in before.values() for row in rows if row.id not in still])
    show("Still rejected", left)
    if left or not summary.success:
        raise typer.Exit(common.DONE_WITH_REJECTS)
