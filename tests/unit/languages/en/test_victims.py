"""Whom the victims' own words make civilians or fighters."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen killed a former member of the Iraqi parliament in Basra.", "civilian"),
        ("Omar Haddad, a member of the Iraqi parliament, stood in Basra. Gunmen killed Haddad.", "civilian"),
        ("A militant said that ISIS killed U.S. relief worker John Doyle in Syria.", "civilian"),
        ("The envoy of Syria said that 30 of the fatalities were among the security forces.", "combatant"),
        ("The Taliban killed three family members of an envoy in Kabul.", "civilian"),
        ("The army killed a member of the Taliban near Kabul.", "combatant"),
        ("After the massacre of 90 men and boys by ISIS in Mosul, Iraq, many fled.", "civilian"),
    ],
)
def test_kind(code, text, kind):
    (claim,) = code(text).casualties
    assert claim.victim_kind == kind


@pytest.mark.parametrize(
    ("text", "group", "kind"),
    [
        ("At least 12 people were killed when a bomb hit a crowded market in Iraq.", "CIVILIAN", "civilian"),
        ("At least 12 people were killed in clashes in Iraq.", "UNKNOWN", "unknown"),
        ("Rocket fire killed 30 people in a town that had seen fierce fighting in Iraq.", "CIVILIAN", "civilian"),
        ("A bomber struck a police station in Iraq, and 12 people were killed.", "UNKNOWN", "unknown"),
        ("A car bomb struck Syrian rebels near Idlib, killing at least 29 people.", "OTHER", "combatant"),
        ("About 70 people have died in the unrest in Syria in the past two weeks.", "UNKNOWN", "unknown"),
        ("Gunmen abducted 20 people from a bus in Iraq.", "CIVILIAN", "civilian"),
        ("In the attacks 55 men in the Afghan security forces were killed.", "OTHER", "combatant"),
        ("The army inflicted 40 casualties on Taliban fighters in Afghanistan.", "OTHER", "combatant"),
        ("Some 60 rebels and pro-government soldiers were killed in Marib, Yemen.", "MIXED", "combatant"),
        ("Some 40 soldiers and policemen were killed by the Taliban in Afghanistan.", "OTHER", "combatant"),
        ("The Taliban said it had killed between 20 and 25 soldiers in Afghanistan.", "OTHER", "combatant"),
        ("Police shot dead five suspects after the bombing in Spain.", "OTHER", "combatant"),
    ],
)
def test_people_and_bare_numbers(code, text, group, kind):
    (claim,) = code(text).casualties
    assert (claim.victim_group, claim.victim_kind) == (group, kind)


def test_people_killed_with_a_leader_may_be_fighters(code):
    text = "An al-Qaeda commander was killed by a drone in Syria. Two people were killed in the strike."
    assert [claim.victim_kind for claim in code(text).casualties] == ["combatant", "unknown"]


def test_a_total_with_some_civilians_is_not_all_civilians(code):
    whole, part = code("Activists reported 100 deaths in Syria, among them at least 30 civilians.").casualties
    assert (whole.victim_kind, part.victim_kind) == ("mixed", "civilian")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (
            "The U.S. military raided a camp in Yemen. The U.S. military said Senior Chief Tom Hale was killed in the "
            "U.S. raid.",
            "US",
        ),
        ("The murder of former member of the Iraqi parliament Omar Haddad was an attack.", "CIVILIAN"),
        ("Officials said al-Masri was killed in Syria. Al-Masri, an al-Qaeda commander, was 59.", "AQAP"),
    ],
)
def test_persons_by_rank_and_title(code, text, group):
    claim = code(text).casualties[0]
    assert claim.victim_group == group


def test_militants_belong_to_the_country_of_their_sentence(code):
    text = (
        "ISIS said it would attack in Iraq. ISIS holds towns in Iraq, and Iraqi troops fight ISIS there. "
        "U.S. strikes in Yemen killed 100 militants of al-Qaeda's branch."
    )
    assert code(text).casualties[-1].victim_group == "AQAP"


def test_his_guards_belong_to_his_force(code):
    text = "Gunmen killed an army officer in Aden, Yemen. Two of his bodyguards were wounded in the attack."
    assert [claim.victim_group for claim in code(text).casualties] == ["GOV", "GOV"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Four suicide bombers blew themselves up in Maiduguri, Nigeria, killing two people. "
            '"Four suicide bombers and five other men died," he said.',
            ["CIVILIAN", "OTHER", "CIVILIAN"],
        ),
        (
            "At least 43 people were killed today when bombers blew themselves up at an academy in Baghdad, Iraq. "
            "All those killed or wounded were police officers.",
            ["OTHER"],
        ),
        ("More than 300 people have been arrested in Syria since the unrest began.", ["CIVILIAN"]),
        (
            "Iraqi police said they killed a military commander of the Old City in Mosul, Iraq. "
            "Islamic State fighters hold the Old City. The battle with Islamic State goes on.",
            ["ISIS"],
        ),
        (
            "Tom Hale was a U.S. Army sergeant when a bomb killed him in Kandahar, Afghanistan. "
            "Hale was killed in 2012 with his driver.",
            ["US", "US"],
        ),
        (
            "The UN says 2,600 people have been killed in a crackdown in Syria since protests began in March.",
            ["CIVILIAN"],
        ),
        ("In 2013 a suicide bomber killed 17 people at the court in Kabul, Afghanistan.", ["CIVILIAN"]),
    ],
    ids=["no bombers", "identified", "arrested", "not one's own", "the same person", "crackdown", "court"],
)
def test_whose_the_victims_are(code, text, groups):
    assert [claim.victim_group for claim in code(text, "2017-02-09").casualties] == groups


def test_only_the_soldier_is_the_one_told_of(code):
    told = code(
        "An Afghan soldier was killed in Helmand, Afghanistan after wounding three U.S. soldiers, the U.S. army said. "
        "U.S. forces killed the soldier in Helmand to end the attack."
    ).casualties
    assert [claim.victim_group for claim in told] == ["OTHER", "US", "OTHER"]


def test_foreign_soldiers_are_not_those_of_the_theatre(code):
    told = code("U.S. soldiers came to Kandahar, Afghanistan. Gunmen killed two Romanian soldiers there.")
    (claim,) = told.casualties
    assert claim.victim_group == "OTHER"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Militants attacked Christians twice in Iraq, and at least 37 people were killed.",
            ["CIVILIAN"],
        ),
        (
            "Tom Hale, a rebel commander, was shot dead in Homs, Syria. His men wept. He was killed by four bullets.",
            ["OTHER", "OTHER"],
        ),
    ],
    ids=["aimed at", "he"],
)
def test_victims_by_what_stands_near(code, text, groups):
    assert [claim.victim_group for claim in code(text, "2013-12-25").casualties] == groups


def test_a_bare_number_means_those_told_right_before(code):
    text = (
        "The army of Iraq said two villagers were killed and six wounded while five soldiers were killed and nine hurt."
    )
    kinds = [claim.victim_kind for claim in code(text).casualties]
    assert kinds == ["civilian", "civilian", "combatant", "combatant"]


def test_rival_fighters_are_of_no_force_that_the_theatre_tells(code):
    (claim,) = code("The Libyan army killed 20 rival fighters in Benghazi, Libya.").casualties
    assert (claim.victim_group, claim.victim_actor_id, claim.victim_kind) == ("OTHER", None, "combatant")
