"""Mail: an .eml is one article, an .mbox one for each message; the plain part is taken before the HTML one."""

import codecs
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Any

from extractors.reading.decode import REMEDY, UndecodableError, decode
from extractors.reading.formats.html_page import from_page
from extractors.reading.raw import Limits, Problem, RawArticle, Source, Yielded, too_large, whole

_NO_TEXT = "open the mail: what it says may be in a picture or an attachment, to be landed by itself"


def read_eml(source: Source, limits: Limits) -> Iterator[Yielded]:
    """One message."""
    yield _article(whole(source, limits), None, limits)


def read_mbox(source: Source, limits: Limits) -> Iterator[Yielded]:
    """Every message of a mailbox, numbered from 1; one that is longer than `document_bytes` is refused."""
    for number, data in enumerate(_messages(source, limits.document_bytes), 1):
        part = f"message-{number}"
        if data is None:
            problem = too_large("the message", limits.document_bytes)
            yield Problem(reason=problem.reason, message=problem.message, remedy=problem.remedy, part=part)
        else:
            yield _article(data, part, limits)


def _messages(source: Source, limit: int) -> Iterator[bytes | None]:
    """Messages without their `From ` line; None for one that is longer than `limit`."""
    held: list[bytes] = []
    size, started, after_blank = 0, False, True
    with source.open() as stream:
        while line := stream.readline(65_536):
            if after_blank and line.startswith(b"From "):
                if started:
                    yield None if size > limit else b"".join(held)
                held, size, started = [], 0, True
            else:
                size += len(line)
                if size <= limit:
                    held.append(line)
                else:
                    held.clear()
                started = started or bool(line.strip())
            after_blank = line in {b"\n", b"\r\n"}
    if started:
        yield None if size > limit else b"".join(held)


def _article(data: bytes, part: str | None, limits: Limits) -> RawArticle | Problem:
    message = message_from_bytes(data, policy=policy.default)
    fields: dict[str, Any] = {
        "external_id": _header(message, "Message-ID"),
        "title": _header(message, "Subject"),
        "author": _header(message, "From"),
        "published": _header(message, "Date"),
        "part": part,
        "size": len(data),
    }
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    if body is None:
        return Problem(reason="missing_text", message="the mail has no text part", remedy=_NO_TEXT, part=part)
    try:
        payload = body.get_payload(decode=True)
        found = decode(payload if isinstance(payload, bytes) else b"", declared=_charset(body))
    except UndecodableError as error:
        return Problem(reason="undecodable", message=str(error), remedy=REMEDY, part=part)
    if body.get_content_type() != "text/html":
        return RawArticle(text=found.text, encoding=found.encoding, **fields)
    page = from_page(found.text, limits)
    if isinstance(page, Problem):
        return Problem(reason=page.reason, message=page.message, remedy=_NO_TEXT, part=part)
    return RawArticle(text=page.text, url=page.url, encoding=found.encoding, **fields)


def _header(message: Message, name: str) -> str | None:
    try:
        value = message[name]
        return None if value is None else str(value)
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        # Malformed headers make the standard library's parser fail in its own ways; the text still counts.
        return None


def _charset(body: Message) -> str | None:
    try:
        return codecs.lookup(str(body.get_content_charset() or "")).name
    except (LookupError, ValueError):  # no such encoding, or a name with a null character
        return None
