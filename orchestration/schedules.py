"""Schedules: every hour the sources, where the settings say so; once a night the day that has ended."""

from datetime import timedelta

import dagster as dg

from orchestration.jobs import FETCH, REGISTER
from orchestration.settings import Settings


def schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """The nightly run and the hourly poll."""

    @dg.schedule(
        name="nightly",
        job_name=REGISTER,
        cron_schedule="30 0 * * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Every night the whole of the day before, so that late files of a day are in.",
    )
    def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        day = (context.scheduled_execution_time - timedelta(days=1)).date().isoformat()
        return dg.RunRequest(run_key=day, partition_key=day)

    hourly = dg.ScheduleDefinition(
        name="hourly_fetch",
        job_name=FETCH,
        cron_schedule="7 * * * *",  # not on the hour, when everybody asks
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING if settings.fetch_hourly else dg.DefaultScheduleStatus.STOPPED,
        description="Every hour the sources of sources.toml; on where `fetch_hourly = true` is set.",
    )
    return [nightly, hourly]
