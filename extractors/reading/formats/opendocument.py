"""OpenDocument texts (.odt): one article a file, by odfdo; macros, notes of review and objects are not looked at."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree
from odfdo import Document, Element, SecurityError

from extractors.reading.documents import document_article
from extractors.reading.packages import package, unreadable
from extractors.reading.raw import Limits, ReadingError, Source, Yielded

_HOLDERS = {"text:section", "text:list", "text:list-item", "text:list-header", "text:index-body"}
_PARAGRAPHS = {"text:p", "text:h"}
_MOST_NESTED = 50
_FIRST_BLOCKS = 3


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """Paragraphs, headings, lists and rows of tables in their order."""
    with package(source, limits) as stream:
        try:
            document = Document(BytesIO(stream.read()))
            _bind_spaces(document.body)
            blocks = list(_blocks(document.body, 0))
            meta = document.meta
        except SecurityError as error:
            raise ReadingError(replace(unreadable(str(error), source), reason="too_large")) from None
        except (KeyError, ValueError, TypeError, AttributeError, etree.XMLSyntaxError) as error:
            raise ReadingError(unreadable(str(error), source)) from None
    headline = next((n for n, (is_head, _) in enumerate(blocks[:_FIRST_BLOCKS]) if is_head), None)
    yield document_article(
        [text for number, (_, text) in enumerate(blocks) if number != headline],
        headline=None if headline is None else blocks[headline][1],
        title=meta.title,
        author=meta.initial_creator or meta.creator,
        made=meta.creation_date,
        size=source.size,
    )


def _bind_spaces(body: Element) -> None:
    """A few bytes can stand for thousands of spaces, which odfdo would write out; one says as much."""
    for spaces in body.get_elements("descendant::text:s"):
        spaces.set_attribute("text:c", "1")


def _blocks(holder: Element, depth: int) -> Iterator[tuple[bool, str]]:
    """(whether it is a headline, text) of each paragraph and row that says something."""
    if depth > _MOST_NESTED:
        return
    for element in holder.children:
        if element.tag in _PARAGRAPHS:
            if text := element.inner_text.strip():
                yield _is_headline(element), text
        elif element.tag == "table:table":
            for row in element.get_elements("descendant::table:table-row"):
                cells = [" ".join(text for _, text in _blocks(cell, depth + 1)) for cell in row.children]
                if said := [cell for cell in cells if cell]:
                    yield False, " | ".join(said)
        elif element.tag in _HOLDERS:
            yield from _blocks(element, depth + 1)


def _is_headline(element: Element) -> bool:
    level = element.get_attribute("text:outline-level") if element.tag == "text:h" else None
    return level == "1" or element.get_attribute("text:style-name") == "Title"
