"""The one definition of the raw rows, and what is derived from it."""

import dataclasses
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from extractors.codebook import field_tables
from extractors.records import RAW_TABLES, RUN_METADATA, allowed_values, arrow_schema, field_types


@pytest.mark.parametrize("table", RAW_TABLES)
def test_every_field_is_described_and_has_a_type(table: str) -> None:
    record = RAW_TABLES[table]
    assert set(arrow_schema(record).names) == {f.name for f in dataclasses.fields(record)}
    assert all(f.metadata["description"] for f in dataclasses.fields(record))


@pytest.mark.parametrize("table", RAW_TABLES)
def test_every_table_is_partitioned_and_stamped(table: str) -> None:
    fields = field_types(RAW_TABLES[table])
    assert fields["arrival_date"] == (date, False)
    assert fields["run_id"] == (str, False)
    assert RUN_METADATA & set(fields)


def test_claims_carry_the_contract_of_a_raw_row() -> None:
    for table in ("casualty_claims", "control_claims", "materiel_claims"):
        names = set(field_types(RAW_TABLES[table]))
        assert {"article_id", "span_start", "span_end", "rule_id", "coder_version", "extracted_at"} <= names


def test_nullability_and_types_reach_arrow() -> None:
    schema = arrow_schema(RAW_TABLES["casualty_claims"])
    assert schema.field("count").nullable
    assert schema.field("count").type == pa.int64()
    assert not schema.field("outcome").nullable
    assert schema.field("date_start").type == pa.date32()


def test_closed_lists_are_known() -> None:
    values = allowed_values(RAW_TABLES["casualty_claims"])
    assert "killed" in values["outcome"]
    assert "incident" in values["scope"]


def test_the_codebook_shows_the_fields_as_they_are() -> None:
    written = Path(__file__).resolve().parents[2] / "docs" / "codebook" / "fields.md"
    assert written.read_text(encoding="utf-8") == field_tables(), (
        "python -m extractors.codebook > docs/codebook/fields.md"
    )
