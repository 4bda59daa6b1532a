"""`sijill fetch`: poll the configured sources, and land what is new."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import TaskID

from orchestration.cli import common

if TYPE_CHECKING:
    from extractors.fetching import SourcePoll

_KIB = 1024


def fetch(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names of sources; default: all that are enabled.")
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Ask now for what failed before, though its turn is later, or it was given up."),
    ] = False,
) -> None:
    """Poll feeds, sitemaps, pages and folders of sources.toml, and land what is new or has changed.

    Servers are asked slowly, as robots.txt and the rate of each source say; what was cut is taken up
    again.  Exit status: 0 all went well; 1 something could not be fetched (it is listed, and tried
    again at later polls); 2 sources.toml cannot be used, or names no such source.

    Examples:

      sijill fetch

      sijill fetch example-wire example-radio

      sijill fetch example-wire --again
    """
    from extractors.fetching import SourcesError
    from orchestration.fetching import FetchRefusedError, configured, poll_sources

    settings = common.settings()
    try:
        if not configured(settings).sources:
            common.fail(
                f"no source is configured: {settings.sources} is not there, or names none",
                "write one; samples/sources.toml is an example with every key",
                common.USED_WRONGLY,
            )
        with _Bars() as bars:
            polls = poll_sources(settings, sources or [], again=again, tell=bars.tell)
    except (SourcesError, FetchRefusedError) as error:
        common.fail(str(error), status=common.USED_WRONGLY)
    _report(polls)
    if days := sorted({file.split("/")[0] for one in polls for file in one.landed}):
        next_step = (
            f"Landed on {', '.join(days)}. Next: sijill backfill {days[0]} {days[-1]} (`sijill ui` does it by itself)"
        )
        common.out.print(next_step, highlight=False)
    if any(one.failed or one.outcome != "ok" for one in polls):
        raise typer.Exit(common.DONE_WITH_REJECTS)


@dataclass
class _Bar:
    task: TaskID
    total: int = 0
    done: int = 0
    bytes: int = 0


class _Bars:
    """A bar for each source that has something to fetch: articles, bytes, time left."""

    def __init__(self) -> None:
        self._progress = common.progress()
        self._bars: dict[str, _Bar] = {}

    def __enter__(self) -> "_Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def tell(self, source: str, more: int, done: int, size: int) -> None:
        """Move a source's bar."""
        if source not in self._bars:
            self._bars[source] = _Bar(self._progress.add_task(source, total=0, count="", rate=""))
        bar = self._bars[source]
        bar.total += more
        bar.done += done
        bar.bytes += size
        self._progress.update(
            bar.task,
            total=bar.total,
            completed=bar.done,
            count=f"{bar.done:,}/{bar.total:,}",
            rate=f"{bar.bytes / _KIB:,.0f} KiB",
        )


def _report(polls: "list[SourcePoll]") -> None:
    """Print how each source did, and what to do about those that failed."""
    columns = ["source", "outcome", "new", "changed", "unchanged", "failed", "left over", "requests", "KiB"]
    rows = [
        [one.source, one.outcome, one.new, one.changed, one.unchanged, one.failed, one.left_over, one.requests,
         f"{one.bytes / _KIB:,.0f}"]
        for one in polls
    ]  # fmt: skip
    common.out.print(common.table("Sources polled", columns, rows, right=columns[2:]))
    for one in polls:
        if one.problem:
            common.complain(one.source, one.problem.message, one.problem.remedy)
