"""Runs suites against a DuckDB file, read-only, without a word to the network."""

import itertools
import logging
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from expectations.results import SAMPLE_ROWS, Verdict, verdict_of
from expectations.rules import Rule, Suite

_QUERY = "UnexpectedRowsExpectation"


def run_suites(database: Path, suites: Sequence[Suite], days: Sequence[date] = ()) -> list[Verdict]:
    """Check the tables of `suites` in the file `database`; one verdict per rule, in their order.

    `days` are the arrival days that came since the last build: where there are any, rules that need no second
    look at older rows (Suite.looks_at_new_rows) look at theirs alone.
    A rule that cannot be checked (a table is missing, say) gives a verdict that did not pass, with
    `error` set.  The file is closed before this returns.
    """
    # Before the import: GX reads it then.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    from expectations.duckdb_source import DuckDBDatasource, source_options

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    source = DuckDBDatasource(name="register", **source_options(database))
    context.add_datasource(datasource=source)
    try:
        return [verdict for suite in suites for verdict in _run_suite(context, gx, source.name, suite, days)]
    finally:
        source.close()


def _run_suite(context: Any, gx: Any, source: str, suite: Suite, days: Sequence[date]) -> list[Verdict]:
    try:
        batches = _batches(context.data_sources.get(source), suite, days)
    except Exception as error:  # noqa: BLE001 - a table that is not there breaks all its rules, by name
        return [Verdict(suite=suite, rule=rule, passed=False, error=_cause(suite, error)) for rule in suite.rules]
    results: dict[str, Any] = {}
    # GX keeps the rows of a query only in a COMPLETE result, and would keep every failing value of the
    # other kinds there, a million of them if need be.
    for rows_of_queries, is_new in itertools.product((False, True), batches):
        chosen = [
            rule
            for rule in suite.rules
            if (rule.expectation == _QUERY, suite.looks_at_new_rows(rule) and True in batches)
            == (rows_of_queries, is_new)
        ]
        if chosen:
            found = batches[is_new].validate(
                gx.ExpectationSuite(name=suite.name, expectations=[_expectation(gx, rule) for rule in chosen]),
                result_format={
                    "result_format": "COMPLETE" if rows_of_queries else "SUMMARY",
                    "partial_unexpected_count": SAMPLE_ROWS,
                    "unexpected_index_column_names": list(suite.shown),
                },
            )
            results |= {result.expectation_config.meta["rule"]: result for result in found.results}
    return [verdict_of(suite, rule, results[rule.name]) for rule in suite.rules]


def _batches(source: Any, suite: Suite, days: Sequence[date]) -> dict[bool, Any]:
    """The whole table (False), and where only some rows are new, these (True)."""
    whole = source.add_table_asset(name=suite.name, table_name=suite.table, schema_name=suite.schema)
    batches = {False: whole.add_batch_definition_whole_table("all").get_batch()}
    if suite.by_day and days:
        listed = ", ".join(f"date '{day}'" for day in days)
        query = f"select * from {suite.schema}.{suite.table} where arrival_date is null or arrival_date in ({listed})"
        new = source.add_query_asset(name=f"{suite.name}_new", query=query)
        batches[True] = new.add_batch_definition_whole_table("all").get_batch()
    return batches


def _expectation(gx: Any, rule: Rule) -> Any:
    make = getattr(gx.expectations, rule.expectation)
    return make(**rule.options, severity=rule.severity, meta={"rule": rule.name})


def _cause(suite: Suite, error: Exception) -> str:
    return f"the table {suite.schema}.{suite.table} cannot be read ({error}); was the step before it run?"
