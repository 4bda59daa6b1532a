"""Two publications compared: which events appeared, changed, were renamed, merged, were split or went."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from orchestration.storage.publish import DATABASE
from orchestration.storage.sql import quoted_name, quoted_text

_KEY = "event_id"


class Change(StrEnum):
    """What became of an event between two publications, in the order in which it is told."""

    APPEARED = "appeared"
    CHANGED = "changed"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    WENT = "went"


@dataclass(frozen=True)
class Difference:
    """One change: for `changed` one field of one event; for `merged` and `split` the other event's id.

    `before` and `after` are the values as DuckDB writes them, None for not told.  Of an event that was `renamed`
    the other id is the new one; the fields that changed beside stand under the new id, with the former one.
    """

    change: Change
    event_id: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    other_event_id: str | None = None


def compare(before: Path, after: Path) -> list[Difference]:
    """Differences of `marts.fct_event` between two release folders, by change, then by event.

    An event that is gone is `merged` where the newer lineage, or where its claims are now, says which event
    took its reports, else it `went` (its articles were retracted, corrected, or coded anew).  An event that is
    new is `split` where they say which event its reports were in, else it `appeared`.  An event of which
    all that is left is in a new event, and nothing else, was `renamed`: its founding claim was retracted.
    Raises FileNotFoundError where a folder holds no publication.
    """
    for folder in (before, after):
        if not (folder / DATABASE).is_file():
            raise FileNotFoundError(folder / DATABASE)
    with closing(duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})) as connection:
        for name, folder in (("before", before), ("after", after)):
            connection.execute(f"ATTACH {quoted_text(folder / DATABASE)} AS {quoted_name(name)} (READ_ONLY)")
        connection.execute(_MOVES_SQL)
        connection.execute(_RENAMED_SQL)
        found = [*_new(connection), *_changed(connection), *_renamed(connection), *_gone(connection)]
    order = list(Change)
    return sorted(found, key=lambda d: (order.index(d.change), d.event_id, d.field or "", d.other_event_id or ""))


def count_events(found: Iterable[Difference]) -> dict[Change, int]:
    """How many events each kind of change befell; one that changed in several fields counts once."""
    events: dict[Change, set[str]] = {change: set() for change in Change}
    for difference in found:
        events[difference.change].add(difference.event_id)
    return {change: len(ids) for change, ids in events.items()}


_MOVES_SQL = """
    CREATE TEMP TABLE moves AS
    SELECT DISTINCT b.event_id AS former_event_id, a.event_id
    FROM "before".intermediate.int_event_members b JOIN "after".intermediate.int_event_members a USING (claim_id)
    WHERE b.event_id <> a.event_id
"""
"""Former event → event of the claims that both publications have and that changed their event."""

_RENAMED_SQL = """
    CREATE TEMP TABLE renamed AS
    SELECT former_event_id, event_id
    FROM moves
    WHERE former_event_id NOT IN (SELECT event_id FROM "after".marts.fct_event)
        AND event_id NOT IN (SELECT event_id FROM "before".marts.fct_event)
    QUALIFY count(*) OVER (PARTITION BY former_event_id) = 1 AND count(*) OVER (PARTITION BY event_id) = 1
"""


def _new(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    rows = connection.execute(
        """
        SELECT e.event_id, l.former_event_id
        FROM "after".marts.fct_event e
        ANTI JOIN "before".marts.fct_event b USING (event_id)
        ANTI JOIN renamed r USING (event_id)
        LEFT JOIN (
            SELECT event_id, former_event_id FROM "after".marts.event_lineage
            WHERE former_event_id IN (SELECT event_id FROM "before".marts.fct_event)
            UNION SELECT event_id, former_event_id FROM moves
        ) l USING (event_id)
        """
    ).fetchall()
    for event, former in rows:
        yield Difference(Change.SPLIT if former else Change.APPEARED, event, other_event_id=former)


def _gone(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    rows = connection.execute(
        """
        SELECT e.event_id, l.event_id
        FROM "before".marts.fct_event e
        ANTI JOIN "after".marts.fct_event a USING (event_id)
        ANTI JOIN renamed r ON r.former_event_id = e.event_id
        LEFT JOIN (
            SELECT event_id, former_event_id FROM "after".marts.event_lineage
            WHERE event_id IN (SELECT event_id FROM "after".marts.fct_event)
            UNION SELECT event_id, former_event_id FROM moves
        ) l ON l.former_event_id = e.event_id
        """
    ).fetchall()
    for event, heir in rows:
        yield Difference(Change.MERGED if heir else Change.WENT, event, other_event_id=heir)


def _renamed(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    for former, event in connection.execute("SELECT former_event_id, event_id FROM renamed").fetchall():
        yield Difference(Change.RENAMED, former, other_event_id=event)


def _changed(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    fields = _common_fields(connection)
    pairs = ", ".join(f'{{f: \'{f}\', b: b."{f}"::VARCHAR, a: a."{f}"::VARCHAR}}' for f in fields)
    differ = " OR ".join(f'b."{f}" IS DISTINCT FROM a."{f}"' for f in fields)
    rows = connection.execute(
        f"""
        SELECT event_id, former_event_id, d.f, d.b, d.a FROM (
            SELECT a.event_id, r.former_event_id, unnest([{pairs}]) AS d
            FROM "after".marts.fct_event a
            LEFT JOIN renamed r USING (event_id)
            JOIN "before".marts.fct_event b ON b.event_id = coalesce(r.former_event_id, a.event_id)
            WHERE {differ}
        ) WHERE d.b IS DISTINCT FROM d.a
        """
    ).fetchall()
    for event, former, field, before, after in rows:
        yield Difference(Change.CHANGED, event, field, before, after, former)


def _common_fields(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Columns that both publications have; a column of only one of them is no change of an event."""
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'marts' AND table_name = 'fct_event' "
        "AND database_name IN ('before', 'after') AND column_name <> ? "
        "GROUP BY column_name HAVING count(*) = 2 ORDER BY min(column_index)",
        [_KEY],
    ).fetchall()
    return [name for (name,) in rows]
