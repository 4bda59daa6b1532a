"""Polls of sources: what is new is listed, fetched, looked at and landed; what fails is recorded.

Everything is remembered as it happens, so that a poll that is cut goes on where it was: listed articles
stay due until they have landed.
"""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from extractors.fetching.answers import Limits
from extractors.fetching.articles import Articles
from extractors.fetching.clock import Clock
from extractors.fetching.fetch import Fetcher
from extractors.fetching.folders import new_files
from extractors.fetching.hosts import Hosts
from extractors.fetching.listings import Lists
from extractors.fetching.problems import FetchingError, HostPutOffError
from extractors.fetching.sources import Source
from extractors.fetching.state import State
from extractors.fetching.tally import SourcePoll, Tell, silent
from extractors.fetching.web import Web
from extractors.fetching.work import SourceWork
from extractors.reading.hints import Hints
from extractors.reading.landing import land

_AT_ONCE = 8
"""Sources polled at the same time; a host is asked by one of them at a time all the same."""


class Poller:
    """Polls sources into a landing folder."""

    def __init__(
        self,
        state: State,
        landing: Path,
        web: Web,
        *,
        clock: Clock,
        limits: Limits | None = None,
        settled_seconds: float = 5.0,
        tell: Tell = silent,
    ) -> None:
        self._state = state
        self._landing = landing
        self._web = web
        self._clock = clock
        self._limits = limits or Limits()
        self._settled = settled_seconds
        self._tell = tell
        self._hosts = Hosts(state, clock, self._limits.patience_seconds)

    async def poll(self, sources: Sequence[Source]) -> list[SourcePoll]:
        """Poll each source once, several at a time; how each went, in the order given.

        What one source meets never ends the poll of another.  Cancelled, it lands what it has fetched.
        """
        slots = asyncio.Semaphore(_AT_ONCE)
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as reader:

            async def one(source: Source) -> SourcePoll:
                async with slots:
                    return await self._source(source, reader)

            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(source)) for source in sources]
            return [task.result() for task in tasks]

    async def _source(self, source: Source, reader: ThreadPoolExecutor) -> SourcePoll:
        done = SourcePoll(source.name, self._clock.time())
        try:
            if source.kind == "folder":
                await self._folder(source, done)
            else:
                await self._fetched(source, done, reader)
        except FetchingError as problem:
            done.fail(problem)
        except OSError as error:
            message = f"nothing could be written: {error}"
            done.fail(FetchingError("unreadable_file", message, "see that the disk has room and may be written to"))
        except Exception as error:  # noqa: BLE001 - the other sources go on; the failure is recorded with its class
            message = f"the poll failed: {type(error).__name__}: {error}"
            done.fail(FetchingError("unreadable_answer", message, "report it, with the address of the source"))
        done.finished_at = self._clock.time()
        if done.problem:
            done.failed += 1
            self._state.add_error(source.name, source.address, done.problem, done.finished_at)
        self._state.add_poll(done.row())
        return done

    async def _fetched(self, source: Source, done: SourcePoll, reader: ThreadPoolExecutor) -> None:
        limits = replace(self._limits, body_bytes=source.max_bytes)
        fetcher = Fetcher(source, self._web, self._hosts, self._state, self._clock, limits)
        work = SourceWork(source, fetcher, self._state, self._clock, done, reader)
        lists = Lists(work, limits=limits)
        articles = Articles(work, landing=self._landing, tell=self._tell)
        try:
            try:
                await lists.refresh()
            except FetchingError as problem:
                # Articles that were listed before are fetched all the same.
                done.fail(problem)
            except HostPutOffError:
                done.outcome = "put_off"
            await articles.fetch_due()
        finally:
            done.requests, done.bytes = fetcher.requests, fetcher.bytes
        done.left_over = self._state.n_due(source.name, self._clock.time())

    async def _folder(self, source: Source, done: SourcePoll) -> None:
        folder = source.path or Path()
        hints = Hints(source=source.name, publisher=source.publisher, language=source.language)
        day = datetime.fromtimestamp(self._clock.time(), UTC).date()
        files = list(new_files(folder, source.name, self._state, now=time.time(), settled_seconds=self._settled))
        self._state.resolve(source.name, source.address, self._clock.time())
        self._tell(source.name, len(files), 0, 0)
        for file, seen in files:
            try:
                (one,) = await asyncio.to_thread(land, [file], self._landing, day, hints=hints, root=folder)
            except OSError as error:
                done.failed += 1
                message = f"the file cannot be read: {error.strerror or error}"
                problem = FetchingError("unreadable_file", message, "let this user read it; the next poll takes it")
                self._state.add_error(source.name, str(file), problem, self._clock.time())
                continue
            self._state.set_landed_file(source.name, str(file), seen.st_size, seen.st_mtime_ns)
            self._state.resolve(source.name, str(file), self._clock.time())
            done.landed.append(f"{day.isoformat()}/{one.origin}")
            done.new += 1
            done.bytes += seen.st_size
            self._tell(source.name, 0, 1, seen.st_size)
