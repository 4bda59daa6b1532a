"""`sijill rejects`: what did not get through, and why."""

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    from orchestration.rejects import Rejected


class Kind(StrEnum):
    """Where it did not get through."""

    READING = "reading"
    CODING = "coding"
    FETCHING = "fetching"


def rejects(
    kind: Annotated[Kind | None, typer.Option(help="Only what was stopped there.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only this reason, as the list names it.")] = None,
    origin: Annotated[str | None, typer.Option(help="Only origins that hold these characters.")] = None,
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what arrived on this day.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Duplicates too, and what could be read since.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for other programs.")] = False,
    save: Annotated[
        Path | None, typer.Option(help="Copy the kept bytes of what is listed into this folder.", file_okay=False)
    ] = None,
) -> None:
    """List input that did not get through, with origin, reason and what to do.

    What is rejected stays in the landing folder, byte by byte; `sijill retry` reads it again.  Exit
    status: 0 nothing is listed, 1 something is.

    Examples:

      sijill rejects

      sijill rejects --reason undecodable --save look-at-these

      sijill rejects --all --json | jq .reason
    """
    from orchestration import rejects as rejected_input

    settings = common.settings()
    rows = [
        row
        for row in rejected_input.rejected(settings, everything=everything)
        if (kind is None or row.kind == kind)
        and (reason is None or row.reason == reason)
        and (origin is None or origin in row.origin)
        and (day is None or row.arrival_date == day.date())
    ]
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row.as_object(settings), ensure_ascii=False, default=str))
    else:
        show("Rejected input", rows)
    if save is not None:
        saved = rejected_input.save(rows, settings, save)
        common.err.print(f"{saved} inputs copied to {save}", highlight=False)
    if any(row.resolution is None and row.reason not in rejected_input.NOT_WRONG for row in rows):
        raise typer.Exit(common.DONE_WITH_REJECTS)


def show(title: str, rows: "list[Rejected]") -> None:
    """Print rejected input as a table."""
    if not rows:
        common.err.print(f"{title}: none.")
        return
    cells = [
        [row.arrival_date, row.kind, row.origin, row.origin_line, row.reason, row.message,
         row.remedy if row.resolution is None else row.resolution.replace("_", " ")]
        for row in rows
    ]  # fmt: skip
    columns = ["day", "stopped in", "origin", "line", "reason", "what is wrong", "what to do, or became of it"]
    common.out.print(common.table(title, columns, cells, right=["line"]))
    common.err.print(f"{len(rows)} listed", highlight=False)
