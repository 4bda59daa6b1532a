"""What must hold of any register: on some hundred articles made at random, corrections and copies among them.

Every register here is built by real dbt runs, of which each takes seconds: one register of many small cases
stands for many registers of one.
"""

import random
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.synthetic.articles import FIRST_DAY, arrival_days
from extractors import identity
from tests.dbt.scratch import WORKING, Register, dbt, query

DAYS = 3
ARTICLES_A_DAY = 60
SEED = 7
Rows = dict[str, list[dict[str, Any]]]
pytestmark = pytest.mark.timeout(900)  # some builds a test: on a busy machine minutes
ONLY_MODELS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")


def made(seed: int = SEED) -> Rows:
    """The raw rows of some days of synthetic news, with corrections of every tenth article on a later day."""
    rng = random.Random(seed)
    rows: Rows = deepcopy(Register().rows)
    for arrived in islice(arrival_days(seed), DAYS):
        kept = {row["article_id"] for row in arrived.rows["articles"][:ARTICLES_A_DAY]}
        for table, found in arrived.rows.items():
            rows[table] += [row for row in found if row.get("article_id", None) in kept or table == "extraction_runs"]
    for article in [row for row in rows["articles"] if row["arrival_date"] < FIRST_DAY + timedelta(days=DAYS - 1)]:
        if rng.random() < 0.1:
            _correct(rng, rows, article)
    return rows


def _correct(rng: random.Random, rows: Rows, article: dict[str, Any]) -> None:
    """Another version of an article, a day or two later: a sentence more, and one figure that is higher."""
    text = article["text"] + " This report has been corrected."
    arrival = article["arrival_date"] + timedelta(days=rng.choice((1, 1, 2)))
    content = identity.content_hash(text)
    version = {"version_id": identity.version_id(article["article_id"], content), "arrival_date": arrival}
    moment = datetime.combine(arrival, article["landed_at"].timetz())
    rows["articles"].append(
        article | version | {"text": text, "content_hash": content, "landed_at": moment, "run_id": f"run-{arrival}"}
    )
    for table in ("casualty_claims", "control_claims", "materiel_claims", "actor_mentions", "place_mentions"):
        told = [row for row in rows[table] if row["version_id"] == article["version_id"]]
        again = [row | version | {"run_id": f"run-{arrival}"} for row in told]
        for row in again[:1]:
            if table == "casualty_claims" and row["bound"] == "exact" and row["count"]:
                row.update(dict.fromkeys(("count", "count_low", "count_high"), row["count"] + 1))
        rows[table] += again


def of_days(rows: Rows, days: Iterable[date]) -> Rows:
    """The rows that arrive on these days, and the registers."""
    wanted = set(days)
    return {
        table: [row for row in found if "arrival_date" not in row or row["arrival_date"] in wanted]
        for table, found in rows.items()
    }


def named(folder: Path, name: str) -> Path:
    """The file of a register of this name; dbt's views hold the name of their file, hence a folder for each."""
    (folder / name).mkdir()
    return folder / name / WORKING


def build(path: Path, rows: Rows, *arguments: str) -> Path:
    """Put the rows in place of the raw tables and build; what is built already stays where nothing changed."""
    register = Register()
    register.rows = rows
    register.write(path)
    dbt(path, "build", *ONLY_MODELS, *arguments)
    return path


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table and view that dbt made, row for row."""
    names = query(
        path,
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema in ('intermediate', 'marts', 'exports') order by all",
    )
    return {name: query(path, f"from {name} order by all") for (name,) in names}


def differing(one: Path, other: Path) -> list[str]:
    """Names of the tables that are not the same."""
    first, second = tables(one), tables(other)
    assert set(first) == set(second)
    return [name for name in first if first[name] != second[name]]


def events(path: Path) -> dict[str, frozenset[str]]:
    """Event → its claims, by the ids under which they were first told."""
    rows = query(
        path,
        "select m.event_id, list(c.origin_claim_id) from intermediate.int_event_members m "
        "join intermediate.int_claims c using (claim_id) group by all",
    )
    return {event: frozenset(claims) for event, claims in rows}


def figures(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Event → (side, outcome, low, best, high), sorted."""
    return {
        event: sorted(map(tuple, estimates))
        for event, estimates in query(
            path,
            "select event_id, list([side, outcome, low::varchar, best::varchar, high::varchar]) "
            "from intermediate.int_event_estimates group by all",
        )
    }


