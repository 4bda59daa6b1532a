"""Dagster's event log for runs in one process: the same files, opened with less ado."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import sqlalchemy
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import event
from sqlalchemy.pool import QueuePool


class RegisterEventLog(SqliteEventLogStorage):
    """The SQLite event log with one engine a file, where Dagster makes an engine for every event.

    A new engine asks the file for its features and compiles each statement again: together more than a
    third of the processor time of a run over a handful of articles.  What is written is the same, and
    `dagster dev` reads it with Dagster's own class.
    """

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """As Dagster's; `base_dir` is the folder of the files."""
        self._engines: dict[str, sqlalchemy.Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """What Dagster calls with the settings of its instance."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sqlalchemy.Connection]:
        with self._db_lock:
            if shard not in self._engines:
                self._engines[shard] = _engine(self.conn_string_for_shard(shard))
            engine = self._engines[shard]
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def dispose(self) -> None:
        """Close the connections that are kept, with everything else that Dagster's closes."""
        super().dispose()
        while self._engines:
            self._engines.popitem()[1].dispose()


def event_log_of(home: Path) -> dict[str, Any]:
    """The setting `event_log_storage` of an instance at `home`: this class on Dagster's default folder."""
    return {
        "module": __name__,
        "class": RegisterEventLog.__name__,
        "config": {"base_dir": str(home / "history" / "runs")},
    }


def _engine(url: str) -> sqlalchemy.Engine:
    """One engine a file, which keeps its connection: closing the last one would copy the log into the file each time.

    Another thread that comes meanwhile gets a connection of its own.
    """
    engine = sqlalchemy.create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=-1,
        connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _without_waiting_for_the_disk(connection: Any, _: Any) -> None:
        # A write-ahead log stays whole through a killed process; after a power cut its last lines may be missing.
        connection.execute("PRAGMA synchronous = NORMAL")

    return engine
