"""The lake, the working file and the swap, on rows made by hand."""

import subprocess
import sys
import threading
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractors.records import RAW_TABLES, ExtractionRun, arrow_schema
from orchestration.settings import REPOSITORY
from orchestration.storage import publish
from orchestration.storage.lake import KEYS, Lake, LakeError
from orchestration.storage.warehouse import Warehouse, WarehouseError, raw_ddl

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def run_row(run_id="run", day=DAY, articles=0):
    return ExtractionRun(
        run_id=run_id,
        arrival_date=day,
        coder_version="1",
        started_at=NOW,
        finished_at=NOW,
        n_articles=articles,
        n_articles_with_claims=0,
        n_casualty_claims=0,
        n_control_claims=0,
        n_materiel_claims=0,
        n_errors=0,
    )


def write_day(lake, day=DAY, run_id="run"):
    for table in RAW_TABLES:
        lake.write(table, day, [run_row(run_id, day)] if table == "extraction_runs" else [])


_HOLDER = """
import sys, time
from pathlib import Path
from orchestration.storage.warehouse import Warehouse

with Warehouse(Path(sys.argv[1])).held():
    print(time.time(), flush=True)
    time.sleep(0.3)
    print(time.time(), flush=True)
"""


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


@pytest.fixture
def warehouse(tmp_path):
    return Warehouse(tmp_path / "work" / "register.duckdb", patience=0.5)


def test_every_raw_table_has_a_key():
    assert set(KEYS) == set(RAW_TABLES)
    for table, names in KEYS.items():
        assert set(names) <= set(arrow_schema(RAW_TABLES[table]).names)


def test_rows_come_back_and_their_order_does_not_matter(lake):
    rows = [run_row("b"), run_row("a")]
    assert lake.write("extraction_runs", DAY, rows) == 2
    first = lake.path("extraction_runs", DAY).read_bytes()
    lake.write("extraction_runs", DAY, rows[::-1])
    assert lake.path("extraction_runs", DAY).read_bytes() == first
    assert lake.read("extraction_runs", DAY, ["run_id"]).to_pylist() == [{"run_id": "a"}, {"run_id": "b"}]
    assert lake.days() == lake.days("extraction_runs") == [DAY]
    assert lake.days("articles") == []


def test_a_day_without_a_file_is_empty(lake):
    assert lake.read("articles", DAY).num_rows == 0
    assert lake.read("articles", DAY, ["text"]).column_names == ["text"]


def test_rows_of_another_day_and_keys_that_come_twice_are_refused(lake):
    with pytest.raises(LakeError, match="cannot be written to 2026-03-02"):
        lake.write("extraction_runs", DAY, [run_row(day=DAY + timedelta(days=1))])
    with pytest.raises(LakeError, match="two rows have the key"):
        lake.write("extraction_runs", DAY, [run_row(), run_row()])
    assert not list(lake.root.rglob("*.parquet*"))


