"""The day of a claim that its own sentence does not date: carried within its event, never from another."""

from datetime import date

import pytest

from extractors.languages.en.times import find_times

PUBLISHED = "2016-08-12"  # a Friday


def _days(code, *sentences, published=PUBLISHED):
    """(count, first day, last day) of the claims."""
    claims = code("\n".join(sentences), published).casualties
    return [
        (c.count, str(c.date_start) if c.date_start else None, str(c.date_end) if c.date_end else None) for c in claims
    ]


def test_a_detail_takes_the_day_of_the_event_told_before_it(code):
    days = _days(
        code,
        "A car bomb tore through a market in the town on Wednesday.",
        "Shops burned for hours.",
        "Doctors said nine people were killed.",
    )
    assert days == [(9, "2016-08-10", "2016-08-10")]


def test_a_lead_takes_the_day_of_violence_told_below(code):
    days = _days(
        code,
        "At least nine people have been killed in a bombing near a market.",
        "The minister, who took office on Tuesday, promised an inquiry.",
        "Traders had asked for guards.",
        "The wounded were taken to two hospitals after Wednesday's blast.",
    )
    assert days == [(9, "2016-08-10", "2016-08-10")]


def test_a_peaceful_day_far_below_is_no_leads_day(code):
    days = _days(
        code,
        "At least nine people have been killed in a bombing near a market.",
        "Police closed the road.",
        "Nobody claimed responsibility.",
        "The mayor, who was sworn in on Wednesday, has promised to keep the town safe.",
    )
    assert days == [(9, None, None)]


def test_an_event_brought_in_as_new_below_is_not_the_leads(code):
    days = _days(
        code,
        "At least nine soldiers have been wounded in a blast near a checkpoint.",
        "Police closed the road.",
        "Nobody claimed responsibility.",
        "On Sunday, a car bomb in the port killed 30 people.",
    )
    assert days == [(9, None, None), (30, "2016-08-07", "2016-08-07")]


def test_last_months_attack_is_not_the_leads(code):
    days = _days(
        code,
        "At least 20 people have died in a blast outside the court.",
        "Nobody claimed it at first.",
        "The rebels have hit judges before.",
        "They said they were behind that attack on 20 July.",
    )
    assert days == [(20, None, None)]


def test_a_separate_incident_has_no_day_but_its_own(code):
    days = _days(
        code,
        "Gunmen killed four policemen on Thursday.",
        "In a separate incident, two soldiers were killed by a mine.",
    )
    assert days == [(4, "2016-08-11", "2016-08-11"), (2, None, None)]


def test_a_stretch_up_to_now_is_not_carried(code):
    days = _days(
        code,
        "The rebels have gained ground since taking the pass on Sunday.",
        "Doctors said two fighters were killed there.",
    )
    assert days == [(2, None, None)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He was shot on Monday and died on the same day.", ("2016-08-08", "2016-08-08")),
        ("It began on Monday; hours later three men were dead.", ("2016-08-08", "2016-08-08")),
        ("On Monday it rained. It ended the next day.", ("2016-08-09", "2016-08-09")),
    ],
)
def test_times_that_point_back_to_a_day_just_named(text, days):
    last = find_times(text, 0, date(2016, 8, 12))[-1].mention
    assert (str(last.date_start), str(last.date_end)) == days


def test_a_day_earlier_counts_from_the_day_of_the_sentence_before(code):
    days = _days(
        code,
        "Shells killed six people on Wednesday.",
        "A day earlier, gunmen shot dead a teacher.",
    )
    assert days == [(6, "2016-08-10", "2016-08-10"), (1, "2016-08-09", "2016-08-09")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in early July", ("2016-07-01", "2016-07-10")),
        ("in mid-July", ("2016-07-10", "2016-07-20")),
        ("in late July", ("2016-07-20", "2016-07-31")),
        ("since mid-July", ("2016-07-15", "2016-08-12")),
        ("in early August", ("2016-08-01", "2016-08-10")),
    ],
)
def test_parts_of_a_month(text, days):
    (found,) = find_times(text, 0, date(2016, 8, 12))
    assert (str(found.mention.date_start), str(found.mention.date_end)) == days


def test_lines_about_another_article_have_the_day_of_that_article(code):
    days = _days(
        code,
        "Gunmen killed four policemen on Thursday.",
        "Rebels have shot dead nine farmers, their village says. (03.02.2016) The policemen were on patrol.",
    )
    assert days == [(4, "2016-08-11", "2016-08-11"), (9, "2016-02-03", "2016-02-03")]


def test_the_headline_of_another_article_takes_no_day_of_this_one(code):
    days = _days(
        code,
        "Gunmen killed four policemen on Thursday.",
        "READ MORE: Rebel leader killed in an air strike.",
    )
    assert days == [(4, "2016-08-11", "2016-08-11"), (1, None, None)]


def test_what_people_did_about_it_does_not_date_it(code):
    days = _days(code, "The envoy rebuked the army on Monday for a raid that killed six villagers.")
    assert days == [(6, None, None)]


@pytest.mark.parametrize(
    "dateline", ["DONETSK, August 12. /TASS/. ", "KHARTAL, Libya, Aug 12 (Reuters) - ", "Aug 12 (AP) - "]
)
def test_the_day_of_a_dateline_is_no_events(code, dateline):
    days = _days(code, dateline + "Shells killed six people near the station overnight, the militia said.")
    assert days == [(6, "2016-08-11", "2016-08-12")]


def test_a_part_has_the_day_told_beside_it(code):
    text = (
        "At least 320 people have been killed since mid-June, including 140 in a single July 17 air strike on a house."
    )
    assert _days(code, text) == [(320, "2016-06-15", "2016-08-12"), (140, "2016-07-17", "2016-07-17")]


def test_who_is_missing_since_a_day_was_taken_on_it(code):
    days = _days(
        code,
        "Two aid workers have been kidnapped in the hills.",
        "Nobody claimed it.",
        "They had been missing since Sunday, a colleague said.",
    )
    assert days[0] == (2, "2016-08-07", "2016-08-07")


def test_the_blast_is_the_attack_told_right_before(code):
    days = _days(
        code,
        "Seven people were killed in Thursday's blast at a market.",
        "A rebel group has claimed responsibility for Monday's suicide attack at a rally.",
        "At least 13 people died in the blast.",
    )
    assert days == [(7, "2016-08-11", "2016-08-11"), (13, "2016-08-08", "2016-08-08")]


def test_behind_an_act_of_violence_the_day_is_of_that(code):
    text = "The panel accused the army of an air strike on a convoy of the rebels on July 19 which killed 14 drivers."
    assert _days(code, text) == [(14, "2016-07-19", "2016-07-19")]


def test_an_attack_brought_in_as_an_example_has_no_day(code):
    days = _days(
        code,
        "Jets bombed three towns in Libya on Monday, killing 12 militants.",
        "The group has claimed responsibility for a suicide attack on a hotel that killed 10 people.",
    )
    assert days == [(12, "2016-08-08", "2016-08-08"), (10, None, None)]


def test_the_death_of_a_named_man_takes_no_day_that_is_told_without_him(code):
    days = _days(
        code,
        "The army said it killed Salim Barari, a commander of the militants, in the old town.",
        "Families left the quarter.",
        "Shops stayed shut.",
        "Schools were closed.",
        "As fighting went on on Tuesday, shells fell near the river.",
    )
    assert days == [(1, None, None)]
