"""Perpetrators that an article gives to claims which do not name them."""

import pytest


def _blamed(code, text, published="2016-08-12"):
    return [claim.perpetrator_group for claim in code(text, published).casualties]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "A suicide bomber killed 22 people at a wedding in Syria. "
            "IS said that one of its fighters had blown himself up.",
            ["ISIS"],
        ),
        ("Activists accused Assads forces of a gas attack that killed 213 people near Damascus, Syria.", ["OTHER"]),
        (
            "A bomber struck a hall in Syria during the feast of an officer in the Syrian Democratic Forces "
            "killing 22 civilians.",
            ["UNKNOWN"],
        ),
        ("ISIS beheaded 12 men identified as Syrian army officers.", ["ISIS"]),
        ("Iran's missile attack on the base in Iraq wounded 11 U.S. soldiers.", ["IRAN"]),
        ("ISIS was driven back in Syria even as its fighters raided villages, abducting 200 people.", ["ISIS"]),
        ("They spoke of Tom Hale, the bomber responsible for killing 12 people in the city.", ["OTHER"]),
    ],
    ids=[
        "claimed for one of its fighters",
        "lost apostrophe",
        "guest",
        "identified",
        "a state by name",
        "its fighters",
        "a person",
    ],
)
def test_who_is_meant(code, text, groups):
    assert _blamed(code, text) == groups


def test_one_who_killed_a_person_did_so_in_every_sentence(code):
    text = (
        "A U.S. drone strike killed Omar Haddad in Yemen on Monday. The roads were closed for hours. "
        "Shops stayed shut. Nobody spoke of it. Relatives said on Thursday that Omar Haddad was killed at dawn."
    )
    assert _blamed(code, text) == ["US", "US"]


def test_a_claimed_attack_is_not_every_attack(code):
    text = (
        "A car bomb killed 40 people in Baghdad, Iraq on Thursday. Islamic State claimed the attack. "
        "Seven people died in separate bombings in Basra, Iraq in the past week."
    )
    assert _blamed(code, text) == ["ISIS", "UNKNOWN"]


def test_state_media_do_not_tell_of_their_own_state_killing_civilians(code):
    text = (
        "Syrian warplanes bombed Idlib, killing 12 people. "
        "Syrian state television said two children were killed by rockets in Damascus."
    )
    assert _blamed(code, text)[0] == "OTHER"
    assert code(text).casualties[1].perpetrator_actor_id != "syria-gov"


def test_militants_of_years_ago_are_nobodys(code):
    text = (
        "An Islamic State bomber killed 75 people in Pakistan on Thursday. "
        "In December 2014 militants assaulted a school in Peshawar, killing 154 people."
    )
    assert _blamed(code, text, "2017-02-16") == ["ISIS", "UNKNOWN"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "A car bomb killed 14 people near the ministry in Kabul, Afghanistan. Nobody has yet claimed "
            "responsibility. Both the Taliban and the Islamic State have stepped up attacks on the army this year.",
            ["UNKNOWN"],
        ),
        (
            "A bomb in a bus station killed 14 people in Afghanistan. "
            "Taliban fighters have attacked buses in the past.",
            ["UNKNOWN"],
        ),
        (
            "A bomber killed 14 people at a fair in Quetta, Pakistan. Lashkar-e-Jhangvi, which is loyal to the Islamic "
            "State, claimed responsibility.",
            ["OTHER"],
        ),
        (
            "A rebel mayor was killed in an assassination in Luhansk, Ukraine. The Ukrainian army is not far. "
            "The Ukrainian army said it knew nothing of it.",
            ["UNKNOWN"],
        ),
    ],
    ids=["nobody claimed it", "what a force does often", "serves another force", "from hiding"],
)
def test_forces_that_the_article_only_mentions_did_not_do_it(code, text, groups):
    assert _blamed(code, text) == groups


def test_who_stands_behind_a_named_attack(code):
    orchestrated = "Officials said the bombing that killed 70 people in Lahore was carried out by the Islamic State."
    planned = (
        "The air strike was aimed at Omar Salim, a senior commander of al-Shabab. Salim played a role in the hotel "
        "attack in Mogadishu that killed 15 people. He was also responsible for a bombing that killed nine people."
    )
    assert _blamed(code, orchestrated) == ["ISIS"]
    assert [claim.perpetrator_actor_id for claim in code(planned).casualties] == ["al-shabaab", "al-shabaab"]


def test_a_side_that_blames_its_enemy_does_not_make_it_plain(code):
    text = "Mayor Ivan Petrenko was killed in a blast in Luhansk, Ukraine. Separatists blamed the government in Kyiv."
    assert _blamed(code, text) == ["UNKNOWN"]


