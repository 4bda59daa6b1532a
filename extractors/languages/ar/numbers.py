"""Numbers: words, compounds, digits, vague words and the words that bound them.

All of it works on the bare forms of a sentence's tokens; positions are token indices, half open.
The words are data: `patterns/numbers.jsonl`, `vague.jsonl`, `bounds.jsonl`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table, words_of
from extractors.languages.ar.script import bare
from extractors.languages.ar.words import persons
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*$")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+$")
_AND = "و"
_THOUSAND = "ar.number.1000"


@rule
class NumberWord:
    """A number word in all its forms; `role` says how it joins with others."""

    id: str
    forms: tuple[str, ...]
    value: int
    role: Literal["unit", "ten_unit", "teen_head", "ten", "hundred", "hundreds", "thousand", "thousands", "multiplier"]
    example: str


@rule
class VagueWord:
    """A word for a number that is not told; `low` is the least it can literally mean."""

    id: str
    forms: tuple[str, ...]
    low: int | None
    example: str


@rule
class BoundWord:
    """Words before or after a number that bound it; `exclusive`: the number itself is left out."""

    id: str
    words: tuple[str, ...]
    bound: Literal["at_least", "at_most", "approx"]
    place: Literal["before", "after"]
    exclusive: bool
    example: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence, without its noun: tokens `start`:`end`, bound word included."""

    start: int
    end: int
    count: int | None
    bound: str
    low: int | None
    high: int | None
    rule_id: str
    digits: bool
    core: int
    """index of the first token of the number proper"""


@lru_cache(maxsize=1)
def number_words() -> dict[str, NumberWord]:
    """Bare form → number word."""
    rules = load_rules(data_file(_PACKAGE, "patterns/numbers.jsonl"), NumberWord)
    return {bare(form): word for word in rules for form in word.forms}


@lru_cache(maxsize=1)
def _vague() -> Phrases[VagueWord]:
    rules = load_rules(data_file(_PACKAGE, "patterns/vague.jsonl"), VagueWord)
    return phrase_table((form, word) for word in rules for form in word.forms)


@lru_cache(maxsize=2)
def _bounds(place: str) -> Phrases[BoundWord]:
    rules = load_rules(data_file(_PACKAGE, "patterns/bounds.jsonl"), BoundWord)
    return phrase_table((words, word) for word in rules if word.place == place for words in word.words)


def number_forms() -> frozenset[str]:
    """All bare words that numbers, vague words and bounds are made of, for the tokenizer."""
    return frozenset(number_words()) | words_of(_vague()) | words_of(_bounds("before")) | words_of(_bounds("after"))


def _digits(form: str) -> float | None:
    if not _DIGITS.match(form):
        return None
    if _GROUPED.match(form):
        return float(re.sub("[.,]", "", form))
    return float(form.replace(",", ".")) if form.count(".") + form.count(",") <= 1 else None


def parse_number(norms: Sequence[str], at: int) -> tuple[int, int] | None:
    """(end, value) of the cardinal that begins at token `at`, words and digits mixed; None if there is none.

    "خمسة و عشرين" 25, "ألفين و خمسمائة" 2500, "10 آلاف" 10000, "مئة و خمسون ألفا" 150000.
    """
    words = number_words()
    end, value, last = _group(norms, at, words)
    if value is None:
        return None
    while end < len(norms):
        joined = norms[end] == _AND and end + 1 < len(norms)
        step = _group(norms, end + 1, words) if joined else None
        if step is None or step[1] is None or step[2] >= last or step[1] >= last:
            break
        end, value, last = step[0], value + step[1], step[2]
    if value != int(value):
        return None
    return end, int(value)


def _group(norms: Sequence[str], at: int, words: dict[str, NumberWord]) -> tuple[int, float | None, float]:
    """One member of a sum with its multiplier: (end, value, size that what follows must stay below)."""
    end, value = _below_thousand(norms, at, words)
    word = words.get(norms[end]) if end < len(norms) else None
    if value is None:
        if word is None or word.role not in ("thousand", "thousands"):
            return at, None, 0
        size = 1000 if word.value < 1_000_000 else 1_000_000
        two = word.id == _THOUSAND and norms[end] == "الفا" and _counts_one_noun(norms, end + 1)
        return end + 1, float(word.value * (2 if two else 1)), size
    if word is not None and word.role in ("thousand", "multiplier") and value < 1000:
        return end + 1, value * word.value, word.value
    return end, value, 1


def _counts_one_noun(norms: Sequence[str], at: int) -> bool:
    """Whether a noun for people in the singular stands at a token: ألفا جندي are two thousand, ألفا من الجنود one."""
    form = persons().get(norms[at]) if at < len(norms) else None
    return form is not None and form.counts == 1 and not form.definite


