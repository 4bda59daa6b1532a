"""Retractions: the journal of articles that analysts took out of the figures, and put back.

A line for each decision in `lake/retractions.jsonl`, which only ever grows; of several on one article
the last holds.  It is part of the record like the Parquet files beside it: a rebuild reads it again.
"""

import fcntl
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from extractors import identity
from extractors.reading.article import canonical_url
from orchestration.storage.lake import Lake, LakeError

RETRACT, RESTORE = "retract", "restore"
_NAME = "retractions.jsonl"
_SCHEMA = pa.schema(
    pa.field(name, kind, metadata={"description": text})
    for name, kind, text in (
        ("article_id", pa.string(), "the article"),
        ("action", pa.string(), f"{RETRACT} or {RESTORE}"),
        ("reason", pa.string(), "why, in the words of the analyst"),
        ("recorded_at", pa.timestamp("us"), "when that was decided, UTC"),
        ("position", pa.int64(), "line in the journal: of several decisions on one article the last holds"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the journal."""

    article_id: str
    action: str
    reason: str
    recorded_at: datetime


def path(lake: Lake) -> Path:
    """Where the journal of a lake lies."""
    return lake.root / _NAME


def record(lake: Lake, article_id: str, action: str, reason: str) -> Decision:
    """Write a decision at the end of the journal; it is on the disk when this returns."""
    now = datetime.now(UTC).replace(microsecond=0)
    decision = Decision(article_id=article_id, action=action, reason=reason, recorded_at=now)
    line = {
        "article_id": article_id,
        "action": action,
        "reason": reason,
        "recorded_at": now.isoformat(),
    }
    path(lake).parent.mkdir(parents=True, exist_ok=True)
    with path(lake).open("ab") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        journal.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        journal.flush()
        os.fsync(journal.fileno())
    return decision


def decisions(lake: Lake) -> list[Decision]:
    """All decisions, oldest first.

    Raises LakeError for a line that is no decision: a figure must not depend on a guess at it.
    """
    journal = path(lake)
    if not journal.exists():
        return []
    found = []
    for number, line in enumerate(journal.read_bytes().splitlines(), start=1):
        try:
            told = json.loads(line)
            when = datetime.fromisoformat(told.pop("recorded_at"))
            decision = Decision(recorded_at=when, **told)
            if decision.action not in (RETRACT, RESTORE):
                raise ValueError(f"no such action: {decision.action}")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LakeError(
                f"{journal}, line {number} is no decision ({error}); mend the line or take it out"
            ) from error
        found.append(decision)
    return found


def retracted(lake: Lake) -> dict[str, Decision]:
    """article_id → the decision that holds it out, for the articles that are retracted now."""
    last = {decision.article_id: decision for decision in decisions(lake)}
    return {article: decision for article, decision in last.items() if decision.action == RETRACT}


@dataclass(frozen=True, slots=True)
class Known:
    """An article of the register, as far as a person needs to know it again."""

    article_id: str
    url: str | None
    title: str | None


def find(lake: Lake, given: str) -> list[Known]:
    """The articles that an address or an id names; none where the register has no such article."""
    address = canonical_url(given)
    wanted = identity.article_id(address, "") if address else given
    found: dict[str, Known] = {}
    for day in lake.days("articles"):
        ids = lake.read("articles", day, ["article_id", "url", "title"])
        named = pc.or_kleene(pc.equal(ids["article_id"], wanted), pc.equal(ids["url"], given))
        for row in ids.filter(named).to_pylist():
            found[row["article_id"]] = Known(**row)  # of several versions the last
    return list(found.values())


def table(lake: Lake) -> pa.Table:
    """The journal as `raw.retractions`."""
    rows = [
        {
            "article_id": decision.article_id,
            "action": decision.action,
            "reason": decision.reason,
            "recorded_at": decision.recorded_at.astimezone(UTC).replace(tzinfo=None),
            "position": position,
        }
        for position, decision in enumerate(decisions(lake), start=1)
    ]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)
