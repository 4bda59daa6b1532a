"""Finds place names in a text: whole tokens, with the words beside them that say "place"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.folding import Match, Token, fold_ar, spelled_alike_ar, strict_ar, variant_en, words_ar, words_en
from extractors.gazetteer.entries import AmbiguousName, CityEntry, Entry, PlaceEntry
from extractors.gazetteer.names import Index, Name, index
from extractors.lexicon import data_file, load_rules, rule


@rule
class PlaceSignal:
    """A word that says that a place name stands beside it, and of which level; see data/signals.*.jsonl."""

    id: str
    word: str
    position: str
    """before or after the name"""
    levels: tuple[str, ...] = ()
    """levels that the name can then have; empty: any"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that names one of several places."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    levels: tuple[str, ...] = ()
    """levels that a word beside it asks for"""
    demonym: bool = False
    exact: bool = True
    """False where only a variant spelling matched"""
    doubtful: bool = False
    """an ordinary word too, or a small place: believed only where the article is about its country"""


@lru_cache(maxsize=2)
def _signals(language: str) -> dict[tuple[str, str], PlaceSignal]:
    fold = fold_ar if language == "ar" else str.lower
    rules = load_rules(data_file("extractors.gazetteer", f"data/signals.{language}.jsonl"), PlaceSignal)
    return {(fold(signal.word), signal.position): signal for signal in rules}


def tokens_of(text: str, language: str) -> list[Token]:
    """Tokens to look places up with, for text that no pipeline has tokenised."""
    return list(words_en(text)) if language == "en" else words_ar(text, index("ar").trie.starts)


def find_places(text: str, language: str, tokens: Sequence[Token] | None = None) -> list[Candidate]:
    """Candidates in the order of the text, longest match first, never parts of words."""
    tokens = tokens if tokens is not None else tokens_of(text, language)
    names = index(language)
    found: list[Candidate] = []
    taken: set[int] = set()
    for match in names.trie.find(tokens, lambda m: _readable(text, m, tokens, language, names)):
        if match.payload.entries:
            found.append(_candidate(text, match, tokens, language, names))
        taken.update(range(match.first, match.first + match.length))
    if language == "en":
        found += _by_variant(text, tokens, taken, names)
        found.sort(key=lambda candidate: candidate.start)
    return found


def _candidate(
    text: str, match: Match[Name], tokens: Sequence[Token], language: str, names: Index, *, exact: bool = True
) -> Candidate:
    levels = _levels_asked(match, tokens, language)
    entries = match.payload.entries
    if levels is None:
        # القاهرة is Cairo, unless "مديرية" says that it is the district of Taizz.
        entries = tuple(entry for entry in entries if not entry.needs_signal(language)) or entries
    ambiguous = names.ambiguous.get(match.form)
    small = match.length == 1 and all(entry.level in _SMALL for entry in entries)
    listed_only = all(isinstance(entry, CityEntry) and entry.needs_signal(language) for entry in entries)
    return Candidate(
        match.start,
        match.end,
        text[match.start : match.end],
        entries,
        levels or (),
        match.payload.demonym,
        exact,
        listed_only or (levels is None and (small or (ambiguous is not None and ambiguous.treatment == "context"))),
    )


_SMALL = frozenset(["admin2", "village", "landmark"])


def _levels_asked(match: Match[Name], tokens: Sequence[Token], language: str) -> tuple[str, ...] | None:
    """Levels asked for by the words beside a match; None where no such word stands there."""
    signals = _signals(language)
    after = match.first + match.length
    if after < len(tokens) and (signal := signals.get((tokens[after].form, "after"))):
        return signal.levels
    before = match.first - 1
    while before >= 0 and tokens[before].form in ("of", "the", ",", "«", '"', "#"):
        if tokens[before].form == "," and text_break(tokens, before, match.first):
            return None
        before -= 1
    if before >= 0 and (signal := signals.get((tokens[before].form, "before"))):
        return signal.levels
    return None


def text_break(tokens: Sequence[Token], mark: int, name: int) -> bool:
    """Whether the mark is a real break: anything but a quote or hash that hugs the name."""
    return tokens[mark].end != tokens[name].start


