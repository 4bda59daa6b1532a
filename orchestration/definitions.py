"""What Dagster loads (workspace.yaml, `[tool.dg]`); nothing else belongs here."""

import dagster as dg

from orchestration.build import build_defs


@dg.definitions
def defs() -> dg.Definitions:
    """The register: assets, checks, jobs, the schedule and the sensor."""
    return build_defs()
