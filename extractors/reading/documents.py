"""Documents (PDF, Word, OpenDocument) as articles: which title, and which day, of those that a document tells."""

import re
from datetime import date, datetime

from extractors.reading.dateline import day_of
from extractors.reading.masthead import confirmed_day, masthead_day
from extractors.reading.raw import RawArticle

# What programs write into a document's title where nobody gave it one.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document ?\d*|doc\d+|normal|title|print.*|مستند ?\d*)$"
    r"|\.(?:docx?|odt|pdf|indd|rtf|pages|xlsx?|pptx?|qxd|html?)$|^(?:file|https?)://|^[\W\d_]*$",
    re.IGNORECASE,
)
_MADE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")


def document_article(
    paragraphs: list[str],
    *,
    headline: str | None = None,
    title: str | None = None,
    author: str | None = None,
    published: str | None = None,
    made: str | datetime | None = None,
    size: int | None = None,
) -> RawArticle:
    """The article of a document.

    `headline` stands in the document and is no part of `paragraphs`, `title` in its properties;
    `published` is what they give as the day of publication, `made` when the file was made.
    """
    text = "\n\n".join(paragraphs)
    headed = masthead_day(paragraphs)
    day = headed or (day_of(published) if published else None)
    return RawArticle(
        text=text,
        title=headline or (None if title is None or _NO_TITLE.search(title.strip()) else title),
        author=author or None,
        published=day.isoformat() if day else _made(made, text),
        published_source="header" if headed else "metadata",
        size=size,
    )


def _made(made: str | datetime | None, text: str) -> str | None:
    """The day on which the file was made, if the text bears it out."""
    found = _MADE.match(made.isoformat() if isinstance(made, datetime) else made or "")
    if found is None:
        return None
    try:
        day = confirmed_day(date(*map(int, found.groups())), text)
    except ValueError:
        return None
    return day.isoformat() if day else None
