"""The bank of sentences about people killed, wounded, captured (people_hit.jsonl), and about nobody."""

import pytest
from ar_coding import CONTEXT, code

from tests.unit.languages.banks import entries

BANK = entries(__file__, "people_hit.jsonl")


@pytest.mark.parametrize("entry", BANK, ids=lambda entry: entry["id"])
def test_people_hit(entry: dict) -> None:
    told = [
        [claim.outcome, claim.count]
        for claim in code(entry["text"] + CONTEXT).casualties
        if claim.modality == "asserted" and claim.outcome != "missing"
    ]
    assert sorted(told, key=str) == sorted(entry["hit"], key=str)
