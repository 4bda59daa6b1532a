"""People called only by their nation: civilians whom an attack abroad hit, or the soldiers of its wars."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.groups import Group
from extractors.languages.en.rules import phrase
from extractors.languages.en.story import Story

_OF_SOLDIERS = phrase("en.phrase.nationals.of-soldiers")
_OF_WAR = phrase("en.phrase.nationals.of-war")
_UNARMED = phrase("en.phrase.nationals.unarmed")
_DEAD = frozenset({"casualty", "death", "fatality", "life"})
_FEW = 50
FALLEN = "en.victim.fallen"
"""rule of soldiers whom a war took, and nobody in it who can be told"""


def is_of_nation(group: Group) -> bool:
    """Whether people are called only by their nation, which is no force: "four Americans"."""
    return group.head.ent_type_ == "NORP" or group.head.lemma_.lower().removesuffix("s") == "american"


def _nation(group: Group) -> Token | None:
    """The word for a nation by which its people or its dead are called: "four Americans", "70 British deaths"."""
    if is_of_nation(group):
        return group.head
    if group.head.lemma_.lower() not in _DEAD:
        return None
    return next((t for t in group.head.lefts if t.ent_type_ == "NORP" and t.dep_ in ("amod", "compound")), None)


def few_abroad(group: Group) -> bool:
    """Whether a few are called only by their nation, where no word tells of a war that its men fought."""
    count = group.quantity.count
    nation = is_of_nation(group) and count is not None and count < _FEW
    return nation and _OF_SOLDIERS.search(group.sentence.text) is None


def fallen_soldiers(story: Story, group: Group) -> ActorMention | None:
    """The forces of a nation whose people fell in its wars abroad: "2,000 Americans have died in the war in Iraq"."""
    text = group.sentence.text
    nation = _nation(group)
    if nation is None or _OF_WAR.search(text) is None or _UNARMED.search(text) is not None:
        return None
    start, end = group.sentence.offset(nation), group.sentence.end_of(nation)
    states = [m for m in story.actors_overlapping(start, end) if m.actor_id is not None]
    country = next((m.place.country_code for m in story.places_in(start, end) if m.place is not None), None)
    if country is None or country == story.context.theatre or story.is_yemen:
        return None
    if states:
        return states[-1]
    return ActorMention(start, end, story.text[start:end], "en.victim.foreign", None, "OTHER", "combatant")
