"""Numbers of people and things in English: digits, words, ranges, bounds, vague words.

Works on the tokens of a sentence and needs no parse.  What only looks like a number of people (an
age, a date, a time, a distance, money, a rank, a model, a year, a share, a score) is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.languages.en.numberwords import (
    HYPHENS,
    BoundPhrase,
    bound_phrases,
    digits,
    scale_of,
    value_at,
    word_rules,
)
from extractors.languages.en.rules import people, word_set

_YEAR = range(1900, 2101)
_UNIT_AFTER = re.compile(
    r"(?:%|percent|per|pct|km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|yards?|feet|foot|ft|inch(?:es)?|hours?|hrs?|"
    r"minutes?|mins?|seconds?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|a\.m\.?|p\.m\.?|am|pm|gmt|et|est|"
    r"edt|local|dollars?|euros?|pounds?|rials?|riyals?|dinars?|rupees?|cents?|tons?|tonnes?|kg|kilos?|kilograms?|"
    r"grams?|lbs?|mm|cm|calib(?:er|re)|degrees?|points?|goals?|barrels?|litres?|liters?|gallons?|acres?|hectares?|"
    r"january|february|march|april|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.?|apr\.?|"
    r"jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?|o'clock|times|fold|rounds|hectare|square|weeks?|"
    r"st|nd|rd|th|bn|billion|trillion|noon|runs|wickets|votes?|seats|games?|matches|touchdowns?|home)$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.?|"
    r"apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?|no\.?|number|route|highway|resolution|article|"
    r"chapter|page|section|flight|room|gate|level|grade|aged?|\$|£|€|us\$|type|mark|block|phase|day|channel|sector|"
    r"district|category|option|group|figure|team|unit|brigade|division|battalion|regiment|zone|camp|area|#|rpg|m|ak|"
    r"mi|su|mig|f|t|bm|b|c|uh|ah|mq|rq|c-|april|under|mazzeh)$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)$"
)
_QUOTES = frozenset({'"', "“", "``", "'", "‘"})
_TENFOLDS = frozenset({"dozens", "hundreds", "millions", "thousands"})
_SAYING = frozenset(
    {"added", "announced", "claimed", "confirmed", "report", "reported", "reports", "said", "say", "says", "showed"}
)
_SIZES = word_set("en.words.numbers.sizes")
_GOING_ON = word_set("en.words.numbers.going-on")
_NEED_ARTICLE = word_set("en.words.numbers.need-article")
_OF_AN_AGE = frozenset({"anyone", "boys", "children", "girls", "kids", "men", "minors", "those", "women", "youths"})
_YEAR_CUES = (
    "in",
    "since",
    "from",
    "until",
    "till",
    "by",
    "of",
    "early",
    "late",
    "mid",
    "during",
    "between",
    "before",
    "after",
    "through",
    ",",
    "and",
    "to",
    "year",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "(",
)


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens [start, end) hold a number, bound words included; [core, end_core) without them."""

    start: int
    end: int
    core: int
    end_core: int
    count: int | None
    bound: str
    low: int | None
    high: int | None
    rule_id: str


def _is_year(words: Sequence[str], i: int, value: int, end: int) -> bool:
    if value not in _YEAR or len(words[i]) != 4 or end != i + 1:
        return False
    before = words[i - 1] if i else ""
    following = words[end] if end < len(words) else "."
    counted = following.endswith("s") or following in (
        "people",
        "men",
        "women",
        "children",
        "civilian",
        "dead",
        "wounded",
    )
    return before in _YEAR_CUES or not following.isalpha() or i == 0 or not counted


def _is_other_measure(words: Sequence[str], i: int, end: int) -> bool:
    """Whether the number [i, end) counts something else than people or things."""
    before, following = (words[i - 1] if i else ""), (words[end] if end < len(words) else "")
    if following in HYPHENS and end + 1 < len(words):
        second = words[end + 1]
        if second in _GOING_ON or _is_part(words, end + 1):
            return False
        if not second.isdigit():
            return True
        return _UNIT_AFTER.match(second) is not None or int(second) <= (digits(words[i]) or 0)
    if _UNIT_AFTER.match(following) and not _describes(words, end):
        return following != "may"
    if following in (":", "/") and end + 1 < len(words) and words[end + 1][:1].isdigit():
        return True
    if before in (":", "/", *HYPHENS) and i >= 2 and words[i - 2][-1:].isdigit():
        return not _is_part(words, i)
    if (
        before in HYPHENS
        and i >= 2
        and words[i - 2].isalpha()
        and value_at(words, i - 2) is None
        and words[i].isdigit()
        and not _is_part(words, i)
    ):
        return True
    if before in ("under", "over", "below", "above") and i > 1 and words[i - 2] in _OF_AN_AGE:
        return following.removesuffix("s") not in people()  # "children under five", "women over 40"
    if _MONTH.match(before) and not words[i][:1].isdigit():
        return False  # "in May two soldiers"
    return _NOT_BEFORE.match(before) is not None and before not in ("under", "group", "team", "unit", "camp", "area")


def _describes(words: Sequence[str], end: int) -> bool:
    """Whether a word that can be a unit says of what kind the people are: "six local aid workers", not "0600 local"."""
    following = words[end + 1] if end + 1 < len(words) else ""
    if words[end] not in ("local", "home", "square") or not following.isalpha() or following in ("time", "and", "on"):
        return False
    return not _UNIT_AFTER.match(following)


def _is_part(words: Sequence[str], i: int) -> bool:
    """Whether a number behind a dash counts people, being part of one before: "put at 3,838 - 2,493 civilians"."""
    exact = value_at(words, i)
    return exact is not None and any(word.removesuffix("s") in people() for word in words[exact[1] : exact[1] + 2])


