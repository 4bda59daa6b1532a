"""Which texts of an article are new, in whatever order they come to hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from extractors.reading import Sighting, sighting
from extractors.reading.versions import Versions

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def seen(version: str, hours: float = 0, days: int = 0) -> Sighting:
    day = DAY + timedelta(days=days)
    return Sighting(day, NOON + timedelta(days=days, hours=hours), version, day)


def test_a_text_that_comes_again_is_a_duplicate_and_another_is_a_version():
    versions = Versions({"a": [seen("1")]})
    assert versions.same_beside("a", seen("1", days=1)) == seen("1")
    assert versions.same_beside("a", seen("2", days=1)) is None
    assert versions.same_beside("b", seen("1")) is None


def test_a_text_that_comes_back_after_another_is_seen_again():
    versions = Versions({"a": [seen("1"), seen("2", days=1)]})
    assert versions.same_beside("a", seen("1", days=2)) is None
    assert versions.same_beside("a", seen("1", days=3)) == seen("1", days=2)


def test_what_was_seen_earlier_and_comes_later_stands_in_its_place():
    versions = Versions({"a": [seen("2", days=5)]})
    assert versions.same_beside("a", seen("1", days=1)) is None
    assert versions.same_beside("a", seen("2", days=3)) == seen("2", days=5)
    assert versions.same_beside("a", seen("1", days=9)) is None


@pytest.mark.parametrize(
    ("retrieved", "day"),
    [
        (None, DAY),
        (NOON - timedelta(days=400), DAY - timedelta(days=400)),
        (NOON + timedelta(days=3), DAY),
    ],
)
def test_only_what_tells_when_it_was_fetched_is_older_than_its_arrival(retrieved, day):
    # the file itself may be years older, or younger, than the day under which it lies
    found = sighting("1", retrieved, NOON - timedelta(days=900), DAY)
    assert (found.day, found.arrival_date) == (day, DAY)
