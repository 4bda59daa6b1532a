"""Partitions: one per day of arrival.  Publication and event dates are columns, never partitions."""

from collections.abc import Sequence
from datetime import date

import dagster as dg

BACKFILL = dg.BackfillPolicy.multi_run(31)
"""A backfill from the UI takes a month a run: each run builds and publishes, and memory does not grow with the days."""

DAYS_TAG = "sijill/days"
"""Run tag that narrows a run over a range of days to the days it names, comma separated."""


def arrival_days(first_day: date) -> dg.DailyPartitionsDefinition:
    """One partition per arrival day (UTC) from `first_day` to today, today included."""
    # end_offset: Dagster's newest partition is otherwise yesterday's, and what lands today could not be run.
    return dg.DailyPartitionsDefinition(start_date=first_day.isoformat(), timezone="UTC", end_offset=1)


def days_of(partition_keys: Sequence[str], tags: dict[str, str]) -> list[date]:
    """The days that a step works on, ascending: its run's partitions, narrowed by DAYS_TAG if there is one."""
    wanted = tags.get(DAYS_TAG)
    chosen = set(wanted.split(",")) if wanted else set(partition_keys)
    return sorted(date.fromisoformat(key) for key in partition_keys if key in chosen)
