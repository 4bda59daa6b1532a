"""`sijill run` without a path: the samples are invented, and never come among an analyst's own articles."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.reading import land, landed_files
from orchestration.cli import app
from orchestration.cli.run import samples_for, with_unfinished
from orchestration.days import fingerprint, mark_as_read
from orchestration.settings import Settings, load_settings
from orchestration.storage.lake import Lake

DAY = date(2026, 3, 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data=tmp_path / "data")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Nobody was hurt in Aden.", encoding="utf-8")
    return path


def test_the_samples_are_for_a_register_of_their_own(settings: Settings, report: Path) -> None:
    samples = samples_for(settings)
    assert [path.name for path in samples] == ["landing"]
    land(samples, settings.landing, DAY)
    assert samples_for(settings) == samples
    land([report], settings.landing, DAY)
    assert samples_for(settings) == []
    assert with_unfinished(settings, None) == [DAY]


def test_where_all_was_read_nothing_is_run(settings: Settings, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    land([report], settings.landing, DAY)
    lake = Lake(settings.lake)
    lake.path("articles", DAY).parent.mkdir(parents=True)
    mark_as_read(lake, DAY, fingerprint(landed_files(settings.landing, DAY)))
    monkeypatch.setenv("SIJILL_DATA", str(settings.data))
    shown = CliRunner().invoke(app, ["run"])
    assert shown.exit_code == 2
    assert len(landed_files(settings.landing, DAY)) == 1
