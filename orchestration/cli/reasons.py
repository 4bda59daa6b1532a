"""Why an event is as it is: whose statement sets which figure, which reports were joined, and what was left out."""

from typing import TYPE_CHECKING, Any

from rich.markup import escape

from orchestration.cli import common
from orchestration.storage.sql import rows_of

if TYPE_CHECKING:
    import duckdb

FIELDS = ("date", "place", "naming", "target", "agent", "count", "method", "speaker", "name", "text", "prior")
"""Fields that a pair of mentions is compared in; each has its points in int_mention_pairs."""

MOST_PAIRS = 12
MOST_LEFT_OUT = 6
_UNHEARD = {
    "outranked": "a party on its enemy's losses, and others speak: ",
    "vague": "a word, and a number is told elsewhere: ",
    "overtaken": "a later report told otherwise: ",
}
_RULES = (
    "low: the least that the preferred statements give · best: of each day the median of them, of the days the "
    "greatest · high: the greatest that anybody gives, open where somebody's number is open above it",
    "TOTAL: the sides added up, or the number over several sides where that is greater; where the two exclude each "
    "other, low is the lesser",
)


def print_line(text: str) -> None:
    """Print a line of markup without guessing at numbers and paths."""
    common.out.print(text, highlight=False, soft_wrap=True, markup=True)


def span(low: Any, high: Any) -> str:
    """A range of people: 9, 9–12, 9–… where it is open, …–12 where only a limit is told."""
    if low is None and high is None:
        return ""
    if low == high:
        return str(low)
    return f"{'…' if low is None else low}–{'…' if high is None else high}"


