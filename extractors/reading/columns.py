"""Which column of a table is which field of an article, for CSV, TSV and Parquet."""

from collections.abc import Iterable, Mapping
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


def mapped(header: Iterable[str]) -> dict[str, str]:
    """Field → column of this table; case, spaces and dashes of a name do not matter.

    Raises ReadingError where no column carries the text.
    """
    columns = list(header)
    known = {column.strip().lower().replace(" ", "_").replace("-", "_"): column for column in reversed(columns)}
    found = {
        field: known[name] for field, names in COLUMNS.items() if (name := next((n for n in names if n in known), None))
    }
    if "text" in found:
        return found
    raise ReadingError(
        Problem(
            reason="invalid_record",
            message=f"no column carries the text; the columns are {', '.join(columns)[:200]}",
            remedy=f"name the column of the text one of: {', '.join(COLUMNS['text'])}",
        )
    )


def from_row(
    row: Mapping[str, Any], fields: Mapping[str, str], *, line: int, encoding: str | None
) -> RawArticle | Problem:
    """The article of one row; a day or time is taken as ISO, a number in `id` as its digits."""
    values: dict[str, Any] = {}
    for field, column in fields.items():
        value = row.get(column)
        if isinstance(value, datetime | date):
            value = value.isoformat()
        elif isinstance(value, int) and field == "external_id":
            value = str(value)
        if value is not None and not isinstance(value, str):
            return Problem(
                reason="invalid_record",
                message=f"column {column!r} holds {type(value).__name__}, not text",
                remedy=f"write {column!r} as text",
                line=line,
            )
        values[field] = value or None
    return RawArticle(text=values.pop("text"), line=line, encoding=encoding, **values)
