"""Metadata of materializations and checks: numbers to plot, tables to read."""

from collections.abc import Iterable, Mapping
from typing import Any

import dagster as dg

_LONG = 160


def table(rows: Iterable[Mapping[str, Any]], limit: int = 20) -> dg.TableMetadataValue:
    """Rows as a table that the UI shows in place; NULL is written as an empty cell."""
    records = [{name: _cell(value) for name, value in row.items()} for row in list(rows)[:limit]]
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = [dg.TableColumn(name, _column_type(records, name)) for name in names]
    filled = [dg.TableRecord({name: record.get(name, "") for name in names}) for record in records]
    return dg.MetadataValue.table(filled, dg.TableSchema(columns))


def _cell(value: Any) -> str | int | float | bool:
    if isinstance(value, int | float | bool):
        return value
    words = "" if value is None else str(value)
    # a long sentence in a narrow column would push the other rows off the screen
    return words if len(words) <= _LONG else words[: _LONG - 1] + "…"


def _column_type(records: list[dict[str, Any]], name: str) -> str:
    kinds = {type(record[name]) for record in records if record.get(name) not in (None, "")}
    names = {int: "int", float: "float", bool: "bool"}
    return names.get(kinds.pop(), "string") if len(kinds) == 1 else "string"
