"""Events of two registers paired one to one, and their deaths added up by admin1 and month."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from orchestration.reconciliation.registers import ComparedEvent

_EARTH_KM = 6371.0
_AREA_POINTS, _DAY_POINTS, _DEATH_POINTS, _PLACE_POINTS = 2.0, 2.0, 2.0, 1.0


@dataclass(frozen=True)
class Match:
    """An event that both registers hold; `distance_km` None where one of them has no exact place."""

    theirs: ComparedEvent
    own: ComparedEvent
    days_apart: int
    distance_km: float | None

    @property
    def difference(self) -> int:
        """Deaths of the register less those of the file."""
        return self.own.deaths - self.theirs.deaths


@dataclass
class Cell:
    """Country × admin1 × month: events and deaths on both sides."""

    matched: int = 0
    missed: int = 0
    extra: int = 0
    their_deaths: int = 0
    own_deaths: int = 0

    @property
    def difference(self) -> int:
        """Deaths of the register less those of the file."""
        return self.own_deaths - self.their_deaths


Key = tuple[str, str, str]
"""Country, admin1 and month (2015-07); "" where a register does not tell."""


@dataclass(frozen=True)
class Reconciliation:
    """What both hold, what only the file holds (`missed`), what only the register holds (`extra`)."""

    matches: list[Match] = field(default_factory=list)
    missed: list[ComparedEvent] = field(default_factory=list)
    extra: list[ComparedEvent] = field(default_factory=list)

    def cells(self) -> dict[Key, Cell]:
        """Every event once, in the month of its first day; a match counts in the file's cell on both sides."""
        cells: dict[Key, Cell] = defaultdict(Cell)
        for match in self.matches:
            cell = cells[_key(match.theirs)]
            cell.matched += 1
            cell.their_deaths += match.theirs.deaths
            cell.own_deaths += match.own.deaths
        for theirs in self.missed:
            cell = cells[_key(theirs)]
            cell.missed += 1
            cell.their_deaths += theirs.deaths
        for own in self.extra:
            cell = cells[_key(own)]
            cell.extra += 1
            cell.own_deaths += own.deaths
        return dict(sorted(cells.items()))


def reconcile(
    theirs: Sequence[ComparedEvent], own: Sequence[ComparedEvent], *, days: int = 1, kilometres: float = 50.0
) -> Reconciliation:
    """Pair events one to one, the likeliest pair first.

    Two events can be one where they lie in one country, in one admin1 as far as both tell it, at most
    `days` apart, and at most `kilometres` where both tell an exact place.  Deaths choose among several
    such events and never exclude one: how far they differ is what the comparison is for.  Only own
    events in the file's countries, between its first and its last day, can be `extra`.
    """
    beside = _Neighbours(own, days)
    candidates = sorted(
        (
            (-_points(match), match.theirs.event_id, match.own.event_id, match)
            for event in theirs
            for match in _near(event, beside.of(event), days, kilometres)
        ),
        key=lambda c: c[:3],
    )
    taken_theirs: set[str] = set()
    taken_own: set[str] = set()
    matches = []
    for _, their_id, own_id, match in candidates:
        if their_id not in taken_theirs and own_id not in taken_own:
            taken_theirs.add(their_id)
            taken_own.add(own_id)
            matches.append(match)
    matches.sort(key=lambda m: (m.theirs.date_start, m.theirs.event_id))
    return Reconciliation(
        matches=matches,
        missed=sorted((e for e in theirs if e.event_id not in taken_theirs), key=_order),
        extra=sorted((e for e in _covered(own, theirs) if e.event_id not in taken_own), key=_order),
    )


class _Neighbours:
    """Own events by country, month and admin1, so that an event is compared with few others."""

    def __init__(self, own: Sequence[ComparedEvent], days: int) -> None:
        self._margin = timedelta(days=days)
        self._own: dict[tuple[str | None, int], dict[str | None, list[ComparedEvent]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for event in own:
            for month in _months(event.date_start, event.date_end):
                self._own[event.country_code, month][event.admin1].append(event)

    def of(self, event: ComparedEvent) -> list[ComparedEvent]:
        """Own events in the country and the months of an event, in its admin1 or with none told; each once."""
        found: dict[str, ComparedEvent] = {}
        for month in _months(event.date_start - self._margin, event.date_end + self._margin):
            areas = self._own.get((event.country_code, month), {})
            for area in {event.admin1, None} if event.admin1 else areas:
                found |= {other.event_id: other for other in areas.get(area, ())}
        return list(found.values())


def _months(first: date, last: date) -> range:
    """Months that a span touches, as numbers."""
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _near(event: ComparedEvent, own: Sequence[ComparedEvent], days: int, kilometres: float) -> Iterator[Match]:
    for other in own:
        apart = max((event.date_start - other.date_end).days, (other.date_start - event.date_end).days, 0)
        if apart > days or (event.admin1 and other.admin1 and event.admin1 != other.admin1):
            continue
        distance = _kilometres(event, other) if event.is_placed and other.is_placed else None
        if distance is None or distance <= kilometres:
            yield Match(event, other, apart, distance)


def _points(match: Match) -> float:
    """How likely two events are one: more where admin1, day, place and deaths are told alike."""
    deaths = (match.theirs.deaths, match.own.deaths)
    points = _DAY_POINTS / (1 + match.days_apart) + _DEATH_POINTS * (min(deaths) + 1) / (max(deaths) + 1)
    if match.theirs.admin1 and match.theirs.admin1 == match.own.admin1:
        points += _AREA_POINTS
    if match.distance_km is not None:
        points += _PLACE_POINTS / (1 + match.distance_km / 10)
    return points


def _covered(own: Sequence[ComparedEvent], theirs: Sequence[ComparedEvent]) -> Iterator[ComparedEvent]:
    """Own events where and when the file has events at all."""
    countries = {event.country_code for event in theirs}
    first = min((event.date_start for event in theirs), default=date.max)
    last = max((event.date_end for event in theirs), default=date.min)
    for event in own:
        if event.country_code in countries and first <= event.date_start <= last:
            yield event


def _kilometres(a: ComparedEvent, b: ComparedEvent) -> float | None:
    """Great-circle distance."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    south, north = radians(a.latitude), radians(b.latitude)
    across = sin((north - south) / 2) ** 2
    along = cos(south) * cos(north) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(across + along)))


def _key(event: ComparedEvent) -> Key:
    return event.country_code or "", event.admin1 or "", f"{event.date_start:%Y-%m}"


def _order(event: ComparedEvent) -> tuple[date, str]:
    return event.date_start, event.event_id
