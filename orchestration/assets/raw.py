"""Raw layer: the lake, loaded into schema `raw` of the working DuckDB file, a day at a time."""

from collections.abc import Iterator

import dagster as dg

from extractors.records import RAW_TABLES
from orchestration.metadata import table
from orchestration.partitions import BACKFILL, days_of
from orchestration.pools import WAREHOUSE
from orchestration.progress import Progress
from orchestration.storage.lake import Lake
from orchestration.storage.reference import REFERENCES
from orchestration.storage.warehouse import Warehouse


def raw_assets(days: dg.PartitionsDefinition) -> list[dg.AssetsDefinition]:
    """`raw/<table>` for every raw table, and the registers `raw/actors` and `raw/places`."""

    @dg.multi_asset(
        name="load_days",
        specs=[
            dg.AssetSpec(
                ["raw", name],
                deps=[["lake", name]],
                description=f"{(record.__doc__ or '').strip()} Loaded by day, in one transaction for all tables.",
                group_name="raw",
                kinds={"duckdb", "table"},
                partitions_def=days,
            )
            for name, record in RAW_TABLES.items()
        ],
        backfill_policy=BACKFILL,
        pool=WAREHOUSE,
    )
    def load_days(
        context: dg.AssetExecutionContext,
        lake: dg.ResourceParam[Lake],
        warehouse: dg.ResourceParam[Warehouse],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.MaterializeResult]:
        progress.stage("loading")
        present = set(lake.days())
        wanted = [day for day in days_of(context.partition_keys, context.run.tags) if day in present]
        with warehouse.held():
            loaded = warehouse.load_days(lake, wanted)
        for name in RAW_TABLES:
            by_day = [{"arrival_date": day, "rows": counts[name]} for day, counts in sorted(loaded.items())]
            rows = sum(line["rows"] for line in by_day)
            yield dg.MaterializeResult(
                asset_key=["raw", name],
                metadata={
                    "dagster/partition_row_count": rows,
                    "rows": rows,
                    "loaded_days": table(reversed(by_day), 60),
                    "dagster/table_name": f"raw.{name}",
                },
            )

    return [load_days, *(_reference(name) for name in REFERENCES)]


def _reference(name: str) -> dg.AssetsDefinition:
    reference = REFERENCES[name]

    @dg.asset(
        key=["raw", name],
        deps=[["lake", table] for table in reference.tables],
        description=reference.description,
        group_name="raw",
        kinds={"duckdb", "table"},
        pool=WAREHOUSE,
    )
    def load(lake: dg.ResourceParam[Lake], warehouse: dg.ResourceParam[Warehouse]) -> dg.MaterializeResult:
        with warehouse.held():
            rows = warehouse.load_reference(name, reference.read(lake))
        return dg.MaterializeResult(
            metadata={"dagster/row_count": rows, "rows": rows, "dagster/table_name": f"raw.{name}"}
        )

    return load
