"""A day read into the lake: what is counted, and what becomes of what was rejected before."""

from datetime import date

import pytest

from extractors.reading import land
from orchestration.ingest import read_day
from orchestration.progress import Progress
from orchestration.settings import load_settings
from orchestration.storage.lake import Lake

DAY = date(2026, 3, 2)
STORY = "At least three soldiers were killed on Monday when a bomb hit their patrol near the town of Harib."


class Watched(Progress):
    """Keeps what it was told."""

    def track(self, items, description, total=None, *, done=None):
        yield from items
        self.total, self.done = total, done()


@pytest.fixture
def register(tmp_path):
    settings = load_settings(data=tmp_path / "data")
    return settings, Lake(settings.lake)


def landed(register, tmp_path, name, content):
    path = tmp_path / "in" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return land([path], register[0].landing, DAY)[0].path


def read(register, progress=None):
    return read_day(*register, DAY, "run", progress or Progress())


def rejects(register):
    return {
        (row["origin"].split("/")[1], row["reason"]): row["resolution"]
        for row in register[1].read("rejected_articles", DAY).to_pylist()
    }


def test_numbers_of_a_day_and_all_bytes_followed_to_the_end(register, tmp_path):
    landed(register, tmp_path, "a.txt", STORY)
    landed(register, tmp_path, "b.txt", STORY)
    landed(register, tmp_path, "c.txt", "")
    progress = Watched()
    found = read(register, progress)
    assert (found.articles, found.languages["en"], found.without_date) == (1, 1, 1)
    assert dict(found.reasons) == {"duplicate": 1, "empty_text": 1}
    assert [row.reason for row in found.first_rejects] == ["empty_text"]
    assert progress.total == found.bytes == 2 * len(STORY)
    assert progress.done >= progress.total


def test_what_was_rejected_and_can_be_read_now_stays_in_the_record(register, tmp_path):
    path = landed(register, tmp_path, "a.txt", "")
    assert read(register).resolutions.total() == 0
    path.write_text(STORY, encoding="utf-8")
    assert read(register).resolutions == {"read": 1}
    assert rejects(register) == {("a.txt", "empty_text"): "read"}
    # it stays so, however often the day is read
    assert read(register).resolutions == {"read": 1}
    path.write_text("", encoding="utf-8")
    read(register)
    assert rejects(register) == {("a.txt", "empty_text"): None}


def test_another_reason_and_a_file_that_is_gone_are_told_apart(register, tmp_path):
    gone = landed(register, tmp_path, "gone.txt", "")
    other = landed(register, tmp_path, "other.txt", "")
    read(register)
    gone.unlink()
    other.write_bytes(b"%PDF-1.4 broken")
    read(register)
    found = rejects(register)
    assert found[("gone.txt", "empty_text")] == "removed"
    assert found[("other.txt", "empty_text")] == "rejected_otherwise"
    assert [resolution for (name, _), resolution in found.items() if name == "other.txt"].count(None) == 1


def test_duplicates_leave_no_history(register, tmp_path):
    landed(register, tmp_path, "a.txt", STORY)
    copy = landed(register, tmp_path, "b.txt", STORY)
    read(register)
    copy.unlink()
    read(register)
    assert rejects(register) == {}


def test_a_table_of_another_version_is_written_anew(register, tmp_path):
    landed(register, tmp_path, "a.txt", "")
    path = register[1].path("rejected_articles", DAY)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not parquet")
    read(register)
    assert rejects(register) == {("a.txt", "empty_text"): None}
