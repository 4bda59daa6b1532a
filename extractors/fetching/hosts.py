"""One request at a time to a host, and a pause after each: the rate that a host is asked at.

The pause runs from the end of an answer to the next request, so that the server never sees two
requests closer than that, however long they were under way.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from extractors.fetching.clock import Clock
from extractors.fetching.problems import HostPutOffError
from extractors.fetching.state import State


class Hosts:
    """The turns of all hosts; when a host may next be asked outlives the process."""

    def __init__(self, state: State, clock: Clock, patience: float) -> None:
        self._state = state
        self._clock = clock
        self._patience = patience
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._reading_rules: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._pauses: defaultdict[str, float] = defaultdict(float)
        self._ended: dict[str, float] = {}

    def ask_pause(self, host: str, seconds: float) -> None:
        """Let at least `seconds` pass between two requests to a host; the longest that anybody asked for holds.

        That goes for the request before as well: a robots.txt tells its pause only once it has been read.
        """
        if seconds > self._pauses[host]:
            self._pauses[host] = seconds
            if host in self._ended:
                self._leave_until(host, self._ended[host] + seconds)

    def reading_rules(self, origin: str) -> asyncio.Lock:
        """Held while a robots.txt is looked for, so that sources of one host that begin together ask for it once."""
        return self._reading_rules[origin]

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Hold the host for one request, once it may be asked.

        Raises HostPutOffError where that is further off than this poll waits.
        """
        async with self._locks[host]:
            wait = self._state.host_free_at(host) - self._clock.time()
            if wait > self._patience:
                raise HostPutOffError(host, wait)
            if wait > 0:
                await self._clock.sleep(wait)
            try:
                yield
            finally:
                self._ended[host] = self._clock.time()
                self.put_off(host, self._pauses[host])

    def put_off(self, host: str, seconds: float) -> None:
        """Leave a host alone for `seconds` from now; never shortens what holds already."""
        self._leave_until(host, self._clock.time() + seconds)

    def _leave_until(self, host: str, until: float) -> None:
        if until > self._state.host_free_at(host):
            self._state.set_host_free_at(host, until)
