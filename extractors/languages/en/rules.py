"""The English pattern files, loaded once and checked: what the other modules look words up in."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import TypeVar

from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.en"
Predicate = TypeVar("Predicate", "OutcomeRule", "ControlRule", "MaterielRule")


@rule
class OutcomeRule:
    """A word that says what happened to people, and where in its clause they stand (`frame`)."""

    id: str
    outcome: str
    frame: str
    lemmas: list[str]
    example: str
    particle: list[str] | None = None
    needs_people: bool = False
    strong: bool = False
    screen: list[str] | None = None
    beside: list[str] | None = None
    method: str | None = None


@rule
class PeopleRule:
    """Nouns for people, with what the noun alone tells about them."""

    id: str
    kind: str
    nouns: list[str]
    example: str
    group: str | None = None
    bare: bool = False


@rule
class ContextRule:
    """Words that say what kind of event a text tells."""

    id: str
    sign: str
    weight: int
    words: list[str]
    example: str


@rule
class ModalityRule:
    """Words that take the assertion away from a predicate."""

    id: str
    modality: str
    where: str
    words: list[str]
    example: str


@rule
class SourceRule:
    """Words that introduce a speaker, or tell what kind of speaker one is."""

    id: str
    role: str
    words: list[str]
    example: str
    kind: str | None = None


@lru_cache(maxsize=1)
def sources() -> tuple[SourceRule, ...]:
    """The rules about speakers, in the order of the file: the first kind that fits is taken."""
    return load_rules(data_file(_PACKAGE, "patterns/sources.jsonl"), SourceRule)


@rule
class MethodRule:
    """Words for a weapon or a manner."""

    id: str
    method: str
    words: list[str]
    example: str


@lru_cache(maxsize=1)
def methods() -> tuple[MethodRule, ...]:
    """The rules about weapons and manners."""
    return load_rules(data_file(_PACKAGE, "patterns/methods.jsonl"), MethodRule)


@rule
class ControlRule:
    """A predicate of a place changing hands, and where in its clause the place stands."""

    id: str
    action: str
    frame: str
    lemmas: list[str]
    example: str
    particle: list[str] | None = None
    beside: list[str] | None = None


@rule
class SiteRule:
    """Nouns for places that a side can take."""

    id: str
    nouns: list[str]
    example: str


@rule
class ItemRule:
    """Nouns for arms and equipment, and their class."""

    id: str
    item: str
    nouns: list[str]
    example: str
    military: bool = False


@rule
class MaterielRule:
    """A predicate of equipment destroyed, captured, shot down or intercepted."""

    id: str
    action: str
    lemmas: list[str]
    example: str
    particle: list[str] | None = None
    noun: bool = False
    military: bool = False
    items: list[str] | None = None
    not_items: list[str] | None = None


def _by_lemma(rules: tuple[Predicate, ...]) -> dict[str, tuple[Predicate, ...]]:
    found: dict[str, list[Predicate]] = defaultdict(list)
    for entry in rules:
        for lemma in entry.lemmas:
            found[lemma].append(entry)
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@lru_cache(maxsize=1)
def control() -> dict[str, tuple[ControlRule, ...]]:
    """Lemma → the control rules that it may set off."""
    return _by_lemma(load_rules(data_file(_PACKAGE, "patterns/control.jsonl"), ControlRule))


@lru_cache(maxsize=1)
def materiel() -> dict[str, tuple[MaterielRule, ...]]:
    """Lemma → the materiel rules that it may set off."""
    return _by_lemma(load_rules(data_file(_PACKAGE, "patterns/materiel.jsonl"), MaterielRule))


@lru_cache(maxsize=1)
def sites() -> frozenset[str]:
    """Nouns for places that a side can take."""
    rules = load_rules(data_file(_PACKAGE, "patterns/sites.jsonl"), SiteRule)
    return frozenset(noun for entry in rules for noun in entry.nouns)


@lru_cache(maxsize=1)
def things() -> frozenset[str]:
    """Nouns that are counted beside predicates of death, and are no people."""
    return frozenset(word for entry in context_rules() if entry.sign == "thing" for word in entry.words)


@lru_cache(maxsize=1)
def items() -> dict[str, ItemRule]:
    """Noun for arms or equipment → its rule."""
    rules = load_rules(data_file(_PACKAGE, "patterns/items.jsonl"), ItemRule)
    return {noun: entry for entry in rules for noun in entry.nouns}


@rule
class ForceRule:
    """Words for forces that mean `actor` where the article names it most."""

    id: str
    actor: str
    words: list[str]
    example: str
    sign: str = ""
    """pattern of the words by which an article must tell that this force is in action"""


@lru_cache(maxsize=1)
def forces() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Words for a force → the actor that they may mean, and the words that the article must have for it."""
    rules = load_rules(data_file(_PACKAGE, "patterns/forces.jsonl"), ForceRule)
    signs = {entry.id: re.compile(entry.sign, re.IGNORECASE) for entry in rules}
    return {word.lower(): (entry.actor, signs[entry.id]) for entry in rules for word in entry.words}


