"""A day's landed files in, article and rejection records out: each text of an article once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from extractors import identity
from extractors.reading.article import Stamp, build, rejected
from extractors.reading.hints import hints_of
from extractors.reading.landing import LandedFile
from extractors.reading.raw import Limits, Problem, RawArticle, ReadingError
from extractors.reading.versions import First, Versions
from extractors.reading.walk import Found, walk
from extractors.records import Article, RejectedArticle


def read_landing(
    files: Iterable[LandedFile],
    *,
    arrival_date: date,
    run_id: str,
    known: Mapping[str, date] | None = None,
    limits: Limits | None = None,
    now: datetime | None = None,
) -> Iterator[Article | RejectedArticle]:
    """Articles of one arrival day, and a rejection for each input that could not become one.

    `known` maps the version_id of articles that arrived on other days to the day.  A text that is there
    already is rejected as `duplicate`, another text under a known address is a version of its own.  Of
    several copies the one with the least (origin, place in the file) stays, because files are
    read in the order of their origin.  Nothing is raised for bad input.  Memory holds one article, and
    a few ids for each article seen.
    """
    limits = limits or Limits()
    stamp = Stamp(arrival_date, run_id, now) if now else Stamp.at_now(arrival_date, run_id)
    times: Counter[str] = Counter()
    for row in _read(files, Versions(known), limits, stamp):
        if not isinstance(row, RejectedArticle):
            yield row
            continue
        times[row.reject_id] += 1
        again = times[row.reject_id]  # an archive may hold one name twice, an export one message id
        yield row if again == 1 else replace(row, reject_id=identity.digest(row.reject_id, again))


def _read(
    files: Iterable[LandedFile], versions: Versions, limits: Limits, stamp: Stamp
) -> Iterator[Article | RejectedArticle]:
    for file in sorted(files, key=lambda f: f.origin):
        landed_at = file.landed_at
        try:
            hints = hints_of(file.path)
        except ReadingError as error:
            yield rejected(error.problem, file.origin, stamp)
            continue
        for found in walk(file.source(), limits):
            if isinstance(found.item, Problem):
                yield rejected(found.item, found.origin, stamp)
                continue
            article = build(
                hints.filled(found.item),
                origin=found.origin,
                reader=found.reader,
                landed_at=landed_at,
                stamp=stamp,
                limits=limits,
            )
            if isinstance(article, RejectedArticle):
                yield article
            elif first := versions.first(article):
                yield _duplicate(article, found, first, stamp)
            else:
                versions.add(article)
                yield article


def _duplicate(article: Article, found: Found, first: First, stamp: Stamp) -> RejectedArticle:
    where = f"the article arrived on {first.arrival_date.isoformat()} already"
    if first.arrival_date == stamp.arrival_date:
        where = f"the same article is in {first.origin}" + (f", line {first.line}" if first.line else "")
    problem = Problem(reason="duplicate", message=where, remedy="none needed: it is kept once")
    raw = found.item if isinstance(found.item, RawArticle) else None
    return replace(
        rejected(problem, found.origin, stamp, raw),
        duplicate_of=article.article_id,
        version_id=article.version_id,
        retrieved_at=article.retrieved_at,
        landed_at=article.landed_at,
    )
