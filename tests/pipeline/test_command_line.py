"""The commands as a person uses them, on the register that the session has run."""

import csv
import json
import re
from pathlib import Path

import hxl
import pytest
from geojson_pydantic import FeatureCollection
from typer.testing import CliRunner, Result

from orchestration.cli import app
from orchestration.settings import REPOSITORY
from orchestration.storage.publish import DATABASE

GOLD = REPOSITORY / "samples" / "gold.jsonl"
SEEDS = REPOSITORY.parent / "shared" / "eval" / "seeds"


def sijill(*arguments: object, data: Path | None = None) -> Result:
    before = ["--data", str(data)] if data else []
    return CliRunner().invoke(app, [*before, *map(str, arguments)], env={"COLUMNS": "200"})


@pytest.fixture
def data(register, tables) -> Path:
    return register.settings.data


@pytest.fixture
def event(register, tables) -> str:
    """An event that two articles report."""
    return register.query("SELECT event_id FROM marts.fct_event WHERE n_articles > 1 ORDER BY killed_best DESC")[0][0]


def test_every_command_has_help_with_an_example() -> None:
    for command in (
        "run",
        "fetch",
        "sources",
        "code",
        "evaluate",
        "query",
        "export",
        "explain",
        "diff",
        "reconcile",
        "rejects",
        "retry",
        "backfill",
        "retract",
        "ui",
        "doctor",
    ):
        shown = sijill(command, "--help")
        assert shown.exit_code == 0
        assert f"sijill {command}" in shown.output or "sijill --data" in shown.output


def test_query_answers_in_three_shapes(data: Path) -> None:
    count = "SELECT count(*) AS n FROM marts.fct_event"
    assert json.loads(sijill("query", count, "-f", "json", data=data).stdout)[0]["n"] > 0
    assert sijill("query", count, "-f", "csv", data=data).stdout.startswith("n\n")
    assert "event_id" in sijill("query", "FROM marts.fct_event", "--limit", 1, data=data).output


def test_query_cannot_write_and_says_what_is_wrong(data: Path) -> None:
    refused = sijill("query", "DROP TABLE marts.fct_event", data=data)
    assert refused.exit_code == 2
    assert "read-only" in refused.output
    for sql in (f"COPY (SELECT 1) TO '{data / 'x.csv'}'", "FROM read_text('/etc/hostname')"):
        assert sijill("query", sql, data=data).exit_code == 2
    assert not (data / "x.csv").exists()
    misspelt = sijill("query", "SELEC 1", data=data)
    assert misspelt.exit_code == 2
    assert "SHOW ALL TABLES" in misspelt.output


def test_the_sql_of_the_docs_runs(data: Path) -> None:
    texts = [(REPOSITORY / name).read_text(encoding="utf-8") for name in ("README.md", "docs/guide.md")]
    quoted = [sql for text in texts for sql in re.findall(r'sijill query "([^"]+)"', text)]
    blocks = [block for text in texts for block in re.findall(r"```sql\n(.*?)```", text, re.DOTALL)]
    statements = quoted + [sql for block in blocks for sql in block.split(";") if sql.strip()]
    assert len(statements) >= 5
    for sql in statements:
        assert sijill("query", "--", sql, data=data).exit_code == 0, sql


def test_the_commands_of_the_makefile_are_commands() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    called = re.findall(r"sijill (?:--data \S+ )?(\w+)((?: --[\w-]+)*)", makefile)
    assert {name for name, _ in called} >= {"run", "ui", "evaluate"}
    for name, options in called:
        shown = sijill(name, "--help").output
        assert all(option in shown for option in options.split()), (name, options)


def test_explain_leads_back_to_every_sentence(register, data: Path, event: str) -> None:
    shown = sijill("explain", event[:12], data=data)
    assert shown.exit_code == 0
    flat = " ".join(shown.output.split())
    sentences = register.query(
        f"SELECT DISTINCT evidence, publisher, published, rule_id FROM marts.fct_claim WHERE event_id = '{event}'"
    )
    for evidence, publisher, published, rule_id in sentences:
        assert " ".join(evidence.split()) in flat
        assert (publisher or "publisher not told") in flat
        assert str(published or "no date") in flat
        assert rule_id in flat
    assert "Why these reports are one event" in shown.output


