"""`sijill sources`: what is configured, how it has been doing, and what is wrong with it."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    from orchestration.fetching import SourceHealth


def sources() -> None:
    """List the sources of sources.toml, how their last poll went, and what is wrong.

    Exit status: 0 all is well; 1 a source has failed of late; 2 sources.toml cannot be used.

    Example:

      sijill sources
    """
    from extractors.fetching import SourcesError
    from orchestration.fetching import health

    settings = common.settings()
    try:
        found = health(settings)
    except SourcesError as error:
        common.fail(str(error), status=common.USED_WRONGLY)
    if not found:
        common.err.print(f"No source is configured in {settings.sources}; samples/sources.toml is an example.")
        return
    columns = ["source", "kind", "publisher", "address", "polled (UTC)", "outcome", "failed in a row", "due",
               "days since news"]  # fmt: skip
    common.out.print(common.table(f"Sources of {settings.sources}", columns, map(_row, found), right=columns[-3:]))
    failing = [one for one in found if one.failed_polls]
    for one in failing:
        last = one.last or {}
        common.complain(one.source.name, last.get("message") or "", last.get("remedy") or "")
    if failing:
        raise typer.Exit(common.DONE_WITH_REJECTS)


def _row(one: "SourceHealth") -> list[Any]:
    last = one.last or {}
    when = last.get("finished_at")
    return [
        one.source.name,
        one.source.kind if one.source.enabled else f"{one.source.kind} (off)",
        one.source.publisher,
        one.source.address,
        f"{datetime.fromtimestamp(when, UTC):%Y-%m-%d %H:%M}" if when else "never",
        last.get("outcome"),
        one.failed_polls or "",
        one.due,
        "" if one.silent_days is None else f"{one.silent_days:.0f}",
    ]
