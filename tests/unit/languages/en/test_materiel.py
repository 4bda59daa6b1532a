"""Arms and equipment lost, and what only looks like it: the car that was the bomb, trucks to be taken somewhere."""

import json
from pathlib import Path

import pytest

_BANK = Path(__file__).with_name("materiel.jsonl")
_AROUND = "\n\nThe war between the army and the rebels has lasted for years."
ENTRIES = [
    json.loads(line) for line in _BANK.read_text(encoding="utf-8").splitlines() if line and not line.startswith("//")
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_arms_and_equipment(entry, code, request):
    if "gap" in entry:
        request.applymarker(pytest.mark.xfail(reason=entry["gap"], strict=True))
    found = [f"{c.action} {c.count or '?'} {c.item}" for c in code(entry["text"] + _AROUND).materiel]
    assert sorted(found) == sorted(entry["claims"])
