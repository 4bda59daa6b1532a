"""`sijill diff`: what a publication changed."""

import csv
import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli import common
from orchestration.cli.query import Shape

if TYPE_CHECKING:
    from orchestration.storage.comparison import Difference


def diff(
    before: Annotated[
        Path | None,
        typer.Argument(help="Older release folder; default: the one before the newest.", show_default=False),
    ] = None,
    after: Annotated[
        Path | None, typer.Argument(help="Newer release; default: what is published now.", show_default=False)
    ] = None,
    shape: Annotated[Shape, typer.Option("--format", "-f", help="How to write the differences.")] = Shape.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Rows that a table shows; csv and json are never cut.")] = 100,
) -> None:
    """Compare two publications: which events appeared, changed (field by field), were renamed, merged, split or went.

    Examples:

      sijill diff

      sijill diff data/releases/20260101T060000000000Z-1a2b3c4d data/published --format csv > changes.csv
    """
    from orchestration.storage.comparison import Difference, compare

    older, newer = _releases(before, after)
    try:
        found = compare(older, newer)
    except FileNotFoundError as error:
        common.fail(f"no publication in {error.args[0]}", "name a folder of data/releases", common.USED_WRONGLY)
    names = [field.name for field in dataclasses.fields(Difference)]
    if shape is Shape.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(dataclasses.astuple(difference) for difference in found)
    elif shape is Shape.JSON:
        typer.echo(json.dumps([dataclasses.asdict(difference) for difference in found], ensure_ascii=False, indent=1))
    else:
        _print(found, names, older, newer, limit)


def _print(found: "list[Difference]", names: list[str], older: Path, newer: Path, limit: int) -> None:
    common.out.print(f"{older.name} → {newer.name}", highlight=False)
    if not found:
        common.out.print("no event changed")
        return
    from orchestration.storage.comparison import count_events

    counts = [f"{n} {change}" for change, n in count_events(found).items() if n]
    common.out.print(common.table(", ".join(counts), names, [dataclasses.astuple(d) for d in found[:limit]]))
    if len(found) > limit:
        common.err.print(f"the first {limit} rows of {len(found)}; --limit shows more, --format csv all of them")


def _releases(before: Path | None, after: Path | None) -> tuple[Path, Path]:
    """The two folders to compare; ends the command where there is nothing to compare with."""
    from orchestration.storage.publish import releases

    settings = common.settings()
    newer = (after or settings.published).resolve()
    if before is not None:
        return before.resolve(), newer
    older = [folder for folder in releases(settings.releases) if folder.resolve().name < newer.name]
    if not older:
        common.fail(
            "there is no earlier publication to compare with",
            "publish again, or keep more releases (kept_releases in sijill.toml)",
        )
    return older[-1], newer
