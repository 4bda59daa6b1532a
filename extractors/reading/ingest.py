"""A day's landed files in, article and rejection records out: each article once, whatever the order of files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from extractors import identity
from extractors.reading.article import Stamp, build, rejected
from extractors.reading.landing import LandedFile
from extractors.reading.raw import Limits, Problem, RawArticle
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

    `known` holds the article_id of articles that arrived on other days, with that day; those and
    second copies within the day are rejected as `duplicate`.  Of several copies the one with the
    least (origin, place in the file) stays, because files are read in the order of their origin.
    Nothing is raised for bad input.  Memory holds one article, and an id for each article seen.
    """
    limits = limits or Limits()
    stamp = Stamp(arrival_date, run_id, now) if now else Stamp.at_now(arrival_date, run_id)
    times: Counter[str] = Counter()
    for row in _read(files, known or {}, limits, stamp):
        if not isinstance(row, RejectedArticle):
            yield row
            continue
        times[row.reject_id] += 1
        again = times[row.reject_id]  # an archive may hold one name twice, an export one message id
        yield row if again == 1 else replace(row, reject_id=identity.digest(row.reject_id, again))


def _read(
    files: Iterable[LandedFile], known: Mapping[str, date], limits: Limits, stamp: Stamp
) -> Iterator[Article | RejectedArticle]:
    seen: dict[str, tuple[str, int | None, str]] = {}
    for file in sorted(files, key=lambda f: f.origin):
        for found in walk(file.source(), limits):
            if isinstance(found.item, Problem):
                yield rejected(found.item, found.origin, stamp)
                continue
            article = build(found.item, origin=found.origin, reader=found.reader, stamp=stamp, limits=limits)
            if isinstance(article, RejectedArticle):
                yield article
                continue
            first, elsewhere = seen.get(article.article_id), known.get(article.article_id)
            if first is None and elsewhere is None:
                seen[article.article_id] = (article.origin, article.origin_line, article.content_hash)
                yield article
            else:
                yield _duplicate(article, found, first, elsewhere, stamp)


def _duplicate(
    article: Article, found: Found, first: tuple[str, int | None, str] | None, elsewhere: date | None, stamp: Stamp
) -> RejectedArticle:
    where = f"the article arrived on {elsewhere.isoformat()} already" if elsewhere else "the same article is there"
    if elsewhere is None and first is not None:
        origin, line, content = first
        where = f"the same article is in {origin}" + (f", line {line}" if line else "")
        if content != article.content_hash:
            where = f"the same address, with another text, is in {origin}" + (f", line {line}" if line else "")
    problem = Problem(reason="duplicate", message=where, remedy="none needed: it is kept once")
    raw = found.item if isinstance(found.item, RawArticle) else None
    return rejected(problem, found.origin, stamp, raw, duplicate_of=article.article_id)
