"""Whether a page is a barrier before its article: a paywall, or a gate that wants cookies or a person."""

import re
from functools import lru_cache
from typing import Literal

from extractors.lexicon import data_file, load_rules, rule

_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.S | re.I)
_DECLARED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.I)
"""schema.org's mark, which search engines ask publishers for."""
_FEWEST_WORDS = 120
"""A page with more of its article than this has let us in, whatever its banners say."""


@rule
class Barrier:
    """A sentence by which pages say that there is more behind them."""

    id: str
    kind: Literal["paywall", "gate"]
    language: str
    pattern: str
    example: str


@lru_cache(maxsize=1)
def barriers() -> tuple[tuple[Barrier, re.Pattern[str]], ...]:
    """The rules of `patterns/barriers.jsonl`, compiled."""
    rules = load_rules(data_file("extractors.fetching", "patterns/barriers.jsonl"), Barrier)
    return tuple((one, re.compile(one.pattern, re.I)) for one in rules)


def barrier_of(page: str, text: str) -> tuple[str, str] | None:
    """(kind, id of the rule) of the barrier that a page is, where `text` is what reads as its article; None if none."""
    if len(text.split()) >= _FEWEST_WORDS:
        return None
    if _DECLARED.search(page):
        return "paywall", "pay-declared"
    shown = " ".join(_TAG.sub(" ", page).split())
    return next(((one.kind, one.id) for one, pattern in barriers() if pattern.search(shown)), None)
