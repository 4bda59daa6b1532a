"""Clusters of mentions under constraints, as they stood after each arrival day.

Pairs of score `region` (match_weights) or more part the register into regions, each of which is then put
together with the region of its best weaker pair: weak pairs that are nobody's best never chain a month
together.  A region of more than `MOST_MENTIONS` is parted again at a higher score.  Within one, pairs are
taken from the best score down.  Two clusters become one if no two of their mentions stand in one article,
nothing between them is forbidden, and the pairs between them do not speak against it on average (`cluster`;
two mentions that were never compared count `missing_pair`; the best pair counts `best_pair` for itself, because
reports that each tell another side of an event have little in common).  An analyst's "same" skips the average,
never the constraints.  Ties go to the lesser ids, so the order of arrival decides nothing.

An event's id is the hash of its founding claim, the least (arrival day, claim id).  A region is
clustered once for each arrival day that it saw, which is what the register would have shown on that
evening: `event_lineage` reads merges and splits from it, and a rebuild gives the same lineage without
a memory of earlier runs.

A region is clustered again only where its mentions or its pairs are not those that it was clustered from
(`region_state`).  Regions are found among all mentions every time, which takes a few seconds a million claims.
"""

import hashlib
from collections import defaultdict, namedtuple

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

MENTION_COLUMNS = "arrival_date, founding_claim_id, article_id, country_code, admin1, window_start, window_end"
Mention = namedtuple("Mention", MENTION_COLUMNS.replace(",", ""))
NAMES = ("mention_id", "arrival_date", "event_id", "founding_claim_id", "region_state")
KINDS = (pa.string(), pa.date32(), pa.string(), pa.string(), pa.uint64())
Weights = namedtuple("Weights", "region cluster missing_pair best_pair")
MOST_DAYS_APART = 3
MOST_MENTIONS = 300
HIGHEST_SCORE = 12
REGIONS_AT_ONCE = 5_000


def event_id(founding_claim_id):
    """The SQL macro `digest` and extractors.identity.digest make the same hash."""
    return hashlib.sha256(f"event\x1f{founding_claim_id}".encode()).hexdigest()[:16]


def components(count, a, b, score, decided, least):
    """Number of the component of each of the mentions 0 … count - 1, as an array.

    Pairs (`a`, `b`) of at least that score, or decided, connect.  What they connect is then connected once more,
    each component with its best partner by a weaker pair, of equals with the least: a copy that arrives beside a
    mention takes no partner from it.
    """
    firm = (score >= least) | decided
    component = _connected(count, a[firm], b[firm])
    ends, partners, scores = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([score, score])
    leaving = component[ends] != component[partners]
    ends, partners, scores = ends[leaving], partners[leaving], scores[leaving]
    order = np.lexsort((ends, partners, -scores, component[ends]))
    _, first = np.unique(component[ends][order], return_index=True)
    best = order[first]
    return _connected(count, np.concatenate([a[firm], ends[best]]), np.concatenate([b[firm], partners[best]]))


def _connected(count, rows, columns):
    graph = coo_matrix((np.ones(len(rows), dtype=bool), (rows, columns)), shape=(count, count))
    return connected_components(graph, directed=False)[1]


def regions(count, a, b, score, decided, least):
    """Number of the region of each mention, as an array; `least` is the score that connects.

    The arrays `a`, `b`, `score`, `decided` hold the pairs that join.
    """
    region = components(count, a, b, score, decided, least)
    while least <= HIGHEST_SCORE:
        large = np.flatnonzero(np.bincount(region, minlength=1) > MOST_MENTIONS)
        members = np.flatnonzero(np.isin(region, large))
        if not len(members):
            break
        least += 1
        place = np.full(count, -1)
        place[members] = np.arange(len(members))
        inside = (region[a] == region[b]) & (place[a] >= 0)
        parts = components(len(members), place[a[inside]], place[b[inside]], score[inside], decided[inside], least)
        region[members] = region.max() + 1 + parts
    return region


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


def average(one, other, mentions, pairs, weights):
    """Average score between two clusters; None where something between them forbids to join them."""
    if {mentions[x].article_id for x in one} & {mentions[y].article_id for y in other}:
        return None
    total, best = 0.0, weights.missing_pair
    for x in one:
        for y in other:
            pair = pairs.get((x, y) if x < y else (y, x))
            if pair is None:
                if excluded(mentions[x], mentions[y]):
                    return None
                total += weights.missing_pair
            elif pair[1] == "forbidden":
                return None
            else:
                total += pair[0]
                best = max(best, pair[0])
    return (1 - weights.best_pair) * total / (len(one) * len(other)) + weights.best_pair * best


