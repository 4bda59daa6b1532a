"""Codes articles in several processes, and outlives the death of any of them.

A process that the system kills (no memory left, most often) takes down what all of them were coding.  That
is then coded again, one process for it alone, in halves where it dies again, until the article that kills
is alone; it becomes an `extraction_errors` row, and the others go on.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any

from extractors.coder import CodedArticle, Coder
from extractors.records import ArticleToCode

FEW = 256
"""Up to this many articles one process is faster: another takes seconds to load its models."""
_CHUNK = 256
_KILLED = "the process that coded this article was killed, twice, the second time with this article alone"
_REMEDY = (
    "see whether the machine has run out of memory (the system's log names killed processes); where it has not, "
    "the article makes the coder crash: report it. Code the day again after that: `sijill retry`"
)

_worker: Coder | None = None


def _start_worker(options: dict[str, Any]) -> None:
    global _worker  # noqa: PLW0603 - a process loads its models once
    _worker = Coder(**options)


def _code_chunk(articles: list[ArticleToCode]) -> list[CodedArticle]:
    if _worker is None:
        raise RuntimeError("worker process was not initialised")
    return list(_worker.code(articles))


def code_in_processes(
    articles: Iterable[ArticleToCode], *, processes: int, chunk: int = _CHUNK, **options: Any
) -> Iterator[CodedArticle]:
    """Code articles in `processes` processes, in the order in which they come; `options` as for Coder.

    Each process loads its models once; at most two chunks a process are under way, so memory does
    not grow with the number of articles.
    """
    if processes <= 1:
        yield from Coder(**options).code(articles)
        return
    stream = iter(articles)
    while True:
        waiting: deque[_UnderWay] = deque()
        try:
            with _pool(processes, options) as pool:
                for batch in iter(lambda: list(islice(stream, chunk)), []):
                    waiting.append(_UnderWay(batch))
                    waiting[-1].future = pool.submit(_code_chunk, batch)
                    if len(waiting) >= 2 * processes:
                        yield from waiting[0].coded()
                        waiting.popleft()
                while waiting:
                    yield from waiting[0].coded()
                    waiting.popleft()
                return
        except BrokenProcessPool:
            for one in waiting:
                yield from one.coded() if one.is_whole() else _code_alone(one.batch, options)


@dataclass
class _UnderWay:
    """A batch that some process codes."""

    batch: list[ArticleToCode]
    future: Future[list[CodedArticle]] | None = None

    def coded(self) -> list[CodedArticle]:
        if self.future is None:
            raise BrokenProcessPool
        return self.future.result()

    def is_whole(self) -> bool:
        return self.future is not None and self.future.done() and self.future.exception() is None


def _code_alone(batch: list[ArticleToCode], options: dict[str, Any]) -> Iterator[CodedArticle]:
    """Code a batch in a process of its own, halves of it where the process dies."""
    try:
        with _pool(1, options) as pool:
            coded = pool.submit(_code_chunk, batch).result()
    except BrokenProcessPool:
        if len(batch) == 1:
            yield Coder(**options).failed(batch[0], "worker process", "ProcessKilled", _KILLED, _REMEDY)
            return
        middle = len(batch) // 2
        yield from _code_alone(batch[:middle], options)
        yield from _code_alone(batch[middle:], options)
        return
    yield from coded


def _pool(processes: int, options: dict[str, Any]) -> ProcessPoolExecutor:
    # "spawn": forking a process that runs threads (Dagster does) can deadlock.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, context, _start_worker, (options,))
