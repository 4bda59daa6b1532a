"""What runs unasked: the landing sensor, the nightly run, and the standing check of the days."""

import json
import os
import time
from datetime import UTC, date, datetime

import dagster as dg
import pytest

from extractors.reading import land
from extractors.records import RAW_TABLES
from orchestration.assets.coding import coding_assets
from orchestration.assets.landing import landing_assets
from orchestration.assets.raw import raw_assets
from orchestration.days import broken_days, is_being_written
from orchestration.ingest import read_day
from orchestration.partitions import BACKFILL, arrival_days
from orchestration.progress import Progress
from orchestration.schedules import schedules
from orchestration.sensors import sensors
from orchestration.settings import load_settings
from orchestration.storage.lake import Lake
from orchestration.upkeep import READ_NIGHTLY, upkeep_checks

DAY = date(2026, 3, 2)
STORY = "At least three soldiers were killed on Monday when a bomb hit their patrol near the town of Harib."


@pytest.fixture
def settings(tmp_path):
    return load_settings(data=tmp_path / "data", first_day=date(2026, 3, 1), settled_seconds=0)


@pytest.fixture
def landed(settings, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return land([path], settings.landing, DAY)[0].path


def looked(settings, cursor=None):
    """One look of the sensor: the days that it asks for, and the cursor that it leaves."""
    (sensor,) = (one for one in sensors(settings) if one.name == "landing_folder")
    result = sensor(dg.build_sensor_context(cursor=cursor))
    if isinstance(result, dg.SkipReason):
        return [], cursor
    return [request.partition_key for request in result.run_requests], result.cursor


def test_the_cursor_outlives_the_sensor_and_a_changed_day_is_asked_for_again(settings, landed):
    days, cursor = looked(settings)
    assert days == [str(DAY)]
    # a daemon that was started anew has the cursor alone
    assert looked(settings, cursor) == ([], cursor)
    os.utime(landed, (time.time(), time.time() + 1))
    landed.write_text(STORY + " More was told later.", encoding="utf-8")
    days, other = looked(settings, cursor)
    assert (days, json.loads(other).keys()) == ([str(DAY)], json.loads(cursor).keys())


def test_a_file_that_is_still_being_written_holds_its_day_back(settings, landed):
    with landed.open("a", encoding="utf-8") as writer:
        writer.write(" More")
        writer.flush()
        assert is_being_written(landed)
        assert looked(settings) == ([], None)
    assert not is_being_written(landed)
    assert looked(settings)[0] == [str(DAY)]


def test_looking_at_a_file_does_not_stop_who_wants_to_write_it(landed):
    for _ in range(50):
        assert not is_being_written(landed)
        with landed.open("a", encoding="utf-8") as writer:
            writer.write(".")


def test_the_night_runs_the_day_before_and_what_was_left_behind(settings, landed):
    (nightly,) = (one for one in schedules(settings) if one.name == "nightly")
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2026, 3, 9, 0, 30, tzinfo=UTC))
    requests = nightly(context)
    assert [request.partition_key for request in requests] == ["2026-03-02", "2026-03-08"]
    assert len({request.run_key for request in requests}) == 2


def checked(settings):
    (check,) = upkeep_checks()
    return check(settings=settings)


def test_the_standing_check_names_days_that_are_not_whole_and_what_to_do(settings, landed):
    assert [(one.day, one.what) for one in broken_days(settings)] == [(DAY, "files have landed that were not read")]
    lake = Lake(settings.lake)
    read_day(settings, lake, DAY, "run", Progress())
    (broken,) = broken_days(settings)
    assert "not coded" in broken.what
    assert "sijill backfill 2026-03-02 2026-03-02" in broken.remedy
    result = checked(settings)
    assert not result.passed
    assert result.metadata["broken_days"].value == 1
    for table in RAW_TABLES:
        if not lake.path(table, DAY).exists():
            lake.write(table, DAY, [])
    assert checked(settings).passed


def test_damaged_files_of_the_lake_are_named_with_where_to_mend_them(settings, landed):
    lake = Lake(settings.lake)
    read_day(settings, lake, DAY, "run", Progress())
    for table in RAW_TABLES:
        if not lake.path(table, DAY).exists():
            lake.write(table, DAY, [])
    lake.path("actor_mentions", DAY).unlink()
    path = lake.path("control_claims", DAY)
    path.write_bytes(b"not parquet")
    (broken,) = broken_days(settings)
    assert "actor_mentions is missing" in broken.what
    assert str(path) in broken.what
    assert "sijill backfill" in broken.remedy
    os.rename(settings.landing, settings.data / "elsewhere")
    (broken,) = broken_days(settings)
    assert "backup" in broken.remedy


def test_files_that_were_whole_are_opened_again_only_once_they_changed(settings, landed, monkeypatch):
    lake = Lake(settings.lake)
    read_day(settings, lake, DAY, "run", Progress())
    for table in RAW_TABLES:
        if not lake.path(table, DAY).exists():
            lake.write(table, DAY, [])
    opened = []
    check = Lake.check
    monkeypatch.setattr(Lake, "check", lambda self, table, day: opened.append(table) or check(self, table, day))
    assert broken_days(settings) == []
    assert opened == [*RAW_TABLES]
    assert broken_days(settings) == []
    assert opened == [*RAW_TABLES]
    lake.path("control_claims", DAY).write_bytes(b"not parquet")
    for _ in range(2):
        (broken,) = broken_days(settings)
        assert "control_claims" in broken.what
    (settings.work / "whole_days.json").write_text("[not json")
    lake.write("control_claims", DAY, [])
    assert broken_days(settings) == []


@pytest.mark.filterwarnings("ignore:Parameter `backfill_policy`")
def test_a_backfill_from_the_ui_takes_several_days_a_run_and_tables_are_to_be_fresh():
    days = arrival_days(date(2026, 3, 1))
    assets = [*landing_assets(days), *coding_assets(days), *raw_assets(days)]
    partitioned = [one for one in assets if one.partitions_def]
    assert {one.backfill_policy for one in partitioned} == {BACKFILL}
    (policy,) = (spec.freshness_policy for one in assets for spec in one.specs if spec.key.path == ["lake", "articles"])
    assert policy is READ_NIGHTLY
