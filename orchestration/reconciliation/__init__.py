"""The register held against an event file that the user has: UCDP GED or ACLED.

`registers` reads such a file into one shape; `matching` pairs its events with the published ones and
adds up deaths by admin1 and month.
"""

from orchestration.reconciliation.matching import Reconciliation, reconcile
from orchestration.reconciliation.registers import (
    ComparedEvent,
    ForeignFile,
    UnknownFormatError,
    UnreadableRow,
    read_events,
)

__all__ = [
    "ComparedEvent",
    "ForeignFile",
    "Reconciliation",
    "UnknownFormatError",
    "UnreadableRow",
    "read_events",
    "reconcile",
]
