"""Looks before it parses: which sentences, and which articles, can hold a claim at all.

A screen knows the beginnings of the words that set a rule off, by kind of claim, and what else must
stand in the same sentence for a word that is everywhere ("take", "lose").  It must never miss a
claim, and may let too much through: what it lets through is parsed and judged there.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Company = Callable[[str], bool]
"""whether a sentence holds what a trigger needs beside it"""


def stem(lemma: str) -> str:
    """What all regular forms of an English-like lemma begin with ("wound", "captur")."""
    return lemma[:-1] if len(lemma) > 4 and lemma[-1] in "ey" else lemma


def beginnings(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any word that begins like one of `words`; case is ignored.

    A beginning that ends in a space is a whole word.
    """
    found = (re.escape(word[:-1]) + r"\b" if word.endswith(" ") else re.escape(word) for word in sorted(set(words)))
    return re.compile(r"(?<!\w)(?:" + "|".join(found) + ")", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Beginnings of words that announce a kind of claim, each only in all of the company named `beside`."""

    kind: str
    words: frozenset[str]
    beside: frozenset[str] = frozenset()


class Screen:
    """Which kinds of claim a text may hold; `companies` are the tests that triggers name in `beside`.

    Raises KeyError for a trigger whose company has no test.
    """

    def __init__(self, triggers: Iterable[Trigger], companies: dict[str, Company] | None = None) -> None:
        words: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        for trigger in triggers:
            words[trigger.kind, trigger.beside] |= trigger.words
        tests = companies or {}
        self._checks = [
            (kind, beginnings(begin), tuple(tests[name] for name in sorted(beside)))
            for (kind, beside), begin in sorted(words.items(), key=lambda item: (item[0][0], len(item[0][1])))
        ]
        self._all = beginnings(word for begin in words.values() for word in begin)

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds of claim whose triggers stand in `text`, in the company that they need."""
        if not self._all.search(text):
            return frozenset()
        found: set[str] = set()
        for kind, pattern, companies in self._checks:
            if kind not in found and pattern.search(text) and all(test(text) for test in companies):
                found.add(kind)
        return frozenset(found)