def print_statements(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    """What each speaker says of each side, what that sets, and who was not heard."""
    found = rows_of(
        connection,
        """
        SELECT s.*, e.low AS e_low, e.best AS e_best, e.high AS e_high,
               count(*) FILTER (WHERE s.hearing = 'copy')
                   OVER (PARTITION BY s.measure, s.outcome, s.side, s.wording) AS n_copies
        FROM intermediate.int_statements_heard s
        JOIN intermediate.int_event_estimates e
          ON e.event_id = s.event_id AND e.outcome = s.outcome AND e.side = s.side
        WHERE s.event_id = ? AND s.measure = 'side'
        ORDER BY s.outcome, s.side, s.hearing <> 'preferred', s.published NULLS LAST, s.publisher, s.article_id
        """,
        event_id,
    )
    cells = [
        [
            f"{row['outcome']}, {row['side']}",
            ", ".join(str(row[name]) for name in ("publisher", "published") if row[name])
            + (f" (and {row['n_copies']} that copy it)" if row["n_copies"] else ""),
            row["speaker"] or "the article itself",
            row["reliability_kind"].replace("_", " "),
            span(row["low"], row["high"]),
            effect(row),
        ]
        for row in found
        if row["hearing"] != "copy"
    ]
    if cells:
        heads = ["whom", "publisher", "speaker", "kind", "says", "what it sets, or why it does not"]
        common.out.print(common.table("\nWho says what", heads, cells, right=["says"]))
        for rule in _RULES:
            print_line(f"[dim]{rule}[/]")


def effect(row: dict[str, Any]) -> str:
    """What a statement (with the estimate beside it: e_low, e_best, e_high) does to the figures, in words."""
    if row["hearing"] == "revised":
        return "left out: revised since by one who printed it"
    sets = []
    if row["hearing"] == "preferred":
        sets += ["low"] if row["e_low"] is not None and row["e_low"] in (row["low"], row["best"]) else []
        sets += ["best"] if row["e_best"] is not None and row["e_best"] == row["best"] else []
    if row["e_high"] is not None and row["e_high"] == row["high"]:
        sets.append("high")
    if row["e_high"] is None and row["high"] is None and row["best"] is not None:
        sets.append("that high is open")
    why = _UNHEARD.get(row["hearing"], "")
    return why + (f"sets {', '.join(sets)}" if sets else "within the range")


def print_pairs(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    """The pairs inside the event, best first, with each field's level and points; then the nearest left out."""
    levels = ", ".join(f"p.{name}_level, p.{name}_points" for name in FIELDS if name != "prior")
    pairs = rows_of(
        connection,
        f"""
        WITH members AS (SELECT DISTINCT mention_id, event_id FROM intermediate.int_event_members)
        SELECT a.event_id AS event_a, b.event_id AS event_b, p.score, p.verdict, p.decision, p.prior_points, {levels},
               coalesce(x.publisher, 'publisher not told') || coalesce(' ' || x.published, '')
                   || ' (' || left(p.article_a, 8) || ')' AS told_a,
               coalesce(y.publisher, 'publisher not told') || coalesce(' ' || y.published, '')
                   || ' (' || left(p.article_b, 8) || ')' AS told_b
        FROM intermediate.int_mention_pairs p
        JOIN members a ON a.mention_id = p.mention_a JOIN members b ON b.mention_id = p.mention_b
        JOIN marts.dim_article x ON x.article_id = p.article_a JOIN marts.dim_article y ON y.article_id = p.article_b
        WHERE a.event_id = ? OR b.event_id = ? ORDER BY p.score DESC, p.pair_id
        """,
        event_id,
        event_id,
    )
    inside = [pair for pair in pairs if pair["event_a"] == pair["event_b"]]
    outside = [pair for pair in pairs if pair["event_a"] != pair["event_b"]]
    _print_group("Why these reports are one event", inside, event_id, MOST_PAIRS)
    _print_group("The nearest reports that were left out", outside, event_id, MOST_LEFT_OUT)


def _print_group(title: str, pairs: list[dict[str, Any]], event_id: str, most: int) -> None:
    if not pairs:
        return
    rest = f", {most} of {len(pairs)} pairs" if len(pairs) > most else ""
    print_line(f"\n[bold]{title}[/] (points of each field; from 0 on they speak for one event{rest})")
    for pair in pairs[:most]:
        other = "" if pair["event_a"] == pair["event_b"] else f"  → {verdict(pair)}; {_other(pair, event_id)}"
        print_line(f"  {pair['score']:+.1f}  {escape(pair['told_a'])} ~ {escape(pair['told_b'])}{other}")
        print_line(f"        [dim]{weighed(pair)}[/]")


def _other(pair: dict[str, Any], event_id: str) -> str:
    return f"event {pair['event_b'] if pair['event_a'] == event_id else pair['event_a']}"


def weighed(pair: dict[str, Any]) -> str:
    """The fields that weigh something, heaviest first: `count equal large +4.0 · place same +3.0 · …`."""
    fields = [(name, str(pair.get(f"{name}_level") or ""), pair[f"{name}_points"]) for name in FIELDS]
    told = [(name, level.replace("_", " "), points) for name, level, points in fields if points]
    told.sort(key=lambda field: -abs(field[2]))
    return " · ".join(" ".join(filter(None, (name, level, f"{points:+.1f}"))) for name, level, points in told)


def verdict(pair: dict[str, Any]) -> str:
    """Why the two mentions of a pair are not in one event."""
    if pair["decision"] == "different":
        return "an analyst said: different"
    if pair["verdict"] == "forbidden":
        return "days or places exclude each other"
    if pair["verdict"] == "join":
        return "near enough by itself, but other reports of the two events speak against it"
    return "in the band for review" if pair["verdict"] == "review" else "apart"


def print_uncounted(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    """What the same articles say beside incidents: history, denials, plans; they count in no event."""
    found = rows_of(
        connection,
        """
        SELECT DISTINCT c.publisher, c.scope, c.modality, c.kind, c.outcome, c.count_text, c.evidence, c.claim_id
        FROM marts.fct_claim c
        WHERE c.event_id IS NULL AND c.article_id IN (
            SELECT article_id FROM marts.bridge_event_article WHERE event_id = ?
        )
        ORDER BY c.publisher, c.claim_id
        """,
        event_id,
    )
    if found:
        print_line(f"\n[bold]Told by the same articles and counted nowhere[/] ({len(found)} claims)")
    for claim in found[:MOST_LEFT_OUT]:
        why = claim["modality"] if claim["modality"] != "asserted" else claim["scope"]
        number = f" “{claim['count_text']}”" if claim["count_text"] else ""
        print_line(f"  {why}: {claim['kind']} {claim['outcome']}{escape(number)} in “{escape(claim['evidence'])}”")


def print_lineage(connection: "duckdb.DuckDBPyConnection", event_id: str) -> None:
    """On which days the event took in others, or gave reports to them."""
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
