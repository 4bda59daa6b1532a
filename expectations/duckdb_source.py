"""A Great Expectations data source for DuckDB.

GX's SQL source closes its connection before it fetches, and DuckDB's result dies with it.  This one
keeps a connection open until `close`.  It leans on two private members of GX (`_connection`,
`_execution_engine`), hence the exact pin in pyproject.toml.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from great_expectations.datasource.fluent import SQLDatasource
from great_expectations.execution_engine import SqlAlchemyExecutionEngine


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """Keeps one connection open over all queries."""

    @contextmanager
    def get_connection(self) -> Generator[sa.Connection, None, None]:
        """The one connection, opened at first need."""
        if not self._connection:
            self._connection = self.engine.connect()
        yield self._connection

    def close(self) -> None:
        """Close the connection and let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None
        self.engine.dispose()


_EngineClass = type[SqlAlchemyExecutionEngine]  # inside the source `type` is a field


class DuckDBDatasource(SQLDatasource):
    """A DuckDB file, opened read-only.

    NullPool: a pooled connection would keep the file locked after `close`, and the dbt step that
    follows in the same process could not write.
    """

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]

    @property
    def execution_engine_type(self) -> _EngineClass:
        """The engine that keeps its connection."""
        return DuckDBExecutionEngine

    def close(self) -> None:
        """Close what this source has opened."""
        if self._execution_engine:
            self._execution_engine.close()
        if self._engine:
            self._engine.dispose()


def source_options(path: Path) -> dict[str, Any]:
    """Arguments of a DuckDBDatasource that reads the file at `path`."""
    return {
        "connection_string": f"duckdb:///{path}",
        "kwargs": {
            "poolclass": sa.pool.NullPool,
            "connect_args": {
                "read_only": True,
                "config": {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
            },
        },
    }
