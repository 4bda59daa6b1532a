"""A register of one article, made by hand, on which every rule of the audit holds."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.records import RAW_TABLES, field_types
from orchestration.storage.warehouse import raw_ddl

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = "At least 12 soldiers were killed near Marib on Sunday, among them 3 officers. Their tank burnt out."
_FACTS: dict[str, Any] = {
    "run_id": "run",
    "coder_version": "1",
    "arrival_date": DAY,
    "extracted_at": NOW,
    "ingested_at": NOW,
    "rejected_at": NOW,
    "started_at": NOW,
    "finished_at": NOW,
    "article_id": "article",
    "version_id": "version",
    "landed_at": NOW,
    "language": "en",
    "published": DAY,
    "published_source": "metadata",
    "text": TEXT,
    "n_characters": len(TEXT),
    "origin": "a.txt",
    "confidence": 0.9,
    "rule_id": "en.killed",
    "place_id": "marib",
    "place_text": "Marib",
    "country_code": "YE",
    "admin1": "Marib",
    "admin1_pcode": "YE26",
    "latitude": 15.4,
    "longitude": 45.3,
    "geo_precision": 1,
    "time_text": "on Sunday",
    "date_start": date(2026, 3, 1),
    "date_end": date(2026, 3, 1),
    "date_precision": 1,
    "modality": "asserted",
    "scope": "incident",
    "reason": "empty_text",
    "actor_id": "houthi",
}


def _row(table: str, **own: Any) -> dict[str, Any]:
    known = _FACTS | own
    row: dict[str, Any] = {}
    for name, (kind, nullable) in field_types(RAW_TABLES[table]).items():
        value = known.get(name)
        if value is None and not nullable:
            value = 0 if kind is int else "UNKNOWN" if name.endswith("_group") else name
        row[name] = value
    return row


def _claim(claim: str, count: int, low: int, high: int | None, bound: str, words: str, **own: Any) -> dict[str, Any]:
    start, end = TEXT.index("At least"), TEXT.index(" Their")
    at = TEXT.index(words)
    facts = {
        "claim_id": claim,
        "evidence_start": start,
        "evidence_end": end,
        "evidence": TEXT[start:end],
        "span_start": at,
        "span_end": at + len(words),
        "count": count,
        "count_low": low,
        "count_high": high,
        "bound": bound,
        "count_text": words,
    }
    return facts | own


def raw_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of every raw table; the two casualty claims are a total and its part."""
    people = {"outcome": "killed", "victim_kind": "combatant", "perpetrator_basis": "none", "method": "clash"}
    tank = _claim("tank", 1, 1, 1, "exact", "Their tank", item="tank", action="destroyed", item_text="tank")
    tank |= {"evidence_start": TEXT.index("Their"), "evidence_end": len(TEXT), "evidence": TEXT[TEXT.index("Their") :]}
    at = TEXT.index("Marib")
    named = {"text": "Marib", "span_start": at, "span_end": at + 5}
    return {
        "articles": [_row("articles")],
        "rejected_articles": [_row("rejected_articles")],
        "casualty_claims": [
            _row("casualty_claims", **_claim("total", 12, 12, None, "at_least", "At least 12", **people)),
            _row(
                "casualty_claims", **_claim("part", 3, 3, 3, "exact", "3 officers", **people), part_of_claim_id="total"
            ),
        ],
        "control_claims": [
            _row("control_claims", **_claim("control", 0, 0, None, "exact", "Marib", action="taken")),
        ],
        "materiel_claims": [_row("materiel_claims", **tank)],
        "actor_mentions": [_row("actor_mentions", actor_mention_id="mention", **named)],
        "place_mentions": [_row("place_mentions", place_mention_id="mention", **named)],
        "extraction_errors": [],
        "extraction_runs": [
            _row(
                "extraction_runs",
                n_articles=1,
                n_casualty_claims=2,
                n_control_claims=1,
                n_materiel_claims=1,
                n_errors=0,
            )
        ],
    }


