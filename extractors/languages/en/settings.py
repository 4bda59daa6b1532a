"""What kind of event a text tells of, by its words."""

import re
from functools import lru_cache

from extractors.languages.en.rules import ContextRule, context_words

_WORDS = re.compile(r"[a-z][a-z-]*")


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, tuple[ContextRule, ...]], ...]:
    return tuple((word, entries) for word, entries in context_words().items() if " " in word)


def weights(text: str) -> dict[str, int]:
    """How strongly a text speaks for each kind of event (the signs of context.jsonl)."""
    lowered = text.lower()
    table, found = context_words(), {"conflict": 0, "other": 0, "civilian": 0, "fighting": 0}
    for word in _WORDS.findall(lowered):
        for entry in table.get(word, ()):
            found[entry.sign] += entry.weight
    for phrase, entries in _phrases():
        if phrase in lowered:
            for entry in entries:
                found[entry.sign] += entry.weight
    return found


def civilian_setting(text: str) -> bool:
    """Whether the words speak of a place or an attack that meets people without arms."""
    return weights(text)["civilian"] > 0


def fighting(text: str) -> bool:
    """Whether the words speak of a fight between armed sides, in which anybody may have fallen."""
    return weights(text)["fighting"] > 0
