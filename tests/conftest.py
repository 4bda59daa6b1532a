"""Fixtures that several kinds of tests share: one whole register on the samples, run once a session.

Imports stand inside the fixtures: unit tests should not wait for Dagster.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from registers import Register, Tables

os.environ["COLUMNS"] = "200"  # tables as wide as in a log, wherever the tests run: pytest-xdist gives its workers 80


@pytest.fixture(scope="session")
def new_register(tmp_path_factory: pytest.TempPathFactory) -> "Callable[[str], Register]":
    """A function that makes an empty register."""
    from registers import Register

    from orchestration.settings import load_settings

    def make(name: str) -> Register:
        return Register(load_settings(data=tmp_path_factory.mktemp(name), processes=1))

    return make


@pytest.fixture(scope="session")
def register(new_register: "Callable[[str], Register]") -> "Iterator[Register]":
    """The samples of two days, run once, both days in one run."""
    made = new_register("register")
    made.land(made.first_files(), made.first)
    made.land(made.second_files(), made.second)
    made.run(made.first, made.second)
    yield made
    shutil.rmtree(made.settings.data, ignore_errors=True)


@pytest.fixture(scope="session")
def tables(register: "Register") -> "Tables":
    """What the first run published."""
    assert register.runs[0].success, register.runs[0].errors
    return register.tables()


@pytest.fixture(scope="session")
def lake_rows(register: "Register", tables: "Tables") -> dict[str, list[dict[str, Any]]]:
    """What the first run wrote to the lake."""
    return register.lake_rows()
