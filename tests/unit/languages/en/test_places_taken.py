"""Places that change hands, told in the ways of the news: by description, by pronoun, in lists, in passing."""

import pytest

from tests.unit.languages.banks import entries

ENTRIES = entries(__file__, "places_taken.jsonl")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_places_taken(entry, code, request):
    if "gap" in entry:
        request.applymarker(pytest.mark.xfail(reason=entry["gap"], strict=True))
    found = [(claim.actor_group, claim.place_text) for claim in code(entry["text"]).control]
    for wanted in entry["takes"]:
        group, words = wanted.split(" ", 1)
        same = [one for one in found if one[0] == group and (words in one[1] or one[1] in words)]
        assert same, (wanted, found)
        found.remove(same[0])
    assert found == []


def test_a_description_takes_the_name_told_later(code):
    (claim,) = code(
        "Militiamen seized a strategic airfield in Libya from the army on Sunday. "
        "The Tamanhint airfield lies in the south."
    ).control
    assert claim.place_text == "Tamanhint airfield"
    assert claim.evidence.endswith("on Sunday.")
