"""The bank of sentences about victims and perpetrators (who_to_whom.jsonl)."""

import json
from datetime import date
from pathlib import Path

import pytest
from ar_coding import code


def bank() -> list[dict]:
    lines = Path(__file__).with_name("who_to_whom.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if not line.startswith("//")]


def fits(found: tuple[str, ...], told: list[str]) -> bool:
    """Whether each field of a claim is one of those that the bank allows."""
    return all(field in allowed.split("/") for field, allowed in zip(found, told, strict=True))


@pytest.mark.parametrize("entry", bank(), ids=lambda entry: entry["id"])
def test_who_to_whom(entry: dict) -> None:
    found = [
        ("vague" if c.count is None else str(c.count), c.victim_group, c.victim_kind, c.perpetrator_group)
        for c in code(entry["text"], date(2015, 7, 26)).casualties
    ]
    assert len(found) == len(entry["claims"]), found
    for told in entry["claims"]:
        assert any(fits(claim, told.split()) for claim in found), (told, found)
