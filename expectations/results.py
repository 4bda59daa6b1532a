"""What an audit found, in plain values: verdicts with sample rows, for the UI, the CLI and the report."""

from dataclasses import dataclass, field
from typing import Any

from expectations.rules import CRITICAL, Rule, Suite

SAMPLE_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether one rule holds; `rows` are up to SAMPLE_ROWS of the rows that break it."""

    suite: Suite
    rule: Rule
    passed: bool
    observed: str | None = None
    unexpected: int | None = None
    unexpected_percent: float | None = None
    checked: int | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    error: str | None = None

    @property
    def blocking(self) -> bool:
        """True where this verdict must stop publication."""
        return not self.passed and self.rule.severity == CRITICAL

    def summary(self) -> str:
        """One line for a person."""
        where = f"{self.suite.schema}.{self.suite.table}"
        if self.passed:
            return f"{where}: {self.rule.description}"
        if self.error:
            return f"{where}: {self.rule.name} could not be checked: {self.error}"
        many = f"broken by {self.unexpected} rows" if self.unexpected else "broken"
        return f"{where}, {self.rule.name}: {many}. It says: {self.rule.description} What to do: {self.rule.remedy}"


def verdict_of(suite: Suite, rule: Rule, result: Any) -> Verdict:
    """The verdict in a GX ExpectationValidationResult."""
    details, info = result.result or {}, result.exception_info or {}
    error = _error_of(info)
    rows = _unexpected_rows(details)
    unexpected = details.get("unexpected_count")
    if unexpected is None and rule.expectation == "UnexpectedRowsExpectation" and not error:
        observed = details.get("observed_value")
        unexpected = int(observed) if isinstance(observed, int) else len(rows)
    return Verdict(
        suite=suite,
        rule=rule,
        passed=bool(result.success) and error is None,
        observed=_words(details.get("observed_value")),
        unexpected=unexpected,
        unexpected_percent=details.get("unexpected_percent"),
        checked=details.get("element_count"),
        rows=[{name: _plain(value) for name, value in row.items()} for row in rows[:SAMPLE_ROWS]],
        error=error,
    )


def _unexpected_rows(details: dict[str, Any]) -> list[dict[str, Any]]:
    if rows := (details.get("details") or {}).get("unexpected_rows"):
        return [dict(row) for row in rows]
    if index := details.get("unexpected_index_list") or details.get("partial_unexpected_index_list"):
        return [dict(row) for row in index]
    values = details.get("partial_unexpected_list") or []
    return [dict(value) if isinstance(value, dict) else {"value": value} for value in values]


def _error_of(info: dict[str, Any]) -> str | None:
    if "raised_exception" in info:
        return str(info["exception_message"]) if info["raised_exception"] else None
    # one entry per metric that failed
    messages = [str(entry.get("exception_message")) for entry in info.values() if entry.get("raised_exception")]
    return "; ".join(dict.fromkeys(messages)) or None


def _words(value: Any) -> str | None:
    if value is None:
        return None
    return ", ".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)


def _plain(value: Any) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
