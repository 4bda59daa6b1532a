"""What must never change: ids and figures, whatever the order, the batches and the day a report arrives."""

import pytest

from tests.dbt.conftest import Built

TABLES = ("marts.fct_event", "marts.fct_casualty", "marts.fct_claim", "marts.bridge_event_article", "exports.ged_like")


@pytest.mark.parametrize("table", TABLES)
def test_batches_and_order_change_nothing(register: Built, batches: Built, table: str) -> None:
    assert register.rows(f"select * from {table} order by all") == batches.rows(f"select * from {table} order by all")


def test_a_later_report_never_renames_an_event(register: Built) -> None:
    ((founding, arrival),) = register.rows(
        "select e.founding_claim_id, c.arrival_date from marts.fct_event e "
        "join marts.fct_claim c on c.claim_id = e.founding_claim_id where e.event_id = ?",
        register.event("aden_later"),
    )
    assert founding in {register.ids["aden_en"], register.ids["aden_ar"]}
    assert arrival.day == 1


def test_a_copy_changes_no_figure(register: Built) -> None:
    assert register.figures("wire_c") == {"CIVILIAN": (9, 9, 9), "TOTAL": (9, 9, 9)}


def test_a_decision_holds_against_the_score(register: Built, decided: Built) -> None:
    assert register.event("aden_en") == register.event("aden_ar")
    assert decided.event("aden_en") != decided.event("aden_ar")
    assert decided.rows("select decision, verdict from marts.review_pairs where decision is not null") == [
        ("different", "forbidden")
    ]
