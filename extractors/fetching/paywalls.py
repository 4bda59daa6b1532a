"""Whether a page shows no more than the beginning of its article to those who do not pay."""

import re
from functools import lru_cache

from extractors.lexicon import data_file, load_rules, rule

_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.S | re.I)
_DECLARED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.I)
"""schema.org's mark, which search engines ask publishers for."""
_FEWEST_WORDS = 120
"""A page with more of its article than this has let us in, whatever its banners say."""


@rule
class Paywall:
    """A sentence by which pages ask for a subscription."""

    id: str
    language: str
    pattern: str
    example: str


@lru_cache(maxsize=1)
def paywalls() -> tuple[tuple[Paywall, re.Pattern[str]], ...]:
    """The rules of `patterns/paywalls.jsonl`, compiled."""
    rules = load_rules(data_file("extractors.fetching", "patterns/paywalls.jsonl"), Paywall)
    return tuple((one, re.compile(one.pattern, re.I)) for one in rules)


def paywall_of(page: str, text: str) -> str | None:
    """The id of the rule that tells of a paywall on a page whose article is `text`; None where none does."""
    if len(text.split()) >= _FEWEST_WORDS:
        return None
    if _DECLARED.search(page):
        return "pay-declared"
    shown = " ".join(_TAG.sub(" ", page).split())
    return next((one.id for one, pattern in paywalls() if pattern.search(shown)), None)
