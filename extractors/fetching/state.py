"""What the fetcher remembers: a small SQLite file under the data folder.

Losing it loses no article: everything that is still listed is asked for once more, and what has landed
before is recognised when it is read.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from extractors import identity
from extractors.fetching.items import Item
from extractors.fetching.problems import FetchingError
from extractors.records import FetchError

_NAME = "state.sqlite"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask by whether a document has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request; none where the server gave nothing."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Validators":
        """Those of an answer."""
        return cls(headers.get("etag"), headers.get("last-modified"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """An article that is to be asked for."""

    key: str
    url: str
    published: str | None
    validators: Validators
    content: str | None
    landed_at: float | None
    visits: int
    failures: int


class State:
    """The remembered state of all sources; one process at a time writes it (see `orchestration.fetching`)."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / _NAME
        # autocommit: each statement by itself, unless `whole` holds several together
        self._db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        self._db.row_factory = sqlite3.Row
        self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        self._db.executescript(resources.files("extractors.fetching").joinpath("schema.sql").read_text("utf-8"))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All changes within, or none of them."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # hosts and their robots.txt

    def host_free_at(self, host: str) -> float:
        """When a host may be asked again; 0 where nothing is known of it."""
        row = self._db.execute("SELECT free_at FROM hosts WHERE host = ?", (host,)).fetchone()
        return float(row[0]) if row else 0.0

    def set_host_free_at(self, host: str, at: float) -> None:
        """Remember when a host may be asked again."""
        self._db.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (host, at))

    def robots(self, origin: str) -> tuple[str, float] | None:
        """(text, when fetched) of the robots.txt of an origin."""
        row = self._db.execute("SELECT text, fetched_at FROM robots WHERE origin = ?", (origin,)).fetchone()
        return (row[0], row[1]) if row else None

    def set_robots(self, origin: str, text: str, at: float) -> None:
        """Keep a robots.txt."""
        self._db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, text, at))

    # feeds and sitemaps

    def document(self, source: str, url: str) -> tuple[Validators, str | None]:
        """(validators, mark) of a feed or sitemap."""
        row = self._db.execute(
            "SELECT etag, last_modified, mark FROM documents WHERE source = ? AND url = ?", (source, url)
        ).fetchone()
        return (Validators(row[0], row[1]), row[2]) if row else (Validators(), None)

    def listed(
        self, source: str, url: str, items: Iterable[Item], now: float, validators: Validators, mark: str | None
    ) -> int:
        """Keep what a feed or sitemap lists, together with its validators; returns how many are new.

        In one transaction: a feed that is not asked for again before it changes must have left all of its items.
        """
        new = 0
        with self.whole():
            for item in items:
                new += self._listed(source, item, now)
            self._db.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)",
                (source, url, validators.etag, validators.last_modified, mark),
            )
        return new

    def _listed(self, source: str, item: Item, now: float) -> int:
        """Keep one listed article; 1 if it is new.  Where several sources list it, a change told by any counts."""
        new = self._db.execute(
            "INSERT OR IGNORE INTO items (key, url, source, published, next_at) VALUES (?, ?, ?, ?, ?)",
            (item.key, item.url, source, item.published, now),
        ).rowcount
        told = self._db.execute("SELECT mark FROM marks WHERE source = ? AND key = ?", (source, item.key)).fetchone()
        self._db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", (source, item.key, item.mark))
        if told is not None and told["mark"] != item.mark:
            self._db.execute("UPDATE items SET next_at = ?, failures = 0 WHERE key = ?", (now, item.key))
        return new

    # articles

    def due(self, source: str, now: float, most: int) -> list[DueItem]:
        """What is to be asked for now, never tried first, the latest listed of them first."""
        rows = self._db.execute(
            "SELECT * FROM items WHERE source = ? AND next_at <= ? "
            "ORDER BY failures > 0 OR landed_at IS NOT NULL, next_at DESC, rowid LIMIT ?",
            (source, now, most),
        )
        return [
            DueItem(
                key=row["key"],
                url=row["url"],
                published=row["published"],
                validators=Validators(row["etag"], row["last_modified"]),
                content=row["content"],
                landed_at=row["landed_at"],
                visits=row["visits"],
                failures=row["failures"],
            )
            for row in rows
        ]

    def n_due(self, source: str, now: float) -> int:
        """How many articles of a source are to be asked for now."""
        row = self._db.execute("SELECT count(*) FROM items WHERE source = ? AND next_at <= ?", (source, now)).fetchone()
        return int(row[0])

    def update_item(self, key: str, **values: Any) -> None:
        """Set columns of an article."""
        names = ", ".join(f"{name} = :{name}" for name in values)
        self._db.execute(f"UPDATE items SET {names} WHERE key = :key", values | {"key": key})

    def make_failed_due(self, source: str, now: float) -> int:
        """Let the articles of a source that failed, those given up included, be asked for now; returns how many."""
        return self._db.execute(
            "UPDATE items SET next_at = ?, failures = 0 WHERE source = ? AND failures > 0", (now, source)
        ).rowcount

    # files of folders

    def landed_file(self, source: str, path: str) -> tuple[int, int] | None:
        """(size, time of change) of a file when it landed; None where it has not."""
        row = self._db.execute(
            "SELECT size, changed FROM files WHERE source = ? AND path = ?", (source, path)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def set_landed_file(self, source: str, path: str, size: int, changed: int) -> None:
        """Remember that a file has landed."""
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (source, path, size, changed))

    # polls and failures

    def add_poll(self, values: Mapping[str, Any]) -> None:
        """Remember how a poll of a source went."""
        names = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        self._db.execute(f"INSERT INTO polls ({names}) VALUES ({places})", values)

    def last_polls(self, source: str, most: int) -> list[dict[str, Any]]:
        """The last polls of a source, newest first."""
        rows = self._db.execute("SELECT * FROM polls WHERE source = ? ORDER BY poll DESC LIMIT ?", (source, most))
        return [dict(row) for row in rows]

    def last_new_at(self, source: str) -> float | None:
        """When a poll of a source last brought something new."""
        row = self._db.execute(
            "SELECT max(finished_at) FROM polls WHERE source = ? AND (new > 0 OR changed > 0)", (source,)
        ).fetchone()
        return None if row[0] is None else float(row[0])

    def n_failed_polls(self, source: str) -> int:
        """How many polls of a source have failed since one last went well."""
        row = self._db.execute(
            "SELECT count(*) FROM polls WHERE source = :source AND outcome = 'failed' AND poll > "
            "(SELECT coalesce(max(poll), 0) FROM polls WHERE source = :source AND outcome = 'ok')",
            {"source": source},
        ).fetchone()
        return int(row[0])

    def add_error(self, source: str, url: str, problem: FetchingError, now: float) -> None:
        """Record a failure; the same failure on the same day is one row that counts its attempts."""
        day = datetime.fromtimestamp(now, UTC).date().isoformat()
        self._db.execute(
            "INSERT INTO errors VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, NULL) ON CONFLICT (error_id) DO UPDATE SET "
            "attempts = attempts + 1, last_at = excluded.last_at, message = excluded.message, "
            "http_status = excluded.http_status, resolved_at = NULL",
            (
                identity.digest("fetch", source, url, problem.reason, day),
                source,
                url,
                problem.reason,
                problem.status,
                problem.message,
                problem.remedy,
                day,
                now,
                now,
            ),
        )

    def resolve(self, source: str, url: str, now: float) -> None:
        """Record that what failed before could be fetched."""
        self._db.execute(
            "UPDATE errors SET resolved_at = ? WHERE source = ? AND url = ? AND resolved_at IS NULL", (now, source, url)
        )

    def errors(self) -> Iterator[FetchError]:
        """All recorded failures, by day and id."""
        for row in self._db.execute("SELECT * FROM errors ORDER BY arrival_date, error_id"):
            values = dict(row)
            for name in ("first_at", "last_at", "resolved_at"):
                values[name] = None if values[name] is None else datetime.fromtimestamp(values[name], UTC)
            values["arrival_date"] = datetime.fromisoformat(values["arrival_date"]).date()
            yield FetchError(**values)
