"""Scope: what sums up a war or several attacks, and what is one event."""

import pytest


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The United Nations says the unrest in Syria has killed 500 soldiers.", "background"),
        ("Hundreds of soldiers have also died fighting rebels, the government in Syria says.", "background"),
        ("Troops have killed more than 900 people in Syria since protests erupted in March.", "background"),
        ("Shells killed 84 people in Libya this year.", "background"),
        ("Eight nurses were killed in the Vietnam War.", "background"),
        ("Troops killed at least 60 people across Syria on Thursday, activists said.", "period"),
        ("Rebels killed 34 soldiers in Syria over the past week.", "period"),
        ("At least 200 people have been killed in a bomb attack on a market in Iraq.", "incident"),
        ("Last week, a peacekeeper was shot and wounded by rebels in Mali.", "incident"),
        ("Air strikes killed 18 civilians in a district of Helmand on Tuesday and Wednesday.", "incident"),
    ],
)
def test_scope(code, text, scope):
    claims = code(text, "2016-08-12").casualties
    assert {claim.scope for claim in claims} == {scope}


def test_a_toll_has_no_day_of_the_story(code):
    text = (
        "Troops shot dead four protesters in Homs in Syria on Thursday.\n"
        "Rights groups say 1,600 people have been killed in the uprising."
    )
    four, toll = code(text, "2016-08-12").casualties
    assert four.date_start is not None
    assert (toll.date_start, toll.scope) == (None, "background")


def test_to_what_the_toll_of_a_people_rises(code):
    text = "Shells killed a child in Gaza on Thursday, raising the Palestinian death toll to at least 138."
    child, toll = code(text, "2016-08-12").casualties
    assert (child.scope, toll.scope) == ("incident", "background")


@pytest.mark.parametrize(
    "text",
    [
        "Fighting in Misrata, Libya, killed some 30 people a day, the agency said on Friday.",
        "Shelling hit Aleppo, Syria, on Monday. There were on average 12 deaths per day in the bombardment.",
    ],
)
def test_a_rate_has_no_day(code, text):
    (claim,) = code(text).casualties
    assert (claim.scope, claim.date_start, claim.bound) == ("period", None, "approx")


def test_the_dead_of_years_are_nobodys_without_a_war(code):
    text = (
        "Bombs hit Baghdad. More than 8,000 people have lost their lives in Iraqi cities since the beginning of 2016."
    )
    (claim,) = code(text).casualties
    assert (claim.victim_group, claim.perpetrator_group) == ("UNKNOWN", "UNKNOWN")


def test_a_month_after_is_the_only_day_told_in_that_month(code):
    first, *_ = code(
        "The blast in Kabul came a month after at least 40 people were killed in a bombing. "
        "On July 10 the Taliban bombed a hotel in Kabul, Afghanistan, killing 40."
    ).casualties
    assert (str(first.date_start), first.scope) == ("2016-07-10", "background")


@pytest.mark.parametrize(
    "text",
    [
        "The president of Sudan on Wednesday pardoned 59 rebels captured in fighting with the army.",
        "Troops shelled Homs, Syria, on Tuesday. Dozens of activists have been detained.",
    ],
)
def test_captives_now_freed_and_those_detained_so_far_are_history(code, text):
    (claim,) = code(text).casualties
    assert (claim.scope, claim.date_start) == ("background", None)


def test_captives_of_now_are_background_and_of_no_day(code):
    text = "Gunmen killed nine guards on Wednesday. The militants are holding three aid workers hostage, a paper said."
    held = [c for c in code(text, "2016-05-20").casualties if c.outcome == "captured"]
    assert [(c.count, c.scope, c.date_start) for c in held] == [(3, "background", None)]
