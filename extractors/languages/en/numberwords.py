"""Values of English number words and digits: "twenty-five", "1,200", "two dozen", "half a million"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.lexicon import data_file, load_rules, rule

_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
HYPHENS = ("-", "–", "—", "‑")


@rule
class NumberWord:
    """A number word: `value`, or `scale`, or `low` for a vague word; `of`/`noun`: only before "of"/a noun."""

    id: str
    words: list[str]
    example: str
    value: int | None = None
    scale: int | None = None
    low: int | None = None
    of: bool = False
    noun: bool = False
    means: int | None = None


@rule
class BoundPhrase:
    """Words beside a number that say how it bounds the truth."""

    id: str
    bound: str
    side: str
    phrases: list[str]
    example: str
    strict: bool = False


@lru_cache(maxsize=1)
def word_rules() -> dict[str, NumberWord]:
    """Number word → its rule."""
    path = data_file("extractors.languages.en", "patterns/numbers.jsonl")
    return {word: entry for entry in load_rules(path, NumberWord) for word in entry.words}


@lru_cache(maxsize=1)
def bound_phrases() -> tuple[tuple[tuple[str, ...], BoundPhrase], ...]:
    """(words, rule) of the bound phrases, longest first."""
    path = data_file("extractors.languages.en", "patterns/bounds.jsonl")
    pairs = [(tuple(p.split()), entry) for entry in load_rules(path, BoundPhrase) for p in entry.phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def digits(word: str) -> int | None:
    """Value of a number in digits; None for a decimal and for any other word."""
    if _DECIMAL.fullmatch(word) and not re.fullmatch(r"\d{1,3}\.\d{3}", word):
        return None
    return int(re.sub(r"[,.]", "", word)) if _DIGITS.fullmatch(word) else None


def _word_value(word: str) -> int | None:
    entry = word_rules().get(word)
    return entry.value if entry else None


def scale_of(word: str) -> int | None:
    """What a word multiplies by ("hundred", "dozen")."""
    entry = word_rules().get(word)
    return entry.scale if entry else None


def value_at(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """(value, end) of an exact number that begins at token i."""
    total, current, j, seen = 0, 0, i, False
    if (share := _share_of_scale(words, i)) is not None:
        return share
    if words[i] in ("a", "one", "half") and i + 1 < len(words):
        k = i + 2 if words[i] == "half" and words[i + 1] in ("a",) and i + 2 < len(words) else i + 1
        scale = scale_of(words[k])
        if scale and words[i] == "half":
            return scale // 2, k + 1
        if scale and words[i] == "a":
            current, j, seen = 1, i + 1, True
    while j < len(words):
        word = words[j]
        decimal = float(word) if _DECIMAL.fullmatch(word) and j + 1 < len(words) and scale_of(words[j + 1]) else None
        figure = digits(word)
        value = _word_value(word)
        scale = scale_of(word)
        if decimal is not None:
            return round(decimal * (scale_of(words[j + 1]) or 1)), j + 2
        if figure is not None and not seen:
            current, seen = figure, True
        elif value is not None and (not seen or (current % 100 == 0 and current + total > 0) or _tens(current, value)):
            current, seen = current + value, True
        elif scale and seen:
            current *= scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word in (*HYPHENS, "and") and seen and j + 1 < len(words) and _goes_on(words, j, current, total):
            pass
        else:
            break
        j += 1
    return (total + current, j) if seen else None


def _share_of_scale(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """(value, end) of "a quarter of a million", "three quarters of a million", "half of a million"."""
    j = i + 1 if words[i] in ("a", "three", "one") else i
    if list(words[j + 1 : j + 3]) != ["of", "a"] or words[j] not in ("quarter", "quarters", "half"):
        return None
    scale = scale_of(words[j + 3]) if j + 3 < len(words) else None
    if scale is None or scale < 1000:
        return None
    parts = 2 if words[j] == "half" else 3 if words[i] == "three" else 1
    return parts * scale // 4, j + 4


def _tens(current: int, value: int) -> bool:
    return 20 <= current % 100 <= 90 and current % 10 == 0 and 0 < value < 10


def _goes_on(words: Sequence[str], j: int, current: int, total: int) -> bool:
    value = _word_value(words[j + 1])
    if words[j] in HYPHENS:
        return value is not None and _tens(current, value) and digits(words[j - 1]) is None
    hundreds = scale_of(words[j - 1]) is not None and scale_of(words[j - 1]) != 12
    return value is not None and value > 0 and hundreds and (current or total) >= 100
