"""What kind of event a text tells of, by its words."""

import re
from functools import lru_cache

from extractors.languages.en.rules import context_rules, context_words

_WORDS = re.compile(r"[a-z][a-z-]*")


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str, int], ...]:
    return tuple((word, e.sign, e.weight) for word, e in context_words().items() if " " in word)


@lru_cache(maxsize=1)
def _fighting_words() -> frozenset[str]:
    """Words of fighting also speak for conflict, so they stand in a list of their own."""
    return frozenset(word for entry in context_rules() if entry.sign == "fighting" for word in entry.words)


def weights(text: str) -> dict[str, int]:
    """How strongly a text speaks for each kind of event (the signs of context.jsonl)."""
    lowered = text.lower()
    table, found = context_words(), {"conflict": 0, "other": 0, "civilian": 0, "fighting": 0}
    for word in _WORDS.findall(lowered):
        entry = table.get(word)
        if entry is not None:
            found[entry.sign] += entry.weight
        if word in _fighting_words():
            found["fighting"] += 1
    for phrase, sign, weight in _phrases():
        if phrase in lowered:
            found[sign] += weight
    return found


def civilian_setting(text: str) -> bool:
    """Whether the words speak of a place or an attack that meets people without arms."""
    return weights(text)["civilian"] > 0


def fighting(text: str) -> bool:
    """Whether the words speak of a fight between armed sides, in which anybody may have fallen."""
    return weights(text)["fighting"] > 0
