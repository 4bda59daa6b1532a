"""The small decisions of the orchestration: which days, which arguments, what a check shows."""

import time
from datetime import UTC, date, datetime

import dagster as dg
import pytest

from expectations.results import Verdict
from expectations.suites import mart_suites, raw_suites
from extractors.reading import landed_files
from extractors.records import RAW_TABLES
from orchestration import dbt
from orchestration.assets.models import with_row_counts
from orchestration.build import build_defs
from orchestration.checks import check_result, check_specs, narrowed
from orchestration.days import fingerprint, mark_as_read, unfinished_days
from orchestration.metadata import table
from orchestration.partitions import arrival_days, days_of
from orchestration.sensors import settled_days
from orchestration.settings import load_settings
from orchestration.storage.lake import Lake
from orchestration.storage.reference import REFERENCES, actors


def test_today_is_a_partition():
    keys = arrival_days(date(2026, 1, 1)).get_partition_keys(current_time=datetime(2026, 1, 3, 0, 5, tzinfo=UTC))
    assert keys == ["2026-01-01", "2026-01-02", "2026-01-03"]


def test_days_of_a_range_can_be_narrowed():
    keys = ["2026-01-01", "2026-01-02", "2026-01-03"]
    assert days_of(keys, {}) == [date(2026, 1, day) for day in (1, 2, 3)]
    assert days_of(keys, {"sijill/days": "2026-01-03,2026-01-01"}) == [date(2026, 1, 1), date(2026, 1, 3)]


def test_a_full_refresh_is_asked_for_alone():
    assert dbt.build_arguments(full_refresh=True) == [*dbt.build_arguments(), "--full-refresh"]


def test_rows_are_counted_into_the_models_materializations():
    events = [dg.Output(None, output_name="marts__fct_event", metadata={"unique_id": "x"}), "another event"]
    counted, other = with_row_counts(events, {"marts.fct_event": 3, "raw.articles": 5})
    assert {name: value.value for name, value in counted.metadata.items()} == {
        "unique_id": "x",
        "dagster/row_count": 3,
    }
    assert other == "another event"


