"""Event files of UCDP GED and ACLED, read into one shape.

Columns and codes as in the UCDP GED codebook 24.1 and the ACLED codebook of 2024.
"""

import csv
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from orchestration.reconciliation.places import Places

Row = Mapping[str, str]
_DATE_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d/%m/%Y", "%m/%d/%Y")
_WEEK = timedelta(days=3)


class UnknownFormatError(ValueError):
    """The file has the columns of no register that is known here."""


class _CellError(ValueError):
    """A cell that cannot be read; the message names column and value."""


@dataclass(frozen=True)
class ComparedEvent:
    """One event of either register, its deaths as the other register counts them; `deaths_high` None: open.

    `is_placed` says that the coordinates are a place's, not those of the middle of an area.
    """

    event_id: str
    date_start: date
    date_end: date
    country_code: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    is_placed: bool
    deaths_low: int
    deaths: int
    deaths_high: int | None


@dataclass(frozen=True)
class UnreadableRow:
    """A row that was left out, by its line in the file."""

    line: int
    reason: str


@dataclass(frozen=True)
class ForeignFile:
    """What a file holds: the register that it follows, its events, and the rows that could not be read.

    `summaries` counts rows of GED's event_clarity 2, which are left out: the register keeps totals of periods
    out of its sums, too, and no incident of its own can match one.
    """

    register: str
    events: list[ComparedEvent]
    unreadable: list[UnreadableRow]
    summaries: int


def read_events(path: Path, places: Places) -> ForeignFile:
    """Read a UCDP GED or an ACLED file; a row that cannot be read is left out and told.

    Raises UnknownFormatError where the columns are those of neither, and OSError or UnicodeDecodeError
    where the file cannot be read as UTF-8.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.read(65_536)
        stream.seek(0)
        reader = csv.DictReader(stream, delimiter=_delimiter(head))
        columns = {name.strip().lower() for name in reader.fieldnames or ()}
        register, read = _register(columns, path)
        events: list[ComparedEvent] = []
        unreadable: list[UnreadableRow] = []
        summaries = 0
        for row in _lower(reader):
            if row.get("event_clarity") == "2":
                summaries += 1
                continue
            try:
                events.append(read(row, places))
            except _CellError as error:
                unreadable.append(UnreadableRow(reader.line_num, str(error)))
    return ForeignFile(register, events, unreadable, summaries)


def _delimiter(head: str) -> str:
    first = head.splitlines()[0] if head else ""
    return max((",", ";", "\t"), key=first.count)


def _lower(reader: "csv.DictReader[str]") -> Iterator[Row]:
    for row in reader:
        yield {name.strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(name, str)}


def _register(columns: set[str], path: Path) -> tuple[str, Callable[[Row, Places], ComparedEvent]]:
    missing = {}
    for name, needed, read in _REGISTERS:
        if lacking := sorted(needed - columns):
            missing[name] = lacking
        else:
            return name, read
    told = "; ".join(f"{name} would need {', '.join(lacking)}" for name, lacking in missing.items())
    raise UnknownFormatError(f"{path}: columns of neither UCDP GED nor ACLED ({told})")


def _ged(row: Row, places: Places) -> ComparedEvent:
    country = places.country_of_gwno(_integer(row, "country_id")) if row.get("country_id") else None
    country = country or places.country_of_name(row["country"])
    start, end = _day(row, "date_start"), _day(row, "date_end")
    if end < start:
        raise _CellError(f"date_end {end} lies before date_start {start}")
    latitude, longitude = _coordinate(row, "latitude", 90), _coordinate(row, "longitude", 180)
    return ComparedEvent(
        event_id=_needed(row, "id"),
        date_start=start,
        date_end=end,
        country_code=country,
        admin1=places.admin1(row.get("adm_1", ""), country),
        latitude=latitude,
        longitude=longitude,
        is_placed=latitude is not None and row.get("where_prec", "") in ("1", "2"),
        deaths_low=_integer(row, "low"),
        deaths=_integer(row, "best"),
        deaths_high=_integer(row, "high"),
    )


def _acled(row: Row, places: Places) -> ComparedEvent:
    country = places.country_of_iso(_integer(row, "iso")) if row.get("iso") else None
    country = country or places.country_of_name(row["country"])
    day = _day(row, "event_date")
    start, end = day, day
    if row.get("time_precision") == "2":  # within a week
        start, end = day - _WEEK, day + _WEEK
    elif row.get("time_precision") == "3":  # within a month
        start, end = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    latitude, longitude = _coordinate(row, "latitude", 90), _coordinate(row, "longitude", 180)
    deaths = _integer(row, "fatalities")
    return ComparedEvent(
        event_id=_needed(row, "event_id_cnty"),
        date_start=start,
        date_end=end,
        country_code=country,
        admin1=places.admin1(row.get("admin1", ""), country),
        latitude=latitude,
        longitude=longitude,
        is_placed=latitude is not None and row.get("geo_precision", "1") == "1",
        deaths_low=deaths,
        deaths=deaths,
        deaths_high=deaths,
    )


_REGISTERS = (
    ("UCDP GED", {"id", "date_start", "date_end", "country", "adm_1", "low", "best", "high"}, _ged),
    ("ACLED", {"event_id_cnty", "event_date", "country", "admin1", "fatalities"}, _acled),
)


def _needed(row: Row, name: str) -> str:
    if not row.get(name):
        raise _CellError(f"{name} is empty")
    return row[name]


def _day(row: Row, name: str) -> date:
    value = _needed(row, name).split("T")[0]
    value = value.split(" ")[0] if value[:4].isdigit() else value  # 2015-07-21 00:00:00.000
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    raise _CellError(f"{name} is {row[name]!r}; write a day as 2015-07-21")


def _integer(row: Row, name: str) -> int:
    value = _needed(row, name)
    try:
        number = float(value)
    except ValueError:
        raise _CellError(f"{name} is {value!r}, not a number") from None
    if number < 0 or not number.is_integer():
        raise _CellError(f"{name} is {value!r}, not a whole number from 0 up")
    return int(number)


def _coordinate(row: Row, name: str, most: int) -> float | None:
    value = row.get(name, "")
    if not value:
        return None
    try:
        degrees = float(value)
    except ValueError:
        raise _CellError(f"{name} is {value!r}, not degrees") from None
    if abs(degrees) > most:
        raise _CellError(f"{name} is {value!r}, beyond {most} degrees")
    return degrees
