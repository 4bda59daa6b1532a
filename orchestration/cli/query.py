"""`sijill query`: SQL against the published copy."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli import common

if TYPE_CHECKING:
    import duckdb


_LEAST_WIDTH = 9
"""Characters that a column needs; a table too wide for the terminal is shown row by row."""


class Shape(StrEnum):
    """How the result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A SELECT, or SHOW ALL TABLES, or DESCRIBE.")],
    shape: Annotated[Shape, typer.Option("--format", "-f", help="How to write the result.")] = Shape.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="Rows that a table shows; csv and json are never cut.")] = 100,
) -> None:
    """Run SQL against the published copy, which is opened read-only.

    Examples:

      sijill query "SHOW ALL TABLES"

      sijill query "SELECT event_id, date_start, admin1 FROM marts.fct_event ORDER BY date_start DESC"

      sijill query "FROM marts.fct_casualty" --format csv > casualties.csv
    """
    import duckdb

    with published() as connection:
        try:
            result = connection.sql(sql)
        except duckdb.Error as error:
            common.fail(str(error), 'sijill query "SHOW ALL TABLES" lists what there is', common.USED_WRONGLY)
        if result is None:
            common.fail("the statement gives no rows", "the published copy is read-only: ask with SELECT", 2)
        if shape is Shape.CSV:
            typer.echo(result.df().to_csv(index=False), nl=False)
        elif shape is Shape.JSON:
            typer.echo(result.df().to_json(orient="records", force_ascii=False, date_format="iso"))
        else:
            rows = result.fetchmany(limit + 1)
            if len(result.columns) * _LEAST_WIDTH > common.out.width:
                for number, row in enumerate(rows[:limit], 1):
                    cells = zip(result.columns, row, strict=True)
                    common.out.print(common.table(f"row {number}", ["column", "value"], cells))
            else:
                common.out.print(common.table("", result.columns, rows[:limit]))
            if len(rows) > limit:
                common.err.print(f"the first {limit} rows; --limit shows more, --format csv all of them")


def published(*, writes_files: bool = False) -> "duckdb.DuckDBPyConnection":
    """A read-only connection to the published copy; ends the command where nothing is published yet.

    Without `writes_files` a statement cannot touch any other file: somebody's SQL is somebody's text.
    """
    import duckdb

    path = published_file()
    connection = duckdb.connect(str(path), read_only=True, config={"autoinstall_known_extensions": "false"})
    connection.execute("SET autoload_known_extensions = false")
    if not writes_files:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    return connection


def published_file() -> Path:
    """Path of the published DuckDB file; ends the command where there is none."""
    from orchestration.storage.publish import DATABASE

    path = common.settings().published / DATABASE
    if not path.exists():
        common.fail(f"nothing is published in {path.parent}", "run `sijill run` first, or choose --data")
    return path
