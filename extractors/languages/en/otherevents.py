"""Claims of another event than the one told before: what a story sets apart, what came before it, what courts do."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from extractors.languages.en.deeds import is_avenged
from extractors.languages.en.governing import ACTS
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_COURT = word_set("en.words.timing.court")
_NEW_EVENT = phrase("en.phrase.timing.new-event")
_FOLLOWING = frozenset({"come", "follow", "happen", "occur"})
_APART = frozenset({"separate", "earlier", "previous", "prior", "past", "similar", "unrelated"})
_CAME_AFTER = re.compile(r"\b(?:after|since|following|before)\b")


def rank(story: Story, sentence: Sentence) -> int:
    """How many earlier sentences may hold a claim; what is told of other things does not count."""
    return sum("casualty" in s.worth for s in story.sentences[: sentence.index])


def is_new_event(sentence: Sentence, at: int | None = None) -> bool:
    """Whether the words of a sentence open another event than the one told before.

    What they say the claim of a predicate (that begins `at` an offset of the article) came after is not its event.
    """
    match = _NEW_EVENT.search(sentence.text)
    if match is None:
        return False
    return at is None or _CAME_AFTER.search(sentence.text[at - sentence.start : match.start()]) is None


def is_other_event(story: Story, sentence: Sentence, trigger: Token, victim: str | None) -> bool:
    """Whether a claim is of an event set apart: "separate clashes left 20 dead", "claimed a bombing that killed 34".

    What is only brought in as new is another event below the lead, and so is a death that a court has before it,
    unless the story has named the dead person (`victim`) before.
    """
    known = victim is not None and any(victim in other.text for other in story.sentences[: sentence.index])
    if _is_before_story(trigger) or is_avenged(trigger) or (_is_in_court(trigger) and not known):
        return True
    if any(_is_set_apart(child) for child in _causes(trigger)):
        return True
    if trigger.dep_ != "relcl" or rank(story, sentence) == 0:
        return False
    for token in (trigger.head, *trigger.head.ancestors):  # "an attack on a hotel that killed 10"
        if token.pos_ in ("VERB", "AUX"):
            return False
        if token.lemma_.lower() in ACTS:
            return any(child.lower_ in ("a", "an", "another") for child in token.lefts)
    return False


def _is_before_story(trigger: Token) -> bool:
    """Whether a predicate lies before what the sentence tells of: "the raid **came after** rebels shot 12 men"."""
    for clause in (trigger, *trigger.ancestors):
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if clause.dep_ == "advcl" and "after" in marks and clause.head.lemma_.lower() in _FOLLOWING:
            return not any(token.lemma_ in ("hour", "minute") for token in trigger.doc[clause.head.i : clause.i])
    return False


def _is_in_court(trigger: Token) -> bool:
    """Whether a death is what courts have before them: "charged over the **death** of two"."""
    if trigger.pos_ != "NOUN":
        return False
    above = list(trigger.ancestors)[:4]
    return trigger.dep_ == "pobj" and any(token.lemma_.lower() in _COURT for token in above)


def _causes(trigger: Token) -> Iterator[Token]:
    """What a predicate says that the dead died of: its subject, or the noun behind its "in" or "by"."""
    verb = next((token for token in (trigger, *trigger.ancestors) if token.pos_ == "VERB"), trigger)
    for child in (*verb.children, *trigger.children):  # "clashes left 20 dead"
        if child.dep_ == "nsubj":
            yield child
        elif child.lower_ in ("in", "by"):
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _is_set_apart(noun: Token) -> bool:
    """Whether an act is told to be another than the story's: "separate attacks", "an earlier raid"."""
    return noun.lemma_.lower() in ACTS and any(child.lower_ in _APART for child in noun.lefts)
