"""Feeds of every kind and sitemaps: what they list is fetched in full text, each article once."""

import gzip

import pytest
from publishers import Reply, page

from extractors.fetching import feeds, sitemaps
from extractors.fetching.answers import Limits
from extractors.fetching.problems import FetchingError

ONE = "Two guards were wounded when a patrol came under fire near the old bridge, an officer said on Monday."
TWO = "أصيب حارسان يوم الاثنين عندما تعرضت دورية لإطلاق نار قرب الجسر القديم، بحسب ما قال ضابط في المنطقة."


def feed_of(kind: str, first: str, second: str) -> bytes:
    """A feed of two items, in one of the kinds that publishers use."""
    if kind == "atom":
        entries = "".join(
            f"<entry><title>T{n}</title><id>urn:{n}</id><link href='{url}'/><updated>2026-10-19T08:00:00Z</updated>"
            f"<published>2026-10-19T07:00:00Z</published></entry>"
            for n, url in enumerate((first, second))
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title>{entries}</feed>".encode()
    items = "".join(
        f"<item rdf:about='{url}'><title>T{n}</title><link>{url}</link></item>"
        if kind == "1.0"
        else f"<item><title>T{n}</title><link>{url}</link><description>What T{n} tells</description></item>"
        for n, url in enumerate((first, second))
    )
    if kind == "1.0":
        return (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            f"<channel><title>Wire</title></channel>{items}</rdf:RDF>"
        ).encode()
    head = (
        "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'rss-0.91.dtd'>" if kind == "0.91" else ""
    )
    return (
        f"<?xml version='1.0'?>{head}<rss version='{kind}'><channel><title>Wire</title>{items}</channel></rss>".encode()
    )


@pytest.mark.parametrize("kind", ["0.91", "0.92", "1.0", "2.0", "atom"])
def test_every_kind_of_feed(desk, kind: str) -> None:
    first, second = (desk.publishers.url("wire.example", path) for path in ("/one", "/two?utm_source=rss"))
    desk.publishers.serve(
        "wire.example",
        {"/feed": feed_of(kind, first, second), "/one": page("One", ONE), "/two?utm_source=rss": page("Two", TWO)},
    )
    source = desk.source("wire.example", "/feed")
    done = desk.poll(source)
    assert (done.outcome, done.listed, done.new, done.failed) == ("ok", 2, 2, 0)
    assert [url for url, _ in desk.landed()] == [first, second]
    assert ONE.encode() in desk.landed()[0][1]
    assert desk.poll(source, hours=0.5).new == 0


def test_a_feed_with_an_address_of_its_own_base_and_a_wrong_character_set() -> None:
    body = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>وكالة</title>"
        "<item><title>خبر</title><link>/news/1</link></item></channel></rss>"
    ).encode("windows-1256")
    found = feeds.listing(body, url="http://wire.example/feeds/all.xml", content_type="text/xml; charset=windows-1256")
    assert [item.url for item in found.items] == ["http://wire.example/news/1"]
    assert found.fault is None


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    whole = feed_of("2.0", "http://w.example/1", "http://w.example/2")
    found = feeds.listing(
        whole[: whole.rindex(b"<item>")] + b"<item><title>T1", url="http://w.example/f", content_type=""
    )
    assert found.items[0].url == "http://w.example/1"
    assert found.fault


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Please log in</body></html>", b"<rss version='2.0'><channel><tit", b"{}"]
)
def test_what_is_no_feed_is_never_an_empty_one(body: bytes) -> None:
    with pytest.raises(FetchingError) as raised:
        feeds.listing(body, url="http://w.example/f", content_type="text/html")
    assert raised.value.reason == "not_a_feed"


def test_an_empty_feed_is_one() -> None:
    body = b"<rss version='2.0'><channel><title>Quiet</title></channel></rss>"
    assert feeds.listing(body, url="http://w.example/f", content_type="").items == ()


