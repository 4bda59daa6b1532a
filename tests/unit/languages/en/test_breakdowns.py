"""Parts of a total that an earlier sentence told."""

import pytest


def _parts(coded):
    by_id = {claim.claim_id: claim for claim in coded.casualties}
    return [(c.count, by_id[c.part_of_claim_id].count if c.part_of_claim_id else None) for c in coded.casualties]


def test_the_dead_include(code):
    coded = code(
        "At least eleven villagers were killed and 30 wounded when rebels shelled a bus stop in Taiz, Yemen. "
        "The dead include four girls and two women, a medic said. Six of the wounded were boys."
    )
    assert _parts(coded) == [(11, None), (30, None), (4, 11), (2, 11), (6, 30)]


def test_among_the_dead_were(code):
    coded = code(
        "A suicide bomber killed 40 people in Kabul on Friday. Among the dead were five policemen and a nurse."
    )
    assert _parts(coded) == [(40, None), (5, 40), (1, 40)]


def test_parts_larger_than_the_total_told_before_stay_alone(code):
    coded = code("Militants killed four people in Kabul on Friday. The dead include three girls and five women.")
    assert _parts(coded) == [(4, None), (3, None), (5, None)]


def test_a_part_belongs_to_the_total_of_its_place(code):
    coded = code(
        "A bomb killed 30 people in Aden on Friday. A second bomb killed 12 people in Marib on Friday. "
        "Among the dead in Aden were four girls."
    )
    assert _parts(coded) == [(30, None), (12, None), (4, 30)]


def test_people_of_another_nation_are_no_part(code):
    coded = code("Militants killed nine Italians in Tunis on Friday. Seven Poles were among the dead.")
    assert all(claim.part_of_claim_id is None for claim in coded.casualties)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Fighting in Homs, Syria, left more than 40 people dead, mostly civilians.", ["mixed", "civilian"]),
        ("A bomb in Iraq killed 25 people, mostly children.", ["civilian"]),
        ("Twelve people were killed by gunmen in Iraq, mostly foreigners.", ["civilian"]),
    ],
)
def test_the_greater_part_behind_the_predicate(code, text, kinds):
    claims = code(text).casualties
    assert [claim.victim_kind for claim in claims] == kinds
    assert [claim.part_of_claim_id for claim in claims[1:]] == [claims[0].claim_id] * (len(kinds) - 1)
