"""Dagster's home: prepared once, telemetry off, one writer at a time."""

import subprocess
import sys
import threading

import dagster as dg
import yaml

from orchestration.home import CONFIGURATION, prepare_home
from orchestration.pools import CODER
from orchestration.run import _release_the_dead
from orchestration.settings import REPOSITORY, load_settings


def test_nothing_is_reported_and_killed_runs_give_back_their_slots():
    configured = yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8"))
    assert configured["telemetry"] == {"enabled": False}
    assert configured["nux"] == {"enabled": False}
    assert configured["run_monitoring"]["free_slots_after_run_end_seconds"] > 0
    assert configured["concurrency"]["pools"] == {"granularity": "op", "default_limit": 1}


def test_a_home_is_prepared_by_many_at_once_and_follows_the_configuration(tmp_path):
    settings = load_settings(data=tmp_path)
    errors: list[Exception] = []

    def prepare() -> None:
        try:
            prepare_home(settings)
        except Exception as error:  # noqa: BLE001 - whatever a thread meets is told below
            errors.append(error)

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    (settings.dagster_home / "dagster.yaml").write_text("telemetry:\n  enabled: true\n")
    prepare_home(settings)
    assert (settings.dagster_home / "dagster.yaml").read_bytes() == CONFIGURATION.read_bytes()


@dg.job
def writing() -> None:
    """A job to make a run of."""


_WRITER = """
import sys, time
import dagster as dg
from orchestration.pools import WAREHOUSE

@dg.op(pool=WAREHOUSE)
def write():
    begun = time.time()
    time.sleep(0.5)
    print(begun, time.time(), flush=True)

@dg.job(executor_def=dg.in_process_executor)
def writing():
    write()

with dg.DagsterInstance.from_config(sys.argv[1]) as instance:
    writing.execute_in_process(instance=instance)
"""


def test_two_runs_never_write_at_the_same_time(tmp_path):
    home = str(prepare_home(load_settings(data=tmp_path)))
    command = [sys.executable, "-c", _WRITER, home]
    writers = [
        subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(2)
    ]
    spans = sorted(tuple(map(float, writer.communicate(timeout=100)[0].split())) for writer in writers)
    assert spans[0][1] <= spans[1][0]


def test_the_slot_of_a_killed_run_is_given_back(tmp_path):
    settings = load_settings(data=tmp_path)
    with dg.DagsterInstance.from_config(str(prepare_home(settings))) as instance:
        run = instance.create_run_for_job(writing, tags={"sijill/in-process": "true"})
        storage = instance.event_log_storage
        storage.initialize_concurrency_limit_to_default(CODER)
        claim = storage.claim_concurrency_slot(CODER, run.run_id, "write")
        assert claim.is_claimed
        _release_the_dead(instance)
        assert storage.get_concurrency_info(CODER).active_slot_count == 0
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE
