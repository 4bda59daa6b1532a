"""Small GED and ACLED files, written here, against a few events of our own."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.reconciliation import ComparedEvent, UnknownFormatError, read_events, reconcile
from orchestration.reconciliation.places import Places
from orchestration.settings import REPOSITORY

GED = "id;relid;country;country_id;adm_1;where_prec;latitude;longitude;date_prec;date_start;date_end;low;best;high"
ACLED = "event_id_cnty,event_date,time_precision,iso,country,admin1,latitude,longitude,geo_precision,fatalities"


@pytest.fixture(scope="module")
def places() -> Places:
    with (REPOSITORY / "dbt_project/seeds/countries.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return Places(
        (r["country_code"], int(r["iso_numeric"] or 0) or None, r["name_en"], int(r["gwno"] or 0) or None) for r in rows
    )


def written(tmp_path: Path, *lines: str, encoding: str = "utf-8-sig") -> Path:
    path = tmp_path / "events.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def test_a_ged_file_is_read(tmp_path: Path, places: Places) -> None:
    read = read_events(
        written(
            tmp_path,
            GED,
            "7;YEM-1;Yemen (North Yemen);678;Ta'izz governorate;1;13.6;44.0;1;"
            "2015-07-21 00:00:00.000;2015-07-21 00:00:00.000;3;4;9",
        ),
        places,
    )
    assert read.register == "UCDP GED"
    assert read.unreadable == []
    [event] = read.events
    assert (event.event_id, event.country_code, event.admin1) == ("7", "YE", "Taizz")
    assert (event.date_start, event.date_end) == (date(2015, 7, 21), date(2015, 7, 21))
    assert (event.deaths_low, event.deaths, event.deaths_high) == (3, 4, 9)
    assert event.is_placed


def test_totals_of_periods_in_a_ged_file_are_counted_and_left_out(tmp_path: Path, places: Places) -> None:
    row = "{};YEM-1;Yemen (North Yemen);678;Ta'izz governorate;1;13.6;44.0;1;2015-07-21;2015-07-21;3;4;9;{}"
    read = read_events(written(tmp_path, GED + ";event_clarity", row.format(7, 1), row.format(8, 2)), places)
    assert ([event.event_id for event in read.events], read.summaries) == (["7"], 1)


def test_an_acled_file_is_read_with_its_precision_of_time(tmp_path: Path, places: Places) -> None:
    read = read_events(
        written(
            tmp_path,
            ACLED,
            "YEM1,21 July 2015,1,887,Yemen,Amanat al Asimah,15.35,44.2,1,12",
            "YEM2,2015-07-21,2,887,Yemen,Sanaa,15.5,44.3,2,0",
            "YEM3,2015-02-11,3,887,Yemen,,,,3,1",
        ),
        places,
    )
    first, second, third = read.events
    assert (read.register, first.admin1, second.admin1, third.admin1) == ("ACLED", "Sanaa City", "Sanaa", None)
    assert (second.date_start, second.date_end) == (date(2015, 7, 18), date(2015, 7, 24))
    assert (third.date_start, third.date_end) == (date(2015, 2, 1), date(2015, 2, 28))
    assert [event.is_placed for event in read.events] == [True, False, False]


def test_bad_rows_are_told_by_line_and_the_rest_is_kept(tmp_path: Path, places: Places) -> None:
    read = read_events(
        written(
            tmp_path,
            ACLED,
            "A,yesterday,1,887,Yemen,Aden,12.8,45.0,1,3",
            "B,2015-07-21,1,887,Yemen,Aden,12.8,45.0,1,many",
            "C,2015-07-21,1,887,Yemen,Aden,112.8,45.0,1,3",
            ",2015-07-21,1,887,Yemen,Aden,12.8,45.0,1,3",
            "E,2015-07-21,1,887,Yemen,Aden,12.8,45.0,1,-3",
            "F,2015-07-21,1,887,Yemen,Aden,12.8,45.0,1,3",
        ),
        places,
    )
    assert [event.event_id for event in read.events] == ["F"]
    assert [bad.line for bad in read.unreadable] == [2, 3, 4, 5, 6]
    told = " ".join(bad.reason for bad in read.unreadable)
    for words in ("'yesterday'", "'many'", "'112.8'", "event_id_cnty is empty", "'-3'"):
        assert words in told


def test_a_file_of_another_kind_is_refused_with_what_it_lacks(tmp_path: Path, places: Places) -> None:
    with pytest.raises(UnknownFormatError, match=r"ACLED would need .*fatalities"):
        read_events(written(tmp_path, "when,where", "2015,Aden"), places)


@pytest.mark.parametrize(
    ("name", "admin1"),
    [
        ("Sana'a governorate", "Sanaa"),
        ("Amanat al-Asimah", "Sanaa City"),
        ("Hadhramaut", "Hadramawt"),
        ("Lahj", "Lahij"),
    ],
)
def test_governorates_as_others_write_them(places: Places, name: str, admin1: str) -> None:
    assert places.admin1(name, "YE") == admin1


def test_countries_as_others_write_them(places: Places) -> None:
    assert places.country_of_name("Yemen (North Yemen)") == "YE"
    assert places.country_of_name("Atlantis") is None
    assert places.country_of_gwno(652) == places.country_of_iso(760) == "SY"


DAY = date(2015, 7, 21)


def theirs(key: str, days: int = 0, admin1: str | None = "Aden", deaths: int = 3, **fields) -> ComparedEvent:
    day = DAY + timedelta(days=days)
    told = {"country_code": "YE", "latitude": None, "longitude": None, "is_placed": False} | fields
    return ComparedEvent(key, day, day, told.pop("country_code"), admin1, **told, **_deaths(deaths))


def own(key: str, days: int = 0, admin1: str | None = "Aden", deaths: int = 3, **fields) -> ComparedEvent:
    day = DAY + timedelta(days=days)
    told = {"country_code": "YE", "latitude": None, "longitude": None, "is_placed": False} | fields
    return ComparedEvent(key, day, day, told.pop("country_code"), admin1, **told, **_deaths(deaths))


def _deaths(number: int) -> dict[str, int]:
    return {"deaths_low": number, "deaths": number, "deaths_high": number}


def test_the_nearer_day_and_the_nearer_count_are_chosen() -> None:
    found = reconcile(
        [theirs("a", deaths=10), theirs("b", deaths=2)],
        [own("x", deaths=2), own("y", deaths=11), own("z", days=1, deaths=10)],
    )
    assert {(m.theirs.event_id, m.own.event_id) for m in found.matches} == {("a", "y"), ("b", "x")}
    assert [m.difference for m in found.matches] == [1, 0]
    assert found.extra == []  # z lies after the file's last day


@pytest.mark.parametrize(
    "other",
    [
        own("x", days=2),
        own("x", admin1="Abyan"),
        own("x", country_code="SA"),
        own("x", latitude=14.0, longitude=45.0, is_placed=True),
    ],
)
def test_what_cannot_be_one_event_stays_apart(other: ComparedEvent) -> None:
    found = reconcile([theirs("a", latitude=12.8, longitude=45.0, is_placed=True)], [other])
    assert found.matches == []
    assert [event.event_id for event in found.missed] == ["a"]


def test_an_untold_admin1_excludes_nothing_but_a_told_one_wins() -> None:
    found = reconcile([theirs("a")], [own("x", admin1=None), own("y")])
    assert [m.own.event_id for m in found.matches] == ["y"]
    assert [event.event_id for event in found.extra] == ["x"]


def test_cells_hold_every_event_once() -> None:
    found = reconcile([theirs("a", deaths=5), theirs("b", days=-30)], [own("x", deaths=9), own("y", admin1="Abyan")])
    cells = found.cells()
    assert cells["YE", "Aden", "2015-07"].difference == 4
    assert (cells["YE", "Aden", "2015-06"].missed, cells["YE", "Abyan", "2015-07"].extra) == (1, 1)


EVENTS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["Aden", "Abyan", None]), st.integers(0, 50)), max_size=12
)


@given(EVENTS, EVENTS)
def test_nothing_is_lost_or_counted_twice(left, right) -> None:
    a = [theirs(f"a{i}", *values) for i, values in enumerate(left)]
    b = [own(f"b{i}", *values) for i, values in enumerate(right)]
    found = reconcile(a, b)
    assert sorted([m.theirs.event_id for m in found.matches] + [e.event_id for e in found.missed]) == sorted(
        e.event_id for e in a
    )
    kept = [m.own.event_id for m in found.matches] + [e.event_id for e in found.extra]
    assert len(kept) == len(set(kept))
    cells = found.cells().values()
    assert sum(c.their_deaths for c in cells) == sum(e.deaths for e in a)
    assert reconcile(a[::-1], b[::-1]) == found
