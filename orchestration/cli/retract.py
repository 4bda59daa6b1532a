"""`sijill retract`: takes an article out of every figure, and puts it back."""

from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    from orchestration.settings import Settings
    from orchestration.storage.retractions import Known


def retract(
    article: Annotated[
        str | None,
        typer.Argument(metavar="[URL_OR_ID]", help="The article's address or id; without it the retracted are listed."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; it stays with the article in dim_article.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Put a retracted article back.")] = False,
    build: Annotated[bool, typer.Option("--build", help="Build, audit and publish at once.")] = False,
) -> None:
    """Retract an article: its claims leave the figures with the next build; the article stays in the record.

    The decision is a line in `lake/retractions.jsonl`, so that a rebuild gives the same figures.  Undone,
    every claim and every event has the id that it had.

    Examples:

      sijill retract https://paper.example/2026/03/blast --reason "withdrawn by the agency on 4 March"

      sijill retract 3f2a90d1c4b5e6f7 --undo --reason "it was the other report" --build

      sijill retract
    """
    from orchestration.storage import retractions
    from orchestration.storage.lake import Lake

    settings = common.settings()
    lake = Lake(settings.lake)
    if article is None:
        _list(settings)
        return
    if not (reason or "").strip():
        common.fail("no reason is given", 'add --reason "…": who reads the figures must be told', common.USED_WRONGLY)
    known = _one(retractions.find(lake, article), article)
    held = known.article_id in retractions.retracted(lake)
    if held is not undo:
        state = "is retracted already" if held else "is not retracted"
        common.fail(f"{known.article_id} {state}; nothing was written", "`sijill retract` lists what is", 2)
    action = retractions.RESTORE if undo else retractions.RETRACT
    retractions.record(lake, known.article_id, action, " ".join((reason or "").split()))
    done = "restored" if undo else "retracted"
    common.err.print(f"{done}: {known.article_id} {known.title or known.url or ''}", highlight=False)
    if build:
        _build(settings)
    else:
        common.err.print("The next run builds with it; --build does so at once.", highlight=False)


def _one(found: "list[Known]", given: str) -> "Known":
    if not found:
        common.fail(
            f"no article of the register has the address or id {given}",
            'sijill query "SELECT article_id, url, title FROM marts.dim_article" lists them',
            common.USED_WRONGLY,
        )
    if len(found) > 1:
        ids = ", ".join(one.article_id for one in found)
        common.fail(f"{given} names several articles: {ids}", "give the id of one", common.USED_WRONGLY)
    return found[0]


def _list(settings: "Settings") -> None:
    from orchestration.storage import retractions
    from orchestration.storage.lake import Lake

    held = retractions.retracted(Lake(settings.lake))
    if not held:
        common.err.print("No article is retracted.")
        return
    rows = [[one.article_id, f"{one.recorded_at:%Y-%m-%d %H:%M}", one.reason] for one in held.values()]
    common.out.print(common.table("Retracted articles", ["article", "since (UTC)", "reason"], rows))


def _build(settings: "Settings") -> None:
    from orchestration.cli.run import bars, report
    from orchestration.run import RunError, build_anew

    try:
        summary = build_anew(settings, progress=bars())
    except RunError as error:
        common.fail(str(error))
    report(settings, summary)
    if not summary.success:
        raise typer.Exit(common.DONE_WITH_REJECTS)