def test_explain_says_so_where_there_is_no_such_event(data: Path) -> None:
    assert sijill("explain", "zzzz", data=data).exit_code == 2


def test_exports_of_each_format(data: Path, tmp_path: Path) -> None:
    assert sijill("export", "-f", "csv", "-t", "fct_event", "-o", tmp_path, data=data).exit_code == 0
    assert sijill("export", "-f", "parquet", "-t", "fct_claim", "-o", tmp_path, data=data).exit_code == 0
    assert sijill("export", "-f", "geojson", "-o", tmp_path, data=data).exit_code == 0
    assert sijill("export", "-f", "hxl", "-o", tmp_path, data=data).exit_code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"fct_event.csv", "fct_claim.parquet", "events.geojson", "hxl_events.csv"}
    assert (tmp_path / "hxl_events.csv").read_text(encoding="utf-8").splitlines()[1].startswith("#")
    assert sijill("export", "-f", "csv", "-t", "no_such_table", "-o", tmp_path, data=data).exit_code == 2


def test_the_exports_are_valid_by_those_who_define_them(data: Path) -> None:
    """HXL by libhxl with HXL's own core schema; GeoJSON by RFC 7946 as geojson-pydantic writes it down."""
    folder = data / "published" / "exports"
    with (folder / "hxl_events.csv").open(encoding="utf-8", newline="") as stream:
        report = hxl.validate([list(row) for row in csv.reader(stream)])
    # "info" is libhxl's remark that a figure stands out among the others, which figures of deaths do.
    assert [issue for issue in report["issues"] if issue["severity"] != "info"] == []
    collection = FeatureCollection.model_validate_json((folder / "events.geojson").read_text(encoding="utf-8"))
    assert len(collection.features) > 0
    assert all(feature.properties for feature in collection.features)


def test_ged_and_acled_rows_name_countries_as_those_registers_do(register, tables) -> None:
    assert ("Yemen", 678, "Middle East") in register.query(
        "SELECT DISTINCT country, country_id, region FROM exports.ged_like"
    )
    assert ("Yemen", 887, "Middle East") in register.query(
        "SELECT DISTINCT country, iso, region FROM exports.acled_like"
    )


@pytest.mark.parametrize("export", ["ged_like", "acled_like"])
def test_the_register_agrees_with_its_own_exports(data: Path, tmp_path: Path, export: str) -> None:
    compared = tmp_path / "compared.csv"
    shown = sijill("reconcile", data / "published" / "exports" / f"{export}.csv", "-o", compared, data=data)
    assert shown.exit_code == 0, shown.output
    with compared.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    assert [row for row in rows if row["status"] == "missed"] == []
    assert [row for row in rows if row["status"] == "matched" and row["difference"] != "0"] == []


def test_reconcile_names_bad_lines_and_other_files(data: Path, tmp_path: Path) -> None:
    source = data / "published" / "exports" / "acled_like.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    broken = tmp_path / "broken.csv"
    broken.write_text("\n".join([*lines, "X1,some day" + "," * (lines[0].count(",") - 1)]), encoding="utf-8")
    shown = sijill("reconcile", broken, data=data)
    assert shown.exit_code == 1
    assert f"line {len(lines) + 1}" in shown.output
    other = sijill("reconcile", data / "published" / "exports" / "dim_actor.csv", data=data)
    assert other.exit_code == 2
    assert "UCDP GED" in other.output


def test_diff_needs_two_publications_and_compares_them(data: Path, tmp_path: Path) -> None:
    only = tmp_path / "releases" / (data / "published").resolve().name
    only.mkdir(parents=True)
    (only / DATABASE).symlink_to(data / "published" / DATABASE)
    (tmp_path / "published").symlink_to(only, target_is_directory=True)
    alone = sijill("diff", data=tmp_path)
    assert alone.exit_code == 1
    assert "no earlier publication" in alone.output
    same = sijill("diff", data / "published", data / "published", data=data)
    assert same.exit_code == 0
    assert "no event changed" in same.output
    assert sijill("diff", data, data / "published", data=data).exit_code == 2


