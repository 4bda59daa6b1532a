"""Tables of phrases: runs of bare words that a lexicon knows, found longest first."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias, TypeVar

from extractors.languages.ar.script import bare_phrase

Payload = TypeVar("Payload")
Phrases: TypeAlias = dict[str, list[tuple[tuple[str, ...], Payload]]]
"""First bare word → (bare words, what is known of them), longest first."""


def phrase_table(rules: Iterable[tuple[str, Payload]]) -> Phrases[Payload]:
    """A table of phrases as lexicons write them: clitics cut off by a blank, as the tokenizer cuts them."""
    table: Phrases[Payload] = {}
    for phrase, payload in rules:
        words = bare_phrase(phrase)
        table.setdefault(words[0], []).append((words, payload))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def match_phrase(table: Phrases[Payload], norms: Sequence[str], at: int) -> tuple[int, Payload] | None:
    """(end, payload) of the longest phrase of the table that stands at token `at`; None if there is none."""
    if at >= len(norms):
        return None
    for words, payload in table.get(norms[at], ()):
        end = at + len(words)
        if tuple(norms[at:end]) == words:
            return end, payload
    return None


def words_of(table: Phrases[Payload], longer_than: int = 2) -> frozenset[str]:
    """All bare words of a table that are longer than a clitic."""
    return frozenset(w for entries in table.values() for words, _ in entries for w in words if len(w) > longer_than)
