"""Schedules: every hour the sources, where the settings say so; once a night the day that has ended."""

from datetime import timedelta

import dagster as dg

from orchestration.days import unfinished_days
from orchestration.jobs import FETCH, REGISTER
from orchestration.settings import Settings

_UNDER_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


def schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """The nightly run and the hourly poll."""

    @dg.schedule(
        name="nightly",
        job_name=REGISTER,
        cron_schedule="30 0 * * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Every night the whole of the day before, and every day that a killed run left behind.",
    )
    def nightly(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest]:
        tonight = context.scheduled_execution_time.date()
        days = {tonight - timedelta(days=1), *unfinished_days(settings)} - {tonight}
        return [dg.RunRequest(run_key=f"{tonight}: {day}", partition_key=str(day)) for day in sorted(days)]

    @dg.schedule(
        name="hourly_fetch",
        job_name=FETCH,
        cron_schedule="7 * * * *",  # not on the hour, when everybody asks
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING if settings.fetch_hourly else dg.DefaultScheduleStatus.STOPPED,
        description="Every hour the sources of sources.toml; on where `fetch_hourly = true` is set.",
    )
    def hourly_fetch(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if context.instance.get_runs(dg.RunsFilter(job_name=FETCH, statuses=_UNDER_WAY), limit=1):
            return dg.SkipReason("the poll before is still under way: what is left comes in the next one")
        return dg.RunRequest(run_key=context.scheduled_execution_time.isoformat())

    return [nightly, hourly_fetch]
