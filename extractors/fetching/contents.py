"""Whether a fetched document holds an article: read as the landing folder will be read, before it is landed.

An answer of status 200 may be a log-in page, a consent page or nothing at all; what holds no article is
a failure to be listed, not an article to be kept.
"""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

from extractors import identity
from extractors.fetching.answers import Answer
from extractors.fetching.archive import as_archive
from extractors.fetching.barriers import barrier_of
from extractors.fetching.problems import FetchingError
from extractors.reading.article import clean_text
from extractors.reading.decode import UndecodableError, declared_encoding, decode
from extractors.reading.raw import Limits, Problem, RawArticle, Source
from extractors.reading.walk import walk

_PAGES = {"text/html", "application/xhtml+xml"}
_NO_ARTICLE = "open the address in a browser: if an article is there, save the page and land it"


@dataclass(frozen=True, slots=True)
class Content:
    """What was read: a hash of the texts, and the addresses that the articles have for the reader."""

    hash: str
    urls: tuple[str, ...]


def content_of(answer: Answer) -> Content:
    """What a document holds.

    Raises FetchingError where it holds no article, or the beginning of one that must be paid for.
    """
    if urlsplit(answer.url).path.strip("/") == "" != urlsplit(answer.asked).path.strip("/"):
        raise FetchingError(
            "moved_to_front_page",
            f"the address leads to the front page {answer.url} now",
            "a dead link: tell the publisher, or look for the article by its title",
        )
    archive = as_archive([answer])
    source = Source("document.warc", answer.url, lambda: io.BytesIO(archive), len(archive))
    found = [one.item for one in walk(source, Limits())]
    articles = [one for one in found if isinstance(one, RawArticle) and (one.text or "").strip()]
    if answer.media_type in _PAGES:
        _refuse_barrier(answer, articles)
    if not articles:
        problems = [one for one in found if isinstance(one, Problem)]
        message = problems[0].message if problems else "nothing is in it"
        raise FetchingError("missing_text", message, _NO_ARTICLE, status=answer.status)
    hashes = (identity.content_hash(clean_text(one.text or "")) for one in articles)
    return Content(identity.digest(*hashes, length=64), tuple(one.url for one in articles if one.url))


def _refuse_barrier(answer: Answer, articles: list[RawArticle]) -> None:
    """Raise FetchingError where the page stands before its article."""
    try:
        page = decode(answer.body, declared=declared_encoding(answer.body)).text
    except UndecodableError:
        return
    barrier = barrier_of(page, " ".join(one.text or "" for one in articles))
    if barrier is None:
        return
    kind, rule_id = barrier
    message = {
        "paywall": f"the page shows the beginning of its article only ({rule_id})",
        "gate": f"the page asks for cookies, scripts or a person before it shows an article ({rule_id})",
    }[kind]
    remedy = "leave the source out, ask the publisher for leave, or land as files what you may read"
    raise FetchingError(kind, message, remedy, status=answer.status)
