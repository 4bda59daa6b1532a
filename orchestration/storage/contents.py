"""What the tables of a release hold, part by part: how many rows, and the sum of their hashes.

A part is a day, or one of some thousand groups of keys where no column tells a day.  With the sums of the former
release at hand, one look at the working file's rows tells in which parts anything differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from orchestration.storage.sql import quoted_name, quoted_text

FILE = ".contents.parquet"
DATED_BY = ("arrival_date", "first_arrival_date", "date_start", "event_date", "published")
"""Columns by which rows belong to a day: the first of these that a table has."""
Month = date | None
"""The first day of a month; None: rows without a date."""
_GROUPS = 2**15
_MOST_NAMED = 400
"""So many days are asked for by name, by which DuckDB skips the rows of others; more are looked up."""
_NEVER = -(2**31)
"""The part of rows without a day."""


def dated_by(columns: Sequence[str]) -> str | None:
    """The column that tells a row's day; None where a table has none."""
    return next((name for name in DATED_BY if name in columns), None)


@dataclass(frozen=True)
class Table:
    """A table of the working file, or a view (not `is_stored`); `columns` are (name, type) of what is published."""

    name: str
    columns: tuple[tuple[str, str], ...]
    is_stored: bool = True

    @property
    def quoted(self) -> str:
        """As SQL names it, in the working file or, behind `release.`, in the release."""
        return ".".join(map(quoted_name, self.name.split(".")))

    @property
    def key(self) -> str:
        """Its first column, which tells rows apart, or at least a few of them from the others."""
        return quoted_name(self.columns[0][0])

    @property
    def month(self) -> str:
        """The month that a row belongs to, as SQL; NULL where no column tells it."""
        return f"date_trunc('month', {self.day})::DATE" if self.day else "NULL::DATE"

    @property
    def part(self) -> str:
        """The part that a row belongs to, as SQL."""
        if self.day:
            return f"coalesce(date_diff('day', DATE '1970-01-01', {self.day}), {_NEVER})"
        return f"(hash({self.key}) % {_GROUPS})::BIGINT"

    @property
    def names(self) -> str:
        """The published columns as SQL lists them."""
        return ", ".join(quoted_name(name) for name, _ in self.columns)

    @property
    def row_hash(self) -> str:
        """The hash of a row, as SQL."""
        return f"hash({self.names})"

    @property
    def day(self) -> str | None:
        """The day that a row belongs to, as SQL; None where no column tells it."""
        dated = dated_by([name for name, _ in self.columns])
        return f"{quoted_name(dated)}::DATE" if dated else None


class Contents:
    """The parts of every table, in the working file now and in the former release; in tables of a connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, former: Path | None) -> None:
        """Read what the file `former` tells; without one, every part counts as different."""
        self._connection = connection
        shape = "(table_name VARCHAR, part BIGINT, n_rows BIGINT, row_sum VARCHAR)"
        for name in ("contents_now", "contents_held"):
            connection.execute(f"CREATE TEMP TABLE {name} {shape}")
        if former is not None:
            connection.execute(f"INSERT INTO contents_held BY NAME FROM read_parquet({quoted_text(former)})")

    def differing(self, table: Table) -> int:
        """Look at a table's rows; leaves the parts that differ in table `differing` and returns how many they are."""
        # the sum as text: Parquet knows no integers of this size
        self._connection.execute(
            f"INSERT INTO contents_now SELECT {quoted_text(table.name)}, {table.part} AS part, count(*), "
            f"sum({table.row_hash})::VARCHAR FROM {table.quoted} GROUP BY part"
        )
        of_table = f"WHERE table_name = {quoted_text(table.name)}"
        now, held = (f"(SELECT part, n_rows, row_sum FROM contents_{when} {of_table})" for when in ("now", "held"))
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE differing AS SELECT DISTINCT part FROM "
            f"((FROM {now} EXCEPT FROM {held}) UNION ALL (FROM {held} EXCEPT FROM {now}))"
        )
        return count(self._connection, "differing")

    def condition(self, table: Table) -> str:
        """Condition: a row is of a part that differs; of the table last looked at."""
        if table.day and count(self._connection, "differing") <= _MOST_NAMED:
            found = self._connection.execute(
                f"SELECT DATE '1970-01-01' + part::INTEGER FROM differing WHERE part <> {_NEVER} ORDER BY part"
            ).fetchall()
            days = ", ".join(f"DATE '{day}'" for (day,) in found)
            undated = f"{table.day} IS NULL AND {_NEVER} IN (SELECT part FROM differing)"
            return f"({table.day} IN ({days}) OR {undated})" if days else undated
        return f"{table.part} IN (SELECT part FROM differing)"

    def rows(self, table: Table, when: str = "now") -> int:
        """How many rows a table has that was looked at, or ("held") had in the former release by its own account."""
        found = self._connection.execute(
            f"SELECT coalesce(sum(n_rows), 0) FROM contents_{when} WHERE table_name = ?", [table.name]
        ).fetchone()
        return int(found[0]) if found else 0

    def save(self, path: Path) -> None:
        """Write what the tables hold now."""
        self._connection.execute(f"COPY contents_now TO {quoted_text(path)} (FORMAT parquet)")


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
