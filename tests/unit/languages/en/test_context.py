"""What a claim takes from its clause, its sentence and the article."""

from datetime import date

import pytest


def test_who_where_when_and_source(code):
    (claim,) = code(
        "At least 37 gunmen of al-Qaeda were killed on Friday during clashes with government troops in Zinjibar, "
        "Abyan province, military officials said. Al-Qaeda fighters hold parts of Yemen.",
        "2012-06-16",
    ).casualties
    assert claim.victim_kind == "combatant"
    assert claim.perpetrator_group == "GOV"
    assert claim.admin1 == "Abyan"
    assert (claim.date_start, claim.date_end) == (date(2012, 6, 15), date(2012, 6, 15))
    assert claim.source_text == "military officials"
    assert claim.scope == "incident"


def test_agent_and_subject_are_perpetrators(code):
    by, subject = (
        code("Nine civilians were killed by Houthi shelling in Taizz, Yemen.").casualties[0],
        code("A Saudi-led coalition air strike killed nine civilians in Yemen.").casualties[0],
    )
    assert (by.perpetrator_group, by.perpetrator_basis) == ("HOUTHI", "stated")
    assert (subject.perpetrator_group, subject.perpetrator_basis) == ("COALITION", "stated")


def test_unnamed_attackers_stay_unknown(code):
    claims = code("U.S. officials visited Iraq. Gunmen killed two journalists in Basra on Friday.").casualties
    assert [c.perpetrator_group for c in claims] == ["UNKNOWN"]


def test_place_and_time_are_carried_on(code):
    claims = code(
        "Fighting broke out in the Iraqi city of Mosul on Tuesday. Six soldiers were killed, a medic said.",
        "2016-08-12",
    ).casualties
    assert (claims[0].country_code, claims[0].date_start) == ("IQ", date(2016, 8, 9))


def test_time_of_speaking_is_not_the_time_of_the_event(code):
    (claim,) = code(
        "The ministry announced on Thursday that six soldiers were killed in an ambush on Monday."
    ).casualties
    assert claim.date_start == date(2016, 8, 8)


def test_without_a_publication_day_relative_times_stay_unresolved(code):
    (claim,) = code("Six soldiers were killed in an ambush on Monday.", None).casualties
    assert (claim.time_text, claim.date_start, claim.date_end) == ("on Monday", None, None)


def test_speaker_is_carried_on_by_a_pronoun(code):
    first, second = code(
        "A police spokesman said four officers were killed in the attack. He added that nine others were wounded."
    ).casualties
    assert first.source_text == second.source_text == "A police spokesman"


def test_war_totals_are_background(code):
    (claim,) = code("Some 240,000 people have died in the Syrian conflict since March 2011.").casualties
    assert (claim.scope, claim.victim_group, claim.perpetrator_group) == ("background", "MIXED", "MIXED")


def test_control_has_holder_loser_and_place(code):
    (claim,) = code("Yemeni government forces recaptured the town of Zinjibar from al-Qaeda on Monday.").control
    assert (claim.actor_group, claim.loser_group, claim.admin1, claim.action) == ("GOV", "AQAP", "Abyan", "retaken")


def test_towns_planned_to_be_taken_are_no_control_claims(code):
    coded = code("Yemeni troops are trying to recapture Zinjibar. The army vowed to retake the town of Jaar.")
    assert coded.control == []


def test_materiel_has_item_count_and_sides(code):
    (claim,) = code("Coalition warplanes destroyed three Houthi tanks near Marib, Yemen, on Monday.").materiel
    assert (claim.item, claim.action, claim.count) == ("tank", "destroyed", 3)
    assert (claim.owner_group, claim.by_group) == ("HOUTHI", "COALITION")


def test_shot_down_missiles_are_intercepted(code):
    (claim,) = code("Air defences shot down two Houthi missiles over Marib in Yemen.").materiel
    assert (claim.action, claim.count) == ("intercepted", 2)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A bomb killed three in Iraq, a police officer said. A blast killed 12, the officer added.", "the officer"),
        (
            "A bomb killed 3 in Iraq, said an official at the ministry. A blast killed 12, the official added.",
            "an offic",
        ),
        ("In Iraq, after bombs that claimed nine lives, 12 people were wounded in a raid.", None),
        ("Rebels in Syria released 12 soldiers after fighting that killed 30 people.", None),
    ],
)
def test_speakers_told_again_and_deeds(code, text, source):
    found = code(text).casualties[-1].source_text
    assert found is None if source is None else found.startswith(source)
