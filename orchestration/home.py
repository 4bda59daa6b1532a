"""Dagster's own home: where runs, events and checks are recorded."""

import fcntl
import os
import shutil
from pathlib import Path

import dagster as dg

from orchestration.pools import CODER, WAREHOUSE
from orchestration.settings import REPOSITORY, Settings

CONFIGURATION = REPOSITORY / "dagster.yaml"


def prepare_home(settings: Settings) -> Path:
    """Make DAGSTER_HOME ready and return it: the configuration of this version, storage initialised once.

    A fresh home that several processes open at once ends in a race inside SQLite, hence the lock.
    """
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        target = home / CONFIGURATION.name
        if not target.exists() or target.read_bytes() != CONFIGURATION.read_bytes():
            half = home / f".{CONFIGURATION.name}.{os.getpid()}"
            shutil.copyfile(CONFIGURATION, half)
            os.replace(half, target)
        done = home / ".initialised"
        if not done.exists():
            with dg.DagsterInstance.from_config(str(home)) as instance:
                instance.get_run_records(limit=1)
                instance.event_log_storage.get_maximum_record_id()
                instance.all_instigator_state()
                for pool in (WAREHOUSE, CODER):
                    # Left to the first claim, two runs that begin together would each make the one slot.
                    instance.event_log_storage.initialize_concurrency_limit_to_default(pool)
            done.touch()
    return home
