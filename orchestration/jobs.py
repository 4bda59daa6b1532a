"""Jobs: the whole register for some arrival days, and its rebuild from the lake.

Both are partitioned by arrival day, as the assets in them are.  Fetching is a job of its own, without
partitions: a poll lands on the day on which it runs.
"""

from typing import Any

import dagster as dg

REGISTER = "register"
REBUILD = "rebuild"
FETCH = "fetch"


def jobs() -> list[Any]:
    """The job that does everything with what has landed, its rebuild, and the poll of the sources."""
    fetching = dg.AssetSelection.groups("fetching")
    everything = dg.AssetSelection.all() - fetching
    return [
        dg.define_asset_job(
            REGISTER,
            selection=everything,
            description="Read, code, load, build, audit and publish what arrived on a day.",
        ),
        dg.define_asset_job(
            REBUILD,
            selection=everything - dg.AssetSelection.groups("landing", "lake"),
            description="Load days from the lake again, build, audit and publish; nothing is read or coded.",
        ),
        dg.define_asset_job(
            FETCH,
            selection=fetching,
            description="Poll the sources of sources.toml and land what is new; the landing sensor runs what landed.",
        ),
    ]
