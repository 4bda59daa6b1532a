"""Fights told as one of two sides, in which people died of whom nobody tells whose they were: "between A and B"."""

from collections.abc import Sequence

from spacy.tokens import Token

from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.en.bands import BOTH_SIDES
from extractors.languages.en.linkbase import Link
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_FIGHTS = word_set("en.words.perpetrators.fights")
_FIGHT = phrase("en.phrase.bare.fight")
_BOTH_FIRE = phrase("en.phrase.blame.both-fire")
_REACH = 25
"""tokens between a predicate and the fight that its people died in"""
_LIST = 12
"""tokens behind "between" within which the second side is named"""


def fought(story: Story, link: Link, victim: ActorMention | None) -> ActorMention | None:
    """Both sides of the fight in which the people died, where neither is theirs."""
    doc, trigger = link.trigger.doc, link.trigger
    if link.rule.outcome == "captured" or is_sided(link, victim) or has_doer(link):
        return None
    for token in doc[max(0, trigger.i - _REACH) : trigger.i + _REACH]:
        if token.lower_ != "between" or _fight_of(token) is None:
            continue
        second = next((t for t in doc[token.i + 2 : token.i + _LIST] if t.lower_ == "and"), None)
        apart = any(t.text == ";" for t in doc[min(token.i, trigger.i) : max(token.i, trigger.i)])
        if second is not None and second.i + 1 < len(doc) and not apart:
            sentence = link.group.sentence
            start, end = sentence.offset(doc[token.i + 1]), sentence.end_of(doc[second.i + 1])
            return ActorMention(start, end, story.text[start:end], BOTH_SIDES, None, "MIXED", "combatant")
    return None


def fell_to_both(
    story: Story, sentence: Sentence, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft], *, named: bool
) -> bool:
    """Whether victims of several sides fell to several: in a fight, or in a war and by nobody whom the text names."""
    if any(d.part_of is draft and d.quantity.rule_id == "en.num.mostly" for d in drafts):
        return False  # mixed only as most of them, and not all, are of a kind: "mostly civilians"
    if _FIGHT.search(sentence.text) is not None:
        return True
    near = story.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    return not named and any(_BOTH_FIRE.search(one.text) is not None for one in near)


def has_doer(link: Link) -> bool:
    """Whether somebody did what the predicate tells: "troops shot 28 dead, and he told of fighting between"."""
    verbs = [link.trigger]
    if link.trigger.dep_ in ("advcl", "acomp", "oprd", "ccomp"):  # "attacked a village, killing ten", "left six dead"
        verbs.append(link.trigger.head)
    subjects = [child for verb in verbs for child in verb.children if child.dep_ == "nsubj"]
    victims = range(link.group.start, link.group.end)
    return any(one.i not in victims and one.lemma_.lower() not in _FIGHTS for one in subjects)


def is_sided(link: Link, victim: ActorMention | None) -> bool:
    """Whether the victims are told to be of a force; "people" may have been given one by their neighbours alone."""
    if victim is None:
        return False
    noun = link.group.noun
    return victim.actor_id is not None or (victim.kind == "combatant" and noun is not None and not noun.bare)


def _fight_of(between: Token) -> Token | None:
    """The fight that was between two sides: "clashes between", "violence erupted between"."""
    head = between.head
    nouns = [head, *(child for child in head.children if child.dep_ in ("nsubj", "nsubjpass"))]
    nouns += between.doc[max(0, between.i - 2) : between.i]
    return next((noun for noun in nouns if noun.lemma_.lower() in _FIGHTS or noun.lower_ in _FIGHTS), None)
