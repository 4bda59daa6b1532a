"""Whom an article cites for a claim, and where it cites nobody."""

import json
from pathlib import Path

import pytest

_BANK = Path(__file__).with_name("speakers.jsonl")
_AROUND = "\n\nThe war between the army and the rebels has lasted for years."
ENTRIES = [
    json.loads(line) for line in _BANK.read_text(encoding="utf-8").splitlines() if line and not line.startswith("//")
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_who_is_cited(entry, code):
    found = {(c.outcome, c.count): c.source_text or "-" for c in code(entry["text"] + _AROUND).casualties}
    for claim in entry["claims"]:
        outcome, count, words = claim.split(" ", 2)
        assert words in found[outcome, int(count)], found
        assert (words == "-") == (found[outcome, int(count)] == "-")
