"""Jobs: the whole register for some arrival days, and its rebuild from the lake.

Both are partitioned by arrival day, as the assets in them are.
"""

from typing import Any

import dagster as dg

REGISTER = "register"
REBUILD = "rebuild"


def jobs() -> list[Any]:
    """The job that does everything, and the one that leaves reading and coding out."""
    everything = dg.AssetSelection.all()
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
    ]
