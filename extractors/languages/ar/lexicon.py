"""The known words of all Arabic lexicons: what the tokenizer may cut clitics from, and the screen."""

import re
from functools import lru_cache
from typing import Literal

from extractors.actors import ActorRegister
from extractors.gazetteer import Gazetteer
from extractors.languages.ar.attribution import source_forms
from extractors.languages.ar.calendar_words import time_forms
from extractors.languages.ar.control import control_forms
from extractors.languages.ar.cues import cue_forms
from extractors.languages.ar.materiel import materiel_forms
from extractors.languages.ar.numbers import number_forms
from extractors.languages.ar.phrases import Phrases, phrase_table, words_of
from extractors.languages.ar.script import bare
from extractors.languages.ar.tokenizer import Splitter
from extractors.languages.ar.words import markers, name_words, persons, triggers
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"


@rule
class PlainWords:
    """Words that the tokenizer or the screen must know.

    keep: begins like a clitic but is one word; known: clitics may be cut from it; stem: pronouns may
    be cut from it; boilerplate: a sentence that begins with it is no news; conflict: a word of
    armed conflict, which outweighs a veto; newspaper: a paper named like a place; glued: a verb
    that typists glue to the next word; trigger and context: beginnings of words that let a text
    through the screen, one of each needed.
    """

    id: str
    role: Literal["keep", "known", "stem", "glued", "boilerplate", "conflict", "newspaper", "trigger", "context"]
    forms: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def plain_words() -> tuple[PlainWords, ...]:
    """The rules of `patterns/words.jsonl`."""
    return load_rules(data_file(_PACKAGE, "patterns/words.jsonl"), PlainWords)


def plain(role: str) -> frozenset[str]:
    """Bare forms of the plain words of one role."""
    return frozenset(bare(form) for rule in plain_words() if rule.role == role for form in rule.forms)


@lru_cache(maxsize=1)
def boilerplate() -> Phrases[PlainWords]:
    """First words of sentences that are no news."""
    return phrase_table((form, words) for words in plain_words() if words.role == "boilerplate" for form in words.forms)


@lru_cache(maxsize=1)
def splitter() -> Splitter:
    """The tokenizer's knife, made of all lexicons."""
    register = ActorRegister.load()
    actors = {word for name, _ in register.trie("ar").items() for word in name.split() if len(word) > 2}
    known = (
        number_forms() | time_forms() | frozenset(persons()) | words_of(triggers()) | words_of(markers())
        | plain("known") | plain("stem") | plain("keep") | frozenset(actors)
        | name_words("given") | plain("conflict") | cue_forms() | source_forms() | control_forms() | materiel_forms()
    )  # fmt: skip
    stems = frozenset(f for f in persons() if not f.startswith("ال")) | plain("stem")
    return Splitter(known, Gazetteer.load().known, stems, plain("keep"), plain("glued"))


@lru_cache(maxsize=2)
def screen(role: str) -> re.Pattern[str]:
    """What lets a text through: the beginning of a word after no, one or two clitics."""
    stems = sorted({form for rule in plain_words() if rule.role == role for form in rule.forms}, key=len, reverse=True)
    return re.compile("|".join(re.escape(s) for s in stems))