def test_those_shot_at_a_checkpoint_were_shot_by_its_men(code):
    text = "Engineer Paul Marsh was shot dead at a US checkpoint beside a road near Baghdad, Iraq."
    assert _blamed(code, text) == ["US"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "A bomb killed 14 people at a court in Kabul, Afghanistan on Monday. Nobody has claimed the attack. "
            "Hours before, a mine killed a judge in Farah. "
            "The Taliban said they claimed responsibility for that attack.",
            ["UNKNOWN", "OTHER"],
        ),
        (
            "Air raids killed 26 people in Idlib, Syria on Tuesday. A monitor said the strikes were probably carried "
            "out by Russian jets or by the US-led coalition. Russian planes have bombed a number of towns.",
            ["UNKNOWN"],
        ),
        (
            "Two men were killed by a missile in Gaza on Thursday. It was unclear who fired it. "
            "A doctor blamed Israel for the strike.",
            ["UNKNOWN"],
        ),
        (
            "The US-led coalition bombed Mosul, Iraq, killing 12 civilians. "
            "Islamic State fighters still hold the city. "
            "Since the battle began 284 Iraqi soldiers have been killed. Islamic State fighters dug in.",
            ["US", "ISIS"],
        ),
        (
            "An Afghan soldier was killed after wounding three American soldiers at a base in Afghanistan. "
            "Such insider attacks are rare.",
            ["US", "OTHER"],
        ),
    ],
    ids=["another attack", "one of two", "blamed where nobody knows", "allies", "one of the own"],
)
def test_who_answers_for_which_attack(code, text, groups):
    assert _blamed(code, text, "2017-02-09") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Syrian security forces fired at crowds in Homs, Syria. Thousands of people came out to protest. "
            "Local activists spoke of at least three people killed. More than 40 people were arrested.",
            ["OTHER", "OTHER"],
        ),
        (
            "The Syrian army moved into Idlib, Syria. Nine Syrian soldiers were killed in attacks by army deserters.",
            ["OTHER"],
        ),
        (
            "A suicide car bomb wounded four Somali soldiers near Mogadishu, Somalia. "
            "Al-Shabab fighters have fought the Somali army there for years. Al-Shabab wants to rule Somalia.",
            ["UNKNOWN"],
        ),
        (
            "Taliban gunmen stormed an office in Logar, Afghanistan on Monday. "
            "The same militant group killed seven people at a court in Ghazni in 2014.",
            ["OTHER"],
        ),
        (
            "The regime in Syria has blamed the violence on armed gangs who they say have killed 110 soldiers.",
            ["OTHER"],
        ),
        (
            "The Saudi-led coalition bombed Sanaa, Yemen again. Senators voted on sales. They want an end to the war. "
            "They are angry. Jamal Haddad was murdered in Istanbul.",
            ["UNKNOWN"],
        ),
    ],
    ids=["crackdown", "deserters", "nobody's bomb", "the same group", "so they say", "a murder elsewhere"],
)
def test_who_is_plain_from_the_kind_of_violence(code, text, groups):
    assert _blamed(code, text, "2017-02-09") == groups


def test_what_readers_may_know_but_the_article_does_not_tell_names_nobody(code):
    told = "A drone strike killed Qassem Soleimani in Iraq. They met officers of the U.S. Army."
    assert _blamed(code, told, "2020-01-09") == ["UNKNOWN"]


def test_to_claim_something_is_not_to_claim_an_attack(code):
    text = (
        "A driver was killed near Baghdad, Iraq on Friday. The US Army claimed the car was too fast. "
        "A second car was hit by a rocket that killed two people."
    )
    assert _blamed(code, text, "2005-03-06")[1] == "UNKNOWN"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "A day after it launched an airstrike near Damascus, Syria, killing scores of Syrian soldiers, "
            "Israel called the attack a strike against Hezbollah.",
            ["OTHER"],
        ),
        ("An Algerian-born gunman killed 11 people in an attack in Paris.", ["UNKNOWN"]),
        ("Hundreds of insurgents died fighting the U.S. marines in Falluja, Iraq.", ["US"]),
        ("A strike against Hezbollah killed three villagers in Syria.", ["UNKNOWN"]),
    ],
    ids=["it, who is named behind", "where persons come from", "whom they fought", "the target"],
)
def test_who_did_it_by_the_grammar(code, text, groups):
    assert _blamed(code, text) == groups


def test_in_an_article_about_a_crackdown_the_state_shot(code):
    text = (
        "Protests went on in Homs, Syria. Protesters filled squares and the army sent tanks. The crackdown went on. "
        "Protesters fled. Shops were closed for days. Doctors said nobody slept. Rights groups say 15 people died."
    )
    assert _blamed(code, text, "2011-08-11") == ["OTHER"]


def test_gunmen_of_one_town_did_not_shoot_in_the_next(code):
    text = (
        "Gunmen killed a teacher in Busra, Syria. Another protester was shot dead in Latakia by security forces. "
        "A protester was shot dead in Homs, Syria."
    )
    assert _blamed(code, text, "2011-06-10") == ["UNKNOWN", "OTHER", "OTHER"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Syrian security forces killed three protesters in Homs, Syria on Monday. "
            "A car bomb killed two people in Aleppo, Syria on Monday.",
            ["OTHER", "UNKNOWN"],
        ),
        (
            "Rebels shelled Aleppo, Syria, killing three people. Two villagers died in an air raid.",
            ["OTHER", "UNKNOWN"],
        ),
        (
            "The United States fired missiles at Syria. The U.S. strikes hit a base near Homs, Syria. "
            "Medics said 42 people died in a chemical attack in Douma, Syria.",
            ["UNKNOWN"],
        ),
    ],
    ids=["car bomb", "no air force", "gas"],
)
def test_the_weapon_speaks_against_some(code, text, groups):
    assert _blamed(code, text, "2018-04-10") == groups
