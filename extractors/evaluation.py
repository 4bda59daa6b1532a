"""Coded articles held against hand-made gold: precision, recall, F1, attribute accuracy, reliability.

The definitions are those of the project's evaluation guide:

* a predicted casualty matches a gold one when outcome and count agree (a vague count matches a
  vague count) and its evidence covers the place where gold quotes the number;
* precision counts predicted rows; recall counts facts: a gold row and the rows that repeat it are
  one fact, found when any of them is;
* gold rows whose bound is "unstated" are optional: neither rewarded nor punished;
* attributes are scored on matched rows; "usable" counts a row or fact as right only if victim,
  admin1 and dates are right as well.

Rows are the objects of `extractors.output`; gold rows have the guide's fields.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]

ATTRIBUTES = ("bound", "victim", "victim_kind", "perpetrator", "admin1", "dates", "source", "scope")
_CONTROL_DETAILS = ("admin1", "item", "owner", "by", "loser", "bound")
_SOURCE_OVERLAP = 0.4
RELIABILITY_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row that is missed, spurious, or matched with wrong attributes."""

    article_id: str
    what: str
    gold: Row | None
    predicted: Row | None


@dataclass(slots=True)
class Tally:
    """Counts from which the ratios are made; a tally of several articles is their sum."""

    casualties: Counter[str] = field(default_factory=Counter)
    control: Counter[str] = field(default_factory=Counter)
    materiel: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    absent: int = 0
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """(confidence, right?) of each casualty row that precision counts"""

    def add(self, other: "Tally") -> None:
        """Add the counts of `other`."""
        for mine, theirs in zip(
            (self.casualties, self.control, self.materiel),
            (other.casualties, other.control, other.materiel),
            strict=True,
        ):
            mine.update(theirs)
        self.articles += other.articles
        self.absent += other.absent
        self.judged += other.judged


def evidence_span(text: str, row: Row) -> Span | None:
    """Character span of a row's evidence, from its offsets or by finding the quotation in `text`."""
    if isinstance(row.get("evidence_start"), int):
        return row["evidence_start"], row["evidence_end"]
    evidence = row.get("evidence") or ""
    start = text.find(evidence) if evidence else -1
    return (start, start + len(evidence)) if start >= 0 else None


def count_span(text: str, row: Row) -> Span | None:
    """Character span of the quoted number inside a gold row's evidence; the evidence where it has none."""
    quote = row.get("count_text")
    if not quote:
        return evidence_span(text, row)
    evidence = row.get("evidence") or ""
    start = text.find(evidence) if evidence else -1
    if start < 0:
        return None
    inner = evidence.find(quote)
    return (start + inner, start + inner + len(quote)) if inner >= 0 else (start, start + len(evidence))


def first_statement(gold: Sequence[Row], index: int) -> int:
    """Index of the first row that states the fact of row `index`; a circle of repeats ends where it began."""
    visited = {index}
    while (earlier := gold[index].get("repeats")) is not None and earlier not in visited:
        visited.add(earlier)
        index = earlier
    return index


def same_source(gold: Row, predicted: Row) -> bool:
    """Whether two rows cite the same speaker: one name inside the other, or enough words in common."""
    mine, theirs = predicted.get("source_text") or "", gold.get("source_text") or ""
    if not mine or not theirs:
        return not mine and not theirs
    words, other = set(mine.split()), set(theirs.split())
    return mine in theirs or theirs in mine or len(words & other) / len(words | other) >= _SOURCE_OVERLAP


def right_attributes(gold: Row, predicted: Row) -> dict[str, bool]:
    """Attribute → whether the predicted row has it right."""
    right = {name: gold.get(name) == predicted.get(name) for name in ATTRIBUTES if name not in ("dates", "source")}
    right["dates"] = all(gold.get(edge) == predicted.get(edge) for edge in ("date_start", "date_end"))
    right["source"] = same_source(gold, predicted)
    return right


def _overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def pair_up(
    gold: Sequence[Row],
    predicted: Sequence[Row],
    compatible: Callable[[Row, Row], bool],
    closeness: Callable[[Row, Row], Any],
) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, predicted index), the closest pairs first, ties by position."""
    candidates = sorted(
        ((closeness(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if compatible(g, p)),
        reverse=True,
    )
    free_gold, free_predicted, pairs = set(range(len(gold))), set(range(len(predicted))), []
    for _, i, j in candidates:
        if -i in free_gold and -j in free_predicted:
            free_gold.discard(-i)
            free_predicted.discard(-j)
            pairs.append((-i, -j))
    return pairs


def _casualty_pairs(text: str, gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[int, int]]:
    def compatible(g: Row, p: Row) -> bool:
        if g["outcome"] != p.get("outcome"):
            return False
        if g["bound"] != "unstated" and g.get("count") != p.get("count"):
            return False
        return _overlap(count_span(text, g), evidence_span(text, p))

    return pair_up(
        gold, predicted, compatible, lambda g, p: (g["bound"] != "unstated", sum(right_attributes(g, p).values()))
    )


def tally_casualties(
    article_id: str, text: str, gold: Sequence[Row], predicted: Sequence[Row]
) -> tuple[Tally, list[Mistake]]:
    """Counts and mistakes of one article's casualty rows."""
    pairs = _casualty_pairs(text, gold, predicted)
    optional = {i for i, row in enumerate(gold) if row["bound"] == "unstated"}
    forgiven = {j for i, j in pairs if i in optional}
    facts = {first_statement(gold, i) for i in range(len(gold)) if i not in optional}
    tally, mistakes = Tally(), []
    counts, found, usable, hits = tally.casualties, set(), set(), set()
    for i, j in pairs:
        if i in optional:
            continue
        right = right_attributes(gold[i], predicted[j])
        counts.update(name for name in ATTRIBUTES if right[name])
        found.add(first_statement(gold, i))
        hits.add(j)
        if right["victim"] and right["admin1"] and right["dates"]:
            usable.add(first_statement(gold, i))
            counts["usable_rows"] += 1
        if wrong := [name for name in ATTRIBUTES if not right[name]]:
            mistakes.append(Mistake(article_id, "attributes " + ",".join(wrong), gold[i], predicted[j]))
    counts.update(facts=len(facts), found=len(found), usable_facts=len(usable), hit=len(hits))
    counts["predicted"] += len(predicted) - len(forgiven)
    mistakes += [Mistake(article_id, "missed", gold[i], None) for i in sorted(facts - found)]
    for j, row in enumerate(predicted):
        if j in forgiven:
            continue
        tally.judged.append((float(row.get("confidence", 0.0)), j in hits))
        if j not in hits:
            mistakes.append(Mistake(article_id, "spurious", None, row))
    return tally, mistakes


