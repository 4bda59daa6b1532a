"""What kind of event a text tells of, by its words."""

import re
from functools import lru_cache

from extractors.languages.en.rules import ContextRule, context_words

_OF_UNREST = 4
"""words of unrest from which an article is a story of protests, and its wounded and arrested are of them"""
_TIED_TO = frozenset(
    {"allied", "affiliated", "backed", "controlled", "held", "led", "linked", "occupied", "run", "torn"}
)
"""what ties something to the force named before the hyphen"""
_OF_WAR = 3
"""times that words of conflict outweigh those of crime where prosecutors and detectives only follow the attack"""
_SIGNS = ("conflict", "other", "crime", "war", "civilian", "military", "unrest")
_UNREST = re.compile(r"\b(?:protest(?:s|er|ers|ing)?|demonstrat(?:ions?|ors?)|riot(?:s|ing|ers)?|unrest)\b")
"""what puts deaths, wounds and arrests into politics, be the story one of police and courts"""
_WORDS = re.compile(r"[a-z][a-z-]*")


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, tuple[ContextRule, ...]], ...]:
    return tuple((word, entries) for word, entries in context_words().items() if " " in word)


def weights(text: str) -> dict[str, int]:
    """How strongly a text speaks for each kind of event (the signs of context.jsonl)."""
    lowered = text.lower()
    table, found = context_words(), dict.fromkeys(_SIGNS, 0)
    for word in _WORDS.findall(lowered):
        first, _, last = word.partition("-")
        for part in (word, first) if word not in table and last in _TIED_TO else (word,):  # "rebel-held"
            for entry in table.get(part, ()):
                found[entry.sign] += entry.weight
    for phrase, entries in _phrases():
        if phrase in lowered:
            for entry in entries:
                found[entry.sign] += entry.weight
    found["other"] += found["crime"]
    found["unrest"] = len(_UNREST.findall(lowered))
    return found


def is_violent(own: dict[str, int], whole: dict[str, int], *, strong: bool) -> bool:
    """Whether what a sentence tells can come from violence, by its own words first and the article's second.

    `own`, `whole`: weights of the sentence and of the article; `strong`: its predicate says violence by itself.
    """
    if (own["unrest"] or whole["unrest"] >= _OF_UNREST) and own["other"] == own["crime"]:
        return True
    aftermath = own["other"] == own["crime"] <= 2 * own["conflict"] and whole["crime"] * _OF_WAR <= whole["conflict"]
    if own["other"] and own["other"] >= own["conflict"] and not aftermath:
        return False
    crime = whole["crime"] > 0 and whole["crime"] * 1.5 >= whole["conflict"]
    if crime and not own["war"]:
        return False
    if own["conflict"] > 0 or strong:
        return True
    return whole["conflict"] >= 2 and whole["other"] * 1.5 <= whole["conflict"]


def civilian_setting(text: str) -> bool:
    """Whether the words speak of a place or an attack that meets people without arms."""
    return weights(text)["civilian"] > 0


def military_setting(text: str) -> bool:
    """Whether the words speak of an attack on a place of armed men, where anybody may have been hit."""
    return weights(text)["military"] > 0
