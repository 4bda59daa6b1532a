"""`sijill code` where something breaks behind it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration import dbt
from orchestration.cli import app


def test_what_cannot_be_joined_is_coded_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(arguments: list[str], *_: object) -> None:
        raise dbt.DbtError("dbt build failed:\nno space left")

    monkeypatch.setattr(dbt, "run_dbt", failing)
    given, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    article = {"id": "a", "language": "en", "published": "2017-02-03", "text": "A mortar shell killed two farmers."}
    given.write_text(json.dumps(article) + "\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["code", str(given), "-o", str(output), "--join"])
    assert shown.exit_code == 1
    assert "coded but not joined" in shown.output
    assert "no space left" in shown.output
    assert "Traceback" not in shown.output
    (claim,) = json.loads(output.read_text(encoding="utf-8"))["casualties"]
    assert (claim["count"], claim["event_id"]) == (2, None)
