"""Short stories (victims.jsonl), each with whom it says to be hit: own forces, other nations, people without arms."""

import pytest

from tests.unit.languages.banks import entries

STORIES = entries(__file__, "victims.jsonl")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["text"][:40])
def test_victims(story, code):
    claims = [claim for claim in code(story["text"]).casualties if claim.modality == "asserted"]
    found = [f"{'v' if c.count is None else c.count} {c.victim_group} {c.victim_kind}" for c in claims]
    assert sorted(found) == sorted(story["victims"])
