"""What a source lists now: a feed's items, a sitemap's addresses, or its one page; kept in the state as due."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

from extractors.fetching import feeds, sitemaps
from extractors.fetching.answers import Limits
from extractors.fetching.items import Item, Listing
from extractors.fetching.problems import FetchingError
from extractors.fetching.state import Validators
from extractors.fetching.work import SourceWork
from extractors.reading.links import links_of

_MOST_SITEMAPS = 50
"""Sitemaps of one index that are read in one poll, the last changed first."""
_DEEPEST = 3


class Lists:
    """Asks for the lists of one source."""

    def __init__(self, work: SourceWork, *, limits: Limits) -> None:
        self._work = work
        self._limits = limits

    async def refresh(self) -> None:
        """Keep what is listed now.

        Raises FetchingError where the feed or the (outermost) sitemap cannot be had; a sitemap further
        in that fails is recorded, and the others go on.
        """
        source, url = self._work.source, self._work.source.url or ""
        if source.kind == "feed":
            await self._feed(url)
        elif source.kind == "sitemap":
            await self._sitemap(Item(url=url), depth=1)
        elif source.kind == "links":
            await self._links(source.path or Path())
        else:
            # The one page is asked for at every poll: a mark of this moment makes it due.
            self._keep(url, [Item(url=url, mark=str(self._work.clock.time()))], Validators())

    async def _links(self, path: Path) -> None:
        """Addresses that somebody wrote down: rows of a table without a text."""
        if not path.exists():
            raise FetchingError("unreadable_file", f"{path} is not there", "make it, or mend `path` of the source")
        found = await self._read(partial(_linked, path))
        self._keep(str(path), found.items, Validators())

    async def _feed(self, url: str) -> None:
        validators, _ = self._work.state.document(self._work.source.name, url)
        answer = await self._work.fetcher.get(url, validators)
        if answer.unchanged:
            self._resolve(url)
            return
        kind = answer.headers.get("content-type", "")
        found = await self._read(partial(feeds.listing, answer.body, url=answer.url, content_type=kind))
        if not found.fault:
            self._resolve(url)
        else:
            # What could be read is used; without validators the whole feed is asked for again.
            self._record(
                url,
                FetchingError(
                    "malformed_feed",
                    f"the feed is not well-formed, {len(found.items)} items could be read: {found.fault}",
                    "if it is always so, tell the publisher: items may be missing",
                ),
            )
        self._keep(url, found.items, Validators() if found.fault else Validators.of(answer.headers))

    async def _sitemap(self, at: Item, depth: int) -> None:
        validators, _ = self._work.state.document(self._work.source.name, at.url)
        answer = await self._work.fetcher.get(at.url, validators)
        found = (
            Listing() if answer.unchanged else await self._read(partial(sitemaps.listing, answer.body, self._limits))
        )
        self._resolve(at.url)
        if answer.unchanged:
            return
        if not found.sitemaps:
            self._keep(at.url, found.items, Validators.of(answer.headers), at.mark)
            return
        # No validators for an index: sitemaps in it may change without it.
        for inner in self._to_read(found):
            if depth >= _DEEPEST:
                message = f"sitemaps within sitemaps, more than {_DEEPEST} deep"
                self._record(inner.url, FetchingError("not_a_sitemap", message, "name an inner sitemap as the source"))
                return
            try:
                await self._sitemap(inner, depth + 1)
            except FetchingError as problem:
                self._record(inner.url, problem)

    async def _read(self, listing: Callable[[], Listing]) -> Listing:
        """Read a list beside the exchanges: a large one takes seconds, which other answers would be charged with."""
        return await asyncio.get_running_loop().run_in_executor(self._work.reader, listing)

    def _to_read(self, index: Listing) -> list[Item]:
        """The sitemaps of an index that have changed since they were read, the latest first."""
        changed = [
            item
            for item in index.sitemaps
            if item.moment is None or self._work.state.document(self._work.source.name, item.url)[1] != item.mark
        ]
        changed.sort(key=lambda item: item.moment.timestamp() if item.moment else float("inf"), reverse=True)
        return changed[:_MOST_SITEMAPS]

    def _keep(self, url: str, items: Iterable[Item], validators: Validators, mark: str | None = None) -> None:
        now = self._work.clock.time()
        oldest = now - timedelta(days=self._work.source.max_age_days).total_seconds()
        recent = [item for item in items if item.moment is None or item.moment.timestamp() >= oldest]
        self._work.poll.listed += self._work.state.listed(self._work.source.name, url, recent, now, validators, mark)

    def _resolve(self, url: str) -> None:
        self._work.state.resolve(self._work.source.name, url, self._work.clock.time())

    def _record(self, url: str, problem: FetchingError) -> None:
        self._work.poll.failed += 1
        self._work.state.add_error(self._work.source.name, url, problem, self._work.clock.time())


def _linked(path: Path) -> Listing:
    return Listing(items=tuple(Item(url=link.url, published=link.published) for link in links_of([path])))
