"""Runs the register in this process, as the command line and the tests do; records it in Dagster's home.

`run_register` does what the job of the same name does under `dagster dev`: same assets, same checks,
same pool, so that a run from the command line and one from the UI never write at the same time.
"""

import fcntl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

import dagster as dg
from dagster._core.instance.ref import InstanceRef
from dagster._core.storage.tags import ASSET_PARTITION_RANGE_END_TAG, ASSET_PARTITION_RANGE_START_TAG

from orchestration.assets.models import FULL_REFRESH_TAG
from orchestration.build import build_defs
from orchestration.event_log import event_log_of
from orchestration.home import prepare_home
from orchestration.jobs import REBUILD, REGISTER
from orchestration.partitions import DAYS_TAG
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.lake import Lake

_HERE_TAG = "sijill/in-process"


class RunError(RuntimeError):
    """The run could not begin; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class FailedCheck:
    """A check that did not pass; `rows` are the first of the rows that break it."""

    table: str
    name: str
    critical: bool
    message: str
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """What a run did; `errors` has a line for each step that failed, `log` the whole story.

    `published` is None where nothing was published; what was there before then stays.
    """

    success: bool
    run_id: str
    days: list[date]
    seconds: float
    failed_checks: list[FailedCheck]
    errors: list[str]
    articles: int
    rejected: int
    claims: int
    published: Path | None
    log: Path

    @property
    def blocked(self) -> list[FailedCheck]:
        """The checks that stopped publication."""
        return [check for check in self.failed_checks if check.critical]


def run_register(settings: Settings, days: Sequence[date], *, progress: Progress | None = None) -> RunSummary:
    """Read, code, load, build, audit and publish what landed on `days`.

    Raises RunError where no day is given, a day cannot be run, or another such run is under way.
    """
    return _execute(settings, REGISTER, days, progress)


def rebuild(settings: Settings, *, progress: Progress | None = None) -> RunSummary:
    """Make the working file anew from the lake, audit and publish; nothing is read or coded."""
    days = Lake(settings.lake).days("extraction_runs")
    if not days:
        raise RunError(f"the lake in {settings.lake} is empty; run something first: `sijill run PATH`")
    return _execute(settings, REBUILD, days, progress, from_nothing=True)


def build_anew(settings: Settings, *, progress: Progress | None = None) -> RunSummary:
    """Build, audit and publish what the lake holds already, with what was decided since (a retraction)."""
    days = Lake(settings.lake).days("extraction_runs")
    if not days:
        raise RunError(f"the lake in {settings.lake} is empty; run something first: `sijill run PATH`")
    return _execute(settings, REBUILD, days[-1:], progress)


def _execute(
    settings: Settings, job: str, days: Sequence[date], progress: Progress | None, *, from_nothing: bool = False
) -> RunSummary:
    started = time.monotonic()
    wanted = sorted(set(days))
    _refuse_impossible(settings, wanted)
    with _only_one(settings), _instance(settings) as instance:
        _release_the_dead(instance)
        if from_nothing:
            settings.warehouse.unlink(missing_ok=True)
            settings.warehouse.with_name(settings.warehouse.name + ".wal").unlink(missing_ok=True)
        defs = build_defs(settings, **({"progress": progress} if progress else {}))
        tags = {
            _HERE_TAG: "true",
            DAYS_TAG: ",".join(map(str, wanted)),
            FULL_REFRESH_TAG: str(from_nothing).lower(),
        }
        partition: dict[str, Any] = {"partition_key": str(wanted[0])}
        if len(wanted) > 1:
            partition = {}
            tags |= {ASSET_PARTITION_RANGE_START_TAG: str(wanted[0]), ASSET_PARTITION_RANGE_END_TAG: str(wanted[-1])}
        with _output_to(settings.run_log) as log:
            result = defs.resolve_job_def(job).execute_in_process(
                instance=instance,
                tags=tags,
                # the whole story of a failure is in the log and in Dagster's records, not in the terminal
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                raise_on_error=False,
                **partition,
            )
            for event in _failures(result):
                log.write(f"\nstep {event.step_key} failed:\n{event.step_failure_data.error_display_string}\n")
        return _summary(settings, result, wanted, time.monotonic() - started)


def _refuse_impossible(settings: Settings, days: Sequence[date]) -> None:
    if not days:
        raise RunError("no arrival day is given; there is nothing to run")
    if days[0] < settings.first_day:
        raise RunError(f"{days[0]} is before the first arrival day {settings.first_day}; set SIJILL_FIRST_DAY")
    if days[-1] > datetime.now(UTC).date():
        raise RunError(f"{days[-1]} is in the future; an arrival day is a day that has begun")


@contextmanager
def _output_to(path: Path) -> Iterator[TextIO]:
    """Keep what the steps print (dbt: a line for each model and test) out of the terminal, in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream, redirect_stdout(stream):
        yield stream


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Hold the lock of in-process runs; the system releases it when the process dies, however it dies."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / ".run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunError(f"another run on {settings.data} is under way; wait for its end") from error
        yield


