"""The bank of sentences about people killed, wounded, captured (people_hit.jsonl), and about nobody."""

import json
from pathlib import Path

import pytest
from ar_coding import CONTEXT, code


def bank() -> list[dict]:
    lines = Path(__file__).with_name("people_hit.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if not line.startswith("//")]


@pytest.mark.parametrize("entry", bank(), ids=lambda entry: entry["id"])
def test_people_hit(entry: dict) -> None:
    told = [
        [claim.outcome, claim.count]
        for claim in code(entry["text"] + CONTEXT).casualties
        if claim.modality == "asserted" and claim.outcome != "missing"
    ]
    assert sorted(told, key=str) == sorted(entry["hit"], key=str)
