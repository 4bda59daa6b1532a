"""Articles: read, rejected, not fetched, and as the coder gets them."""

from dataclasses import dataclass
from datetime import date, datetime

from extractors.records.codes import FETCH_REASONS, LANGUAGES, PUBLISHED_SOURCES, REJECT_REASONS, RESOLUTIONS
from extractors.records.fields import described


@dataclass(frozen=True, kw_only=True)
class Article:
    """One row per text that an article was seen with; a text that comes again unchanged is a duplicate."""

    article_id: str = described("hash of the canonical URL, or of the normalised text where there is no URL")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    content_hash: str = described("SHA-256 of the normalised text")
    external_id: str | None = described("the id that the input carried, kept as it was")
    language: str = described("ISO 639-1 code", values=LANGUAGES)
    publisher: str | None = described("who published it, as the input names it")
    url: str | None = described("address as given")
    canonical_url: str | None = described("address without tracking parameters and fragments")
    title: str | None = described("headline")
    author: str | None = described("by-line")
    published: date | None = described("publication day; NULL where neither metadata nor header tell", unit="day")
    published_source: str = described("where the publication day was found", values=PUBLISHED_SOURCES)
    text: str = described("the cleaned body text that all offsets refer to")
    n_characters: int = described("length of the text", unit="characters")
    origin: str = described("path of the landed file, relative to the landing day")
    origin_line: int | None = described("line in that file, 1-based, for formats of one article a line")
    reader: str = described("name of the reader that read it")
    encoding: str | None = described("character encoding that the bytes were decoded with")
    retrieved_at: datetime | None = described("when it was fetched from its address, UTC, where the input tells")
    landed_at: datetime = described("when its file landed, UTC: the order of versions within a day (run metadata)")
    arrival_date: date = described("the day on which the article arrived; the partition", unit="day")
    run_id: str = described("the run that wrote the row (run metadata)")
    ingested_at: datetime = described("when the row was made, UTC (run metadata)")


@dataclass(frozen=True, kw_only=True)
class RejectedArticle:
    """One row per input that could not become an article; nothing is lost in silence."""

    reject_id: str = described("hash of origin, line and reason")
    origin: str = described("path of the landed file, relative to the landing day")
    origin_line: int | None = described("line in that file, 1-based")
    reason: str = described("what was wrong, as a code", values=REJECT_REASONS)
    message: str = described("what was wrong, in words")
    remedy: str = described("what the owner of the file can do about it")
    duplicate_of: str | None = described("article_id of the article kept instead, for duplicates")
    version_id: str | None = described("the version that it is a copy of, for duplicates: it was seen again")
    retrieved_at: datetime | None = described("when it was fetched, UTC, where the input tells; for duplicates")
    landed_at: datetime | None = described("when its file landed, UTC; for duplicates (run metadata)")
    size: int | None = described("size of the rejected input", unit="bytes")
    resolution: str | None = described(
        "what became of it when the day was read again; NULL: it is still rejected so", values=RESOLUTIONS
    )
    resolved_on: date | None = described("day on which that was seen (run metadata)", unit="day")
    arrival_date: date = described("the day on which it arrived; the partition", unit="day")
    run_id: str = described("the run that wrote the row (run metadata)")
    rejected_at: datetime = described("when the row was made, UTC (run metadata)")


@dataclass(frozen=True, kw_only=True)
class FetchError:
    """One row per address or file of a source, day and reason for which it could not be fetched."""

    error_id: str = described("hash of source, address, reason and day")
    source: str = described("the source, as sources.toml names it")
    url: str = described("the address or path that was asked for")
    reason: str = described("what was wrong, as a code", values=FETCH_REASONS)
    http_status: int | None = described("status of the server's answer, where one came")
    message: str = described("what was wrong, in words")
    remedy: str = described("what to do about it")
    attempts: int = described("how often it failed so on that day", unit="attempts")
    first_at: datetime = described("when it failed so first that day, UTC (run metadata)")
    last_at: datetime = described("when it failed so last that day, UTC (run metadata)")
    resolved_at: datetime | None = described("when it could be fetched after all, UTC; NULL: not yet (run metadata)")
    arrival_date: date = described("the day on which it failed", unit="day")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleToCode:
    """What the coder needs to know of an article; `language` is an ISO 639-1 code.

    `version_id` stays empty where no register tells versions apart.
    """

    article_id: str
    text: str
    language: str
    version_id: str = ""
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
