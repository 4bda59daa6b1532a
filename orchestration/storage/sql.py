"""Small things of SQL that several modules need: quoting, and rows as dictionaries."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


def quoted_text(text: object) -> str:
    """A text literal of SQL: a path, a comment; for statements that take no parameters there."""
    return "'" + str(text).replace("'", "''") + "'"


def quoted_name(name: str) -> str:
    """An identifier of SQL: a table, a column, a database."""
    return '"' + name.replace('"', '""') + '"'


def rows_of(connection: "duckdb.DuckDBPyConnection", sql: str, *values: Any) -> list[dict[str, Any]]:
    """The rows of a query, each as column → value."""
    result = connection.execute(sql, list(values))
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
