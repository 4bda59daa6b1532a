"""`sijill doctor`: what is wrong with an installation, and how to mend it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from shutil import disk_usage

import typer

from orchestration.cli import common

_LEAST_FREE = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is said where it is not right."""

    what: str
    right: bool
    seen: str
    remedy: str = ""


def doctor() -> None:
    """Look the installation over and say what is wrong and how to mend it.

    Exit status: 0 where all is right, 1 where something is not.

    Example:

      sijill doctor
    """
    findings = [finding for look in _LOOKS for finding in _guarded(look)]
    rows = [[("ok" if f.right else "WRONG"), f.what, f.seen, "" if f.right else f.remedy] for f in findings]
    common.out.print(common.table("", ["", "what", "seen", "remedy"], rows))
    if not all(f.right for f in findings):
        raise typer.Exit(1)


def _guarded(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    # a doctor that falls over tells nobody anything: what a look raises is itself a finding
    try:
        yield from look()
    except Exception as error:  # noqa: BLE001
        what = look.__name__.strip("_")
        yield Finding(what, False, f"{type(error).__name__}: {error}", "read the message; `make setup` mends libraries")


def _python() -> Iterator[Finding]:
    version = sys.version_info
    fits = (3, 11) <= version[:2] <= (3, 13)
    yield Finding("Python", fits, ".".join(map(str, version[:3])), "use Python 3.11, 3.12 or 3.13")


def _libraries() -> Iterator[Finding]:
    from packaging.requirements import Requirement

    wrong = []
    for text in metadata.requires("sijill") or []:
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{wanted.name} is missing")
            continue
        if not wanted.specifier.contains(version, prereleases=True):
            wrong.append(f"{wanted.name} {version}, wanted {wanted.specifier}")
    yield Finding("libraries", not wrong, "; ".join(wrong) or "as pyproject.toml asks", "make clean setup")


def _lexicons() -> Iterator[Finding]:
    from extractors.actors import ActorRegister
    from extractors.gazetteer import Gazetteer

    actors, gazetteer = ActorRegister.load(), Gazetteer.load()
    known = bool(actors.by_id) and gazetteer is not None
    yield Finding(
        "actors and gazetteer", known, f"{len(actors.by_id)} actors", "restore extractors/actors/data from git"
    )


def _pipelines() -> Iterator[Finding]:
    from extractors.languages import pipeline_module
    from extractors.records import LANGUAGES

    models = common.settings().models
    for language in LANGUAGES:
        nlp = pipeline_module(language).build(models.get(language))
        yield Finding(f"pipeline {language}", bool(nlp.pipe_names), ", ".join(nlp.pipe_names), "make setup")


def _folders() -> Iterator[Finding]:
    settings = common.settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    probe = settings.data / ".doctor"
    probe.write_text("", encoding="utf-8")
    probe.unlink()
    free = disk_usage(settings.data).free
    yield Finding(
        "data folder",
        free >= _LEAST_FREE,
        f"{settings.data}, {free / 1024**3:.0f} GiB free",
        f"free some space: a run needs at least {_LEAST_FREE / 1024**3:.0f} GiB",
    )


def _sources() -> Iterator[Finding]:
    from extractors.fetching import SourcesError
    from orchestration.fetching import health

    settings = common.settings()
    try:
        found = health(settings)
    except SourcesError as error:
        yield Finding("sources", False, str(error), "mend the lines named; samples/sources.toml is an example")
        return
    failing = [one.source.name for one in found if one.failed_polls >= settings.failing_polls]
    seen = f"{', '.join(failing)} failing" if failing else f"{len(found)} configured"
    yield Finding("sources", not failing, seen, "`sijill sources` says what is wrong with them")


def _lake() -> Iterator[Finding]:
    from extractors.records import RAW_TABLES
    from orchestration.storage.lake import Lake, LakeError

    lake, broken = Lake(common.settings().lake), []
    for table in RAW_TABLES:
        for day in lake.days(table):
            try:
                lake.check(table, day)
            except LakeError as error:
                broken.append(str(error))
    yield Finding(
        "lake", not broken, "; ".join(broken) or f"{len(lake.days())} arrival days", "run the named days again"
    )


def _days() -> Iterator[Finding]:
    from orchestration.days import unfinished_days

    left = [f"{day}: {why}" for day, why in unfinished_days(common.settings()).items()]
    yield Finding("arrival days", not left, "; ".join(left) or "all read and coded", "`sijill run` takes them up")


def _warehouse() -> Iterator[Finding]:
    import duckdb

    path = common.settings().warehouse
    if not path.exists():
        yield Finding("working file", True, "none yet")
        return
    try:
        duckdb.connect(str(path), read_only=True).close()
        yield Finding("working file", True, f"{path.name}, {path.stat().st_size / 1024**2:.0f} MiB")
    except duckdb.Error as error:
        remedy = "wait for the run that has it open; if none has, `sijill run --rebuild` makes it anew"
        yield Finding("working file", False, str(error).splitlines()[0], remedy)


def _dagster() -> Iterator[Finding]:
    import dagster as dg

    from orchestration.home import prepare_home

    with dg.DagsterInstance.from_config(str(prepare_home(common.settings()))) as instance:
        limits = instance.event_log_storage.get_pool_limits()
        busy = [run.run_id[:8] for run in instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))]
        quiet = not instance.telemetry_enabled
    yield Finding("telemetry", quiet, "off" if quiet else "on", "restore dagster.yaml from the repository")
    pools = ", ".join(f"{limit.name}: {limit.limit}" for limit in limits) or "default limit"
    yield Finding("Dagster", True, f"{pools}; running: {', '.join(busy) or 'nothing'}")


def _models() -> Iterator[Finding]:
    from orchestration.dbt import manifest

    found = manifest(common.settings())
    yield Finding("dbt project", found.exists(), "parses", "read dbt's message; restore dbt_project from git")


def _publication() -> Iterator[Finding]:
    import duckdb

    from orchestration.storage.publish import DATABASE, MANIFEST

    folder = common.settings().published
    if not folder.exists():
        yield Finding("publication", True, "nothing yet: `sijill run` makes it")
        return
    whole = (folder / DATABASE).exists() and (folder / MANIFEST).exists()
    events = 0
    if whole:
        with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
            events = (connection.execute("SELECT count(*) FROM marts.fct_event").fetchone() or (0,))[0]
    yield Finding("publication", whole, f"{events} events", "`sijill run --rebuild` publishes anew")
    if whole:
        behind = ", ".join(_unpublished(folder))
        seen = f"{behind} changed since" if behind else "holds all that was coded and decided"
        yield Finding("publication is of today's record", not behind, seen, "`sijill run --rebuild` publishes it")


def _unpublished(folder: Path) -> Iterator[str]:
    """What the record holds that was written after the publication was made."""
    from orchestration.days import coded_since
    from orchestration.storage import retractions
    from orchestration.storage.lake import Lake
    from orchestration.storage.publish import published_at

    settings = common.settings()
    moment = published_at(folder)
    yield from (f"day {day}" for day in coded_since(settings, moment))
    decided = retractions.path(Lake(settings.lake))
    if decided.exists() and decided.stat().st_mtime > moment.timestamp():
        yield "retractions"


_LOOKS = (
    _python,
    _libraries,
    _lexicons,
    _pipelines,
    _folders,
    _sources,
    _lake,
    _days,
    _warehouse,
    _dagster,
    _models,
    _publication,
)
