"""Whom "of them" and "his comrades" mean: the people or the force told of right before."""

import re

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en import persons
from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.rules import people, word_set
from extractors.languages.en.story import Story

_PLURAL = ("NNS", "NNPS")
_WORDS = re.compile(r"[A-Za-z-]+")
_BACK, _TITLE = 2, 60
"""sentences back in which those may be told of whom "the other two" are of; characters before a noun that tell whose"""
_SAYING = word_set("en.words.antecedents.saying")


def of_them(story: Story, group: Group) -> persons.Described | None:
    """Whom "of them" means in its own sentence; None where these are only "people", or stand in another."""
    if group.head.lower_ != "them":
        return None
    for token in reversed(group.head.doc[: group.start]):
        if (token.head.lemma_.lower() in _SAYING and token.dep_ == "nsubj") or token.head.lower_ == "by":
            continue  # "officials said that 12 of them", "shot by soldiers"
        noun = person_noun(token) if token.tag_ in _PLURAL or token.lower_ in ("police", "forces") else None
        force = _force(story, group, token)
        if noun is not None and noun.bare:
            return None
        if noun is not None and noun.kind == "civilian":
            return persons.CIVILIAN
        if force is not None:
            return "combatant", force.actor_id, force.group
        if noun is not None:
            return "combatant", *persons.default_force(story, token.lemma_.lower())
    return None


def the_others(story: Story, group: Group) -> persons.Described | None:
    """Whom "the other two" means: the last people that the sentences before call by a plural noun."""
    if not any(child.lower_ == "the" for child in group.head.lefts):
        return None
    start = story.sentences[max(0, group.sentence.index - _BACK)].start
    for word in reversed(list(_WORDS.finditer(story.text, start, group.sentence.start))):
        noun = word[0].lower()
        entry = people().get(noun.removesuffix("s")) or (
            people().get(f"{noun[:-2]}an") if noun.endswith("men") else None
        )
        if entry is None or entry.bare or not noun.endswith(("s", "men")) or noun in people():
            continue
        if entry.kind == "civilian":
            return persons.CIVILIAN
        near = [m for m in story.actors_in(max(start, word.start() - _TITLE), word.end()) if m.actor_id]
        armed = [m for m in near if m.group not in ("CIVILIAN", "UNKNOWN")]
        if armed:
            return "combatant", armed[-1].actor_id, armed[-1].group
        return "combatant", *persons.default_force(story, noun.removesuffix("s"))
    return None


def _force(story: Story, group: Group, token: Token) -> ActorMention | None:
    """The force that a plural phrase names: "Iraqi forces", "fighters of the militia"."""
    entry = people().get(token.lemma_.lower())
    if token.tag_ not in _PLURAL or (entry is None and token.lower_ not in ("forces", "troops")):
        return None
    words = [t for t in token.subtree if t.i <= token.i + 4]
    start, end = group.sentence.offset(words[0]), group.sentence.end_of(words[-1])
    found = [m for m in story.actors_overlapping(start, end) if m.actor_id and m.group != "CIVILIAN"]
    return min(found, key=story.is_demonym, default=None)