@pytest.fixture(scope="module")
def rows() -> Rows:
    return made()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all registers."""
    return tmp_path_factory.mktemp("properties")


@pytest.fixture(scope="module")
def whole(folder: Path, rows: Rows) -> Path:
    """All days in one build."""
    return build(named(folder, "whole"), rows)


def test_a_crowd_is_cut_down_to_the_nearest_however_it_came(folder: Path, rows: Rows) -> None:
    # So low a limit crowds many: reports arrive, are retracted and are put back, and the nearest are others each time.
    most, days, later = ("--vars", "most_candidates: 4"), days_of(rows), named(folder, "crowd-later")
    at_once = build(named(folder, "crowd"), rows, *most)
    left_out = query(at_once, "select count(*) from intermediate.int_mentions_crowded_out")[0][0]
    compared = query(at_once, "select count(*) from intermediate.int_mention_pairs")[0][0]
    mentions = query(at_once, "select count(*) from intermediate.int_mentions")[0][0]
    assert left_out > 20
    assert compared <= 4 * mentions
    for number in (len(days) // 2, len(days)):
        build(later, of_days(rows, days[:number]), *most)
    assert differing(later, at_once) == []
    decided = deepcopy(rows)
    for position, article in enumerate(sorted({row["article_id"] for row in rows["casualty_claims"]})[::7]):
        decided["retractions"].append(
            {"article_id": article, "action": "retract", "reason": "a test", "recorded_at": datetime(2015, 2, 1)}
            | {"position": position}
        )
    build(later, decided, *most)
    assert query(later, "select count(*) from intermediate.int_mentions_crowded_out")[0][0] < left_out
    build(later, rows, *most)
    assert differing(later, at_once) == []


@pytest.fixture
def copied(folder: Path, whole: Path) -> Callable[[str], Path]:
    """A copy of the built register, to be built on."""

    def copy(name: str) -> Path:
        return Path(shutil.copyfile(whole, named(folder, name)))

    return copy


def days_of(rows: Rows) -> list[date]:
    return sorted({row["arrival_date"] for row in rows["articles"]})


def test_day_by_day_gives_the_tables_of_one_build(folder: Path, whole: Path, rows: Rows) -> None:
    days, path = days_of(rows), named(folder, "daily")
    for number in range(len(days)):
        build(path, of_days(rows, days[: number + 1]))
    assert differing(path, whole) == []


def test_order_and_batches_of_a_day_change_nothing(folder: Path, whole: Path, rows: Rows) -> None:
    last = days_of(rows)[-1]
    late = {row["article_id"] for row in rows["articles"] if row["arrival_date"] == last}
    late = set(random.Random(SEED).sample(sorted(late), len(late) // 2))
    shuffled = {table: random.Random(SEED).sample(found, len(found)) for table, found in rows.items()}
    first = {
        table: [row for row in found if not (row.get("article_id") in late and row["arrival_date"] == last)]
        for table, found in shuffled.items()
    }
    path = build(named(folder, "batches"), first)
    build(path, shuffled)
    assert differing(path, whole) == []


def test_arrival_over_days_changes_no_claims_and_figures(folder: Path, whole: Path, rows: Rows) -> None:
    # Corrections keep their order; of reports without any date the arrival stands in.
    rng, days, moved = random.Random(SEED), days_of(rows), deepcopy(rows)
    corrected = {row["article_id"] for row in rows["articles"] if row["arrival_date"] != _first_day(rows, row)}
    undated = {row["article_id"] for row in rows["articles"] if row["published"] is None}
    arrival = {
        row["article_id"]: rng.choice(days) for row in rows["articles"] if row["article_id"] not in corrected | undated
    }
    for found in moved.values():
        for row in found:
            if row.get("article_id") in arrival:
                row["arrival_date"] = arrival[row["article_id"]]
    path = build(named(folder, "moved"), moved)
    assert set(events(path).values()) == set(events(whole).values())
    by_claims = [
        {claims: figures(register).get(event) for event, claims in events(register).items()}
        for register in (path, whole)
    ]
    assert by_claims[0] == by_claims[1]


def _first_day(rows: Rows, article: dict[str, Any]) -> date:
    return min(row["arrival_date"] for row in rows["articles"] if row["article_id"] == article["article_id"])


def test_a_wire_copy_changes_no_figure(whole: Path, rows: Rows, copied: Callable[[str], Path]) -> None:
    # on a day of their own: within a day the least claim names an event, whoever tells it
    more, day = deepcopy(rows), days_of(rows)[-1] + timedelta(days=1)
    coded = {row["version_id"] for row in rows["casualty_claims"]}
    chosen = [row for row in rows["articles"] if row["version_id"] in coded][::9]
    for number, article in enumerate(chosen):
        _copy(more, article, f"https://paper-{number}.example/copy", day)
    path = build(copied("copies"), more)
    assert len(chosen) > 10
    assert set(events(whole)) == set(events(path))
    assert events(whole) != events(path)
    assert figures(path) == figures(whole)


def _copy(rows: Rows, article: dict[str, Any], url: str, arrival: date) -> None:
    """The same text in another paper, claims and all."""
    copy = identity.article_id(url, "")
    version = identity.version_id(copy, article["content_hash"])
    own = {"article_id": copy, "version_id": version, "arrival_date": arrival}
    paper = {"publisher": url.split("/")[2], "url": url, "canonical_url": url}
    rows["articles"].append(article | own | paper)
    for table in ("casualty_claims", "control_claims", "materiel_claims", "actor_mentions", "place_mentions"):
        key = f"{table.removesuffix('s')}_id" if table.endswith("mentions") else "claim_id"
        told = [row for row in rows[table] if row["version_id"] == article["version_id"]]
        names = {row[key]: identity.digest("copy", copy, row[key]) for row in told}
        for row in told:
            links = {name: names.get(row.get(name)) for name in ("repeats_claim_id", "part_of_claim_id") if name in row}
            rows[table].append(row | own | links | {key: names[row[key]]})


def test_retracting_and_restoring_restores_every_table(rows: Rows, whole: Path, copied: Callable[[str], Path]) -> None:
    chosen = sorted({row["article_id"] for row in rows["casualty_claims"]})[::7]
    path, decided = copied("retracted"), deepcopy(rows)
    for action in ("retract", "restore"):
        decided["retractions"] += [
            {"article_id": article, "action": action, "reason": "a test", "recorded_at": datetime(2015, 2, 1)}
            for article in chosen
        ]
        for position, decision in enumerate(decided["retractions"]):
            decision["position"] = position
        build(path, decided)
        counted = query(
            path, "select count(*) from intermediate.int_claims where article_id in (select unnest(?))", chosen
        )
        assert (counted == [(0,)]) == (action == "retract")
    assert differing(path, whole) == []


def test_low_best_and_high_are_in_order(whole: Path) -> None:
    disordered = "select * from intermediate.int_event_estimates where low > best or best > high or low < 0"
    assert query(whole, disordered) == []


def test_sums_by_month_are_the_sums_by_event(whole: Path) -> None:
    with duckdb.connect(str(whole), read_only=True) as connection:
        months, by_event = (
            connection.execute(f"select sum(killed_low), sum(killed_best), sum(wounded_best) from {table}").fetchone()
            for table in ("marts.agg_admin1_month", "marts.fct_event where event_clarity = 1")
        )
    assert months == by_event
    assert months[1] > 100
