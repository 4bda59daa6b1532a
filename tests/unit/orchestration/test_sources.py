"""Sources in the register: polls from the command line and from Dagster, their record, and the checks on them."""

import fcntl
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest
from publishers import Publishers, Reply, page
from typer.testing import CliRunner, Result

from extractors.fetching import Clock, SourcesError
from extractors.reading import landed_files
from orchestration.assets.fetching import about_polls, fetching_assets, fetching_checks
from orchestration.cli import app
from orchestration.fetching import FetchRefusedError, configured, health, poll_sources, user_agent
from orchestration.schedules import schedules
from orchestration.settings import Settings, SettingsError, load_settings
from orchestration.storage.fetched import errors_table, read_errors, read_publishers, write_errors
from orchestration.storage.lake import Lake

TEXT = "Two guards were wounded when a patrol came under fire near the old bridge, an officer said on Monday."


@pytest.fixture
def web() -> Iterator[Publishers]:
    with Publishers(Clock()) as made:
        items = "".join(f"<item><title>{n}</title><link>{made.url('127.0.0.1', f'/{n}')}</link></item>" for n in (1, 2))
        feed = f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()
        made.serve("127.0.0.1", {"/feed": feed, "/1": page("One", TEXT)})
        yield made


@pytest.fixture
def settings(tmp_path: Path, web: Publishers) -> Settings:
    path = tmp_path / "sources.toml"
    path.write_text(f"""
        [publishers.wire]
        name = "The Wire"
        also_named = ["wire.example"]

        [sources.wire]
        kind = "feed"
        url = "{web.url("127.0.0.1", "/feed")}"
        publisher = "wire"
        requests_per_minute = 600
        allow_private = true

        [sources.gone]
        kind = "folder"
        path = "nowhere"
        enabled = false
        """)
    return load_settings(data=tmp_path / "data", sources=path, settled_seconds=0)


def test_a_poll_lands_and_leaves_its_record_in_the_lake(settings: Settings) -> None:
    (done,) = poll_sources(settings)
    assert (done.source, done.outcome, done.new, done.failed) == ("wire", "ok", 1, 1)
    (day,) = {date.fromisoformat(file.split("/")[0]) for file in done.landed}
    assert len(landed_files(settings.landing, day)) == 1
    lake = Lake(settings.lake)
    (error,) = read_errors(lake).to_pylist()
    assert (error["reason"], error["http_status"], error["attempts"]) == ("http_error", 404, 1)
    assert {row["named"]: row["publisher"] for row in read_publishers(lake).to_pylist()} == {
        "the wire": "wire",
        "wire": "wire",
        "wire.example": "wire",
    }
    assert errors_table(lake).schema.field("last_at").type.tz is None


def test_failures_stay_in_the_lake_though_the_state_is_lost(settings: Settings) -> None:
    poll_sources(settings)
    write_errors(Lake(settings.lake), [])
    assert read_errors(Lake(settings.lake)).num_rows == 1


