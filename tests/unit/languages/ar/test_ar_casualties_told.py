"""The bank of sentences about casualties (casualties_told.jsonl)."""

import json
from datetime import date
from pathlib import Path

import pytest
from ar_coding import code

CONTEXT = "تتواصل المعارك والاشتباكات في البلاد. "


def bank() -> list[dict]:
    lines = Path(__file__).with_name("casualties_told.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if not line.startswith("//")]


@pytest.mark.parametrize("entry", bank(), ids=lambda entry: entry["id"])
def test_casualties_told(entry: dict) -> None:
    before = CONTEXT if entry["claims"] else ""
    found = [
        f"{claim.outcome} {'vague' if claim.count is None else claim.count}"
        for claim in code(before + entry["text"], date(2015, 7, 26)).casualties
        if claim.modality == "asserted" and claim.bound != "unstated"
    ]
    assert sorted(found) == sorted(entry["claims"])
