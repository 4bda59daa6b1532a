"""What is known of a landed file from where it came: a small hidden file beside it.

A source of `sources.toml` tells publisher and language, a feed when its items were published; the
landed bytes themselves stay as they came.
"""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from extractors.reading.raw import Problem, RawArticle, ReadingError

NAME = ".known.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the source of a file tells of the articles in it."""

    source: str | None = None
    publisher: str | None = None
    """stands in place of what the articles say: a page's own name of its site is no fixed one"""
    language: str | None = None
    """where the article tells none"""
    published: dict[str, str] = field(default_factory=dict)
    """address → time of publication, where the article tells none"""

    def write(self, folder: Path) -> None:
        """Put the hints beside the file, whole or not at all."""
        half = folder / f"{NAME}.{os.getpid()}"
        half.write_text(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True), encoding="utf-8")
        os.replace(half, folder / NAME)

    def filled(self, raw: RawArticle) -> RawArticle:
        """The article with what is known besides."""
        return replace(
            raw,
            publisher=self.publisher or raw.publisher,
            language=raw.language or self.language,
            published=raw.published or self.published.get(raw.url or ""),
        )


def hints_of(file: Path) -> Hints:
    """What is known of a landed file; nothing where nothing was told.

    Raises ReadingError for hints that were damaged.
    """
    path = file.with_name(NAME)
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Hints(**values)
    except FileNotFoundError:
        return Hints()
    except (OSError, ValueError, TypeError) as error:
        problem = Problem(
            reason="unreadable_file",
            message=f"{NAME} beside it, which tells its publisher, is damaged: {error}",
            remedy="delete that hidden file, and run the day again",
        )
        raise ReadingError(problem) from None