def _readable(text: str, match: Match[Name], tokens: Sequence[Token], language: str, names: Index) -> bool:
    found = text[match.start : match.end]
    if not match.payload.entries:
        return True
    ambiguous = names.ambiguous.get(match.form)
    if language == "en" and not any(c.isupper() for c in found) and not (ambiguous and ambiguous.name.islower()):
        return False
    spellings = match.payload.spellings
    if language == "ar" and spellings and not any(spelled_alike_ar(found, name) for name in spellings):
        return False
    if ambiguous is not None and not _treated(found, ambiguous):
        # "محافظة اب" is the governorate all the same; "آب" stays the month.
        bare = ambiguous.treatment == "strict" and spelled_alike_ar(found, ambiguous.name)
        return bare and _levels_asked(match, tokens, language) is not None
    signal_only = ambiguous is not None and ambiguous.treatment == "signal"
    if signal_only or all(entry.needs_signal(language) for entry in match.payload.entries):
        return match.payload.demonym or _levels_asked(match, tokens, language) is not None
    return language == "ar" or match.payload.demonym or not _in_longer_name(text, match, tokens)


def _treated(found: str, ambiguous: AmbiguousName) -> bool:
    """Whether the words stand as an ambiguous name must stand to be read as a place."""
    if ambiguous.treatment == "strict":
        return strict_ar(found) == strict_ar(ambiguous.name)
    if ambiguous.treatment == "article":
        return found[:2].lower() in ("al", "el") and not found[2:3].isalpha()
    return ambiguous.treatment != "never"


def _in_longer_name(text: str, match: Match[Name], tokens: Sequence[Token]) -> bool:
    """Whether a name is part of a person's or a body's ("Austin Peters"), or an acronym ("SWAT").

    Only names of cities that no rule file lists are doubted for their neighbours: the press writes
    "Aleppo Province" too.
    """
    after, before = match.first + match.length, match.first - 1
    found = text[match.start : match.end]
    if match.length == 1 and 3 <= len(found) <= 5 and found.isupper():
        beside = [tokens[i] for i in (before, after) if 0 <= i < len(tokens) and tokens[i].form != ","]
        if not any(text[token.start : token.end].isupper() for token in beside) and found not in _ACRONYMS:
            return bool(beside)
    if any(isinstance(entry, PlaceEntry) for entry in match.payload.entries):
        return False
    return (after < len(tokens) and _capitalised_neighbour(text, match.end, tokens[after])) or (
        before >= 0 and _title_or_first_name(text, tokens, before, match.start)
    )


_ACRONYMS = frozenset(["USA", "UAE", "DRC", "CAR", "KSA", "FATA", "NWFP", "KPK"])


def _capitalised_neighbour(text: str, end: int, token: Token) -> bool:
    return (
        token.start - end <= 1
        and text[end : token.start] in (" ", "-")
        and text[token.start].isupper()
        and (token.form, "after") not in _signals("en")
    )


def _title_or_first_name(text: str, tokens: Sequence[Token], before: int, start: int) -> bool:
    token = tokens[before]
    sentence_start = before == 0 or tokens[before - 1].form == ","
    return (
        text[token.end : start] == " "
        and text[token.start].isupper()
        and not sentence_start
        and (token.form, "before") not in _signals("en")
    )


def _by_variant(text: str, tokens: Sequence[Token], taken: set[int], names: Index) -> list[Candidate]:
    """Transliterated names in a spelling that no list holds ("Shabweh", "Hodeida")."""
    folded = [
        Token(token.start, token.end, variant_en(token.form))
        if i not in taken and token.form != "," and any(c.isupper() for c in text[token.start : token.start + 4])
        else Token(token.start, token.end, ",")
        for i, token in enumerate(tokens)
    ]
    found = []
    for match in names.variants.find(folded, lambda m: _variant_readable(text, m, tokens, names)):
        found.append(_candidate(text, match, tokens, "en", names, exact=False))
    return found


def _variant_readable(text: str, match: Match[Name], tokens: Sequence[Token], names: Index) -> bool:
    run = tokens[match.first : match.first + match.length]
    spelled = " ".join(token.form for token in run)
    if spelled in names.ambiguous or len(spelled) < 5:
        return False
    if not all(any(c.isupper() for c in text[t.start : t.end]) for t in run[:1]):
        return False
    sentence_start = match.first == 0 or tokens[match.first - 1].form == ","
    if sentence_start and match.length == 1 and _levels_asked(match, tokens, "en") is None:
        return "al" in text[match.start : match.start + 3].lower()
    return not all(entry.needs_signal("en") for entry in match.payload.entries)
