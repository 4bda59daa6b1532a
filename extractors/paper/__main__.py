"""`python -m extractors.paper ALLOWANCE`: a PDF on standard input, one JSON object on standard output.

ALLOWANCE is the JSON object of `confine.Allowance`.  The answer holds either `paragraphs`, `headline`, `title`,
`author`, `made` (as the PDF writes it) and `published` (as its XMP does), or `message` and a `problem`: `broken` or no
PDF at all, `locked` by a password, `scanned` pages, `unknown` letters, more characters (`long`) than are allowed.
"""

import json
import logging
import re
import resource
import sys
from collections import Counter
from contextlib import suppress
from typing import Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException

from extractors.paper.confine import Allowance
from extractors.paper.glyphs import Page, information, opened, pages, xmp
from extractors.paper.lines import Line, lines_of
from extractors.paper.paragraphs import Paragraph, paragraphs_of

_PUBLISHED = re.compile(
    rb"<(?:prism:publicationDate|dc:date|prism:coverDate)>\s*(?:<rdf:Seq>\s*<rdf:li[^>]*>)?\s*([^<\s]{4,40})"
)
_HEADLINE = 1.15
"""a headline's type is so many times larger than that of most of the text"""
_TITLE_PARAGRAPHS = 4
_MOST_UNKNOWN = 0.2
_FEWEST_LETTERS = 20
"""on all pages together; scans often carry a stamp, or a page number"""


def main() -> None:
    """Read standard input and tell what is in it."""
    allowance = Allowance(**json.loads(sys.argv[1]))
    _limit(allowance)
    logging.disable(logging.CRITICAL)  # what a broken PDF makes pdfminer say is no message for anybody
    json.dump(document(sys.stdin.buffer.read(), allowance.characters), sys.stdout)


def _limit(allowance: Allowance) -> None:
    """Give up, for good, more time and memory than is allowed, and the right to write any file."""
    for kind, most in (
        (resource.RLIMIT_CPU, allowance.seconds),
        (resource.RLIMIT_AS, allowance.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(kind, (most, most))


def document(data: bytes, most_characters: int) -> dict[str, Any]:
    """What a PDF says, or why that cannot be told."""
    try:
        pdf = opened(data)
        read: list[list[Line]] = []
        seen: list[Page] = []
        characters = 0
        for rank, page in enumerate(pages(pdf)):
            characters += sum(len(glyph.text) for glyph in page.glyphs)
            if characters > 2 * most_characters:
                return {"problem": "long", "message": f"it has more than {most_characters:,} characters"}
            read.append(lines_of(page, rank))
            page.glyphs.clear()
            seen.append(page)
        told = information(pdf)
        packet = xmp(pdf)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return {"problem": "locked", "message": "the PDF is protected by a password"}
    except (PDFSyntaxError, PSException) as error:
        return {"problem": "broken", "message": f"not readable as PDF: {type(error).__name__}: {error}"[:300]}
    if problem := _untold(seen, read):
        return problem
    paragraphs = paragraphs_of(read)
    headline = _headline(paragraphs)
    return {
        "paragraphs": [paragraph.text for paragraph in paragraphs if paragraph is not headline],
        "headline": headline.text if headline else None,
        "title": told.get("Title"),
        "author": told.get("Author"),
        "made": told.get("CreationDate"),
        "published": found[1].decode("ascii", "ignore") if (found := _PUBLISHED.search(packet)) else None,
    }


def _untold(seen: list[Page], read: list[list[Line]]) -> dict[str, Any] | None:
    """Why there is no text: pages of pictures, or fonts that do not say what they show."""
    letters = sum(glyph.text.isalpha() for page in read for line in page for glyph in line.glyphs)
    unknown = sum(page.unknown for page in seen)
    if unknown > _MOST_UNKNOWN * (letters + unknown):
        return {"problem": "unknown", "message": f"its fonts do not tell which letters {unknown:,} of its signs are"}
    if letters >= _FEWEST_LETTERS:
        return None
    pictures = sum(page.pictures for page in seen)
    held = f"{pictures:,} pictures and no text" if pictures else "no text"
    return {"problem": "scanned", "message": f"the PDF's {len(seen):,} pages hold {held}"}


def _headline(paragraphs: list[Paragraph]) -> Paragraph | None:
    """The paragraph in the largest type among the first of the first page, if that is larger than most of the text."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[round(paragraph.size, 1)] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    first = [p for p in paragraphs[:_TITLE_PARAGRAPHS] if p.rank == 0 and p.size > _HEADLINE * usual]
    return max(first, key=lambda paragraph: paragraph.size, default=None)


if __name__ == "__main__":
    main()
