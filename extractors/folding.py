"""Names as they are compared: one spelling for many, and whole-token search for them.

English names of Arabic places come in a dozen spellings, Arabic words with and without hamza and
vowel marks.  `fold_en` and `fold_ar` bring spellings together that are the same name to any reader;
`variant_en` goes further and is used for transliterated names only.  `TokenTrie` finds names as runs
of whole tokens, never as parts of words.  Nothing here changes a text: offsets stay what they were.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")

_QUOTES = str.maketrans("", "", "'’‘`ʿʾʼʻ´\u200f\u200e\u200b\u200c\u200d\ufeff")
_ARTICLES = "al|el|ul|ad|as|ash|at|ar|an|az|adh|ath|ed|es|esh|et|er|en|ez"
_WORD = r"[^\W_]+(?:['’‘`ʿʾʼ´][^\W_]+)*"
_EN_TOKEN = re.compile(
    rf"""(?P<acronym>(?:[A-Z]\.){{2,}})
    |(?:\b(?i:{_ARTICLES})[-‐‑–][ ]?|\b(?:[Aa]l|[Ee]l)[ ](?=[A-ZʿʾÀ-Þ]))(?P<articled>['’‘`]?{_WORD})
    |['’‘`]?(?P<word>{_WORD})
    |(?P<mark>[^\s\w'’‘`‐‑–-]|[-–](?=\s)|\n)""",
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"(?<=\w)['’‘`´](?:s|S)$")

_AR_DROP = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_AR_FOLD = str.maketrans("أإآٱىةؤئیکگ٠١٢٣٤٥٦٧٨٩", "اااايهوييكك0123456789")
_AR_TOKEN = re.compile(r"[^\W_]+(?:[\u0610-\u061a\u064b-\u065f\u0640][^\W_]*)*|[^\s\w]|\n")


class Token(NamedTuple):
    """A token to look names up with: character offsets, and its folded form ("," for any mark)."""

    start: int
    end: int
    form: str


class Match(NamedTuple, Generic[Payload]):
    """A run of tokens that spells a known name, and what is known under it."""

    start: int
    end: int
    form: str
    payload: Payload
    first: int
    """index of its first token"""
    length: int
    """number of its tokens"""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _fold_word_en(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    return _plain(word.translate(_QUOTES)).translate(_QUOTES).replace(".", "").lower()


@lru_cache(maxsize=8)
def words_en(text: str) -> tuple[Token, ...]:
    """Tokens of an English text: an Arabic article belongs to its noun, "'s" to nobody.

    The article is part of the token's span and not of its form ("al-Bayda", "Bayda" → "bayda").
    """
    tokens = []
    for found in _EN_TOKEN.finditer(text):
        if found["mark"]:
            tokens.append(Token(found.start(), found.end(), ","))
            continue
        end = found.end()
        if possessive := _POSSESSIVE.search(found.group()):
            end = found.start() + possessive.start()
        start = found.start() if found["articled"] or found["acronym"] else found.start("word")
        word = found["acronym"] or found["articled"] or found["word"]
        form = _fold_word_en(_POSSESSIVE.sub("", word))
        if form:
            tokens.append(Token(start, end, form))
    return tuple(tokens)


def fold_en(name: str) -> str:
    """An English name as it is compared: case, diacritics, apostrophes, hyphens and articles folded."""
    return " ".join(token.form for token in words_en(name) if token.form != ",")


_VARIANTS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?:[ae]h|i?a)\b"), "a"),
    (re.compile(r"ou|oo|o|w"), "u"),
    (re.compile(r"a[iy]|e[iy]|ae"), "Y"),
    (re.compile(r"ee|e"), "i"),
    (re.compile(r"y(?![aui])"), "i"),
    (re.compile(r"dh|th(?=[aiuY])"), "d"),
    (re.compile(r"q|ck|c(?=[aruh])(?!h)"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=20_000)
def variant_en(folded: str) -> str:
    """The spelling that variants of a transliterated name share: w/u/o, e/i, -a/-ah, doubled letters.

    "hodeidah", "hudaydah" and "hodeida" come out alike.  Takes what `fold_en` gives.
    """
    for pattern, replacement in _VARIANTS:
        folded = pattern.sub(replacement, folded)
    return folded


def strict_ar(text: str) -> str:
    """An Arabic word without vowel marks, tatweel and presentation forms; hamza and ta marbuta kept."""
    return _AR_DROP.sub("", unicodedata.normalize("NFKC", text))


def fold_ar(word: str) -> str:
    """An Arabic word as it is compared: also alef, hamza, ta marbuta and final ya folded."""
    return strict_ar(word).translate(_AR_FOLD).replace("ء", "")


def words_ar(text: str, known: Callable[[str], bool]) -> list[Token]:
    """Tokens of an Arabic text with clitics split off where, and only where, the rest is `known`.

    A stand-in for the language's tokenizer wherever no spaCy Doc is at hand (titles, queries, names).
    `known` takes a folded form.
    """
    tokens: list[Token] = []
    for found in _AR_TOKEN.finditer(text):
        form = fold_ar(found.group())
        if not form:
            continue
        if not (form[0].isalnum()):
            tokens.append(Token(found.start(), found.end(), ","))
            continue
        cut, rest = _without_clitics(form, known)
        if cut and fold_ar(found.group()[:cut]) == form[:cut]:
            tokens.append(Token(found.start(), found.start() + cut, form[:cut]))
            tokens.append(Token(found.start() + cut, found.end(), rest))
        else:
            tokens.append(Token(found.start(), found.end(), rest if cut else form))
    return tokens


def _without_clitics(form: str, known: Callable[[str], bool]) -> tuple[int, str]:
    """(letters to cut off, what remains as it is compared); (0, form) where nothing is split.

    ف and ك begin too many common words (فرقة, كبيرا): they are cut off before the article only.
    """
    if known(form):
        return 0, form
    for cut in (1, 2):
        head, rest = form[:cut], form[cut:]
        if head not in _PROCLITICS or len(rest) < 3:
            continue
        if head[-1] == "ل" and rest.startswith("ل"):
            # للحوثيين: the article's alef is not written after ل; للحج is الحج before it is لحج
            if known("ا" + rest):
                return cut, "ا" + rest
            continue
        if known(rest) and (rest.startswith("ال") or head[0] not in "فك"):
            return cut, rest
    return 0, form


_PROCLITICS = frozenset(["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"])


def spelled_alike_ar(found: str, name: str) -> bool:
    """Whether `found` can be a spelling of `name`: writers drop a hamza, they do not add one.

    مارب is مأرب and ادلب is إدلب, but شأن is not شان and الإشراف is not الأشراف.  Words whose letters
    do not stand one against the other (an alef lost after ل) are not doubted.
    """
    left, right = strict_ar(found).replace("_", " "), strict_ar(name)
    if len(left) != len(right):
        return True
    return all(
        a == b or a not in "أإآؤئء" or (i == 0 and a in "أإآ" and b in "أإآ")
        for i, (a, b) in enumerate(zip(left, right, strict=True))
    )


class TokenTrie(Generic[Payload]):
    """Names as runs of tokens; finds the longest at each place, from left to right."""

    def __init__(self) -> None:
        self._names: dict[str, Payload] = {}
        self._longest: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def add(self, name: str, payload: Payload) -> None:
        """Enter a folded name (its tokens joined by one space); replaces an earlier payload."""
        words = name.count(" ") + 1
        first = name.split(" ", 1)[0]
        self._names[name] = payload
        if self._longest.get(first, 0) < words:
            self._longest[first] = words

    def get(self, name: str) -> Payload | None:
        """What is known under a folded name."""
        return self._names.get(name)

    def items(self) -> Iterable[tuple[str, Payload]]:
        """All names with what is known under them."""
        return self._names.items()

    def starts(self, form: str) -> bool:
        """Whether a name begins with this token."""
        return form in self._longest

    def find(
        self,
        tokens: Sequence[Token],
        accept: Callable[["Match[Payload]"], bool] | None = None,
        *,
        overlapping: bool = False,
    ) -> Iterator[Match[Payload]]:
        """Longest matches from left to right; one that `accept` refuses gives way to a shorter one.

        Matches do not overlap, unless `overlapping`: then the longest at each token is given.
        """
        position = 0
        while position < len(tokens):
            match = self._longest_at(tokens, position, accept)
            if match is not None:
                yield match
            position += match.length if match is not None and not overlapping else 1

    def _longest_at(
        self, tokens: Sequence[Token], position: int, accept: Callable[["Match[Payload]"], bool] | None
    ) -> Match[Payload] | None:
        longest = self._longest.get(tokens[position].form)
        if longest is None:
            return None
        for length in range(min(longest, len(tokens) - position), 0, -1):
            run = tokens[position : position + length]
            name = " ".join(token.form for token in run)
            payload = self._names.get(name)
            if payload is None:
                continue
            match = Match(run[0].start, run[-1].end, name, payload, position, length)
            if accept is None or accept(match):
                return match
        return None
