"""Schedules: once a night the day that has ended is run, whether or not the sensor has seen it."""

from datetime import timedelta

import dagster as dg

from orchestration.jobs import REGISTER


def schedules() -> list[dg.ScheduleDefinition]:
    """The nightly run."""

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

    return [nightly]
