"""What a sitemap lists (sitemaps.org; news sitemaps; sitemap indexes), read from bytes.

The libraries for it fetch by themselves, drop the dates, or stand under a licence that ours cannot
take up (see docs/dependencies.md); what is needed is a dozen lines over lxml.
"""

import io

from lxml import etree

from extractors.fetching.answers import Limits, unpacked
from extractors.fetching.items import Item, Listing, mark_of, moment_of
from extractors.fetching.problems import FetchingError

_GZIP = b"\x1f\x8b"
_REMEDY = "open the address in a browser; robots.txt of the site often names its sitemaps"


def listing(body: bytes, limits: Limits) -> Listing:
    """The addresses of a sitemap, or the sitemaps of an index; `.xml.gz` is unpacked.

    Raises FetchingError where the bytes are no sitemap.
    """
    data = unpacked(body, limits) if body.startswith(_GZIP) else body
    # No entities, no DTD, no network, and libxml2's own limits on depth and size stay on.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(io.BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise FetchingError("not_a_sitemap", f"what came is not well-formed XML: {error.msg}", _REMEDY) from None
    kind = _name(root)
    if kind == "urlset":
        return Listing(items=tuple(item for node in root if _name(node) == "url" and (item := _item(node))))
    if kind == "sitemapindex":
        return Listing(sitemaps=tuple(item for node in root if _name(node) == "sitemap" and (item := _item(node))))
    raise FetchingError("not_a_sitemap", f"what came is an XML file of kind <{kind}>", _REMEDY)


def _item(node: etree._Element) -> Item | None:
    address = _text(node, "loc")
    if not address:
        return None
    changed, published, title = _text(node, "lastmod"), _text(node, "publication_date"), _text(node, "title")
    return Item(
        url=address,
        # The day of a change is not the day of publication, which only news sitemaps tell.
        published=published,
        moment=moment_of(published) or moment_of(changed),
        mark=mark_of(changed, published, title),
    )


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _text(node: etree._Element, name: str) -> str | None:
    """The text of the first element of that name within `node`; images and videos have titles too."""
    for found in node.iter():
        if _name(found) == name and _name(found.getparent()) in {"url", "sitemap", "news"}:
            return (found.text or "").strip() or None
    return None
