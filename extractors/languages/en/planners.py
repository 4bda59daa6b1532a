"""Whose attack it was that a person had a part in: "Salim, a commander of the group, planned the attack"."""

from spacy.tokens import Doc, Token

from extractors.analysis import ActorMention
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_ANSWERS_FOR = phrase("en.phrase.perpetrators.answers-for")
_SERVES = phrase("en.phrase.perpetrators.serves")
_PRONOUNS = frozenset({"he", "she"})
_BACK = 2
"""sentences before in which the person may stand whom a pronoun means"""
_REACH = 80
"""characters between a name and the force of the one who bears it"""


def force_of_planner(story: Story, sentence: Sentence, before: int) -> ActorMention | None:
    """The force of the person whom the sentence, before a character of it, gives a part in an attack."""
    match = _ANSWERS_FOR.search(sentence.text, 0, before)
    if match is None or sentence.doc is None:
        return None
    subject = _subject(sentence.doc, match.start(), match.end())
    if subject is None:
        return None
    itself = [m for m in story.actors_overlapping(sentence.offset(subject), sentence.end_of(subject)) if m.actor_id]
    if itself:
        return itself[0]
    if subject.pos_ == "PROPN":
        return _force_of(story, subject.text)
    if subject.lower_ not in _PRONOUNS:
        return None
    for other in reversed(story.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        forces = [_force_of(story, token.text) for token in other.doc or () if token.pos_ == "PROPN"]
        found = next((force for force in forces if force is not None), None)
        if found is not None:
            return found
    return None


def _subject(doc: Doc, start: int, end: int) -> Token | None:
    """The subject of the verb that stands within [start, end)."""
    verbs = [token for token in doc if start <= token.idx < end and token.pos_ in ("VERB", "AUX")]
    return next((child for verb in verbs for child in verb.children if child.dep_ == "nsubj"), None)


def _force_of(story: Story, surname: str) -> ActorMention | None:
    """The force that the article says a person serves, by an office right behind his name."""
    for mention in story.analysis.actors:
        before = story.text[max(0, mention.start - _REACH) : mention.start]
        at = before.rfind(surname)
        if at >= 0 and mention.actor_id is not None and _SERVES.search(before[at + len(surname) :]):
            return mention
    return None
