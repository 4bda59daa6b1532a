"""What stands where on the pages of a PDF, by pdfminer.six; scripts, forms and embedded files are never looked at."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTImage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from extractors.paper.visual import plain

_UNKNOWN = re.compile(r"\(cid:\d+\)")
_MOST_NESTED = 20
_LEVEL = 0.1


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed sign, or ligature; lengths in points, `base` the height of its line above the page's foot."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


@dataclass(slots=True)
class Page:
    """What one page shows, in the order in which the PDF's program wrote it."""

    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    unknown: int = 0
    """glyphs whose font does not tell which letter they show"""
    pictures: int = 0


def opened(data: bytes) -> PDFDocument:
    """The document; pdfminer's own errors where it is none, is broken, or wants a password."""
    return PDFDocument(PDFParser(io.BytesIO(data)))


def pages(document: PDFDocument) -> Iterator[Page]:
    """The pages, one at a time."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        layout = device.get_result()
        shown = Page(height=layout.height)
        _collect(layout, shown, 0)
        yield shown


def information(document: PDFDocument) -> dict[str, str]:
    """The document's information dictionary (Title, Author, CreationDate, …), what is no text left out."""
    found: dict[str, str] = {}
    for entries in document.info:
        for key, value in entries.items():
            text = resolve1(value)
            if isinstance(text, bytes):
                found.setdefault(str(key), decode_text(text).strip("\x00 "))
    return found


def xmp(document: PDFDocument) -> bytes:
    """The document's XMP packet; empty where there is none."""
    stream: Any = resolve1(document.catalog.get("Metadata"))
    try:
        return bytes(stream.get_data())
    except AttributeError:
        return b""


def _collect(container: LTContainer[Any], shown: Page, depth: int) -> None:
    for item in container:
        if isinstance(item, LTChar):
            _add(item, shown)
        elif isinstance(item, LTImage):
            shown.pictures += 1
        elif isinstance(item, LTContainer) and depth < _MOST_NESTED:
            _collect(item, shown, depth + 1)


def _add(char: LTChar, shown: Page) -> None:
    text = char.get_text()
    if _UNKNOWN.fullmatch(text) or text == "\ufffd":
        shown.unknown += 1
    elif _is_level(char) and char.size > 0:  # what stands askew is a watermark, or a note in the margin
        shown.glyphs.append(Glyph(plain(text), char.x0, char.x1, char.matrix[5], char.size))


def _is_level(char: LTChar) -> bool:
    """Whether it stands on a level line; Arabic that was recognised in a scan may be written from right to left."""
    a, b, c, d, _, _ = char.matrix
    return abs(b) + abs(c) < _LEVEL * (abs(a) + abs(d)) and d > 0
