"""Articles that report no casualties of political or armed violence yield no claim."""

import pytest

FOOTBALL = """The visitors killed off the match in the 88th minute when their striker beat two defenders and shot home.
The captain, 31, had been carried off injured after a clash of heads, and three other players picked up
bookings. It was the club's 14th win of the season; 45,000 people watched it at the stadium, and 12 fans
were arrested afterwards for throwing bottles. The coach said his side had taken control of the midfield
early and captured the mood of the crowd."""

CHOLERA = """At least 34 people have died of cholera in the coastal districts since the outbreak began in May, the
health ministry said on Tuesday. More than 2,000 infections have been recorded, and 150 patients are being treated
in hospital. Doctors said children under five were worst hit and that 12 of the dead came from one village.
The disease killed 700 people in the last epidemic, in 2009."""

ELECTION = """Voters seized the chance to throw out the governing party, which lost 63 seats on Sunday. The opposition
took control of the capital's council for the first time in twenty years and captured three towns in the
north. Turnout was over 70 percent. The prime minister said he had been hurt by the result but would not
retire; 5,000 supporters cheered."""

TRAFFIC = """Eleven people were killed and 27 injured when a bus overturned on the motorway south of the city on Friday.
Police said the driver, 52, lost control on a bend and the vehicle plunged into a ravine. Two children were
among the dead. It was the third fatal crash on the road this month; a lorry killed four pedestrians there
in March."""


SHOOTING = """The shooter killed seven people and wounded 22 others at the high school before officers shot him
dead, the police department said. A grand jury will hear the case of a man who is said to have sold him the assault
weapon. The sheriff spoke of the worst mass shooting that the county had seen; students were shot in two rooms."""


@pytest.mark.parametrize(
    "text",
    [FOOTBALL, CHOLERA, ELECTION, TRAFFIC, SHOOTING],
    ids=["football", "cholera", "election", "traffic", "shooting"],
)
def test_other_news_yields_no_claim(text, code):
    coded = code(text)
    assert [c.evidence for c in coded.casualties if c.modality == "asserted"] == []
    assert [c.evidence for c in coded.control] == []
    assert [c.evidence for c in coded.materiel] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "No soldiers were killed in the attack, the army said.",
        "The army denied killing 12 villagers in the raid.",
        "The group threatened to kill 20 hostages if troops attack.",
        "If the rebels are killed, the war will not end.",
        "The bomb could have killed hundreds of people, police said.",
        "The rebels plan to execute three captured soldiers, the group warned.",
        "The strike was aimed at killing a rebel commander.",
        "Killing him would be a blow to the militants, the general said.",
        "The deportations will result in the deaths of 12 refugees in the war.",
        "His father died in 1994, long before the war, the rebel commander said.",
        "The militants captured three towns and two army bases.",
        "The missile flew 120 kilometres and the war entered its 14th month.",
        "The soldier, 34, joined the army in 2009 and fought in 12 battles.",
        "Four people were killed in an earthquake near the front line on Monday.",
        "Aid groups warned that fighting might displace 5,000 people.",
        "The army's 35th Brigade fired 155 mm shells at the rebels for 3 hours.",
    ],
)
def test_sentence_without_an_asserted_casualty(sentence, counts):
    assert counts(sentence) == []


def test_a_crime_story_may_tell_of_a_war(counts):
    text = SHOOTING + " The bombing that killed 12 soldiers in Iraq came up in court."
    assert counts(text) == [("killed", 12)]


def test_those_who_killed_are_no_victims(code):
    told = code("The army in Kabul said two gunmen killed 11 people in an attack before one guard killed a rebel.")
    assert [claim.count for claim in told.casualties] == [11, 1]


def test_a_name_behind_a_title_is_the_same_victim(code):
    (claim,) = code("Gunmen came to Istanbul. The journalist Jamal Haddad was murdered there by rebels.").casualties
    assert claim.count == 1


def test_what_came_before_the_feared_attack_is_asserted(counts):
    text = "They fear that troops will attack Homs, Syria, after the government said 40 policemen were killed."
    assert counts(text) == [("killed", 40)]