@rule
class WordSet:
    """A set of words that code looks up by id; `why` says what for."""

    id: str
    why: str
    words: list[str]


@lru_cache(maxsize=1)
def _word_sets() -> dict[str, frozenset[str]]:
    rules = load_rules(data_file(_PACKAGE, "patterns/words.jsonl"), WordSet)
    return {entry.id: frozenset(entry.words) for entry in rules}


def word_set(name: str) -> frozenset[str]:
    """The words of a set of words.jsonl.

    Raises KeyError for a set that the file does not have.
    """
    return _word_sets()[name]


@rule
class Phrase:
    """A regular expression that code looks up by id; `why` says what for."""

    id: str
    why: str
    pattern: str
    ignore_case: bool


@lru_cache(maxsize=1)
def _phrases() -> dict[str, re.Pattern[str]]:
    rules = load_rules(data_file(_PACKAGE, "patterns/phrases.jsonl"), Phrase)
    return {entry.id: re.compile(entry.pattern, re.IGNORECASE if entry.ignore_case else 0) for entry in rules}


def phrase(name: str) -> re.Pattern[str]:
    """The compiled phrase of phrases.jsonl.

    Raises KeyError for one that the file does not have.
    """
    return _phrases()[name]


@lru_cache(maxsize=1)
def outcomes() -> dict[str, tuple[OutcomeRule, ...]]:
    """Lemma → the outcome rules that it may set off."""
    return _by_lemma(load_rules(data_file(_PACKAGE, "patterns/outcomes.jsonl"), OutcomeRule))


@lru_cache(maxsize=1)
def both_rule() -> OutcomeRule:
    """The rule for one number that covers dead and wounded together."""
    return next(entry for entries in outcomes().values() for entry in entries if entry.outcome == "killed_or_wounded")


@lru_cache(maxsize=1)
def people() -> dict[str, PeopleRule]:
    """Noun (singular, lower case) → the rule that knows it."""
    rules = load_rules(data_file(_PACKAGE, "patterns/people.jsonl"), PeopleRule)
    return {noun: entry for entry in rules for noun in entry.nouns}


@lru_cache(maxsize=1)
def context_words() -> dict[str, tuple[ContextRule, ...]]:
    """Word or phrase → the rules that say which kinds of event it speaks for."""
    found: dict[str, list[ContextRule]] = defaultdict(list)
    for entry in context_rules():
        if entry.sign != "thing":
            for word in entry.words:
                found[word].append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


@lru_cache(maxsize=1)
def context_rules() -> tuple[ContextRule, ...]:
    """All rules about kinds of events."""
    return load_rules(data_file(_PACKAGE, "patterns/context.jsonl"), ContextRule)


@lru_cache(maxsize=1)
def modality_words() -> dict[str, dict[str, ModalityRule]]:
    """Where the word stands → word → rule."""
    found: dict[str, dict[str, ModalityRule]] = defaultdict(dict)
    for entry in load_rules(data_file(_PACKAGE, "patterns/modality.jsonl"), ModalityRule):
        for word in entry.words:
            found[entry.where][word] = entry
    return dict(found)
