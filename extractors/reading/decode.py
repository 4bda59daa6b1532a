"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and the single-byte encodings of the Arabic web.

UTF-8 comes before any label, because text that is not UTF-8 hardly ever passes as it, while labels
are wrong often.  What is neither is tried as windows-1256, ISO-8859-6 and windows-1252 by
charset-normalizer.  Bytes that mix encodings, or are no text, are refused rather than guessed at.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1256", "iso8859_6", "cp1252")
_NAMES = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "cp1252": "windows-1252"}
_SAMPLE = 65_536
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01
_MOST_NULS = 0.1
_META = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
REMEDY = "save it as UTF-8 and land it again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding that it was read with."""

    text: str
    encoding: str


class UndecodableError(ValueError):
    """The bytes are no text, or mix encodings; `line` is the first one that shows it, if any does."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """(encoding, length of its mark) where `data` begins with a byte order mark."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, told by every second byte being 0 (Latin, spaces) or 6 (Arabic)."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    first, second = sample[0 : 2 * half : 2], sample[1::2]
    big = (first.count(0x00) + first.count(0x06)) / half
    little = (second.count(0x00) + second.count(0x06)) / half
    if little > 0.9 and big < 0.3:
        return "utf-16-le"
    if big > 0.9 and little < 0.3:
        return "utf-16-be"
    return None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML or XML head names, if Python knows it."""
    found = _META.search(data[:4096])
    if found is None:
        return None
    try:
        return codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Text of `data`; `declared` is what its label says, heard only where nothing better tells.

    Raises UndecodableError.
    """
    marked = marked_encoding(data)
    if marked is not None:
        name, length = marked
        return _strict(data[length:], name)
    wide = wide_encoding(data)
    if wide is not None:
        return _strict(data, wide)
    if looks_binary(data):
        raise UndecodableError("the bytes are not text in any encoding")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)


def looks_binary(data: bytes) -> bool:
    """Whether the first bytes hold more control characters than any text does."""
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    return nuls > _MOST_NULS * len(sample) or len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample)


def legacy_encoding(data: bytes, declared: str | None = None) -> str | None:
    """The single-byte encoding of bytes that are not UTF-8, as charset-normalizer finds it; else the declared one."""
    # Runs of ASCII (mark-up, JSON keys) say nothing of the encoding and would drown what does.
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(telling, cp_isolation=list(_LEGACY)).best()
    if best is not None and best.encoding in _LEGACY:
        return best.encoding
    return declared


def mixed_line(data: bytes) -> int | None:
    """First line that is not UTF-8 where other lines, with letters beyond ASCII, are; None if none."""
    utf8, other = False, None
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            utf8 = True
        except UnicodeDecodeError:
            other = other or number
    return other if utf8 else None


def _strict(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name.removesuffix("-le").removesuffix("-be"))
    except UnicodeDecodeError as error:
        raise UndecodableError(f"the bytes begin like {name} but are not ({error.reason})") from None


def _legacy(data: bytes, declared: str | None) -> Decoded:
    line = mixed_line(data)
    if line is not None:
        raise UndecodableError("encodings are mixed: other lines are UTF-8, this one is not", line)
    name = legacy_encoding(data, declared)
    if name is None:
        raise UndecodableError("the encoding is unknown: neither Unicode, windows-1256, ISO-8859-6 nor windows-1252")
    try:
        return Decoded(data.decode(name), _NAMES.get(name, name))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UndecodableError(f"the bytes look like {name} but are not ({error.reason})", line) from None
