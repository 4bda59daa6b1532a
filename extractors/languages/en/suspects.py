"""A person by name who is held to have done the article's attack: "Martin Keller has been charged with the bombing"."""

import re

from extractors.analysis import ActorMention
from extractors.languages.en.attackers import Perpetrator
from extractors.languages.en.linking import Link
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.story import Story

_ALL = tuple(phrase(f"en.phrase.suspects.{name}") for name in ("charged", "charging", "called"))
_OPEN = phrase("en.phrase.suspects.open")
_PRONOUNS = frozenset({"he", "she"})
_NO_NAMES = word_set("en.words.suspects.no-names")
_RULE = "en.perpetrator.suspect"


def suspect(story: Story) -> Perpetrator | None:
    """The first person whom the article charges with an attack, or calls the attacker; a side of his own."""
    if _OPEN.search(story.text) is not None:
        return None
    found = sorted(
        match.span(name)
        for words in _ALL
        for match in words.finditer(story.text)
        for name in match.groupdict()
        if match[name] is not None and _is_person(story, *match.span(name))
    )
    if not found:
        return None
    start, end = found[0]
    mention = ActorMention(start, end, story.text[start:end], _RULE, None, "OTHER", "combatant")
    return Perpetrator(mention, "implied", one_attack=True)


def _is_person(story: Story, start: int, end: int) -> bool:
    """Whether a name is neither a place's nor that of a force; one word alone is the last of a name told elsewhere."""
    if story.places_in(start, end) or story.actors_overlapping(start, end):
        return False
    name = story.text[start:end]
    if name.lower() in _PRONOUNS:
        return True
    words = name.split()
    if words[0] in _NO_NAMES or words[-1] in _NO_NAMES:
        return False
    return len(words) > 1 or re.search(rf"\b[A-Z][\w'’-]+ {re.escape(name)}\b", story.text) is not None


def is_himself(person: Perpetrator, link: Link) -> bool:
    """Whether the one victim is the person who is held to have done the attack."""
    group = link.group
    called = {token.text for token in group.head.doc[group.start : group.end]}
    known = group.head.pos_ == "PRON" or not called.isdisjoint(person.mention.text.split())
    return group.quantity.count == 1 and known
