"""Corrections and retractions through the whole of the register, and what the record keeps of them."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from extractors.reading import land
from orchestration.cli import app
from orchestration.run import build_anew, rebuild

pytestmark = pytest.mark.timeout(1200)

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)
URL = "https://wadi.example/2026/03/patrol"
FIRST = (
    "Seven soldiers were killed on Monday when a roadside bomb hit their patrol in Taiz, a military official said. "
    "The official said the wounded were taken to a hospital in the city."
)
CORRECTED = "Correction: an earlier report gave another number. " + FIRST.replace("Seven", "Nine")
FOLLOWER = "Nine soldiers were killed on Monday by a roadside bomb that hit a patrol in Taiz, medics told reporters."


@pytest.fixture(scope="module")
def corrected(new_register, tmp_path_factory):
    """A story, its correction a day later, and another paper's story."""
    made, folder = new_register("corrected"), tmp_path_factory.mktemp("given")

    def landed(name, day, **article):
        path = folder / name
        path.write_text(json.dumps({"published": "2026-03-02", **article}) + "\n", encoding="utf-8")
        land([path], made.settings.landing, day)

    landed("first.jsonl", DAY, url=URL, publisher="wadi.example", text=FIRST)
    assert made.run(DAY).success
    made.before = made.query("SELECT event_id FROM marts.fct_event")
    landed("second.jsonl", NEXT, url=URL + "?utm_source=feed", publisher="wadi.example", text=CORRECTED)
    landed("third.jsonl", NEXT, url="https://other.example/1", publisher="other.example", text=FOLLOWER)
    assert made.run(NEXT).success
    return made


def sijill(register, *arguments):
    return CliRunner().invoke(app, ["--data", str(register.settings.data), *arguments], env={"COLUMNS": "200"})


def claims(register):
    return register.query("SELECT article_id, claim_id, event_id FROM marts.fct_claim ORDER BY ALL")


def test_the_corrected_figure_counts_under_the_event_s_own_id(corrected):
    ((event,),) = corrected.before
    assert corrected.query("SELECT event_id, killed_best, n_articles FROM marts.fct_event") == [(event, 9, 2)]
    assert corrected.query("SELECT count, why FROM marts.former_claims WHERE outcome = 'killed'") == [(7, "superseded")]
    versions = "SELECT version, arrival_date, is_current, n_claims_changed FROM marts.article_versions WHERE url LIKE ?"
    found = corrected.query(versions.replace("?", f"'{URL}%' ORDER BY version"))
    assert found == [(1, DAY, False, None), (2, NEXT, True, 1)]


def test_a_retraction_and_its_undoing_leave_every_id_as_it_was(corrected):
    before = claims(corrected)
    assert sijill(corrected, "retract", URL, "--reason", "withdrawn by the agency").exit_code == 0
    assert build_anew(corrected.settings).success
    assert corrected.query("SELECT is_retracted, n_claims FROM marts.dim_article WHERE is_retracted") == [(True, 0)]
    retracted = claims(corrected)
    assert {row[0] for row in retracted} == {row[0] for row in before} - {
        row[0] for row in corrected.query("SELECT article_id FROM marts.dim_article WHERE is_retracted")
    }
    # a rebuild from the lake knows of it
    assert rebuild(corrected.settings).success
    assert claims(corrected) == retracted
    assert sijill(corrected, "retract", URL, "--undo", "--reason", "it stands after all").exit_code == 0
    assert build_anew(corrected.settings).success
    assert claims(corrected) == before
