"""One run over the samples, from landing to publication: many looks at what came of it."""

import csv
import json
import shutil

import dagster as dg
import pyarrow.parquet as pq

from extractors.records import RAW_TABLES
from orchestration import dbt
from orchestration.checks import audit_checks
from orchestration.storage.exports import GEOJSON
from orchestration.storage.lake import Lake
from orchestration.storage.publish import MANIFEST
from orchestration.storage.warehouse import Warehouse


def test_the_run_succeeds_and_says_what_it_did(register, tables):
    summary = register.runs[0]
    assert summary.success
    assert not summary.blocked
    assert summary.published == register.settings.published
    assert summary.articles == len(tables["marts.dim_article"])
    assert summary.rejected > 0
    assert summary.claims == len(tables["marts.fct_claim"])


def test_events_come_out(tables):
    assert len(tables["marts.fct_event"]) >= 8
    assert len(tables["marts.fct_casualty"]) >= 8


def test_two_languages_meet_in_one_event(register, tables):
    rows = register.query("SELECT event_id FROM marts.fct_claim GROUP BY 1 HAVING count(DISTINCT language) = 2")
    assert [row for row in rows if row[0] is not None]


def test_every_claim_leads_back_to_its_characters(register, tables):
    lake = Lake(register.settings.lake)
    texts = {}
    for day in lake.days("articles"):
        rows = lake.read("articles", day, ["article_id", "text"]).to_pylist()
        texts |= {row["article_id"]: row["text"] for row in rows}
    claims = register.query("SELECT article_id, evidence_start, evidence_end, evidence FROM marts.fct_claim")
    assert claims
    assert all(texts[article][start:end] == evidence for article, start, end, evidence in claims)


def test_no_article_text_is_published(register, tables):
    assert not register.query("SELECT table_name FROM information_schema.columns WHERE column_name = 'text'")


def test_an_article_that_came_before_is_rejected_as_duplicate(register, lake_rows):
    rejects = [row for row in lake_rows["rejected_articles"] if row["arrival_date"] == register.second]
    again = [row for row in rejects if row["reason"] == "duplicate"]
    known = {row["article_id"]: row["arrival_date"] for row in lake_rows["articles"]}
    assert again
    assert all(known[row["duplicate_of"]] == register.first for row in again)


def test_every_day_has_every_table(register, tables):
    lake = Lake(register.settings.lake)
    assert {table: len(lake.days(table)) for table in RAW_TABLES} == dict.fromkeys(RAW_TABLES, 2)


def test_raw_tables_hold_what_the_lake_holds(register, lake_rows):
    with Warehouse(register.settings.warehouse).open(read_only=True) as connection:
        for table, rows in lake_rows.items():
            assert connection.execute(f"SELECT count(*) FROM raw.{table}").fetchone() == (len(rows),)


def test_the_manifest_tells_what_is_in_the_release(register, tables):
    manifest = json.loads((register.settings.published / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["tables"] == {name: len(rows) for name, rows in tables.items()}
    assert manifest["arrival_days"] == ["2026-03-02", "2026-03-04"]
    for name, told in manifest["files"].items():
        assert (register.settings.published / name).stat().st_size == told["bytes"]


def test_exports_agree_with_the_tables(register, tables):
    folder = register.settings.published / "exports"
    for name, rows in tables.items():
        schema, table = name.split(".")
        if schema in ("marts", "exports"):
            assert pq.read_metadata(folder / f"{table}.parquet").num_rows == len(rows)
    with (folder / "hxl_events.csv").open(encoding="utf-8", newline="") as stream:
        heads, tags, *lines = csv.reader(stream)
    assert len(heads) == len(tags)
    assert all(tag.startswith("#") for tag in tags)
    assert len(lines) == len(tables["marts.fct_event"])
    collection = json.loads((folder / GEOJSON).read_text(encoding="utf-8"))
    assert len(collection["features"]) == len(tables["marts.fct_event"])


def test_the_page_opens_offline_and_shows_the_sentences(register, tables):
    page = (register.settings.published / "report" / "index.html").read_text(encoding="utf-8")
    assert "http://" not in page.split("<body>")[0]
    assert "<script" not in page
    evidence = register.query("SELECT evidence FROM marts.fct_claim WHERE event_id IS NOT NULL AND language = 'ar'")
    assert any(sentence in page for (sentence,) in evidence)


def test_comments_of_columns_come_along(register, tables):
    found = register.query(
        "SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'marts' AND table_name = 'fct_event' "
        "AND comment IS NOT NULL"
    )
    assert found[0][0] > 20


def test_every_check_of_the_audit_was_run_and_recorded(register, tables):
    keys = [spec.key for audit in audit_checks() for spec in audit.check_specs]
    with dg.DagsterInstance.from_config(str(register.settings.dagster_home)) as instance:
        records = instance.event_log_storage.get_latest_asset_check_execution_by_key(keys)
    assert all(records[key].evaluation is not None for key in keys)


def test_claims_are_plotted_per_run(register, tables):
    with dg.DagsterInstance.from_config(str(register.settings.dagster_home)) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["lake", "casualty_claims"]))
    assert isinstance(event.asset_materialization.metadata["claims"], dg.IntMetadataValue)


def test_who_shoots_a_drone_down_is_not_who_hurt_people(register, tables) -> None:
    """The sample of Khamis Mushait: three drones intercepted by one side, two residents hurt by the other's."""
    found = register.query(
        "SELECT perpetrator_group, target_group FROM marts.fct_event WHERE country_code = 'SA' AND wounded_best = 2"
    )
    assert found == [("HOUTHI", "CIVILIAN")]


def test_a_parse_of_a_project_that_was_moved_since_is_not_used(register, tables, monkeypatch, tmp_path):
    manifest = register.settings.dbt_target / "manifest.json"
    assert dbt.is_current(manifest)
    shutil.copytree(dbt.PROJECT, tmp_path / "dbt_project", ignore=shutil.ignore_patterns("target", "logs"))
    monkeypatch.setattr(dbt, "PROJECT", tmp_path / "dbt_project")
    assert not dbt.is_current(manifest)
