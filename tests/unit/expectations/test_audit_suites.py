"""Every rule of the audit holds on a sound register and breaks on one made unsound, with its row told."""

import shutil
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from expectations.rules import Rule, Suite
from expectations.run import run_suites
from expectations.suites import mart_suites, raw_suites
from tests.unit.expectations.conftest import DAY

SUITES = [*raw_suites(), *mart_suites()]
PAIRS = [(suite, rule) for suite in SUITES for rule in suite.rules]
RULES = [pytest.param(suite, rule, id=f"{suite.name}-{rule.name}") for suite, rule in PAIRS]

# What breaks a rule; `{t}` is its table.  What breaks the generic ones is in _breaking.
BREAKS = {
    "columns": "alter table {t} add column surprise int",
    "has_rows": "delete from {t}",
    "text_is_whole": "update {t} set n_characters = 1",
    "not_published_after_arrival": "update {t} set published = arrival_date + 2",
    "published_tells_its_source": "update {t} set published = null",
    "arrived_once": "insert into {t} select * replace (arrival_date + 1 as arrival_date) from {t}",
    "every_article_coded": "update raw.extraction_runs set n_articles = 7",
    "few_rejects_a_day": "delete from raw.articles",
    "mention_is_verbatim": "update {t} set text = 'Taiz'",
    "actor_id_known": "delete from raw.actors",
    "place_id_known": "delete from raw.places",
    "no_article_failed": "insert into {t} by name select 'error' as error_id, 'article' as article_id",
    "counts_agree": "delete from raw.control_claims",
    "one_version_of_rules": "insert into {t} select * replace ('2' as coder_version, 'b' as run_id, "
    "finished_at + interval 1 day as finished_at, arrival_date + 1 as arrival_date) from {t}",
    "count_low_not_above_high": "update {t} set count_low = 99, count_high = 3",
    "counts_not_negative": "update {t} set count_low = -1",
    "counts_fit_bound": "update {t} set bound = 'exact', count_high = null",
    "article_known": "delete from raw.articles",
    "evidence_is_verbatim": "update {t} set evidence_start = evidence_start + 1",
    "span_inside_evidence": "update {t} set span_end = evidence_end + 1",
    "date_start_not_after_end": "update {t} set date_start = date_end + 1",
    "date_precision_fits": "update {t} set date_precision = null",
    "not_after_the_article": "update {t} set date_start = arrival_date + 5, date_end = arrival_date + 5",
    "place_is_whole": "update {t} set longitude = null",
    "links_stay_in_the_article": "update {t} set repeats_claim_id = 'elsewhere'",
    "part_not_above_total": "update {t} set count_high = 2 where claim_id = 'total'",
    "no_implausible_incident": "update {t} set count_low = 20000",
    "low_best_high_in_order": "update {t} set {low} = 99",
    "founded_by_a_claim_of_its_own": "update {t} set founding_claim_id = 'elsewhere'",
    "sources_add_up": "update {t} set independent_sources = 2",
    "not_in_the_future": "update {t} set date_start = last_arrival_date + 2",
    "no_implausible_toll": "update {t} set killed_best = 5000",
    "parts_within_total": "update {t} set is_total_exceeded_by_sides = true",
    "event_known": "delete from marts.fct_event",
    "only_asserted_claims_count": "update {t} set modality = 'denied'",
    "counted_claims_have_an_event": "update {t} set event_id = null",
    "no_claim_lost": "delete from {t} where claim_id = 'part'",
    "ends_known": "delete from marts.dim_article",
    "sums_equal_events": "update {t} set killed_best = 13",
    "no_article_lost": "delete from {t}",
    "key_unique": "insert into {t} select * from {t}",
    "one_newest": "update {t} set is_newest = false",
    "counts_nowhere": "update {t} set claim_id = 'total', version_id = 'version'",
}
ERRORS = (
    "insert into raw.extraction_errors by name select 'e' as error_id, date '2026-03-02' as arrival_date from range(2)"
)
EMPTY = {"key_unique", "required_fields_present", "few_articles_failed"}
QUIET = {"columns", "has_rows"}
"""Rules about a table as a whole: there is no row to show."""


