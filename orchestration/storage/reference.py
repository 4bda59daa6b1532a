"""The registers that ship with the extractors, as tables: who and where."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from extractors.actors import ActorRegister

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


@dataclass(frozen=True)
class Reference:
    """A register: what it is, and how its rows are read."""

    description: str
    read: Callable[[], pa.Table]


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


REFERENCES = {
    "actors": Reference("One row per canonical actor of the register that ships with the coder.", actors),
}