_MARTS = """
    CREATE SCHEMA marts;
    CREATE TABLE raw.actors AS SELECT 'houthi' AS actor_id, 'Houthis' AS name_en;
    CREATE TABLE raw.places AS SELECT 'marib' AS place_id, 'Marib' AS name,
        15.4::DOUBLE AS latitude, 45.3::DOUBLE AS longitude;
    CREATE TABLE raw.retractions AS SELECT 'article' AS article_id, 'restore' AS action, 'a mistake' AS reason,
        timestamp '2026-03-02 12:00' AS recorded_at;
    CREATE TABLE raw.publishers AS SELECT 'paper.example' AS named, 'paper.example' AS publisher;
    CREATE TABLE raw.fetch_errors AS SELECT 'error' AS error_id, 'paper' AS source, 'http://paper.example/1' AS url,
        'too_slow' AS reason, DATE '2026-03-02' AS arrival_date;
    CREATE TABLE marts.dim_article AS SELECT article_id, arrival_date FROM raw.articles;
    CREATE TABLE marts.article_versions AS SELECT article_id, 1 AS version, arrival_date, true AS is_newest
        FROM raw.articles;
    CREATE TABLE marts.dim_actor AS SELECT * FROM raw.actors;
    CREATE TABLE marts.dim_place AS SELECT * FROM raw.places;
    CREATE TABLE marts.dim_publisher AS SELECT 'paper.example' AS publisher;
    CREATE TABLE marts.dim_event_type AS SELECT 'Armed clash' AS sub_event_type, 'Battles' AS event_type;
    CREATE TABLE marts.fct_claim AS
        SELECT claim_id, claim_id AS origin_claim_id, article_id, version_id, 'event' AS event_id, evidence,
            'casualty' AS kind, scope, modality, confidence, true AS is_counted FROM raw.casualty_claims
        UNION ALL SELECT claim_id, claim_id, article_id, version_id, 'event', evidence, 'control', scope, modality,
            confidence, true FROM raw.control_claims
        UNION ALL SELECT claim_id, claim_id, article_id, version_id, 'event', evidence, 'materiel', scope, modality,
            confidence, true FROM raw.materiel_claims;
    CREATE TABLE marts.former_claims AS SELECT 'former' AS former_claim_id, 'older' AS claim_id,
        'older' AS version_id, 'article' AS article_id, 'superseded' AS why, 'a sentence' AS evidence;
    CREATE TABLE marts.fct_control_change AS SELECT claim_id, 'event' AS event_id, place_text FROM raw.control_claims;
    CREATE TABLE marts.fct_materiel_loss AS SELECT claim_id, 'event' AS event_id, item FROM raw.materiel_claims;
    CREATE TABLE marts.bridge_event_article AS SELECT 'event' AS event_id, 'article' AS article_id;
    CREATE TABLE marts.fct_casualty AS SELECT 'row' AS casualty_id, 'event' AS event_id, 'GOV' AS side,
        'killed' AS outcome, 12 AS low, 12 AS best, 14 AS high;
    CREATE TABLE marts.fct_event AS SELECT 'event' AS event_id, 'total' AS founding_claim_id, 1 AS event_clarity,
        date '2026-03-01' AS date_start, date '2026-03-01' AS date_end, 'Marib' AS admin1, 'Marib' AS place_text,
        'YE' AS country_code, 0.9::DOUBLE AS confidence_event, 0.1::DOUBLE AS confidence_perpetrator, 4 AS n_claims,
        1 AS n_articles,
        1 AS n_publishers, 1 AS independent_sources, date '2026-03-02' AS last_arrival_date,
        false AS is_total_exceeded_by_sides, 12 AS killed_low, 12 AS killed_best, 14 AS killed_high,
        NULL::INT AS wounded_low, NULL::INT AS wounded_best, NULL::INT AS wounded_high,
        NULL::INT AS captured_low, NULL::INT AS captured_best, NULL::INT AS captured_high,
        NULL::INT AS killed_or_wounded_low, NULL::INT AS killed_or_wounded_best, NULL::INT AS killed_or_wounded_high,
        NULL::INT AS missing_low, NULL::INT AS missing_best, NULL::INT AS missing_high;
    CREATE TABLE marts.agg_admin1_month AS SELECT 'YE' AS country_code, 'Marib' AS admin1,
        date '2026-03-01' AS month_start, 1 AS n_events, 12 AS killed_best;
"""


@pytest.fixture(scope="session")
def write_register() -> Callable[..., None]:
    """A function that makes the register at a path, then breaks it with SQL statements."""
    return _write_register


def _write_register(path: Path, *statements: str) -> None:
    """Make the register at `path`, then break it with `statements`."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'; CREATE SCHEMA raw")
        for table, rows in raw_rows().items():
            connection.execute(raw_ddl(table))
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO raw.{table} VALUES ({marks})", list(row.values()))
        connection.execute(_MARTS)
        for statement in statements:
            connection.execute(statement)
