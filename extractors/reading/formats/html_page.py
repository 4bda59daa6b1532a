"""Web pages: main text, title, date, author, publisher and canonical address, by trafilatura."""

import logging
import re
from collections.abc import Iterator

from trafilatura import bare_extraction
from trafilatura.settings import Document

from extractors import identity
from extractors.reading.decode import REMEDY, UndecodableError, declared_encoding, decode
from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source, Yielded, whole

# Every page without an article is a rejected row here; its libraries need not also print it.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

# Never a guess: only what the page's metadata say, and the first date rather than that of the last change.
_DATES = {"original_date": True, "extensive_search": False}
# A tag's end, quoted values skipped; where a quote is never closed, all up to the next tag.
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+(?:["'][^<]*+)?""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_MOST_ATTRIBUTES = 1_000
_FEWEST_WORDS = 5
"""Less is what remains of menus on pages that hold no article."""


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The page's main text as one article."""
    data = whole(source, limits)
    try:
        page = decode(data, declared=declared_encoding(data))
    except UndecodableError as error:
        raise ReadingError(
            Problem(reason="undecodable", message=str(error), remedy=REMEDY, line=error.line, size=len(data))
        ) from None
    yield from_page(page.text, limits, encoding=page.encoding, size=len(data))


def from_page(
    page: str,
    limits: Limits,
    *,
    url: str | None = None,
    encoding: str | None = None,
    size: int | None = None,
    part: str | None = None,
) -> RawArticle | Problem:
    """The article of a page; `url` is where it was fetched, for pages that do not name themselves."""
    if excess := _excess(page, limits):
        return Problem(
            reason="too_large",
            message=f"the page has {excess}: reading it would take minutes",
            remedy="save the article's text by itself and land that",
            size=size,
            part=part,
        )
    found = bare_extraction(
        page.replace("\x00", ""),
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dict(_DATES),
    )
    if not isinstance(found, Document) or len((found.text or "").split()) < _FEWEST_WORDS:
        return Problem(
            reason="missing_text",
            message="no article was found in the page",
            remedy="see in a browser whether it shows one: log-in pages, overviews and pages made by script do not",
            size=size,
            part=part,
        )
    return RawArticle(
        text=_without_title(found.text or "", found.title),
        title=found.title,
        author=found.author,
        publisher=found.sitename,
        published=found.date,
        url=found.url or url,
        language=found.language,
        encoding=encoding,
        size=size,
        part=part,
    )


def _excess(page: str, limits: Limits) -> str | None:
    """What the page has too much of, looked at before any parser that takes quadratic time for it."""
    if page.count("<") > limits.page_tags:
        return f"more than {limits.page_tags:,} tags"
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() > _MOST_ATTRIBUTES and len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES:
            return f"a tag with more than {_MOST_ATTRIBUTES:,} attributes"
    return None


def _without_title(text: str, title: str | None) -> str:
    """The body alone: a headline that trafilatura leaves at its head would be coded as one more report."""
    first, _, rest = text.partition("\n")
    if title and rest and identity.normalised_text(first) == identity.normalised_text(title):
        return rest
    return text
