"""The index of names over the places of the gazetteer, one per language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.folding import TokenTrie, fold_en, variant_en, words_ar
from extractors.gazetteer.entries import (
    AmbiguousName,
    Entry,
    PlaceEntry,
    ambiguous_names,
    cities,
    curated,
    fold_name_ar,
)

_VARIANT_COUNTRIES = frozenset(
    ("YE", "SA", "SY", "IQ", "LY", "LB", "PS", "EG", "JO", "SD", "SO", "AF", "OM", "AE", "KW", "BH", "QA")
)


@dataclass(frozen=True, slots=True)
class Name:
    """What is known under one folded name: the places, and whether it is a demonym of theirs."""

    entries: tuple[Entry, ...]
    demonym: bool = False
    spellings: tuple[str, ...] = ()
    """Arabic spellings with their hamzas; empty where any will do"""


@dataclass(frozen=True, slots=True)
class Index:
    """Names of one language."""

    trie: TokenTrie[Name]
    variants: TokenTrie[Name]
    """transliterated names by `variant_en`; empty for Arabic"""
    ambiguous: dict[str, AmbiguousName]


@lru_cache(maxsize=2)
def index(language: str) -> Index:
    """The index of one language, built at first need."""
    trie: TokenTrie[Name] = TokenTrie()
    variants: TokenTrie[Name] = TokenTrie()
    ambiguous = ambiguous_names(language)
    for entry, written, demonym in _curated_names(language):
        form = written if language == "en" else fold_name_ar(written)
        _enter(trie, form, entry, demonym=demonym, spelling=written if language == "ar" and not demonym else "")
        if language == "en" and not demonym and entry.country_code in _VARIANT_COUNTRIES and len(form) > 4:
            _enter(variants, variant_en(form), entry)
    for city, english, arabic in cities():
        for name in english if language == "en" else arabic:
            _enter(trie, name, city) if language == "en" else _enter(trie, fold_name_ar(name), city, spelling=name)
    for form, ambiguous_name in ambiguous.items():
        if ambiguous_name.treatment == "blocks":
            trie.add(form, Name(()))
    _drop_overshadowed(trie)
    if language == "ar":
        _enter_split(trie)
    return Index(trie, variants, ambiguous)


def _curated_names(language: str) -> Iterator[tuple[PlaceEntry, str, bool]]:
    for entry in curated():
        if language == "en":
            for name in (entry.name_en, *entry.aliases_en):
                yield entry, fold_en(name), False
            for name in entry.demonyms_en:
                yield entry, fold_en(name), True
        else:
            for arabic in (entry.name_ar, *entry.aliases_ar):
                if arabic:
                    yield entry, arabic, False
            for name in entry.demonyms_ar:
                for form in _nisba(fold_name_ar(name)):
                    yield entry, form, True


def _nisba(form: str) -> Sequence[str]:
    """All forms of an adjective of origin: "سعودي" → سعوديه, سعوديون, سعوديين, سعوديان, السعودي …"""
    if not form.endswith("ي"):
        return (form, "ال" + form)
    bare = [form, form + "ه", form + "ون", form + "ين", form + "ان", form + "ات", form + "تان", form + "ا"]
    return [*bare, *("ال" + one for one in bare)]


def _enter(trie: TokenTrie[Name], form: str, entry: Entry, *, demonym: bool = False, spelling: str = "") -> None:
    if not form:
        return
    known = trie.get(form)
    spelled = (spelling,) if spelling else ()
    if known is None or (known.demonym and not demonym):
        trie.add(form, Name((entry,), demonym, spelled))
    elif known.demonym == demonym:
        entries = known.entries
        if all(entry.id != other.id for other in entries):
            entries = (*entries, entry)
        trie.add(form, Name(entries, demonym, tuple(dict.fromkeys((*known.spellings, *spelled)))))


_SHADOW = 10
"""how many times larger another city of the name must be for a city never to be meant"""
_WELL_KNOWN = 300_000
"""inhabitants a city needs to share its name with a place of the rule files in another country"""


def _drop_overshadowed(trie: TokenTrie[Name]) -> None:
    """Paris, Texas, is not meant by "Paris", whatever country the article is about."""
    for form, name in list(trie.items()):
        if len(name.entries) < 2 or name.demonym:
            continue
        listed = {entry.country_code for entry in name.entries if isinstance(entry, PlaceEntry)}
        largest = max(entry.population for entry in name.entries)
        kept = tuple(
            entry
            for entry in name.entries
            if isinstance(entry, PlaceEntry)
            or (entry.country_code in listed if listed else entry.population * _SHADOW >= largest)
            or (listed and entry.population >= _WELL_KNOWN)
        )
        if len(kept) < len(name.entries):
            trie.add(form, Name(kept, spellings=name.spellings))


def _enter_split(trie: TokenTrie[Name]) -> None:
    # "مشرعة وحدنان" comes from the tokenizer with its و split off
    for form, name in list(trie.items()):
        if " و" in form:
            split = " ".join(token.form for token in words_ar(form, trie.starts))
            if split != form and split not in trie:
                trie.add(split, name)
