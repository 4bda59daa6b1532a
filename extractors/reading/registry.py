"""The formats that can be read: a new one is a module in `formats/` and a line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.reading.formats import (
    archives,
    excel,
    feed,
    html_page,
    json_lines,
    mail,
    markdown,
    opendocument,
    pdf,
    tables,
    text,
    web_archive,
    word,
)
from extractors.reading.raw import Limits, Problem, ReadingError, Source, Yielded


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name in `articles.reader`, its suffixes, and what reads it."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source, Limits], Iterator[Yielded]]
    description: str
    gives: str
    """fields that it can fill besides the text"""


_TABLE = "id, language, publisher, published, title, author, url"
_MAIL = "id, published, title, author"
_DOCUMENT = "published, title, author"
READERS = (
    Reader("text", (".txt", ".text"), text.read, "plain text, one article a file", "published (header)"),
    Reader("markdown", (".md", ".markdown"), markdown.read, "Markdown with or without front matter", _TABLE),
    Reader("jsonl", (".jsonl", ".ndjson"), json_lines.read, "JSON Lines, one article a line", _TABLE),
    Reader(
        "json",
        (".json",),
        json_lines.read_document,
        "JSON: an article, a list of articles, or Telegram Desktop's export of a channel or an account",
        _TABLE,
    ),
    Reader("csv", (".csv", ".tsv"), tables.read_csv, "a table with a header row, one article a row", _TABLE),
    Reader("excel", (".xlsx", ".xlsm"), excel.read, "sheets with a header row, one article a row", _TABLE),
    Reader("parquet", (".parquet",), tables.read_parquet, "a Parquet table, one article a row", _TABLE),
    Reader("pdf", (".pdf",), pdf.read, "a PDF with a text layer, one article", _DOCUMENT),
    Reader("word", (".docx",), word.read, "a Word document, one article", _DOCUMENT),
    Reader("opendocument", (".odt",), opendocument.read, "an OpenDocument text, one article", _DOCUMENT),
    Reader(
        "html",
        (".html", ".htm", ".xhtml"),
        html_page.read,
        "a web page; its main text by trafilatura",
        "publisher, published, title, author, url",
    ),
    Reader(
        "feed",
        (".rss", ".atom", ".rdf", ".xml"),
        feed.read,
        "an RSS or Atom file, one article an item, as far as the feed carries its text",
        _TABLE,
    ),
    Reader("mail", (".eml",), mail.read_eml, "a mail, one article, and its attachments", _MAIL),
    Reader("mailbox", (".mbox",), mail.read_mbox, "a mailbox, one article a message, and their attachments", _MAIL),
    Reader(
        "web archive",
        (".warc",),
        web_archive.read,
        "the pages, texts and PDFs of a web archive",
        "what they give, url, and when each was fetched",
    ),
    Reader("zip", (".zip",), archives.read_zip, "an archive of any of these", "what its members give"),
    Reader(
        "tar",
        (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst"),
        archives.read_tar,
        "an archive of any of these, packed or not",
        "what its members give",
    ),
    Reader(
        "packed",
        (".gz", ".bz2", ".xz", ".zst"),
        archives.read_packed,
        "one packed file: `articles.jsonl.gz`",
        "what the file gives",
    ),
)

_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}
_BY_NAME = {reader.name: reader for reader in READERS}
_HEAD = 512
_BEGINNINGS = {b"{": "jsonl", b"%pdf-": "pdf", b"warc/1.": "web archive"}
"""what files without a suffix begin with, in lower case"""


def reader_for(source: Source) -> Reader:
    """The reader of a source, by its name or, where that tells nothing, by its first bytes.

    Raises ReadingError for a format that is not known, naming those that are.
    """
    name = source.name.lower()
    dot = name.rfind(".", 1)
    suffix = name[dot:] if dot > 0 else ""
    long_suffix = next((known for known in _BY_SUFFIX if known.count(".") > 1 and name.endswith(known)), suffix)
    if suffix not in {"", ".txt", ".text"}:
        if reader := _BY_SUFFIX.get(long_suffix):
            return reader
        raise _unknown(f"files named {suffix} cannot be read")
    with source.open() as stream:
        return _sniffed(stream.read(_HEAD), named=bool(suffix))


def _sniffed(head: bytes, *, named: bool) -> Reader:
    """Pages are often saved as .txt; apart from them a .txt file is what it says."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return _BY_NAME["html"]
    if named:
        return _BY_NAME["text"]
    for beginning, name in _BEGINNINGS.items():
        if start.startswith(beginning):
            return _BY_NAME[name]
    if start.startswith((b"pk\x03\x04", b"\x1f\x8b")):
        raise _unknown("a packed file without a suffix may hold anything")
    return _BY_NAME["text"]


def _unknown(message: str) -> ReadingError:
    known = ", ".join(_BY_SUFFIX)
    return ReadingError(
        Problem(reason="unknown_format", message=message, remedy=f"save it as one of the formats that can be: {known}")
    )


def as_table() -> str:
    """The formats as a Markdown table, for docs/formats.md."""
    rows = ["| reader | files | what | fields besides the text |", "|---|---|---|---|"]
    for reader in READERS:
        suffixes = " ".join(f"`{suffix}`" for suffix in reader.suffixes)
        rows.append(f"| `{reader.name}` | {suffixes} | {reader.description} | {reader.gives} |")
    return "\n".join(rows)
