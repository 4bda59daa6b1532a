"""RSS (0.9x to 2.0, RDF) and Atom files: one article an item, from the text that the feed itself carries."""

import io
from collections.abc import Iterator

from lxml import etree, html

from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError, Source, Yielded, whole

_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"}
_REMEDY = "land the page that it is about: the feed tells no more than this"
_DAYS = ("pubDate", "published", "date", "updated")
"""When an item came out; Atom asks for `updated` alone, and many feeds give no more."""
_ITEMS = {"item", "entry"}
_TEXTS = ("encoded", "content", "description", "summary")
"""Elements that carry an item's text, the fullest kind first."""


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """Every item of the feed, in its order."""
    data = whole(source, limits)
    # No entities, no DTD, no network, and libxml2's own limits on depth and size stay on.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        tree = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        problem = Problem(
            reason="invalid_record",
            message=f"not well-formed XML: {error.msg}",
            remedy="fetch the feed again; if it is always so, tell its publisher",
            line=error.lineno or None,
        )
        raise ReadingError(problem) from None
    root, encoding = tree.getroot(), (tree.docinfo.encoding or "utf-8").lower()
    if _name(root) not in {"rss", "RDF", "feed"}:
        raise ReadingError(
            Problem(
                reason="unknown_format",
                message=f"an XML file of kind <{_name(root)}>, which is no feed",
                remedy="RSS and Atom feeds can be read; land the articles as text, HTML or JSON",
            )
        )
    channel = next((child for child in root if _name(child) == "channel"), root)
    publisher, language = _text(channel, "title"), _text(channel, "language")
    for number, item in enumerate((e for e in root.iter() if _name(e) in _ITEMS), 1):
        yield _article(item, publisher, language, encoding, f"item-{number}")


def _article(
    item: etree._Element, publisher: str | None, language: str | None, encoding: str, part: str
) -> RawArticle | Problem:
    body = next((found for name in _TEXTS if (found := _text(item, name))), None)
    url = _text(item, "link") or _link(item)
    if body is None and url is None:
        return Problem(
            reason="missing_text", message="the item carries no text and no address", remedy=_REMEDY, part=part
        )
    return RawArticle(
        text=None if body is None else plain(body),
        external_id=_text(item, "guid") or _text(item, "id"),
        language=language,
        publisher=publisher,
        published=next((found for name in _DAYS if (found := _text(item, name))), None),
        title=_text(item, "title"),
        author=_text(item, "creator") or _text(item, "author"),
        url=url,
        encoding=encoding,
        part=part,
    )


def plain(fragment: str) -> str:
    """Text of an HTML fragment, a line for each block."""
    if "<" not in fragment:
        return fragment
    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return fragment
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(parent: etree._Element, name: str) -> str | None:
    for child in parent:
        if _name(child) == name:
            return "".join(child.itertext()).strip() or None
    return None


def _link(item: etree._Element) -> str | None:
    """Atom's address: the link without a relation, or the alternate one."""
    for child in item:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return str(child.get("href", "")) or None
    return None
