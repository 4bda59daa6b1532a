"""A raw article becomes a record: cleaned text, canonical address, language, day, ids; or a rejection."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from courlan import normalize_url

from extractors import identity
from extractors.reading.dateline import publication_day
from extractors.reading.language import language_of
from extractors.reading.raw import Limits, Problem, RawArticle
from extractors.records import LANGUAGES, Article, RejectedArticle

# Marks that show nothing and only steer layout: they split words for a tokenizer.  U+200C and U+200D
# (joiners) stay, because spelling depends on them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_UNCLEAN = re.compile("|".join(pattern.pattern for pattern in (_INVISIBLE, _SURROGATE, _BREAK, _CONTROL)))
_WORD = re.compile(r"\w")
_LAND_IT = "have it fetched by a source of kind `links` (docs/sources.md), or land the page that it points at"
_FETCH_AGAIN = "see that the article's own text is in it, and land it again"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every row of one reading carries; `now` and `run_id` are run metadata."""

    arrival_date: date
    run_id: str
    now: datetime

    @classmethod
    def at_now(cls, arrival_date: date, run_id: str) -> "Stamp":
        """A stamp with the clock's time."""
        return cls(arrival_date, run_id, datetime.now(UTC))


def clean_text(text: str) -> str:
    """The text that is stored and that all offsets refer to.

    Control characters, lone surrogates and invisible marks are taken care of and line ends are line
    feeds; nothing else changes, white space at the ends included.
    """
    if not _UNCLEAN.search(text):
        return text
    text = _BREAK.sub("\n", replaced_surrogates(text))
    return _INVISIBLE.sub("", _CONTROL.sub("", text))


def clean_line(value: str | None) -> str | None:
    """A title, name or id on one line; None where nothing is left."""
    if value is None:
        return None
    return " ".join(clean_text(value).split()) or None


def canonical_url(url: str | None) -> str | None:
    """Address without tracking parameters and fragment; None where it names no page of its own.

    The address of a whole site says nothing about an article: with it as id, all articles of a
    careless feed would be one.
    """
    if not url:
        return None
    try:
        parts = urlsplit(html.unescape(url.strip()))
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "." not in parts.hostname:
            return None
        address = str(normalize_url(parts._replace(fragment="").geturl()))
        left = urlsplit(address)
    except ValueError:
        return None
    return address if left.path.strip("/") or left.query else None


def supported_text(raw: RawArticle, limits: Limits) -> str | Problem:
    """The article's text as it came, or why it cannot be taken."""
    if raw.text is None and raw.url:
        return Problem(reason="link_only", message=f"an address without its text: {raw.url}"[:500], remedy=_LAND_IT)
    if raw.text is None:
        return Problem(reason="missing_text", message="the article has no text", remedy=_FETCH_AGAIN)
    if len(raw.text) > limits.article_characters:
        return Problem(
            reason="too_large",
            message=f"the text has {len(raw.text):,} characters; {limits.article_characters:,} are the limit",
            remedy="split it into its articles",
        )
    if not _WORD.search(raw.text):
        return Problem(reason="empty_text", message="the article's text holds no word", remedy=_FETCH_AGAIN)
    return raw.text


def supported_language(text: str, declared: str | None) -> str | Problem:
    """The language of `text` as a code that can be coded, or why it cannot."""
    language = language_of(text, declared)
    if language in LANGUAGES:
        return language
    return Problem(
        reason="unsupported_language",
        message=f"the text is in {language!r}" if language else "the text holds no letters to tell its language by",
        remedy=f"translate it, or leave it out: {', '.join(LANGUAGES)} can be coded",
    )


def instant(value: str | None) -> datetime | None:
    """The moment that an ISO 8601 value names, in UTC, which a value without a zone is taken for; None otherwise."""
    try:
        found = datetime.fromisoformat(value.strip()) if value else None
    except ValueError:
        return None
    return found and (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC))


def build(
    raw: RawArticle, *, origin: str, reader: str, landed_at: datetime, stamp: Stamp, limits: Limits
) -> Article | RejectedArticle:
    """The record of a raw article in a file that landed at `landed_at`, or its rejection."""
    given = supported_text(raw, limits)
    if isinstance(given, Problem):
        return rejected(given, origin, stamp, raw)
    text = clean_text(given)
    language = supported_language(text, raw.language)
    if isinstance(language, Problem):
        return rejected(language, origin, stamp, raw)
    published, source = publication_day(raw.published, text)
    source = raw.published_source if source == "metadata" else source
    canonical = canonical_url(raw.url)
    article, content = identity.article_id(canonical, text), identity.content_hash(text)
    return Article(
        article_id=article,
        version_id=identity.version_id(article, content),
        content_hash=content,
        external_id=clean_line(raw.external_id),
        language=language,
        publisher=clean_line(raw.publisher),
        url=clean_line(raw.url),
        canonical_url=canonical,
        title=clean_line(raw.title),
        author=clean_line(raw.author),
        published=published,
        published_source=source,
        text=text,
        n_characters=len(text),
        origin=replaced_surrogates(located(origin, raw.part)),
        origin_line=raw.line,
        reader=reader,
        encoding=raw.encoding,
        retrieved_at=instant(raw.retrieved),
        landed_at=landed_at,
        arrival_date=stamp.arrival_date,
        run_id=stamp.run_id,
        ingested_at=stamp.now,
    )


def replaced_surrogates(text: str) -> str:
    """`text` with each lone surrogate, which no encoding can write, replaced by U+FFFD: same length, same offsets."""
    return _SURROGATE.sub("\ufffd", text)


def located(origin: str, part: str | None) -> str:
    """Origin of a part of a source: `file!part`."""
    return f"{origin}!{part}" if part else origin


def rejected(
    problem: Problem,
    origin: str,
    stamp: Stamp,
    raw: RawArticle | None = None,
) -> RejectedArticle:
    """The rejection of a source or, with `raw`, of one article in it."""
    line = problem.line or (raw.line if raw else None)
    where = located(origin, problem.part or (raw.part if raw else None))
    return RejectedArticle(
        reject_id=identity.digest("reject", where, line, problem.reason),
        origin=replaced_surrogates(where),
        origin_line=line,
        reason=problem.reason,
        message=replaced_surrogates(problem.message),
        remedy=problem.remedy,
        duplicate_of=None,
        version_id=None,
        retrieved_at=None,
        landed_at=None,
        size=problem.size if problem.size is not None else (raw.size if raw else None),
        resolution=None,
        resolved_on=None,
        arrival_date=stamp.arrival_date,
        run_id=stamp.run_id,
        rejected_at=stamp.now,
    )
