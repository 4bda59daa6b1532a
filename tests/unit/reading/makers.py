"""Writes one article in every format that can be read, by the libraries that others write such files with."""

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from odfdo import Document as OpenDocument
from odfdo import Header, Paragraph
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from .papers import column, on_paper, pdf

Fields = Mapping[str, str]


def page(text: str, encoding: str = "utf-8", label: str | None = None) -> bytes:
    """A web page of one article."""
    body = (
        f'<!DOCTYPE html><html><head><meta charset="{label or encoding}"><title>x</title></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><p>{text}</p><p>{text} {text}</p></article></body></html>"
    )
    return body.encode(encoding)


def feed(text: str, encoding: str = "utf-8", label: str | None = None) -> bytes:
    """An RSS feed of one item."""
    return (
        f'<?xml version="1.0" encoding="{label or encoding}"?><rss version="2.0"><channel><title>Wadi</title><item>'
        f"<title>t</title><link>https://wadi.example/a</link><description>{text}</description></item></channel></rss>"
    ).encode(encoding)


def table(text: str, encoding: str = "utf-8") -> bytes:
    """A table of two columns and one row."""
    held = io.StringIO()
    csv.writer(held).writerows([["id", "text"], ["1", text]])
    return held.getvalue().encode(encoding)


def tabbed(text: str, encoding: str = "utf-8") -> bytes:
    """The same with tabs."""
    return f"id\ttext\r\n1\t{text}\r\n".encode(encoding)


def lines(text: str, encoding: str = "utf-8") -> bytes:
    """JSON Lines of one article."""
    return (json.dumps({"id": "1", "text": text}, ensure_ascii=False) + "\n").encode(encoding)


def message(text: str, charset: str = "utf-8") -> EmailMessage:
    """A mail."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = "bulletin", "news@wadi.example", "<1@wadi.example>"
    mail.set_content(text, charset=charset)
    return mail


def mailbox(text: str) -> bytes:
    """A mailbox of one mail."""
    return b"From news@wadi.example Fri Jan 14 09:00:00 2022\n" + message(text).as_bytes() + b"\n"


def parquet(text: str) -> bytes:
    """A Parquet table of one row."""
    held = io.BytesIO()
    pq.write_table(pa.table({"id": ["1"], "text": [text]}), held)
    return held.getvalue()


def workbook(rows: list[list[object]], sheet: str = "Sheet") -> bytes:
    """An Excel workbook of one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def word(*paragraphs: str, title: str = "", headline: str = "") -> bytes:
    """A Word document."""
    document = docx.Document()
    document.core_properties.title = title
    if headline:
        document.add_heading(headline, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def opendocument(*paragraphs: str, headline: str = "") -> bytes:
    """An OpenDocument text."""
    document = OpenDocument("text")
    document.body.clear()
    if headline:
        document.body.append(Header(1, headline))
    for paragraph in paragraphs:
        document.body.append(Paragraph(paragraph))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def paper(text: str) -> bytes:
    """A PDF of one column, its lines 60 signs wide."""
    words, set_lines = text.split(), [""]
    for one in words:
        if len(set_lines[-1]) + len(one) > 60:
            set_lines.append("")
        set_lines[-1] = f"{set_lines[-1]} {one}".strip()
    if any("\u0621" <= letter <= "\u064a" for letter in text):
        return pdf([column([on_paper(line) for line in set_lines], right=500)])
    return pdf([column(set_lines)])


def warc(*records: tuple[str, bytes, Mapping[str, str]], kind: str = "response", packed: bool = False) -> bytes:
    """A web archive of (address, body, headers of the answer)."""
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, body, headers in records:
        answer = StatusAndHeaders(headers.get("status", "200 OK"), _headers(headers), protocol="HTTP/1.1")
        told = {"WARC-Date": "2022-01-15T10:00:00Z"}
        writer.write_record(
            writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=answer, warc_headers_dict=told)
        )
    return held.getvalue()


def _headers(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers.items() if name != "status"]


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w", *links: tarfile.TarInfo) -> bytes:
    """A tar archive, packed or not; `links` are members without content."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for link in links:
            archive.addfile(link)
    return held.getvalue()


def zstandard(content: bytes) -> bytes:
    """Packed with Zstandard."""
    return bytes(pa.Codec("zstd").compress(content, asbytes=True))


MAKERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda text: text.encode(),
    "markdown": lambda text: f"# t\n\n{text}\n".encode(),
    "jsonl": lines,
    "json": lambda text: json.dumps([{"text": text}]).encode(),
    "csv": table,
    "excel": lambda text: workbook([["id", "text"], [1, text]]),
    "parquet": parquet,
    "pdf": paper,
    "word": word,
    "opendocument": opendocument,
    "html": page,
    "feed": feed,
    "mail": lambda text: message(text).as_bytes(),
    "mailbox": mailbox,
    "web archive": lambda text: warc(("https://wadi.example/a", page(text), {"Content-Type": "text/html"})),
    "zip": lambda text: zipped({"a.txt": text.encode()}),
    "tar": lambda text: tarred({"a.txt": text.encode()}),
    "packed": lambda text: text.encode(),
}
"""Reader → what writes one article in its format."""
