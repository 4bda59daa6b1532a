"""The articles of one source that are due: fetched, looked at, landed in batches, or recorded as failed."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from extractors.fetching.answers import Answer
from extractors.fetching.archive import archive_name, landed
from extractors.fetching.contents import Content, content_of
from extractors.fetching.problems import FetchingError, HostPutOffError
from extractors.fetching.state import DueItem, Validators
from extractors.fetching.tally import Tell
from extractors.fetching.work import SourceWork
from extractors.reading.hints import Hints

_BATCH = 20
"""Articles that land together: what a killed poll must fetch again at most."""
_BATCH_BYTES = 32 * 2**20
_FIRST_PAUSE = 0.9 * 3600
"""Until an article is looked at again; a little below an hour, for polls that come every hour. Doubled each time."""
_LONGEST_PAUSE = 24 * 3600
_MOST_FAILURES = 8
_DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class _Fetched:
    item: DueItem
    answer: Answer
    content: Content


class Articles:
    """Fetches what is due of one source."""

    def __init__(self, work: SourceWork, *, landing: Path, tell: Tell) -> None:
        self._work = work
        self._landing = landing
        self._tell = tell
        self._batch: list[_Fetched] = []

    async def fetch_due(self) -> None:
        """Fetch every article that is due, as far as the source's limit goes."""
        due = self._work.state.due(self._work.source.name, self._work.clock.time(), self._work.source.max_articles)
        self._tell(self._work.source.name, len(due), 0, 0)
        put_off: set[str] = set()
        try:
            for item in due:
                before = self._work.fetcher.bytes
                if urlsplit(item.url).hostname not in put_off:
                    try:
                        await self._one(item)
                    except HostPutOffError as error:
                        put_off.add(error.host)
                self._tell(self._work.source.name, 0, 1, self._work.fetcher.bytes - before)
        finally:
            # What was fetched lands even where the poll is being ended.
            self._land()

    async def _one(self, item: DueItem) -> None:
        try:
            answer = await self._work.fetcher.get(item.url, item.validators)
            if answer.unchanged:
                self._unchanged(item, item.validators)
                return
            content = await asyncio.get_running_loop().run_in_executor(self._work.reader, content_of, answer)
        except FetchingError as problem:
            self._failed(item, problem)
            return
        if content.hash == item.content:
            self._unchanged(item, Validators.of(answer.headers))
            return
        self._batch.append(_Fetched(item, answer, content))
        if len(self._batch) >= _BATCH or sum(len(one.answer.wire) for one in self._batch) >= _BATCH_BYTES:
            self._land()

    def _unchanged(self, item: DueItem, validators: Validators) -> None:
        self._work.poll.unchanged += 1
        self._work.state.resolve(self._work.source.name, item.url, self._work.clock.time())
        self._work.state.update_item(
            item.key,
            etag=validators.etag,
            last_modified=validators.last_modified,
            visits=item.visits + 1,
            failures=0,
            next_at=self._next_visit(item.landed_at, item.visits + 1),
        )

    def _next_visit(self, landed_at: float | None, visits: int) -> float | None:
        """When to look whether an article has changed: after one hour, two, four, …, as long as the source says."""
        now = self._work.clock.time()
        at = now + min(_FIRST_PAUSE * 2**visits, _LONGEST_PAUSE)
        return at if at - (landed_at or now) <= self._work.source.revisit_days * _DAY else None

    def _failed(self, item: DueItem, problem: FetchingError) -> None:
        self._work.poll.failed += 1
        now, failures = self._work.clock.time(), item.failures + 1
        again = now + min(_FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE) if failures < _MOST_FAILURES else None
        with self._work.state.whole():
            self._work.state.add_error(self._work.source.name, item.url, problem, now)
            self._work.state.update_item(item.key, failures=failures, next_at=again)

    def _land(self) -> None:
        """Land the batch, then remember that it has landed: a kill in between lands it once more, and loses nothing."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        now = self._work.clock.time()
        day = datetime.fromtimestamp(now, UTC).date()
        told = {url: one.item.published for one in batch if one.item.published for url in one.content.urls}
        file = landed(
            [one.answer for one in batch],
            name=archive_name(self._work.source.name, now),
            folder=self._work.state.path.parent,
            landing=self._landing,
            day=day,
            hints=Hints(
                source=self._work.source.name,
                publisher=self._work.source.publisher,
                language=self._work.source.language,
                published={url: when for url, when in told.items() if when},
            ),
        )
        self._work.poll.landed.append(f"{day.isoformat()}/{file.origin}")
        with self._work.state.whole():
            for one in batch:
                self._landed(one, now)

    def _landed(self, one: _Fetched, now: float) -> None:
        if one.item.content is None:
            self._work.poll.new += 1
        else:
            self._work.poll.changed += 1
        validators = Validators.of(one.answer.headers)
        self._work.state.resolve(self._work.source.name, one.item.url, now)
        self._work.state.update_item(
            one.item.key,
            etag=validators.etag,
            last_modified=validators.last_modified,
            content=one.content.hash,
            landed_at=now,
            visits=0,
            failures=0,
            next_at=self._next_visit(now, 0),
        )
