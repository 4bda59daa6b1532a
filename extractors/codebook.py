"""The codebook's field tables, made from the records: `python -m extractors.codebook` writes them to standard output.

`docs/codebook/fields.md` holds the result; a test says when it is out of date.
"""

import dataclasses
import sys

from extractors.records import RAW_TABLES, field_types

_HEAD = """# Fields of the raw tables

Made from `extractors/records/` by `python -m extractors.codebook > docs/codebook/fields.md`; do not edit by hand.
An empty value (NULL) always means "not reported", never zero.
"""


def field_tables() -> str:
    """Markdown: one section per raw table, one line per field."""
    return "\n".join([_HEAD, *(_section(name, record) for name, record in RAW_TABLES.items())])


def _section(name: str, record: type) -> str:
    lines = [f"## `raw.{name}`", "", (record.__doc__ or "").strip(), "", "| field | type | may be empty | meaning |"]
    lines.append("|---|---|---|---|")
    kinds = field_types(record)
    for field in dataclasses.fields(record):
        kind, nullable = kinds[field.name]
        meaning = field.metadata["description"]
        if unit := field.metadata["unit"]:
            meaning += f" ({unit})"
        if values := field.metadata["values"]:
            meaning += ": " + ", ".join(f"`{value}`" for value in values)
        lines.append(f"| `{field.name}` | {kind.__name__} | {'yes' if nullable else 'no'} | {meaning} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(field_tables())
