"""A scratch warehouse for tests: raw rows made from the records' own dataclasses, then a real dbt run."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from extractors import identity
from extractors.records import RAW_TABLES, CasualtyClaim, allowed_values, arrow_schema, field_types
from orchestration.storage.lake import Lake
from orchestration.storage.reference import REFERENCES

PROJECT = Path(__file__).parents[2] / "dbt_project"
DAY = date(2016, 3, 1)
NOON = datetime(2016, 3, 1, 12, tzinfo=UTC)
_PLAIN = {str: "", int: 0, float: 0.0, date: DAY, datetime: NOON}
_CHOSEN = {"modality": "asserted", "scope": "incident", "bound": "exact", "language": "en"}

ADEN = {
    "place_text": "Aden",
    "place_id": "ye-aden-city",
    "country_code": "YE",
    "admin1": "Aden",
    "admin1_pcode": "YE24",
    "latitude": 12.79,
    "longitude": 45.02,
    "geo_precision": 1,
}
NIHM = {
    "place_text": "Nihm",
    "place_id": "ye-nihm",
    "country_code": "YE",
    "admin1": "Sanaa",
    "admin1_pcode": "YE23",
    "admin2": "Nihm",
    "latitude": 15.73,
    "longitude": 44.67,
    "geo_precision": 3,
}
FIRST = {"time_text": "Tuesday", "date_start": DAY, "date_end": DAY, "date_precision": 1}


def filled(record: type, **given: Any) -> dict[str, Any]:
    """A record of which only `given` matters; the rest is NULL, or the plainest value allowed."""
    values, row = allowed_values(record), {}
    for name, (kind, nullable) in field_types(record).items():
        if nullable:
            row[name] = None
        elif name in values:
            row[name] = _CHOSEN.get(name, "UNKNOWN" if "UNKNOWN" in values[name] else values[name][-1])
        else:
            row[name] = _PLAIN[kind]
    return asdict(record(**(row | given)))


class Register:
    """Raw rows under construction."""

    def __init__(self) -> None:
        names = [*RAW_TABLES, *REFERENCES]
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in names}

    def article(self, name: str, *, arrival: date = DAY, published: date | None = DAY, **given: Any) -> str:
        """Add an article whose id is made from `name`; its text is the name unless given."""
        text = given.pop("text", f"The story called {name} is told here in words of its own, number {name}.")
        article = identity.digest("article", name)
        content = identity.content_hash(text)
        defaults = {
            "article_id": article,
            "version_id": identity.version_id(article, content),
            "content_hash": content,
            "published": published,
            "publisher": f"{name}.example",
            "published_source": "metadata",
            "text": text,
            "n_characters": len(text),
            "origin": f"{name}.txt",
            "reader": "text",
            "arrival_date": arrival,
        }
        self.rows["articles"].append(filled(RAW_TABLES["articles"], **(defaults | given)))
        return article

    def seen_again(self, version: dict[str, Any], arrival: date) -> None:
        """Add a copy of a text that came before, which the readers reject as a duplicate."""
        copied = {name: version[name] for name in ("version_id", "retrieved_at", "landed_at")}
        row = filled(
            RAW_TABLES["rejected_articles"],
            reject_id=identity.digest("reject", version["version_id"], arrival),
            reason="duplicate",
            duplicate_of=version["article_id"],
            arrival_date=arrival,
            **copied,
        )
        self.rows["rejected_articles"].append(row)

    def claim(self, kind: str, article: str, start: int = 0, **given: Any) -> str:
        """Add a claim of table `kind` to the last version of an article; `start` is where its evidence begins."""
        record = RAW_TABLES[kind]
        owner = [row for row in self.rows["articles"] if row["article_id"] == article][-1]
        claim = identity.claim_id(article, kind, start, start + 5, given.get("outcome", given.get("action", "")))
        defaults = {
            "claim_id": claim,
            "article_id": article,
            "version_id": owner["version_id"],
            "language": owner["language"],
            "arrival_date": owner["arrival_date"],
            "claim_index": sum(row["version_id"] == owner["version_id"] for row in self.rows[kind]),
            "evidence_start": start - start % 100,
            "evidence_end": start - start % 100 + 99,
            "evidence": f"sentence {article} {start // 100}",
            "span_start": start,
            "span_end": start + 5,
            "rule_id": "test",
            "confidence": 0.9,
        }
        if record is CasualtyClaim:
            defaults |= {"count_low": given.get("count"), "count_high": given.get("count"), "outcome": "killed"}
            defaults |= {"method": "unknown"}
        self.rows[kind].append(filled(record, **(defaults | given)))
        return claim

    def casualty(self, article: str, start: int = 0, **given: Any) -> str:
        """Add a casualty claim; place and date are Aden on the first day unless given."""
        return self.claim("casualty_claims", article, start, **(ADEN | FIRST | given))

    def shuffle(self) -> None:
        """Turn the order of every table's rows round."""
        for rows in self.rows.values():
            rows.reverse()

    def write(self, path: Path) -> None:
        """Write everything to the raw schema of a new database file."""
        schemas = {name: arrow_schema(record) for name, record in RAW_TABLES.items()}
        nowhere = Lake(path.parent / "no-lake")
        schemas |= {name: reference.read(nowhere).schema for name, reference in REFERENCES.items()}
        with duckdb.connect(str(path)) as connection:
            connection.execute("create schema if not exists raw")
            for name, schema in schemas.items():
                table = pa.Table.from_pylist(self.rows[name], schema=schema)
                connection.register("rows", table)
                connection.execute(f'create or replace table raw."{name}" as select * from rows')
                connection.unregister("rows")


WORKING = "scratch.duckdb"
"""what every register's file is called: dbt's views hold the name, and another would make dbt parse all again"""

_FOLDER = tempfile.TemporaryDirectory(prefix="sijill-dbt-")
"""where this process runs dbt, for the same reason"""


def dbt(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dbt on a database file called `WORKING`; raises AssertionError where it fails."""
    assert path.name == WORKING
    here = Path(_FOLDER.name)
    working = here / WORKING
    environment = os.environ | {
        "SIJILL_WAREHOUSE": str(working),
        "DBT_TARGET_PATH": str(here / "target"),
        "DBT_LOG_PATH": str(here / "logs"),
    }
    command = [str(Path(sys.executable).parent / "dbt"), *arguments]
    command += ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--quiet"]
    shutil.move(path, working)
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    finally:
        shutil.move(working, path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done


def query(path: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of a query on a database file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql, list(parameters)).fetchall()
