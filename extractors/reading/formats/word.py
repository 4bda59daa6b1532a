"""Word documents (.docx): one article a file, by python-docx; comments and embedded objects are not looked at."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from extractors.reading.documents import document_article
from extractors.reading.packages import package, unreadable
from extractors.reading.raw import Limits, ReadingError, Source, Yielded

_HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_LEFT_OUT = {
    *(qn(f"w:{name}") for name in ("del", "moveFrom", "drawing", "pict", "object", "instrText", "pPr", "rPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BOXES = etree.XPath(
    ".//w:txbxContent[not(ancestor::mc:Fallback)]",  # what Word draws; the fallback says it once more
    namespaces={
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    },
)
_HEADLINES = {"title", "heading 1"}
_FIRST_BLOCKS = 3
Styles = dict[str, str]
"""id of a paragraph's style → its name, in lower case"""


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """Paragraphs, headings, text boxes and rows of tables in their order; what was deleted under review is left out."""
    with package(source, limits) as stream:
        try:
            document = docx.Document(stream)
            styles = {style.style_id: (style.name or "").lower() for style in document.styles}
            blocks = list(_blocks(document.element.body, styles))
        except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
            raise ReadingError(unreadable(str(error), source)) from None
    headline = next((n for n, (style, _) in enumerate(blocks[:_FIRST_BLOCKS]) if style in _HEADLINES), None)
    told = document.core_properties
    yield document_article(
        [text for number, (_, text) in enumerate(blocks) if number != headline],
        headline=None if headline is None else blocks[headline][1],
        title=told.title,
        author=told.author,
        made=told.created,
        size=source.size,
    )


def _blocks(holder: Any, styles: Styles) -> Iterator[tuple[str, str]]:
    """(name of the style, text) of each paragraph, row and text box that says something."""
    for element in holder:
        if element.tag == qn("w:p"):
            text = _text(element).strip()
            if text:
                yield _style(element, styles), text
            for box in _BOXES(element):
                yield from _blocks(box, styles)
        elif element.tag == qn("w:tbl"):
            yield from _rows(element, styles)
        elif element.tag in _HOLDERS:
            yield from _blocks(element, styles)


def _rows(table: Any, styles: Styles) -> Iterator[tuple[str, str]]:
    """A row of a table is one line; a cell that stands alone in its row is a piece of running text."""
    for row in _held(table, qn("w:tr")):
        cells = [list(_blocks(cell, styles)) for cell in _held(row, qn("w:tc"))]
        cells = [cell for cell in cells if cell]
        if len(cells) == 1:
            yield from cells[0]
        elif cells:
            yield "", " | ".join(" ".join(text for _, text in cell) for cell in cells)


def _held(holder: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls and insertions included."""
    for element in holder:
        if element.tag == tag:
            yield element
        elif element.tag in _HOLDERS:
            yield from _held(element, tag)


def _style(paragraph: Any, styles: Styles) -> str:
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return styles.get(named.get(qn("w:val")), "") if named is not None else ""


def _text(element: Any) -> str:
    pieces = []
    for child in element:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag not in _LEFT_OUT:
            pieces.append(_text(child))
    return "".join(pieces)
