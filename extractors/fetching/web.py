"""One exchange with one server: checked address, deadline, size; no redirects, no cookies, no proxies.

The only module that opens a connection.  Environment variables (proxies, certificates) are not heard:
a poll from cron and one from a shell must do the same.
"""

import asyncio
import ssl
from datetime import UTC, datetime

import httpx

from extractors.fetching.addresses import Resolve, addresses_of, look_up
from extractors.fetching.answers import Answer, Limits, bodies
from extractors.fetching.clock import Clock
from extractors.fetching.problems import FetchingError

_LATER = "none needed now: it is asked for again at a later poll"
_PORTS = {"http": 80, "https": 443}


class Web:
    """Asks servers, one exchange at a time; `resolve` and `certificates` are for tests to replace."""

    def __init__(
        self,
        user_agent: str,
        *,
        clock: Clock,
        resolve: Resolve = look_up,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = user_agent
        self._clock = clock
        self._resolve = resolve
        # No connection is kept: requests go to addresses, and a connection kept for one name of an
        # address must not serve another name, whose certificate nobody has looked at.
        self._transport = httpx.AsyncHTTPTransport(
            verify=certificates or httpx.create_ssl_context(trust_env=False),
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def exchange(self, url: httpx.URL, *, headers: dict[str, str], limits: Limits, allow_private: bool) -> Answer:
        """Ask for `url` once.

        Raises FetchingError for everything that keeps an answer from coming; an answer of any status
        is returned.
        """
        if url.scheme not in _PORTS or not url.host:
            raise FetchingError(
                "bad_address", f"{str(url)[:200]!r} is no http or https address", "tell the publisher of the bad link"
            )
        try:
            async with asyncio.timeout(limits.total_seconds):
                return await self._exchange(url, headers, limits, allow_private=allow_private)
        except TimeoutError:
            raise FetchingError(
                "too_slow", f"the answer was not whole after {limits.total_seconds:.0f} s", _LATER, passing=True
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _told(error, url, limits) from error

    async def _exchange(
        self, url: httpx.URL, headers: dict[str, str], limits: Limits, *, allow_private: bool
    ) -> Answer:
        port = url.port or _PORTS[url.scheme]
        host = url.raw_host.decode("ascii")
        addresses = await addresses_of(host, port, self._resolve, allow_private=allow_private)
        response = await self._connected(url, addresses, headers, limits)
        try:
            wire, body = await bodies(response, limits)
        finally:
            await response.aclose()
        reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
        return Answer(
            asked=str(url),
            url=str(url),
            status=response.status_code,
            reason=reason,
            headers=response.headers,
            wire=wire,
            body=body,
            received=datetime.fromtimestamp(self._clock.time(), UTC),
        )

    async def _connected(
        self, url: httpx.URL, addresses: list[str], headers: dict[str, str], limits: Limits
    ) -> httpx.Response:
        """The response of the first of the addresses that can be connected to; its body is not yet read."""
        named = httpx.Request("GET", url, headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"} | headers)
        timeout = httpx.Timeout(limits.idle_seconds, connect=limits.connect_seconds)
        extensions = {"timeout": timeout.as_dict(), "sni_hostname": url.raw_host.decode("ascii")}
        failed: httpx.TransportError | None = None
        for address in addresses:
            # The Host header and, by sni_hostname, the certificate's name stay those of the publisher.
            request = httpx.Request(
                "GET", url.copy_with(host=address), headers=named.headers, extensions=dict(extensions)
            )
            try:
                return await self._transport.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed or httpx.ConnectError(f"{url.host} has no address")

    async def close(self) -> None:
        """Close what is open."""
        await self._transport.aclose()


def _told(error: Exception, url: httpx.URL, limits: Limits) -> FetchingError:
    """What a library's exception means, in words for the one who reads the list of failures."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return FetchingError(
                "tls_failed",
                f"the server's certificate or encryption cannot be trusted ({cause.reason or cause})",
                "open the address in a browser; if it warns as well, tell the publisher",
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        message = f"no connection to the server ({error or 'no answer'})"
        return FetchingError("not_connected", message, _LATER, passing=True, host_down=url.host)
    if isinstance(error, httpx.TimeoutException):
        message = f"nothing came for {limits.idle_seconds:.0f} s"
        return FetchingError("too_slow", message, _LATER, passing=True)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError | httpx.CloseError):
        return FetchingError(
            "cut_short", f"the connection was cut ({error or type(error).__name__})", _LATER, passing=True
        )
    message = f"the exchange failed: {type(error).__name__}: {error}"
    return FetchingError("unreadable_answer", message, "open the address in a browser, and tell the publisher")
