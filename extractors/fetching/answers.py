"""What came back: one exchange's answer, its limits, and its body unpacked within them."""

import zlib
from dataclasses import dataclass
from datetime import datetime

import httpx

from extractors.fetching.problems import FetchingError

BODY_BYTES = 16 * 2**20
_PACKED = {"gzip", "x-gzip"}
_BLOCK = 2**16
_TOO_LARGE = "raise `max_bytes` of the source if this publisher's documents are so large"
_TRY_AGAIN = "none needed now: it is asked for again at a later poll"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one exchange."""

    connect_seconds: float = 10.0
    """to look the name up and connect"""
    idle_seconds: float = 20.0
    """between two pieces of the answer"""
    total_seconds: float = 60.0
    """for the whole exchange: an answer of a byte every few seconds never idles, and never ends"""
    body_bytes: int = BODY_BYTES
    """largest body, packed or unpacked"""
    redirects: int = 5
    attempts: int = 3
    """how often one document is asked for within one poll"""
    patience_seconds: float = 120.0
    """longest wait for a host within a poll; a host that asks for more is left for a later poll"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document as it came; `url` is where it was in the end, `asked` what was asked for."""

    asked: str
    url: str
    status: int
    reason: str
    headers: httpx.Headers
    wire: bytes
    """the body as it was sent, packed if it was"""
    body: bytes
    """the body unpacked"""
    received: datetime

    @property
    def unchanged(self) -> bool:
        """Whether the server says that the document is as it was."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """`text/html`, lower case, empty where the server does not tell."""
        return str(self.headers.get("content-type", "")).split(";")[0].strip().lower()


async def bodies(response: httpx.Response, limits: Limits) -> tuple[bytes, bytes]:
    """(body as sent, body unpacked) of a response.

    Raises FetchingError for a body beyond the limit, cut short, or packed in a way not asked for.
    """
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in _PACKED | {"identity", ""}:
        raise FetchingError(
            "unreadable_answer",
            f"the body is packed as {coding!r}, which was not asked for",
            "tell the publisher; nothing can be done here",
            status=response.status_code,
        )
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limits.body_bytes:
        raise too_large(limits, response.status_code)
    wire = bytearray()
    async for piece in response.aiter_raw(_BLOCK):
        wire += piece
        if len(wire) > limits.body_bytes:
            raise too_large(limits, response.status_code)
    sent = bytes(wire)
    return sent, unpacked(sent, limits) if coding in _PACKED and sent else sent


def unpacked(data: bytes, limits: Limits) -> bytes:
    """The content of gzip data, which may be several members.

    Raises FetchingError where it is larger than the limit (a bomb), cut short or no gzip.
    """
    out = bytearray()
    while data:
        member = zlib.decompressobj(wbits=31)
        try:
            out += member.decompress(data, limits.body_bytes - len(out) + 1)
        except zlib.error as error:
            raise FetchingError("unreadable_answer", f"the packed body is damaged ({error})", _TRY_AGAIN) from None
        if len(out) > limits.body_bytes:
            raise too_large(limits)
        if not member.eof:
            raise FetchingError("cut_short", "the packed body ends before its end", _TRY_AGAIN, passing=True)
        # zeros that pad the last member are no member
        data = member.unused_data.lstrip(b"\0")
    return bytes(out)


def too_large(limits: Limits, status: int | None = None) -> FetchingError:
    """The problem of a body beyond the limit."""
    return FetchingError("too_large", f"the body is larger than {limits.body_bytes:,} bytes", _TOO_LARGE, status=status)
