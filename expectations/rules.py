"""What a rule of the audit is, and the short ways to write one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CRITICAL = "critical"
WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One expectation about one table.

    `expectation` is the name of a Great Expectations class, `options` its arguments.  `remedy` tells
    who finds it broken what to do.  A broken critical rule stops publication; a warning does not.
    `whole`: later rows, or rows of a table without arrival days, can break it for rows that came before.
    """

    name: str
    expectation: str
    description: str
    remedy: str
    severity: str = CRITICAL
    whole: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.severity not in (CRITICAL, WARNING):
            raise ValueError(f"rule {self.name}: severity {self.severity!r} is neither critical nor warning")


@dataclass(frozen=True, kw_only=True)
class Suite:
    """The rules of one table; `shown` are the columns that name a failing row to a person.

    `by_day`: the table has a column arrival_date, and rows change only with their whole day.
    """

    name: str
    schema: str
    table: str
    shown: tuple[str, ...]
    rules: tuple[Rule, ...]
    by_day: bool = False

    def looks_at_new_rows(self, rule: Rule) -> bool:
        """Whether rows that were audited when they came need no second look.

        A critical rule held for them, or nothing would have been built of them; a warning is told again in every
        audit, as long as what it warns of stands.
        """
        return self.by_day and rule.severity == CRITICAL and not rule.whole

    def __post_init__(self) -> None:
        names = [rule.name for rule in self.rules]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"suite {self.name}: rules named twice: {', '.join(twice)}")


RERUN = "Run the arrival day of these rows again; if they come back, the fault is in the coder: report it with the row."
"""Remedy of a raw row that no rule of the coder should have made."""


def columns(names: tuple[str, ...], remedy: str) -> Rule:
    """The table has exactly these columns."""
    return Rule(
        name="columns",
        expectation="ExpectTableColumnsToMatchSet",
        options={"column_set": list(names), "exact_match": True},
        description="The table has exactly the columns of its definition.",
        remedy=remedy,
    )


def unique(column: str, remedy: str) -> Rule:
    """No value of a key comes twice."""
    return Rule(
        name=f"{column}_unique",
        expectation="ExpectColumnValuesToBeUnique",
        options={"column": column},
        description=f"Each {column} stands once.",
        remedy=remedy,
    )


def unique_together(*names: str, remedy: str) -> Rule:
    """No combination of values comes twice; two empty parts (no line number) are the same."""
    listed = ", ".join(names)
    return no_rows(
        "key_unique",
        f"select {listed}, count(*) as n_rows from {{batch}} group by {listed} having count(*) > 1",
        f"Each combination of {listed} stands once.",
        remedy,
    )


def present(column: str, remedy: str, *, mostly: float = 1.0, severity: str = CRITICAL, why: str = "") -> Rule:
    """A column is filled, or mostly filled."""
    share = "" if mostly == 1.0 else f" in at least {mostly:.0%} of the rows"
    return Rule(
        name=f"{column}_present",
        expectation="ExpectColumnValuesToNotBeNull",
        options={"column": column, "mostly": mostly},
        description=f"{column} is filled{share}.{why and ' ' + why}",
        remedy=remedy,
        severity=severity,
    )


def allowed(column: str, values: tuple[str, ...], remedy: str) -> Rule:
    """A coded column holds its codes alone."""
    return Rule(
        name=f"{column}_allowed",
        expectation="ExpectColumnValuesToBeInSet",
        options={"column": column, "value_set": list(values)},
        description=f"{column} is one of: {', '.join(values)}.",
        remedy=remedy,
    )


def between(column: str, low: float | None, high: float | None, remedy: str, *, severity: str = CRITICAL) -> Rule:
    """Every number of a column lies between two bounds, both included; None: open."""
    words = f"at least {low}" if high is None else f"at most {high}" if low is None else f"between {low} and {high}"
    return Rule(
        name=f"{column}_in_range",
        expectation="ExpectColumnValuesToBeBetween",
        options={"column": column, "min_value": low, "max_value": high},
        description=f"{column} is {words}.",
        remedy=remedy,
        severity=severity,
    )


def filled(remedy: str, severity: str = CRITICAL) -> Rule:
    """The table is not empty."""
    return Rule(
        name="has_rows",
        expectation="ExpectTableRowCountToBeBetween",
        options={"min_value": 1},
        description="The table has at least one row.",
        remedy=remedy,
        severity=severity,
    )


def no_rows(
    name: str, query: str, description: str, remedy: str, *, severity: str = CRITICAL, whole: bool = False
) -> Rule:
    """A query that finds nothing; `{batch}` in it stands for the table, `{{` and `}}` for braces."""
    # GX writes "(…) AS subselect" for {batch}; wrapped, a query may give the table a name of its own
    query = query.replace("{batch}", "(select * from {batch})")
    return Rule(
        name=name,
        expectation="UnexpectedRowsExpectation",
        options={"unexpected_rows_query": " ".join(query.split())},
        description=description,
        remedy=remedy,
        severity=severity,
        whole=whole,
    )
