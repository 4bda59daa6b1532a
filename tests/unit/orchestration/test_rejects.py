"""`sijill rejects`, `retry` and `backfill`, on days that are read and not built."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.reading import land
from extractors.records import ExtractionError
from orchestration import rejects
from orchestration import run as register
from orchestration.cli import app
from orchestration.ingest import read_day
from orchestration.progress import Progress
from orchestration.run import RunSummary
from orchestration.settings import load_settings
from orchestration.storage.lake import Lake

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 4)
STORY = "At least three soldiers were killed on Monday when a bomb hit their patrol near the town of Harib."


@pytest.fixture
def settings(tmp_path):
    made = load_settings(data=tmp_path / "data", first_day=date(2026, 3, 1))
    story, empty, lines = tmp_path / "story.txt", tmp_path / "empty.txt", tmp_path / "lines.jsonl"
    story.write_text(STORY, encoding="utf-8")
    empty.write_bytes(b" ")
    lines.write_text(json.dumps({"text": STORY}) + "\n{broken\n", encoding="utf-8")
    land([story, empty], made.landing, DAY)
    land([lines], made.landing, NEXT)
    read(made, [DAY, NEXT])
    return made


def read(settings, days, **_options):
    for day in days:
        read_day(settings, Lake(settings.lake), day, "run", Progress())
    return RunSummary(
        success=True,
        run_id="run",
        days=days,
        seconds=1,
        failed_checks=[],
        errors=[],
        articles=0,
        rejected=0,
        claims=0,
        published=None,
        log=Path("run.log"),
    )


@pytest.fixture(autouse=True)
def reads_alone(monkeypatch):
    """A run that reads the days and does nothing else."""
    asked = []

    def run(settings, days, **options):
        asked.append(days)
        return read(settings, days, **options)

    monkeypatch.setattr(register, "run_register", run)
    return asked


def sijill(settings, *arguments):
    environment = {"COLUMNS": "300", "SIJILL_FIRST_DAY": "2026-03-01"}
    return CliRunner().invoke(app, ["--data", str(settings.data), *map(str, arguments)], env=environment)


def test_rejects_are_listed_with_origin_reason_and_day(settings):
    shown = sijill(settings, "rejects")
    assert shown.exit_code == 1
    for words in ("2026-03-02", "empty.txt", "empty_text", "2026-03-04", "lines.jsonl", "invalid_json"):
        assert words in shown.output
    # a duplicate is kept once, and nothing is to be done about it
    assert "duplicate" not in shown.output
    assert "duplicate" in sijill(settings, "rejects", "--all").output


@pytest.mark.parametrize(
    ("arguments", "reasons"),
    [
        (("--day", "2026-03-04"), ["invalid_json"]),
        (("--reason", "empty_text"), ["empty_text"]),
        (("--origin", "lines"), ["invalid_json"]),
        (("--kind", "coding"), []),
        (("--reason", "nothing_like_it"), []),
    ],
)
def test_the_list_can_be_narrowed_and_read_by_programs(settings, arguments, reasons):
    shown = sijill(settings, "rejects", "--json", *arguments)
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [row["reason"] for row in rows] == reasons
    assert shown.exit_code == bool(reasons)
    assert all(Path(row["kept_as"]).exists() for row in rows)


def test_the_bytes_of_what_was_rejected_are_kept(settings, tmp_path):
    sijill(settings, "rejects", "--save", tmp_path / "saved")
    saved = {path.name.rsplit("-", 1)[1]: path.read_bytes() for path in (tmp_path / "saved").iterdir()}
    assert saved == {"empty.txt": b" ", "lines.jsonl": b"{broken\n"}


def test_articles_that_could_not_be_coded_are_listed_with_their_origin(settings):
    lake = Lake(settings.lake)
    (article,) = lake.read("articles", DAY).to_pylist()
    error = ExtractionError(
        error_id="e",
        article_id=article["article_id"],
        version_id=article["version_id"],
        stage="worker process",
        error_type="ProcessKilled",
        message="killed",
        remedy="see the system's log",
        coder_version="1",
        run_id="run",
        extracted_at=article["ingested_at"],
        arrival_date=DAY,
    )
    lake.write("extraction_errors", DAY, [error])
    (row,) = (row for row in rejects.rejected(settings) if row.kind == "coding")
    assert (row.origin, row.reason) == (article["origin"], "ProcessKilled")


def test_a_retry_tells_what_passes_now_and_what_does_not(settings, reads_alone):
    (empty,) = settings.landing.rglob("empty.txt")
    empty.write_text(STORY + " It was the second this week.", encoding="utf-8")
    shown = sijill(settings, "retry")
    assert shown.exit_code == 1
    assert reads_alone == [[DAY, NEXT]]
    passed, left = shown.output.split("Still rejected")
    assert "empty.txt" in passed
    assert "lines.jsonl" in left
    (lines,) = settings.landing.rglob("lines.jsonl")
    lines.write_text(json.dumps({"text": STORY}) + "\n", encoding="utf-8")
    assert sijill(settings, "retry").exit_code == 0
    assert reads_alone[1:] == [[NEXT]]
    assert "Nothing is rejected" in sijill(settings, "retry").output
    # what was once rejected stays in the record
    assert "empty_text" in sijill(settings, "rejects", "--all").output


def test_a_backfill_runs_the_days_of_the_range_that_hold_input(settings, reads_alone):
    assert sijill(settings, "backfill", "2026-03-01", "2026-03-31").exit_code == 0
    assert sijill(settings, "backfill", "2026-03-03", "2026-03-04").exit_code == 0
    assert reads_alone == [[DAY, NEXT], [NEXT]]


def test_a_backfill_gives_the_same_rows(settings):
    before = [lake_rows(settings, day) for day in (DAY, NEXT)]
    sijill(settings, "backfill", "2026-03-01", "2026-03-31")
    assert [lake_rows(settings, day) for day in (DAY, NEXT)] == before


def lake_rows(settings, day):
    lake = Lake(settings.lake)
    run_metadata = {"run_id", "ingested_at", "rejected_at"}
    return [
        {name: value for name, value in row.items() if name not in run_metadata}
        for table in ("articles", "rejected_articles")
        for row in lake.read(table, day).to_pylist()
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("2026-03-05", "2026-03-01"), "is after"), (("2026-03-05", "2026-03-09"), "nothing landed")],
)
def test_a_range_that_cannot_be_run_is_refused(settings, arguments, words):
    refused = sijill(settings, "backfill", *arguments)
    assert refused.exit_code == 2
    assert words in refused.output
