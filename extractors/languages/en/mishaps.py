"""Accidents, disasters and deaths on the way over the sea: what kills there is no side of a conflict."""

import re

from extractors.languages.en.linkbase import Link
from extractors.languages.en.rules import phrase
from extractors.languages.en.story import Story

_EVENT = phrase("en.phrase.mishap.event")
_NOT_ARMED = phrase("en.phrase.mishap.not-armed")
_ARMED = phrase("en.phrase.mishap.armed")
_CONSEQUENCE = re.compile(r"crash|collaps|caved|gave way|s[aiu]nk|capsiz|overturn|went down|fire|blaze", re.IGNORECASE)
"""what an attack told right before can have led to"""
_LEAD = 3
"""sentences that tell what an article is about"""


def is_mishap(story: Story, link: Link) -> bool:
    """Whether a sentence tells of an accident, or its article does and the sentence of no attack.

    "21 were killed in the collapse" says so itself; "70 were injured" takes it from the article's first sentences,
    whatever troops came to help and whatever war the country knows besides.
    """
    sentence = link.group.sentence
    if is_armed(sentence.text):
        return False
    event = _EVENT.search(sentence.text)
    if event is not None and _CONSEQUENCE.search(event[0]) and sentence.index:
        return not is_armed(story.sentences[sentence.index - 1].text)
    return event is not None or is_story_of_mishap(story)


def is_story_of_mishap(story: Story) -> bool:
    """Whether an article opens with an accident or a disaster, no attack before or beside it, and goes on about it."""
    for sentence in story.sentences[:_LEAD]:
        if is_armed(sentence.text):
            return False
        if _EVENT.search(sentence.text):
            break
    else:
        return False
    told = sum(_EVENT.search(sentence.text) is not None for sentence in story.sentences)
    return told >= sum(is_armed(sentence.text) for sentence in story.sentences)


def is_armed(text: str) -> bool:
    """Whether words for an act of arms stand in a text, those aside by which there was none ("ruled out an attack")."""
    return _ARMED.search(_NOT_ARMED.sub(" ", text)) is not None
