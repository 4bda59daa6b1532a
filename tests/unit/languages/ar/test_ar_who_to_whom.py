"""The bank of sentences about victims and perpetrators (who_to_whom.jsonl)."""

from datetime import date

import pytest
from ar_coding import code

from tests.unit.languages.banks import entries

BANK = entries(__file__, "who_to_whom.jsonl")


def fits(found: tuple[str, ...], told: list[str]) -> bool:
    """Whether each field of a claim is one of those that the bank allows."""
    return all(field in allowed.split("/") for field, allowed in zip(found, told, strict=True))


@pytest.mark.parametrize("entry", BANK, ids=lambda entry: entry["id"])
def test_who_to_whom(entry: dict) -> None:
    found = [
        ("vague" if c.count is None else str(c.count), c.victim_group, c.victim_kind, c.perpetrator_group)
        for c in code(entry["text"], date(2015, 7, 26)).casualties
    ]
    assert len(found) == len(entry["claims"]), found
    for told in entry["claims"]:
        assert any(fits(claim, told.split()) for claim in found), (told, found)
