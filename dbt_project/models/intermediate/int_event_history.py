"""Clusters of mentions under constraints, as they stood after each arrival day.

Pairs are taken from the best score down.  Two clusters become one if no two of their mentions stand
in one article, no pair between them is forbidden, and the pairs between them favour it on average (a
pair that was never a candidate counts `missing_pair` of match_weights).  An analyst's "same" skips
the average, never the constraints.  Ties go to the lesser ids, so the order of arrival decides
nothing.

An event's id is the hash of its founding claim, the least (arrival day, claim id).  A component of
the graph of pairs is clustered once for each arrival day that it saw, which is what the register
would have shown on that evening: `event_lineage` reads merges and splits from it, and a rebuild
gives the same lineage without a memory of earlier runs.
"""

import hashlib
from collections import defaultdict

import pyarrow as pa


def event_id(founding_claim_id):
    """The SQL macro `digest` and extractors.identity.digest make the same hash."""
    return hashlib.sha256(f"event\x1f{founding_claim_id}".encode()).hexdigest()[:16]


def components(mentions, joins):
    """Mentions that joins connect, as lists."""
    parent = {mention: mention for mention in mentions}

    def root(mention):
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    for a, b in joins:
        parent[root(a)] = root(b)
    grouped = defaultdict(list)
    for mention in mentions:
        grouped[root(mention)].append(mention)
    return grouped.values()


def clusters(members, mentions, pairs, missing):
    """Clusters of `members` (mention ids) under the constraints, as sets.

    `mentions` maps an id to (arrival day, founding claim, article); `pairs` maps (a, b), a < b, to
    (score, verdict, decision).
    """
    inside = set(members)
    cluster = {mention: {mention} for mention in members}
    here = [
        (a, b, *pairs[a, b]) for a in members for b in members if a < b and (a, b) in pairs
    ]
    here.sort(key=lambda pair: (pair[4] != "same", -pair[2], pair[0], pair[1]))
    for a, b, _, verdict, decision in here:
        one, other = cluster[a], cluster[b]
        if verdict != "join" or one is other or not {a, b} <= inside:
            continue
        between = [pairs.get((min(x, y), max(x, y))) for x in one for y in other]
        if {mentions[x][2] for x in one} & {mentions[y][2] for y in other}:
            continue
        if any(pair and pair[1] == "forbidden" for pair in between):
            continue
        average = sum(pair[0] if pair else missing for pair in between) / len(between)
        if decision != "same" and average < 0:
            continue
        one |= other
        for mention in other:
            cluster[mention] = one
    return list({id(found): found for found in cluster.values()}.values())


def history(members, mentions, pairs, missing):
    """(mention, arrival day, event id, founding claim) for each day on which a mention's event changed."""
    last, rows = {}, []
    for day in sorted({mentions[mention][0] for mention in members}):
        present = sorted(mention for mention in members if mentions[mention][0] <= day)
        for found in clusters(present, mentions, pairs, missing):
            _, founding = min(mentions[mention][:2] for mention in found)
            event = event_id(founding)
            for mention in found:
                if last.get(mention) != event:
                    last[mention] = event
                    rows.append((mention, day, event, founding))
    return rows


def model(dbt, session):
    """One row per mention and arrival day on which the event that it belongs to changed."""
    dbt.config(materialized="table")
    mentions = {
        row[0]: row[1:]
        for row in dbt.ref("int_mentions")
        .project("mention_id, arrival_date, founding_claim_id, article_id")
        .fetchall()
    }
    pairs = {
        (row[0], row[1]): row[2:]
        for row in dbt.ref("int_mention_pairs")
        .project("mention_a, mention_b, score, verdict, decision")
        .fetchall()
    }
    weights = dbt.ref("match_weights").filter("field = 'decision' and level = 'missing_pair'")
    ((missing,),) = weights.project("points::double").fetchall()
    joins = [pair for pair, (_, verdict, _) in pairs.items() if verdict == "join"]
    rows = []
    for members in components(sorted(mentions), joins):
        rows += history(members, mentions, pairs, missing)
    rows.sort()
    names = ("mention_id", "arrival_date", "event_id", "founding_claim_id")
    kinds = (pa.string(), pa.date32(), pa.string(), pa.string())
    columns = list(zip(*rows, strict=True)) or [()] * 4
    return pa.table(
        {name: pa.array(column, kind) for name, kind, column in zip(names, kinds, columns, strict=True)}
    )
