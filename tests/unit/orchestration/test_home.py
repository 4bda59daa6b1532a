"""Dagster's home: prepared once, telemetry off, slots given back."""

import threading

import dagster as dg
import yaml

from orchestration.event_log import RegisterEventLog
from orchestration.home import CONFIGURATION, prepare_home
from orchestration.pools import CODER
from orchestration.run import _instance, _release_the_dead
from orchestration.settings import load_settings


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


def test_dagster_s_own_event_log_reads_what_ours_wrote(tmp_path):
    settings = load_settings(data=tmp_path)
    with _instance(settings) as ours:
        assert isinstance(ours.event_log_storage, RegisterEventLog)
        assert writing.execute_in_process(instance=ours).success
        with dg.DagsterInstance.from_config(str(settings.dagster_home)) as dagsters:
            (run,) = dagsters.get_run_ids()
            # while the writer is still open, as `dagster dev` looks on
            assert [e.event_type_value for e in map(_event, dagsters.all_logs(run))] == [
                e.event_type_value for e in map(_event, ours.all_logs(run))
            ]
            assert "PIPELINE_SUCCESS" in {e.event_type_value for e in map(_event, dagsters.all_logs(run))}


def _event(entry):
    return entry.get_dagster_event()


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