def clusters(present, mentions, pairs, ordered, weights):
    """Clusters of the mentions that are `present`, as sets; `ordered` holds the joining pairs, best first."""
    cluster = {mention: {mention} for mention in present}
    for a, b in ordered:
        if a not in cluster or b not in cluster or cluster[a] is cluster[b]:
            continue
        one, other = cluster[a], cluster[b]
        mean = average(one, other, mentions, pairs, weights)
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


def prepare(session, mentions, pairs, weights):
    """Make temporary tables: mentions and pairs with their regions, and what each region is made of.

    In `numbered` and `scored` numbers stand for the ids, in the order of the ids: a tenth of the memory.
    """
    session.register("mentions", mentions)
    session.register("pairs", pairs)
    session.execute(
        f"create or replace temp table numbers as select row_number() over (order by mention_id) - 1 as number, "
        f"mention_id, {MENTION_COLUMNS} from mentions"
    )
    session.execute(
        "create or replace temp table edges as select a.number as a, b.number as b, pair_id, score::double as score, "
        "verdict, decision from pairs join numbers as a on mention_a = a.mention_id "
        "join numbers as b on mention_b = b.mention_id"
    )
    (count,) = session.execute("select count(*) from numbers").fetchone()
    joins = session.execute(
        "select a, b, score, decision is not null as decided from edges where verdict = 'join'"
    ).fetchnumpy()
    arrays = (np.asarray(joins[name]) for name in ("a", "b", "score", "decided"))
    found = pa.table({"number": np.arange(count), "region": regions(count, *arrays, weights.region)})
    session.register("found", found)
    session.execute(
        "create or replace temp table numbered as select region, numbers.* from numbers join found using (number)"
    )
    session.execute(
        "create or replace temp table scored as select a.region, edges.* from edges "
        "join found as a on edges.a = a.number join found as b on edges.b = b.number where a.region = b.region"
    )
    session.unregister("found")
    session.execute(
        f"create or replace temp table states as select region, hash(bit_xor(state), {list(weights)}::double[]) as "
        f"region_state from (select region, hash(mention_id, {MENTION_COLUMNS}) as state from numbered union all "
        "select region, hash(pair_id, score, verdict, decision) from scored) group by region"
    )


def due_regions(session, held):
    """Make the temporary table `due` (region, region_state, position from 0) and return its number of rows.

    `held` is what the table holds already, None for nothing.
    """
    changed = "true"
    if held is not None:
        session.register("told", held)
        session.execute("create or replace temp table held as select distinct mention_id, region_state from told")
        changed = (
            "region in (select region from numbered join states using (region) "
            "anti join held using (mention_id, region_state))"
        )
    session.execute(
        "create or replace temp table due as select region, region_state, row_number() over (order by region) - 1 "
        f"as position from states where {changed}"
    )
    return session.execute("select count(*) from due").fetchone()[0]


def clustered(session, count, weights):
    """The rows of the table for the regions that are due, some thousand regions at a time."""
    for start in range(0, count, REGIONS_AT_ONCE):
        some = f"join due using (region) where position between {start} and {start + REGIONS_AT_ONCE - 1}"
        members, pairs, mentions, names, states = defaultdict(list), defaultdict(dict), {}, {}, {}
        columns = f"region, region_state, number, mention_id, {MENTION_COLUMNS}"
        told = session.execute(f"select {columns} from numbered {some}")
        for region, state, number, name, *facts in told.fetchall():
            members[region].append(number)
            mentions[number], names[number], states[region] = Mention(*facts), name, state
        told = session.execute(f"select region, a, b, score, verdict, decision from scored {some}")
        for region, a, b, *facts in told.fetchall():
            pairs[region][a, b] = tuple(facts)
        for region, inside in members.items():
            for number, *facts in history(inside, mentions, pairs[region], weights):
                yield (names[number], *facts, states[region])


def model(dbt, session):
    """One row per mention and arrival day on which the event that it belongs to changed."""
    dbt.config(materialized="incremental", incremental_strategy="delete+insert", unique_key="mention_id")
    points = dict(dbt.ref("match_weights").filter("field = 'decision'").project("level, points::double").fetchall())
    weights = Weights(*(points[name] for name in Weights._fields))
    prepare(session, dbt.ref("int_mentions"), dbt.ref("int_mention_pairs"), weights)
    count = due_regions(session, session.table(str(dbt.this)) if dbt.is_incremental else None)
    rows = sorted(clustered(session, count, weights))
    columns = list(zip(*rows, strict=True)) or [()] * len(NAMES)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, KINDS, strict=True)], names=NAMES)
