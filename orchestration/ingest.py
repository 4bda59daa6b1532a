"""A day's landing folder into the lake: articles and rejects, streamed, with what became of earlier rejects.

Memory holds some thousand rows, and a few ids for each article of the register.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from extractors.reading import LandedFile, landed_files, read_landing
from extractors.records import Article, RejectedArticle
from orchestration.days import fingerprint, mark_as_read
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.storage.lake import Lake, LakeError

NOT_WRONG = ("duplicate", "left_out")
"""Reasons that only tell why an input is no article of its own; nothing is to be mended."""
_SHOWN = 20


@dataclass
class DayRead:
    """What reading one day gave, or several days added up."""

    articles: int = 0
    characters: int = 0
    without_date: int = 0
    bytes: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    resolutions: Counter[str] = field(default_factory=Counter)
    first_rejects: list[RejectedArticle] = field(default_factory=list)

    def take(self, row: Article | RejectedArticle) -> None:
        """Count a row."""
        if isinstance(row, Article):
            self.articles += 1
            self.characters += row.n_characters
            self.without_date += row.published is None
            self.languages[row.language] += 1
            self.publishers[row.publisher or "(not told)"] += 1
            return
        if row.resolution:
            self.resolutions[row.resolution] += 1
            return
        self.reasons[row.reason] += 1
        if row.reason not in NOT_WRONG and len(self.first_rejects) < _SHOWN:
            self.first_rejects.append(row)

    def add(self, other: "DayRead") -> None:
        """Add another day's numbers."""
        for name in ("articles", "characters", "without_date", "bytes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("languages", "publishers", "reasons", "resolutions"):
            getattr(self, name).update(getattr(other, name))
        self.first_rejects = (self.first_rejects + other.first_rejects)[:_SHOWN]


def read_day(settings: Settings, lake: Lake, day: date, run_id: str, progress: Progress) -> DayRead:
    """Read everything that landed on a day, earlier batches of the day included, into the lake.

    A text that arrived on an earlier day already is rejected as a duplicate; later days do not matter,
    so that running a day again gives the same rows.  What was rejected before and is so no more stays
    in the table, with what became of it.
    """
    found, told = DayRead(), landed_files(settings.landing, day)
    # taken before reading: what lands meanwhile is new afterwards
    mark = fingerprint(told)
    read = _BytesRead()
    files = [_FollowedFile(file.path, file.origin, read.add) for file in told]
    found.bytes = sum(_size(file.path) for file in told)
    history = _History(lake, day, {file.origin for file in told})
    rows = read_landing(files, arrival_date=day, run_id=run_id, known=arrived_before(lake, day))
    followed = progress.track(rows, f"reading what landed on {day}", found.bytes, done=lambda: read.bytes)
    with lake.writers(day, ["articles", "rejected_articles"]) as sinks:
        for row in followed:
            found.take(row)
            if isinstance(row, Article):
                sinks["articles"].add(row)
            else:
                history.see(row)
                sinks["rejected_articles"].add(row)
        for past in history.resolved():
            found.take(past)
            sinks["rejected_articles"].add(past)
    mark_as_read(lake, day, mark)
    return found


def arrived_before(lake: Lake, day: date) -> dict[str, date]:
    """version_id → first arrival day, of everything that arrived before a day."""
    known: dict[str, date] = {}
    for key, earlier in lake.distinct("articles", ["version_id", "arrival_date"], before=day):
        known[key] = min(earlier, known.get(key, earlier))
    return known


class _History:
    """What was rejected when the day was read before, and is so no more."""

    def __init__(self, lake: Lake, day: date, landed: set[str]) -> None:
        self._landed, self._past = landed, _rejected_before(lake, day)
        keys = self._past.select(["reject_id", "origin", "origin_line"]).to_pylist()
        self._missing = {row["reject_id"] for row in keys}
        self._known_places = {(row["origin"], row["origin_line"]) for row in keys}
        self._places: set[tuple[str, int | None]] = set()

    def see(self, row: RejectedArticle) -> None:
        """Take notice of what is rejected now."""
        self._missing.discard(row.reject_id)
        if (row.origin, row.origin_line) in self._known_places:
            self._places.add((row.origin, row.origin_line))

    def resolved(self) -> Iterator[RejectedArticle]:
        """The rows that the table had and that nothing stands for now."""
        for batch in self._past.to_batches(1024):
            for row in batch.to_pylist():
                if row["reject_id"] in self._missing:
                    past = RejectedArticle(**row)
                    yield past if past.resolution else self._resolve(past)

    def _resolve(self, past: RejectedArticle) -> RejectedArticle:
        how = "read"
        if past.origin.split("!")[0] not in self._landed:
            how = "removed"
        elif (past.origin, past.origin_line) in self._places:
            how = "rejected_otherwise"
        return replace(past, resolution=how, resolved_on=datetime.now(UTC).date())


class _BytesRead:
    """How many bytes of the landed files have been read."""

    def __init__(self) -> None:
        self.bytes = 0

    def add(self, count: int) -> None:
        """Count bytes."""
        self.bytes += count


class _CountedFile(io.FileIO):
    """A file that tells how much of it is read."""

    def __init__(self, path: Path, tell: Callable[[int], None]) -> None:
        super().__init__(path)
        self._tell = tell

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = super().readinto(buffer) or 0
        self._tell(count)
        return count

    def readall(self) -> bytes:
        data = super().readall() or b""
        self._tell(len(data))
        return data


@dataclass(frozen=True, slots=True)
class _FollowedFile(LandedFile):
    """A landed file whose reading is counted, for whoever waits for its end."""

    tell: Callable[[int], None]

    def _open(self) -> BinaryIO:
        return io.BufferedReader(_CountedFile(self.path, self.tell), 2**16)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _rejected_before(lake: Lake, day: date) -> pa.Table:
    """The rejects that a day's table holds; duplicates, which come and go, aside."""
    try:
        rows = lake.read("rejected_articles", day)
    except LakeError:
        # of another version of the program, or damaged: `doctor` names the file, this reading mends it
        rows = lake.read("rejected_articles", date.min)
    return rows.filter(pc.invert(pc.is_in(rows["reason"], pa.array(NOT_WRONG))))
