"""A week of hourly polls of newspapers that fail at random: nothing is lost or comes twice, no host is pressed."""

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from newspapers import HOUR, Newspaper
from newsroom import Desk
from publishers import Reply

from extractors.fetching import Source, SourcePoll
from orchestration.ingest import read_day
from orchestration.progress import Progress
from orchestration.settings import load_settings
from orchestration.storage.lake import Lake

POLLS = 168
PAUSE = 5.0
TABLES = ("articles", "rejected_articles")


class Cut(BaseException):
    """The poll is ended in the middle, as by Ctrl-C."""


@pytest.fixture
def papers(desk: Desk) -> list[Newspaper]:
    given = [
        ("north.example", "0.91", "en", {}),
        ("east.example", "1.0", "ar", {}),
        ("south.example", "2.0", "ar", {"encoding": "windows-1256"}),
        ("west.example", "atom", "en", {"crawl_delay": 20}),
        ("map.example", "sitemap", "en", {}),
        ("index.example", "index", "ar", {}),
        ("quiet.example", "2.0", "en", {"tells": False}),
    ]
    made = []
    for seed, (host, kind, language, options) in enumerate(given, 1):
        paper = Newspaper(host, kind, language, desk.publishers, desk.clock.now, seed, **options)
        paper.write(n_stories=8, hours=120)
        desk.publishers.sites[host] = paper.answer
        made.append(paper)
    return made


def sources_of(desk: Desk, papers: list[Newspaper]) -> list[Source]:
    kinds = {"sitemap": "sitemap", "index": "sitemap"}
    pace = {"requests_per_minute": 60 / PAUSE, "revisit_days": 7}
    found = [desk.source(one.host, "/list", kinds.get(one.kind, "feed"), **pace) for one in papers]
    # A reader's digest links to the stories of two newspapers, with tracking parameters of its own.
    desk.publishers.sites["digest.example"] = lambda path, asked: (
        Reply(status=404) if path == "/robots.txt" else Reply(digest(papers[:2]), headers={"Content-Type": "text/xml"})
    )
    return [*found, desk.source("digest.example", "/list", **pace)]


def digest(papers: list[Newspaper]) -> bytes:
    items = "".join(
        f"<item><title>{one.title}</title>"
        f"<link>{paper.publishers.url(paper.host, one.path)}?utm_source=digest</link></item>"
        for paper in papers
        for one in paper.out()[:5]
    )
    return f"<rss version='2.0'><channel><title>Digest</title>{items}</channel></rss>".encode()


def read(desk: Desk) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(articles, rejects): everything that has landed, read day by day as the pipeline does."""
    settings, lake = load_settings(data=desk.folder), Lake(desk.folder / "lake")
    days = [date.fromisoformat(folder.name) for folder in sorted(desk.landing.iterdir())]
    for day in days:
        read_day(settings, lake, day, "run", Progress())
    found = ([row for day in days for row in lake.read(table, day).to_pylist()] for table in TABLES)
    return next(found), next(found)


def test_a_week_of_hourly_polls(desk: Desk, papers: list[Newspaper]) -> None:
    sources = sources_of(desk, papers)
    start = desk.clock.now
    polls: list[SourcePoll] = []
    cuts = 0
    for hour in range(POLLS):
        desk.clock.now = max(desk.clock.now, start + hour * HOUR)
        if hour % 30 == 21:
            cuts += poll_and_cut(desk, sources)
        else:
            polls += desk.poll_all(*sources)
    assert cuts >= 3
    assert sum(one.failed for one in polls) > 50, "the week was meant to be a bad one"

    articles, rejects = read(desk)
    found = Counter((urlsplit(one["url"]).hostname, urlsplit(one["url"]).path, one["text"]) for one in articles)
    wanted = Counter((paper.host, one.path, text) for paper in papers for one in paper.stories for _, text in one.texts)
    assert sum(len(one.texts) > 1 for paper in papers for one in paper.stories) > 15
    assert found == wanted
    assert {row["reason"] for row in rejects} <= {"duplicate"}

    for paper in papers:
        times = [seen.at for seen in desk.publishers.asked(paper.host)]
        assert min(later - earlier for earlier, later in pairwise(times)) >= max(PAUSE, paper.crawl_delay), paper.host
    assert all(error.reason and error.remedy for error in desk.state.errors())


def poll_and_cut(desk: Desk, sources: list[Source]) -> int:
    """Poll, and be cut after a few requests; 1 if it was."""
    clock, left = desk.clock, [2]
    sleep = clock.sleep

    async def tired(seconds: float) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cut
        await sleep(seconds)

    clock.sleep = tired  # type: ignore[method-assign]
    try:
        desk.poll_all(*sources)
    except* Cut:
        cut = 1
    else:
        cut = 0
    finally:
        clock.sleep = sleep  # type: ignore[method-assign]
        desk.publishers.settle()
    return cut
