"""The `sijill` command: one module per subcommand, registered here and nowhere else.

Heavy libraries (Dagster, dbt, spaCy) are imported inside the commands that need them, so that
`sijill --help` answers at once.  Exit status: 0 all went well; 1 the work was done but some input
was rejected, or something failed; 2 the command was used wrongly.
"""

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli import (
    backfill,
    code,
    common,
    diff,
    doctor,
    evaluate,
    explain,
    export,
    fetch,
    query,
    reconcile,
    rejects,
    retract,
    retry,
    run,
    sources,
    ui,
)

app = typer.Typer(
    name="sijill",
    help="An open, self-hosted register of conflict events, read from English and Arabic news.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    data: Annotated[
        Path | None,
        typer.Option(
            help="Folder that holds landing, lake, register and publication; else $SIJILL_DATA, else ./data.",
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Keep who did what to whom, where and when, according to whom."""
    common.use_data(data)


for command in (
    run.run,
    backfill.backfill,
    fetch.fetch,
    sources.sources,
    code.code,
    evaluate.evaluate,
    query.query,
    export.export,
    explain.explain,
    diff.diff,
    reconcile.reconcile,
    rejects.rejects,
    retry.retry,
    retract.retract,
    ui.ui,
    doctor.doctor,
):
    app.command()(command)


def main() -> None:
    """Entry point of the console script."""
    app()
