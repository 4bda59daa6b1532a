"""How dbt is found, parsed and told what to build.  The models themselves are in dbt_project/."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource
from packaging.version import Version

from orchestration.settings import REPOSITORY, Settings

PROJECT = REPOSITORY / "dbt_project"
PARTIAL_PARSE = "partial_parse.msgpack"
_PARSED_FROM = "parsed_from.txt"
"""where the project lay that was parsed: a parse holds paths, and is of no use once the project was moved"""
_SOURCES = ("dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "tests", "analyses")


class DbtError(RuntimeError):
    """dbt is missing or could not do what was asked; the message holds its own words."""


class OfflineDbt(DbtCliResource):
    """dbt without its look-up for news: `dbt --version`, which dagster-dbt runs first, asks the package index."""

    @property
    def _cli_version(self) -> Version:  # type: ignore[override]
        return Version(installed_version("dbt-core"))


class Translator(DagsterDbtTranslator):
    """Names and groups dbt's models as the design does: asset key = schema and table, group = layer."""

    def __init__(self) -> None:
        # Source tests as checks would silently stop blocking checks on raw tables from gating dbt.
        super().__init__(DagsterDbtTranslatorSettings(enable_source_tests_as_checks=False))

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The layer: staging, intermediate, marts, exports, or reference for seeds."""
        if dbt_resource_props["resource_type"] == "seed":
            return "reference"
        return str(dbt_resource_props["fqn"][1]) if len(dbt_resource_props.get("fqn", ())) > 2 else None


def executable() -> Path:
    """Dbt's absolute path: that of this Python's environment, whatever PATH says.

    Raises DbtError where dbt is not installed beside this Python.
    """
    for folder in (Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))):
        for name in ("dbt", "dbt.exe"):
            if (folder / name).exists():
                return folder / name
    raise DbtError(f"dbt is not installed beside {sys.executable}; run `make setup`")


def environment(warehouse: Path, target: Path) -> dict[str, str]:
    """Environment of a dbt process: which file to build in, where to write, nothing to report home."""
    return {
        "SIJILL_WAREHOUSE": str(warehouse),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(target / "logs"),
        "DBT_PROFILES_DIR": str(PROJECT),
        "DBT_PROJECT_DIR": str(PROJECT),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_VERSION_CHECK": "false",
        "DO_NOT_TRACK": "1",
    }


def run_dbt(arguments: list[str], warehouse: Path, target: Path) -> None:
    """Run a dbt command in a process of its own; DbtError with its output where it fails."""
    target.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(executable()), "--quiet", *arguments],
        cwd=PROJECT,
        env=os.environ | environment(warehouse, target),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DbtError(f"dbt {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}".rstrip())


def manifest(settings: Settings) -> Path:
    """Dbt's manifest of the project, parsed anew where a file of the project is newer.

    Parsed aside and moved into place, so that nobody reads half of one.
    """
    path = settings.dbt_target / "manifest.json"
    if not is_current(path):
        settings.dbt_target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=settings.dbt_target, prefix=".parse-") as folder:
            run_dbt(["parse"], settings.warehouse, Path(folder))
            (Path(folder) / _PARSED_FROM).write_text(str(PROJECT), encoding="utf-8")
            for name in (PARTIAL_PARSE, _PARSED_FROM, path.name):
                os.replace(Path(folder) / name, settings.dbt_target / name)
    return path


def is_current(manifest_path: Path) -> bool:
    """Whether the manifest was made of this project, and no file of the project has changed since."""
    parsed_from = manifest_path.with_name(_PARSED_FROM)
    if not manifest_path.exists() or not parsed_from.exists() or parsed_from.read_text("utf-8") != str(PROJECT):
        return False
    return manifest_path.stat().st_mtime > _newest(PROJECT / name for name in _SOURCES)


def build_folder(settings: Settings) -> Path:
    """A folder for what one `dbt build` writes, with the parse that is at hand, so that it need not parse again.

    Raises DbtError where the project has changed since the definitions were loaded: dbt would build
    models that Dagster does not know.
    """
    if not is_current(settings.dbt_target / "manifest.json"):
        raise DbtError("the dbt project has changed since this run began; run it again")
    folder = settings.dbt_target / "build"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(settings.dbt_target / PARTIAL_PARSE, folder / PARTIAL_PARSE)
    return folder


def descriptions(settings: Settings) -> dict[str, dict[str, str]]:
    """schema.table → column → description, from the models' YAML; under "" that of the table."""
    told: dict[str, dict[str, str]] = {}
    for node in json.loads(manifest(settings).read_text(encoding="utf-8"))["nodes"].values():
        if node["resource_type"] in ("model", "seed"):
            columns = {name: column["description"] for name, column in node["columns"].items()}
            texts = {"": node["description"]} | columns
            told[f"{node['schema']}.{node['alias']}"] = {k: " ".join(v.split()) for k, v in texts.items() if v}
    return told


def _newest(paths: Iterable[Path]) -> float:
    times = [0.0]
    for path in paths:
        files = path.rglob("*") if path.is_dir() else [path]
        times += [file.stat().st_mtime for file in files if file.exists()]
    return max(times)


def build_arguments(*, full_refresh: bool = False) -> list[str]:
    """Arguments of `dbt build`.

    dbt's unit tests do not depend on the data: tests/dbt runs them, not every build.
    """
    arguments = ["build", "--exclude-resource-type", "unit_test"]
    return [*arguments, "--full-refresh"] if full_refresh else arguments


def resource(settings: Settings) -> OfflineDbt:
    """Dbt for Dagster, by absolute path."""
    for name, value in environment(settings.warehouse, settings.dbt_target).items():
        os.environ[name] = value  # dagster-dbt hands this process's environment to dbt
    return OfflineDbt(project_dir=str(PROJECT), profiles_dir=str(PROJECT), dbt_executable=str(executable()))


def layer(key: dg.AssetKey) -> str:
    """The schema in an asset's key."""
    return key.path[0]