def test_dbt_is_found_by_absolute_path_and_asked_for_no_version(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert dbt.executable().is_absolute()
    made = dbt.OfflineDbt(project_dir=str(dbt.PROJECT), dbt_executable=str(dbt.executable()))
    monkeypatch.setattr("dagster_dbt.core.resource.check_output", lambda *_: pytest.fail("dbt --version was run"))
    assert made._cli_version.major == 1


def test_telemetry_is_off_everywhere():
    environment = dbt.environment(dbt.PROJECT, dbt.PROJECT)
    assert environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "false"
    assert "send_anonymous_usage_stats: false" in (dbt.PROJECT / "dbt_project.yml").read_text()
    assert not (dbt.PROJECT / "packages.yml").exists()
    assert not (dbt.PROJECT / "dependencies.yml").exists()


@pytest.fixture
def landed(tmp_path):
    settings = load_settings(data=tmp_path, first_day=date(2026, 3, 1), settled_seconds=10)

    def land(folder):
        path = settings.landing / folder / "abc" / "article.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
        return path

    return settings, land


def test_the_sensor_waits_until_a_day_has_settled(landed):
    settings, land = landed
    land("2026-03-02")
    assert settled_days(settings, time.time()) == {}
    assert list(settled_days(settings, time.time() + 60)) == ["2026-03-02"]


def test_a_day_that_was_read_is_not_run_again_until_something_else_lands(landed):
    settings, land = landed
    path = land("2026-03-02")
    day, lake = date(2026, 3, 2), Lake(settings.lake)
    lake.path("articles", day).parent.mkdir(parents=True)
    before = fingerprint(landed_files(settings.landing, day))
    path.with_name("late.txt").write_text("landed while the day was being read")
    mark_as_read(lake, day, before)
    assert list(settled_days(settings, time.time() + 60)) == ["2026-03-02"]
    mark_as_read(lake, day, fingerprint(landed_files(settings.landing, day)))
    assert settled_days(settings, time.time() + 60) == {}


def test_days_that_a_killed_run_left_are_named(landed):
    settings, land = landed
    land("2026-03-02")
    assert unfinished_days(settings) == {date(2026, 3, 2): "files have landed that were not read"}
    day, lake = date(2026, 3, 2), Lake(settings.lake)
    lake.write("articles", day, [])
    mark_as_read(lake, day, fingerprint(landed_files(settings.landing, day)))
    assert unfinished_days(settings) == {day: "articles were read that were not coded"}
    lake.write("extraction_runs", day, [])
    assert unfinished_days(settings) == {}


def test_a_file_more_changes_the_mark_of_its_day(landed):
    settings, land = landed
    land("2026-03-02")
    before = settled_days(settings, time.time() + 60)
    (land("2026-03-02").parent / "another.txt").write_text("more")
    assert settled_days(settings, time.time() + 60) != before


def test_folders_that_are_no_runnable_day_are_left_out(landed):
    settings, land = landed
    for folder in ("2025-12-31", "2999-01-01", "notes"):
        land(folder)
    assert settled_days(settings, time.time() + 60) == {}


def test_half_written_and_hidden_files_do_not_count(landed):
    settings, land = landed
    path = land("2026-03-02")
    path.rename(path.with_name(".article.txt"))
    assert settled_days(settings, time.time() + 60) == {}


def test_critical_rules_block_and_warnings_do_not():
    for suite in [*raw_suites(), *mart_suites()]:
        for spec, rule in zip(check_specs([suite]), suite.rules, strict=True):
            assert spec.blocking == (rule.severity == "critical")
            assert spec.metadata["what_to_do"] == rule.remedy


def test_every_raw_table_is_audited_by_a_blocking_check():
    audited = {suite.table for suite in raw_suites() if any(rule.severity == "critical" for rule in suite.rules)}
    assert audited == {*RAW_TABLES, *REFERENCES}


def test_one_check_can_be_run_alone():
    key = dg.AssetCheckKey(dg.AssetKey(["raw", "articles"]), "text_is_whole")
    (suite,) = narrowed(raw_suites(), {key})
    assert [rule.name for rule in suite.rules] == ["text_is_whole"]


def test_a_failed_check_shows_its_rows_and_the_remedy():
    suite = next(suite for suite in raw_suites() if suite.table == "casualty_claims")
    rule = next(rule for rule in suite.rules if rule.name == "count_low_not_above_high")
    verdict = Verdict(suite=suite, rule=rule, passed=False, unexpected=1, rows=[{"claim_id": "x", "count_low": None}])
    result = check_result(verdict)
    assert result.severity == dg.AssetCheckSeverity.ERROR
    assert result.metadata["what_to_do"].text == rule.remedy
    assert result.metadata["failing_rows"].records[0].data == {"claim_id": "x", "count_low": ""}


def test_tables_shorten_what_would_not_fit():
    (record,) = table([{"evidence": "x" * 500, "n": 3}]).records
    assert len(record.data["evidence"]) == 160
    assert record.data["n"] == 3


def test_actors_have_one_row_each_and_whole_dates():
    rows = actors().to_pylist()
    assert len({row["actor_id"] for row in rows}) == len(rows)
    houthi = next(row for row in rows if row["actor_id"] == "houthi")
    assert houthi["valid_from"] == date(2004, 1, 1)
    assert houthi["side"] == "YE: houthi"


@pytest.fixture(scope="module")
def defs(tmp_path_factory):
    return build_defs(load_settings(data=tmp_path_factory.mktemp("defs")))


def test_raw_checks_gate_dbt_and_marts_checks_gate_publication(defs):
    job = defs.resolve_job_def("register")
    dependencies = job.graph.dependency_structure
    upstream = {
        node: {output.node_name for outputs in inputs.values() for output in outputs}
        for node, inputs in ((n, dependencies.input_to_upstream_outputs_for_node(n)) for n in job.graph.node_dict)
    }
    assert "audit_raw" in upstream["build_models"]
    assert "audit_marts" in upstream["published"]
    assert "build_models" in upstream["audit_marts"]


def test_an_unknown_resource_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no such resource: wharehouse"):
        build_defs(load_settings(data=tmp_path), wharehouse=None)


def test_whatever_opens_the_working_file_takes_its_pool(defs):
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        definition = graph.get(key).assets_def
        if key.path[0] not in ("landing", "lake", "polled_sources"):
            assert definition.op.pool == "warehouse", key
