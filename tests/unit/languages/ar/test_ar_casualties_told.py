"""The bank of sentences about casualties (casualties_told.jsonl)."""

from datetime import date

import pytest
from ar_coding import code

from tests.unit.languages.banks import entries

CONTEXT = "تتواصل المعارك والاشتباكات في البلاد. "


BANK = entries(__file__, "casualties_told.jsonl")


@pytest.mark.parametrize("entry", BANK, ids=lambda entry: entry["id"])
def test_casualties_told(entry: dict) -> None:
    before = CONTEXT if entry["claims"] else ""
    found = [
        f"{claim.outcome} {'vague' if claim.count is None else claim.count}"
        for claim in code(before + entry["text"], date(2015, 7, 26)).casualties
        if claim.modality == "asserted" and claim.bound != "unstated"
    ]
    assert sorted(found) == sorted(entry["claims"])
