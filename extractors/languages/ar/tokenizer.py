"""Splits Arabic text into words and clitics without changing it.

A clitic (و ف ب ل ك س before a word, a pronoun behind it) becomes a token of its own only where what
remains is a word that some lexicon knows, so that وسط, كمائن or بلدة stay whole.  Each token has a
bare form beside it; للحوثيين gives ل and لحوثيين, the latter with the bare form of الحوثيين.
"""

import re
from collections.abc import Callable, Iterable

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.languages.ar.script import LETTERS, MARKS, bare, folds_evenly, raw_length

_TOKEN = re.compile(rf"(?P<space>\s+)|\d+(?:[.,٫٬]\d+)*|[{LETTERS}{MARKS}]+|[A-Za-zÀ-ɏ]+(?:[-'’][A-Za-zÀ-ɏ]+)*|.")
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "س")
_ENCLITICS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه")

_HIS = "يه"
"""as in "قياديه", his leader; a leading woman, or force, is written "قيادية" """

Piece = tuple[int, str]
"""(length in characters, bare form)"""


class Splitter:
    """Cuts one written word into clitics and the word proper, by a set of known bare forms."""

    def __init__(
        self,
        known: frozenset[str],
        names: Callable[[str], bool],
        stems: frozenset[str],
        keep: frozenset[str],
        glued: frozenset[str],
    ) -> None:
        """`names` tells whether a bare form begins the name of a place."""
        self._known, self._names, self._stems, self._keep, self._glued = known, names, stems, keep, glued
        self._cache: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, word: str) -> tuple[Piece, ...]:
        """The pieces of a written word, whose lengths add up to the word's."""
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = self._split(word)
            if len(self._cache) > 300_000:
                self._cache.clear()
        return found

    def is_known(self, form: str) -> bool:
        """Whether a bare form, with or without the article, stands in a lexicon."""
        return (
            form in self._known
            or (form.startswith("ال") and form[2:] in self._known)
            or (len(form) > 2 and self._names(form))
        )

    def _split(self, word: str) -> tuple[Piece, ...]:
        form = bare(word)
        if word.endswith(_HIS) and form[:-1] in self._stems and form not in self._keep and folds_evenly(word, form):
            cuts = [(len(form) - 1, form[:-1]), (1, form[-1])]
        else:
            cuts = self._cuts(form) if folds_evenly(word, form) else [(len(form), form)]
        if len(cuts) == 1:
            return ((len(word), cuts[0][1] or word),)
        pieces: list[Piece] = []
        done = letters = 0
        for part, norm in cuts:
            letters += part
            end = raw_length(word, letters) if letters < len(form) else len(word)
            pieces.append((end - done, norm))
            done = end
        return tuple(pieces)

    def _cuts(self, form: str) -> list[Piece]:
        """(letters, bare form) of each piece."""
        if len(form) < 3 or form in self._keep or self.is_known(form):
            return [(len(form), form)]
        for glued in (self._unglue(form), self._prefixed(form, 3), self._suffixed(form)):
            if glued:
                return glued
        return [(len(form), form)]

    def _prefixed(self, form: str, depth: int) -> list[Piece] | None:
        if depth == 0 or len(form) < 3 or form[0] not in _PROCLITICS:
            return None
        first, rest = form[0], form[1:]
        if first == "ل" and rest[0] == "ل" and len(rest) > 3:
            # ل and the article: the article's alef is not written.
            return [(1, "ل"), (len(rest), "ا" + rest)]
        if self.is_known(rest) or (rest.startswith("ال") and len(rest) > 5) or (rest.isdigit()):
            return [(1, first), (len(rest), rest)]
        if rest in self._keep:
            return [(1, first), (len(rest), rest)]
        deeper = self._prefixed(rest, depth - 1) if first in "وفبل" and len(rest) > 2 else None
        if deeper is None:
            deeper = self._suffixed(rest)
        return [(1, first), *deeper] if deeper else None

    def _suffixed(self, form: str) -> list[Piece] | None:
        for suffix in _ENCLITICS:
            if form.endswith(suffix) and len(form) - len(suffix) >= 2:
                stem = form[: -len(suffix)]
                for norm in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
                    if norm in self._stems:
                        return [(len(stem), norm), (len(suffix), suffix)]
        return None

    def _unglue(self, form: str) -> list[Piece] | None:
        """أعلنالتحالف: a blank lost between a verb of saying and a definite noun."""
        at = form.find("ال", 3)
        if at > 0 and form[:at] in self._glued and len(form) - at > 4:
            return [(at, form[:at]), (len(form) - at, form[at:])]
        return None


class ArabicTokenizer:
    """Callable that makes a Doc whose tokens, with their blanks, give the text back character by character."""

    def __init__(self, vocab: Vocab, splitter: Splitter):
        self.vocab, self._splitter = vocab, splitter

    def __call__(self, text: str) -> Doc:
        """The Doc of an article; `user_data` holds the tokens' bare forms ("norms") and offsets ("starts")."""
        words, spaces, norms = self._words(text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        # kept as lists: asking a hundred thousand tokens one by one costs more than all rules together
        doc.user_data["norms"] = norms
        starts, at = [], 0
        for word, space in zip(words, spaces, strict=True):
            starts.append(at)
            at += len(word) + space
        doc.user_data["starts"] = starts
        return doc

    def _words(self, text: str) -> tuple[list[str], list[bool], list[str]]:
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[str] = []
        pieces = self._splitter.pieces
        for match in _TOKEN.finditer(text):
            found = match.group()
            if match.lastgroup == "space":
                # spaCy keeps one blank with the token before; what is more becomes a token.
                if found[0] == " " and words and not spaces[-1]:
                    spaces[-1] = True
                    found = found[1:]
                if found:
                    words.append(found)
                    spaces.append(False)
                    # several blanks stand where a line ended: headings, captions
                    norms.append("\n" if "\n" in found or len(found) > 2 else " ")
                continue
            start = 0
            for length, norm in pieces(found):
                words.append(found[start : start + length])
                spaces.append(False)
                norms.append(norm)
                start += length
        return words, spaces, norms

    def pipe(self, texts: Iterable[str]) -> Iterable[Doc]:
        """Docs of many texts."""
        return map(self, texts)

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Nothing to store: the tokenizer is built from the pattern files."""

    def from_disk(self, path: object, **kwargs: object) -> "ArabicTokenizer":
        """Nothing to load."""
        return self

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> "ArabicTokenizer":
        """Nothing to load."""
        return self
