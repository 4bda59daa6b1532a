"""Whether a text that comes for an article is new: the texts that it was seen with, in the order of time.

A text that stands beside itself in that order is a duplicate, whichever of the two came to hand first.
One that comes back after another text is seen again: the publisher has taken the change back.
"""

from bisect import bisect_left, insort
from datetime import date, datetime
from typing import NamedTuple

SIGHTING_COLUMNS = ("version_id", "retrieved_at", "landed_at", "arrival_date")
"""The columns of an article's row that tell of a sighting."""


class Sighting(NamedTuple):
    """One text of an article, when it was seen and where it stands; sightings sort by time."""

    day: date
    moment: datetime
    version_id: str
    arrival_date: date
    origin: str = ""
    line: int | None = None


def sighting(version_id: str, retrieved_at: datetime | None, landed_at: datetime, arrival_date: date) -> Sighting:
    """The sighting that an article's row tells of.

    A file that landed on an arrival day counts for that day whatever its clock says; only an input that
    tells when it was fetched (an archive that arrives late) can be older than its arrival.
    """
    if retrieved_at is None:
        return Sighting(arrival_date, landed_at, version_id, arrival_date)
    return Sighting(min(arrival_date, retrieved_at.date()), retrieved_at, version_id, arrival_date)


class Versions:
    """The sightings of every article: of other days, as given, and of this reading, as they are added."""

    def __init__(self, known: dict[str, list[Sighting]] | None = None) -> None:
        self._seen = {article: sorted(sightings, key=_order) for article, sightings in (known or {}).items()}

    def same_beside(self, article_id: str, new: Sighting) -> Sighting | None:
        """The sighting of the same text that `new` stands beside; None where it is a new version, which is kept."""
        seen = self._seen.setdefault(article_id, [])
        place = bisect_left(seen, _order(new), key=_order)
        for other in seen[max(place - 1, 0) : place + 1]:
            if other.version_id == new.version_id:
                return other
        insort(seen, new, key=_order)
        return None


def _order(one: Sighting) -> tuple[date, datetime]:
    return one.day, one.moment
