"""Clusters of mentions under constraints, as they stood after each arrival day.

Pairs of score `region` (match_weights) or more part the register into regions; a mention that has none
belongs to the region of its best partner, so that weak pairs never chain regions together.  Within one,
pairs are taken from the best score down.  Two clusters become one if no two of their mentions stand in one
article, nothing between them is forbidden, and the pairs between them do not speak against it on
average (`cluster`; two mentions that were never compared count `missing_pair`).  An analyst's "same"
skips the average, never the constraints.  Ties go to the lesser ids, so the order of arrival decides
nothing.

An event's id is the hash of its founding claim, the least (arrival day, claim id).  A region is
clustered once for each arrival day that it saw, which is what the register would have shown on that
evening: `event_lineage` reads merges and splits from it, and a rebuild gives the same lineage without
a memory of earlier runs.
"""

import hashlib
from collections import defaultdict, namedtuple

import pyarrow as pa

MENTION_COLUMNS = "arrival_date, founding_claim_id, article_id, country_code, admin1, window_start, window_end"
Mention = namedtuple("Mention", MENTION_COLUMNS.replace(",", ""))
Weights = namedtuple("Weights", "region cluster missing_pair")
MOST_DAYS_APART = 3


def event_id(founding_claim_id):
    """The SQL macro `digest` and extractors.identity.digest make the same hash."""
    return hashlib.sha256(f"event\x1f{founding_claim_id}".encode()).hexdigest()[:16]


def regions(mentions, pairs, least):
    """The regions: (members, pairs among them); `least` is the score that connects."""
    parent = {mention: mention for mention in mentions}

    def root(mention):
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    best, firm = {}, set()
    for (a, b), (score, verdict, decision) in pairs.items():
        if verdict != "join":
            continue
        if score >= least or decision:
            parent[root(a)] = root(b)
            firm.update((a, b))
        for mention, partner in ((a, b), (b, a)):
            best[mention] = min(best.get(mention, (0, "~")), (-score, partner))
    for mention, (_, partner) in sorted(best.items()):
        if mention not in firm:
            parent[root(mention)] = root(partner)
    grouped = defaultdict(lambda: ([], {}))
    for mention in mentions:
        grouped[root(mention)][0].append(mention)
    for pair, facts in pairs.items():
        if root(pair[0]) == root(pair[1]):
            grouped[root(pair[0])][1][pair] = facts
    return grouped.values()


def excluded(one, other):
    """Whether two mentions that were never compared are of places or days that exclude each other."""
    if one.country_code and other.country_code and one.country_code != other.country_code:
        return True
    if one.admin1 and other.admin1 and one.admin1 != other.admin1:
        return True
    if None in (one.window_start, one.window_end, other.window_start, other.window_end):
        return False
    gap = max(one.window_start, other.window_start) - min(one.window_end, other.window_end)
    return gap.days > MOST_DAYS_APART


def average(one, other, mentions, pairs, missing):
    """Average score between two clusters; None where something between them forbids to join them."""
    if {mentions[x].article_id for x in one} & {mentions[y].article_id for y in other}:
        return None
    total = 0.0
    for x in one:
        for y in other:
            pair = pairs.get((x, y) if x < y else (y, x))
            if pair is None:
                if excluded(mentions[x], mentions[y]):
                    return None
                total += missing
            elif pair[1] == "forbidden":
                return None
            else:
                total += pair[0]
    return total / (len(one) * len(other))


def clusters(present, mentions, pairs, ordered, weights):
    """Clusters of the mentions that are `present`, as sets; `ordered` holds the joining pairs, best first."""
    cluster = {mention: {mention} for mention in present}
    for a, b in ordered:
        if a not in cluster or b not in cluster or cluster[a] is cluster[b]:
            continue
        one, other = cluster[a], cluster[b]
        mean = average(one, other, mentions, pairs, weights.missing_pair)
        if mean is None or (mean < weights.cluster and pairs[a, b][2] != "same"):
            continue
        if len(one) < len(other):
            one, other = other, one
        one |= other
        for mention in other:
            cluster[mention] = one
    return list({id(found): found for found in cluster.values()}.values())


def history(members, mentions, pairs, weights):
    """(mention, arrival day, event id, founding claim) for each day on which a mention's event changed.

    `mentions` maps an id to a Mention; `pairs` maps (a, b), a < b, to (score, verdict, decision).
    """
    ordered = [pair for pair, (_, verdict, _) in pairs.items() if verdict == "join"]
    ordered.sort(key=lambda pair: (pairs[pair][2] != "same", -pairs[pair][0], pair))
    last, rows = {}, []
    for day in sorted({mentions[mention].arrival_date for mention in members}):
        present = sorted(mention for mention in members if mentions[mention].arrival_date <= day)
        for found in clusters(present, mentions, pairs, ordered, weights):
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
    told = dbt.ref("int_mentions").project(f"mention_id, {MENTION_COLUMNS}").fetchall()
    mentions = {row[0]: Mention(*row[1:]) for row in sorted(told)}
    compared = dbt.ref("int_mention_pairs").project("mention_a, mention_b, score, verdict, decision").fetchall()
    pairs = {(row[0], row[1]): row[2:] for row in compared}
    points = dict(dbt.ref("match_weights").filter("field = 'decision'").project("level, points::double").fetchall())
    weights = Weights(*(points[name] for name in Weights._fields))
    rows = []
    for members, among in regions(mentions, pairs, weights.region):
        rows += history(members, mentions, among, weights)
    rows.sort()
    names = ("mention_id", "arrival_date", "event_id", "founding_claim_id")
    kinds = (pa.string(), pa.date32(), pa.string(), pa.string())
    columns = list(zip(*rows, strict=True)) or [()] * 4
    return pa.table(
        {name: pa.array(column, kind) for name, kind, column in zip(names, kinds, columns, strict=True)}
    )
