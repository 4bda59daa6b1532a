"""Models: everything that dbt makes of the raw tables, from staging to exports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets

from orchestration import dbt
from orchestration.pools import WAREHOUSE
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.warehouse import Warehouse

FULL_REFRESH_TAG = "sijill/full-refresh"
"""Run tag: build every model from nothing."""


def model_assets(manifest: Path) -> dg.AssetsDefinition:
    """One asset per dbt model and seed, one check per dbt test, built by one `dbt build`."""

    @dbt_assets(manifest=manifest, dagster_dbt_translator=dbt.Translator(), name="build_models", pool=WAREHOUSE)
    def build_models(
        context: dg.AssetExecutionContext,
        dbt_cli: dg.ResourceParam[dbt.OfflineDbt],
        settings: dg.ResourceParam[Settings],
        warehouse: dg.ResourceParam[Warehouse],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[Any]:
        progress.stage("building")
        pending = warehouse.pending()  # also waits for a process that still holds the file
        full = context.run.tags.get(FULL_REFRESH_TAG) == "true"
        arguments = dbt.build_arguments(pending, full_refresh=full)
        target = settings.dbt_target
        try:
            yield from dbt_cli.cli(arguments, context=context, target_path=target).stream().fetch_row_counts()
        finally:
            dbt.let_go()
        if not context.is_subset:
            warehouse.built()

    return build_models
