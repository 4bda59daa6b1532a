"""A release's database, made from the former one: what differs is written anew, the rest is taken over."""

import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.storage import exports, release_database
from orchestration.storage.contents import Contents, Table, count
from orchestration.storage.publish import DATABASE, MANIFEST, Release, publish
from orchestration.storage.warehouse import Warehouse

EVENTS = """
    CREATE OR REPLACE TABLE marts.fct_event AS
    SELECT * FROM (VALUES {}) AS t (event_id, killed_best, latitude, longitude, event_state)
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    made = Warehouse(tmp_path / "register.duckdb")
    change(
        made,
        "CREATE SCHEMA marts; CREATE SCHEMA reference; CREATE SCHEMA exports",
        EVENTS.format("('a', 3, 12.8, 45.0, 1), ('b', NULL, NULL, NULL, 2), ('c', 0, 15.3, 44.2, 3)"),
        "CREATE TABLE marts.dim_article AS SELECT 'x' AS article_id, date '2015-01-01' AS arrival_date",
        "CREATE TABLE marts.places AS SELECT ['a', NULL] AS names, 1 AS id",
        "CREATE VIEW marts.fct_claim AS SELECT event_id, killed_best + 1 AS n FROM marts.fct_event",
        "CREATE TABLE exports.hxl_events AS SELECT 'a' AS event_id",
        "CREATE TABLE reference.hxl_tags AS SELECT 1 AS position, 'event_id' AS column_name, '#event' AS hxl_tag",
    )
    return made


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages ask for every column of the real marts."""
    monkeypatch.setattr("orchestration.storage.publish.write_pages", lambda *_: None)


def change(warehouse: Warehouse, *statements: str) -> None:
    with warehouse.open() as connection:
        for statement in statements:
            connection.execute(statement)


def released(warehouse: Warehouse, kept: int = 9) -> Release:
    folder = warehouse.path.parent
    audit = {"checks_passed": 1, "warnings": []}
    return publish(
        warehouse, folder / "releases", folder / "published", run_id="r", audit=audit, comments={}, kept=kept
    )


def tables(release: Release) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(release.folder / DATABASE), read_only=True) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in release.tables}


def files(release: Release) -> dict[str, Any]:
    """The text files, and the rows of the Parquet files, of which the bytes depend on how the database was made."""
    folder, read = release.folder / "exports", {}
    for path in folder.rglob("*.*"):
        rows = duckdb.execute("FROM read_parquet(?) ORDER BY ALL", [str(path)]) if path.suffix == ".parquet" else None
        read[str(path.relative_to(folder))] = rows.fetchall() if rows else path.read_bytes()
    return read


def from_nothing(warehouse: Warehouse) -> Release:
    """What would be published if nothing had been before."""
    (warehouse.path.parent / "published").unlink()
    return released(warehouse)


def test_what_is_patched_is_what_would_be_written_from_nothing(warehouse: Warehouse) -> None:
    released(warehouse)
    change(
        warehouse,
        "UPDATE marts.fct_event SET killed_best = 4 WHERE event_id = 'b'",
        "DELETE FROM marts.fct_event WHERE event_id = 'c'",
        "INSERT INTO marts.fct_event VALUES ('d', 7, 12.0, 44.0, 9)",
        "INSERT INTO marts.places VALUES ([NULL], 2)",
        "ALTER TABLE marts.dim_article ADD COLUMN title VARCHAR DEFAULT 'new'",
        "CREATE TABLE marts.dim_actor AS SELECT 1 AS actor_id",
        "DROP TABLE exports.hxl_events",
    )
    patched = released(warehouse)
    whole = from_nothing(warehouse)
    assert tables(patched) == tables(whole)
    assert patched.tables == whole.tables
    assert files(patched) == files(whole)
    assert "event_state" not in (patched.folder / "exports" / "fct_event.csv").read_text()


def test_rows_that_stand_twice_are_published_twice(warehouse: Warehouse) -> None:
    released(warehouse)
    change(warehouse, "INSERT INTO marts.dim_article FROM marts.dim_article")
    assert released(warehouse).tables["marts.dim_article"] == 2


