"""What must hold of the marts before anybody sees them."""

from expectations.rules import Suite


def mart_suites() -> list[Suite]:
    """Suites of the facts and the dimensions."""
    return []
