"""Models: everything that dbt makes of the raw tables, from staging to exports."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from orchestration import dbt
from orchestration.pools import WAREHOUSE
from orchestration.progress import Progress
from orchestration.rules import rules
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
        with warehouse.held():
            yield from _build(context, dbt_cli, settings, warehouse)

    return build_models


def _build(
    context: dg.AssetExecutionContext, dbt_cli: dbt.OfflineDbt, settings: Settings, warehouse: Warehouse
) -> Iterator[Any]:
    """One `dbt build`; its events are passed on when it has ended."""
    current = rules()
    full = not warehouse.is_built_by(current) or context.run.tags.get(FULL_REFRESH_TAG) == "true"
    arguments = dbt.build_arguments(full_refresh=full)
    events: list[Any] = []
    failure = None
    try:
        for event in dbt_cli.cli(arguments, context=context, target_path=dbt.build_folder(settings)).stream():
            events.append(event)
    except DagsterDbtCliRuntimeError as error:
        failure = error
    # Only now is the file free: while dbt has it open, nobody else can count its rows.
    yield from with_row_counts(events, warehouse.row_counts())
    if failure is not None:
        raise failure
    if not context.is_subset:
        warehouse.built(current)


def with_row_counts(events: Iterable[Any], counts: Mapping[str, int]) -> Iterator[Any]:
    """Dbt's events, with the number of rows added to what materializes a model; `counts` by schema.table."""
    rows = {dg.AssetKey(table.split(".")).to_python_identifier(): n for table, n in counts.items()}
    for event in events:
        if isinstance(event, dg.Output) and event.output_name in rows:
            yield event.with_metadata({**event.metadata, "dagster/row_count": rows[event.output_name]})
        else:
            yield event
