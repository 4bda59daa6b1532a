"""Which named place is meant by words that name none: "it", "the town", "a strategic air base"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from extractors.analysis import PlaceMention
from extractors.languages.en.placing import is_usable
from extractors.languages.en.rules import SiteRule, items, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.lexicon import data_file, load_rules

_PLAIN = word_set("en.words.control.plain")
_NO_NAMES = word_set("en.words.control.no-names")
_COMPASS = word_set("en.words.control.compass")
_OTHERS = frozenset(
    {"another", "few", "further", "nearby", "neighboring", "neighbouring", "other", "second", "several"}
)
_RULE = "en.control.meant"
_BACK = 6
"""sentences back in which the name of "the base" may stand"""
_NEAR = 2
"""sentences back for "it", and on for the name of "a town\""""
_AHEAD = 8
"""sentences on in which "a strategic air base" may be named"""
_NAME = (
    rf"(?!(?:{'|'.join(sorted(_NO_NAMES))})\b)(?:(?:al|el|ash|as|ar|az|an|ad|at|de)[- ])?"
    r"[A-Z][\w’'-]*\w(?:[ -](?:al-|el-|da |de )?[A-Z][\w’'-]*\w){0,3}"
)
_PROVINCE = re.compile(r" (?:province|governorate|region|county|state)\b")
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:(?:north|south|east|west|met(?:re|er)s?|km|miles|kilomet)\w* (?:of|from|to)|near|outside|towards?)"
    r" (?:the )?(?:[a-z]+ (?:of )?)?$",
    re.IGNORECASE,
)
"""what stands before a place that only tells where another one lies"""


def meant(story: Story, sentence: Sentence, head: Token) -> PlaceMention | None:
    """The place that `head` means; None where the article names none, or the words are no mere description."""
    if head.pos_ == "PRON":
        return _before(story, sentence, head, _NEAR, None) if head.lower_ == "it" else None
    if head.pos_ == "PROPN" or head.lower_ in site_kin("area") or not _is_plain(story, sentence, head):
        return None
    nouns = site_kin(head.lemma_.lower(), head.lower_)
    if any(child.lower_ in ("the", "that", "this") for child in head.lefts):
        return _before(story, sentence, head, _BACK, nouns)
    return _after(story, sentence, nouns) if head.tag_ == "NN" else None


def _is_plain(story: Story, sentence: Sentence, head: Token) -> bool:
    """Whether a noun is described by nothing that sets it apart: no "rebel base", no "base near Aleppo"."""
    words = [child for child in head.lefts if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod")]
    definite = any(child.lower_ in ("the", "that", "this") for child in head.lefts)
    if head.dep_ == "compound" or not all(_describes(word, definite) for word in words):
        return False
    for child in (child for child in head.rights if child.dep_ in ("prep", "advmod", "amod")):
        start, end = sentence.offset(child), sentence.end_of(list(child.subtree)[-1])
        if any(m.place and m.place.level not in ("country", "region", "admin1") for m in story.places_in(start, end)):
            return False
        if child.lower_ in _COMPASS or child.lower_ == "near":
            return False
    return True


def _describes(word: Token, definite: bool) -> bool:
    """Whether a word only describes a place: any small one of a new place, a few of one named before."""
    if not definite and word.dep_ in ("amod", "compound") and word.is_lower and "-" not in word.text:
        return word.tag_ != "CD" and word.lower_ not in _OTHERS
    return word.lower_ in _PLAIN or word.tag_ == "JJS"


def _before(
    story: Story, sentence: Sentence, head: Token, back: int, nouns: frozenset[str] | None
) -> PlaceMention | None:
    """The nearest place named before `head`: of the family of `nouns`, or any where they are None."""
    stop = sentence.offset(head)
    for other in reversed(story.sentences[max(0, sentence.index - back) : sentence.index + 1]):
        end = min(stop, other.end)
        found = list(_named(story, other.start, end, site_kin() if nouns is None else nouns))
        if nouns is None or nouns & _quarters():
            found += _towns(story, other.start, end)
        if found:
            best = min(found, key=lambda m: m.start) if other is not sentence else max(found, key=lambda m: m.end)
            return None if nouns is None and _names_item(story.text[best.end : stop]) else best
    return None


def _after(story: Story, sentence: Sentence, nouns: frozenset[str]) -> PlaceMention | None:
    """The place first named behind a description of it: by such a noun, a town also by its name alone."""
    far = _NEAR if nouns & _quarters() else _AHEAD
    for other in story.sentences[sentence.index + 1 : sentence.index + 1 + far]:
        found = sorted(_named(story, other.start, other.end, nouns), key=lambda m: m.start)
        found = found or (_towns(story, other.start, other.end) if nouns & _quarters() else [])
        new = [m for m in found if m.text not in story.text[: sentence.end]]  # one named before is another one
        if new:
            return new[0]
    return None


def _towns(story: Story, start: int, end: int) -> list[PlaceMention]:
    """The towns and smaller places named between two characters as where something happened."""
    return [
        m
        for m in story.places_in(start, end)
        if m.place is not None
        and m.place.level not in ("country", "region", "landmark")
        and not m.text.islower()
        and not _PROVINCE.match(story.text, m.end)
        and is_usable(story, m)
        and not _LEADS_ELSEWHERE.search(story.text[max(0, m.start - 40) : m.start])
    ]


def _named(story: Story, start: int, end: int, nouns: frozenset[str]) -> Iterator[PlaceMention]:
    """The names that stand beside one of `nouns`: "Tabqa air base", "the base at El Adde", "the hill, Tal Malid"."""
    for match in _beside(nouns).finditer(story.text, start, end):
        name = match.group("before") or match.group("behind")
        at = match.start("before" if match.group("before") else "behind")
        inside = story.places_in(at, at + len(name))
        adjective = any((m.start, m.end) in story.adjective_places for m in inside)
        if adjective or story.actors_overlapping(at, at + len(name)):
            continue
        first = at if match.group("before") else match.start()
        place = next((m.place for m in inside if m.place is not None), None)
        yield PlaceMention(first, match.end(), story.text[first : match.end()], _RULE, place)


def _quarters() -> frozenset[str]:
    return site_kin("town", "district")


@lru_cache(maxsize=64)
def _beside(nouns: frozenset[str]) -> re.Pattern[str]:
    """A name right before one of `nouns`, or behind it and a small word."""
    noun = "(?:air )?(?:" + "|".join(sorted(nouns, key=len, reverse=True)) + r")\b(?!-)"
    behind = rf"\b{noun}(?:,| at| of| in| called| named)? (?P<behind>{_NAME})(?=[ ,.;:]|$)"
    return re.compile(rf"\b(?P<before>{_NAME}) (?:(?:air|military|border|oil) )?{noun}|{behind}")


@lru_cache(maxsize=128)
def site_kin(*nouns: str) -> frozenset[str]:
    """The nouns that may name the same place as one of `nouns`: "airport" for "airbase"; all without any."""
    families = load_rules(data_file("extractors.languages.en", "patterns/sites.jsonl"), SiteRule)
    return frozenset(other for entry in families if not nouns or set(nouns) & set(entry.nouns) for other in entry.nouns)


def _names_item(text: str) -> bool:
    """Whether words name arms, which "it" may rather mean."""
    return any(word.strip(".,").lower() in items() for word in text.split())
