"""Clusters of mentions under constraints, as they stood after each arrival day.

Pairs of score `region` (match_weights) or more part the register into regions; a mention that has none
belongs to the region of its best partner, so that weak pairs never chain regions together.  A region of
more than `MOST_MENTIONS` is parted again at a higher score.  Within one, pairs are taken from the best
score down.  Two clusters become one if no two of their mentions stand in one article, nothing between
them is forbidden, and the pairs between them do not speak against it on average (`cluster`; two mentions
that were never compared count `missing_pair`).  An analyst's "same" skips the average, never the
constraints.  Ties go to the lesser ids, so the order of arrival decides nothing.

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
NAMES = ("mention_id", "arrival_date", "event_id", "founding_claim_id")
KINDS = (pa.string(), pa.date32(), pa.string(), pa.string())
Weights = namedtuple("Weights", "region cluster missing_pair")
MOST_DAYS_APART = 3
MOST_MENTIONS = 300
HIGHEST_SCORE = 12
ROWS_AT_ONCE = 100_000


def event_id(founding_claim_id):
    """The SQL macro `digest` and extractors.identity.digest make the same hash."""
    return hashlib.sha256(f"event\x1f{founding_claim_id}".encode()).hexdigest()[:16]


def components(members, joins, least):
    """Lists of the members that joins of at least that score connect, weaker ones only where nothing else does.

    `joins` maps (a, b) to (score, verdict, decision).
    """
    parent = {mention: mention for mention in members}

    def root(mention):
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    best, firm = {}, set()
    for (a, b), (score, _, decision) in joins.items():
        if score >= least or decision:
            parent[root(a)] = root(b)
            firm.update((a, b))
        for mention, partner in ((a, b), (b, a)):
            best[mention] = min(best.get(mention, (1.0, partner)), (-score, partner))
    for mention, (_, partner) in sorted(best.items()):
        if mention not in firm:
            parent[root(mention)] = root(partner)
    grouped = defaultdict(list)
    for mention in members:
        grouped[root(mention)].append(mention)
    return list(grouped.values())


def regions(mentions, joins, least):
    """The regions as lists of mentions; `least` is the score that connects."""
    found, waiting = [], [(list(mentions), joins, least)]
    while waiting:
        members, among, score = waiting.pop()
        parts = components(members, among, score)
        large = {m: number for number, part in enumerate(parts) if len(part) > MOST_MENTIONS for m in part}
        inside = defaultdict(dict)
        for (a, b), facts in among.items():
            if a in large and large[a] == large.get(b):
                inside[large[a]][a, b] = facts
        for number, part in enumerate(parts):
            if len(part) <= MOST_MENTIONS or score > HIGHEST_SCORE:
                found.append(part)
            else:
                waiting.append((part, inside[number], score + 1))
    return found


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


def within_regions(rows, index, region):
    """Pairs of one region each, by region: (a, b) → (score, verdict, decision); `rows` is a relation."""
    found = defaultdict(dict)
    while some := rows.fetchmany(ROWS_AT_ONCE):
        for a, b, *facts in some:
            one, other = index[a], index[b]
            if region[one] == region[other]:
                found[region[one]][one, other] = tuple(facts)
    return found


def model(dbt, session):
    """One row per mention and arrival day on which the event that it belongs to changed."""
    dbt.config(materialized="table")
    told = sorted(dbt.ref("int_mentions").project(f"mention_id, {MENTION_COLUMNS}").fetchall())
    names = [row[0] for row in told]
    # Numbers stand for the ids from here on, in the order of the ids: a tenth of the memory.
    mentions = {number: Mention(*row[1:]) for number, row in enumerate(told)}
    index = {name: number for number, name in enumerate(names)}
    points = dict(dbt.ref("match_weights").filter("field = 'decision'").project("level, points::double").fetchall())
    weights = Weights(*(points[name] for name in Weights._fields))
    pairs = dbt.ref("int_mention_pairs").project("mention_a, mention_b, score::double, verdict, decision")
    joins = within_regions(pairs.filter("verdict = 'join'"), index, defaultdict(int))[0]
    found = regions(mentions, joins, weights.region)
    region = {mention: number for number, members in enumerate(found) for mention in members}
    among = within_regions(pairs, index, region)
    rows = []
    for number, members in enumerate(found):
        rows += history(members, mentions, among[number], weights)
    rows = sorted((names[mention], *facts) for mention, *facts in rows)
    columns = list(zip(*rows, strict=True)) or [()] * 4
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, KINDS, strict=True)], names=NAMES)
