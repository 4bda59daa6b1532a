"""The known words of all Arabic lexicons: what the tokenizer may cut clitics from, and the screen."""

import re
from functools import lru_cache

from extractors.actors import ActorRegister
from extractors.gazetteer import Gazetteer
from extractors.languages.ar.calendar_words import time_forms
from extractors.languages.ar.control import control_forms
from extractors.languages.ar.cues import cue_forms
from extractors.languages.ar.feasts import feast_forms
from extractors.languages.ar.materiel import materiel_forms, materiel_stems, materiel_words
from extractors.languages.ar.numbers import number_forms
from extractors.languages.ar.phrases import Phrases, phrase_table, words_of
from extractors.languages.ar.plain import PlainWords, plain, plain_words
from extractors.languages.ar.speakers import source_forms
from extractors.languages.ar.taken_places import screening_words
from extractors.languages.ar.tokenizer import Splitter
from extractors.languages.ar.words import markers, name_words, persons, triggers

_OF_DAYS = ("said", "reacted", "met", "bringing", "brought", "occurred", "lasts")
"""roles of the verbs that tell which day is whose"""
_SPELLED = {"ا": "[اأإآٱ]", "ي": "[يىئی]", "ه": "[هة]", "و": "[وؤ]", "ك": "[كک]"}


@lru_cache(maxsize=1)
def boilerplate() -> Phrases[PlainWords]:
    """First words of sentences that are no news; behind a footer's nothing is."""
    return phrase_table(
        (form, words) for words in plain_words() if words.role in ("boilerplate", "footer") for form in words.forms
    )


@lru_cache(maxsize=1)
def splitter() -> Splitter:
    """The tokenizer's knife, made of all lexicons."""
    register = ActorRegister.load()
    actors = {word for name, _ in register.trie("ar").items() for word in name.split() if len(word) > 2}
    known = (
        number_forms() | time_forms() | feast_forms() | frozenset(persons())
        | words_of(triggers()) | words_of(markers())
        | plain("known") | plain("stem") | plain("keep") | frozenset(actors)
        | frozenset(form for role in _OF_DAYS for form in plain(role) if len(form) > 2)
        | name_words("given") | plain("conflict") | cue_forms() | source_forms() | control_forms() | materiel_forms()
    )  # fmt: skip
    stems = frozenset(f for f in persons() if not f.startswith("ال")) | plain("stem") | materiel_stems()
    return Splitter(known, Gazetteer.load().known, stems, plain("keep"), plain("glued"))


@lru_cache(maxsize=1)
def trigger_screen() -> re.Pattern[str]:
    """What some trigger of some rule looks like in raw text without vowel marks, anywhere in a word."""
    phrases = [
        max(words, key=len)
        for table in (triggers(), screening_words(), materiel_words())
        for entries in table.values()
        for words, _ in entries
    ]
    shortest: list[str] = []
    for word in sorted(set(phrases), key=len):
        if not any(known in word for known in shortest):
            shortest.append(word)
    return re.compile("|".join(_spellings(word) for word in shortest))


def _spellings(word: str) -> str:
    """A pattern for all spellings that fold to a bare word."""
    return "".join(_SPELLED.get(letter, re.escape(letter)) + "ء?" for letter in word)


@lru_cache(maxsize=1)
def context_screen() -> re.Pattern[str]:
    """Words of armed conflict, one of which an article must hold."""
    forms = sorted({form for rule in plain_words() if rule.role == "context" for form in rule.forms}, key=len)
    return re.compile("|".join(map(re.escape, forms)))