def test_a_failed_write_leaves_the_old_file_and_nothing_else(lake, monkeypatch):
    lake.write("extraction_runs", DAY, [run_row()])
    before = lake.path("extraction_runs", DAY).read_bytes()

    def fail(*_args, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", fail)
    with pytest.raises(OSError, match="disk full"):
        lake.write("extraction_runs", DAY, [run_row("other")])
    assert [path.name for path in lake.path("extraction_runs", DAY).parent.iterdir()] == ["part-0.parquet"]
    assert lake.path("extraction_runs", DAY).read_bytes() == before


def test_files_of_a_day_appear_together_or_not_at_all(lake):
    lake.write("extraction_runs", DAY, [run_row()])
    before = lake.path("extraction_runs", DAY).read_bytes()
    with pytest.raises(LakeError), lake.writers(DAY, ["extraction_errors", "extraction_runs"]) as sinks:
        sinks["extraction_runs"].add(run_row(day=DAY + timedelta(days=1)))
    assert lake.path("extraction_runs", DAY).read_bytes() == before
    assert [path.name for path in lake.root.rglob("*") if path.is_file()] == ["part-0.parquet"]


def test_memory_does_not_grow_with_the_rows_of_a_day(lake):
    rows = 40_000
    tracemalloc.start()
    with lake.writers(DAY, ["extraction_runs"]) as sinks:
        for number in range(rows):
            sinks["extraction_runs"].add(run_row(str(number)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pq.ParquetFile(lake.path("extraction_runs", DAY)).num_row_groups == -(-rows // 4096)
    assert peak < 16 * 2**20


@pytest.mark.parametrize("content", [b"not parquet", b""])
def test_a_damaged_file_is_named_with_what_to_do(lake, content):
    path = lake.path("articles", DAY)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(LakeError, match=r"part-0.parquet cannot be read .* run the day 2026-03-02 again"):
        lake.read("articles", DAY)


def test_a_file_of_another_version_is_named(lake):
    lake.write_table("articles", DAY, pa.table({"article_id": ["a"]}))
    with pytest.raises(LakeError, match="another version"):
        lake.check("articles", DAY)


def test_values_of_all_days_are_read_in_one_scan(lake):
    assert lake.distinct("extraction_runs", ["run_id"]) == []
    for later, run in enumerate(("a", "a", "b")):
        write_day(lake, DAY + timedelta(days=later), run_id=run)
    assert sorted(lake.distinct("extraction_runs", ["run_id"])) == [("a",), ("b",)]
    early = lake.distinct("extraction_runs", ["run_id", "arrival_date"], before=DAY + timedelta(days=1))
    assert early == [("a", DAY)]
    lake.path("extraction_runs", DAY + timedelta(days=1)).write_bytes(b"not parquet")
    with pytest.raises(LakeError, match="run the day 2026-03-03 again"):
        lake.distinct("extraction_runs", ["run_id"])


def test_the_ddl_follows_the_record():
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA raw")
        for table, record in RAW_TABLES.items():
            connection.execute(raw_ddl(table))
            columns = [row[0] for row in connection.execute(f"DESCRIBE raw.{table}").fetchall()]
            assert columns == arrow_schema(record).names


def test_days_that_a_killed_load_left_out_come_in_with_the_next(lake, warehouse):
    for later in range(3):
        write_day(lake, DAY + timedelta(days=later))
    warehouse.load_days(lake, [])
    with warehouse.open() as connection:  # as if the load had been killed after its first day
        for table in RAW_TABLES:
            connection.execute(f"DELETE FROM raw.{table} WHERE arrival_date = ?", [DAY + timedelta(days=1)])
    assert list(warehouse.load_days(lake, [DAY + timedelta(days=2)])) == [DAY + timedelta(days=n) for n in (1, 2)]


def test_a_day_is_replaced_whole_and_is_pending_until_built(lake, warehouse):
    write_day(lake)
    write_day(lake, DAY + timedelta(days=1))
    assert list(warehouse.load_days(lake, [DAY])) == [DAY, DAY + timedelta(days=1)]  # new tables: every day
    write_day(lake, run_id="again")
    assert list(warehouse.load_days(lake, [DAY])) == [DAY]
    with warehouse.open(read_only=True) as connection:
        rows = connection.execute("SELECT arrival_date, run_id FROM raw.extraction_runs ORDER BY 1").fetchall()
    assert rows == [(DAY, "again"), (DAY + timedelta(days=1), "run")]
    assert warehouse.pending() == [DAY, DAY + timedelta(days=1)]
    warehouse.built("rules")
    assert warehouse.pending() == []


def test_a_load_that_fails_changes_nothing(lake, warehouse):
    write_day(lake)
    warehouse.load_days(lake, [DAY])
    stray = lake.read("extraction_runs", DAY).to_pylist()[0] | {"arrival_date": DAY + timedelta(days=9)}
    data = pa.Table.from_pylist([stray], schema=arrow_schema(ExtractionRun))
    lake.write_table("extraction_runs", DAY, data)
    with pytest.raises(LakeError, match="1 rows belong to another day"):
        warehouse.load_days(lake, [DAY])
    with warehouse.open(read_only=True) as connection:
        assert connection.execute("SELECT arrival_date FROM raw.extraction_runs").fetchall() == [(DAY,)]


def test_a_day_that_lacks_a_table_is_named(lake, warehouse):
    write_day(lake)
    lake.path("control_claims", DAY).unlink()
    with pytest.raises(LakeError, match=r"2026-03-02 is incomplete in the lake \(control_claims missing\)"):
        warehouse.load_days(lake, [DAY])


def test_raw_tables_of_another_version_are_made_anew(lake, warehouse):
    write_day(lake)
    warehouse.load_days(lake, [DAY])
    with warehouse.open() as connection:
        connection.execute("ALTER TABLE raw.articles ADD COLUMN surprise INTEGER")
    assert list(warehouse.load_days(lake, [])) == [DAY]


def test_the_connection_is_closed_after_an_error(warehouse):
    with pytest.raises(duckdb.Error), warehouse.open() as connection:
        connection.execute("SELECT nonsense")
    warehouse.wait_until_free()


def test_steps_of_two_processes_never_hold_the_file_at_once(tmp_path):
    command = [sys.executable, "-c", _HOLDER, str(tmp_path / "register.duckdb")]
    holders = [subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    spans = sorted(tuple(map(float, holder.communicate(timeout=100)[0].split())) for holder in holders)
    assert all(former[1] <= later[0] for former, later in pairwise(spans))


def test_a_killed_process_gives_the_file_up(tmp_path, warehouse):
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER.replace("0.3", "60"), str(warehouse.path)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
    )
    holder.stdout.readline()
    holder.kill()
    with warehouse.held():
        holder.communicate()


def test_a_missing_file_is_told(warehouse):
    with (
        pytest.raises(WarehouseError, match="`sijill run` makes it"),
        warehouse.open(read_only=True),
    ):
        pass


def release(folder, name):
    made = folder / name
    made.mkdir(parents=True)
    (made / "file").write_text(name)
    return made


def test_the_swap_is_atomic_to_a_reader(tmp_path):
    published = tmp_path / "published"
    releases = [release(tmp_path / "releases", name) for name in ("a", "b")]
    publish._make_current(releases[0], published)
    seen, stop = set(), threading.Event()

    def look():
        while not stop.is_set():
            seen.add((published / "file").read_text())

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(200):
        publish._make_current(releases[turn % 2], published)
    stop.set()
    reader.join()
    assert seen <= {"a", "b"}
    assert published.is_symlink()


def test_a_folder_in_the_way_is_not_replaced(tmp_path):
    (tmp_path / "published").mkdir()
    with pytest.raises(publish.PublishError, match="move it away"):
        publish._make_current(release(tmp_path / "releases", "a"), tmp_path / "published")


def test_old_releases_and_half_made_ones_go(tmp_path):
    folder = tmp_path / "releases"
    made = [release(folder, name) for name in ("1", "2", "3")]
    release(folder, ".half-7-x")
    publish._sweep(folder)
    publish._forget(folder, made[-1], kept=2)
    assert sorted(path.name for path in folder.iterdir()) == ["2", "3"]


def marts(warehouse, statement):
    with warehouse.open() as connection:
        connection.execute("CREATE SCHEMA marts")
        connection.execute(statement)


def publish_to(tmp_path, warehouse):
    return publish.publish(
        warehouse,
        tmp_path / "releases",
        tmp_path / "published",
        run_id="0123456789",
        audit={"checks_passed": 1, "warnings": []},
        comments={},
        kept=1,
    )


def test_a_table_with_article_texts_is_not_published(tmp_path, warehouse):
    marts(warehouse, "CREATE TABLE marts.leak AS SELECT 'a' AS article_id, 'whole text' AS text")
    with pytest.raises(publish.PublishError, match=r"marts.leak would publish article texts"):
        publish_to(tmp_path, warehouse)
    assert not (tmp_path / "published").exists()
    assert not list((tmp_path / "releases").iterdir())


def test_an_empty_register_is_not_published(tmp_path, warehouse):
    with pytest.raises(publish.PublishError, match="no marts"):
        publish_to(tmp_path, warehouse)
