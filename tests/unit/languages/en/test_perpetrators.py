"""Who did it: bands without a name, both sides of a clash, what a war has cost, and who is not carried elsewhere."""

import pytest

from tests.unit.languages.banks import entries

ENTRIES = entries(__file__, "perpetrators.jsonl")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_who_did_it(entry, code, request):
    if "gap" in entry:
        request.applymarker(pytest.mark.xfail(reason=entry["gap"], strict=True))
    coded = code(entry["text"], entry.get("published", "2016-08-12"))
    found = [f"{c.outcome} {c.count} {c.perpetrator_group}" for c in coded.casualties]
    assert [claim for claim in entry["claims"] if claim not in found] == [], found
