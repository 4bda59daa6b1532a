"""Two small tables of the lake that fetching fills: publishers of `sources.toml`, and what could not be fetched.

Each is one Parquet file, written whole: `lake/publishers.parquet`, `lake/fetch_errors.parquet`.
"""

import dataclasses
import os
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.fetching import Sources
from extractors.records import FetchError, arrow_schema
from orchestration.storage.lake import Lake

PUBLISHERS, FETCH_ERRORS = "publishers", "fetch_errors"
_ERRORS = arrow_schema(FetchError)
_PUBLISHERS = pa.schema(
    pa.field(name, pa.string(), metadata={"description": text})
    for name, text in {
        "named": "a name under which articles carry the publisher, lower case",
        "publisher": "its id in sources.toml",
        "publisher_name": "full name",
        "country_code": "its country, ISO 3166-1 alpha-2 code",
        "language": "its main language, ISO 639-1 code",
        "kind": "agency, broadcaster, newspaper, …",
        "stands_near": "group code of the side that it stands near",
        "reliability_note": "what the analysts say of its reliability",
    }.items()
)


def write_publishers(lake: Lake, sources: Sources) -> int:
    """Put the publishers of a configuration in place of what was there; returns their number."""
    rows = [
        {
            "named": name,
            "publisher": key,
            "publisher_name": publisher.name,
            "country_code": publisher.country,
            "language": publisher.language,
            "kind": publisher.kind,
            "stands_near": publisher.stands_near,
            "reliability_note": publisher.reliability,
        }
        for key, publisher in sources.publishers.items()
        for name in sorted({known.lower() for known in (key, publisher.name, *publisher.also_named)})
    ]
    _write(lake, PUBLISHERS, pa.Table.from_pylist(rows, schema=_PUBLISHERS))
    return len(sources.publishers)


def write_errors(lake: Lake, errors: Iterable[FetchError]) -> int:
    """Put all recorded failures in place of what was there; returns their number.

    Failures that the lake holds and the fetcher's state does not (it was deleted) stay.
    """
    rows = {row["error_id"]: row for row in read_errors(lake).to_pylist()}
    rows |= {error.error_id: dataclasses.asdict(error) for error in errors}
    ordered = sorted(rows.values(), key=lambda row: (row["arrival_date"], row["error_id"]))
    return _write(lake, FETCH_ERRORS, pa.Table.from_pylist(ordered, schema=_ERRORS))


def read_publishers(lake: Lake) -> pa.Table:
    """One row per publisher of `sources.toml` and name of it; empty where none is configured."""
    return _read(lake, PUBLISHERS, _PUBLISHERS)


def read_errors(lake: Lake) -> pa.Table:
    """One row per failure to fetch, address, reason and day."""
    return _read(lake, FETCH_ERRORS, _ERRORS)


def errors_table(lake: Lake) -> pa.Table:
    """The failures as `raw.fetch_errors`: times in UTC without a zone, as in every raw table."""
    found = read_errors(lake)
    naive = [field.with_type(pa.timestamp("us")) if pa.types.is_timestamp(field.type) else field for field in _ERRORS]
    return found.cast(pa.schema(naive))


def _read(lake: Lake, name: str, schema: pa.Schema) -> pa.Table:
    path = lake.root / f"{name}.parquet"
    return pq.read_table(path).cast(schema) if path.exists() else schema.empty_table()


def _write(lake: Lake, name: str, data: pa.Table) -> int:
    lake.root.mkdir(parents=True, exist_ok=True)
    path = lake.root / f"{name}.parquet"
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(data, half, compression="zstd")
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
    return int(data.num_rows)
