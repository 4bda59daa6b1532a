"""Which of an article's times dates a claim."""

from datetime import date

import pytest

from extractors.languages.en.times import find_times


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("On July 4, 2011, two men left.", "2014-02-11", ("2011-07-04", "2011-07-04")),
        ("They cleared the site of Mondays blast.", "2016-08-12", ("2016-08-08", "2016-08-08")),
        ("It came two days after the election.", "2016-08-12", ("2016-08-10", "2016-08-10")),
        ("They left between August 10 and 14.", "2016-08-12", ("2016-08-10", "2016-08-12")),
    ],
)
def test_expressions(text, published, days):
    (found,) = find_times(text, 0, date.fromisoformat(published))
    assert (str(found.mention.date_start), str(found.mention.date_end)) == days


def test_counted_from_the_time_named_before():
    _, second = find_times("In June 2013 the town fell; the year before it had held.", 0, date(2016, 8, 12))
    assert (second.mention.date_start, second.mention.date_end) == (date(2012, 1, 1), date(2012, 12, 31))


def _days(code, text, published="2016-08-12"):
    return [(c.date_start, c.date_end) for c in code(text, published).casualties]


def test_the_raid_takes_the_day_told_of_it_once(code):
    days = _days(
        code,
        "Jets struck three villages on Wednesday, the first strikes since the July 2 raid in Yemen. "
        "Nine militants were killed in the raid, officials said. Some civilians were also killed.",
    )
    assert set(days) == {(date(2016, 7, 2), date(2016, 7, 2))}


def test_killed_by_somebody_on_a_day_is_not_to_come(code):
    assert _days(code, "Six soldiers were killed by rebels on Tuesday in Syria.") == [
        (date(2016, 8, 9), date(2016, 8, 9))
    ]


def test_a_video_released_on_a_day_does_not_date_the_deaths(code):
    assert _days(code, "A video released Sunday shows militants in Syria shooting a dozen soldiers dead.") == [
        (None, None)
    ]


def test_a_birth_does_not_date_a_death(code):
    text = "On May 3, 2011, the preacher, a man born in Texas in 1970, was killed by a drone in Yemen with two guards."
    assert set(_days(code, text)) <= {(date(2011, 5, 3), date(2011, 5, 3))}


def test_another_attack_keeps_its_days_to_itself(code):
    days = _days(
        code,
        "At least 40 people were killed by a car bomb in Baghdad. More than 50 people were wounded. "
        "Other attacks on Tuesday killed seven policemen. Smoke rose from the scene of Thursday's bomb.",
    )
    assert days[:2] == [(date(2016, 8, 11), date(2016, 8, 11))] * 2
    assert days[2] == (date(2016, 8, 9), date(2016, 8, 9))


def test_a_stretch_said_on_sunday_ends_on_sunday(code):
    text = "The group said on Sunday that troops had killed 30 villagers over the past week in Syria."
    assert _days(code, text, "2016-08-08") == [(date(2016, 7, 31), date(2016, 8, 7))]


def test_since_the_operation_began_where_its_days_are_counted(code):
    text = (
        "Turkey shelled towns in northern Syria on Friday for a second day. "
        "Nine civilians have been killed since the operation began, activists said."
    )
    assert _days(code, text) == [(date(2016, 8, 11), date(2016, 8, 12))]


def test_the_deadliest_since_is_no_stretch(code):
    text = "On Monday, residents said troops killed 15 men in Syria in the worst raid since the uprising broke out."
    assert _days(code, text) == [(date(2016, 8, 8), date(2016, 8, 8))]


def _rows(code, text, published="2017-02-16"):
    """Outcome and days of the claims of a text."""
    return [(c.outcome, c.count, str(c.date_start), str(c.date_end)) for c in code(text, published).casualties]


def test_the_day_after_is_counted_from_the_day_named_before(code):
    text = "The relief group stopped its work on Thursday, a day after an ambush that killed six of its drivers."
    assert _rows(code, text) == [("killed", 6, "2017-02-15", "2017-02-15")]


def test_a_stretch_after_an_unnamed_day_is_unknown(code):
    text = "But three months after the sergeant was killed by insurgents, his family left the country."
    assert _rows(code, text) == [("killed", 1, "None", "None")]


def test_a_lead_takes_no_time_from_history_told_later(code):
    text = (
        "Four soldiers were killed in an air strike near the border, the army said Thursday.\n"
        "The two states have clashed before.\n"
        "In November 2015, rebels shot down a jet, killing one pilot."
    )
    assert _rows(code, text)[0] == ("killed", 4, "2017-02-16", "2017-02-16")


def test_the_time_of_the_own_clause_comes_first(code):
    text = "Shells hit the town on Wednesday, where militants executed a driver who had lost his way on Tuesday."
    assert ("killed", 1, "2017-02-14", "2017-02-14") in _rows(code, text)


def test_recent_months_are_no_day(code):
    text = (
        "A rebel commander was killed by a bomb on Wednesday.\n"
        "Several other commanders have been killed in bombings in recent months."
    )
    assert _rows(code, text)[1][2:] == ("None", "None")


def test_a_possessive_without_its_mark_dates_an_attack(code):
    text = "Wednesdays deadly barrage on the town killed 12 people, rebels said on Thursday."
    assert _rows(code, text) == [("killed", 12, "2017-02-15", "2017-02-15")]


def test_last_month_is_not_made_yesterday(code):
    text = (
        "The army said it carried out an air strike a day earlier.\n"
        "Last month a strike killed 50 militants at a training camp."
    )
    assert _rows(code, text, "2017-03-01")[0][2:] == ("2017-02-01", "2017-02-28")


def test_a_time_that_opens_the_sentence_dates_what_is_said_in_it(code):
    text = (
        "Twenty people died in the last 24 hours of fighting.\n"
        "On Monday, villagers said soldiers killed 15 men in raids."
    )
    assert _rows(code, text)[-1] == ("killed", 15, "2017-02-13", "2017-02-13")


def test_since_a_death_in_a_year_is_that_year(code):
    text = "He was the most wanted of the militants since the killing of Adel Karim in a raid in 2011."
    assert _rows(code, text) == [("killed", 1, "2011-01-01", "2011-12-31")]


def test_how_protests_began_does_not_date_the_deaths(code):
    text = "Medics reported 17 dead on Friday.\nTroops killed two men in the town where protests began last month."
    assert _rows(code, text)[-1][2:] == ("2017-02-10", "2017-02-10")


@pytest.mark.parametrize(
    "sentence",
    [
        "The militia has already robbed, tortured and killed hundreds of Syrians.",
        "A string of other preachers were killed in bombings in recent months.",
        "Several village elders have been killed in bomb blasts along the border.",
    ],
)
def test_what_recurs_has_not_the_day_of_the_story(code, sentence):
    coded = code("A bomb killed 12 people in Idlib, Syria on Monday. " + sentence)
    assert [claim.date_start for claim in coded.casualties if "killed" in claim.outcome][1:] == [None]


def test_the_latest_post_quoted_dates_an_article_without_a_day(code):
    text = (
        "A blast killed nine people in Kabul, Afghanistan on Monday. "
        "So sad. — Farid Amin (@faridamin) March 2, 2015. Again in Kabul. — City Desk (@citydesk) May 9, 2018."
    )
    assert [claim.date_start for claim in code(text, None).casualties] == [date(2018, 5, 7)]
    assert [claim.date_start for claim in code(text, "2018-05-16").casualties] == [date(2018, 5, 14)]
