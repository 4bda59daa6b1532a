"""What the models make of claims: events, figures and sums, on a register of known content."""

from pathlib import Path

from extractors.identity import digest
from extractors.records import OUTCOMES, RAW_TABLES, field_types
from orchestration.storage.release_database import BOOKKEEPING
from tests.dbt.conftest import Built
from tests.dbt.scratch import PROJECT, query


def test_reports_in_two_languages_are_one_event(register: Built) -> None:
    assert register.event("aden_en") == register.event("aden_ar") == register.event("aden_later")
    (row,) = register.rows(
        "select n_articles, n_publishers, n_languages, sub_event_type, type_of_violence, perpetrator_group "
        "from marts.fct_event where event_id = ?",
        register.event("aden_en"),
    )
    assert row == (3, 3, 2, "Armed clash", 1, "GOV")


def test_differing_counts_widen_and_are_never_added(register: Built) -> None:
    low, best, high = register.figures("aden_en")["HOUTHI_SALEH"]
    assert (low, high) == (12, None)  # "at least 14" leaves it open
    assert low <= best <= 14


def test_two_incidents_of_one_article_stay_two(register: Built) -> None:
    assert register.event("nihm") != register.event("aden_en")


def test_a_repetition_belongs_to_the_event_and_counts_once(register: Built) -> None:
    assert register.event("nihm_again") == register.event("nihm")
    assert register.figures("nihm")["TOTAL"] == (12, 12, 12)


def test_a_part_is_not_added_to_its_total(register: Built) -> None:
    assert register.event("part") == register.event("total")
    assert register.figures("total") == {"CIVILIAN": (20, 20, 20), "TOTAL": (20, 20, 20)}


def test_different_people_of_one_sentence_are_added(register: Built) -> None:
    assert register.figures("list_0", "wounded")["GOV"] == (3, 3, 3)


def test_history_and_denials_make_no_event(register: Built) -> None:
    assert register.event("history") is None
    assert register.event("denied") is None


def test_a_period_total_is_an_event_of_clarity_two_outside_all_sums(register: Built) -> None:
    assert register.rows(
        "select event_clarity, killed_best from marts.fct_event where event_id = ?", register.event("month")
    ) == [(2, 140)]
    ((months, events, period),) = register.rows(
        "select (select sum(killed_best) from marts.agg_admin1_month),"
        " (select sum(killed_best) from marts.fct_event where event_clarity = 1),"
        " (select sum(n_period_summaries) from marts.agg_admin1_month)"
    )
    assert months == events
    assert period == 1


def test_copies_of_a_wire_are_one_source(register: Built) -> None:
    assert register.event("wire_a") == register.event("wire_b") == register.event("wire_c")
    assert register.rows(
        "select n_articles, independent_sources, killed_low, killed_best, killed_high from marts.fct_event "
        "where event_id = ?",
        register.event("wire_a"),
    ) == [(3, 1, 9, 9, 9)]


def test_every_event_has_a_claim_and_its_id_comes_from_the_least(register: Built) -> None:
    rows = register.rows(
        "select e.event_id, e.founding_claim_id, arg_min(c.claim_id, (c.arrival_date, c.claim_id)) "
        "from marts.fct_event e left join marts.fct_claim c using (event_id) group by all"
    )
    assert rows
    for event, founding, least in rows:
        assert founding == least
        assert event == digest("event", founding)


def test_control_and_materiel_reach_their_tables(register: Built) -> None:
    assert register.rows("select action, actor_group, loser_group from marts.fct_control_change") == [
        ("liberated", "GOV", "HOUTHI")
    ]
    assert register.rows("select item, action, count from marts.fct_materiel_loss") == [("tank", "captured", 2)]
    assert register.event("taken") == register.event("tanks")


def test_not_reported_is_not_zero(register: Built) -> None:
    for outcome in OUTCOMES[3:]:
        assert register.rows(f"select count({outcome}_best) from marts.fct_event") == [(0,)]


def test_exports_hold_incidents_only(register: Built) -> None:
    acled = {row[0] for row in register.rows("select event_id_cnty from exports.acled_like")}
    ged = register.rows(
        "select id, deaths_a + deaths_b + deaths_civilians + deaths_unknown, best from exports.ged_like"
    )
    assert register.event("month") not in acled
    assert register.event("aden_en") in acled
    assert all(parts == best for event, parts, best in ged if event != register.event("month"))


def test_every_column_of_the_hxl_export_has_its_tag_in_order(register: Built) -> None:
    columns = [row[0] for row in register.rows("describe exports.hxl_events") if row[0] not in BOOKKEEPING]
    assert [row[0] for row in register.rows("select column_name from reference.hxl_tags order by position")] == columns


def test_the_macro_of_outcomes_is_that_of_the_records(register: Built) -> None:
    columns = [row[0] for row in register.rows("describe marts.fct_event")]
    assert [name.removesuffix("_low") for name in columns if name.endswith("_low") and name != "ucdp_low"] == list(
        OUTCOMES
    )


def test_sources_hold_the_fields_of_the_records(register: Built) -> None:
    for table, record in RAW_TABLES.items():
        columns = [row[0] for row in register.rows(f"describe raw.{table}")]
        assert columns == list(field_types(record))


def test_an_empty_register_has_every_table_and_no_row(empty: Path) -> None:
    tables = query(
        empty,
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema in ('marts', 'exports')",
    )
    models = {f"{f.parent.name}.{f.stem}" for f in (PROJECT / "models").rglob("*.sql")}
    assert {name for (name,) in tables} == {m for m in models if m.startswith(("marts.", "exports."))}
    filled = {name for (name,) in tables if query(empty, f"select count(*) from {name}") != [(0,)]}
    assert filled == {"marts.dim_actor", "marts.dim_event_type"}  # code lists
