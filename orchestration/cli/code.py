"""`sijill code`: articles in, claims out, with no database."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    from extractors.coder import CodedArticle
    from extractors.records import ArticleToCode

    Pair = tuple[dict[str, Any], ArticleToCode, CodedArticle]


def code(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="A JSONL file, another article file, or a folder.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the coded articles go, one object a line.")],
    join: Annotated[
        bool, typer.Option("--join", help="Join the claims into events over this input: rows carry event_id.")
    ] = False,
    processes: Annotated[
        int, typer.Option(min=0, help="Processes that code; 0 takes one for few articles, else one a core.")
    ] = 0,
) -> None:
    """Code articles into casualty, control and materiel claims.

    Each object of the output holds the input's fields and the claims, each with its evidence, its
    rule and its confidence.  Input that cannot be read is named on standard error and the rest goes on.

    Examples:

      sijill code articles.jsonl -o claims.jsonl

      sijill code reports/ -o claims.jsonl --join
    """
    from extractors.reading import code_inputs
    from extractors.records import RejectedArticle

    if not source.exists():
        common.fail(f"{source}: no such file or folder", status=common.USED_WRONGLY)
    rejected: list[RejectedArticle] = []

    def accepted() -> Iterator[tuple[dict[str, Any], Any]]:
        for given, article in code_inputs(source):
            if isinstance(article, RejectedArticle):
                rejected.append(article)
            else:
                yield given, article

    pairs: Iterable[Pair] = common.followed(_coded(accepted(), processes), "coding")
    events: dict[str, str] = {}
    not_joined = ""
    if join:
        pairs = list(pairs)
        events, not_joined = _joined(pairs)
    count, failed = _write(output, pairs, events if join else None)
    common.err.print(f"{count:,} articles coded to {output}", highlight=False)
    for one in rejected:
        line = f", line {one.origin_line}" if one.origin_line else ""
        common.err.print(f"rejected: {one.origin}{line}: {one.message}; {one.remedy}", highlight=False)
    if not_joined:
        common.fail(
            f"the claims in {output} are coded but not joined, their event_id is null: {not_joined}",
            "mend what dbt names and run the command again; `make setup` restores what belongs to Sijill",
        )
    if rejected or failed:
        common.fail(f"{len(rejected)} inputs rejected, {failed} articles failed; the rest is in {output}")


def _joined(pairs: "list[Pair]") -> tuple[dict[str, str], str]:
    """claim_id → event_id, and why there are none: what was coded is not lost where it cannot be joined."""
    from orchestration.dbt import DbtError
    from orchestration.join import event_ids

    try:
        return event_ids([(article, coded) for _, article, coded in pairs]), ""
    except DbtError as error:
        return {}, str(error)


def _write(output: Path, pairs: "Iterable[Pair]", events: dict[str, str] | None) -> tuple[int, int]:
    from extractors.output import as_output

    failed = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal failed
        for given, _, coded in pairs:
            failed += coded.error is not None
            row = as_output(given, coded)
            if events is not None:
                for claim in row["casualties"]:
                    claim["event_id"] = events.get(claim["claim_id"])
            yield row

    return common.write_lines(output, rows()), failed


def _coded(inputs: "Iterator[tuple[dict[str, Any], ArticleToCode]]", processes: int) -> "Iterator[Pair]":
    from extractors.processes import FEW, code_in_processes

    settings = common.settings()
    first = list(islice(inputs, FEW + 1))
    if processes == 0:
        processes = 1 if len(first) <= FEW else settings.processes
    waiting: deque[tuple[dict[str, Any], ArticleToCode]] = deque()

    def articles() -> "Iterator[ArticleToCode]":
        for given, article in chain(first, inputs):
            waiting.append((given, article))
            yield article

    for coded in code_in_processes(articles(), processes=processes, models=settings.models):
        yield (*waiting.popleft(), coded)


def coded_rows(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Code input objects that are at hand (`id`, `language`?, `published`?, …, `text`).

    Raises ValueError for an object that cannot be coded, naming its id.
    """
    from extractors.output import as_output
    from extractors.reading import code_input
    from extractors.records import RejectedArticle

    inputs = []
    for row in rows:
        article = code_input(row)
        if isinstance(article, RejectedArticle):
            raise ValueError(f"{row.get('id')}: {article.message}; {article.remedy}")
        inputs.append((row, article))
    for given, _, coded in common.followed(_coded(iter(inputs), 0), "coding", total=len(rows)):
        yield as_output(given, coded)
