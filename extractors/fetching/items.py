"""What a feed or a sitemap lists: an address, when it was published, and a mark that changes with the article."""

from dataclasses import dataclass
from datetime import UTC, datetime

from extractors import identity
from extractors.reading.article import canonical_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One listed article; `published` as the list writes it, `moment` its instant where that can be told."""

    url: str
    published: str | None = None
    moment: datetime | None = None
    mark: str | None = None

    @property
    def key(self) -> str:
        """What makes two addresses one article: tracking parameters and fragments do not count."""
        return canonical_url(self.url) or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a document lists: articles, further sitemaps (address → mark), and what was wrong with it."""

    items: tuple[Item, ...] = ()
    sitemaps: tuple[Item, ...] = ()
    fault: str | None = None
    """what is wrong with a document that could be used all the same"""


def mark_of(*parts: str | None) -> str:
    """A mark of what a list says of an article."""
    return identity.digest(*parts)


def moment_of(value: str | None) -> datetime | None:
    """The instant of a W3C date (2026, 2026-11, 2026-11-20, 2026-11-20T06:00Z), None where it is none."""
    if not value:
        return None
    value = value.strip()
    padded = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        found = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
