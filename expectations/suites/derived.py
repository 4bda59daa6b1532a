"""Rules that follow from a record's own declaration: its columns, required fields and code lists."""

from expectations.rules import RERUN, Rule, allowed, columns, no_rows, unique_together
from extractors.records import RAW_TABLES, allowed_values, field_types

_COLUMNS_REMEDY = "The table is of another version: run `sijill run --rebuild`, which loads the lake anew."


def derived_rules(table: str, *key: str) -> list[Rule]:
    """Columns, key, required fields and code lists of a raw table, from its record."""
    record = RAW_TABLES[table]
    types = field_types(record)
    required = [name for name, (_, nullable) in types.items() if not nullable]
    missing = ", ".join(f"case when {_q(name)} is null then '{name}' end" for name in required)
    anywhere = " or ".join(f"{_q(name)} is null" for name in required)
    shown = ", ".join(dict.fromkeys(key))
    codes = allowed_values(record)
    return [
        columns(tuple(types), _COLUMNS_REMEDY),
        unique_together(*key, remedy=f"Two rows have one key. {RERUN}"),
        no_rows(
            "required_fields_present",
            f"select {shown}, concat_ws(', ', {missing}) as missing_fields from {{batch}} where {anywhere}",
            f"Fields that may not be empty are filled ({len(required)} of {len(types)} fields).",
            RERUN,
        ),
        *(allowed(name, values, RERUN) for name, values in codes.items()),
    ]


def _q(name: str) -> str:
    return f'"{name}"'
