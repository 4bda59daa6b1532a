"""What a field is, what every coded row carries, and what is derived from a record."""

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa


def described(
    description: str, *, unit: str | None = None, values: tuple[str, ...] | None = None, **options: Any
) -> Any:
    """A dataclass field with its description, unit and allowed values, for schemas and the codebook."""
    return dataclasses.field(metadata={"description": description, "unit": unit, "values": values}, **options)


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What every coded row carries besides its own facts; `run_id` and `extracted_at` are run metadata."""

    coder_version: str = described("version of the rules that made the row")
    run_id: str = described("the run that wrote the row (run metadata: differs between runs)")
    extracted_at: datetime = described("when the row was made, UTC (run metadata)")
    arrival_date: date = described("the day on which the article arrived; the partition", unit="day")


_ARROW = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def field_types(record: type) -> dict[str, tuple[type, bool]]:
    """Field name → (Python type, nullable) of a record, in the order of declaration."""
    hints = typing.get_type_hints(record)
    resolved = {}
    for field in dataclasses.fields(record):
        hint, nullable = hints[field.name], False
        if isinstance(hint, types.UnionType):
            (hint,) = (arm for arm in hint.__args__ if arm is not type(None))
            nullable = True
        resolved[field.name] = (hint, nullable)
    return resolved


def arrow_schema(record: type) -> pa.Schema:
    """Arrow schema of a record, nullability and descriptions included.

    Raises KeyError for a field of a type that the lake cannot hold.
    """
    descriptions = {f.name: f.metadata["description"] for f in dataclasses.fields(record)}
    return pa.schema(
        pa.field(name, _ARROW[kind], nullable=nullable, metadata={"description": descriptions[name]})
        for name, (kind, nullable) in field_types(record).items()
    )


def allowed_values(record: type) -> dict[str, tuple[str, ...]]:
    """Field name → allowed values, for the fields of a record that have a closed list."""
    return {f.name: f.metadata["values"] for f in dataclasses.fields(record) if f.metadata["values"]}
