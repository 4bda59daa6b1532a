"""What a poll of one source did, counted while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extractors.fetching.problems import FetchingError

Tell = Callable[[str, int, int, int], None]
"""Told of progress: (source, articles more to do, articles done, bytes that came)."""


def silent(source: str, more: int, done: int, size: int) -> None:
    """Tells nobody."""


@dataclass
class SourcePoll:
    """The counts of one poll; `outcome` is ok, failed, or put_off where the host wants to be left alone."""

    source: str
    started_at: float
    finished_at: float = 0.0
    outcome: str = "ok"
    problem: FetchingError | None = None
    listed: int = 0
    """articles that were listed for the first time"""
    new: int = 0
    """articles and files that landed for the first time"""
    changed: int = 0
    """articles that landed again, with another text"""
    unchanged: int = 0
    """articles that were asked for again and had not changed"""
    failed: int = 0
    """articles and documents that could not be had"""
    left_over: int = 0
    """articles that are due and were not asked for in this poll"""
    requests: int = 0
    bytes: int = 0
    landed: list[str] = field(default_factory=list)
    """files in the landing folder, as `<day>/<origin>`"""

    def fail(self, problem: FetchingError) -> None:
        """The source as a whole could not be polled."""
        self.outcome = "failed"
        self.problem = problem

    def row(self) -> dict[str, Any]:
        """The counts as the state keeps them."""
        told = self.problem
        return {
            "source": self.source,
            "started_at": self.started_at,
            "finished_at": self.finished_at,
            "outcome": self.outcome,
            "reason": told.reason if told else None,
            "message": told.message if told else None,
            "remedy": told.remedy if told else None,
            "listed": self.listed,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "left_over": self.left_over,
            "requests": self.requests,
            "bytes": self.bytes,
        }
