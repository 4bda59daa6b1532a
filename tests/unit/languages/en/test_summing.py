"""Scope: several attacks or places in one number, and events that are known to lie back."""

import pytest

from extractors.languages.en.history import HistoryRule, known
from extractors.lexicon import data_file, load_rules


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Forty people died on Friday as fighting raged in the towns of Homs, Hama and Idlib in Syria.", ["period"]),
        ("Rebels killed 12 soldiers in Mosul and Tikrit, Iraq, on Friday.", ["period"]),
        ("Rebels killed 12 soldiers in Azaz, in Aleppo province in Syria, on Friday.", ["incident"]),
        ("Shells killed 12 people in the Syrian capital, Damascus, on Friday.", ["incident"]),
        ("On Friday 12 soldiers were killed in Homs and five in Hama, in Syria.", ["incident", "incident"]),
        ("At least 35 protesters were killed in Syria on Friday, activists said.", ["period"]),
        ("A blast at a mosque killed 35 people in Syria on Friday.", ["incident"]),
        ("Four bombings in and around Baghdad, Iraq, killed 18 people on Friday.", ["period"]),
        ("A week of clashes in Taiz, Yemen, has left 30 soldiers dead.", ["period"]),
        ("Twin blasts in Kabul, Afghanistan, killed 18 people on Friday.", ["incident"]),
        ("Rebels shot dead 18 soldiers in Homs, Syria, last week.", ["incident"]),
        (
            "In Syria, shells killed ten in Homs and 58 people died in fighting nationwide.",
            ["incident", "period"],
        ),
        ("On Friday 12 soldiers were killed and 30 wounded across Syria.", ["period", "period"]),
    ],
)
def test_several_places_or_attacks(code, text, scopes):
    claims = sorted(code(text, "2016-08-12").casualties, key=lambda claim: claim.claim_index)
    assert [claim.scope for claim in claims] == scopes


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Thousands of civilians have been killed in Syria over the past year, activists said.", "background"),
        ("Rebels killed 40 soldiers in Syria over the past two weeks.", "period"),
        (
            "Rebels killed 40 soldiers in Aleppo in Syria on Friday, the worst attack since the war began.",
            "incident",
        ),
        ("Shells killed 45 people in Taiz, Yemen, on Friday, the bloodiest day of a three-week offensive.", "incident"),
        ("Eleven soldiers fell in clashes near Hebron, the army's heaviest losses since the Lebanon war.", "incident"),
        ("Eleven soldiers from the village fell in the Lebanon war and in its battles.", "background"),
        ("The death toll from twin bombings in Mogadishu, Somalia, has risen to 230.", "incident"),
        ("The death toll in the conflict in Yemen has risen to 6,200.", "background"),
        (
            "The army says this brings to 40 the number of soldiers killed by rebels since Monday in Homs, Syria.",
            "period",
        ),
    ],
)
def test_long_stretches_and_comparisons(code, text, scope):
    assert {claim.scope for claim in code(text, "2016-08-12").casualties} == {scope}


def test_a_toll_that_goes_on(code):
    text = (
        "Shells killed three nurses in Taiz, Yemen, on Friday. More than 5,000 people have been killed in the war. "
        "Some 40 doctors have also died."
    )
    claims = sorted(code(text, "2016-08-12").casualties, key=lambda claim: claim.claim_index)
    assert [claim.scope for claim in claims] == ["incident", "background", "background"]


def test_a_stretch_since_an_offensive_was_launched(code):
    text = "The army has killed 64 rebels since launching an offensive near Taiz, Yemen, on August 2."
    assert [claim.scope for claim in code(text, "2016-08-12").casualties] == ["period"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Three weeks ago, rebels overran a barracks near Taiz, Yemen, killing 25 soldiers.", "incident"),
        ("Last month, 14 nurses were killed when gunmen fired on their bus near Taiz, Yemen.", "incident"),
        ("Earlier this month, rebels shot dead nine guards at a checkpoint near Taiz, Yemen.", "incident"),
        ("Last month, 140 civilians were killed in Taiz, Yemen.", "period"),
        ("Rebels fought in Taiz, Yemen. Two nurses were killed there last month.", "incident"),
        ("In May, gunmen fired on a bus near Taiz, Yemen, and 14 nurses were killed.", "background"),
    ],
)
def test_an_event_of_a_vague_day(code, text, scope):
    assert {claim.scope for claim in code(text, "2016-08-12").casualties} == {scope}


