"""From a source to what is in it, containers opened; whatever goes wrong is a Problem, never an exception."""

from collections.abc import Iterator
from typing import NamedTuple

from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source
from extractors.reading.registry import reader_for

_REPORT = "open it with another program; if that can read it, report the file's first lines"

_EMPTY = Problem(
    reason="empty_text", message="there is nothing in it", remedy="fetch it again: an empty file or archive arrived"
)


class Found(NamedTuple):
    """One article or problem, and where it was."""

    origin: str
    reader: str
    item: RawArticle | Problem


def walk(source: Source, limits: Limits, depth: int = 0) -> Iterator[Found]:
    """All articles and problems of a source, members of containers included, in its own order."""
    reader_name = ""
    try:
        if depth > limits.depth:
            raise ReadingError(_too_deep(limits))
        reader = reader_for(source)
        reader_name = reader.name
        empty = True
        for item in reader.read(source, limits):
            empty = False
            if isinstance(item, Source):
                yield from walk(item, limits, depth + 1)
            else:
                yield Found(source.origin, reader_name, item)
        if empty:
            yield Found(source.origin, reader_name, _EMPTY)
    except ReadingError as error:
        yield Found(source.origin, reader_name, error.problem)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        problem = Problem(reason="unreadable_file", message=message, remedy="see that it exists, is whole and readable")
        yield Found(source.origin, reader_name, problem)
    except Exception as error:  # noqa: BLE001 - parsers fail on hostile input in their own ways; the batch goes on
        message = f"the reader failed: {type(error).__name__}: {error}"[:500]
        yield Found(source.origin, reader_name, Problem(reason="unreadable_file", message=message, remedy=_REPORT))


def _too_deep(limits: Limits) -> Problem:
    return Problem(
        reason="too_large",
        message=f"archives within archives, more than {limits.depth} deep",
        remedy="unpack it and land what it holds",
    )
