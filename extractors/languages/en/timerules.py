"""The patterns of `times.jsonl`, compiled: ways of saying when, with placeholders for their words."""

import re
from functools import lru_cache

from extractors.languages.en.numberwords import word_rules
from extractors.languages.en.rules import word_set
from extractors.lexicon import data_file, load_rules, rule

MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
WEEKDAYS = (
    ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"), ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
)  # fmt: skip
_PART = "(?:morning|afternoon|evening|night|noon|dawn|midnight|at dawn|at noon|at night|before dawn)"
SEASONS = (("spring",), ("summer",), ("autumn", "fall"), ("winter",))
"""in the order of their first months: March, June, September, December"""


@rule
class TimeRule:
    """One way of saying when: a pattern, and what it means."""

    id: str
    pattern: str
    kind: str
    example: str
    published: str
    means: list[str]
    amount: int | None = None
    unit: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    since: bool = False
    strictly_before: bool = False
    last_week: bool = False
    from_named: bool = False
    """counted from the time that the sentence names before it, where it names one"""
    only_named: bool = False
    """counted from that time only: without it nobody knows"""
    later: bool = False
    """counted forwards from that time ("two years later")"""
    named_year: bool = False
    """of the year that the sentence, or one of the two before, names before it ("that March")"""
    same: bool = False
    """that very time again ("the same day"), be it named in the sentence or shortly before"""


def _names(groups: tuple[tuple[str, ...], ...], name: str) -> str:
    words = sorted((word for group in groups for word in group), key=len, reverse=True)
    capitalised = "|".join(
        f"{word.capitalize()}\\.?|{word.upper()}"
        if len(word) < 5 and word not in ("may", "june", "july")
        else f"{word.capitalize()}|{word.upper()}"
        for word in words
    )
    return f"(?P<{name}>{capitalised})(?![a-z])"


def _number_words() -> str:
    words = [word for word, entry in word_rules().items() if entry.value]
    return "|".join(sorted(words, key=len, reverse=True)) + "|a|an"


def _plurals(name: str) -> str:
    """The nouns of a word set, of one or of several."""
    return "(?:" + "|".join(sorted(word_set(name), key=len, reverse=True)) + ")(?:e?s)?\\b"


def _compiled(pattern: str) -> re.Pattern[str]:
    for name in ("weekday", "weekday2"):
        pattern = pattern.replace("{" + name + "}", _names(WEEKDAYS, name))
    for name in ("month", "month2"):
        pattern = pattern.replace("{" + name + "}", _names(MONTHS, name))
    for name in ("day", "day2"):
        pattern = pattern.replace("{" + name + "}", f"(?P<{name}>[12]\\d|3[01]|0?[1-9])(?!\\d)")
    for name in ("year", "year2"):
        pattern = pattern.replace("{" + name + "}", f"(?P<{name}>(?:19|20)\\d\\d)(?!\\d)")
    pattern = pattern.replace("{season}", "(?P<season>(?i:" + "|".join(sum(SEASONS, ())) + "))")
    pattern = pattern.replace("{deed}", f"(?:{_plurals('en.words.times.deeds')})")
    pattern = pattern.replace("{war}", f"(?:{_plurals('en.words.times.wars')})")
    pattern = pattern.replace("{n}", f"(?P<n>\\d{{1,3}}|(?i:{_number_words()}))")
    pattern = pattern.replace("{unit}", "(?P<unit>days?|weeks?|months?|years?)")
    pattern = pattern.replace("{part2}", _PART).replace("{part}", _PART)
    return re.compile(r"(?<![\w-])(?:" + pattern + r")(?![\w])", 0)


@lru_cache(maxsize=1)
def time_rules() -> tuple[tuple[TimeRule, re.Pattern[str]], ...]:
    """The time rules with their compiled patterns."""
    rules = load_rules(data_file("extractors.languages.en", "patterns/times.jsonl"), TimeRule)
    return tuple((entry, _compiled(_sentence_case(entry.pattern))) for entry in rules)


def _sentence_case(pattern: str) -> str:
    """Let the pattern's own words begin a sentence: "In", "On", "Over", "Since"."""
    return re.sub(
        r"(?<![\w\\<{])(?<!\(\?)(in|on|over|since|between|from|early|late|earlier|during|last|this|the|at|yesterday|today|"
        r"overnight|a|that|later|hours|minutes|some|many|several|within|shortly|soon)(?![\w’'-])",
        lambda m: f"(?:{m[1]}|{m[1].capitalize()})",
        pattern,
    )
