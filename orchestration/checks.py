"""The audit as asset checks: one step per group of suites, one check per rule, blocking if critical.

What is checked stands in expectations/suites; here verdicts become what Dagster shows.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

import dagster as dg

from expectations.results import Verdict
from expectations.rules import CRITICAL, Suite
from expectations.run import run_suites
from expectations.suites import mart_suites, raw_suites
from orchestration.metadata import table
from orchestration.pools import WAREHOUSE
from orchestration.progress import Progress
from orchestration.storage.warehouse import Warehouse


def audit_checks() -> list[dg.AssetChecksDefinition]:
    """The audit of the raw tables, before dbt, and of the marts, before publication."""
    return [_audit("audit_raw", raw_suites()), _audit("audit_marts", mart_suites())]


def check_specs(suites: Sequence[Suite]) -> list[dg.AssetCheckSpec]:
    """One check per rule; a critical one stops what comes after the table."""
    return [
        dg.AssetCheckSpec(
            name=rule.name,
            asset=[suite.schema, suite.table],
            description=rule.description,
            blocking=rule.severity == CRITICAL,
            metadata={"what_to_do": rule.remedy, "expectation": rule.expectation},
        )
        for suite in suites
        for rule in suite.rules
    ]


def _audit(name: str, suites: Sequence[Suite]) -> dg.AssetChecksDefinition:
    @dg.multi_asset_check(name=name, specs=check_specs(suites), pool=WAREHOUSE, can_subset=True)
    def audit(
        context: dg.AssetCheckExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.AssetCheckResult]:
        progress.stage("checking")
        wanted = context.selected_asset_check_keys
        with warehouse.held():
            verdicts = list(run_suites(warehouse.path, narrowed(suites, wanted), warehouse.pending()))
        for verdict in verdicts:
            if not verdict.passed:
                context.log.warning("%s", verdict.summary())
            yield check_result(verdict)

    return audit


def narrowed(suites: Sequence[Suite], wanted: Set[dg.AssetCheckKey]) -> list[Suite]:
    """The suites with the wanted rules alone: a person may run one check from the UI."""
    chosen = []
    for suite in suites:
        key = dg.AssetKey([suite.schema, suite.table])
        rules = tuple(rule for rule in suite.rules if dg.AssetCheckKey(key, rule.name) in wanted)
        if rules:
            chosen.append(replace(suite, rules=rules))
    return chosen


def check_result(verdict: Verdict) -> dg.AssetCheckResult:
    """A verdict as Dagster shows it: numbers to plot, the failing rows as a table, what to do about them."""
    metadata: dict[str, Any] = {"unexpected_rows": verdict.unexpected or 0}
    if verdict.unexpected_percent is not None:
        metadata["unexpected_percent"] = float(round(verdict.unexpected_percent, 3))
    if verdict.checked is not None:
        metadata["checked_rows"] = verdict.checked
    if verdict.observed is not None:
        metadata["observed"] = verdict.observed
    if not verdict.passed:
        metadata["what_to_do"] = verdict.rule.remedy
        if verdict.rows:
            metadata["failing_rows"] = table(verdict.rows)
    if verdict.error:
        metadata["error"] = verdict.error
    critical = verdict.rule.severity == CRITICAL
    return dg.AssetCheckResult(
        asset_key=[verdict.suite.schema, verdict.suite.table],
        check_name=verdict.rule.name,
        passed=verdict.passed,
        severity=dg.AssetCheckSeverity.ERROR if critical else dg.AssetCheckSeverity.WARN,
        description=None if verdict.passed else verdict.summary(),
        metadata=metadata,
    )
