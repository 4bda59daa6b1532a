"""Which English sentences may hold a claim, and which are needed to understand those: told before any is parsed."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.components.screen import Company, Screen, Trigger, beginnings, stem
from extractors.gazetteer import Gazetteer
from extractors.languages.en.numberwords import word_rules
from extractors.languages.en.rules import control, items, materiel, outcomes, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.settings import is_violent, weights
from extractors.lexicon import data_file, load_rules, rule

_CONTEXT = frozenset({"context"})
_VIOLENT = "violent"
"""pseudo-kind: a word that says violence by itself"""
_STORY_OF_WAR = 20
"""weight of words of conflict from which an article's sentences need none of their own to be about arms lost"""
_LEAST = 2
"""weight of words of conflict below which an article holds no claim (judging.holds asks as much)"""
_OWNED_DEATH = re.compile(r"[A-Z][\w-]+['’]s? (?:[a-z]+ )?(?:death|demise)\b")
"""the death of one who may be known to have been killed: "Haddad's death was confirmed"."""
_AMONG_THE_DEAD = re.compile(
    r"\b[Aa]mong(?:st)? (?:the|those) (?:dead|fatalities)\b|\b[Tt]he dead included?\b|\balso died\b"
)
"""words that go on about the dead of the sentence before, without a number: "among the dead was a teacher"."""
_TAKEN_NAME = re.compile(
    r"\b(?i:re)?(?:captur|tak|took|conquer|liberat|seiz|overr|occup)\w*(?: back)?(?:(?: the)? [A-Z]\w+| it\b)"
    r"|\bit (?:had been|has been|was) (?:re)?(?:captured|taken|liberated|overrun|seized|occupied)|\bwon it back\b"
)
"""a name, or "it", right behind a verb of taking: a place's, be it in no gazetteer"""
_SPEECH = re.compile(r"\b(?:said|says|told|tells|reported|added|announced|confirmed|according to|stated|claimed)\b")


@rule
class FormRule:
    """How the screen finds a verb whose forms its lemma does not tell."""

    id: str
    lemma: str
    forms: list[str]
    example: str


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    """Lemma → beginnings of its forms; a form that ends in a space is a whole word."""
    rules = load_rules(data_file("extractors.languages.en", "patterns/forms.jsonl"), FormRule)
    return {entry.lemma: tuple(entry.forms) for entry in rules}


@lru_cache(maxsize=1)
def screen() -> Screen:
    """The screen over all English triggers."""
    return Screen(_triggers(), _companies())


def _triggers() -> Iterator[Trigger]:
    for entry in {entry.id: entry for entries in outcomes().values() for entry in entries}.values():
        words = frozenset(entry.screen or map(stem, entry.lemmas))
        yield Trigger("casualty", words, frozenset(entry.beside or ()))
        if entry.strong:
            yield Trigger(_VIOLENT, words)
    for lemma, rules in control().items():
        for taking in rules:
            yield Trigger("control", _forms(lemma), frozenset(taking.beside or ()))
    for lemma in materiel():
        yield Trigger("materiel", _forms(lemma), frozenset({"@item"}))


def _forms(lemma: str) -> frozenset[str]:
    """What the forms of a verb or noun begin with."""
    return frozenset(_irregular().get(lemma, (stem(lemma),)))


def _companies() -> dict[str, Company]:
    """What the rules' `beside` names: a class of words after "@", else beginnings of words between "|"."""
    counted = _found(re.compile(r"\d|(?<!\w)(?:" + "|".join(map(re.escape, word_rules())) + r")(?!\w)", re.IGNORECASE))
    located = _found(_nouns(sites() - word_set("en.words.control.vague")))
    named: dict[str, Company] = {
        "@number": counted,
        "@conflict-or-number": lambda text: (
            counted(text) or _of_conflict(text) or _AMONG_THE_DEAD.search(text) is not None
        ),
        "@conflict-number-or-owner": lambda text: (
            counted(text) or _of_conflict(text) or _OWNED_DEATH.search(text) is not None
        ),
        "@conflict": _of_conflict,
        "@place": lambda text: located(text) or _names_place(text),
        "@place-at-war": lambda text: (
            (_of_conflict(text) and (located(text) or _names_place(text) or _TAKEN_NAME.search(text) is not None))
            or (located(text) and _names_place(text))
        ),
        "@place-or-name": lambda text: (
            located(text) or _names_place(text) or (_TAKEN_NAME.search(text) is not None and _of_conflict(text))
        ),
        "@item": _found(_nouns(items())),
    }
    asked = {name for entries in outcomes().values() for entry in entries for name in entry.beside or ()}
    asked |= {name for entries in control().values() for entry in entries for name in entry.beside or ()}
    for name in asked - set(named):
        named[name] = _found(beginnings(name.split("|")))
    return named


def _nouns(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for nouns in the singular and the plural."""
    return beginnings(f"{form} " for word in words for form in (word, f"{word}s", f"{word}es", f"{word[:-1]}ies"))


def _of_conflict(text: str) -> bool:
    return weights(text)["conflict"] > 0


def _names_place(text: str) -> bool:
    return any(not candidate.demonym for candidate in Gazetteer.load().find(text, "en"))


def _found(pattern: re.Pattern[str]) -> Company:
    return lambda text: pattern.search(text) is not None


def mark(sentences: list[Sentence], text: str) -> None:
    """Mark the sentences of an article that may hold a claim, and those that name a speaker beside one."""
    whole = weights(text)
    for sentence in sentences:
        sentence.worth = _kinds(sentence.text, whole) if whole["conflict"] >= _LEAST else frozenset()
    for sentence in sentences:
        if sentence.worth or sentence.is_dateline or not _SPEECH.search(sentence.text):
            continue
        around = sentences[max(0, sentence.index - 1) : sentence.index + 3]
        if any(other.worth and other.worth != _CONTEXT for other in around):
            sentence.worth = _CONTEXT


def _kinds(text: str, whole: dict[str, int]) -> frozenset[str]:
    """The kinds of claim that a sentence may hold; casualties only where their cause can be violence."""
    kinds = screen().kinds(text)
    if not kinds:
        return kinds
    own = weights(text)
    if not is_violent(own, whole, strong=_VIOLENT in kinds):
        kinds -= {"casualty"}
    if not own["conflict"] and whole["conflict"] < _STORY_OF_WAR:
        kinds -= {"materiel"}
    return kinds - {_VIOLENT}