def _instance(settings: Settings) -> dg.DagsterInstance:
    """The instance of the register's home, with our event log and no capture of what each step prints.

    The capture starts four processes a step, a good part of a short run, and `run_log` has the same.
    """
    home = prepare_home(settings)
    silent = {"module": "dagster._core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}
    return dg.DagsterInstance.from_ref(
        InstanceRef.from_dir(str(home), overrides={"compute_logs": silent, "event_log_storage": event_log_of(home)})
    )


def _release_the_dead(instance: dg.DagsterInstance) -> None:
    """End in the records what was killed: runs of this kind that have not ended, while we hold the lock.

    Otherwise they would keep their slot in the pool, and this run would wait for ever.
    """
    unfinished = dg.RunsFilter(
        tags={_HERE_TAG: "true"},
        statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.NOT_STARTED],
    )
    for run in instance.get_runs(unfinished):
        instance.report_run_failed(run, message="The process of this run was killed.")
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def _summary(settings: Settings, result: dg.ExecuteInProcessResult, days: list[date], seconds: float) -> RunSummary:
    numbers: dict[str, dict[str, Any]] = {}
    for event in result.get_asset_materialization_events():
        materialization = event.step_materialization_data.materialization
        key = materialization.asset_key.to_user_string()
        numbers[key] = {name: value.value for name, value in materialization.metadata.items()}
    coded = numbers.get("lake/extraction_runs", {})
    return RunSummary(
        success=result.success,
        run_id=result.run_id,
        days=days,
        seconds=seconds,
        failed_checks=[_failed(e) for e in result.get_asset_check_evaluations() if not e.passed],
        errors=[_error_of(event) for event in _failures(result)],
        articles=int(numbers.get("lake/articles", {}).get("articles", 0)),
        rejected=int(numbers.get("lake/rejected_articles", {}).get("rejected", 0)),
        claims=int(coded.get("claims", 0)),
        published=settings.published if "published" in numbers else None,
        log=settings.run_log,
    )


def _failed(evaluation: dg.AssetCheckEvaluation) -> FailedCheck:
    rows = evaluation.metadata.get("failing_rows")
    return FailedCheck(
        table=evaluation.asset_key.to_user_string(),
        name=evaluation.check_name,
        critical=evaluation.severity == dg.AssetCheckSeverity.ERROR,
        message=evaluation.description or "",
        rows=[dict(record.data) for record in rows.records] if isinstance(rows, dg.TableMetadataValue) else [],
    )


def _failures(result: dg.ExecuteInProcessResult) -> list[dg.DagsterEvent]:
    return [event for event in result.all_events if event.event_type_value == "STEP_FAILURE"]


def _error_of(event: dg.DagsterEvent) -> str:
    """One line: the step and the first words of what went wrong underneath."""
    error = event.step_failure_data.error
    while error and error.cause:
        error = error.cause
    lines = [line.strip() for line in (error.message if error else "failed").splitlines() if line.strip()]
    # of dbt's long message the lines that name a model or a test and its fault
    named = [
        " ".join(lines[at : at + 3]) for at, line in enumerate(lines) if line.startswith(("Failure in ", "Error in "))
    ]
    return f"{event.step_key}: {'; '.join(named[:3]) or lines[0]}"
