"""Writes PDFs by hand, so that tests say exactly which glyph stands where, in which order and under which font."""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_KEPT = re.compile(r"[A-Za-z](?:[0-9A-Za-z.,/: -]*[0-9A-Za-z])?|[0-9](?:[0-9.,/:]*[0-9])?")
_LIGATURES = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5"}
_FORMS = {"ع": "\ufecb", "ي": "\ufef2", "ن": "\ufee7", "م": "\ufee3", "ق": "\ufed7", "ب": "\ufe91"}
_BRACKETS = str.maketrans("()«»", ")(»«")
_LEVEL, _ASKEW = "1 0 0 1", "0.7 0.7 -0.7 0.7"
WIDTH = 0.5
"""of every glyph, in sizes of type"""


@dataclass(frozen=True)
class Run:
    """Signs from left to right, as they stand on paper."""

    x: float
    y: float
    text: str
    size: float = 10
    askew: bool = False


def on_paper(line: str) -> str:
    """An Arabic line as it is printed, from left to right, with ligatures and presentation forms."""
    for letters, ligature in _LIGATURES.items():
        line = line.replace(letters, ligature)
    turned = line[::-1].translate(_BRACKETS)
    turned = _KEPT.sub(lambda run: run[0][::-1], turned)
    return "".join(_FORMS.get(letter, letter) for letter in turned)


def column(lines: Sequence[str], *, top: float = 700, x: float = 60, size: float = 10, right: float = 0) -> list[Run]:
    """Lines below one another, 1.2 sizes apart; with `right`, their last glyph ends there."""
    return [
        Run(right - WIDTH * size * len(line) if right else x, top - 1.2 * size * n, line, size)
        for n, line in enumerate(lines)
    ]


def pdf(pages: Iterable[Sequence[Run]], *, extra: str = "", told: bool = True, xmp: bytes = b"", **info: str) -> bytes:
    """A PDF of these pages; `extra` is put into its catalog, `told=False` leaves out which letters its glyphs show."""
    pages = list(pages)
    letters = sorted({letter for page in pages for run in page for letter in run.text}) or [" "]
    code = {letter: number for number, letter in enumerate(letters, 1)}
    streams = []
    for page in pages:
        drawn = []
        for run in page:
            place = f"{_ASKEW if run.askew else _LEVEL} {run.x} {run.y} Tm"
            signs = "".join(f"{code[letter]:04x}" for letter in run.text)
            drawn.append(f"BT /F1 {run.size} Tf {place} <{signs}> Tj ET")
        streams.append(zlib.compress("\n".join(drawn).encode()))
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content.encode() if isinstance(content, str) else content)
        return len(objects)

    catalog, tree = add(""), add("")
    mapping = "\n".join(f"<{n:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, n in code.items())
    cmap = add(stream(f"begincmap\n{len(code)} beginbfchar\n{mapping}\nendbfchar\nendcmap".encode()))
    descendant = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 500 /CIDToGIDMap /Identity "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] "
        + (f"/ToUnicode {cmap} 0 R >>" if told else ">>")
    )
    kids = []
    for content in streams:
        body = add(stream(content, "/Filter /FlateDecode"))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {body} 0 R "
                f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
            )
        )
    if xmp:
        extra += f" /Metadata {add(stream(xmp, '/Type /Metadata /Subtype /XML'))} 0 R"
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {extra} >>".encode()
    objects[tree - 1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    )
    given = " ".join(f"/{key} {string(value)}" for key, value in info.items())
    return assembled(objects, f"/Root {catalog} 0 R /Info << {given} >>")


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream object of the given bytes."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def string(value: str) -> str:
    """A text as a PDF writes it."""
    return f"<feff{value.encode('utf-16-be').hex()}>"


def assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    """Objects, numbered from 1, as a whole file."""
    found, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    ending = f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(found)}\n%%EOF\n"
    return found + table.encode() + ending.encode()
