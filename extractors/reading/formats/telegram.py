"""Telegram Desktop's JSON export of a channel, or of a whole account: one article a message."""

from collections.abc import Iterator
from typing import Any

from extractors.reading.raw import Problem, RawArticle, Yielded

_LISTS = ("chats", "left_chats")
"""Keys of an account's export; each holds a `list` of exports of one channel or chat."""


def is_export(value: Any) -> bool:
    """Whether a JSON value is a channel's or a chat's export, or an account's with several."""
    return _is_chat(value) or bool(_chats(value))


def read_export(value: dict[str, Any], encoding: str | None) -> Iterator[Yielded]:
    """Every message; what the service says ("joined the group") is no article and is left out.

    A channel's post is published on the day that the export gives, in the exporter's time zone.
    """
    if _is_chat(value):
        yield from _messages(value, encoding)
    else:
        for chat in _chats(value):
            yield from _messages(chat, encoding, within=f"chat-{chat.get('id', '')}/")


def _is_chat(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("messages"), list) and "type" in value


def _chats(value: Any) -> list[dict[str, Any]]:
    held = [value.get(key) for key in _LISTS] if isinstance(value, dict) else []
    lists = [one.get("list") for one in held if isinstance(one, dict)]
    return [chat for chats in lists if isinstance(chats, list) for chat in chats if _is_chat(chat)]


def _messages(value: dict[str, Any], encoding: str | None, within: str = "") -> Iterator[Yielded]:
    """The messages of one channel or chat; `within` stands before the part of each."""
    name = value.get("name") if isinstance(value.get("name"), str) else None
    channel = value.get("id", "")
    for number, message in enumerate(value["messages"], 1):
        if not isinstance(message, dict):
            yield _wrong(f"{within}item-{number}", "a message is not a JSON object")
            continue
        if message.get("type") == "service":
            continue
        part = f"{within}message-{message.get('id', number)}"
        text = _plain(message.get("text"))
        if text is None:
            yield _wrong(part, "'text' is neither a string nor a list of strings and marked-up pieces")
            continue
        published = message.get("date")
        yield RawArticle(
            text=text,
            external_id=f"{channel}/{message.get('id', number)}",
            publisher=name,
            published=published if isinstance(published, str) else None,
            encoding=encoding,
            part=part,
        )


def _plain(text: Any) -> str | None:
    """Text of a message: a string, or a list of strings and of objects with `text` (links, bold)."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return None
    pieces = [piece.get("text") if isinstance(piece, dict) else piece for piece in text]
    strings = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(strings) if len(strings) == len(pieces) else None


def _wrong(part: str, message: str) -> Problem:
    remedy = "export the channel again as JSON (machine-readable)"
    return Problem(reason="invalid_record", message=message, remedy=remedy, part=part)
