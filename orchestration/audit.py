"""Whether what stands in the working file has passed its audit: the last word before publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg


@dataclass(frozen=True)
class AuditState:
    """Counts of checks, and the reasons against publication (empty: it may go ahead)."""

    passed: int
    warnings: list[str]
    objections: list[str]

    def as_manifest(self) -> dict[str, Any]:
        """What a release tells about its audit."""
        return {"checks_passed": self.passed, "warnings": self.warnings}


def audit_state(
    instance: dg.DagsterInstance, checks: Sequence[dg.AssetCheckKey], blocking: frozenset[dg.AssetCheckKey]
) -> AuditState:
    """The state of `checks` as recorded; those in `blocking` must have run since their table was made.

    A run of the whole job cannot get here past a failed blocking check.  A person who materializes
    `published` alone can, hence this look.
    """
    records = instance.event_log_storage.get_latest_asset_check_execution_by_key(list(checks))
    made = instance.get_latest_materialization_events({key.asset_key for key in checks})
    passed, warnings, objections = 0, [], []
    for key in sorted(checks, key=lambda key: key.to_user_string()):
        evaluation = (
            records[key].event and records[key].event.dagster_event.event_specific_data if key in records else None
        )
        name = key.to_user_string()
        if evaluation is None or not hasattr(evaluation, "passed"):
            if key in blocking:
                objections.append(f"{name} has not been checked")
        elif not evaluation.passed:
            words = f"{name}: {evaluation.description or 'failed'}"
            (objections if evaluation.severity == dg.AssetCheckSeverity.ERROR else warnings).append(words)
        elif key in blocking and _older(records[key], made.get(key.asset_key)):
            objections.append(f"{name} was checked before its table was made anew")
        else:
            passed += 1
    return AuditState(passed, warnings, objections)


def _older(record: Any, made: Any) -> bool:
    return made is not None and record.event.timestamp < made.timestamp
