"""Assembles the one `Definitions` of the project; tests hand over other settings or resources."""

import warnings
from typing import Any

import dagster as dg

from orchestration import dbt
from orchestration.assets.coding import coding_assets
from orchestration.assets.fetching import fetching_assets, fetching_checks
from orchestration.assets.landing import landing_assets
from orchestration.assets.models import model_assets
from orchestration.assets.publication import publication_assets
from orchestration.assets.raw import raw_assets
from orchestration.checks import audit_checks
from orchestration.jobs import jobs
from orchestration.partitions import arrival_days
from orchestration.progress import Progress
from orchestration.schedules import schedules
from orchestration.sensors import sensors
from orchestration.settings import Settings, load_settings
from orchestration.storage.lake import Lake
from orchestration.storage.warehouse import Warehouse
from orchestration.upkeep import upkeep_checks


def build_defs(settings: Settings | None = None, **overrides: Any) -> dg.Definitions:
    """Definitions for `settings` (default: those of the environment); `overrides` replace resources by name."""
    # BackfillPolicy is called beta since 1.0 and says so once per asset.
    warnings.filterwarnings("ignore", category=dg.BetaWarning)
    settings = settings or load_settings()
    days = arrival_days(settings.first_day)
    models = model_assets(dbt.manifest(settings))
    resources = {
        "settings": settings,
        "lake": Lake(settings.lake),
        "warehouse": Warehouse(settings.warehouse),
        "dbt_cli": dbt.resource(settings),
        "progress": Progress(),
    }
    if unknown := sorted(set(overrides) - set(resources)):
        raise ValueError(f"no such resource: {', '.join(unknown)}; there are {', '.join(sorted(resources))}")
    return dg.Definitions(
        assets=[
            *fetching_assets(),
            *landing_assets(days),
            *coding_assets(days),
            *raw_assets(days),
            models,
            *publication_assets(models),
        ],
        asset_checks=[*fetching_checks(), *audit_checks(), *upkeep_checks()],
        jobs=jobs(),
        schedules=schedules(settings),
        sensors=sensors(settings),
        resources=resources | overrides,
        # In process: a step costs no imports, and coding has processes of its own.
        executor=dg.in_process_executor,
    )