def tally_rows(
    kind: str, article_id: str, text: str, gold: Sequence[Row], predicted: Sequence[Row]
) -> tuple[Counter[str], list[Mistake]]:
    """Counts and mistakes of one article's control or materiel rows (`kind`)."""

    def compatible(g: Row, p: Row) -> bool:
        if not _overlap(evidence_span(text, g), evidence_span(text, p)):
            return False
        if kind == "control":
            here, there = g.get("place_text") or "", p.get("place_text") or ""
            return g.get("actor") == p.get("actor") and bool(here and there) and (here in there or there in here)
        return g.get("action") == p.get("action") and g.get("count") == p.get("count")

    pairs = pair_up(
        gold, predicted, compatible, lambda g, p: sum(g.get(name) == p.get(name) for name in _CONTROL_DETAILS)
    )
    matched_gold, matched = {i for i, _ in pairs}, {j for _, j in pairs}
    mistakes = [
        Mistake(article_id, f"{kind} missed", row, None) for i, row in enumerate(gold) if i not in matched_gold
    ] + [Mistake(article_id, f"{kind} spurious", None, row) for j, row in enumerate(predicted) if j not in matched]
    return Counter(gold=len(gold), predicted=len(predicted), hit=len(pairs)), mistakes


def compare(gold: Row, predicted: Row | None) -> tuple[Tally, list[Mistake]]:
    """Counts and mistakes of one article; `predicted` is None where nothing was coded for it."""
    article_id, text, mine = gold["id"], gold["text"], predicted or {}
    tally, mistakes = tally_casualties(article_id, text, gold["casualties"], mine.get("casualties", []))
    tally.articles, tally.absent = 1, int(predicted is None)
    for kind in ("control", "materiel"):
        counts, more = tally_rows(kind, article_id, text, gold[kind], mine.get(kind, []))
        getattr(tally, kind).update(counts)
        mistakes += more
    return tally, mistakes


def evaluate(gold: Iterable[Row], predicted: Iterable[Row]) -> tuple[dict[str, Any], list[Mistake], Tally]:
    """Report (as `report`), mistakes and counts of predicted articles against gold ones, matched by `id`."""
    by_id = {row["id"]: row for row in predicted}
    total, mistakes = Tally(), []
    for row in gold:
        tally, more = compare(row, by_id.get(row["id"]))
        total.add(tally)
        mistakes += more
    return report(total), mistakes, total


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def _harmonic(right: int, predicted: int, found: int, wanted: int) -> float | None:
    if not wanted:
        return None
    if not (predicted and right and found):
        return 0.0
    precision, recall = right / predicted, found / wanted
    return round(2 * precision * recall / (precision + recall), 3)


def _prf(counts: Counter[str]) -> dict[str, Any]:
    return {
        "precision": _ratio(counts["hit"], counts["predicted"]),
        "recall": _ratio(counts["hit"], counts["gold"]),
        "f1": _ratio(2 * counts["hit"], counts["predicted"] + counts["gold"]),
        "gold": counts["gold"],
        "predicted": counts["predicted"],
    }


def report(tally: Tally) -> dict[str, Any]:
    """Ratios, rounded to three places; None where there is nothing to divide by."""
    counts = tally.casualties
    return {
        "articles": tally.articles,
        "articles_without_prediction": tally.absent,
        "casualties": {
            "precision": _ratio(counts["hit"], counts["predicted"]),
            "recall": _ratio(counts["found"], counts["facts"]),
            "f1": _harmonic(counts["hit"], counts["predicted"], counts["found"], counts["facts"]),
            "facts": counts["facts"],
            "predicted": counts["predicted"],
            "attributes": {name: _ratio(counts[name], counts["hit"]) for name in ATTRIBUTES},
            "usable_f1": _harmonic(counts["usable_rows"], counts["predicted"], counts["usable_facts"], counts["facts"]),
        },
        "control": _prf(tally.control),
        "materiel": _prf(tally.materiel),
    }


def reliability(tally: Tally, bins: Sequence[float] = RELIABILITY_BINS) -> list[dict[str, Any]]:
    """Per bin of stated confidence: how many casualty rows, and which share of them was right.

    Bins are half open below their upper edge, but for the last, which holds its edge.
    """
    table = []
    for low, high in pairwise(bins):
        last = high == bins[-1]
        inside = [right for confidence, right in tally.judged if low <= confidence and (confidence < high or last)]
        table.append({"from": low, "to": high, "claims": len(inside), "right": _ratio(sum(inside), len(inside))})
    return table
