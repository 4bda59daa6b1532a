"""`python -m benchmarks`: measures reading, coding and the building of events, and prints tables."""

from enum import StrEnum
from typing import Annotated

import typer

from benchmarks import coding, events, reading, report
from benchmarks.measure import BenchmarkError


class Part(StrEnum):
    """What can be measured."""

    READING = "reading"
    CODING = "coding"
    EVENTS = "events"
    ALL = "all"


_QUICK_LIMIT = 100
_QUICK_SIZES = (2_000,)
_SIZES = (10_000, 100_000)


def main(
    part: Annotated[Part, typer.Argument(help="what to measure")] = Part.ALL,
    quick: Annotated[
        bool, typer.Option("--quick/--full", help="a few articles and claims; for figures take --full")
    ] = True,
    limit: Annotated[int | None, typer.Option(min=1, help="articles of each corpus; else all of them")] = None,
    size: Annotated[
        list[int] | None, typer.Option(min=100, help="claims of a synthetic register; give it once for each size")
    ] = None,
    new_day: Annotated[bool, typer.Option(help="measure a new day on the largest register as well")] = True,
    seed: Annotated[int, typer.Option(help="seed of the synthetic registers")] = 1,
) -> None:
    """Measure reading, coding and building.

    Examples: `python -m benchmarks`, `python -m benchmarks coding --full --limit 2000`,
    `python -m benchmarks events --size 10000 --size 100000 --size 1000000`.
    """
    limit = limit or (_QUICK_LIMIT if quick else None)
    sizes = sorted(set(size or (_QUICK_SIZES if quick else _SIZES)))
    try:
        if part in (Part.READING, Part.ALL):
            reading.run(limit)
        if part in (Part.CODING, Part.ALL):
            coding.run(limit)
        if part in (Part.EVENTS, Part.ALL):
            events.run(sizes, seed=seed, new_day=new_day)
    except BenchmarkError as error:
        report.console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    if quick:
        report.console.print("Few articles and claims: start-up weighs heavily. For figures: --full.")


if __name__ == "__main__":
    typer.run(main)
