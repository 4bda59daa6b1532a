"""Newspapers that publish for a week, correct what they have published, and fail at random.

All is drawn from seeds: what a newspaper says at an hour, and how its n-th answer for a path goes wrong.
"""

import gzip
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from itertools import accumulate

from publishers import Publishers, Reply, conditional, packed, page

HOUR = 3600.0
_BOMB = gzip.compress(b" " * 40_000_000)
SHOWN = 10
"""Items that a feed shows: older ones have fallen off its end."""
_TOWNS = {
    "en": ("Harra", "Wadi Sil", "Qarn", "Old Fort", "Sabil"),
    "ar": ("الحرة", "وادي السيل", "القرن", "الحصن", "السبيل"),
}
_TEXTS = {
    "en": (
        "At least {n} people were wounded on Tuesday when shells fell on the market of {town}, residents said.\n"
        "The road to {town} stayed closed for {m} hours, and report number {id} came from the clinic there.\n"
        "Officials of the district said that they would look into what had happened, and named no one."
    ),
    "ar": (
        "أصيب {n} أشخاص على الأقل يوم الثلاثاء إثر سقوط قذائف على سوق {town}، بحسب ما قال سكان في المنطقة.\n"
        "وبقي الطريق إلى {town} مغلقا لمدة {m} ساعات، وجاء التقرير رقم {id} من العيادة هناك.\n"
        "وقال مسؤولون في المديرية إنهم سينظرون في ما حدث، ولم يذكروا أسماء."
    ),
}


@dataclass
class Story:
    """One article: its texts, each from the hour at which it begins to hold."""

    path: str
    title: str
    texts: list[tuple[float, str]]

    def text(self, now: float) -> str:
        return [text for since, text in self.texts if since <= now][-1]

    def changed(self, now: float) -> float:
        return [since for since, _ in self.texts if since <= now][-1]


@dataclass
class Newspaper:
    """A publisher of one kind of list; `tells` is whether the list shows that a story has changed."""

    host: str
    kind: str
    language: str
    publishers: Publishers
    start: float
    seed: int
    tells: bool = True
    encoding: str = "utf-8"
    crawl_delay: int = 0
    faults: float = 0.1
    stories: list[Story] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def write(self, n_stories: int, hours: int) -> None:
        """Plan the stories of a week: when each comes out, and when it is corrected."""
        draw = random.Random(f"{self.seed}/{self.host}")
        for number in range(n_stories):
            born = self.start + draw.uniform(0, hours) * HOUR
            town = draw.choice(_TOWNS[self.language])
            values = {"town": town, "m": draw.randint(2, 9), "id": f"{self.seed}{number:03}"}
            # Each text stands for longer than a run of bad luck lasts: what nobody could see, nobody can keep.
            gaps = [draw.uniform(14, 30) * HOUR for _ in range(draw.choice((0, 0, 1, 2)))]
            times = list(accumulate([born, *gaps]))
            texts = [
                (at, _TEXTS[self.language].format(n=3 + turn, **values))
                for turn, at in enumerate(times)
                if at < self.start + hours * HOUR or turn == 0
            ]
            self.stories.append(
                Story(f"/{self.language}/{number}", f"{town} {number}", texts[:2] if not self.tells else texts)
            )

    def out(self) -> list[Story]:
        """The stories that have come out, the newest first."""
        now = self.publishers.clock.time()
        return sorted((one for one in self.stories if one.texts[0][0] <= now), key=lambda one: -one.texts[0][0])

    def answer(self, path: str, asked: dict[str, str]) -> Reply:
        """What the server answers, faults included."""
        plain = path.split("?")[0]
        turn = self._counts[plain] = self._counts.get(plain, 0) + 1
        draw = random.Random(f"{self.seed}/{self.host}/{plain}/{turn}")
        right = self._right(plain, asked)
        return _faulty(right, draw, plain) if draw.random() < self.faults else right

    def _right(self, path: str, asked: dict[str, str]) -> Reply:
        now = self.publishers.clock.time()
        if path == "/robots.txt":
            return Reply(f"User-agent: *\nCrawl-delay: {self.crawl_delay}\nDisallow: /private".encode())
        if path == "/list":
            return conditional(self._list(), asked, kind="application/xml")
        if path == "/inner.xml":
            return Reply(gzip.compress(_sitemap(self, self.out())), headers={"Content-Type": "application/gzip"})
        for story in self.out():
            if story.path == path:
                return self._page(story, now, asked)
        return Reply(b"not here", 404)

    def _page(self, story: Story, now: float, asked: dict[str, str]) -> Reply:
        body = page(story.title, story.text(now)).decode().encode(self.encoding)
        reply = conditional(body, asked, kind="text/html; charset=utf-8", changed=story.changed(now))
        return packed(reply) if reply.status == 200 and len(story.path) % 2 else reply

    def _list(self) -> bytes:
        shown = self.out()[:SHOWN]
        if self.kind == "index":
            inner = self.publishers.url(self.host, "/inner.xml")
            changed = max((story.changed(self.publishers.clock.time()) for story in self.out()), default=self.start)
            entry = f"<sitemap><loc>{inner}</loc><lastmod>{_iso(changed)}</lastmod></sitemap>"
            return f"<sitemapindex>{entry}</sitemapindex>".encode()
        if self.kind == "sitemap":
            return _sitemap(self, shown)
        return _feed(self, shown, self.publishers.clock.time())


