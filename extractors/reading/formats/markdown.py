"""Markdown: one article a file, marks taken off; a front matter may give title, date, author, publisher and url."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extractors.reading.columns import COLUMNS
from extractors.reading.formats.text import decoded
from extractors.reading.raw import Limits, RawArticle, Source, Yielded

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_ENTRY = re.compile(r"""^([\w -]+?)\s*:\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*$""", re.M)
_FIELDS = {name: field for field, names in COLUMNS.items() if field != "text" for name in names}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The file as one article; a heading of the first level at its start is its title, not its text."""
    whole, encoding = decoded(source, limits)
    front = _FRONT.match(whole)
    fields: dict[str, Any] = {}
    if front:
        for name, *values in _ENTRY.findall(front[1]):
            field = _FIELDS.get(name.strip().lower())
            if field and (value := next(filter(None, values), None)):
                fields.setdefault(field, value)
    blocks = _blocks(MarkdownIt().parse(whole[front.end() :] if front else whole))
    if blocks and blocks[0][0] == "h1":
        fields.setdefault("title", blocks.pop(0)[1])
    yield RawArticle(text="\n\n".join(text for _, text in blocks), encoding=encoding, **fields)


def _blocks(tokens: list[Token]) -> list[tuple[str, str]]:
    """(element that holds it, text) of each block, marks, links' targets and HTML left out."""
    found, holder = [], ""
    for token in tokens:
        if token.nesting == 1:
            holder = token.tag
        elif token.type == "inline" and (text := _inline(token.children or []).strip()):
            found.append((holder, text))
        elif token.type in {"fence", "code_block"} and token.content.strip():
            found.append(("pre", token.content.strip()))
    return found


def _inline(tokens: list[Token]) -> str:
    return "".join(
        _BREAKS.get(token.type, token.content if token.type in {"text", "code_inline"} else "") for token in tokens
    )
