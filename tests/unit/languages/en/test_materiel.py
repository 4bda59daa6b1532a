"""Arms and equipment lost, and what only looks like it: the car that was the bomb, trucks to be taken somewhere."""

import pytest

from tests.unit.languages.banks import entries
from tests.unit.languages.en.bank import CONTEXT

ENTRIES = entries(__file__, "materiel.jsonl")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_arms_and_equipment(entry, code, request):
    if "gap" in entry:
        request.applymarker(pytest.mark.xfail(reason=entry["gap"], strict=True))
    found = [f"{c.action} {c.count or '?'} {c.item}" for c in code(entry["text"] + CONTEXT).materiel]
    assert sorted(found) == sorted(entry["claims"])
