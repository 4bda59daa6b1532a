import csv
import json

import duckdb
import pytest

from orchestration.storage.exports import write_csv, write_geojson
from orchestration.storage.pages import dots, figures


@pytest.fixture
def connection():
    with duckdb.connect() as made:
        made.execute("CREATE SCHEMA marts")
        yield made


def test_csv_keeps_unknown_apart_from_zero_and_tags_every_column(connection, tmp_path):
    connection.execute("CREATE TABLE t AS SELECT 0 AS killed, NULL::INT AS wounded, date '2026-3-2' AS day, true AS ok")
    tags = {"killed": "#affected+killed", "wounded": "#affected+injured", "day": "#date", "ok": "#meta"}
    write_csv(connection, "t", tmp_path / "t.csv", tags)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [list(tags), list(tags.values()), ["0", "", "2026-03-02", "true"]]


def test_a_column_without_a_tag_is_refused(connection, tmp_path):
    connection.execute("CREATE TABLE t AS SELECT 1 AS killed, 2 AS wounded")
    with pytest.raises(ValueError, match="no HXL tag for wounded"):
        write_csv(connection, "t", tmp_path / "t.csv", {"killed": "#affected+killed"})


def test_geojson_has_longitude_first_and_no_geometry_for_the_unknown(connection, tmp_path):
    connection.execute(
        "CREATE TABLE marts.fct_event AS SELECT 'a' AS event_id, 15.5::DOUBLE AS latitude, "
        "45.5::DOUBLE AS longitude, 3 AS killed_best "
        "UNION ALL SELECT 'b', NULL, NULL, NULL"
    )
    write_geojson(connection, tmp_path / "events.geojson")
    collection = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))
    first, second = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert first["geometry"] == {"type": "Point", "coordinates": [45.5, 15.5]}
    assert second["geometry"] is None
    assert second["properties"]["killed_best"] is None


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (None, None, None, ""),
        (0, 0, 0, "0"),
        (12, 12, 12, "12"),
        (20, 20, None, "at least 20"),
        (20, 25, None, "at least 20 (best 25)"),
        (12, 14, 15, "12 to 15 (best 14)"),
        (12, 12, 15, "12 to 15"),
        (None, None, 9, "up to 9"),
        (None, 40, None, "about 40"),
        (2000, 2000, None, "at least 2,000"),
    ],
)
def test_figures_say_what_is_known(low, best, high, words):
    assert figures({"low": low, "best": best, "high": high}) == words
    assert figures({"killed_low": low, "killed_best": best, "killed_high": high}, "killed") == words


def test_dots_stay_in_the_drawing_and_leave_out_the_unlocated():
    events = [
        {"latitude": lat, "longitude": lon, "killed_best": killed}
        for lat, lon, killed in [(15.4, 45.3, 900), (12.8, 45.0, None), (None, None, 3), (48.3, 38.0, 1)]
    ]
    drawn = dots(events)
    assert len(drawn) == 3
    assert all(0 <= dot["x"] <= 640 and 0 <= dot["y"] <= 420 and 3 <= dot["r"] <= 13 for dot in drawn)
    assert dots(events[2:3]) == []
