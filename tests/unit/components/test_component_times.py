from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.components.times import Interval, TimeExpression, hijri_to_gregorian, resolve

WEDNESDAY = date(2019, 10, 30)


@pytest.mark.parametrize(
    ("expression", "start", "end"),
    [
        (TimeExpression(kind="offset", amount=0), "2019-10-30", "2019-10-30"),
        (TimeExpression(kind="offset", amount=2), "2019-10-28", "2019-10-28"),
        (TimeExpression(kind="weekday", weekday=2), "2019-10-30", "2019-10-30"),
        (TimeExpression(kind="weekday", weekday=3), "2019-10-24", "2019-10-24"),
        (TimeExpression(kind="weekend"), "2019-10-26", "2019-10-27"),
        (TimeExpression(kind="current", unit="week"), "2019-10-28", "2019-10-30"),
        (TimeExpression(kind="current", unit="year"), "2019-01-01", "2019-10-30"),
        (TimeExpression(kind="previous", unit="month"), "2019-09-01", "2019-09-30"),
        (TimeExpression(kind="previous", unit="week"), "2019-10-21", "2019-10-27"),
        (TimeExpression(kind="past", unit="day", amount=10), "2019-10-20", "2019-10-30"),
        (TimeExpression(kind="past", unit="month", amount=2), "2019-08-30", "2019-10-30"),
        (TimeExpression(kind="ago", unit="day", amount=3), "2019-10-27", "2019-10-27"),
        (TimeExpression(kind="date", month=12), "2018-12-01", "2018-12-31"),
        (TimeExpression(kind="date", month=10, day=25), "2019-10-25", "2019-10-25"),
        (TimeExpression(kind="date", year=2007), "2007-01-01", "2007-12-31"),
        (TimeExpression(kind="date", month=3, since=True), "2019-03-01", "2019-10-30"),
        (
            TimeExpression(kind="date", month=10, day=3, until=TimeExpression(kind="date", month=10, day=5)),
            "2019-10-03",
            "2019-10-05",
        ),
    ],
)
def test_resolve(expression, start, end):
    assert resolve(expression, WEDNESDAY) == Interval(date.fromisoformat(start), date.fromisoformat(end))


def test_relative_expressions_need_a_day():
    assert resolve(TimeExpression(kind="offset", amount=1), None) is None
    assert resolve(TimeExpression(kind="date", month=5), None) is None
    assert resolve(TimeExpression(kind="date", month=5, year=2015), None) == Interval(
        date(2015, 5, 1), date(2015, 5, 31)
    )


def test_a_date_that_does_not_exist_stays_unresolved():
    assert resolve(TimeExpression(kind="date", month=2, day=30, year=2015), WEDNESDAY) is None


def test_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="unknown kind"):
        resolve(TimeExpression(kind="fortnight"), WEDNESDAY)


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (30, 4), (365, 5)])
def test_precision_follows_ucdp(days, code):
    assert Interval(WEDNESDAY, WEDNESDAY + timedelta(days=days - 1)).precision == code


def test_precision_of_an_open_interval_is_unknown():
    assert Interval(None, WEDNESDAY).precision is None


@pytest.mark.parametrize(
    ("islamic", "day"),
    [
        ((1436, 9, 1), "2015-06-18"),
        ((1436, 10, 1), "2015-07-18"),
        ((1400, 1, 1), "1979-11-20"),
        ((1442, 1, 1), "2020-08-20"),
    ],
)
def test_islamic_calendar(islamic, day):
    assert abs(hijri_to_gregorian(*islamic) - date.fromisoformat(day)) <= timedelta(days=1)


def test_islamic_month_without_year_is_the_latest_begun():
    found = resolve(TimeExpression(kind="hijri", month=9), date(2015, 8, 1))
    assert found is not None
    assert found.start == date(2015, 6, 18)


@given(
    st.builds(
        TimeExpression,
        kind=st.sampled_from(["offset", "weekday", "weekend", "current", "previous", "past", "ago", "date", "hijri"]),
        amount=st.integers(0, 30),
        unit=st.sampled_from(["day", "week", "month", "year"]),
        weekday=st.integers(0, 6),
        month=st.integers(1, 12),
        since=st.booleans(),
    ),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
)
def test_nothing_starts_after_it_ends_or_ends_after_the_report(expression, published):
    found = resolve(expression, published)
    assert found is not None
    assert found.start <= found.end <= published
