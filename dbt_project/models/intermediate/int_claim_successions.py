"""Which claim of an earlier version of its article a claim continues, so that no correction renames an event.

A correction that adds a word moves every claim behind it, and one that mends a figure changes the words
that the claim hangs on: both give new claim ids.  The versions of an article are gone through in their
order, and each claim is handed to the line of claims that it continues, surest sign first: the same id
(the same words at the same place); the same sentence; a sentence of mostly the same words; the same facts
(kind, outcome, side, governorate, a window of days that is not another).  No line takes two claims of one
version.  What continues nothing begins a line of its own.
"""

import re
from collections import defaultdict, namedtuple

import pyarrow as pa

COLUMNS = (
    "article_id, version, claim_id, version_id, arrival_date, kind, outcome, item, evidence, target_group, admin1, "
    "date_start, date_end, evidence_start, span_start"
)
Claim = namedtuple("Claim", COLUMNS.replace(",", ""))
NAMES = ("claim_id", "version_id", "origin_claim_id", "arrival_date", "basis")
KINDS = (pa.string(), pa.string(), pa.string(), pa.date32(), pa.string())
LIKE = 0.6
"""Least share of the words of the shorter sentence that must stand in the other."""


class Line:
    """The claims of several versions that are one: the first and the last of them, and all their ids."""

    def __init__(self, first):
        self.first = self.last = first
        self.ids = {first.claim_id}

    def take(self, claim):
        """Let the line go on with the claim of a newer version."""
        self.last = claim
        self.ids.add(claim.claim_id)


def words(claim):
    """The words of a claim's sentence."""
    return set(re.findall(r"\w+", claim.evidence.lower()))


def is_first(line, claim):
    """Whether the line began with that very claim: no two lines may begin with one id."""
    return claim.claim_id == line.first.claim_id


def is_same_place(line, claim):
    """Whether the line held that very claim."""
    return claim.claim_id in line.ids


def is_same_words(line, claim):
    """Whether the sentences are the same but for white space, and say the same kind of thing."""
    return _what(line.last) == _what(claim) and line.last.evidence.split() == claim.evidence.split()


def is_like_words(line, claim):
    """Whether the sentences share most of their words, and say the same kind of thing."""
    if _what(line.last) != _what(claim):
        return False
    one, other = words(line.last), words(claim)
    return len(one & other) >= LIKE * max(min(len(one), len(other)), 1)


def is_same_facts(line, claim):
    """Whether side and governorate are the same and the days do not exclude each other."""
    last = line.last
    if (*_what(last), last.target_group, last.admin1) != (*_what(claim), claim.target_group, claim.admin1):
        return False
    starts = [day for day in (last.date_start, claim.date_start) if day]
    ends = [day for day in (last.date_end, claim.date_end) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _what(claim):
    return claim.kind, claim.outcome, claim.item


SIGNS = (
    ("same_place", is_first),
    ("same_place", is_same_place),
    ("same_words", is_same_words),
    ("like_words", is_like_words),
    ("same_facts", is_same_facts),
)


def successions(claims):
    """(claim, line's first claim, basis) of one article's claims, which come in the order of its versions."""
    versions = defaultdict(list)
    for claim in claims:
        versions[claim.version].append(claim)
    lines, found = [], []
    for version in sorted(versions):
        waiting = sorted(versions[version], key=lambda claim: (claim.evidence_start, claim.span_start, claim.claim_id))
        free = list(lines)
        for basis, fits in SIGNS:
            for claim in list(waiting):
                line = next((line for line in free if fits(line, claim)), None)
                if line is not None:
                    free.remove(line)
                    waiting.remove(claim)
                    line.take(claim)
                    found.append((claim, line.first, basis))
        for claim in waiting:
            lines.append(Line(claim))
            found.append((claim, claim, "new"))
    return found


def model(dbt, session):
    """One row per claim and version of the articles that were seen with several texts."""
    dbt.config(materialized="table")
    told = dbt.ref("int_claim_versions").filter("n_versions > 1").project(COLUMNS).order("article_id, version")
    by_article = defaultdict(list)
    for row in told.fetchall():
        by_article[row[0]].append(Claim(*row))
    rows = [
        (claim.claim_id, claim.version_id, first.claim_id, first.arrival_date, basis)
        for claims in by_article.values()
        for claim, first, basis in successions(claims)
    ]
    columns = list(zip(*sorted(rows), strict=True)) or [()] * len(NAMES)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, KINDS, strict=True)], names=NAMES)
