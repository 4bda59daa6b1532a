"""Looks before it parses: which sentences, and which articles, can hold a claim at all.

A screen knows the beginnings of the words that set a rule off, by kind of claim.  It must never
miss a trigger, and may let too much through: what it lets through is parsed and judged there.
"""

import re
from collections.abc import Iterable, Mapping


def stem(lemma: str) -> str:
    """What all regular forms of an English-like lemma begin with ("wound", "captur")."""
    return lemma[:-1] if len(lemma) > 4 and lemma[-1] in "ey" else lemma


class Screen:
    """Kinds of claim → beginnings of words; matching ignores case and begins at a word's start."""

    def __init__(self, prefixes: Mapping[str, Iterable[str]]) -> None:
        self._kinds = {
            kind: re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, set(words)))) + ")", re.IGNORECASE)
            for kind, words in prefixes.items()
        }

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds of claim whose triggers stand in `text`."""
        return frozenset(kind for kind, pattern in self._kinds.items() if pattern.search(text))

    def any(self, text: str) -> bool:
        """Whether any trigger stands in `text`."""
        return any(pattern.search(text) for pattern in self._kinds.values())
