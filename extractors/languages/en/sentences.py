"""Cuts an article into sentences by rule, before anything is parsed.

Only sentences that hold a trigger are parsed, so the cutting cannot lean on the parser.  Lines of
news text are sentences or paragraphs; datelines and by-lines glued to a sentence are cut off.
"""

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from extractors.languages.en import datelines, teasers
from extractors.languages.en.rules import word_set

_ABBREVIATIONS = word_set("en.words.sentences.abbreviations")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*-?(?=\s|$)|[.!?][\"”]?-(?=[A-Z“\"])|[.!?](?=[A-Z][a-z])")
"""an end of sentence; some texts glue a dash to it ("he said.- Two more …")"""
_LINE = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*")
LONGEST = 900
"""characters; a longer stretch without an end of sentence is cut at a comma or a space"""


@dataclass(slots=True)
class Sentence:
    """One sentence: its place in the article and, where it was worth parsing, its tokens."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int = 0
    doc: Doc | None = None
    is_dateline: bool = False
    worth: frozenset[str] = field(default_factory=frozenset)
    """which kinds of claim the screen expects here"""

    @property
    def is_to_be_parsed(self) -> bool:
        """Whether the sentence may hold a claim, or is needed to understand one that may."""
        return bool(self.worth) and not self.is_dateline

    def offset(self, token: Token) -> int:
        """Where `token` begins in the article."""
        return self.start + token.idx

    def end_of(self, token: Token) -> int:
        """Where `token` ends in the article."""
        return self.start + token.idx + len(token.text)


def _ends(line: str) -> list[int]:
    """Offsets in `line` behind which a new sentence begins."""
    found = []
    for match in _END.finditer(line):
        before, after = line[: match.start()], line[match.end() :].lstrip()
        word = re.split(r"[\s(\"“'‘]", before)[-1].lower()
        if line[match.start()] == "." and match.group()[0] == ".":
            if word.strip(".") in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word):
                continue
            if after[:1].isdigit() and word in ("no", "nos"):
                continue
        if after and not re.match(r"[A-Z0-9\"'“‘«(\[`-]", after):
            continue
        found.append(match.end())
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one sentence that is far too long."""
    cuts, left = [], start
    while end - left > LONGEST:
        window = text[left + LONGEST // 2 : left + LONGEST]
        at = max(window.rfind(", "), window.rfind("; "))
        at = at if at >= 0 else window.rfind(" ")
        stop = left + LONGEST // 2 + (at if at >= 0 else len(window) - 1) + 1
        cuts.append((left, stop))
        left = stop
    return [*cuts, (left, end)]


def _lines(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, opens a paragraph?) of the lines; a line that goes on in lower case is joined."""
    lines: list[tuple[int, int, bool]] = []
    left, opens = 0, True
    for match in _LINE.finditer(text):
        goes_on = text[match.end() : match.end() + 1].islower() and text[match.start() - 1 : match.start()] not in ".!?"
        if goes_on and match.group().count("\n") == 1:
            continue
        lines.append((left, match.start(), opens))
        left, opens = match.end(), True
    lines.append((left, len(text), opens))
    return [line for line in lines if line[1] > line[0]]


def split(text: str) -> list[Sentence]:
    """The sentences of `text`, in order; together they hold every character that is not white space."""
    sentences: list[Sentence] = []

    def add(start: int, end: int, paragraph: int, dateline: bool = False) -> None:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            sentences.append(Sentence(len(sentences), start, end, text[start:end], paragraph, is_dateline=dateline))

    for paragraph, (start, end, _) in enumerate(_lines(text)):
        line, left = text[start:end], 0
        if not teasers.is_teaser(line) and (cut := datelines.end(line)):
            add(start, start + cut, paragraph, dateline=True)
            left = cut
        glued = datelines.glued(line)
        stops = [stop for stop in (*_ends(line), *teasers.cuts(line)) if not glued[0] <= stop < glued[1]]
        for stop in sorted({*(stop for stop in (*stops, *glued) if stop > left), len(line)}):
            for piece_start, piece_end in _pieces(text, start + left, start + stop):
                add(piece_start, piece_end, paragraph, dateline=(left, stop) == glued)
            left = stop
    return sentences
