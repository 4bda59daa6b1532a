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


def test_among_the_dead_was_one_whom_nobody_counts(code):
    coded = code("A suicide bomber killed 40 people in Kabul on Friday. Among the dead was a young nurse, police said.")
    assert _parts(coded) == [(40, None), (1, 40)]


def test_people_without_arms_are_no_part_of_the_attackers(code):
    coded = code(
        "Gunmen attacked a bank in Kabul on Friday, killing nine people. Police shot dead three of the attackers. "
        "Among the dead was a young nurse."
    )
    assert _parts(coded) == [(9, None), (3, None), (1, 9)]


def test_fighters_and_civilians_are_no_sum(code):
    coded = code(
        "Air strikes killed 14 civilians in Taiz, Yemen, on Friday. A mine killed a boy in the town. "
        "The army lost 13 soldiers in clashes there."
    )
    assert all(claim.part_of_claim_id is None for claim in coded.casualties)


def test_a_comma_closes_the_parts(code):
    coded = code("Five policemen, including a captain, and eight traders died in a blast in Kabul on Friday.")
    assert _parts(coded) == [(5, None), (1, 5), (8, None)]
    coded = code("Nine people, including two girls and three policemen, died in a blast in Kabul on Friday.")
    assert _parts(coded) == [(9, None), (2, 9), (3, 9)]


def test_who_tells_of_the_parts_is_none_of_them(code):
    coded = code("A bomb wounded 31 people in Aleppo, Syria, including 12 girls, said Omar Said of the health office.")
    assert _parts(coded) == [(31, None), (12, 31)]


def test_a_second_one_is_not_the_first(code):
    coded = code("A bomb killed a navy guard in Karachi on Friday. A second guard, Hamid Khan, died of wounds later.")
    assert all(claim.repeats_claim_id is None for claim in coded.casualties)


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
