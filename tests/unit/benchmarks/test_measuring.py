"""What the benchmarks measure with: time, memory, pairs against the truth, inputs without a corpus."""

import gzip
import json
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import corpora, events
from benchmarks.measure import BenchmarkError, command, in_own_process
from benchmarks.synthetic.register import TRUTH


def use(seconds: float, mebibytes: int) -> int:
    """Take so much of both."""
    held = bytearray(mebibytes * 2**20)
    held[::4096] = b"x" * len(held[::4096])
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return len(held)


def test_a_process_is_measured_alone():
    size, cost = in_own_process(use, 0.5, 200)
    assert size == 200 * 2**20
    assert cost.seconds >= 0.5
    assert 0.2 < cost.cpu_seconds < 2
    assert 200 < cost.peak_mib < 600


def test_children_of_a_command_count():
    burn = "import time\nheld = bytearray(150 * 2**20)\nheld[::4096] = b'x' * len(held[::4096])\ntime.sleep(0.6)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    cost = command([sys.executable, "-c", parent], Path.cwd(), {})
    assert cost.peak_mib > 150
    burn = "import time\nwhile time.process_time() < 0.4: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    assert command([sys.executable, "-c", parent], Path.cwd(), {}).cpu_seconds > 0.4


def test_a_command_that_fails_says_why():
    with pytest.raises(BenchmarkError, match="no such model"):
        command([sys.executable, "-c", "raise SystemExit('no such model')"], Path.cwd(), {})


def test_pairs_against_the_truth(tmp_path: Path):
    # incident 1 is told by articles a, b, c; the register joins a and b, and puts c with d of incident 2
    day = date(2020, 1, 1)
    members = [
        ("1a", "E1", "a", day),
        ("1b", "E1", "b", day),
        ("1c", "E2", "c", day),
        ("2d", "E2", "d", day),
        ("old", "E2", "e", day),
    ]
    with duckdb.connect(str(tmp_path / "register.duckdb")) as connection:
        connection.execute("CREATE SCHEMA intermediate")
        connection.execute(
            "CREATE TABLE intermediate.int_event_members "
            "(claim_id TEXT, event_id TEXT, article_id TEXT, arrival_date DATE)"
        )
        connection.executemany("INSERT INTO intermediate.int_event_members VALUES (?, ?, ?, ?)", members)
    truth = pa.table([["1a", "1b", "1c", "2d", "old"], [1, 1, 1, 2, None]], schema=TRUTH)
    pq.write_table(truth, tmp_path / "truth.parquet")
    found = events.joined(tmp_path / "register.duckdb", tmp_path / "truth.parquet")
    assert (found.incidents, found.events) == (2, 2)
    assert found.precision == pytest.approx(1 / 2)
    assert found.recall == pytest.approx(1 / 3)
    # ten pairs more, of which all are right and one is missed
    both = found + events.Joined(3, 4, same_both=9, same_event=9, same_incident=10)
    assert (both.incidents, both.events) == (5, 6)
    assert both.precision == pytest.approx(10 / 11)
    assert both.recall == pytest.approx(10 / 13)
    assert events.Joined(0, 0, 0, 0, 0).recall is None


def test_samples_stand_in_for_a_missing_corpus(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(corpora, "CORPORA", tmp_path / "nowhere")
    found = corpora.corpora(tmp_path, 30)
    assert {corpus.language for corpus in found} == {"ar", "en"}
    for corpus in found:
        assert not corpus.is_real
        articles = [json.loads(line) for line in corpus.path.read_text(encoding="utf-8").splitlines()]
        assert len(articles) == 30
        assert len({article["text"] for article in articles}) == 30
        assert {article["language"] for article in articles} == {corpus.language}


def test_a_limit_takes_articles_from_the_whole_corpus(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(corpora, "CORPORA", tmp_path)
    for name in corpora.FILES.values():
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as stream:
            stream.writelines(f'{{"id": "{number}"}}\n' for number in range(100))
    (tmp_path / "cut").mkdir()
    for corpus in corpora.corpora(tmp_path / "cut", 5):
        lines = corpus.path.read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["id"] for line in lines] == ["0", "20", "40", "60", "80"]
