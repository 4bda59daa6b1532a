"""The pages of a release: one self-contained HTML file that opens offline and says where each figure is from."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined

from orchestration.storage.sql import rows_of

PAGE = "index.html"
_EVENTS = 200
_WIDTH, _HEIGHT, _MARGIN = 640, 420, 20


def write_pages(
    connection: duckdb.DuckDBPyConnection, folder: Path, moment: datetime, audit: Mapping[str, Any]
) -> None:
    """Write the page of the newest events, with a map, monthly figures, the audit, and the sentences behind."""
    folder.mkdir(parents=True)
    environment = Environment(
        loader=PackageLoader("orchestration.storage"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figures"] = figures
    events = rows_of(connection, _EVENTS_SQL, _EVENTS)
    claims: dict[str, list[dict[str, Any]]] = {}
    for claim in rows_of(connection, _CLAIMS_SQL, [event["event_id"] for event in events]):
        claims.setdefault(claim["event_id"], []).append(claim)
    page = environment.get_template(PAGE + ".j2").render(
        moment=moment,
        audit=audit,
        events=events,
        claims=claims,
        sides=_by_event(connection, events),
        months=rows_of(connection, _MONTHS_SQL),
        totals=rows_of(connection, _TOTALS_SQL)[0],
        dots=dots(events),
        size=(_WIDTH, _HEIGHT),
    )
    (folder / PAGE).write_text(page, encoding="utf-8")


def figures(row: Mapping[str, Any], outcome: str = "") -> str:
    """low, best and high in words a person reads: "12", "at least 20", "12 to 15 (best 14)", or nothing."""
    start = f"{outcome}_" if outcome else ""
    low, best, high = (row[f"{start}{bound}"] for bound in ("low", "best", "high"))
    if low is None and best is None and high is None:
        return ""
    if low is not None and low == high:
        return f"{low:,}"
    told = f" (best {best:,})" if best is not None and best not in (low, high) else ""
    if high is None:
        return f"at least {low:,}{told}" if low is not None else f"about {best:,}"
    return f"{low:,} to {high:,}{told}" if low is not None else f"up to {high:,}{told}"


def dots(events: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Events with coordinates as dots of a plain map (plate carrée), fitted to the drawing."""
    located = [event for event in events if event["latitude"] is not None and event["longitude"] is not None]
    if not located:
        return []
    west, east = _span([event["longitude"] for event in located])
    south, north = _span([event["latitude"] for event in located])
    scale = min((_WIDTH - 2 * _MARGIN) / (east - west), (_HEIGHT - 2 * _MARGIN) / (north - south))
    return [
        {
            "x": round(_MARGIN + (event["longitude"] - west) * scale, 1),
            "y": round(_MARGIN + (north - event["latitude"]) * scale, 1),
            "r": round(3 + min(event["killed_best"] or 0, 100) ** 0.5, 1),
            "event": event,
        }
        for event in located
    ]


def _span(values: list[float]) -> tuple[float, float]:
    # half a degree each side: a single place must not be stretched over the whole drawing
    return min(values) - 0.5, max(values) + 0.5


def _by_event(connection: duckdb.DuckDBPyConnection, events: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(connection, _SIDES_SQL, [event["event_id"] for event in events]):
        found.setdefault(row["event_id"], []).append(row)
    return found


_EVENTS_SQL = """
    SELECT e.*, coalesce(p.name, e.place_text) AS place
    FROM marts.fct_event AS e LEFT JOIN marts.dim_place AS p USING (place_id)
    ORDER BY e.date_start DESC NULLS LAST, e.event_id LIMIT ?
"""
_CLAIMS_SQL = """
    SELECT c.event_id, c.kind, c.outcome, c.item, c.count_text, c.count_low, c.count_high, c.evidence, c.language,
        c.source_text, c.rule_id, c.is_counted, a.publisher, a.published, a.title, a.url
    FROM marts.fct_claim AS c JOIN marts.dim_article AS a USING (article_id)
    WHERE list_contains(?, c.event_id)
    ORDER BY c.event_id, a.published NULLS LAST, c.article_id, c.kind, c.claim_index
"""
_SIDES_SQL = """
    SELECT event_id, side, outcome, low, best, high FROM marts.fct_casualty
    WHERE list_contains(?, event_id) ORDER BY event_id, side, outcome
"""
_MONTHS_SQL = """
    SELECT * FROM marts.agg_admin1_month ORDER BY month_start DESC NULLS LAST, country_code, admin1 LIMIT 200
"""
_TOTALS_SQL = """
    SELECT (SELECT count(*) FROM marts.fct_event) AS events, (SELECT count(*) FROM marts.fct_claim) AS claims,
        (SELECT count(*) FROM marts.dim_article) AS articles,
        (SELECT count(DISTINCT publisher) FROM marts.dim_article) AS publishers
"""