def _below_thousand(norms: Sequence[str], at: int, words: dict[str, NumberWord]) -> tuple[int, float | None]:
    if at >= len(norms):
        return at, None
    digits = _digits(norms[at])
    if digits is not None:
        follow = words.get(norms[at + 1]) if at + 1 < len(norms) else None
        if follow is not None and follow.role == "hundred":
            return at + 2, digits * 100
        return at + 1, digits
    end, value, room = _simple(norms, at, words)
    if value is None:
        return at, None
    while room > 1 and end + 1 < len(norms) and norms[end] == _AND:
        after, more, left = _simple(norms, end + 1, words)
        if more is None or more >= room:
            break
        end, value, room = after, value + more, left
    return end, value


def _simple(norms: Sequence[str], at: int, words: dict[str, NumberWord]) -> tuple[int, float | None, int]:
    """One number below a thousand: (end, value, what may be added with و must be below this)."""
    word = words.get(norms[at])
    if word is None:
        return at, None, 0
    following = words.get(norms[at + 1]) if at + 1 < len(norms) else None
    if word.role in ("unit", "teen_head") and following is not None and following.role == "ten_unit":
        return at + 2, word.value % 10 + 10, 0
    if word.role == "unit":
        if following is not None and following.role == "hundred":
            return at + 2, word.value * 100, 100
        # units come before tens: خمسة و عشرون
        if at + 2 < len(norms) and norms[at + 1] == _AND:
            tens = words.get(norms[at + 2])
            if tens is not None and tens.role == "ten":
                return at + 3, word.value + tens.value, 0
        return at + 1, word.value, 0
    if word.role == "ten_unit":
        return at + 1, word.value, 0
    if word.role == "teen_head" and at + 2 < len(norms) and norms[at + 1] == _AND:
        tens = words.get(norms[at + 2])
        if tens is not None and tens.role == "ten":
            return at + 3, tens.value + word.value % 10, 0
    if word.role == "ten":
        return at + 1, word.value, 0
    if word.role in ("hundred", "hundreds"):
        return at + 1, word.value, 100
    return at, None, 0


def _limits(bound: str, count: int, exclusive: bool) -> tuple[int | None, int | None]:
    if bound == "exact":
        return count, count
    if bound == "at_least":
        return (count + 1 if exclusive else count), None
    if bound == "at_most":
        return None, (count - 1 if exclusive else count)
    return None, None


def bounded(number: Number, bound: BoundWord, start: int, end: int) -> Number:
    """`number` with a bound word that stands before or after it; its span grows to `start`:`end`."""
    if number.count is None:
        return Number(start, end, None, "vague", number.low, None, number.rule_id, number.digits, number.core)
    low, high = _limits(bound.bound, number.count, bound.exclusive)
    return Number(start, end, number.count, bound.bound, low, high, bound.id, number.digits, number.core)


def find_number(norms: Sequence[str], at: int) -> Number | None:
    """The number that begins at token `at`, with a bound before it; None if there is none."""
    before = match_phrase(_bounds("before"), norms, at)
    start = at
    if norms[at : at + 2] == ["ما", "مجموعه"] and at + 2 < len(norms):
        return _plain(norms, at + 2)  # "ما مجموعه 49 شخصا"
    if before is not None:
        at = before[0]
        if at < len(norms) and norms[at] in ("ال", "من"):
            at += 1
        if at >= len(norms):
            return None
    number = _plain(norms, at)
    if number is None or before is None:
        return number
    bound = before[1]
    return bounded(number, bound, start, number.end)


def _range(norms: Sequence[str], at: int) -> Number | None:
    """As in "ما بين 15 و20": at least the lower of two numbers, at most the higher."""
    first = at + 1 if norms[at] == "ما" else at
    if norms[first : first + 1] != ["بين"]:
        return None
    low = parse_number(norms, first + 1)
    if low is None or norms[low[0] : low[0] + 1] != [_AND]:
        return None
    high = parse_number(norms, low[0] + 1)
    if high is None or high[1] <= low[1]:
        return None
    return Number(at, high[0], None, "range", low[1], high[1], "ar.number.range", norms[first + 1][0].isdigit(), at)


def bound_after(norms: Sequence[str], at: int) -> tuple[int, BoundWord] | None:
    """(end, bound) of a bound word that stands at token `at`, behind a number and its noun."""
    found = match_phrase(_bounds("after"), norms, at) if at < len(norms) else None
    if found is None:
        return None
    end, bound = found
    return end, bound


def _plain(norms: Sequence[str], at: int) -> Number | None:
    between = _range(norms, at)
    if between is not None:
        return between
    parsed = parse_number(norms, at)
    if parsed is not None:
        end, value = parsed
        return Number(at, end, value, "exact", value, value, "ar.number", norms[at][0].isdigit(), at)
    vague = match_phrase(_vague(), norms, at)
    if vague is None:
        return None
    end, word = vague
    return Number(at, end, None, "vague", word.low, None, word.id, False, at)