def _breaking(suite: Suite, rule: Rule) -> str:
    table = f"{suite.schema}.{suite.table}"
    if suite.table == "extraction_errors" and rule.name in EMPTY:
        return ERRORS  # the sound register has no row there to break
    if rule.name in BREAKS:
        return BREAKS[rule.name].format(t=table, low="low" if suite.table == "fct_casualty" else "killed_low")
    column = rule.options.get("column")
    match rule.expectation:
        case "ExpectColumnValuesToBeUnique":
            return f"insert into {table} select * from {table}"
        case "ExpectColumnValuesToNotBeNull":
            return f"update {table} set {column} = null"
        case "ExpectColumnValuesToBeInSet":
            return f"update {table} set {column} = 'nonsense'"
        case "ExpectColumnValuesToBeBetween":
            return f"update {table} set {column} = {rule.options['max_value'] + 1}"
    if rule.name == "required_fields_present":
        return f"update {table} set arrival_date = null"
    raise AssertionError(f"{rule.name}: write into BREAKS what breaks it, or it is a check that cannot fail")


@pytest.fixture(scope="session")
def sound(tmp_path_factory, write_register):
    path = tmp_path_factory.mktemp("sound") / "register.duckdb"
    write_register(path)
    return {(v.suite.name, v.rule.name): v for v in run_suites(path, SUITES)}


@pytest.mark.parametrize(("suite", "rule"), RULES)
def test_a_rule_holds_on_a_sound_register(sound, suite, rule):
    verdict = sound[suite.name, rule.name]
    assert verdict.passed, verdict.summary() + str(verdict.rows)


def test_every_rule_breaks_and_names_the_row(tmp_path, write_register):
    sound, broken = tmp_path / "sound.duckdb", tmp_path / "broken.duckdb"
    write_register(sound)
    missed = []
    for suite, rule in PAIRS:
        shutil.copyfile(sound, broken)
        with duckdb.connect(str(broken)) as connection:
            connection.execute(_breaking(suite, rule))
        # the whole table, and the rows of the only day
        for days in ((), (DAY,)) if suite.by_day else ((),):
            (verdict,) = run_suites(broken, [replace(suite, rules=(rule,))], days)
            if verdict.passed or verdict.error or not (verdict.rows or rule.name in QUIET):
                missed.append(f"{suite.name}.{rule.name} {days}: {verdict.error or 'not noticed'} {verdict.rows}")
    assert not missed, "\n".join(missed)


def test_rows_name_the_claim_and_show_its_sentence(tmp_path, write_register):
    path = tmp_path / "register.duckdb"
    write_register(path, "update raw.casualty_claims set count_low = 99, count_high = 3 where claim_id = 'part'")
    (suite,) = (suite for suite in raw_suites() if suite.table == "casualty_claims")
    verdicts = {verdict.rule.name: verdict for verdict in run_suites(path, [suite])}
    broken = verdicts["count_low_not_above_high"]
    assert broken.blocking
    assert broken.unexpected == 1
    assert broken.rows[0]["claim_id"] == "part"
    assert broken.rows[0]["evidence"].startswith("At least 12")
    assert "Run the arrival day" in broken.summary()


def test_rows_that_were_audited_when_they_came_are_looked_at_again_only_where_later_rows_matter(
    tmp_path, write_register
):
    path = tmp_path / "register.duckdb"
    write_register(
        path,
        "update raw.casualty_claims set span_end = evidence_end + 1, count_low = 20000, count_high = null",
        "delete from raw.places",
    )
    suites = [suite for suite in raw_suites() if suite.table in ("casualty_claims", "place_mentions")]
    looked_at = {"span_inside_evidence", "no_implausible_incident", "place_id_known"}
    broken = [
        {verdict.rule.name for verdict in run_suites(path, suites, days) if not verdict.passed} & looked_at
        for days in ((), (DAY,), (DAY + timedelta(days=1),))
    ]
    # a warning stands as long as its row does, and the register of places may have lost one
    assert broken == [looked_at, looked_at, looked_at - {"span_inside_evidence"}]


def test_a_missing_table_is_told_as_such(tmp_path, write_register):
    path = tmp_path / "register.duckdb"
    write_register(path, "drop table raw.actors")
    verdicts = run_suites(path, [suite for suite in raw_suites() if suite.table == "actors"])
    assert all(not verdict.passed and "raw.actors" in verdict.error for verdict in verdicts)


def test_the_file_is_free_afterwards(tmp_path, write_register):
    path = tmp_path / "register.duckdb"
    write_register(path)
    run_suites(path, [raw_suites()[0]])
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop table marts.fct_event")
