"""From glyphs to lines: what stands on one base line is one line, in the order in which the PDF's program wrote it.

That order follows columns, which a look at places alone tells from wide spaces only by guessing.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.paper.glyphs import Glyph, Page
from extractors.paper.visual import is_mixed, logical, weight

_SAME_BASE = 0.35
"""how far apart base lines of one line may be (a raised figure), in sizes of type"""
_SPACE = 0.17
"""a gap from this many sizes of type on is a space, where the PDF writes none"""
_ADJOINS = 0.6
"""a piece that is written later belongs to the line whose end it stands at, within so many sizes of type"""
_OVERPRINTED = 0.15
_HAIR = 0.05
_MARK = 0.2
"""half the width of a mark as it is drawn, in sizes of type"""
_STRETCHED = re.compile(r"(?<=[\u0621-\u064a])\u0640+(?=[\u0621-\u064a])")
"""strokes within a word that make a line as long as its neighbours"""


@dataclass(slots=True)
class Line:
    """One line of a page; `rank` counts pages from 0."""

    rank: int
    height: float
    """of the page"""
    base: float
    size: float
    x0: float
    x1: float
    glyphs: list[Glyph] = field(default_factory=list)

    def add(self, glyph: Glyph) -> None:
        """Put one more glyph into the line."""
        if not self.glyphs or not glyph.text.isspace():
            self.x0, self.x1 = min(self.x0, glyph.x0), max(self.x1, glyph.x1)
            self.size = max(self.size, glyph.size)
        self.glyphs.append(glyph)

    def text(self, *, from_right: bool) -> str:
        """What the line says; `from_right`: it belongs to a text that is read from the right."""
        pieces = _spaced(_marked(sorted(self.glyphs, key=lambda glyph: glyph.x0)), self.size)
        written = "".join(pieces)
        # A line of one script is read as that script is; one of both as the text around it.
        turned = from_right if is_mixed(written) else weight(written) > 0
        return " ".join(_STRETCHED.sub("", logical(pieces, from_right=turned)).split())


def lines_of(page: Page, rank: int) -> list[Line]:
    """The lines of a page."""
    found: list[Line] = []
    by_base: dict[int, list[Line]] = {}
    current: Line | None = None
    for glyph in page.glyphs:
        if current is None or not _continues(current, glyph):
            if glyph.text.isspace():
                continue
            current = _adjoining(by_base.get(round(glyph.base), ()), glyph)
            if current is None:
                current = Line(rank, page.height, glyph.base, glyph.size, glyph.x0, glyph.x1)
                found.append(current)
                by_base.setdefault(round(glyph.base), []).append(current)
        current.add(glyph)
    return found


def _continues(line: Line, glyph: Glyph) -> bool:
    return abs(line.base - glyph.base) <= _SAME_BASE * max(line.size, glyph.size)


def _adjoining(lines: Iterable[Line], glyph: Glyph) -> Line | None:
    """The line at whose end, or just before whose beginning, a glyph stands that was written after other lines."""
    reach = _ADJOINS * glyph.size
    for line in lines:
        if _continues(line, glyph) and min(abs(glyph.x0 - line.x1), abs(line.x0 - glyph.x1)) <= reach:
            return line
    return None


def _marked(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs from left to right: marks put to the letter that they stand over, letters printed twice taken once."""
    kept: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text and all(unicodedata.combining(letter) for letter in glyph.text):
            marks.append(glyph)
        elif not any(_is_twice(glyph, other) for other in kept[-2:]):
            kept.append(glyph)
    for mark in marks:
        if kept:
            number = _bearer(mark, kept)
            under = kept[number]
            kept[number] = Glyph(under.text + mark.text, under.x0, under.x1, under.base, under.size)
    return kept


def _bearer(mark: Glyph, glyphs: list[Glyph]) -> int:
    """The letter that a mark stands over: most fonts give a mark no width, and draw it to the right of its place."""
    middle, hair = max((mark.x0 + mark.x1) / 2, mark.x0 + _MARK * mark.size), _HAIR * mark.size
    over = [n for n, glyph in enumerate(glyphs) if glyph.x0 - hair <= middle < glyph.x1 - hair]
    return over[-1] if over else min(range(len(glyphs)), key=lambda n: abs(glyphs[n].x0 - middle))


def _is_twice(glyph: Glyph, other: Glyph) -> bool:
    """Bold type is often made by printing a letter twice, a hair's breadth apart."""
    return glyph.text == other.text and abs(glyph.x0 - other.x0) <= _OVERPRINTED * (other.x1 - other.x0)


def _spaced(glyphs: list[Glyph], size: float) -> list[str]:
    """Texts of the glyphs, with a space for each gap that the PDF does not write as one."""
    pieces: list[str] = []
    end: float | None = None
    for glyph in glyphs:
        if end is not None and glyph.x0 - end > _SPACE * size:
            pieces.append(" ")
        pieces.append(glyph.text)
        end = max(end, glyph.x1) if end is not None else glyph.x1
    return pieces
