"""What a feed lists, whatever its kind: RSS 0.9x to 2.0, RDF, Atom; read by feedparser from bytes."""

import calendar
import io
from datetime import UTC, datetime
from typing import Any

import feedparser

from extractors.fetching.items import Item, Listing, mark_of
from extractors.fetching.problems import FetchingError


def listing(body: bytes, *, url: str, content_type: str) -> Listing:
    """The items of a feed that was fetched from `url`.

    Raises FetchingError where the bytes are no feed, or end in the middle before the first item.
    """
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    # A stream, not bytes: feedparser would take bytes for an address or the name of a file.
    # The item's text is not used, hence nothing to sanitise.
    found = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    fault = _fault(found)
    if not found.get("version") or (fault and not found.entries):
        what = f"not well-formed: {fault}" if fault and found.get("version") else "neither RSS nor Atom"
        raise FetchingError(
            "not_a_feed",
            f"what came is {what}; it begins {_beginning(body)}",
            "open the address in a browser: it may have moved, or a log-in page stands before it",
        )
    items = [item for entry in found.entries if (item := _item(entry))]
    if found.entries and not items:
        raise FetchingError(
            "not_a_feed",
            f"none of the feed's {len(found.entries)} items has an address",
            "save the feed as a file and land it: `sijill run FEED.rss` reads the text that it carries",
        )
    return Listing(items=tuple(items), fault=fault)


def _item(entry: Any) -> Item | None:
    address = entry.get("link")
    if not address:
        return None
    # Asked for what is not there, feedparser gives the time of publication as that of the update, and warns.
    updated, updated_at = (entry.get("updated"), entry.get("updated_parsed")) if "updated" in entry else (None, None)
    instant = entry.get("published_parsed") or updated_at
    return Item(
        url=address,
        published=entry.get("published") or updated,
        moment=datetime.fromtimestamp(calendar.timegm(instant), UTC) if instant else None,
        mark=mark_of(updated, entry.get("title"), entry.get("summary")),
    )


def _fault(found: Any) -> str | None:
    """What is wrong with the XML; a character set that differs from its label is dealt with, and no fault."""
    error = found.get("bozo_exception") if found.get("bozo") else None
    if error is None or isinstance(error, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        return None
    return " ".join(str(error).split())[:200]


def _beginning(body: bytes) -> str:
    return repr(body[:60].decode("utf-8", "replace").strip())
