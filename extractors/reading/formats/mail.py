"""Mail: an .eml is one article, an .mbox one for each message; the plain part is taken before the HTML one.

What is attached is a source of its own, read as its format is; pictures, sounds, signatures and calendar
entries hold no text and are left out.
"""

import codecs
import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from functools import partial
from io import BytesIO
from typing import Any

from extractors.reading.decode import REMEDY, UndecodableError, decode
from extractors.reading.formats.html_page import from_page
from extractors.reading.raw import Limits, Problem, RawArticle, Source, Yielded, too_large, whole

_NO_TEXT = "open the mail: what it says may be in a picture, whose text is to be landed by itself"
_TEXTLESS = ("image/", "audio/", "video/", "font/", "application/pkcs7", "application/x-pkcs7", "application/pgp")
_BODIES = {"text/plain", "text/html"}
_MOST_NESTED = 50
_TEXTLESS_TEXTS = {"text/calendar", "text/vcard", "text/x-vcard", "application/ics"}


def read_eml(source: Source, limits: Limits) -> Iterator[Yielded]:
    """One message."""
    yield from _message(whole(source, limits), None, source, limits)


def read_mbox(source: Source, limits: Limits) -> Iterator[Yielded]:
    """Every message of a mailbox, numbered from 1; one that is longer than `document_bytes` is refused."""
    for number, data in enumerate(_messages(source, limits.document_bytes), 1):
        part = f"message-{number}"
        if data is None:
            problem = too_large("the message", limits.document_bytes)
            yield replace(problem, part=part)
        else:
            yield from _message(data, part, source, limits)


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


def _message(data: bytes, part: str | None, source: Source, limits: Limits) -> Iterator[Yielded]:
    """The article of a message, then its attachments; where these say all, it need not say anything itself."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        attached = list(_attached(message, source, part))
        article = _article(message, len(data), part, limits)
    except RecursionError:
        remedy = "open the mail, and land what it holds by itself"
        yield Problem(reason="too_large", message="mails within mails, too deep", remedy=remedy, part=part)
        return
    if not (attached and _says_nothing(article)):
        yield article
    yield from attached


def _says_nothing(article: RawArticle | Problem) -> bool:
    if isinstance(article, Problem):
        return article.reason == "missing_text"
    return not (article.text or "").strip()


def _attached(message: Message, source: Source, part: str | None) -> Iterator[Source]:
    """What is attached, each under its name; in a mailbox, under its message's as well."""
    prefix = f"{source.origin}!{part}" if part else source.origin
    for number, one in enumerate(_leaves(message, 0), 1):
        kind = one.get_content_type()
        named = _given_name(one)
        if kind.startswith(_TEXTLESS) or kind in _TEXTLESS_TEXTS or (kind in _BODIES and not named):
            continue
        name = _name(named, kind, number)
        yield replace(source, name=name, origin=f"{prefix}!{name}", open=partial(_opened, one), size=None)


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    """The parts that are not made of parts; a forwarded mail is one."""
    inner = part.get_payload()
    if part.get_content_maintype() == "message" or not isinstance(inner, list):
        yield part
    elif depth < _MOST_NESTED:
        for one in inner:
            if isinstance(one, Message):
                yield from _leaves(one, depth + 1)


def _given_name(part: Message) -> str:
    """The attachment's own name, without folders; empty where it has none."""
    try:
        given = part.get_filename() or ""
    except (ValueError, TypeError, IndexError, LookupError, AttributeError):
        given = ""
    return given.replace("\\", "/").rsplit("/", 1)[-1].strip()


def _name(given: str, kind: str, number: int) -> str:
    """A name with a suffix to tell the format by."""
    if "." in given.strip("."):
        return given
    suffix = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
    return f"{given or f'attachment-{number}'}{suffix}"


def _opened(part: Message) -> BytesIO:
    """The attachment's bytes; those of a forwarded mail are the mail's own."""
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else inner
        return BytesIO(held.as_bytes() if isinstance(held, Message) else str(held or "").encode())
    payload = part.get_payload(decode=True)
    return BytesIO(payload if isinstance(payload, bytes) else b"")


def _article(message: Message, size: int, part: str | None, limits: Limits) -> RawArticle | Problem:
    fields: dict[str, Any] = {
        "external_id": _header(message, "Message-ID"),
        "title": _header(message, "Subject"),
        "author": _header(message, "From"),
        "published": _header(message, "Date"),
        "part": part,
        "size": size,
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
        return replace(page, remedy=_NO_TEXT, part=part)
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