def test_without_a_publication_the_remedy_is_named(tmp_path: Path) -> None:
    shown = sijill("query", "SELECT 1", data=tmp_path)
    assert shown.exit_code == 1
    assert "sijill run" in shown.output


def test_run_refuses_what_is_not_there(tmp_path: Path) -> None:
    shown = sijill("run", tmp_path / "nothing.txt", data=tmp_path / "data")
    assert shown.exit_code == 2
    assert "no such file" in shown.output


@pytest.fixture(scope="module")
def one_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A run on lines of which two are bad and, where they are there, on the seed articles: (its data, what it said)."""
    folder = tmp_path_factory.mktemp("one-run")
    batch = folder / "batch"
    batch.mkdir()
    lines = [
        {"id": f"w{n}", "text": f"Clashes near the town of Harib killed {n} soldiers, the army said."}
        for n in range(3, 9)
    ]
    body = [json.dumps(line) for line in lines] + ['{"id": "w9", "text": ', '{"id": "w10"}']
    (batch / "wire.jsonl").write_text("\n".join(body), encoding="utf-8")
    seeds = [SEEDS] if SEEDS.is_dir() else []
    return folder / "data", sijill("run", batch, *seeds, data=folder / "data")


def test_run_names_what_was_rejected_and_publishes_the_rest(one_run: tuple[Path, Result]) -> None:
    data, shown = one_run
    assert shown.exit_code == 1
    assert "invalid_json" in shown.output
    assert "missing_text" in shown.output
    assert "Newest events" in shown.output
    assert str(data / "published") in "".join(shown.output.split())


def test_code_writes_the_input_with_its_claims(tmp_path: Path) -> None:
    shown = sijill("code", GOLD, "-o", tmp_path / "out.jsonl", "--join")
    assert shown.exit_code == 0, shown.output
    given = {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    coded = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in coded] == list(given)
    for row in coded:
        assert row["text"] == given[row["id"]]["text"]
        for kind in ("casualties", "control", "materiel"):
            for claim in row[kind]:
                assert row["text"][claim["evidence_start"] : claim["evidence_end"]] == claim["evidence"]
                assert claim["rule_id"]
                assert 0 <= claim["confidence"] <= 1
    assert any(claim["event_id"] for row in coded for claim in row["casualties"])


def test_code_names_bad_lines_and_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "Three soldiers were killed in Aden."}\n{"id": \n', encoding="utf-8")
    shown = sijill("code", source, "-o", tmp_path / "out.jsonl")
    assert shown.exit_code == 1
    assert "line 2" in shown.output
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_evaluate_on_the_samples_gold() -> None:
    shown = sijill("evaluate", GOLD, "--json")
    assert shown.exit_code == 0, shown.output
    figures = json.loads(shown.stdout)["all"]
    assert figures["articles"] == len(GOLD.read_text(encoding="utf-8").splitlines())
    assert figures["casualties"]["f1"] >= 0.8


def test_evaluate_names_a_line_that_is_no_gold(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "text": "…"}\n', encoding="utf-8")
    shown = sijill("evaluate", tmp_path / "gold.jsonl")
    assert shown.exit_code == 1
    assert "line 1" in shown.output


def test_doctor_finds_a_sound_installation_and_a_broken_lake(data: Path, tmp_path: Path) -> None:
    assert sijill("doctor", data=data).exit_code == 0
    broken = tmp_path / "data" / "lake" / "articles" / "arrival_date=2026-03-02" / "part-0.parquet"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"not parquet")
    shown = sijill("doctor", data=tmp_path / "data")
    assert shown.exit_code == 1
    assert "run the day" in " ".join(shown.output.split())


def test_the_four_seed_articles_give_an_event_each(one_run: tuple[Path, Result]) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the shared evaluation files are not beside the repository")
    sql = "SELECT count(DISTINCT article_id) AS n FROM marts.bridge_event_article"
    sql += " JOIN marts.dim_article USING (article_id)"
    sql += " WHERE origin LIKE '%.txt'"
    assert json.loads(sijill("query", sql, "-f", "json", data=one_run[0]).stdout)[0]["n"] == 4
