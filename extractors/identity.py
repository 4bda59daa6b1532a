"""How ids are made: hashes of stable, source-native facts.

Landing the same article twice, in another batch or from another mirror, gives the same keys.  A
run's id, the clock and the order of files never enter a hash.
"""

import hashlib
import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")


def digest(*parts: object, length: int = 16) -> str:
    """Hexadecimal hash of `parts`, `length` characters; None and "" are told apart."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def normalised_text(text: str) -> str:
    """Text as far as identity is concerned: NFKC, invisible marks dropped, white space folded."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def content_hash(text: str) -> str:
    """SHA-256 of the normalised text, in full."""
    return digest(normalised_text(text), length=64)


def article_id(canonical_url: str | None, text: str) -> str:
    """Id of an article: from its canonical URL, or from its text where it has none."""
    return digest("article", canonical_url or normalised_text(text))


def version_id(article: str, content: str) -> str:
    """Id of a version of an article: the article, and the hash of what it says."""
    return digest("version", article, content)


def claim_id(article: str, kind: str, start: int, end: int, outcome: str, *details: object) -> str:
    """Id of a claim: article, kind of claim, the span it hangs on, outcome or action.

    The version is no part of it: a claim that a correction leaves where it was keeps its id.

    `details` tell apart claims that share a span (one governorate each for a region, say).
    """
    return digest("claim", article, kind, start, end, outcome, *details)


def mention_id(article: str, kind: str, start: int, end: int) -> str:
    """Id of an actor mention or a place mention (`kind`: actor, place)."""
    return digest("mention", article, kind, start, end)
