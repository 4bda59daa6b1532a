"""Whom an article cites for a claim, and where it cites nobody."""

import pytest

from tests.unit.languages.banks import entries
from tests.unit.languages.en.bank import CONTEXT

ENTRIES = entries(__file__, "speakers.jsonl")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_who_is_cited(entry, code):
    found = {(c.outcome, c.count): c.source_text or "-" for c in code(entry["text"] + CONTEXT).casualties}
    for claim in entry["claims"]:
        outcome, count, words = claim.split(" ", 2)
        assert words in found[outcome, int(count)], found
        assert (words == "-") == (found[outcome, int(count)] == "-")
