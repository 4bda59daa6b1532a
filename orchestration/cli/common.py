"""What the commands share: consoles, the data folder, tables, ends with a status."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from orchestration.settings import Settings

_WIDE = 180
"""Columns where nobody tells: in a pipe or a log rich would fold tables into 80."""


def _console(*, stderr: bool = False) -> Console:
    # markup: words in square brackets are a newspaper's or a file's own, and rich would swallow them
    console = Console(stderr=stderr, markup=False)
    if console.is_terminal or "COLUMNS" in os.environ:
        return console
    return Console(stderr=stderr, markup=False, width=_WIDE)


out = _console()
"""Results: what a pipe should get."""
err = _console(stderr=True)
"""Progress, warnings and errors."""

DONE_WITH_REJECTS = 1
USED_WRONGLY = 2


def use_data(folder: Path | None) -> None:
    """Let every later reader of the settings, child processes included, see the chosen data folder."""
    if folder is not None:
        os.environ["SIJILL_DATA"] = str(folder.resolve())


def settings() -> "Settings":
    """The register's settings; ends the command, with the remedy, where they cannot be used."""
    from orchestration.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        fail(str(error), status=USED_WRONGLY)


def fail(message: str, remedy: str = "", status: int = DONE_WITH_REJECTS) -> NoReturn:
    """Say what is wrong and what to do about it, and end with `status`."""
    complain("sijill", message, remedy)
    raise typer.Exit(status)


def complain(who: str, message: str, remedy: str = "") -> None:
    """Say on standard error what is wrong with `who`, and what to do about it."""
    err.print(Text.assemble((f"{who}:", "bold red"), f" {message}"), highlight=False)
    if remedy:
        err.print(f"        {remedy}", highlight=False)


def progress() -> Progress:
    """A progress display on standard error, with rate and time left; nothing is drawn where that is no terminal."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )


def followed(
    items: Iterable[Any], description: str, total: int | None = None, done: Callable[[], int] | None = None
) -> Iterator[Any]:
    """`items`, one by one, with a bar: how many, how many a second, how long it will go on.

    `total` counts items or, where `done` tells how far it is, what `done` counts.
    """
    with progress() as bar:
        task = bar.add_task(description, total=total, count="", rate="")
        for number, item in enumerate(items, start=1):
            yield item
            seconds = bar.tasks[task].elapsed or 0.0
            completed = number if done is None else done()
            bar.update(
                task,
                # a file may be read twice; a bar beyond its end tells nothing
                completed=completed if total is None else min(completed, total),
                count=f"{number:,}" if total is None or done else f"{number:,}/{total:,}",
                rate=f"{number / seconds:,.0f}/s" if seconds > 1 else "",
            )


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], right: Sequence[str] = ()) -> Table:
    """A table whose cells are shown as text, None as nothing; columns in `right` are aligned right."""
    made = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    return made


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Write one JSON object a line, whole or not at all; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".part")
    count = 0
    with half.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
            count += 1
    half.replace(path)
    return count
