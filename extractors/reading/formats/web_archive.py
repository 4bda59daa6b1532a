"""Web archives (WARC), by warcio: pages, texts and documents that were fetched; packed ones are unpacked on the way.

What a crawl keeps beside them (pictures, styles, scripts, requests, answers that were errors) is no input of
a register: it is left out, and counted in the one problem that is told of it.
"""

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from extractors.reading.decode import REMEDY, UndecodableError, declared_encoding, decode
from extractors.reading.formats.html_page import from_page
from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source, Yielded, too_large

_HOLDERS = {"response", "resource", "conversion"}
_PAGES = {"text/html", "application/xhtml+xml"}
_DOCUMENTS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_FOUND = "200"
_PACKED = {"", "identity", "gzip", "x-gzip", "deflate"}


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """An article for each page or text, a source for each document; `part` is the record's number and address."""
    left_out: Counter[str] = Counter()
    number = 0
    with source.open() as stream:
        try:
            for number, record in enumerate(ArchiveIterator(stream), 1):
                if number > limits.members:
                    raise ReadingError(_too_many(limits))
                if why := _passed_over(record):
                    left_out[why] += 1
                else:
                    yield _record(record, number, source, limits)
        except ArchiveLoadFailed as error:
            raise ReadingError(_broken(str(error), number)) from None
    if number == 0:
        raise ReadingError(_broken("no record in it", 0))
    if sum(left_out.values()) == number and left_out.keys() - {"warcinfo", "request", "metadata"}:
        raise ReadingError(_nothing(left_out))


def _passed_over(record: Any) -> str | None:
    """Why a record is none to read; None where it is."""
    if record.rec_type not in _HOLDERS:
        return str(record.rec_type)
    if record.rec_type == "response" and record.http_headers is None:
        return "no answer of a web server"
    status = record.http_headers.get_statuscode() if record.http_headers else _FOUND
    if status != _FOUND:
        return f"status {status}"
    kind, _ = _content(record)
    return None if kind in _PAGES or kind == "text/plain" or kind in _DOCUMENTS else kind or "no content type"


def _content(record: Any) -> tuple[str, str | None]:
    """(media type, charset as Python knows it) of a record's own header."""
    headers = record.http_headers or record.rec_headers
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    label = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    try:
        charset = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):
        charset = None
    return kind.strip().lower(), charset


def _record(record: Any, number: int, source: Source, limits: Limits) -> Yielded:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    part = f"record-{number}"
    packing = ((record.http_headers and record.http_headers.get_header("Content-Encoding")) or "").strip().lower()
    if packing not in _PACKED:
        message = f"the answer is packed as {packing[:40]!r}, which cannot be unpacked here: {url}"[:500]
        remedy = "have the crawler ask for gzip, or land the page itself"
        return Problem(reason="unreadable_file", message=message, remedy=remedy, part=part)
    data = record.content_stream().read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        return replace(too_large("the record", limits.document_bytes, size=record.length), part=part)
    kind, charset = _content(record)
    if kind in _DOCUMENTS:
        name = f"{part}{_DOCUMENTS[kind]}"
        return replace(source, name=name, origin=f"{source.origin}!{name}", open=partial(BytesIO, data), size=len(data))
    try:
        found = decode(data, declared=charset or (declared_encoding(data) if kind in _PAGES else None))
    except UndecodableError as error:
        return Problem(reason="undecodable", message=str(error), remedy=REMEDY, part=part, size=len(data))
    retrieved = record.rec_headers.get_header("WARC-Date")
    if kind not in _PAGES:
        return RawArticle(
            text=found.text, url=url, encoding=found.encoding, retrieved=retrieved, part=part, size=len(data)
        )
    page = from_page(found.text, limits, url=url, encoding=found.encoding, size=len(data), part=part)
    return replace(page, retrieved=retrieved) if isinstance(page, RawArticle) else page


def _broken(what: str, number: int) -> Problem:
    return Problem(
        reason="unreadable_file",
        message=f"not readable as WARC: {what}"[:300],
        remedy="fetch or write the archive again; the records from here on were not read",
        part=f"record-{number + 1}" if number else None,
    )


def _nothing(left_out: Counter[str]) -> Problem:
    kinds = ", ".join(f"{count:,} {why}" for why, count in left_out.most_common(8))
    return Problem(
        reason="missing_text",
        message=f"no page, text or document in the archive: {kinds}"[:500],
        remedy="none needed if it is one file of a crawl; else see what was crawled",
    )


def _too_many(limits: Limits) -> Problem:
    return Problem(
        reason="too_large",
        message=f"the archive has more than {limits.members:,} records",
        remedy="split it into smaller archives",
    )
