"""JSON Lines: one object a line, with `text` and, where known, id, language, publisher, published, title, author, url.

Other keys are kept for `sijill code` and mean nothing to the register.  A `.json` file holds one such
object, a list of them, an object with such a list under `articles`, or JSON Lines under a wrong name.
"""

import json
from collections.abc import Iterator
from typing import Any

from extractors.reading.columns import TableColumns, plain_day
from extractors.reading.formats import telegram
from extractors.reading.formats.text import decoded
from extractors.reading.lines import lines_of
from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source, Yielded

_KEYS = ("language", "publisher", "published", "title", "author", "url", "text")
_MEND = "mend or remove the line"
_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """One article, or one problem, for each line that is not empty."""
    told = source.columns()
    for line in lines_of(source, limits):
        if isinstance(line, Problem):
            yield line
            continue
        value = parsed(line.text, _MEND)
        if isinstance(value, Problem):
            yield _at(value, line.number, line.size)
        else:
            yield from_object(value, told, line=line.number, encoding=line.encoding, size=line.size)


def parsed(text: str, remedy: str) -> Any:
    """The JSON value of `text`, or a Problem."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg} at character {error.colno}"
    except RecursionError:
        message = "not valid JSON: nested too deeply"
    except ValueError as error:  # a number of thousands of digits
        message = f"not valid JSON: {error}"
    return Problem(reason="invalid_json", message=message, remedy=remedy)


def from_object(
    value: Any,
    told: TableColumns | None = None,
    *,
    line: int | None = None,
    encoding: str | None = None,
    size: int | None = None,
    part: str | None = None,
) -> RawArticle | Problem:
    """The article that a JSON object describes, or the Problem with it; `told` names keys other than the usual ones."""
    if not isinstance(value, dict):
        return Problem(
            reason="invalid_record",
            message=f"a JSON object is wanted, not {_kind(value)}",
            remedy='write each article as an object: {"id": "…", "text": "…"}',
            line=line,
            size=size,
            part=part,
        )
    given = value
    value = renamed(value, told) if told else value
    for key in _KEYS:
        if value.get(key) is not None and not isinstance(value[key], str):
            return Problem(
                reason="invalid_record",
                message=f"{key!r} is {_kind(value[key])}, not a string",
                remedy=f"write {key!r} as a string, or leave it out",
                line=line,
                size=size,
                part=part,
            )
    fields: dict[str, Any] = {key: value.get(key) for key in _KEYS}
    identifier = value.get("id")
    if isinstance(identifier, bool | float | list | dict):
        return Problem(
            reason="invalid_record",
            message=f"'id' is {_kind(identifier)}, not a string or a whole number",
            remedy="write 'id' as a string",
            line=line,
            size=size,
            part=part,
        )
    external_id = None if identifier is None else str(identifier)
    return RawArticle(
        external_id=external_id, line=line, encoding=encoding, given=given, size=size, part=part, **fields
    )


def renamed(value: dict[str, Any], told: TableColumns) -> dict[str, Any]:
    """The object under the usual keys, with what all objects of its file share."""
    keys = {"id" if field == "external_id" else field: key for field, key in told.columns.items()}
    found = {**value, **told.values, **{field: value.get(key) for field, key in keys.items()}}
    if isinstance(day := found.get("published"), str):
        found["published"] = plain_day(day, told.day_first)
    return found


def read_document(source: Source, limits: Limits) -> Iterator[Yielded]:
    """A `.json` file: an object, a list of them, Telegram Desktop's export, or JSON Lines under another name."""
    text, encoding = decoded(source, limits)
    told = source.columns()
    value = parsed(text, "mend the file, or write one article a line and name it .jsonl")
    if isinstance(value, Problem):
        if _first_line_is_object(text):
            yield from read(source, limits)
            return
        raise ReadingError(value)
    if telegram.is_export(value):
        yield from telegram.read_export(value, encoding)
        return
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        yield from_object(value, told, encoding=encoding, size=source.size)
        return
    for number, item in enumerate(value, 1):
        yield from_object(item, told, encoding=encoding, part=f"item-{number}")


def _first_line_is_object(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return isinstance(parsed(first, ""), dict)


def _at(problem: Problem, line: int, size: int) -> Problem:
    return Problem(reason=problem.reason, message=problem.message, remedy=problem.remedy, line=line, size=size)


def _kind(value: Any) -> str:
    return _KINDS[type(value)]
