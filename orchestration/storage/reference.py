"""Small tables that are loaded whole: who and where, what was retracted, who publishes, what failed."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from extractors.actors import ActorRegister
from extractors.gazetteer.entries import cities, curated
from orchestration.storage import fetched, retractions
from orchestration.storage.lake import Lake

_ACTOR_FIELDS = {
    "actor_id": "canonical actor",
    "name_en": "name in English",
    "name_ar": "name in Arabic",
    "actor_group": "group code",
    "kind": "what kind of actor",
    "parent_id": "actor that it belongs to",
    "country_code": "ISO 3166-1 alpha-2 code",
    "inter": "ACLED inter code, 1 to 8",
    "side": "side in the conflict",
    "valid_from": "first day on which the row holds; NULL: open",
    "valid_to": "last day on which the row holds; NULL: open",
    "source": "where the facts come from",
}
_PLACE_FIELDS = {
    "place_id": "canonical place",
    "name": "name in English",
    "level": "country, region, admin1, admin2, city, village, landmark",
    "country_code": "ISO 3166-1 alpha-2 code",
    "admin1": "first-level division",
    "admin1_pcode": "OCHA p-code of the first-level division",
    "admin2": "second-level division",
    "admin2_pcode": "OCHA p-code of the second-level division",
    "latitude": "WGS 84, degrees",
    "longitude": "WGS 84, degrees",
    "geo_precision": "UCDP where_prec: 1 exact place … 4 admin1 … 6 country, 7 international",
}


@dataclass(frozen=True)
class Reference:
    """A register: what it is, how its rows are read, and the tables of the lake that they depend on."""

    description: str
    read: Callable[[Lake], pa.Table]
    tables: tuple[str, ...]


def actors() -> pa.Table:
    """The register of actors, one row per actor, by id."""
    rows = [
        {
            "actor_id": actor.id,
            "name_en": actor.name_en,
            "name_ar": actor.name_ar,
            "actor_group": actor.group,
            "kind": actor.kind,
            "parent_id": actor.parent,
            "country_code": actor.country_code,
            "inter": actor.inter,
            "side": "; ".join(f"{theatre}: {side}" for theatre, side in sorted(actor.sides.items())) or None,
            "valid_from": _day(actor.valid_from),
            "valid_to": _day(actor.valid_to, end=True),
            "source": actor.source,
        }
        for actor in sorted(ActorRegister.load().by_id.values(), key=lambda actor: actor.id)
    ]
    kinds = {"inter": pa.int64(), "valid_from": pa.date32(), "valid_to": pa.date32()}
    return pa.Table.from_pylist(rows, schema=_schema(_ACTOR_FIELDS, kinds))


def _day(value: str | None, *, end: bool = False) -> date | None:
    """First or last day of "2004", "2014-09" or "2017-12-04"; None stays None."""
    if value is None:
        return None
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, parts[2] if len(parts) > 2 else (last if end else 1))


def _schema(descriptions: dict[str, str], kinds: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema(
        pa.field(name, kinds.get(name, pa.string()), metadata={"description": text})
        for name, text in descriptions.items()
    )


def places() -> pa.Table:
    """The places of the gazetteer, one row per place, by id."""
    known = {entry.id: entry.place for entry in (*curated(), *(city for city, _, _ in cities()))}
    kinds = {"latitude": pa.float64(), "longitude": pa.float64(), "geo_precision": pa.int64()}
    ordered = [known[key] for key in sorted(known)]
    columns = {name: [getattr(place, name) for place in ordered] for name in _PLACE_FIELDS}
    return pa.Table.from_pydict(columns, schema=_schema(_PLACE_FIELDS, kinds))


REFERENCES = {
    "actors": Reference(
        "One row per canonical actor of the register that ships with the coder.", lambda lake: actors(), ()
    ),
    "retractions": Reference(
        "One row per decision to retract an article, or to undo that, from the journal in the lake.",
        retractions.table,
        (),
    ),
    "publishers": Reference(
        "One row per publisher of sources.toml and name under which articles carry it.",
        fetched.read_publishers,
        (fetched.PUBLISHERS,),
    ),
    "fetch_errors": Reference(
        "One row per address of a source, day and reason for which it could not be fetched.",
        fetched.errors_table,
        (fetched.FETCH_ERRORS,),
    ),
    "places": Reference("One row per place of the gazetteer that ships with the coder.", lambda lake: places(), ()),
}
