"""The suites, by what they guard: the raw tables before dbt builds on them, the marts before publication."""

from expectations.rules import Suite
from expectations.suites.marts import mart_suites
from expectations.suites.raw_claims import claim_suites
from expectations.suites.raw_tables import table_suites


def raw_suites() -> list[Suite]:
    """Suites of the raw tables, one per table."""
    return [*table_suites(), *claim_suites()]


__all__ = ["mart_suites", "raw_suites"]
