"""Where synthetic rows go: straight into a working file of so many claims, or into the lake day by day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.synthetic.articles import FIRST_DAY, ArrivalDay, arrival_days
from extractors.records import RAW_TABLES, PlaceMentionRow, arrow_schema, field_types
from orchestration.storage import reference
from orchestration.storage.lake import KEYS, Lake
from orchestration.storage.warehouse import Warehouse

_DAYS_AT_ONCE = 20
TRUTH = pa.schema([("claim_id", pa.string()), ("incident", pa.int64())])


def fill(warehouse: Warehouse, truth: Path, seed: int, claims: int) -> date:
    """Fill a new working file with the least number of days that hold `claims` claims.

    Writes the truth (columns of TRUTH) as Parquet.  Returns the day after the last.  Memory holds
    a few weeks, whatever the number of claims.
    """
    last, held = FIRST_DAY, 0
    warehouse.pending()  # makes the raw tables
    with pq.ParquetWriter(truth, TRUTH) as sink:
        days = until(arrival_days(seed), claims)
        while chunk := list(islice(days, _DAYS_AT_ONCE)):
            _insert(warehouse, chunk)
            sink.write_table(truth_of(chunk))
            last, held = chunk[-1].day, held + sum(day.n_claims for day in chunk)
    load_reference(warehouse)
    return last + timedelta(days=1)


def until(days: Iterable[ArrivalDay], claims: int) -> Iterator[ArrivalDay]:
    """Days until they hold so many claims."""
    held = 0
    for day in days:
        yield day
        held += day.n_claims
        if held >= claims:
            return


def truth_of(days: Iterable[ArrivalDay]) -> pa.Table:
    """Claim and incident, one row per claim."""
    known = {claim: incident for day in days for claim, incident in day.truth.items()}
    return _truth(known, known)


def _truth(claims: Iterable[str], known: dict[str, int | None]) -> pa.Table:
    chosen = list(claims)
    return pa.table([chosen, [known[claim] for claim in chosen]], schema=TRUTH)


def _insert(warehouse: Warehouse, days: list[ArrivalDay]) -> None:
    with warehouse.open() as connection:
        for table, record in RAW_TABLES.items():
            rows = pa.Table.from_pylist([row for day in days for row in day.rows[table]], arrow_schema(record))
            connection.register("incoming", rows)
            connection.execute(f'INSERT INTO raw."{table}" BY NAME SELECT * FROM incoming')
            connection.unregister("incoming")


def to_lake(lake: Lake, arrived: ArrivalDay, articles: int) -> pa.Table:
    """Write at most `articles` articles of a day to the lake, as a run would; returns their truth."""
    kept = set(sorted(row["article_id"] for row in arrived.rows["articles"])[:articles])
    truth: list[str] = []
    counts: dict[str, int] = {}
    for table, record in RAW_TABLES.items():
        rows = [row for row in arrived.rows[table] if row.get("article_id") in kept]
        if table == "extraction_runs":
            rows = [arrived.rows[table][0] | {"n_articles": len(kept)} | counts]
        elif table.endswith("_claims"):
            counts[f"n_{table}"] = len(rows)
        rows.sort(key=lambda row: tuple(str(row[key]) for key in KEYS[table]))
        lake.write_table(table, arrived.day, pa.Table.from_pylist(rows, arrow_schema(record)))
        truth += [row["claim_id"] for row in rows if "claim_id" in row]
    return _truth(truth, arrived.truth)


def unload(warehouse: Warehouse, lake: Lake) -> list[date]:
    """Write every day of the raw tables to the lake, as the runs of these days would have; returns the days."""
    with warehouse.open() as connection:
        found = connection.execute("SELECT DISTINCT arrival_date FROM raw.extraction_runs ORDER BY 1").fetchall()
        days = [day for (day,) in found]
        for at in range(0, len(days), _DAYS_AT_ONCE):
            chunk = days[at : at + _DAYS_AT_ONCE]
            for table, record in RAW_TABLES.items():
                keys = ", ".join(KEYS[table])
                rows = connection.execute(
                    f'SELECT * FROM raw."{table}" WHERE arrival_date BETWEEN ? AND ? ORDER BY {keys}',
                    [chunk[0], chunk[-1]],
                ).to_arrow_table()
                rows = rows.cast(arrow_schema(record))
                for day in chunk:
                    lake.write_table(table, day, rows.filter(pc.equal(rows["arrival_date"], pa.scalar(day))))
    return days


def load_reference(warehouse: Warehouse) -> None:
    """The registers: of actors, of the places that the rows name; nothing is retracted or was fetched."""
    with warehouse.open() as connection:
        columns = ", ".join(f"any_value({name}) AS {name}" for name in field_types(PlaceMentionRow))
        named = connection.execute(f"SELECT {columns} FROM raw.place_mentions GROUP BY place_id").to_arrow_table()
    with TemporaryDirectory() as folder:
        # the register of places is made from a lake: one that names each place once says the same
        lake = Lake(Path(folder))
        lake.write_table("place_mentions", FIRST_DAY, named.cast(arrow_schema(PlaceMentionRow)))
        for name, register in reference.REFERENCES.items():
            warehouse.load_reference(name, register.read(lake))