def test_only_what_changed_is_written_anew(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    first = released(warehouse)
    change(warehouse, "INSERT INTO marts.dim_article VALUES ('y', date '2015-01-02')")
    made: list[str] = []
    create = release_database._create
    monkeypatch.setattr(release_database, "_create", lambda c, table: made.append(table.name) or create(c, table))
    second = released(warehouse)
    assert made == []

    def is_shared(name: str) -> bool:
        return os.path.samefile(first.folder / "exports" / name, second.folder / "exports" / name)

    assert is_shared("fct_event.parquet")
    assert is_shared("fct_event.csv")
    assert is_shared("events.geojson")
    assert not is_shared("dim_article.csv")
    # bookkeeping changes no release
    change(warehouse, "UPDATE marts.fct_event SET event_state = 77")
    third = released(warehouse, kept=1)
    assert [path.name for path in third.folder.parent.iterdir()] == [third.folder.name]
    assert (third.folder / "exports" / "fct_event.csv").read_text().startswith("event_id,")
    assert tables(third) == tables(from_nothing(warehouse))


def test_other_tags_write_the_tagged_file_anew(warehouse: Warehouse) -> None:
    released(warehouse)
    change(warehouse, "UPDATE reference.hxl_tags SET hxl_tag = '#event+id'")
    lines = (released(warehouse).folder / "exports" / "hxl_events.csv").read_text().splitlines()
    assert lines[:2] == ["event_id", "#event+id"]


def test_what_another_version_published_is_written_anew(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    first = released(warehouse)
    monkeypatch.setattr("orchestration.storage.publish._writer", lambda: "another")
    second = released(warehouse)
    assert not os.path.samefile(first.folder / "exports/fct_event.csv", second.folder / "exports/fct_event.csv")
    assert json.loads((second.folder / MANIFEST).read_text())["exporter"] == "another"


DATED = (
    "('{}', date '2015-01-03', 'a \"quoted\" word', NULL)",
    "('{}', date '2015-01-31', E'two\\nlines', 1.5)",
    "('{}', date '2016-03-01', 'später', 15.0)",
    "('{}', NULL, NULL, -1)",
)


def dated(warehouse: Warehouse) -> None:
    """A table of claims and one of events, two years and rows without a date in each."""
    rows = ", ".join(row.format(f"{name}{number}") for name in "xyz" for number, row in enumerate(DATED))
    change(
        warehouse,
        "DROP VIEW marts.fct_claim",
        f"CREATE TABLE marts.fct_claim AS FROM (VALUES {rows}) AS t (claim_id, arrival_date, evidence, confidence)",
        "CREATE OR REPLACE TABLE marts.fct_event AS SELECT claim_id AS event_id, arrival_date AS date_start, "
        "confidence AS latitude, confidence AS longitude, evidence AS place_text FROM marts.fct_claim",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE marts.{} SET {} = date '2016-03-31' WHERE {} = 'y1'",  # to another year
        "UPDATE marts.{} SET {} = NULL WHERE {} IN ('x0', 'y2')",
        "DELETE FROM marts.{} WHERE {} < date '2016-01-01' AND {} <> ''",  # the first year is gone
        "UPDATE marts.{} SET {} = date '2014-12-31' WHERE {} = 'z3'",  # one before it
        "DELETE FROM marts.{} WHERE {} IS NULL OR {} = 'z2'",
        "DELETE FROM marts.{} WHERE coalesce({}, date '2015-01-01') > date '2000-01-01' OR {} = ''",
    ],
)
def test_years_are_taken_over_or_written_and_the_files_are_the_same(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 0)
    dated(warehouse)
    released(warehouse)
    change(warehouse, statement.format("fct_claim", "arrival_date", "claim_id"))
    change(warehouse, statement.format("fct_event", "date_start", "event_id"))
    patched = released(warehouse)
    whole = from_nothing(warehouse)
    assert tables(patched) == tables(whole)
    assert files(patched) == files(whole)
    features = [
        feature
        for name, content in files(patched).items()
        if name.endswith(".geojson")
        for feature in json.loads(content)["features"]
    ]
    assert len(features) == patched.tables["marts.fct_event"]


def test_years_without_a_change_are_the_former_files(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 0)
    dated(warehouse)
    first = released(warehouse)
    assert {name for name in files(first) if name.startswith("fct_claim")} == {
        f"fct_claim/{year}.{ending}" for year in ("2015", "2016", "undated") for ending in ("csv", "parquet")
    }
    change(warehouse, "UPDATE marts.fct_claim SET evidence = 'read again' WHERE claim_id = 'x2'")
    second = released(warehouse)
    shared = {
        name
        for name in files(second)
        if os.path.samefile(first.folder / "exports" / name, second.folder / "exports" / name)
    }
    assert set(files(second)) - shared == {"fct_claim/2016.csv", "fct_claim/2016.parquet"}
    assert files(second)["fct_claim/2016.csv"].startswith(b"claim_id,arrival_date,")
    assert files(second)["fct_claim/2016.csv"].count(b"read again") == 1
    # what is taken over is the former file: one that was cut short since is written anew
    path = second.folder / "exports" / "fct_claim" / "undated.csv"
    path.unlink()
    path.write_bytes(files(first)["fct_claim/undated.csv"][:20])
    change(warehouse, "DELETE FROM marts.fct_claim WHERE claim_id = 'x2'")
    third = released(warehouse)
    assert files(third) == files(from_nothing(warehouse))
    assert files(first)["fct_claim/2016.csv"].count(b"x2") == 1


def test_a_table_that_has_grown_is_parted(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    dated(warehouse)
    assert "fct_claim.csv" in files(released(warehouse))
    monkeypatch.setattr(exports, "MOST_ROWS", 11)
    second = files(released(warehouse))
    assert "fct_claim.csv" not in second
    assert sum(len(rows) for name, rows in second.items() if name.startswith("fct_claim/") and "parquet" in name) == 12
    monkeypatch.setattr(exports, "MOST_ROWS", 12)
    third = files(released(warehouse))
    assert "fct_claim.csv" in third
    assert not any(name.startswith("fct_claim/") for name in third)


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_a_damaged_former_release_is_no_reason_not_to_publish(warehouse: Warehouse, content: bytes) -> None:
    first = released(warehouse)
    path = first.folder / DATABASE
    path.chmod(0o644)
    path.write_bytes(content)
    second = released(warehouse)
    assert tables(second)["marts.fct_event"][0][0] == "a"


def test_only_days_that_differ_are_written(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    change(
        warehouse,
        "INSERT INTO marts.dim_article SELECT 'n' || i, date '2015-01-01' + i::INTEGER FROM range(40) AS r (i)",
        "INSERT INTO marts.dim_article VALUES ('undated', NULL)",
    )
    released(warehouse)
    change(
        warehouse,
        "UPDATE marts.dim_article SET article_id = 'other' WHERE article_id = 'n7'",
        "UPDATE marts.dim_article SET arrival_date = date '2015-01-31' WHERE article_id = 'undated'",
    )
    written: dict[str, int] = {}
    update = release_database._update

    def counted(connection: duckdb.DuckDBPyConnection, table: Table, parts: Contents) -> release_database.Published:
        rows = f"(FROM {table.quoted} WHERE {parts.condition(table)})"
        written[table.name] = count(connection, rows)
        return update(connection, table, parts)

    monkeypatch.setattr(release_database, "_update", counted)
    second = released(warehouse)
    # the day of `n7`, and the day to which the undated one went
    assert written == {"marts.dim_article": 3}
    assert tables(second) == tables(from_nothing(warehouse))


def test_a_release_that_somebody_wrote_into_is_mended_by_the_next(warehouse: Warehouse) -> None:
    first = released(warehouse)
    path = first.folder / DATABASE
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE marts.fct_event SET killed_best = 1000 WHERE event_id = 'a'")
    assert tables(released(warehouse)) == tables(from_nothing(warehouse))


def test_a_reader_of_the_former_release_keeps_it(warehouse: Warehouse) -> None:
    first = released(warehouse)
    with duckdb.connect(str(first.folder / DATABASE), read_only=True) as reader:
        change(warehouse, "DELETE FROM marts.fct_event WHERE event_id = 'a'")
        second = released(warehouse)
        assert reader.execute("SELECT count(*) FROM marts.fct_event").fetchone() == (3,)
    assert second.tables["marts.fct_event"] == 2