def test_only_one_poll_at_a_time(settings: Settings) -> None:
    settings.fetching.mkdir(parents=True)
    with (settings.fetching / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(FetchRefusedError, match="another poll"):
            poll_sources(settings)


def test_a_source_that_is_switched_off_is_polled_where_it_is_named(settings: Settings) -> None:
    (done,) = poll_sources(settings, ["gone"])
    assert done.problem is not None
    with pytest.raises(FetchRefusedError, match="no such source: nope"):
        poll_sources(settings, ["nope"])


def test_a_folder_of_the_register_itself_is_refused(settings: Settings) -> None:
    settings.sources.write_text('[sources.own]\nkind = "folder"\npath = "data/landing"\n')
    with pytest.raises(SourcesError, match=r"sources.own.*name another folder"):
        configured(settings)


def test_nothing_is_fetched_unless_something_is_configured(settings: Settings, web: Publishers) -> None:
    settings.sources.unlink()
    assert poll_sources(settings) == []
    assert health(settings) == []
    assert web.seen == []


def test_whoever_is_asked_is_told_who_asks(settings: Settings) -> None:
    assert "Sijill/" in user_agent(settings)
    assert "desk@example.org" in user_agent(settings.model_copy(update={"fetch_contact": "desk@example.org"}))
    with pytest.raises(SettingsError, match="one line"):
        load_settings(fetch_contact="desk\r\nX-Injected: yes")


def test_the_hourly_poll_is_off_unless_it_is_asked_for(settings: Settings) -> None:
    def status(given: Settings) -> dg.DefaultScheduleStatus:
        return {one.name: one for one in schedules(given)}["hourly_fetch"].default_status

    assert status(settings) == dg.DefaultScheduleStatus.STOPPED
    assert status(settings.model_copy(update={"fetch_hourly": True})) == dg.DefaultScheduleStatus.RUNNING


def test_the_hourly_poll_waits_for_the_one_before(settings: Settings) -> None:
    hourly = {one.name: one for one in schedules(settings)}["hourly_fetch"]
    with dg.instance_for_test() as instance:
        context = dg.build_schedule_context(instance, scheduled_execution_time=datetime(2026, 3, 2, 6, 7, tzinfo=UTC))
        assert isinstance(hourly(context), dg.RunRequest)
        instance.add_run(dg.DagsterRun("fetch", status=dg.DagsterRunStatus.STARTED))
        assert isinstance(hourly(context), dg.SkipReason)


def materialized(settings: Settings) -> dg.ExecuteInProcessResult:
    defs = dg.Definitions(
        assets=fetching_assets(),
        asset_checks=fetching_checks(),
        jobs=[dg.define_asset_job("fetch", dg.AssetSelection.groups("fetching"))],
        resources={"settings": settings, "lake": Lake(settings.lake)},
    )
    return defs.resolve_job_def("fetch").execute_in_process()


def test_a_poll_in_dagster_shows_numbers_and_names_what_fails(settings: Settings, web: Publishers) -> None:
    first = materialized(settings)
    told = {
        one.asset_key.to_user_string(): one.metadata for one in first.asset_materializations_for_node("poll_sources")
    }
    about = told["polled_sources"]
    assert told["lake/fetch_errors"]["errors_today"].value == 1
    assert {name: about[name].value for name in ("sources", "new", "failed", "requests")} == {
        "sources": 1, "new": 1, "failed": 1, "requests": 4}  # fmt: skip
    assert all(one.passed for one in first.get_asset_check_evaluations())

    web.sites["127.0.0.1"] = lambda path, asked: Reply(status=404)
    for _ in range(settings.failing_polls):
        last = materialized(settings)
    verdicts = {one.check_name: one for one in last.get_asset_check_evaluations()}
    assert verdicts["sources_speak"].passed
    assert not verdicts["sources_answer"].passed
    assert verdicts["sources_answer"].description == "wire have failed for 3 polls or more"
    (row,) = verdicts["sources_answer"].metadata["failing_rows"].records
    assert row.data["failed_polls"] == 3
    assert "404" in row.data["message"]


def test_a_source_that_has_gone_silent_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    poll_sources(settings)
    now = Clock().time()
    monkeypatch.setattr(Clock, "time", lambda self: now + 20 * 86_400)
    (silent,) = [one for one in health(settings) if (one.silent_days or 0) > settings.silent_days]
    assert silent.source.name == "wire"


def test_metadata_of_no_poll_at_all() -> None:
    assert about_polls([])["sources"] == 0


def sijill(settings: Settings, *arguments: str) -> Result:
    environment = {"COLUMNS": "200", "SIJILL_SOURCES": str(settings.sources), "SIJILL_SETTLED_SECONDS": "0"}
    return CliRunner().invoke(app, ["--data", str(settings.data), *arguments], env=environment)


def test_the_commands(settings: Settings) -> None:
    assert sijill(settings, "sources").exit_code == 0
    fetched = sijill(settings, "fetch")
    assert fetched.exit_code == 1, "one article could not be had"
    assert "Landed on" in fetched.stdout
    listed = sijill(settings, "sources")
    assert listed.exit_code == 0
    assert "wire" in listed.stdout
    assert sijill(settings, "fetch", "gone").exit_code == 1
    failing = sijill(settings, "sources")
    assert (failing.exit_code, "is no folder" in failing.stderr) == (1, True)
    assert sijill(settings, "fetch", "nope").exit_code == 2
    settings.sources.write_text("[sources.wire]\nkind = 'feed'\n")
    for command in ("fetch", "sources"):
        refused = sijill(settings, command)
        assert refused.exit_code == 2
        assert "line 1" in refused.stderr
    settings.sources.unlink()
    assert sijill(settings, "fetch").exit_code == 2
    assert "samples/sources.toml" in sijill(settings, "sources").stderr
