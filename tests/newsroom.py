"""A newsroom in miniature: publishers, a clock whose hours pass at once, a poller, and what has landed."""

import asyncio
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishers import Publishers, SimulatedClock
from warcio.archiveiterator import ArchiveIterator

from extractors.fetching import Poller, Source, SourcePoll, State, Web
from extractors.fetching.answers import Limits
from extractors.fetching.tally import Tell, silent

_CERTIFICATES = ssl.create_default_context()  # loading them takes longer than a poll
QUICK = Limits(idle_seconds=2, total_seconds=2, connect_seconds=2)


@dataclass
class Desk:
    """Everything that a poll needs."""

    folder: Path
    clock: SimulatedClock
    publishers: Publishers
    limits: Limits = QUICK
    tell: Tell = silent
    state: State = field(init=False)
    landing: Path = field(init=False)

    def __post_init__(self) -> None:
        self.state = State(self.folder / "fetch")
        self.landing = self.folder / "landing"

    def source(self, host: str, path: str, kind: str = "feed", **values: Any) -> Source:
        name = values.pop("name", host.split(".")[0])
        given = {"allow_private": True} | values
        return Source(name=name, kind=kind, url=self.publishers.url(host, path), **given)

    def poll_all(self, *sources: Source, hours: float = 0, **web: Any) -> list[SourcePoll]:
        """Poll, `hours` after the last poll."""
        self.clock.now += hours * 3600
        return asyncio.run(self._poll(sources, web))

    async def _poll(self, sources: tuple[Source, ...], options: dict[str, Any]) -> list[SourcePoll]:
        web = Web(
            "Sijill/test",
            clock=self.clock,
            **({"resolve": self.publishers.resolve, "certificates": _CERTIFICATES} | options),
        )
        poller = Poller(
            self.state, self.landing, web, clock=self.clock, limits=self.limits, settled_seconds=0, tell=self.tell
        )
        try:
            return await poller.poll(sources)
        finally:
            await web.close()

    def poll(self, source: Source, hours: float = 0) -> SourcePoll:
        return self.poll_all(source, hours=hours)[0]

    def landed(self) -> list[tuple[str, bytes]]:
        """(address, body) of every page that has landed."""
        found = []
        for path in sorted(self.landing.rglob("*.warc.gz"), key=lambda path: path.name):
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream):
                    found.append((record.rec_headers["WARC-Target-URI"], record.content_stream().read()))
        return found

    def errors(self) -> list[tuple[str, str]]:
        """(reason, address without its beginning) of every failure."""
        return sorted((one.reason, "/" + one.url.split("/", 3)[-1]) for one in self.state.errors())
