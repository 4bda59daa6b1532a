"""`sijill run`: ingest, extract, build, audit, publish."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from orchestration.cli import common
from orchestration.storage.sql import rows_of

if TYPE_CHECKING:
    from orchestration.run import RunSummary
    from orchestration.settings import Settings

_NEWEST = 20
_ROWS_SHOWN = 3
_REJECTS_SHOWN = 50


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files and folders of articles; default: what has landed already, or the samples where nothing has.",
        ),
    ] = None,
    arrival_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day on which they arrived; default: today (UTC).")
    ] = None,
    allow_rejects: Annotated[
        bool, typer.Option("--allow-rejects", help="End with status 0 though some input was rejected.")
    ] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the database anew from the Parquet files; nothing is read or coded.")
    ] = False,
) -> None:
    """Read articles, code them, join events, audit all of it and publish what passed.

    Prints the newest events, what was rejected and where the outputs lie.  Exit status: 0 all went
    well; 1 some input was rejected or the audit stopped publication; 2 the command was used wrongly.

    Without PATH it runs what has landed and was not read; in a register that holds nothing yet, the samples.

    Examples:

      sijill run

      sijill run ~/reports ~/more/article.html

      sijill run archive.jsonl --arrival-date 2024-03-01
    """
    from orchestration import run as register

    settings = common.settings()
    unreadable = 0
    try:
        if rebuild:
            if paths:
                common.fail("--rebuild reads no files", "leave PATH or --rebuild out", common.USED_WRONGLY)
            summary = register.rebuild(settings, progress=bars())
        else:
            day = arrival_date.date() if arrival_date else datetime.now(UTC).date()
            given = paths or samples_for(settings)
            if given:
                unreadable = landed(settings, given, day)
                days = with_unfinished(settings, day)
            else:
                days = with_unfinished(settings, arrival_date and day)
            if not days:
                common.fail("all that has landed was read", "name files or folders of articles", common.USED_WRONGLY)
            summary = register.run_register(settings, days, progress=bars())
    except register.RunError as error:
        common.fail(str(error))
    report(settings, summary)
    if not summary.success or ((summary.rejected or unreadable) and not allow_rejects):
        raise typer.Exit(common.DONE_WITH_REJECTS)


def landed(settings: "Settings", paths: list[Path], day: date) -> int:
    """Copy the files into the landing folder of the day; returns how many could not be read.

    Ends the command where a path does not exist.
    """
    from extractors.reading import land

    for path in paths:
        if not path.exists():
            common.fail(f"{path}: no such file or folder", "check the name; nothing was run", common.USED_WRONGLY)
    unreadable: list[Path] = []

    def tell(path: Path, error: OSError) -> None:
        unreadable.append(path)
        common.err.print(f"{path}: {error.strerror}; let this user read it, and land it again", highlight=False)

    files = land(paths, settings.landing, day, on_unreadable=tell)
    if not files and not unreadable:
        common.fail(f"no files in {', '.join(map(str, paths))}", "name a folder or file that holds articles", 2)
    common.err.print(f"{len(files)} files landed in {settings.landing / day.isoformat()}", highlight=False)
    return len(unreadable)


def samples_for(settings: "Settings") -> list[Path]:
    """The samples, for a register that holds nothing else: they are invented, and would count among what is not."""
    from extractors.reading import landed_files
    from extractors.reading.landing import files_of
    from orchestration.days import landing_days
    from orchestration.settings import REPOSITORY

    samples = REPOSITORY / "samples" / "landing"
    names = {path.name for path in files_of(samples)}
    held = (file.path.name for day in landing_days(settings) for file in landed_files(settings.landing, day))
    return [samples] if names.issuperset(held) else []


def with_unfinished(settings: "Settings", day: date | None) -> list[date]:
    """The day, and every other day that a killed run left behind; each of these is named."""
    from orchestration.days import unfinished_days

    others = {other: why for other, why in unfinished_days(settings).items() if other != day}
    for other, why in others.items():
        common.err.print(f"{other} is taken up again: {why}", highlight=False)
    return [*others, day] if day else [*others]


def bars() -> Any:
    """Progress of a run, drawn on standard error."""
    from orchestration.progress import Progress

    class Bars(Progress):
        """Says each stage as it begins, and draws a bar for what can be counted."""

        def stage(self, name: str) -> None:
            common.err.print(f"· {name}", highlight=False)

        def track(
            self,
            items: Iterable[Any],
            description: str,
            total: int | None = None,
            *,
            done: Callable[[], int] | None = None,
        ) -> Iterator[Any]:
            yield from common.followed(items, description, total, done)

    return Bars()


def report(settings: "Settings", summary: "RunSummary", *, with_rejects: bool = True) -> None:
    """Print what a run did: events, rejected input (unless the caller lists it), failed checks, outputs."""
    if summary.published:
        show_events(settings)
    if with_rejects:
        show_rejected(settings, summary.days)
    for check in summary.failed_checks:
        colour, word = ("red", "stops publication") if check.critical else ("yellow", "warning")
        head = (f"{check.table}: {check.name}", f"bold {colour}")
        common.out.print(Text.assemble(head, f" ({word}) {check.message}"), highlight=False)
        for row in check.rows[:_ROWS_SHOWN]:
            common.out.print(f"    {row}", highlight=False)
    for error in summary.errors:
        common.out.print(Text.assemble(("failed:", "bold red"), f" {error}"), highlight=False)
    common.out.print(
        f"{summary.articles} articles, {summary.claims} claims, {summary.rejected} inputs rejected; "
        f"{summary.seconds:.0f} s; run {summary.run_id[:8]}",
        highlight=False,
    )
    if summary.published:
        outputs(summary.published)
    else:
        common.err.print("nothing new was published; what was published before stays as it was", style="bold")


def show_events(settings: "Settings") -> None:
    """Print the newest events of the published copy."""
    from orchestration.cli.query import published

    sql = f"""
        SELECT event_id, date_start, date_end,
               coalesce(place_text, admin2, admin1, country_code) AS place, coalesce(admin1, country_code) AS admin1,
               sub_event_type, perpetrator_group, target_group,
               killed_low, killed_best, killed_high, wounded_low, wounded_best, wounded_high,
               captured_low, captured_best, captured_high, n_articles
        FROM marts.fct_event WHERE event_clarity = 1
        ORDER BY date_start DESC NULLS LAST, event_id LIMIT {_NEWEST}
    """
    with published() as connection:
        events = rows_of(connection, sql)
    rows = [
        [
            event["event_id"],
            days(event["date_start"], event["date_end"]),
            ", ".join(dict.fromkeys(part for part in (event["place"], event["admin1"]) if part)),
            event["sub_event_type"],
            f"{event['perpetrator_group'] or '?'} → {event['target_group'] or '?'}",
            *(bounds(event, outcome) for outcome in ("killed", "wounded", "captured")),
            event["n_articles"],
        ]
        for event in events
    ]
    columns = ["event", "when", "where", "what", "who → whom", "killed", "wounded", "captured", "articles"]
    common.out.print(common.table("Newest events (best, low–high; ? = not told)", columns, rows, right=columns[-4:]))


def days(start: date | None, end: date | None) -> str:
    """A day or a window, in words."""
    if start is None and end is None:
        return "not told"
    return str(start) if start == end else f"{start or '…'} – {end or '…'}"


def bounds(row: dict[str, Any], outcome: str) -> str:
    """Best, low and high of one outcome: "12 (12–15)", "24+" where nobody gives an upper bound."""
    low, best, high = (row[f"{outcome}_{bound}"] for bound in ("low", "best", "high"))
    if low is None and best is None and high is None:
        return ""
    if low == best == high:
        return str(best)
    around = f"{'?' if low is None else low}{'+' if high is None else f'–{high}'}"
    return around if best is None or (high is None and best == low) else f"{best} ({around})"


def show_rejected(settings: "Settings", arrival_days: list[date]) -> None:
    """Print what was rejected on the days of the run, with the remedy; the first of it where it is much."""
    from orchestration.storage.lake import Lake

    lake = Lake(settings.lake)
    columns = ["origin", "origin_line", "reason", "message", "remedy"]
    batches = (lake.batches("rejected_articles", day, [*columns, "resolution"]) for day in arrival_days)
    rejected = (row for found in batches for batch in found for row in batch.to_pylist() if not row["resolution"])
    if first := list(islice(rejected, _REJECTS_SHOWN)):
        rows = [
            [r[name] for name in columns] for r in sorted(first, key=lambda r: (r["origin"], r["origin_line"] or 0))
        ]
        names = ["file", "line", "reason", "what is wrong", "what to do"]
        common.out.print(common.table("Rejected input", names, rows, right=["line"]))
    if left := sum(1 for _ in rejected):
        common.err.print(f"… and {left:,} more: `sijill rejects --all` lists them", highlight=False)


def outputs(published: Path) -> None:
    """Print where the published files lie, and what to do with them."""
    common.out.print(f"Published in {published}:", highlight=False)
    for path in sorted(published.iterdir()):
        common.out.print(f"  {path.name}{'/' if path.is_dir() else ''}", highlight=False)
    common.out.print('Next: sijill explain EVENT · sijill query "SHOW ALL TABLES" · sijill ui', highlight=False)
