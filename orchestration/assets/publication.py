"""Publication: the audited marts, as a release that analysts open."""

from dataclasses import asdict
from pathlib import Path

import dagster as dg

from orchestration import dbt
from orchestration.audit import audit_state
from orchestration.checks import audit_checks
from orchestration.metadata import table
from orchestration.pools import WAREHOUSE
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.comparison import compare, count_events
from orchestration.storage.publish import DATABASE, publish
from orchestration.storage.warehouse import Warehouse
from orchestration.upkeep import PUBLISHED_NIGHTLY


def publication_assets(models: dg.AssetsDefinition) -> list[dg.AssetsDefinition]:
    """`published`, made of the marts and exports among `models`."""
    upstream = sorted(key for key in models.keys if dbt.layer(key) in ("marts", "exports"))
    audits = frozenset(spec.key for audit in audit_checks() for spec in audit.check_specs if spec.blocking)
    every = [*audits, *(spec.key for audit in audit_checks() for spec in audit.check_specs if not spec.blocking)]
    every += [spec.key for spec in models.check_specs]

    @dg.asset(
        deps=upstream,
        group_name="published",
        kinds={"duckdb", "csv", "parquet"},
        pool=WAREHOUSE,
        freshness_policy=PUBLISHED_NIGHTLY,
    )
    def published(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        warehouse: dg.ResourceParam[Warehouse],
        progress: dg.ResourceParam[Progress],
    ) -> dg.MaterializeResult:
        """What analysts open: a DuckDB file, Parquet, CSV (HXL), GeoJSON and pages, swapped in as one release.

        Refuses while a blocking check has failed, was not run, or is older than its table, and while
        loaded days wait to be built; what was published before then stays as it was.
        """
        progress.stage("publishing")
        with warehouse.held():
            state = audit_state(context.instance, every, audits)
            objections = list(state.objections)
            if pending := warehouse.pending():
                objections.append(f"days loaded but not built: {', '.join(map(str, pending))}")
            if objections:
                raise dg.Failure(
                    "Not published: " + "; ".join(objections[:5]) + ". Mend the rows, or run the job `register` again.",
                    metadata={"objections": table({"objection": words} for words in objections)},
                    allow_retries=False,
                )
            former = settings.published.resolve()
            release = publish(
                warehouse,
                settings.releases,
                settings.published,
                run_id=context.run.run_id,
                audit=state.as_manifest(),
                comments=dbt.descriptions(settings),
                kept=settings.kept_releases,
            )
        return dg.MaterializeResult(
            metadata={
                "events": release.tables.get("marts.fct_event", 0),
                "claims": release.tables.get("marts.fct_claim", 0),
                "articles": release.tables.get("marts.dim_article", 0),
                "checks_passed": state.passed,
                "warnings": len(state.warnings),
                "bytes": sum(release.files.values()),
                "tables": table(({"table": name, "rows": rows} for name, rows in release.tables.items()), 100),
                "folder": dg.MetadataValue.path(str(settings.published)),
                **_changes(former, release.folder),
            }
        )

    return [published]


def _changes(former: Path, release: Path) -> dict[str, dg.MetadataValue]:
    """How many events each kind of change befell since the last publication, and the first of them."""
    if not (former / DATABASE).is_file():
        return {}
    found = compare(former, release)
    return {f"events_{change}": dg.MetadataValue.int(n) for change, n in count_events(found).items()} | {
        "changes": table((asdict(difference) for difference in found), 100)
    }
