"""One document, fetched politely: robots.txt, the host's turn, redirects, retries with back-off."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from extractors.fetching import robots
from extractors.fetching.answers import Answer, Limits
from extractors.fetching.clock import Clock
from extractors.fetching.hosts import Hosts
from extractors.fetching.problems import FetchingError
from extractors.fetching.robots import Rules
from extractors.fetching.sources import Source
from extractors.fetching.state import State, Validators
from extractors.fetching.web import Web

_REDIRECTS = {301, 302, 303, 307, 308}
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_ASK_TO_WAIT = {429, 503}
_LONGEST_WAIT = 24 * 3600.0
_DOWN_SECONDS = 600.0
"""A host that does not answer at all is left alone for so long."""
_UNTOLD_WAIT = 60.0
"""What a 429 without Retry-After is taken to ask for."""
_BACK_OFF = wait_exponential_jitter(multiplier=2, max=60, jitter=1)
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"


class Fetcher:
    """Fetches for one source; counts its requests and the bytes that came."""

    def __init__(self, source: Source, web: Web, hosts: Hosts, state: State, clock: Clock, limits: Limits) -> None:
        self._source = source
        self._web = web
        self._hosts = hosts
        self._state = state
        self._clock = clock
        self._limits = limits
        self.requests = 0
        self.bytes = 0

    async def get(self, address: str, validators: Validators | None = None) -> Answer:
        """The document at `address`, or an answer that it has not changed.

        Raises FetchingError where it cannot be had, HostPutOffError where its host is left alone for now.
        """
        headers = {"Accept": _ACCEPT} | (validators.headers() if validators else {})
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._limits.attempts),
            wait=_wait,
            retry=retry_if_exception(lambda error: isinstance(error, FetchingError) and error.passing),
            sleep=self._clock.sleep,
            reraise=True,
        )
        try:
            return await retrying(self._followed, address, headers)
        except FetchingError as problem:
            if problem.host_down:
                self._hosts.put_off(problem.host_down, _DOWN_SECONDS)
            raise

    async def _followed(self, address: str, headers: dict[str, str]) -> Answer:
        url = self._url(address)
        for _ in range(self._limits.redirects + 1):
            await self._permitted(url)
            answer = await self._one(url, headers)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return self._accepted(replace(answer, asked=address), conditional=len(headers) > 1)
            url = self._url(target, url)
        raise FetchingError(
            "too_many_redirects",
            f"more than {self._limits.redirects} redirects, the last to {str(url)[:200]}",
            "open the address in a browser; some sites redirect for ever where no cookie is kept",
        )

    def _url(self, address: str, base: httpx.URL | None = None) -> httpx.URL:
        try:
            return base.join(address) if base else httpx.URL(address)
        except (httpx.InvalidURL, ValueError, UnicodeError) as error:
            message = f"{address[:200]!r} is no address: {error}"
            raise FetchingError("bad_address", message, "tell the publisher of the bad link") from None

    async def _one(self, url: httpx.URL, headers: dict[str, str]) -> Answer:
        """One exchange, in the host's turn."""
        host = url.host
        self._hosts.ask_pause(host, self._source.pause)
        async with self._hosts.turn(host):
            self.requests += 1
            answer = await self._web.exchange(
                url, headers=headers, limits=self._limits, allow_private=self._source.allow_private
            )
            self.bytes += len(answer.wire)
            if answer.status in _ASK_TO_WAIT:
                self._hosts.put_off(host, _wait_asked_for(answer, self._clock.time()))
            return answer

    def _accepted(self, answer: Answer, *, conditional: bool) -> Answer:
        """The answer, if it is a document; otherwise the problem that it tells of."""
        status, told = answer.status, f"{answer.status} {answer.reason}".strip()
        if status == 200 or (status == 304 and conditional):
            return answer
        if status in _ASK_TO_WAIT:
            wait = _wait_asked_for(answer, self._clock.time())
            raise FetchingError(
                "asked_to_wait",
                f"the server answered {told} and asks to be left alone for {wait:.0f} s",
                "none needed now; if it comes often, lower `requests_per_minute` of the source",
                status=status,
                passing=wait <= self._limits.patience_seconds,
                retry_after=wait,
            )
        if status in {401, 402}:
            remedy = "leave the source out, or land what your subscription gives you as files"
            raise FetchingError("paywall", f"the server asks for a log-in or payment ({told})", remedy, status=status)
        remedy = {404: "a dead link: tell the publisher", 410: "none: the publisher has taken it away"}.get(
            status, "open the address in a browser; a server that refuses programs can be asked for leave"
        )
        where = "" if answer.url == answer.asked else f" at {answer.url[:200]}"
        raise FetchingError(
            "http_error", f"the server answered {told}{where}", remedy, status=status, passing=status in _PASSING
        )

    async def _permitted(self, url: httpx.URL) -> None:
        """Return if robots.txt allows the address; FetchingError otherwise."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        async with self._hosts.reading_rules(origin):
            rules = await self._rules(url, origin)
        self._hosts.ask_pause(url.host, rules.pause)
        if not rules.allow(str(url)):
            raise FetchingError(
                "robots_denied",
                f"robots.txt of {url.host} does not allow it for {robots.AGENT}",
                "leave it out, or ask the publisher for leave and for a line in its robots.txt",
            )

    async def _rules(self, url: httpx.URL, origin: str) -> Rules:
        kept = self._state.robots(origin)
        if kept and 0 <= self._clock.time() - kept[1] < robots.KEPT_SECONDS:
            return Rules(kept[0])
        try:
            text = await self._robots_text(httpx.URL(f"{origin}/robots.txt"))
        except FetchingError as problem:
            if kept and problem.passing:  # RFC 9309: an older copy holds while the new one cannot be had
                return Rules(kept[0])
            if problem.host_down or not problem.passing:
                raise
            raise FetchingError(
                "robots_unreachable",
                f"robots.txt of {url.host} cannot be had, so nothing may be fetched there: {problem.message}",
                problem.remedy,
                status=problem.status,
                passing=True,
            ) from None
        self._state.set_robots(origin, text, self._clock.time())
        return Rules(text)

    async def _robots_text(self, url: httpx.URL) -> str:
        """The robots.txt; empty where the host has none (any 4xx but 429)."""
        for _ in range(self._limits.redirects + 1):
            answer = await self._one(url, {})
            if answer.status in _REDIRECTS and (target := answer.headers.get("location")):
                url = self._url(target, url)
            elif answer.status == 429 or answer.status >= 500:
                self._accepted(answer, conditional=False)
            else:
                found = answer.status == 200
                return answer.body[: robots.MOST_BYTES].decode("utf-8", "replace") if found else ""
        return ""  # RFC 9309: more than five redirects count as none


def _wait(state: RetryCallState) -> float:
    """How long to wait before the next attempt; what a server asked for is kept by its host's turn."""
    error = state.outcome.exception() if state.outcome else None
    return 0.0 if isinstance(error, FetchingError) and error.retry_after else float(_BACK_OFF(state))


def _wait_asked_for(answer: Answer, now: float) -> float:
    """Seconds that a 429 or 503 asks for, by Retry-After in seconds or as a date."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isdigit():
        return min(float(value[:9]), _LONGEST_WAIT)
    try:
        until: datetime = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return _UNTOLD_WAIT
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - datetime.fromtimestamp(now, UTC)).total_seconds(), 0.0), _LONGEST_WAIT)