def _bound_before(words: Sequence[str], i: int) -> tuple[int, BoundPhrase | None]:
    for phrase, entry in bound_phrases():
        if entry.side == "before" and i >= len(phrase) and tuple(words[i - len(phrase) : i]) == phrase:
            return i - len(phrase), entry
    return i, None


def _bound_after(words: Sequence[str], j: int) -> tuple[int, BoundPhrase | None]:
    for phrase, entry in bound_phrases():
        if entry.side == "after" and tuple(words[j : j + len(phrase)]) == phrase:
            return j + len(phrase), entry
    return j, None


def _limits(count: int, entry: BoundPhrase | None) -> tuple[str, int | None, int | None]:
    if entry is None:
        return "exact", count, count
    if entry.bound == "at_least":
        return "at_least", count + entry.strict, None
    if entry.bound == "at_most":
        return "at_most", None, count - entry.strict
    return "approx", None, None


def _bounded(words: Sequence[str], i: int, j: int, count: int) -> Number:
    start, entry = _bound_before(words, i)
    if entry and entry.bound == "approx":
        outer, second = _bound_before(words, start)
        if second:
            start, entry = outer, second
    end = j
    if entry is None:
        end, entry = _bound_after(words, j)
    bound, low, high = _limits(count, entry)
    return Number(start, end, i, j, count, bound, low, high, entry.id if entry else "en.num.value")


def _range(words: Sequence[str], i: int, j: int, low: int) -> Number | None:
    """As in "between 3 and 5", "3 to 5", "3-5", "from 500 to well over 1000"."""
    if j + 1 >= len(words):
        return None
    joiner, start = words[j], i
    before = words[i - 1] if i else ""
    if before in ("between", "from"):
        start = i - 1
    if not (joiner in ("to", *HYPHENS, "or") or (joiner == "and" and before == "between")):
        return None
    k = j + 1
    while k < len(words) and k < j + 4 and value_at(words, k) is None:
        k += 1
    open_end = k > j + 1
    if open_end and not any(tuple(words[j + 1 : k]) == phrase for phrase, _ in bound_phrases()):
        return None
    top = value_at(words, k) if k < len(words) else None
    if top is None or top[0] <= low or (top[1] < len(words) and _UNIT_AFTER.match(words[top[1]])):
        return None
    high = None if open_end else top[0]
    return Number(start, top[1], i, top[1], None, "range", low, high, "en.num.range")


def _vague(words: Sequence[str], i: int) -> Number | None:
    """As in "dozens", "hundreds of thousands", "several hundred", "a few dozen", "a number of"."""
    entry = word_rules().get(words[i])
    if entry is None or entry.low is None or (words[i] == "many" and i and words[i - 1] in ("as", "how")):
        return None
    following = words[i + 1] if i + 1 < len(words) else ""
    if following == "of" and any(_UNIT_AFTER.match(word) for word in words[i + 2 : i + 3]):
        return None  # "thousands of feet below"
    if words[i] in ("many", "several") and following in _TENFOLDS:
        inner = _vague(words, i + 1)  # "many thousands", "several hundreds"
        return replace(inner, start=i, core=i) if inner is not None else None
    start = i - 1 if i and words[i - 1] in ("a", "the", "an") and (entry.of or words[i] == "few") else i
    start = _article_back(words, i) if entry.of else start
    if entry.of and words[i] in _NEED_ARTICLE and start == i:
        return None
    if words[i] == "numbers" and i:
        if words[i - 1] in ("the", "these", "those"):
            return None
        start = i - (words[i - 1] in _SIZES)
    quoted = following in _QUOTES and i + 2 < len(words) and words[i + 2].isalpha()  # some "armed men"
    if (entry.of and following != "of") or (entry.noun and not (following.isalpha() or quoted)):
        return None
    end, low = i + 1, entry.low
    second = scale_of(following)
    if second:
        end, low = i + 2, max(low, 2) * second
    elif following == "of" and i + 2 < len(words) and words[i + 2] in ("thousands", "hundreds", "millions"):
        end, low = i + 3, low * ((word_rules()[words[i + 2]].low or 1) // 2)
    outer, bound = _bound_before(words, start)
    return Number(outer if bound else start, end, start, end, None, "vague", low, None, entry.id)


def _article_back(words: Sequence[str], i: int) -> int:
    """Start of "an unknown number", "a large number": article and up to two adjectives before the noun."""
    for back in (1, 2, 3):
        if i - back >= 0 and words[i - back] in ("a", "an"):
            return i - back
    return i


def find_numbers(tokens: Sequence[str]) -> list[Number]:
    """All numbers of people or things among `tokens`, left to right, none overlapping another."""
    words, found, i = [t.lower() for t in tokens], [], 0
    while i < len(words):
        number = _number_at(words, i)
        if number is None:
            exact = value_at(words, i) if words[i] not in ("a",) else None
            i = max(i + 1, exact[1] if exact else 0)
            continue
        found.append(number)
        i = max(number.end, i + 1)
    return found


def _number_at(words: Sequence[str], i: int) -> Number | None:
    exact = value_at(words, i)
    if exact is None:
        return _vague(words, i)
    value, end = exact
    if _is_year(words, i, value, end) or _is_other_measure(words, i, end) or value == 0:
        return None
    if words[max(i - 2, 0) : i] == ["all", "but"]:
        return None
    which_one = i and words[i - 1] in ("no", "any", "every", "this", "that")
    which_one = which_one and not (words[i - 1] == "that" and i > 1 and words[i - 2] in _SAYING)
    if words[i] == "one" and which_one and words[end : end + 1] != ["of"]:  # but "said that one of them was killed"
        return None
    return _range(words, i, end, value) or _bounded(words, i, end, value)
