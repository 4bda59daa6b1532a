"""From lines to paragraphs: running heads and feet dropped, lines joined, words parted at a line's end made whole."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.paper.lines import Line
from extractors.paper.visual import weight

_MARGIN = 0.12
"""share of a page's height, above and below, in which heads and feet run"""
_REPEATED = 0.3
"""on this share of the pages a line in the margin is a running one; on two pages at least"""
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|صفحة)?\W*\d{1,4}(?:\s*(?:/|of|من)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?؟…:][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•●▪■◦‣*–—-]|\d{1,2}[.)])\s")
_PARTED = re.compile(r"(\w+)[-\u2010\u00ad]$")
_WORD = re.compile(r"\w+")
_ELSEWHERE = 2
"""a part of a parted word counts once by itself"""
_SIZES_DIFFER = 0.12
_WIDE = 1.4
"""more than so many times the usual distance of lines parts paragraphs"""
_INDENT = 0.8
_SHORT, _VERY_SHORT = 0.08, 0.4
"""share of its column that a line leaves free"""
_RAGGED = 4
"""where lines are not set to one length, a short one leaves so many times more free than most"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text on one line, and the size of its type in points."""

    text: str
    size: float
    rank: int
    """the page that it begins on, from 0"""


@dataclass(slots=True)
class _Set:
    """A line with what typesetting tells of it."""

    line: Line
    text: str
    from_right: bool
    free: float
    """share of the column that is free after the line's last word"""
    indent: float
    """how far its first word stands inside of its column, in sizes of type"""


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The document's paragraphs in order of reading."""
    from_right = sum(weight("".join(glyph.text for glyph in line.glyphs)) for page in pages for line in page) > 0
    read = [[(line, line.text(from_right=from_right)) for line in page] for page in pages]
    body = _without_running([[pair for pair in page if pair[1]] for page in read])
    placed = [one for page in body for one in _placed(page, from_right)]
    usual = _usual_distance(placed)
    short = max(_SHORT, _RAGGED * median(one.free for one in placed)) if placed else _SHORT
    known = Counter(word for one in placed for word in _WORD.findall(one.text.lower()))
    found: list[list[_Set]] = []
    for one in placed:
        if found and not _begins(found[-1][-1], one, usual, short):
            found[-1].append(one)
        else:
            found.append([one])
    return [
        Paragraph(
            _joined([one.text for one in group], known),
            median(one.line.size for one in group),
            group[0].line.rank,
        )
        for group in found
    ]


def _without_running(pages: list[list[tuple[Line, str]]]) -> list[list[tuple[Line, str]]]:
    """The pages without running heads and feet, whose figures may differ, and without page numbers."""
    seen = Counter(key for page in pages for key in {_pattern(text) for line, text in page if _in_margin(line)})
    needed = max(2, _REPEATED * len(pages))
    return [
        [
            (line, text)
            for line, text in page
            if not (_in_margin(line) and (seen[_pattern(text)] >= needed or _PAGE_NUMBER.fullmatch(text)))
        ]
        for page in pages
    ]


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text).lower()


def _in_margin(line: Line) -> bool:
    return line.base < _MARGIN * line.height or line.base + line.size > (1 - _MARGIN) * line.height


def _placed(page: list[tuple[Line, str]], from_right: bool) -> list[_Set]:
    """Lines with their place in their column: lines of like size that stand above one another."""
    found = []
    for number, (line, text) in enumerate(page):
        near = [other for other, _ in page[max(0, number - 12) : number + 13] if _same_column(line, other)]
        left, right = min(other.x0 for other in near), max(other.x1 for other in near)
        width = max(right - left, 1.0)
        before, after = (right - line.x1, line.x0 - left) if from_right else (line.x0 - left, right - line.x1)
        found.append(_Set(line, text, from_right, after / width, before / line.size))
    return found


def _same_column(line: Line, other: Line) -> bool:
    overlap = min(line.x1, other.x1) - max(line.x0, other.x0)
    return overlap > 0 and not _differ(line.size, other.size)


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _SIZES_DIFFER * max(one, other)


def _usual_distance(placed: list[_Set]) -> float:
    """Distance of base lines, in sizes of type, as it is most often."""
    distances = [
        (one.line.base - other.line.base) / one.line.size
        for one, other in pairwise(placed)
        if one.line.rank == other.line.rank and one.line.base > other.line.base
    ]
    # The lower quartile: in a document of short paragraphs the gaps between them are as many as the lines.
    return sorted(distances)[len(distances) // 4] if distances else 1.2


def _begins(before: _Set, one: _Set, usual: float, short: float) -> bool:
    """Whether a line begins a paragraph, the line before it being known."""
    if _differ(before.line.size, one.line.size) or _BULLET.match(one.text):
        return True
    ended = bool(_ENDS.search(before.text))
    down = before.line.base - one.line.base
    if before.line.rank != one.line.rank or down <= 0:  # a new page or column
        return ended or before.free > _VERY_SHORT
    if down > _WIDE * usual * one.line.size:
        return True
    if one.indent > _INDENT and before.indent <= _INDENT and (ended or before.free > short):
        return True
    return before.free > _VERY_SHORT or (ended and before.free > short)


def _joined(texts: list[str], known: Counter[str]) -> str:
    """Lines as one; a word parted at a line's end is made whole, unless both its parts are words of the document."""
    whole = texts[0]
    for text in texts[1:]:
        parted = _PARTED.search(whole)
        rest = _WORD.match(text)
        if parted is None or rest is None or not rest[0][0].islower() or parted[1][-1].isdigit():
            whole = f"{whole} {text}"
        elif known[(parted[1] + rest[0]).lower()] or min(known[parted[1].lower()], known[rest[0].lower()]) < _ELSEWHERE:
            whole = whole[: parted.end(1)] + text
        else:
            whole += text
    return whole
