"""What a host's robots.txt allows (RFC 9309), read by protego and kept for a day.

A host without one allows everything; a host whose robots.txt cannot be had for now (5xx, no
connection) allows nothing until it can.
"""

from dataclasses import dataclass
from functools import lru_cache

from protego import Protego

AGENT = "Sijill"
"""The name that a robots.txt can address us by."""
KEPT_SECONDS = 24 * 3600.0
MOST_BYTES = 500 * 1024
"""RFC 9309: what is beyond may be ignored."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host, for us."""

    text: str

    def allow(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        return bool(_parsed(self.text).can_fetch(url, AGENT))

    @property
    def pause(self) -> float:
        """Seconds between two requests that the host asks for; 0 where it asks for none."""
        parsed = _parsed(self.text)
        delay = parsed.crawl_delay(AGENT) or 0.0
        rate = parsed.request_rate(AGENT)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)
