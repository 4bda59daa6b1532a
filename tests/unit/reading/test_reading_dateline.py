from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.dateline import day_of, header_day, publication_day

DAY = date(2022, 1, 14)


@pytest.mark.parametrize(
    "value",
    [
        "2022-01-14",
        " 2022-01-14 ",
        "2022-1-14",
        "2022-01-14T23:30:00-05:00",
        "2022-01-14 09:20:00",
        "20220114",
        "20220114T092000Z",
        "2022/01/14",
        "14/01/2022",
        "01/14/2022",
        "14.01.2022",
        "Fri, 14 Jan 2022 09:20:00 +0300",
        "14 January 2022",
        "January 14, 2022",
        "Jan. 14, 2022 9:00 AM",
        "14 يناير 2022",
        "١٤ يناير ٢٠٢٢",
        "14 كانون الثاني 2022",
        "الجمعة، 14 يناير/كانون الثاني 2022 - 10:30",
        "14 كانون الثاني / يناير 2022",
        "14 جانفي 2022",
        "٢٠٢٢-٠١-١٤",
    ],
)
def test_full_dates(value):
    assert day_of(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2017",
        "2017-03",
        "March 2017",
        "14 January",
        "03/04/2022",
        "2022-02-30",
        "2022-01-14-15",
        "20221401",
        "1642118400",
        "yesterday",
        "2 hours ago",
        "today",
        "Monday",
        "10:30",
        "0001-01-01",
    ],
)
def test_what_is_no_full_date_is_none(value):
    assert day_of(value) is None


def test_the_header_stands_at_the_very_start():
    assert header_day(" date 2021-09-24 According to officials") == date(2021, 9, 24)
    assert header_day("Date: 2021-09-24\nOfficials") == date(2021, 9, 24)
    assert header_day("التاريخ: 2021-09-24 قال") == date(2021, 9, 24)
    assert header_day("Officials set the date 2021-09-24") is None
    assert header_day(" date 2021-13-24 According") is None
    assert header_day("dated 2021-09-24") is None


def test_metadata_come_before_the_header_and_neither_is_made_up():
    text = " date 2021-09-24 Officials said"
    assert publication_day("2021-09-25", text) == (date(2021, 9, 25), "metadata")
    assert publication_day("2021-09", text) == (date(2021, 9, 24), "header")
    assert publication_day(None, "Officials said on 24 September 2021") == (None, "none")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(-14, 14))
def test_every_day_is_read_as_written_whatever_its_zone(day, hours):
    zoned = datetime(day.year, day.month, day.day, 23, 59, tzinfo=timezone(timedelta(hours=hours)))
    assert day_of(zoned.isoformat()) == day
    assert day_of(format_datetime(zoned)) == day
    assert day_of(f"{day:%Y%m%d}") == day


@given(st.text(max_size=40))
def test_no_text_raises(value):
    assert day_of(value) is None or isinstance(day_of(value), date)
