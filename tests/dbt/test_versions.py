"""Corrections, texts taken back, retractions: what counts, what stays readable, and that no event is renamed."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import CIVILIANS, NEXT_DAY, Built
from tests.dbt.scratch import DAY, NIHM, NOON, WORKING, Register, dbt, query

LATER = DAY + timedelta(days=120)


def _story(register: Register, name: str, text: str, **given: object) -> str:
    return register.article(name, text=f"{name}: {text}", **given)


def _decide(register: Register, article: str, *actions: str) -> None:
    for action in actions:
        register.rows["retractions"].append(
            {
                "article_id": article,
                "action": action,
                "reason": "the agency withdrew it",
                "recorded_at": datetime(2016, 3, 9),
                "position": len(register.rows["retractions"]) + 1,
            }
        )


def _corrected(decisions: dict[str, tuple[str, ...]]) -> tuple[Register, dict[str, str]]:
    """Stories that change; `decisions` names stories and what is decided about them."""
    raw, ids = Register(), {}
    harbour = {"method": "bombing", **CIVILIANS}

    story = _story(raw, "moved", "nine dead in the port")
    ids["moved_1"] = raw.casualty(story, 20, count=9, evidence="A blast killed nine dockers in the port.", **harbour)
    ids["dropped"] = raw.casualty(story, 220, count=4, **(NIHM | CIVILIANS))
    story = _story(raw, "moved", "Correction. eleven dead in the port", arrival=NEXT_DAY)
    ids["moved_2"] = raw.casualty(story, 40, count=11, evidence="A blast killed eleven dockers in the port.", **harbour)

    follower = _story(raw, "follower", "the port mourns", arrival=NEXT_DAY, published=NEXT_DAY)
    ids["follower"] = raw.casualty(follower, count=11, **harbour)

    hours = _story(raw, "hours", "three dead on the road", landed_at=NOON)
    ids["hours_1"] = raw.casualty(hours, 5, count=3, **(NIHM | CIVILIANS | {"date_start": DAY - timedelta(days=9)}))
    _story(raw, "hours", "nobody died on the road", landed_at=NOON + timedelta(hours=1))

    back = _story(raw, "back", "six dead at the bridge", publisher="bridge.example")
    ids["back_1"] = raw.casualty(back, 5, count=6, outcome="wounded", **(NIHM | CIVILIANS))
    _story(raw, "back", "none at the bridge", arrival=NEXT_DAY, publisher="bridge.example")
    raw.seen_again(raw.rows["articles"][-2], arrival=LATER)

    late = _story(raw, "late", "the port again", arrival=LATER, published=DAY)
    ids["late"] = raw.casualty(late, count=11, evidence="Eleven dockers died in the blast in the port.", **harbour)
    old = _story(raw, "late", "the port at first", arrival=LATER + timedelta(days=1), retrieved_at=NOON)
    ids["old"] = raw.casualty(old, 300, count=1, **harbour)

    articles = {"moved": story, "follower": follower, "hours": hours, "back": back, "late": late}
    for name, actions in decisions.items():
        _decide(raw, articles[name], *actions)
    return raw, ids | {f"article_{name}": article for name, article in articles.items()}


def _built(folder: Path, decisions: dict[str, tuple[str, ...]]) -> Built:
    path = folder / WORKING
    raw, ids = _corrected(decisions)
    raw.write(path)
    dbt(path, "build", "--exclude-resource-type", "unit_test")
    return Built(path, ids)


@pytest.fixture(scope="session")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Stories that were corrected, with every data test of dbt."""
    return _built(tmp_path_factory.mktemp("corrected"), {})


