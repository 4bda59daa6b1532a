"""What `sijill doctor` says of a publication that the record has run away from."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.cli import doctor
from orchestration.storage import retractions
from orchestration.storage.lake import Lake
from orchestration.storage.publish import MANIFEST

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register whose publication was made at noon."""
    monkeypatch.setenv("SIJILL_DATA", str(tmp_path))
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / MANIFEST).write_text(json.dumps({"published_at": NOW.isoformat()}), encoding="utf-8")
    return folder


def written(path: Path, hours: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    moment = (NOW + timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))


def test_what_was_coded_or_retracted_later_is_named(published: Path) -> None:
    lake = Lake(published.parent / "lake")
    written(lake.path("extraction_runs", date(2026, 3, 2)), hours=-1)
    assert list(doctor._unpublished(published)) == []
    written(lake.path("extraction_runs", date(2026, 3, 4)), hours=1)
    written(retractions.path(lake), hours=2)
    assert list(doctor._unpublished(published)) == ["day 2026-03-04", "retractions"]
