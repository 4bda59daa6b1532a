"""Armed men whom the text names by what they are and by no name: "bandits", "an armed group", "two brothers"."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.rules import word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_BAND = "en.perpetrator.band"
BOTH_SIDES = "en.perpetrator.both-sides"
WAR = "en.perpetrator.war"
OF_A_FIGHT = frozenset({BOTH_SIDES, WAR})
"""rules of both sides of a fight or a war, of whom the text does not tell who hit whom"""
OF_ONE_SENTENCE = frozenset({_BAND, *OF_A_FIGHT})
"""rules of perpetrators who did what their own sentence tells, and nothing beside: "bandits" elsewhere are others"""
_BANDS = word_set("en.words.perpetrators.bands")
_GROUPS = word_set("en.words.perpetrators.groups")
_ARMED = word_set("en.words.perpetrators.armed")
_OPEN = frozenset({"unidentified", "unknown"})


def band(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """The side that such men are: one of its own, as any but those of the theatre are; None for anybody else.

    In Yemen whose they are decides on the side.
    """
    described = {token.lower_ for token in head.lefts}
    grouped = {head.lemma_.lower(), head.lower_.removesuffix("s")} & _GROUPS and described & _ARMED
    if story.country == "YE" or described & _OPEN:
        return None
    if not grouped and not {head.lemma_.lower(), head.lower_} & _BANDS:
        return None
    start, end = sentence.offset(head), sentence.end_of(head)
    return ActorMention(start, end, story.text[start:end], _BAND, None, "OTHER", "combatant")
