"""What an attack was aimed at: people without arms, or the force whose post it hit ("a strike on a Taliban camp")."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention
from extractors.languages.en.groups import group_of, numbers_of
from extractors.languages.en.linkbase import Link
from extractors.languages.en.rules import people, word_set
from extractors.languages.en.story import Story

_ATTACKS = word_set("en.words.bare.attacks")
_BLOWS = word_set("en.words.targets.blows")
_POSTS = word_set("en.words.targets.posts")
_IRREGULAR = (2, 3)
"""ACLED's codes for rebels and for militias"""
_CLIMB = 4


def civilians_struck(link: Link) -> bool:
    """Whether the attack told of was aimed at people without arms: "militants targeted Christians, killing 12"."""
    nouns = [people().get(head.lemma_.lower().removesuffix("s")) for head in _struck(link.trigger)]
    return any(noun is not None and noun.kind == "civilian" for noun in nouns)


def target(story: Story, link: Link) -> ActorMention | None:
    """The force that the attack told of struck: "a bomb hit a rebel post, killing 12 people"."""
    sentence, victims = link.group.sentence, range(link.group.start, link.group.end)
    numbers = numbers_of(link.trigger.doc)
    for head in _struck(link.trigger):
        if head.i in victims:
            continue
        group = group_of(sentence, head, numbers)
        if group is None or group.noun is None or group.noun.kind != "combatant":
            continue
        start, end = sentence.offset(link.trigger.doc[group.start]), sentence.end_of(head)
        named = [m for m in story.actors_overlapping(start, end) if m.actor_id and m.group != "CIVILIAN"]
        if named:
            return min(named, key=story.is_demonym)
    return of_post(story, link)


def of_post(story: Story, link: Link) -> ActorMention | None:
    """The armed group whose post the attack hit: "a raid on a command post of the militia has killed 40"."""
    sentence = link.group.sentence
    for head in (*_struck(link.trigger), *_hit_by(link.trigger)):
        if not {head.lower_, head.lemma_.lower()} & _POSTS:
            continue
        words = [t for t in head.subtree if t.i <= head.i + 8]
        start, end = sentence.offset(words[0]), sentence.end_of(words[-1])
        for mention in story.actors_overlapping(start, end):
            if is_irregular(mention) and not story.text[mention.end :].startswith("-"):
                return mention
    return None


def is_irregular(mention: ActorMention) -> bool:
    """Whether a mention names an armed group that is no state's."""
    actor = ActorRegister.load().by_id.get(mention.actor_id or "")
    return actor is not None and actor.inter in _IRREGULAR and actor.kind == "combatant"


def _struck(trigger: Token) -> list[Token]:
    """The objects of the verb of attack that the predicate hangs on, or that hangs on it: "died when a bomb hit"."""
    verbs = [child for child in trigger.children if child.dep_ == "advcl"]
    if trigger.dep_ in ("advcl", "conj", "xcomp"):
        verbs.append(trigger.head)
    attacks = [verb for verb in verbs if verb.lemma_.lower() in _ATTACKS]
    return [child for verb in attacks for child in verb.children if child.dep_ == "dobj"]


def _hit_by(trigger: Token) -> Iterator[Token]:
    """What stands behind "on" or "that hit" of the attack that did it or in which it was done."""
    for blow in _blows(trigger):
        for child in blow.rights:
            if child.dep_ == "prep" and child.lower_ in ("on", "against", "at"):
                yield from (grand for grand in child.children if grand.dep_ == "pobj")
            elif child.dep_ in ("relcl", "acl") and child.lemma_.lower() in _ATTACKS:
                yield from (grand for grand in child.children if grand.dep_ == "dobj")


def _blows(trigger: Token) -> Iterator[Token]:
    """The nouns for an attack beside a predicate: its subject, what it was done in or by, what it describes."""
    verb, steps = trigger, 0
    while True:
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.lemma_.lower() in _BLOWS:
                yield child
            elif child.dep_ in ("prep", "agent") and child.lower_ in ("in", "by", "during", "after", "when"):
                yield from (grand for grand in child.children if grand.lemma_.lower() in _BLOWS)
        if verb.dep_ in ("relcl", "acl") and verb.head.lemma_.lower() in _BLOWS:
            yield verb.head
        if verb.dep_ not in ("acl", "acomp", "advcl", "ccomp", "conj", "oprd", "relcl", "xcomp") or steps == _CLIMB:
            return
        verb, steps = verb.head, steps + 1
