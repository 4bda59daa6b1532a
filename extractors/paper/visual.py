"""From the order on paper, left to right, to the order of reading, for lines in Arabic, English or both.

A PDF holds glyphs at places, Arabic ones often as presentation forms; the order in which a program
wrote them differs between programs, their places do not.  So a line is sorted by place and turned
round here: the inverse of what the Unicode bidirectional algorithm does for display.
"""

import re
import unicodedata
from collections.abc import Sequence

_RIGHT_TO_LEFT = {"R", "AL"}
_DIGITS = {"EN", "AN"}
# In a line that is read from the right, what keeps its order: Latin words with all between them, and
# figures with the signs inside them (15,000; 14/01/2022; 2.5).  A dash is no such sign: after Arabic
# letters 2022-01-14 is printed with the day on the left, and 10-15 with the 15.
_KEPT = re.compile(r"l(?:[^r]*[ld])?|d+(?:p*d+)*")
# In a line that is read from the left, what is turned: Arabic words with all between them.
_TURNED = re.compile(r"r(?:[^l]*r)?")
_INSIDE_FIGURES = set(".,:/\u066b\u066c")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_WELL_PLACED = re.compile(r"(?:^|\s)[(\[{<«]|[)\]}>»](?:$|[\s.,:;!?،؛؟])")
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")


def plain(glyph: str) -> str:
    """A glyph's text with presentation forms and ligatures as the letters that they show."""
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]).strip(), glyph)


def weight(text: str) -> int:
    """Letters that are read from the right less letters that are read from the left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) - kinds.count("L")


def is_mixed(text: str) -> bool:
    """Whether letters of both directions are in it."""
    kinds = set(map(unicodedata.bidirectional, text))
    return "L" in kinds and bool(kinds & _RIGHT_TO_LEFT)


def logical(glyphs: Sequence[str], *, from_right: bool) -> str:
    """The text of a line whose glyphs are given from left to right, each one's own letters in order of reading."""
    classes = "".join(map(_class, glyphs))
    if from_right:
        return _turned(glyphs, classes)
    pieces: list[str] = []
    end = 0
    for run in _TURNED.finditer(classes):
        pieces += glyphs[end : run.start()]
        pieces.append(_turned(glyphs[run.start() : run.end()], run[0]))
        end = run.end()
    return "".join(pieces) + "".join(glyphs[end:])


def _turned(glyphs: Sequence[str], classes: str) -> str:
    """Glyphs from the last to the first, what keeps its order kept."""
    order: list[str] = []
    end = len(classes)
    for run in reversed(list(_KEPT.finditer(classes))):
        order += reversed(glyphs[run.end() : end])
        order += glyphs[run.start() : run.end()]
        end = run.start()
    order += reversed(glyphs[:end])
    text = "".join(order)
    # Some programs write a bracket as the letter that was typed, others as the sign that is printed.
    mirrored = text.translate(_MIRRORED)
    return mirrored if _well_placed(mirrored) >= _well_placed(text) else text


def _well_placed(text: str) -> int:
    """How many brackets open after a space or close before one."""
    return len(_WELL_PLACED.findall(text))


def _class(glyph: str) -> str:
    """l: read from the left, r: from the right, d: digit, p: stands inside figures, n: anything else."""
    kinds = {unicodedata.bidirectional(letter) for letter in glyph}
    if kinds & _RIGHT_TO_LEFT:
        return "r"
    if kinds & _DIGITS:
        return "d"
    if "L" in kinds:
        return "l"
    return "p" if glyph in _INSIDE_FIGURES else "n"