@pytest.fixture(scope="session")
def retracted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same with the first report of the blast retracted, and another story retracted and restored."""
    return _built(tmp_path_factory.mktemp("retracted"), {"moved": ("retract",), "back": ("retract", "restore")})


def test_the_newest_version_counts_and_the_older_stays_readable(corrected: Built) -> None:
    counted = {claim for (claim,) in corrected.rows("select claim_id from marts.fct_claim")}
    assert corrected.ids["moved_2"] in counted
    assert corrected.ids["moved_1"] not in counted
    assert corrected.figures("moved_2")["CIVILIAN"][1] == 11
    assert corrected.rows(
        "select claim_id, why, count, current_claim_id from marts.former_claims where article_id = ? order by count",
        corrected.ids["article_moved"],
    ) == [
        (corrected.ids["dropped"], "superseded", 4, None),
        (corrected.ids["moved_1"], "superseded", 9, corrected.ids["moved_2"]),
    ]


def test_a_correction_renames_no_event(corrected: Built) -> None:
    ((founding, first, event),) = corrected.rows(
        "select e.founding_claim_id, c.arrival_date, e.event_id from marts.fct_event e "
        "join marts.fct_claim c using (event_id) where c.claim_id = ?",
        corrected.ids["moved_2"],
    )
    assert (founding, first) == (corrected.ids["moved_1"], DAY)
    assert corrected.event("follower") == event


def test_an_article_that_arrives_months_late_reaches_its_event(corrected: Built) -> None:
    assert corrected.event("late") == corrected.event("follower")


def test_an_older_text_that_arrives_later_does_not_count(corrected: Built) -> None:
    assert corrected.rows("select claim_id from marts.fct_claim where claim_id = ?", corrected.ids["old"]) == []


def test_versions_of_one_day_stand_in_the_order_in_which_they_landed(corrected: Built) -> None:
    assert corrected.rows(
        "select version, is_current, n_claims, n_claims_gone from marts.article_versions where article_id = ? "
        "order by version",
        corrected.ids["article_hours"],
    ) == [(1, False, 1, None), (2, True, 0, 1)]


def test_a_correction_that_is_taken_back_counts_no_more(corrected: Built) -> None:
    assert corrected.rows(
        "select version, arrival_date, is_current from marts.article_versions where article_id = ? order by version",
        corrected.ids["article_back"],
    ) == [(1, DAY, True), (2, NEXT_DAY, False)]
    assert corrected.rows("select arrival_date from marts.fct_claim where claim_id = ?", corrected.ids["back_1"]) == [
        (DAY,)
    ]


def test_the_change_is_listed(corrected: Built) -> None:
    ((changed, gone, words),) = corrected.rows(
        "select n_claims_changed, n_claims_gone, changes from marts.article_versions where article_id = ? "
        "and version = 2",
        corrected.ids["article_moved"],
    )
    assert (changed, gone) == (1, 1)
    assert "changed: casualty killed" in words


def test_a_retraction_takes_the_claims_out_and_keeps_the_article(corrected: Built, retracted: Built) -> None:
    article = corrected.ids["article_moved"]
    assert retracted.rows("select count(*) from marts.fct_claim where article_id = ?", article) == [(0,)]
    assert retracted.rows(
        "select is_retracted, retraction_reason, n_claims from marts.dim_article where article_id = ?", article
    ) == [(True, "the agency withdrew it", 0)]
    assert retracted.rows("select distinct why from marts.former_claims where article_id = ?", article) == [
        ("retracted",)
    ]
    assert retracted.event("follower") is not None


def test_what_is_restored_has_every_event_id_again(corrected: Built, retracted: Built) -> None:
    sql = "select event_id from marts.fct_claim where article_id = ? order by all"
    article = corrected.ids["article_back"]
    assert retracted.rows(sql, article) == corrected.rows(sql, article) != []


def test_a_register_that_is_built_on_gives_the_same(corrected: Built, retracted: Built, tmp_path: Path) -> None:
    path = tmp_path / WORKING
    path.write_bytes(corrected.path.read_bytes())
    tables = ("marts.fct_event", "marts.fct_claim", "marts.former_claims", "marts.bridge_event_article")
    before = [query(path, f"select * from {table} order by all") for table in tables]

    def decide(*decisions: tuple[str, str]) -> list[list[tuple[object, ...]]]:
        with duckdb.connect(str(path)) as connection:
            for story, action in decisions:
                connection.execute(
                    "insert into raw.retractions values (?, ?, 'the agency withdrew it', '2016-03-09', "
                    "(select count(*) + 1 from raw.retractions))",
                    [corrected.ids[f"article_{story}"], action],
                )
        dbt(path, "build", "--exclude-resource-type", "unit_test", "--exclude-resource-type", "seed")
        return [query(path, f"select * from {table} order by all") for table in tables]

    assert decide(("moved", "retract"), ("back", "retract"), ("back", "restore")) == [
        retracted.rows(f"select * from {table} order by all") for table in tables
    ]
    assert decide(("moved", "restore")) == before
