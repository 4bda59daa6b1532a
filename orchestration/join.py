"""Joins coded articles into events without a register: the same dbt models, on a scratch database."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from extractors import CODER_VERSION, identity
from extractors.coder import CodedArticle
from extractors.records import RAW_TABLES, Article, ArticleToCode, ExtractionRun
from orchestration import dbt
from orchestration.storage.lake import Lake
from orchestration.storage.reference import REFERENCES
from orchestration.storage.warehouse import Warehouse

_MEMBERS = "int_event_members"
_CLAIMS: dict[str, Callable[[CodedArticle], Iterable[Any]]] = {
    "casualty_claims": lambda coded: coded.casualties,
    "control_claims": lambda coded: coded.control,
    "materiel_claims": lambda coded: coded.materiel,
}


def event_ids(pairs: Iterable[tuple[ArticleToCode, CodedArticle]]) -> dict[str, str]:
    """claim_id → event_id over these articles; a claim that belongs to no event is left out.

    An article that is given twice counts once.  Raises DbtError where the models cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="sijill-join-") as folder:
        scratch = Path(folder)
        lake, warehouse = Lake(scratch / "lake"), Warehouse(scratch / "scratch.duckdb")
        day = datetime.now(UTC).date()
        for table, rows in _rows(pairs, day).items():
            lake.write(table, day, rows)
        warehouse.load_days(lake, [day])
        for name, reference in REFERENCES.items():
            warehouse.load_reference(name, reference.read(lake))
        arguments = ["build", "--select", f"+{_MEMBERS}", "--exclude-resource-types", "test", "unit_test"]
        dbt.run_dbt(arguments, warehouse.path, scratch / "dbt")
        with warehouse.open(read_only=True) as connection:
            found = connection.execute(f"SELECT claim_id, event_id FROM intermediate.{_MEMBERS}").fetchall()
    return dict(found)


def _rows(pairs: Iterable[tuple[ArticleToCode, CodedArticle]], day: date) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {table: [] for table in RAW_TABLES}
    seen: set[str] = set()
    for article, coded in pairs:
        if article.article_id not in seen:
            rows["articles"].append(_article(article, day))
            rows["actor_mentions"] += _of_day(coded.actors, day)
            rows["place_mentions"] += _of_day(coded.places, day)
        # Copies of one text under two headlines can be coded differently; each claim counts once.
        for table, claims in _CLAIMS.items():
            rows[table] += _of_day((row for row in claims(coded) if row.claim_id not in seen), day)
            seen.update(row.claim_id for row in claims(coded))
        seen.add(article.article_id)
    rows["extraction_runs"].append(_run(rows, day))
    return rows


def _of_day(rows: Iterable[Any], day: date) -> Iterator[Any]:
    # one day for all: coding that goes on past midnight must not make two of them
    return (row if row.arrival_date == day else replace(row, arrival_date=day) for row in rows)


def _article(article: ArticleToCode, day: date) -> Article:
    return Article(
        article_id=article.article_id,
        version_id=article.version_id,
        content_hash=identity.content_hash(article.text),
        external_id=None,
        language=article.language,
        publisher=article.publisher,
        url=None,
        canonical_url=None,
        title=article.title,
        author=None,
        published=article.published,
        published_source="metadata" if article.published else "none",
        text=article.text,
        n_characters=len(article.text),
        origin="",
        origin_line=None,
        reader="code",
        encoding=None,
        retrieved_at=None,
        landed_at=datetime.now(UTC),
        arrival_date=day,
        run_id="",
        ingested_at=datetime.now(UTC),
    )


def _run(rows: dict[str, list[Any]], day: date) -> ExtractionRun:
    now = datetime.now(UTC)
    return ExtractionRun(
        run_id="",
        arrival_date=day,
        coder_version=CODER_VERSION,
        started_at=now,
        finished_at=now,
        n_articles=len(rows["articles"]),
        n_articles_with_claims=0,
        n_casualty_claims=len(rows["casualty_claims"]),
        n_control_claims=len(rows["control_claims"]),
        n_materiel_claims=len(rows["materiel_claims"]),
        n_errors=0,
    )
