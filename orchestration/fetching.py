"""Polls the configured sources of a register, from the command line as from Dagster: same lock, same record."""

import asyncio
import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from extractors.fetching import Clock, Poller, Source, SourcePoll, Sources, SourcesError, State, Web, load_sources
from extractors.fetching.tally import Tell, silent
from orchestration.settings import Settings
from orchestration.storage.fetched import write_errors, write_publishers
from orchestration.storage.lake import Lake


class FetchRefusedError(RuntimeError):
    """The poll could not begin; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source has been doing."""

    source: Source
    failed_polls: int
    """polls in a row that have failed"""
    last: dict[str, Any] | None
    """the last poll; None where there was none"""
    due: int
    """articles that are to be asked for"""
    silent_days: float | None
    """days since something new came; None where nothing ever did"""


def configured(settings: Settings) -> Sources:
    """The sources of the register.

    Raises SourcesError for a configuration that cannot be used.
    """
    sources = load_sources(settings.sources)
    for source in sources.sources:
        folder = source.path.resolve() if source.path else None
        if folder and (folder.is_relative_to(settings.data) or settings.data.is_relative_to(folder)):
            raise SourcesError(
                f"{settings.sources}: [sources.{source.name}] path: {folder} holds the register's own data, or lies "
                "in it; its files would be taken in again and again: name another folder"
            )
    return sources


def poll_sources(
    settings: Settings, names: Sequence[str] = (), *, again: bool = False, tell: Tell = silent
) -> list[SourcePoll]:
    """Poll the sources of these names (none: all that are enabled); how each went.

    With `again` what failed before is asked for now, whenever its turn would be.
    Raises SourcesError, and FetchRefusedError for a name that is not configured or while another
    poll is under way.
    """
    sources = configured(settings)
    if unknown := [name for name in names if name not in sources.by_name]:
        known = ", ".join(sources.by_name) or "none"
        raise FetchRefusedError(f"no such source: {', '.join(unknown)}; {settings.sources} has: {known}")
    wanted = [sources.by_name[name] for name in names] or [one for one in sources.sources if one.enabled]
    lake = Lake(settings.lake)
    write_publishers(lake, sources)
    if not wanted:
        return []
    with _alone(settings), _state(settings) as state:
        try:
            if again:
                for source in wanted:
                    state.make_failed_due(source.name, Clock().time())
            return asyncio.run(_poll(settings, wanted, state, tell))
        finally:
            write_errors(lake, state.errors())


async def _poll(settings: Settings, wanted: Sequence[Source], state: State, tell: Tell) -> list[SourcePoll]:
    clock = Clock()
    web = Web(user_agent(settings), clock=clock)
    try:
        poller = Poller(state, settings.landing, web, clock=clock, settled_seconds=settings.settled_seconds, tell=tell)
        return await poller.poll(wanted)
    finally:
        await web.close()


def user_agent(settings: Settings) -> str:
    """Who we say that we are, and how we can be reached."""
    contact = f"; {settings.fetch_contact}" if settings.fetch_contact else ""
    return f"Sijill/{version('sijill')} (register of conflict events{contact})"


def health(settings: Settings) -> list[SourceHealth]:
    """How every configured source has been doing, in the order of the configuration.

    Raises SourcesError.
    """
    sources = configured(settings).sources
    if not settings.fetching.exists():
        return [SourceHealth(source, 0, None, 0, None) for source in sources]
    now = Clock().time()
    with _state(settings) as state:
        return [_health(source, state, now) for source in sources]


def _health(source: Source, state: State, now: float) -> SourceHealth:
    polls, newest = state.last_polls(source.name, 1), state.last_new_at(source.name)
    return SourceHealth(
        source=source,
        failed_polls=state.n_failed_polls(source.name),
        last=polls[0] if polls else None,
        due=state.n_due(source.name, now),
        silent_days=None if newest is None else (now - newest) / 86_400,
    )


@contextmanager
def _state(settings: Settings) -> Iterator[State]:
    state = State(settings.fetching)
    try:
        yield state
    finally:
        state.close()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold the lock of polls; the system releases it when the process dies, however it dies."""
    settings.fetching.mkdir(parents=True, exist_ok=True)
    with (settings.fetching / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FetchRefusedError(f"another poll of {settings.data} is under way; wait for its end") from None
        yield