def _feed(paper: Newspaper, shown: list[Story], now: float, suffix: str = "") -> bytes:
    entries = []
    for story in shown:
        url = paper.publishers.url(paper.host, story.path + suffix)
        changed = story.changed(now) if paper.tells else story.texts[0][0]
        told = story.text(changed)[:60]
        if paper.kind == "atom":
            entries.append(
                f"<entry><title>{story.title}</title><id>{url}</id><link href='{url}'/><summary>{told}</summary>"
                f"<updated>{_iso(changed)}</updated><published>{_iso(story.texts[0][0])}</published></entry>"
            )
        elif paper.kind == "1.0":
            entries.append(
                f"<item rdf:about='{url}'><title>{story.title}</title><link>{url}</link>"
                f"<description>{told}</description></item>"
            )
        else:
            date = f"<pubDate>{formatdate(story.texts[0][0])}</pubDate>" if paper.kind == "2.0" else ""
            entries.append(
                f"<item><title>{story.title}</title><link>{url}</link><description>{told}</description>{date}</item>"
            )
    inside = "".join(entries)
    if paper.kind == "atom":
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{paper.host}</title>{inside}</feed>".encode()
    if paper.kind == "1.0":
        names = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
        return f"<rdf:RDF {names}><channel><title>{paper.host}</title></channel>{inside}</rdf:RDF>".encode()
    return f"<rss version='{paper.kind}'><channel><title>{paper.host}</title>{inside}</channel></rss>".encode()


def _sitemap(paper: Newspaper, shown: list[Story]) -> bytes:
    now = paper.publishers.clock.time()
    inside = "".join(
        f"<url><loc>{paper.publishers.url(paper.host, story.path)}</loc>"
        f"<lastmod>{_iso(story.changed(now))}</lastmod></url>"
        for story in shown
    )
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inside}</urlset>".encode()


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def _faulty(right: Reply, draw: random.Random, path: str) -> Reply:
    """One of the ways in which an answer goes wrong."""
    wrong = [
        Reply(status=500),
        Reply(status=503, headers={"Retry-After": "30"}),
        Reply(status=429, headers={"Retry-After": "20"}),
        Reply(status=429, headers={"Retry-After": "7200"}),
        Reply(status=403),
        Reply(drop=True),
        Reply(right.body, right.status, right.headers, cut_after=len(right.body) // 2),
        Reply(b"garbage", headers=right.headers | {"Content-Encoding": "gzip"}),
        Reply(_BOMB, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}),
        Reply(status=302, headers={"Location": path}),
        Reply(status=302, headers={"Location": "http://10.0.0.1:9/"}),
        Reply(b"", headers={"Content-Type": "text/html"}),
        Reply(
            page("Login", "To read this report, subscribe to continue reading."), headers={"Content-Type": "text/html"}
        ),
        Reply(b"<html><body>Just a moment</body></html>", headers={"Content-Type": "text/html"}),
    ]
    if right.status == 304 or path == "/robots.txt":  # what else it answered there would be its rules
        wrong = wrong[:4]
    return draw.choice(wrong)
