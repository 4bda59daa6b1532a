"""`sijill evaluate`: how right the coder is on articles with hand-made gold."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from orchestration.cli import common


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Articles with gold: one JSON object a line.", dir_okay=False)],
    errors: Annotated[int, typer.Option("--errors", min=0, help="Print the first N mistakes.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead of tables.")] = False,
    halves: Annotated[
        bool, typer.Option("--halves", help="Also report both halves of the articles, split by a hash of their ids.")
    ] = False,
) -> None:
    """Code the articles of GOLD and print precision, recall, F1 and attribute accuracy.

    Examples:

      sijill evaluate samples/gold.jsonl

      sijill evaluate ../shared/eval/dev/en.jsonl --halves --errors 20
    """
    from extractors.evaluation import Tally, compare, reliability, report

    rows = gold_rows(gold)
    predicted = {row["id"]: row for row in predictions(rows)}
    failed = [row for row in predicted.values() if "error" in row]
    total, parts, mistakes = Tally(), {"A": Tally(), "B": Tally()}, []
    for row in rows:
        tally, more = compare(row, predicted.get(row["id"]))
        total.add(tally)
        parts[half_of(row["id"])].add(tally)
        mistakes += more
    reports = {"all": report(total)} | ({f"half {k}": report(v) for k, v in parts.items()} if halves else {})
    if as_json:
        common.out.print_json(
            json.dumps({"gold": str(gold), **reports, "reliability": reliability(total)}), indent=None
        )
    else:
        show(gold.name, reports, reliability(total))
    for mistake in mistakes[:errors]:
        common.out.print(f"\n{mistake.article_id}: {mistake.what}", highlight=False)
        for name, row in (("gold", mistake.gold), ("coded", mistake.predicted)):
            if row:
                common.out.print(f"  {name}: {json.dumps(row, ensure_ascii=False)}", highlight=False)
    for row in failed:
        common.err.print(f"{row['id']}: {row['error']['type']}: {row['error']['message']}", highlight=False)
    if failed:
        common.fail(f"{len(failed)} articles could not be coded and count as empty", failed[0]["error"]["remedy"])


def half_of(article_id: str) -> str:
    """The half ("A" or "B") that an article falls into: by its id alone, so that the split never moves."""
    return "AB"[hashlib.sha256(article_id.encode()).digest()[-1] % 2]


def gold_rows(path: Path) -> list[dict[str, Any]]:
    """The gold articles of a file; ends the command with the line and the remedy where one is no gold."""
    if not path.is_file():
        common.fail(f"{path}: no such file", status=common.USED_WRONGLY)
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            common.fail(f"{path}, line {number}: not valid JSON ({error})", "mend or remove the line")
        missing = {"id", "text", "casualties", "control", "materiel"} - set(row)
        if missing:
            common.fail(
                f"{path}, line {number}: no {', '.join(sorted(missing))}", "gold needs these keys; see the guide"
            )
        rows.append(row)
    return rows


def predictions(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold's articles, coded; nothing of the gold but the input's fields is looked at."""
    from orchestration.cli.code import coded_rows

    given = ("id", "language", "publisher", "published", "title", "url", "text")
    return list(coded_rows([{key: row[key] for key in given if key in row} for row in rows]))


def show(name: str, reports: dict[str, dict[str, Any]], bins: list[dict[str, Any]]) -> None:
    """Print the figures as tables."""

    def line(label: str, pick: Any) -> list[Any]:
        return [label, *(pick(r) for r in reports.values())]

    lines = [line("articles", lambda r: r["articles"])]
    for figure in ("precision", "recall", "f1", "usable_f1"):
        lines.append(line(f"casualties {figure}", lambda r, f=figure: r["casualties"][f]))
    for attribute in next(iter(reports.values()))["casualties"]["attributes"]:
        lines.append(line(f"  {attribute}", lambda r, a=attribute: r["casualties"]["attributes"][a]))
    for kind in ("control", "materiel"):
        for figure in ("precision", "recall", "f1"):
            lines.append(line(f"{kind} {figure}", lambda r, k=kind, f=figure: r[k][f]))
    columns = ["measure", *reports]
    common.out.print(common.table(f"{name}: coded against gold", columns, lines, right=columns[1:]))
    filled = [[f"{b['from']:.2f} to {b['to']:.2f}", b["claims"], b["right"]] for b in bins if b["claims"]]
    common.out.print(
        common.table(
            "How far confidence can be trusted", ["confidence", "claims", "right"], filled, ["claims", "right"]
        )
    )
