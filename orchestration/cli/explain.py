"""`sijill explain`: an event, and everything behind it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from orchestration.cli import common
from orchestration.cli.reasons import (
    print_line,
    print_lineage,
    print_pairs,
    print_statements,
    print_uncounted,
    span,
)
from orchestration.storage.sql import rows_of

if TYPE_CHECKING:
    import duckdb


def explain(
    event_id: Annotated[str, typer.Argument(help="An event's id, or the beginning of one.")],
) -> None:
    """Print an event: its low/best/high by side, every sentence behind it, and why the reports were joined.

    Example:

      sijill explain 3f2a
    """
    from orchestration.cli.query import published

    with published() as connection:
        event = _event(connection, event_id)
        _headline(event)
        _estimates(connection, event["event_id"])
        _claims(connection, event["event_id"])
        for part in (print_statements, print_pairs, print_uncounted, print_lineage):
            part(connection, event["event_id"])


def _event(connection: "duckdb.DuckDBPyConnection", event_id: str) -> dict[str, Any]:
    found = rows_of(connection, "SELECT * FROM marts.fct_event WHERE starts_with(event_id, ?) LIMIT 2", event_id)
    if not found:
        moved = rows_of(
            connection, "SELECT DISTINCT event_id FROM marts.event_lineage WHERE former_event_id = ?", event_id
        )
        remedy = f"it became {', '.join(m['event_id'] for m in moved)}" if moved else "`sijill run` prints the newest"
        common.fail(f"no event {event_id}", remedy, common.USED_WRONGLY)
    if len(found) > 1:
        common.fail(f"{event_id} begins several events", "give more of the id", common.USED_WRONGLY)
    return found[0]


def _headline(event: dict[str, Any]) -> None:
    from orchestration.cli.run import days

    where = [event[k] for k in ("place_text", "admin2", "admin1", "country_code") if event[k]]
    print_line(f"[bold]Event {event['event_id']}[/]  {'a period total' if event['event_clarity'] == 2 else ''}")
    facts = {
        "when": f"{days(event['date_start'], event['date_end'])} (precision {_told(event['date_precision'])})",
        "where": f"{escape(', '.join(dict.fromkeys(where)) or 'not told')} (precision {_told(event['geo_precision'])})",
        "what": f"{_told(event['sub_event_type'])}; method {_told(event['method'])}",
        "who": f"{_told(event['perpetrator_group'])} → {_told(event['target_group'])}",
        "reports": f"{event['n_articles']} articles, {event['n_publishers']} publishers, "
        f"{event['independent_sources']} independent sources",
        "confidence": f"that it happened {_told(event['confidence_event'])}, "
        f"who did it {_told(event['confidence_perpetrator'])}",
    }
    for name, fact in facts.items():
        print_line(f"  {name:<11}{fact}")


def _estimates(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    found = rows_of(
        connection,
        "SELECT side, outcome, low, best, high, n_statements, n_preferred, n_sources "
        "FROM intermediate.int_event_estimates WHERE event_id = ? ORDER BY side = 'TOTAL', side, outcome",
        event_id,
    )
    columns = ["side", "outcome", "low", "best", "high", "n_statements", "n_preferred", "n_sources"]
    if found:
        cells = [[row[c] for c in columns] for row in found]
        heads = [*columns[:5], "statements", "of them preferred", "sources"]
        common.out.print(common.table("Casualties (empty: not told)", heads, cells, right=heads[2:]))


def _claims(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    claims = rows_of(
        connection,
        "SELECT c.*, a.title, a.url FROM marts.fct_claim c JOIN marts.dim_article a USING (article_id) "
        "WHERE c.event_id = ? ORDER BY c.published NULLS LAST, c.article_id, c.evidence_start, c.span_start, c.kind",
        event_id,
    )
    article = sentence = None
    for claim in claims:
        if claim["article_id"] != article:
            article, sentence = claim["article_id"], None
            origin = f"{claim['publisher'] or 'publisher not told'}, {claim['published'] or 'no date'}"
            link = claim["url"] or claim["title"] or ""
            print_line(f"\n[bold]{escape(origin)}[/]  article {article}  {escape(link)}")
        if claim["evidence_start"] != sentence:
            sentence = claim["evidence_start"]
            print_line(f"  “{escape(claim['evidence'])}”  ({sentence}–{claim['evidence_end']})")
        print_line(f"    → {escape(_claim_line(claim))}")


def _claim_line(claim: dict[str, Any]) -> str:
    number = claim["count_text"] or ""
    parts = [f"{claim['kind']} {claim['outcome']}", claim["item"] or "", f"“{number}”" if number else ""]
    if claim["kind"] != "control":
        parts.append(f"[{span(claim['count_low'], claim['count_high'])}]")
    parts.append(f"{_told(claim['agent_group'])} → {_told(claim['target_group'])}")
    parts.append(f"according to {claim['source_text']}" if claim["source_text"] else "the article itself")
    parts.append(f"rule {claim['rule_id']}, confidence {claim['confidence']:.2f}, claim {claim['claim_id']}")
    if claim["repeats_claim_id"]:
        parts.append(f"left out: repeats {claim['repeats_claim_id']}")
    if claim["part_of_claim_id"]:
        parts.append(f"part of {claim['part_of_claim_id']}: not added to it")
    return "; ".join(part for part in parts if part)


def _told(value: Any) -> str:
    return "not told" if value is None else str(value)
