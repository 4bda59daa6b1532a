"""However a register comes about, what it publishes is the same, row for row."""

import subprocess
import sys

import dagster as dg
import pyarrow as pa
import pytest

from orchestration.run import RunError, rebuild, run_register
from orchestration.storage.lake import Lake
from orchestration.storage.publish import DATABASE

# Four whole runs on a machine that may be busy.
pytestmark = pytest.mark.timeout(1200)

_READER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
count = "SELECT count(*) FROM marts.fct_event"
print(connection.execute(count).fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute(count).fetchone()[0], flush=True)
"""


def test_running_twice_changes_nothing_and_an_open_reader_blocks_nobody(register, tables, lake_rows):
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, str(register.settings.published / DATABASE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    before = reader.stdout.readline()
    assert register.run(register.first, register.second).success
    # the reader kept its copy; whoever opens the register now gets the new one
    after, _ = reader.communicate("\n", timeout=30)
    assert before == after
    assert int(before) == len(tables["marts.fct_event"])
    assert register.tables() == tables
    assert register.lake_rows() == lake_rows


def test_batches_other_order_and_kills_change_nothing(new_register, tables, lake_rows):
    other = new_register("other")
    files = other.first_files()[::-1]
    other.land(files[: len(files) // 2], other.first)
    assert other.run(other.first).success
    other.land(files[len(files) // 2 :], other.first)
    other.run_and_kill("coding", other.first)
    other.run_and_kill("loading", other.first)
    other.land(other.second_files()[::-1], other.second)
    other.run_and_kill("building", other.first, other.second)
    released = other.released_bytes()
    other.run_and_kill("publishing", other.first, other.second)
    assert other.released_bytes() == released
    # the killed runs have read, coded and loaded; what they left must not show
    summary = other.run(other.first, other.second)
    assert summary.success, summary.errors
    assert other.lake_rows() == lake_rows
    assert other.tables() == tables


def test_an_invalid_row_is_stopped_and_shown_and_a_rebuild_after_mending_is_the_same(register, tables):
    lake = Lake(register.settings.lake)
    path = lake.path("casualty_claims", register.first)
    sound, released = path.read_bytes(), register.released_bytes()
    claims = lake.read("casualty_claims", register.first).to_pylist()
    claims[0] |= {"count_low": 9, "count_high": 3, "bound": "range"}
    broken = pa.Table.from_pylist(claims, schema=lake.read("casualty_claims", register.first).schema)
    lake.write_table("casualty_claims", register.first, broken)

    stopped = rebuild(register.settings)

    assert not stopped.success
    assert stopped.published is None
    (check,) = stopped.blocked
    assert (check.table, check.name) == ("raw/casualty_claims", "count_low_not_above_high")
    assert [row["claim_id"] for row in check.rows] == [claims[0]["claim_id"]]
    _assert_shown_in_the_ui(register, claims[0]["claim_id"])
    assert register.released_bytes() == released

    path.write_bytes(sound)
    mended = rebuild(register.settings)
    assert mended.success, mended.errors
    assert register.tables() == tables


def _assert_shown_in_the_ui(register, claim_id):
    key = dg.AssetCheckKey(dg.AssetKey(["raw", "casualty_claims"]), "count_low_not_above_high")
    with dg.DagsterInstance.from_config(str(register.settings.dagster_home)) as instance:
        records = instance.event_log_storage.get_latest_asset_check_execution_by_key([key])
    evaluation = records[key].evaluation
    assert not evaluation.passed
    assert evaluation.metadata["failing_rows"].records[0].data["claim_id"] == claim_id


def test_a_day_that_cannot_be_run_is_refused(register):
    with pytest.raises(RunError, match="in the future"):
        run_register(register.settings, [register.second.replace(year=2999)])
    with pytest.raises(RunError, match="no arrival day"):
        run_register(register.settings, [])
