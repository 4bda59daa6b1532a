"""The bank of sentences about places that changed hands (places_taken.jsonl)."""

import pytest
from ar_coding import code

from tests.unit.languages.banks import entries

HERE = "تدور معارك بين الجيش الوطني والمقاومة الشعبية من جهة والحوثيين من جهة أخرى في اليمن، وسقط قتلى. "
ABROAD = "تتواصل الحرب في البلاد. "


BANK = entries(__file__, "places_taken.jsonl")


def fits(actor: str | None, place: str | None, told: str) -> bool:
    """Whether a claim says what the bank has; the place's name may be a few words longer or shorter."""
    actors, words = told.split(" ", 1)
    return actor in actors.split("/") and place is not None and (place in words or words in place)


@pytest.mark.parametrize("entry", BANK, ids=lambda entry: entry["id"])
def test_places_taken(entry: dict) -> None:
    before = ABROAD if ".abroad." in entry["id"] else HERE
    found = [(claim.actor_group, claim.place_text) for claim in code(before + entry["text"]).control]
    assert len(found) == len(entry["taken"]), found
    for told in entry["taken"]:
        assert any(fits(actor, place, told) for actor, place in found), (told, found)
