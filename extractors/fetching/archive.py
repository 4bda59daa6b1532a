"""Fetched documents as a WARC file in the landing folder: the answers as they came, with address and time."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.fetching.answers import Answer
from extractors.reading.hints import Hints
from extractors.reading.landing import LandedFile, land

_HOP_BY_HOP = {"transfer-encoding", "content-length", "connection", "keep-alive"}


def landed(answers: Sequence[Answer], *, name: str, folder: Path, landing: Path, day: date, hints: Hints) -> LandedFile:
    """Land answers as one WARC file of that day; `folder` takes the file while it is written.

    The bodies stay as they were sent, packed if they were.  Raises OSError where the disk refuses.
    """
    path = folder / f"{name}.warc.gz"
    try:
        path.write_bytes(as_archive(answers, packed=True))
        (file,) = land([path], landing, day, hints=hints)
        return file
    finally:
        path.unlink(missing_ok=True)


def as_archive(answers: Sequence[Answer], *, packed: bool = False) -> bytes:
    """A WARC file of answers, a record each."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for answer in answers:
        writer.write_record(_record(writer, answer))
    return stream.getvalue()


def archive_name(source: str, at: float) -> str:
    """`<source>-20261120T060000Z`: the name of a WARC file without its suffix."""
    return f"{source}-{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%S%fZ}"


def _record(writer: WARCWriter, answer: Answer) -> object:
    headers = [(name, value) for name, value in answer.headers.multi_items() if name.lower() not in _HOP_BY_HOP]
    headers.append(("Content-Length", str(len(answer.wire))))
    return writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.wire),
        length=len(answer.wire),
        # not the server's own phrase: the format holds ASCII alone there
        http_headers=StatusAndHeaders(
            f"{answer.status} {HTTPStatus(answer.status).phrase}", headers, protocol="HTTP/1.1"
        ),
        warc_headers_dict={"WARC-Date": answer.received.strftime("%Y-%m-%dT%H:%M:%S.%fZ")},
    )
