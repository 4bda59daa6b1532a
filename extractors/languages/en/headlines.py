"""Headlines inside an article's body, as a parser can read them: "Army Kills Two Rebels Near the Border"."""

import re
from functools import lru_cache

from extractors.languages.en.rules import context_words, outcomes, people, word_set

_FUNCTION_WORDS = word_set("en.words.headlines.function-words")
_WORD = re.compile(r"\b[A-Za-z][a-z]+\b")
_GLUED_DASH = re.compile(
    r"(?<=[,;:.”\"])-(?=\w)|(?<=\bthan)-(?=\d)|(?<=\s)--?(?=[A-Z])"
    r"|(?<=[\s-](?:have|been))-(?=[a-z])|(?<=[\s-](?:has|had|was))-(?=[a-z])|(?<=\w)-(?=(?:from|has|have|had|was|were)\s)"
)
"""a dash that some texts leave where a link or a line ended: "struck a truck,-killing dozens", "more than-150"."""
_SHOUTED = re.compile(r"(?=(?:.*[A-Z]{4,}){3})[^a-z]+")
"""a headline all in capitals: "BOMB KILLS 14 IN MOSQUE"."""
_CAPITALS = re.compile(r"(?!(?:US|UK|UN|EU|IS|ISIS|ISIL|NATO|FBI|CIA|UAE|PKK|YPG|IDF)\b)\b[A-Z]{2,}\b")
_LEAST_WORDS, _SHARE, _SHORT = 5, 0.8, 4


def readable(text: str, written_small: frozenset[str]) -> str:
    """A headline without the capitals of its common words, letter for letter; other text as it is.

    Common words are those that the rules know and those `written_small` elsewhere in the article.
    """
    text = _GLUED_DASH.sub(lambda match: " " * len(match.group()), text)
    if _SHOUTED.fullmatch(text):
        text = _CAPITALS.sub(lambda match: match.group().title(), text)
    words = [match for match in _WORD.finditer(text) if len(match.group()) >= _SHORT]
    capitals = sum(match.group()[0].isupper() for match in words)
    if len(words) < _LEAST_WORDS or capitals < _SHARE * len(words):
        return text
    return _WORD.sub(lambda match: _small(match.group(), written_small), text)


def small_words(text: str) -> frozenset[str]:
    """The words of a text that stand in it without a capital."""
    return frozenset(word for word in _WORD.findall(text) if word[0].islower())


def _small(word: str, written_small: frozenset[str]) -> str:
    lowered = word.lower()
    stem = lowered.removesuffix("s")
    common = lowered in written_small or lowered in _FUNCTION_WORDS
    return lowered if common or lowered in _vocabulary() or stem in _vocabulary() else word


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """What the rules know as common words: of predicates, of people, of war and accidents."""
    return frozenset([*outcomes(), *people(), *(word for word in context_words() if " " not in word)])
