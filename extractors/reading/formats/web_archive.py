"""Web archives (WARC), by warcio: pages, texts and documents that were fetched; packed ones are unpacked on the way.

What a crawl keeps beside them (pictures, styles, scripts, requests, answers that were errors, pages that it had
seen before) is no input of a register: it is left out, and counted.
"""

import codecs
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from extractors.reading.decode import REMEDY, UndecodableError, declared_encoding, decode
from extractors.reading.formats import opendocument, pdf, word
from extractors.reading.formats.html_page import from_page
from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source, Yielded, too_large

_ABOUT_THE_CRAWL = {"warcinfo", "request", "metadata"}
_HOLDERS = {"response", "resource", "conversion"}
_PAGES = {"text/html", "application/xhtml+xml"}
_DOCUMENTS: dict[str, Callable[[Source, Limits], Iterator[Yielded]]] = {
    "application/pdf": pdf.read,
    "application/x-pdf": pdf.read,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word.read,
    "application/vnd.oasis.opendocument.text": opendocument.read,
}
_FOUND = "200"
_PACKED = {"", "identity", "gzip", "x-gzip", "deflate"}


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """An article, or a problem, for each page, text and document; `part` is the record's number."""
    left_out: Counter[str] = Counter()
    number = 0
    with source.open() as stream:
        try:
            for number, record in enumerate(ArchiveIterator(stream), 1):
                if number > limits.members:
                    raise ReadingError(_too_many(limits))
                why = _passed_over(record)
                if why is None:
                    yield from _record(record, number, source, limits)
                elif why not in _ABOUT_THE_CRAWL:
                    left_out[why] += 1
        except ArchiveLoadFailed as error:
            raise ReadingError(_broken(str(error), number)) from None
    if number == 0:
        raise ReadingError(_broken("no record in it", 0))
    if left_out:
        yield _left_out(left_out)


def _passed_over(record: Any) -> str | None:
    """Why a record is none to read; None where it is."""
    if record.rec_type not in _HOLDERS:
        return str(record.rec_type or "without a type")
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


def _record(record: Any, number: int, source: Source, limits: Limits) -> Iterator[RawArticle | Problem]:
    """What one record holds, with its address and the time when it was fetched."""
    part = f"record-{number}"
    packing = ((record.http_headers and record.http_headers.get_header("Content-Encoding")) or "").strip().lower()
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if packing not in _PACKED:
        message = f"the answer is packed as {packing[:40]!r}, which cannot be unpacked here: {url}"[:500]
        remedy = "have the crawler ask for gzip, or land the page itself"
        yield Problem(reason="unreadable_file", message=message, remedy=remedy, part=part)
        return
    data = record.content_stream().read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        yield replace(too_large("the record", limits.document_bytes, size=record.length), part=part)
        return
    if _is_cut_short(record):
        raise ReadingError(_broken("the archive ends within this record", number - 1))
    kind, charset = _content(record)
    retrieved = record.rec_headers.get_header("WARC-Date")
    for item in _read_as(kind, data, charset, url, source, limits):
        if isinstance(item, RawArticle):
            yield replace(item, url=item.url or url, retrieved=retrieved, part=part)
        elif isinstance(item, Problem):
            yield replace(item, part=part)


def _read_as(
    kind: str, data: bytes, charset: str | None, url: str, source: Source, limits: Limits
) -> Iterator[Yielded]:
    """A record's content by the reader of its media type."""
    if read_document := _DOCUMENTS.get(kind):
        member = replace(source, name=kind, open=partial(BytesIO, data), size=len(data))
        try:
            yield from read_document(member, limits)
        except ReadingError as error:
            yield error.problem
        return
    try:
        found = decode(data, declared=charset or (declared_encoding(data) if kind in _PAGES else None))
    except UndecodableError as error:
        yield Problem(reason="undecodable", message=str(error), remedy=REMEDY, size=len(data))
        return
    if kind in _PAGES:
        yield from_page(found.text, limits, url=url, encoding=found.encoding, size=len(data))
    else:
        yield RawArticle(text=found.text, encoding=found.encoding, size=len(data))


def _is_cut_short(record: Any) -> bool:
    """Whether the archive ends before the record has as many bytes as it says."""
    return record.raw_stream.limit > 0 and not record.raw_stream.read(1)


def _broken(what: str, number: int) -> Problem:
    return Problem(
        reason="unreadable_file",
        message=f"not readable as WARC: {what}"[:300],
        remedy="fetch or write the archive again; the records from here on were not read",
        part=f"record-{number + 1}" if number else None,
    )


def _left_out(counted: Counter[str]) -> Problem:
    kinds = ", ".join(f"{count:,} {why}" for why, count in counted.most_common(8))
    return Problem(
        reason="left_out",
        message=f"records that hold no page, text or document: {kinds}"[:500],
        remedy="none needed, unless it was one of these that you wanted",
    )


def _too_many(limits: Limits) -> Problem:
    return Problem(
        reason="too_large",
        message=f"the archive has more than {limits.members:,} records",
        remedy="split it into smaller archives",
    )
