"""`sijill explain`: an event, and everything behind it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from orchestration.cli import common

if TYPE_CHECKING:
    import duckdb

_FIELDS = ("date", "place", "target", "agent", "count", "method", "speaker", "name", "text", "prior")


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
        _statements(connection, event["event_id"])
        _pairs(connection, event["event_id"])
        _lineage(connection, event["event_id"])


def rows_of(connection: "duckdb.DuckDBPyConnection", sql: str, *values: Any) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    result = connection.execute(sql, list(values))
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


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
        parts.append(f"[{_told(claim['count_low'])}–{'…' if claim['count_high'] is None else claim['count_high']}]")
    parts.append(f"{_told(claim['agent_group'])} → {_told(claim['target_group'])}")
    parts.append(f"according to {claim['source_text']}" if claim["source_text"] else "the article itself")
    parts.append(f"rule {claim['rule_id']}, confidence {claim['confidence']:.2f}, claim {claim['claim_id']}")
    if claim["repeats_claim_id"]:
        parts.append(f"left out: repeats {claim['repeats_claim_id']}")
    if claim["part_of_claim_id"]:
        parts.append(f"part of {claim['part_of_claim_id']}: not added to it")
    return "; ".join(part for part in parts if part)


def _statements(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    """What each speaker says of each side, and which statement sets which bound."""
    found = rows_of(
        connection,
        """
        SELECT s.outcome, s.side, s.publisher, s.published, nullif(s.speaker, '') AS speaker, s.reliability_kind,
               r.preference, s.low, s.best, s.high, e.low AS e_low, e.best AS e_best, e.high AS e_high,
               r.preference = min(r.preference) OVER (PARTITION BY s.outcome, s.side) AS is_preferred
        FROM intermediate.int_event_statements s
        JOIN reference.source_reliability r ON s.reliability_kind = r.source_kind
        LEFT JOIN intermediate.int_event_estimates e
          ON e.event_id = s.event_id AND e.outcome = s.outcome AND e.side = s.side
        WHERE s.event_id = ? AND s.measure = 'side'
        ORDER BY s.outcome, s.side, r.preference, s.published NULLS LAST, s.publisher
        """,
        event_id,
    )
    cells = [
        [
            row["side"],
            row["outcome"],
            row["publisher"],
            row["published"],
            row["speaker"] or "the article itself",
            f"{row['reliability_kind']} ({row['preference']})",
            row["low"],
            row["best"],
            row["high"],
            ", ".join(_sets(row)) or ("widens nothing" if row["is_preferred"] else "left out: a better source speaks"),
        ]
        for row in found
    ]
    if cells:
        heads = [
            "side",
            "outcome",
            "publisher",
            "published",
            "speaker",
            "kind (preference)",
            "low",
            "best",
            "high",
            "sets",
        ]
        common.out.print(common.table("\nWho says what, and what it sets", heads, cells, right=heads[6:9]))
        print_line(
            "[dim]low: the least that the preferred kind of speaker gives; best: the median of the preferred, "
            "by day, later days revise upwards; high: the greatest that anybody gives, open if it is exceeded[/]"
        )


def _sets(row: dict[str, Any]) -> Iterator[str]:
    preferred = row["is_preferred"]
    if preferred and row["e_low"] is not None and row["e_low"] in (row["low"], row["best"]):
        yield "low"
    if preferred and row["e_best"] is not None and row["e_best"] == row["best"]:
        yield "best"
    if row["e_high"] is not None and row["e_high"] == row["high"]:
        yield "high"


def _pairs(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    """The pairs inside the event with each field's points, and the best of those left out."""
    points = ", ".join(f"p.{name}_points" for name in _FIELDS)
    pairs = rows_of(
        connection,
        f"""
        WITH mentions AS (SELECT DISTINCT mention_id, event_id, article_id FROM intermediate.int_event_members)
        SELECT a.article_id AS article_a, b.article_id AS article_b, a.event_id AS event_a, b.event_id AS event_b,
               p.score, p.verdict, p.decision, {points}
        FROM intermediate.int_mention_pairs p
        JOIN mentions a ON a.mention_id = p.mention_a JOIN mentions b ON b.mention_id = p.mention_b
        WHERE a.event_id = ? OR b.event_id = ? ORDER BY p.score DESC, p.pair_id
        """,
        event_id,
        event_id,
    )
    inside = [pair for pair in pairs if pair["event_a"] == pair["event_b"]]
    outside = [pair for pair in pairs if pair["event_a"] != pair["event_b"]][:5]
    heads = ["articles", "score", "verdict", *_FIELDS]
    for title, chosen in (("\nWhy these reports are one event", inside), ("\nWhat was left out", outside)):
        if chosen:
            cells = [_pair_cells(pair, event_id) for pair in chosen]
            common.out.print(common.table(f"{title} (points of each field)", heads, cells, right=[heads[1], *_FIELDS]))


def _pair_cells(pair: dict[str, Any], event_id: str) -> list[Any]:
    names = f"{pair['article_a'][:8]} ~ {pair['article_b'][:8]}"
    if pair["event_a"] != pair["event_b"]:
        other = pair["event_b"] if pair["event_a"] == event_id else pair["event_a"]
        names += f" (event {other})"
    verdict = f"{pair['verdict']} (decided: {pair['decision']})" if pair["decision"] else pair["verdict"]
    return [names, f"{pair['score']:+.1f}", verdict, *(f"{pair[f'{name}_points']:+.1f}" for name in _FIELDS)]


def _lineage(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    for move in rows_of(
        connection,
        "SELECT * FROM marts.event_lineage WHERE event_id = ? OR former_event_id = ? ORDER BY arrival_date",
        event_id,
        event_id,
    ):
        print_line(
            f"{move['arrival_date']}: {move['n_mentions']} mentions {move['change']} "
            f"from {move['former_event_id']} to {move['event_id']}"
        )


def _told(value: Any) -> str:
    return "not told" if value is None else str(value)


def print_line(text: str) -> None:
    """Print a line of markup without guessing at numbers and paths."""
    common.out.print(text, highlight=False, soft_wrap=True, markup=True)