@pytest.mark.parametrize(
    "entry", load_rules(data_file("extractors.languages.en", "patterns/history.jsonl"), HistoryRule), ids=lambda e: e.id
)
def test_history_rule_finds_its_example(entry, code):
    claims = code(entry.example + " The war, the bombs and the attack were debated for years.", "2029-08-12").casualties
    assert {claim.scope for claim in claims} == {"background"}, entry.example


def test_history_is_news_when_it_happens(code):
    text = "American commandos shot dead Osama bin Laden in Pakistan, the White House said."
    assert [claim.scope for claim in code(text, "2011-05-03").casualties] == ["incident"]
    assert [claim.scope for claim in code(text, "2012-05-03").casualties] == ["background"]


def test_history_takes_no_day_of_the_story(code):
    text = "Senators spoke on Wednesday. The report is about the attack in Benghazi, Libya, that killed four Americans."
    (claim,) = code(text, "2013-05-09").casualties
    assert (claim.scope, claim.date_start) == ("background", None)


def test_only_those_people_in_that_number_are_history():
    assert known("four Americans", 4, "Four Americans died.", "… in Benghazi …") is not None
    assert known("four Libyans", 4, "Four Libyans died.", "… in Benghazi …") is None
    assert known("nine Americans", 9, "Nine Americans died.", "… in Benghazi …") is None
    assert known("Hamza bin Laden", 1, "He was killed.", "") is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The war in Afghanistan goes on. The raid that killed Osama bin Laden changed nothing.", None),
        ("Senators in Washington spoke of Benghazi, where militants attacked. Four Americans were killed.", "LY"),
        ("Clashes shook Afghanistan. Before, in Pakistan, commandos killed Osama bin Laden in a raid.", "PK"),
    ],
)
def test_known_events_are_not_where_the_story_is(code, text, country):
    (claim,) = code(text, "2014-03-05").casualties
    assert claim.country_code == country


def test_those_hit_beside_a_known_victim_are_of_the_same_event(code):
    text = "Militants in Benghazi, Libya, killed Ambassador Chris Stevens, his driver and wounded 12 guards."
    assert {claim.scope for claim in code(text, "2013-05-09").casualties} == {"background"}


def test_a_total_with_a_known_victim_is_no_known_event(code):
    text = "Drone strikes in Yemen have killed 28 of the group's leaders this week, among them Anwar al-Awlaki."
    total, *_ = code(text, "2013-05-09").casualties
    assert (total.count, total.scope) == (28, "period")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The London-based Syrian Observatory said air strikes killed 52 people in Aleppo on Thursday.", "SY"),
        ("A sniper killed five police officers in Aden on Thursday, a Dallas newspaper reported.", "YE"),
        ("A blast killed 14 soldiers in Kabul on Friday, days before the anniversary of the 9/11 attacks.", "AF"),
        ("An air strike killed 39 people at a beach in Latakia in Syria.", "SY"),
    ],
)
def test_a_number_with_a_day_or_a_place_of_its_own_is_no_history(code, text, country):
    claim = code(text + " The war, the bombs and the attack were debated for years.", "2018-08-12").casualties[0]
    assert (claim.scope, claim.country_code) == ("incident", country)


@pytest.mark.parametrize(
    "text",
    [
        "A bombing in Kirkuk killed 12 people on Thursday after days of protests.",
        "A suicide bomber killed 15 people in Kabul, and the police closed roads in three districts.",
        "One of five bombings in Baghdad on Thursday killed 12 people.",
        "Air strikes killed 12 people in Sinai, Egypt.",
    ],
)
def test_what_stands_beside_one_attack_makes_no_sum(code, text):
    assert [claim.scope for claim in code(text, "2018-08-12").casualties] == ["incident"]