def test_a_feed_of_entities_within_entities_is_refused_or_read_small() -> None:
    bomb = b"<!DOCTYPE lolz [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    body = (
        bomb
        + b"]><rss version='2.0'><channel><title>&j;</title><item><link>http://x.example/1</link><title>&j;</title></item></channel></rss>"
    )
    try:
        found = feeds.listing(body, url="http://w.example/f", content_type="")
    except FetchingError:
        return
    assert len(found.items) <= 1


def test_bytes_that_name_a_file_are_no_file(tmp_path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_bytes(feed_of("2.0", "http://w.example/1", "http://w.example/2"))
    with pytest.raises(FetchingError):
        feeds.listing(str(secret).encode(), url="http://w.example/f", content_type="")


def test_sitemaps_news_sitemaps_and_their_index(desk) -> None:
    urls = {
        name: desk.publishers.url("map.example", f"/{name}")
        for name in ("one", "two", "old", "news.xml.gz", "plain.xml")
    }
    news = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' "
        "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"
        f"<url><loc>{urls['one']}</loc><image:image><image:title>No headline</image:title></image:image>"
        "<news:news><news:publication_date>2026-10-19T06:30:00+03:00</news:publication_date>"
        "<news:title>One</news:title></news:news></url></urlset>"
    ).encode()
    plain = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<url><loc>{urls['two']}</loc></url><url><loc>{urls['old']}</loc><lastmod>2019-01-01</lastmod></url></urlset>"
    ).encode()
    index = (
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<sitemap><loc>{urls['news.xml.gz']}</loc><lastmod>2026-10-19</lastmod></sitemap>"
        f"<sitemap><loc>{urls['plain.xml']}</loc><lastmod>2026-10-18</lastmod></sitemap></sitemapindex>"
    ).encode()
    desk.publishers.serve(
        "map.example",
        {
            "/index.xml": Reply(index),
            "/news.xml.gz": Reply(gzip.compress(news), headers={"Content-Type": "application/gzip"}),
            "/plain.xml": Reply(plain),
            "/one": page("One", ONE),
            "/two": page("Two", TWO),
        },
    )
    source = desk.source("map.example", "/index.xml", "sitemap")
    done = desk.poll(source)
    assert (done.outcome, done.listed, done.new) == ("ok", 2, 2)
    assert {url for url, _ in desk.landed()} == {urls["one"], urls["two"]}
    desk.poll(source, hours=0.5)
    assert len(desk.publishers.asked("map.example", "/news.xml.gz")) == 1, "an unchanged sitemap is not read again"


def test_a_news_sitemap_tells_when_articles_were_published() -> None:
    body = (
        b"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>http://m.example/1</loc>"
        b"<n:news><n:publication_date>2026-10-19</n:publication_date></n:news><lastmod>2026-10-20</lastmod></url></urlset>"
    )
    (item,) = sitemaps.listing(body, Limits()).items
    assert item.published == "2026-10-19"
    (other,) = sitemaps.listing(body.replace(b"publication_date", b"x"), Limits()).items
    assert other.published is None, "the day of a change is no day of publication"


@pytest.mark.parametrize("body", [b"", b"<html/>", b"not xml", b"\x1f\x8bgarbage"])
def test_what_is_no_sitemap_is_an_error(body: bytes) -> None:
    with pytest.raises(FetchingError):
        sitemaps.listing(body, Limits())


def test_sitemaps_in_a_circle_end(desk) -> None:
    own = desk.publishers.url("map.example", "/index.xml")
    index = f"<sitemapindex><sitemap><loc>{own}</loc></sitemap></sitemapindex>".encode()
    desk.publishers.serve("map.example", {"/index.xml": Reply(index)})
    desk.poll(desk.source("map.example", "/index.xml", "sitemap"))
    assert len(desk.publishers.asked("map.example", "/index.xml")) == 3
    assert desk.errors() == [("not_a_sitemap", "/index.xml")]
