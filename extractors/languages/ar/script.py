"""Arabic letters: the bare form in which words are looked up, and the way back to the written word.

Nothing here changes the article: a bare form is only ever compared with other bare forms.
"""

import re
from functools import lru_cache

from extractors.folding import fold_ar

MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Diacritics, tatweel and direction marks, as the inside of a character class."""

LETTERS = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\u06fa-\u06fc\ufb50-\ufdff\ufe70-\ufefc"
"""Letters, as the inside of a character class."""

_UNFOLDED = re.compile(f"[{MARKS}ء]")


@lru_cache(maxsize=200_000)
def bare(word: str) -> str:
    """The folded form of one word: marks gone, hamza, alef, ta marbuta, final ya and digits folded."""
    return fold_ar(word).replace("٫", ".").replace("٬", ",")


def bare_phrase(phrase: str) -> tuple[str, ...]:
    """The bare forms of the words of a phrase as lexicons write them, separated by blanks."""
    return tuple(bare(word) for word in phrase.split())


def folds_evenly(word: str, form: str) -> bool:
    """Whether each letter of `form` stands for one letter of `word`, so that the word can be cut."""
    return len(_UNFOLDED.sub("", word)) == len(form)


def raw_length(word: str, letters: int) -> int:
    """How many characters of `word` hold its first `letters` bare letters; marks cling to the left."""
    position = 0
    while position < len(word):
        mark = _UNFOLDED.match(word[position]) is not None
        if letters <= 0 and not mark:
            break
        letters -= not mark
        position += 1
    return position
