"""Hostile input is refused or read within fixed limits of time and memory, and nothing else is touched."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from . import hostile

REPOSITORY = Path(__file__).resolve().parents[3]
WANTED = {name: reasons for name, (_, reasons) in hostile.files().items()}
MOST_SECONDS = 15
"""of processor time for one file; a PDF has less, its own limit"""
MOST_MEBIBYTES = 600


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in hostile.files().items():
        (folder / name).write_bytes(content)
    command = [sys.executable, "-m", "tests.unit.reading.hostile", str(folder)]
    told = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=280)
    assert sorted(path.name for path in folder.iterdir()) == sorted(WANTED), "a reader wrote a file"
    return {one["name"]: one for one in map(json.loads, told.stdout.splitlines())}


@pytest.mark.parametrize("name", sorted(WANTED))
def test_refused_or_read_within_the_limits(outcomes, name):
    one = outcomes[name]
    assert one["reasons"], "it was passed over in silence"
    assert set(one["reasons"]) <= WANTED[name]
    assert one["seconds"] < MOST_SECONDS
    assert one["mebibytes"] < MOST_MEBIBYTES


def test_no_name_leads_out_of_the_folder(outcomes):
    assert outcomes
    assert not Path("/tmp/sijill-was-here.txt").exists()
