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
        (WAR + "A correspondent, reporting from Beirut, said shells had killed nine men.", "SY"),
        (WAR + "Nine men have died since Turkey sent its army over.", "SY"),
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
