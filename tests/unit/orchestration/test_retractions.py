"""The journal of retractions, and the command that writes it."""

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from extractors import identity
from extractors.records import Article
from orchestration.cli import app
from orchestration.storage import retractions
from orchestration.storage.lake import Lake, LakeError

DAY = date(2026, 3, 2)
URL = "https://wadi.example/2026/blast"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _article(text: str) -> Article:
    article = identity.article_id(URL, text)
    return Article(
        article_id=article,
        version_id=identity.version_id(article, identity.content_hash(text)),
        content_hash=identity.content_hash(text),
        external_id=None,
        language="en",
        publisher=None,
        url=URL + "?utm_source=feed",
        canonical_url=URL,
        title=text,
        author=None,
        published=None,
        published_source="none",
        text=text,
        n_characters=len(text),
        origin=f"{len(text)}.txt",
        origin_line=None,
        reader="text",
        encoding=None,
        retrieved_at=None,
        landed_at=NOW,
        arrival_date=DAY,
        run_id="run",
        ingested_at=NOW,
    )


@pytest.fixture
def lake(tmp_path):
    made = Lake(tmp_path / "lake")
    made.write("articles", DAY, [_article("One was killed."), _article("Two were killed.")])
    return made


def sijill(lake, *arguments):
    return CliRunner().invoke(app, ["--data", str(lake.root.parent), "retract", *arguments], env={"COLUMNS": "200"})


def test_of_several_decisions_the_last_holds(lake):
    retractions.record(lake, "a", retractions.RETRACT, "wrong")
    retractions.record(lake, "b", retractions.RETRACT, "wrong too")
    retractions.record(lake, "a", retractions.RESTORE, "right after all")
    assert list(retractions.retracted(lake)) == ["b"]
    assert retractions.table(lake)["position"].to_pylist() == [1, 2, 3]


def test_an_empty_register_has_no_decisions(tmp_path):
    assert retractions.table(Lake(tmp_path)).num_rows == 0


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"article_id": "a"}',
        '{"article_id": "a", "action": "x", "reason": "y", "recorded_at": "2026-03-02"}',
    ],
)
def test_a_line_that_is_no_decision_is_named(lake, line):
    retractions.record(lake, "a", retractions.RETRACT, "wrong")
    with retractions.path(lake).open("a", encoding="utf-8") as journal:
        journal.write(line + "\n")
    with pytest.raises(LakeError, match=r"retractions\.jsonl, line 2"):
        retractions.decisions(lake)


@pytest.mark.parametrize("given", [URL, URL + "?utm_source=feed", URL + "#top", identity.article_id(URL, "")])
def test_an_article_is_found_by_any_form_of_its_address_and_by_its_id(lake, given):
    assert [one.article_id for one in retractions.find(lake, given)] == [identity.article_id(URL, "")]


def test_the_command_writes_and_undoes(lake):
    assert sijill(lake, URL, "--reason", "withdrawn  by the agency").exit_code == 0
    (line,) = retractions.path(lake).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reason"] == "withdrawn by the agency"
    assert "withdrawn by the agency" in sijill(lake).output
    again = sijill(lake, URL, "--reason", "again")
    assert (again.exit_code, "already" in again.output) == (2, True)
    assert sijill(lake, URL, "--undo", "--reason", "it was another").exit_code == 0
    assert retractions.retracted(lake) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((URL,), "no reason"),
        (("https://wadi.example/other", "--reason", "x"), "no article of the register"),
        ((URL, "--undo", "--reason", "x"), "is not retracted"),
    ],
)
def test_what_cannot_be_done_is_said_and_writes_nothing(lake, arguments, words):
    refused = sijill(lake, *arguments)
    assert refused.exit_code == 2
    assert words in refused.output
    assert not retractions.path(lake).exists()
