"""Where things lie and how a run behaves: one validated object, from environment and `sijill.toml`.

Belongs here: paths, numbers of processes, dates of partitions.  Does not belong here: what the data
mean (extractors.records) or how Dagster runs (dagster.yaml).
"""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from extractors.records import LANGUAGES

CONFIG_FILE = "sijill.toml"
REPOSITORY = Path(__file__).resolve().parents[1]
"""The checkout: it holds `orchestration/`, `dbt_project/`, `samples/` and Dagster's configuration."""


def _cores() -> int:
    """How many processor cores this process may use, which a container may have cut."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it, where it came from and what would do."""


class Settings(BaseSettings):
    """Settings of one register.

    Read from `SIJILL_*` environment variables first, then from `sijill.toml` in the working folder;
    an unknown key in the file is an error.
    """

    model_config = SettingsConfigDict(
        env_prefix="SIJILL_", env_nested_delimiter="__", toml_file=CONFIG_FILE, extra="forbid", frozen=True
    )

    data: Path = Field(default=Path("data"), description="root of everything that a register holds")
    processes: Annotated[int, Field(ge=1, le=256)] = Field(
        default_factory=_cores, description="processes that code articles"
    )
    models: dict[str, str] = Field(default_factory=dict, description="language → spaCy model to use instead")
    first_day: date = Field(default=date(2025, 1, 1), description="first arrival day that can be run")
    settled_seconds: Annotated[float, Field(ge=0)] = Field(
        default=5.0, description="how long a landed file must be unchanged before the sensor takes it"
    )
    sources: Path = Field(default=Path("sources.toml"), description="feeds, sitemaps and folders to fetch from")
    fetch_hourly: bool = Field(default=False, description="whether the sources are polled every hour")
    fetch_contact: str | None = Field(
        default=None, description="address of mail or page by which publishers reach whoever runs this register"
    )
    failing_polls: Annotated[int, Field(ge=1)] = Field(
        default=3, description="failed polls in a row after which a source is named as failing"
    )
    silent_days: Annotated[int, Field(ge=1)] = Field(
        default=14, description="days without anything new after which a source is named as silent"
    )
    kept_releases: Annotated[int, Field(ge=1)] = Field(default=2, description="published copies kept on disk")

    @field_validator("data")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        resolved = value.expanduser().resolve()
        if resolved.exists() and not resolved.is_dir():
            raise ValueError(f"{resolved} is a file; name a folder")
        return resolved

    @field_validator("sources")
    @classmethod
    def _from_here(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("fetch_contact")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if value is not None and not (value.isascii() and value.isprintable()):
            raise ValueError("it is sent in a header: one line of ASCII, as desk@example.org")
        return value

    @field_validator("models")
    @classmethod
    def _known_languages(cls, value: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(set(value) - set(LANGUAGES)):
            raise ValueError(f"no such language: {', '.join(unknown)}; known: {', '.join(LANGUAGES)}")
        return value

    @field_validator("first_day")
    @classmethod
    def _not_in_future(cls, value: date) -> date:
        if value > date.today():
            raise ValueError(f"{value} is in the future: no day could be run")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then `sijill.toml`; no `.env`, which would be a second truth."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def landing(self) -> Path:
        """`landing/<arrival day>/…`: files as they came."""
        return self.data / "landing"

    @property
    def lake(self) -> Path:
        """`lake/<table>/arrival_date=<day>/part-0.parquet`: the truth."""
        return self.data / "lake"

    @property
    def fetching(self) -> Path:
        """What the fetcher remembers: what was asked for when, and what failed."""
        return self.data / "fetch"

    @property
    def work(self) -> Path:
        """Everything that can be thrown away and rebuilt from the lake."""
        return self.data / "work"

    @property
    def warehouse(self) -> Path:
        """The working DuckDB file, which only the pipeline opens."""
        return self.work / "register.duckdb"

    @property
    def dbt_target(self) -> Path:
        """Where dbt writes its manifest, compiled SQL and logs."""
        return self.work / "dbt"

    @property
    def run_log(self) -> Path:
        """What the steps of the last in-process run printed."""
        return self.work / "run.log"

    @property
    def releases(self) -> Path:
        """One folder per published copy; `published` points to the newest."""
        return self.data / "releases"

    @property
    def published(self) -> Path:
        """What analysts open: a link to the newest release."""
        return self.data / "published"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own records of runs, events and checks."""
        return self.data / "dagster"


def load_settings(**values: object) -> Settings:
    """Settings from `values`, the environment and `sijill.toml`, in this order of precedence.

    Raises SettingsError, in words for the person who typed the value.
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            name = ".".join(str(part) for part in problem["loc"]) or "settings"
            lines.append(f"  {name} = {problem.get('input')!r}: {problem['msg']}")
        known = ", ".join(sorted(Settings.model_fields))
        raise SettingsError(
            "These settings cannot be used (environment variables SIJILL_…, or "
            f"{CONFIG_FILE}):\n" + "\n".join(lines) + f"\nKnown settings: {known}."
        ) from error
