"""`sijill reconcile`: the published register held against a UCDP GED or ACLED file."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    import duckdb

    from orchestration.reconciliation import ComparedEvent, ForeignFile, Reconciliation

_HEADS = ("country", "admin1", "month", "matched", "missed", "extra", "their_deaths", "own_deaths", "difference")
_ROW_HEADS = (
    "status",
    "their_id",
    "event_id",
    "date_start",
    "country",
    "admin1",
    "days_apart",
    "distance_km",
    "their_low",
    "their_deaths",
    "their_high",
    "own_low",
    "own_deaths",
    "own_high",
    "difference",
)
_DEATHS = {"UCDP GED": ("ucdp_low", "ucdp_best", "ucdp_high"), "ACLED": ("acled_fatalities",) * 3}
"""Deaths as the other register counts them: each by its own convention."""


def reconcile(
    file: Annotated[Path, typer.Argument(help="CSV of UCDP GED or ACLED.", exists=True, dir_okay=False)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write every event, matched, missed and extra, to this CSV.")
    ] = None,
    days: Annotated[int, typer.Option(min=0, help="Days that two dates of one event may lie apart.")] = 1,
    kilometres: Annotated[float, typer.Option(min=0, help="Kilometres that two exact places may lie apart.")] = 50.0,
) -> None:
    """Compare the register with a UCDP GED or ACLED file that you have.

    Prints, by admin1 and month: events that both hold, that the register missed, that only it holds,
    and the difference in deaths.  Only the file's countries and its span of days are compared.

    Examples:

      sijill reconcile GEDEvent_v24_1.csv

      sijill reconcile acled_yemen_2015.csv --days 2 -o compared.csv
    """
    from orchestration.cli.query import published
    from orchestration.reconciliation import UnknownFormatError, read_events
    from orchestration.reconciliation import reconcile as compare
    from orchestration.reconciliation.places import Places

    with published() as connection:
        countries = connection.execute("SELECT country_code, iso_numeric, name_en, gwno FROM reference.countries")
        try:
            theirs = read_events(file, Places(countries.fetchall()))
        except (UnknownFormatError, UnicodeDecodeError) as error:
            remedy = "give the file as the register offers it for download: CSV, UTF-8, with its row of heads"
            common.fail(str(error), remedy, common.USED_WRONGLY)
        found = compare(theirs.events, _own_events(connection, theirs.register), days=days, kilometres=kilometres)
    _report(theirs, found, file)
    if output is not None:
        _write(found, output)
        common.err.print(f"{output} written", highlight=False)
    if theirs.unreadable:
        raise typer.Exit(common.DONE_WITH_REJECTS)


def _own_events(connection: "duckdb.DuckDBPyConnection", register: str) -> "list[ComparedEvent]":
    """Dated incidents; events without deaths too where the other register holds them (ACLED)."""
    from orchestration.reconciliation import ComparedEvent

    low, best, high = _DEATHS[register]
    rows = connection.execute(
        f"""
        SELECT event_id, date_start, coalesce(date_end, date_start), country_code, admin1, latitude, longitude,
               coalesce(geo_precision <= 2, false), coalesce({low}, 0), coalesce({best}, 0), {high}
        FROM marts.fct_event
        WHERE event_clarity = 1 AND date_start IS NOT NULL AND (? = 'ACLED' OR ucdp_high > 0)
        ORDER BY event_id
        """,
        [register],
    ).fetchall()
    return [ComparedEvent(*row) for row in rows]


def _report(theirs: "ForeignFile", found: "Reconciliation", file: Path) -> None:
    for bad in theirs.unreadable[:20]:
        common.err.print(f"{file}, line {bad.line}: {bad.reason}; the row is left out", highlight=False)
    if len(theirs.unreadable) > 20:
        common.err.print(f"and {len(theirs.unreadable) - 20} more rows that cannot be read")
    cells = [
        [
            *(part or "not told" for part in key),
            *(c.matched, c.missed, c.extra, c.their_deaths, c.own_deaths),
            f"{c.difference:+d}",
        ]
        for key, c in found.cells().items()
    ]
    common.out.print(common.table(f"{theirs.register}, {file.name}: by admin1 and month", _HEADS, cells, _HEADS[3:]))
    if theirs.summaries:
        told = "left out, as the register's own are"
        common.out.print(f"{theirs.summaries} totals of periods (event_clarity 2) {told}.", highlight=False)
    own = sum(m.own.deaths for m in found.matches) + sum(e.deaths for e in found.extra)
    common.out.print(
        f"{len(theirs.events)} events in the file: {len(found.matches)} matched, {len(found.missed)} missed; "
        f"{len(found.extra)} extra in the register. "
        f"Deaths: {sum(e.deaths for e in theirs.events)} in the file, {own} in the register.",
        highlight=False,
    )


def _write(found: "Reconciliation", path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_ROW_HEADS)
        writer.writerows(_rows(found))


def _rows(found: "Reconciliation") -> Iterator[list[Any]]:
    for match in found.matches:
        a, b = match.theirs, match.own
        distance = None if match.distance_km is None else round(match.distance_km, 1)
        where = [a.date_start, a.country_code, a.admin1 or b.admin1, match.days_apart, distance]
        deaths = [a.deaths_low, a.deaths, a.deaths_high, b.deaths_low, b.deaths, b.deaths_high, match.difference]
        yield ["matched", a.event_id, b.event_id, *where, *deaths]
    for e in found.missed:
        where = [e.date_start, e.country_code, e.admin1, None, None]
        yield ["missed", e.event_id, None, *where, e.deaths_low, e.deaths, e.deaths_high, *[None] * 4]
    for o in found.extra:
        where = [o.date_start, o.country_code, o.admin1, None, None]
        yield ["extra", None, o.event_id, *where, *[None] * 3, o.deaths_low, o.deaths, o.deaths_high, None]
