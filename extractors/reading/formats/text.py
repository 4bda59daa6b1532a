"""Plain text: one article a file; a header such as ` date 2021-09-24` may stand at its start."""

from collections.abc import Iterator

from extractors.reading.decode import REMEDY, UndecodableError, decode
from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source, Yielded, whole


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The file as one article, its text as it stands."""
    text, encoding = decoded(source, limits)
    yield RawArticle(text=text, encoding=encoding)


def decoded(source: Source, limits: Limits) -> tuple[str, str]:
    """(text, encoding) of a whole source.

    Raises ReadingError for what is empty, too large or no text.
    """
    data = whole(source, limits)
    try:
        found = decode(data)
    except UndecodableError as error:
        raise ReadingError(
            Problem(reason="undecodable", message=str(error), remedy=REMEDY, line=error.line, size=len(data))
        ) from None
    return found.text, found.encoding
