"""Which column of a table, or key of an object, is which field of an article.

Columns are known by the names of `COLUMNS`; a table with other names has a `columns.toml` beside it
(`column_files.py`), which is a `TableColumns` for the tables that it speaks of.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from extractors.reading.raw import Problem, RawArticle, ReadingError

COLUMNS = {
    "external_id": ("id", "article_id", "doc_id", "guid", "المعرف"),
    "language": ("language", "lang", "اللغة"),
    "publisher": ("publisher", "source", "outlet", "site", "المصدر", "الناشر"),
    "published": (
        "published",
        "date",
        "published_at",
        "publication_date",
        "pubdate",
        "pub_date",
        "publish_date",
        "التاريخ",
    ),
    "title": ("title", "headline", "العنوان"),
    "author": ("author", "byline", "الكاتب"),
    "url": ("url", "link", "address", "الرابط"),
    "text": ("text", "body", "content", "article", "full_text", "النص"),
}
"""Field of a raw article → column names that carry it, the first one present being taken."""

_DAY_OR_MONTH = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class TableColumns:
    """What a user says of a table: columns by field, values that all its rows share, and how it is laid out."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    """1-based; None: the first row that is not empty"""
    day_first: bool | None = None
    """how 03/04/2022 is meant; None: it names no day"""
    told_in: str = ""
    """the file that says so, for messages"""


@dataclass(frozen=True, slots=True)
class Fields:
    """Field → column of one table, and what its rows share."""

    columns: Mapping[str, str]
    values: Mapping[str, str]
    day_first: bool | None = None


def mapped(header: Iterable[str], told: TableColumns | None = None) -> Fields:
    """The fields of a table; case, spaces and dashes of a known name do not matter, told names are taken as they are.

    Raises ReadingError where a told column is missing, or no column carries the text or at least the address.
    """
    told = told or TableColumns()
    columns = list(header)
    if missing := [name for name in told.columns.values() if name not in columns]:
        raise ReadingError(
            Problem(
                reason="invalid_record",
                message=f"no column is named {missing[0]!r}; the columns are {_listed(columns)}",
                remedy=f"name the column in {told.told_in} as the table does, or rename it in the table",
            )
        )
    known = {column.strip().lower().replace(" ", "_").replace("-", "_"): column for column in reversed(columns)}
    found = {
        name: known[other]
        for name, others in COLUMNS.items()
        if name not in told.values and (other := next((o for o in others if o in known), None))
    } | dict(told.columns)
    if "text" in found or "url" in found:
        return Fields(found, told.values, told.day_first)
    raise ReadingError(
        Problem(
            reason="invalid_record",
            message=f"no column carries the text; the columns are {_listed(columns)}",
            remedy=f"name it one of {', '.join(COLUMNS['text'])}, or tell its name in a columns.toml beside the table",
        )
    )


def _listed(columns: list[str]) -> str:
    return ", ".join(columns)[:200] or "(none)"


def from_row(
    row: Mapping[str, Any], fields: Fields, *, line: int, encoding: str | None = None, part: str | None = None
) -> RawArticle | Problem:
    """The article of one row; a day or time is taken as ISO, a number as its digits, but never as the text."""
    values: dict[str, Any] = dict(fields.values)
    for name, column in fields.columns.items():
        value = row.get(column)
        if isinstance(value, datetime | date):
            value = value.isoformat()
        elif isinstance(value, int | float) and not isinstance(value, bool) and name != "text":
            value = str(value)
        if value is not None and not isinstance(value, str):
            return Problem(
                reason="invalid_record",
                message=f"column {column!r} holds {type(value).__name__}, not text",
                remedy=f"write {column!r} as text",
                line=line,
                part=part,
            )
        values[name] = value or None
    values["published"] = plain_day(values.get("published"), fields.day_first)
    return RawArticle(text=values.pop("text", None), line=line, encoding=encoding, part=part, **values)


def plain_day(value: str | None, day_first: bool | None) -> str | None:
    """03/04/2022 as ISO, where it is told which of the two is the day; anything else as it is."""
    found = _DAY_OR_MONTH.match(value) if value and day_first is not None else None
    if found is None:
        return value
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    return f"{found[3]}-{int(month):02}-{int(day):02}"
