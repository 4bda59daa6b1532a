"""Where a claim's event happened."""

import pytest

WAR = "Rebels and the army fought near Aleppo in Syria. "


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (WAR + "Mortar fire from Turkey killed two men in Aleppo.", "SY"),
        (WAR + "On the Turkish side, three soldiers were killed.", "TR"),
        (WAR + "The raid, launched from Turkish soil, killed three rebels.", "SY"),
        (WAR + "The army killed 30 Daesh (banned in Russia) militants.", "SY"),
        (WAR + "Many of those killed were students who had fled Iraq; nine people died.", "SY"),
        (WAR + "An adviser, speaking on a visit to Moscow, said half of the 40 people killed were soldiers.", "SY"),
        ("Russia said its jets had hit rebels in Syria. Russia denied guilt. Nine people died in the raid.", "SY"),
        (WAR + "Five people died in clashes in the town of Qura, not far from the border with Iraq.", "SY"),
        (
            WAR + "Many fled the town into Turkey, fearing revenge for clashes in which 90 troops were killed.",
            "SY",
        ),
        (WAR + "Troops shot dead eight rebels, residents said, after calls for help and Turkey signalled anger.", "SY"),
        (WAR + "The monitor, which is based in Britain, said 561 civilians have been killed.", "SY"),
        ("A gunman shouting about Aleppo shot dead an envoy at a gallery in Ankara, Turkey.", "TR"),
        (WAR + "Guardsman Ali Tait, 24, from Leeds, was killed by a roadside bomb.", "SY"),
        (WAR + "The rebels said Colonel Qassim had killed nine men.", "SY"),
        (WAR + "A correspondent, reporting from Beirut, said shells had killed nine men.", "SY"),
        (WAR + "Nine men have died since Turkey sent its army over.", "SY"),
        (
            "The sides met for talks in Geneva to end a war that has killed 90,000 people in Syria. Syria wants peace.",
            "SY",
        ),
        (
            "After talks in Astana, Kazakhstan, 40 civilians were killed. Syrian rebels fight around Aleppo in Syria.",
            "SY",
        ),
        (
            "AMMAN (Reuters) - Gunmen killed 12 soldiers at a post on the outskirts of Damascus, Syria, on Thursday.",
            "SY",
        ),
        ("Gunmen from South Sudan killed 21 herders in Ethiopia on Friday.", "ET"),
        ("Fighters from Chechnya stormed a school in Beslan, Russia, killing 10 pupils.", "RU"),
        ("Hamas blamed Israel for the killing of a commander, who was shot at his home in Gaza City on Friday.", "PS"),
        (
            "It was the first time since the Vietnam war that a sergeant killed three comrades, in a camp in Kuwait.",
            "KW",
        ),
        ("A suicide bomber killed 14 tribal elders at a meeting in Mohmand, Pakistan, on Friday.", "PK"),
        ("Gunmen killed two people in London on Friday. London's mayor thanked the police of London.", "GB"),
    ],
)
def test_country_of_a_claim(code, text, country):
    claims = code(text).casualties
    assert claims
    assert {claim.country_code for claim in claims} == {country}


def test_the_reporters_city_is_not_where_it_happened(code):
    text = (
        "SANAA, Yemen (Reuters) - The army and the rebels fought on.\n"
        "At least 12 people were killed when jets struck a boat off Yemen's coast."
    )
    (claim,) = code(text).casualties
    assert (claim.country_code, claim.admin1) == ("YE", None)


def test_the_toll_of_a_war_belongs_to_the_country(code):
    text = (
        "Jets struck the port of Aden in Yemen, killing two men.\n"
        "Yemen's war has gone on for years.\n"
        "The civilian death toll of the war has reached 10,000."
    )
    claims = code(text).casualties
    assert [(claim.count, claim.admin1) for claim in claims] == [(2, "Aden"), (10000, None)]


def test_where_a_road_leads_is_not_where_it_happened(code):
    text = (
        "Nine fighters were killed on Wednesday in clashes in Harib district, Marib, officials in Yemen said. "
        "The rebels tried to storm an army post above the road to Shabwa. Soldiers captured 14 rebels."
    )
    assert [claim.admin1 for claim in code(text).casualties] == ["Marib", "Marib"]


def test_two_countries_named_together_are_no_one_place(code):
    text = WAR + "A monitor counted as many as 60 civilians killed by air strikes in Iraq and Syria."
    (claim,) = code(text).casualties
    assert (claim.country_code, claim.place_text) == (None, "Iraq and Syria")


def test_an_article_is_about_the_country_that_it_names_most(code):
    text = (
        "The Syrian colonel learnt his trade in France. Syrian officers took power in Damascus.\n"
        "A rival of the Syrian officers, Colonel Adnan Maliki, was assassinated at a parade. Syria changed."
    )
    assert {claim.country_code for claim in code(text).casualties} == {"SY"}


def test_who_sends_victims_and_helpers_is_not_the_country_of_the_article(code):
    text = (
        "Gunmen stormed a cafe in the capital Ouagadougou on Friday, killing at least 27 people, officials of Burkina "
        "Faso said.\nSix Canadians, two French and two Swiss were among the dead. French special forces helped to end "
        "the siege, the French embassy said.\nAnother attacker was shot dead later in a guest house close by."
    )
    assert {claim.country_code for claim in code(text).casualties} == {"BF"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Shells hit Homs in Syria. Troops killed 14 protesters, the most since an uprising in Tunisia.", "SY"),
        ("Shells hit Homs in Syria. Rebels killed 14 soldiers in Tunisia.", "TN"),
        ("US jets bombed Iraq. US officials met. US troops came to Baghdad. A rocket killed a US contractor.", "IQ"),
    ],
)
def test_what_began_elsewhere_and_who_sent_troops_is_not_the_place(code, text, country):
    assert {claim.country_code for claim in code(text).casualties} == {country}


def test_the_province_behind_a_country_is_the_place(code):
    text = "A truce holds in Homs. Elsewhere in Syria, rebels killed 20 soldiers in the province of Latakia."
    claim = code(text).casualties[0]
    assert claim.place_text == "Latakia"


def test_a_country_spoken_of_twice_as_often_is_that_of_the_article(code):
    text = (
        "Syrian rebels and the Syrian army fought on. Syria and Syrian exiles sent envoys to Geneva. In Geneva, "
        "Syrians met. Envoys spoke in Geneva of Syria. The war has killed nearly 200,000 people."
    )
    assert code(text).casualties[0].country_code == "SY"


def test_where_an_attack_is_told_is_no_homonym(code):
    text = (
        "Bombs killed 31 people in Brussels, Belgium. Belgian police in Belgium had searched for men wanted for the "
        "attacks on Paris, in which 130 people were killed."
    )
    assert [claim.country_code for claim in code(text).casualties] == ["BE", "FR"]


def test_victims_of_many_nations_put_no_article_into_their_country(code):
    text = (
        "French soldiers and French police helped to end a siege in Ouagadougou. The dead in Burkina Faso "
        "were two French teachers, a French cook and a French driver. Gunmen had killed 28 people in Ouagadougou. A "
        "French officer said nine people were wounded."
    )
    assert {claim.country_code for claim in code(text).casualties} == {"BF"}
