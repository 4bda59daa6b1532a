"""The Arabic lexicons of people, triggers and markers, looked up by bare form.

Data: `patterns/persons.jsonl`, `triggers.jsonl`, `markers.jsonl`.  Each word is entered with and
without the article; clitics are tokens of their own in a sentence, so phrases are entered cut as
the tokenizer cuts them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.plain import plain
from extractors.languages.ar.script import bare
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"

NEEDS_REACH = 40
"""tokens from a trigger within which the words stand that it needs"""


@rule
class Person:
    """A noun for people in its forms; `group` only where it goes without saying."""

    id: str
    singular: tuple[str, ...]
    dual: tuple[str, ...]
    plural: tuple[str, ...]
    kind: Literal["combatant", "civilian", "mixed", "unknown"]
    group: str | None = None
    title: bool = False
    example: str


@rule
class Trigger:
    """Words that say that people were killed, wounded, captured or went missing."""

    id: str
    type: Literal["verb", "masdar", "fall", "noun", "among"]
    outcome: Literal["killed", "wounded", "captured", "killed_or_wounded", "missing"]
    forms: tuple[str, ...]
    dual: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    method: str | None = None
    side: Literal["own", "enemy"] | None = None
    bodies: bool = False
    sense: Literal["die", "lose", "hold", "upon", "care", "limb"] | None = None
    """how a verb of many senses must stand to tell of it: see senses.py"""
    certainty: float = 1.0
    """how much of a frame's confidence remains with this trigger"""
    example: str


@rule
class Marker:
    """Words that frames look at besides numbers, people, places and times."""

    id: str
    symbol: str
    forms: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One form of a noun for people: singular counts 1, dual 2, plural takes a number (0)."""

    person: Person
    counts: int
    definite: bool


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One form of a trigger; `counts` is 1 or 2 for nouns in singular and dual, 0 for plurals."""

    trigger: Trigger
    counts: int
    plural_verb: bool = False


@lru_cache(maxsize=1)
def persons() -> dict[str, PersonForm]:
    """Bare form → noun for people; where two nouns share a form the plural wins, then the first."""
    found: dict[str, PersonForm] = {}
    rules = load_rules(data_file(_PACKAGE, "patterns/persons.jsonl"), Person)
    for counts, forms_of in ((0, "plural"), (1, "singular"), (2, "dual")):
        for person in rules:
            for form in getattr(person, forms_of):
                key = bare(form)
                if " " in form:
                    continue
                if counts == 0 and form.endswith("اء"):  # before a pronoun: "زملائه"
                    found.setdefault(bare(form.removesuffix("اء") + "ائ"), PersonForm(person, counts, False))
                found.setdefault(key, PersonForm(person, counts, False))
                found.setdefault("ال" + key.removeprefix("ال"), PersonForm(person, counts, True))
    return found


@lru_cache(maxsize=1)
def trigger_rules() -> tuple[Trigger, ...]:
    """All triggers, as the file has them."""
    return load_rules(data_file(_PACKAGE, "patterns/triggers.jsonl"), Trigger)


@lru_cache(maxsize=1)
def triggers() -> Phrases[TriggerForm]:
    """First bare word → (words, TriggerForm) of every trigger."""

    def entries() -> Iterable[tuple[str, TriggerForm]]:
        for trigger in trigger_rules():
            for counts, forms in ((1, trigger.forms), (2, trigger.dual), (0, trigger.plural)):
                for form in forms:
                    verb = trigger.type in ("verb", "fall") and form.endswith(("وا", "ا"))
                    yield form, TriggerForm(trigger, counts, verb)
                    if trigger.type == "noun" and not form.startswith("ال"):
                        yield "ال" + form, TriggerForm(trigger, counts)

    return phrase_table(entries())


_BOTH = frozenset(("جرح", "خطف"))
"""forms that are verbal nouns, or passive verbs where no object follows"""
_NO_OBJECT = frozenset(("في", "ب", "خلال", "اثر", "جراء", "امس", "اليوم", "علي", "،", ".", "و"))


def trigger_at(norms: Sequence[str], at: int) -> tuple[int, TriggerForm] | None:
    """(end, form) of the longest trigger at token `at`; of several with one form, the one whose needs stand near."""
    first: tuple[int, TriggerForm] | None = None
    for words, form in triggers().get(norms[at], ()):
        end = at + len(words)
        if tuple(norms[at:end]) != words or (first is not None and end < first[0]):
            continue
        masdar = form.trigger.type == "masdar" and words[0] in _BOTH
        if masdar and not _NO_OBJECT.isdisjoint(norms[end : end + 1]):
            continue  # "نجله الذي كان معه جرح في الهجوم"
        if not form.trigger.needs or not needs_of(form.trigger).isdisjoint(norms[at : at + NEEDS_REACH]):
            return end, form
        first = first or (end, form)
    return first


@lru_cache(maxsize=256)
def needs_of(trigger: Trigger) -> frozenset[str]:
    """Bare forms of the words that a trigger needs in its clause."""
    return frozenset(bare(word) for word in trigger.needs)


@lru_cache(maxsize=1)
def markers() -> Phrases[Marker]:
    """First bare word → (words, Marker)."""
    rules = load_rules(data_file(_PACKAGE, "patterns/markers.jsonl"), Marker)
    return phrase_table((form, marker) for marker in rules for form in marker.forms)


@lru_cache(maxsize=1)
def units() -> frozenset[str]:
    """Bare nouns for times and measures, which a number may count without counting people."""
    return plain("unit")


def is_marked(norms: Sequence[str], at: int) -> bool:
    """Whether a trigger or a marker begins at token `at`."""
    return match_phrase(markers(), norms, at) is not None or match_phrase(triggers(), norms, at) is not None


@rule
class NameWords:
    """Given names, and what begins or joins names."""

    id: str
    role: Literal["given", "prefix"]
    forms: tuple[str, ...]
    example: str


@lru_cache(maxsize=2)
def name_words(role: str) -> frozenset[str]:
    """Bare forms of given names, or of what begins a name."""
    rules = load_rules(data_file(_PACKAGE, "patterns/names.jsonl"), NameWords)
    return frozenset(bare(form) for names in rules if names.role == role for form in names.forms)
