"""A web server on this machine that plays publishers: feeds, sitemaps, pages, and all that goes wrong with them.

One server answers for many hosts, told apart by the Host header; `resolve` leads every name to it.  It
writes down each request with the time of the test's own clock.
"""

import asyncio
import contextlib
import gzip
import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from extractors.fetching import Clock


class SimulatedClock(Clock):
    """A clock whose sleep is over at once."""

    def __init__(self, now: float = 1_792_400_400.0) -> None:  # 2026-10-19 09:00 UTC
        self.now = now

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.0)
        await asyncio.sleep(0)


@dataclass
class Reply:
    """An answer, and how it is sent: whole, cut after some bytes, or a byte at a time."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    """bytes of the body that are sent before the connection is closed"""
    seconds_a_byte: float = 0.0
    phrase: str | None = None
    drop: bool = False
    """the connection is closed without an answer"""


@dataclass(frozen=True)
class Seen:
    """A request as the server saw it."""

    host: str
    path: str
    at: float
    headers: dict[str, str]
    status: int


Answering = Callable[[str, dict[str, str]], Reply]
"""(path with query, request headers by lower-case name) → the reply."""


def page(title: str, text: str, *, published: str = "", head: str = "") -> bytes:
    """A web page with one article."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    when = f'<meta property="article:published_time" content="{published}">' if published else ""
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{when}{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


def conditional(body: bytes, asked: dict[str, str], *, kind: str, changed: float | None = None) -> Reply:
    """A reply with validators: 304 where the reader has the body already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
    given = {"ETag": etag, "Content-Type": kind}
    if changed is not None:
        given["Last-Modified"] = formatdate(changed, usegmt=True)
    if asked.get("if-none-match") == etag:
        return Reply(status=304, headers=given)
    return Reply(body, headers=given)


def packed(reply: Reply) -> Reply:
    """The same reply, its body in gzip."""
    return Reply(gzip.compress(reply.body), reply.status, reply.headers | {"Content-Encoding": "gzip"})


class Publishers:
    """The server; `sites` maps a host to what answers for it."""

    def __init__(self, clock: Clock, certificates: ssl.SSLContext | None = None) -> None:
        self.clock = clock
        self.sites: dict[str, Answering] = {}
        self.seen: list[Seen] = []
        self.looked_up: list[str] = []
        self._lock = threading.Lock()
        publishers = self

        class Handler(_Handler):
            owner = publishers

        self._server = _Server(clock, Handler)
        self.scheme = "http"
        if certificates:
            self.scheme = "https"
            self._server.socket = certificates.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> "Publishers":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def settle(self) -> None:
        """Return once every connection that was made before has been accepted, those that were cut included."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: nobody\r\n\r\n")
            connection.recv(1)

    async def resolve(self, host: str, port: int) -> list[str]:
        """Every name of a site leads here; other names lead nowhere."""
        self.looked_up.append(host)
        if host in self.sites:
            return ["127.0.0.1"]
        raise OSError(f"{host}: name or service not known")

    def url(self, host: str, path: str) -> str:
        """An address of a site."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def serve(self, host: str, pages: dict[str, Reply | bytes | Answering], robots: str = "") -> None:
        """Let a host answer for some paths, 404 for all others."""

        def answer(path: str, asked: dict[str, str]) -> Reply:
            if path == "/robots.txt":
                return Reply(robots.encode()) if robots else Reply(status=404)
            found = pages.get(path)
            if found is None:
                return Reply(b"no such page", 404)
            if isinstance(found, bytes):
                return Reply(found, headers={"Content-Type": "text/html"})
            return found if isinstance(found, Reply) else found(path, asked)

        self.sites[host] = answer

    def asked(self, host: str, path: str | None = None) -> list[Seen]:
        """The requests that a host got, for one path or all."""
        return [one for one in self.seen if one.host == host and path in (None, one.path)]

    def write_down(self, seen: Seen) -> None:
        with self._lock:
            self.seen.append(seen)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, clock: Clock, handler: type[BaseHTTPRequestHandler]) -> None:
        self.clock = clock
        self.came: dict[tuple[str, int], float] = {}
        super().__init__(("127.0.0.1", 0), handler)

    def verify_request(self, request: object, client_address: tuple[str, int]) -> bool:
        # A request counts for the moment at which it came, however late its thread gets to it.
        self.came[client_address] = self.clock.time()
        return True


class _Handler(BaseHTTPRequestHandler):
    owner: ClassVar[Publishers]
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        at = self.server.came.pop(self.client_address)
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        asked = {name.lower(): value for name, value in self.headers.items()}
        site = self.owner.sites.get(host)
        reply = site(self.path, asked) if site else Reply(status=421)
        self.owner.write_down(Seen(host, self.path, at, asked, reply.status))
        self.close_connection = True
        if reply.drop:
            return
        with contextlib.suppress(OSError):  # the reader may have hung up
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status, reply.phrase)
        for name, value in {"Content-Length": str(len(reply.body))}.items() | reply.headers.items():
            if value:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        body = reply.body if reply.cut_after is None else reply.body[: reply.cut_after]
        if not reply.seconds_a_byte:
            self.wfile.write(body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(reply.seconds_a_byte)

    def log_message(self, *_: object) -> None:
        """Keep silent: `seen` has it all."""
