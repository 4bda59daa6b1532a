"""Which texts of which articles have come before.

A text comes once into the register and is then a duplicate, which tells when the article was seen with it
again; `stg_articles` reads from both which text of an article is its newest.  So nothing depends on the
order in which files are read, and a publisher who takes a change back is followed.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from extractors.records import Article


class First(NamedTuple):
    """Where a version of an article came from first."""

    arrival_date: date
    origin: str = ""
    line: int | None = None


class Versions:
    """The versions that have come: of other days, as given (version_id → day), and of this reading."""

    def __init__(self, known: Mapping[str, date] | None = None) -> None:
        self._known = known or {}
        self._seen: dict[str, First] = {}

    def first(self, article: Article) -> First | None:
        """Where this text of the article came from first; None where that is now."""
        earlier = self._known.get(article.version_id)
        if earlier is not None:
            return First(earlier)
        return self._seen.get(article.version_id)

    def add(self, article: Article) -> None:
        """Take notice of a version that is kept."""
        self._seen[article.version_id] = First(article.arrival_date, article.origin, article.origin_line)
