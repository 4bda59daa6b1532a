"""Places that changed hands and equipment lost: the forms that the examples of the rules do not show."""

import pytest


def _control(code, text):
    return [(c.actor_group, c.loser_group, c.place_text) for c in code(text).control]


def _materiel(code, text):
    return [(c.action, c.item, c.count) for c in code(text).materiel]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The Houthis, whom the Yemeni government fights, seized control on Monday of the port of Mocha in Yemen.",
            [("HOUTHI", "GOV", "the port of Mocha in Yemen")],
        ),
        (
            "Three army bases near Benghazi in Libya have fallen to the rebels.",
            [("OTHER", "UNKNOWN", "Three army bases near Benghazi in Libya")],
        ),
        (
            "ISIS is gaining ground. The group then seized the town of Mocha in Yemen.",
            [("ISIS", "UNKNOWN", "the town of Mocha in Yemen")],
        ),
        (
            "The Yemeni army tried to push back the Houthis who last week seized the village of Nihm in Yemen.",
            [("HOUTHI", "GOV", "the village of Nihm in Yemen")],
        ),
        (
            "The SDF captured the airbase near Raqqa in Syria from ISIS.",
            [("OTHER", "ISIS", "the airbase near Raqqa in Syria")],
        ),
        ("The army secured the scene near Kabul. Militants cleared the area.", []),
        ("The Houthis took command of the police. They are hardly capable of capturing Marib in Yemen.", []),
        ("The Houthis hope to seize Mocha and later capture Marib in Yemen.", []),
        ("Acts of terror were committed by ISIS, steps taken by ISIS in Mosul, Iraq and Paris.", []),
        ("The Houthis were not able to capture the airport in Marib, Yemen.", []),
    ],
)
def test_control(code, text, rows):
    assert _control(code, text) == rows


def test_pronoun_means_the_subject_above(code):
    assert [row[0] for row in _control(code, "The Houthis boasted, saying they captured the town of Mocha.")] == [
        "HOUTHI"
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The fighters captured a howitzer along with several tanks from the army near Aleppo, Syria.",
            [("captured", "artillery", 1), ("captured", "tank", None)],
        ),
        ("The rebel commander in Ukraine showed two seized army rifles.", [("captured", "weapons", 2)]),
        ("The attackers near Paris fled in a vehicle that had been stolen; three guards were killed.", []),
        ("A bomb in Baghdad killed nine people; reporters saw four burned vehicles.", []),
    ],
)
def test_materiel(code, text, rows):
    assert _materiel(code, text) == rows


def test_a_state_acts_by_its_name(code):
    (claim,) = code("Near the Syrian border Turkey shot down a jet of the Russian air force.").materiel
    assert (claim.by_group, claim.owner_group) == ("OTHER", "OTHER")


def test_the_relative_clause_names_the_other_side(code):
    (claim,) = code("The Iranian air defence system which shot down a U.S. drone was shown in Iran.").materiel
    assert (claim.by_group, claim.owner_group) == ("IRAN", "US")


def test_what_they_were_able_to_do_is_done(code):
    assert [row[2] for row in _control(code, "The Houthis were able to capture the port of Mocha in Yemen.")]


def test_the_city_is_the_one_named_before(code):
    text = (
        "Rebels in Libya fought the army for the port of Misrata.\n"
        "Most of the city has fallen to the rebels, and the next step is Tripoli."
    )
    assert [claim.place_text for claim in code(text).control] == ["Misrata"]


def test_a_side_of_the_city_is_not_the_city(code):
    text = (
        "Iraqi forces fought Islamic State in Mosul for months. The army retook the eastern side of the city on Friday."
    )
    assert [claim.place_text for claim in code(text).control] == ["the eastern side of the city"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Syria's army declared the city of Palmyra liberated from the rebels.", "the city of Palmyra"),
        ("Benghazi, which fell to Islamist groups in 2014, has seen deadly fighting in Libya.", "Benghazi"),
        ("The army claimed the capture of the last holdout of ISIS in Sirte, Libya.", "the last holdout"),
    ],
)
def test_places_declared_free_and_told_in_passing(code, text, place):
    (claim,) = code(text).control
    assert claim.place_text.startswith(place)


def test_arms_found_jets_lost_and_factories(code):
    text = (
        "Troops found 40 rifles in a house of the insurgents in Iraq. The air force of Iraq lost a fighter jet. "
        "An air strike destroyed a textile factory and a bomb factory of the rebels."
    )
    assert [(c.item, c.action) for c in code(text).materiel] == [
        ("weapons", "captured"),
        ("aircraft", "downed"),
        ("building", "destroyed"),
    ]
