"""Whose planes or guns they were, where the text tells only of strikes or shells: who alone has them in the article."""

from collections import Counter

from extractors.actors import ActorRegister
from extractors.actors.register import Actor
from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.en.attackers import Perpetrator
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.weapons import LAID

_AIR = phrase("en.phrase.firepower.air")
_GUNS = phrase("en.phrase.firepower.guns")
_FLIES = phrase("en.phrase.firepower.flies")
_FLOWN_BY = phrase("en.phrase.firepower.flown-by")
_RISING = phrase("en.phrase.firepower.rising")
_THIRD = phrase("en.phrase.firepower.third")
_UNARMED = phrase("en.phrase.firepower.unarmed")
_ACROSS = phrase("en.phrase.firepower.across")
_FOUGHT = phrase("en.phrase.firepower.fought")
_REACH, _NEAR = 120, 60
"""characters around a number within which strikes or shells are told; behind it, within which it sums up a country"""
_TROOPS = phrase("en.phrase.firepower.troops")
_RULERS = frozenset({"opposition", "regime"})
"""words of a state that nobody need have risen against"""
_OFTEN = 2
"""how often an article on a state that puts its people down speaks of it so"""
_GROUPS = (2, 3, 4)
_STATE = 1
"""ACLED's classes: rebels, militias and communal groups, who fly no jets; a state's own forces"""


def is_of_country(sentence: Sentence) -> bool:
    """Whether a sentence sums up what happened in a whole country: "across Syria"."""
    return _ACROSS.search(sentence.text) is not None


def firing(story: Story, sentence: Sentence, draft: CasualtyDraft) -> Perpetrator | None:
    """Who flies, where the article tells of one air force; the state, where it puts down a rising with guns or jets."""
    at = draft.anchor.start - sentence.start
    near = sentence.text[max(0, at - _REACH) : at + _REACH]
    air = _AIR.search(near) is not None
    if (not air and _GUNS.search(near) is None) or _ACROSS.search(sentence.text, at, at + _NEAR) is not None:
        return None
    state = _state(story, _country(story, draft))
    fliers = _fliers(story)
    one = next(iter(fliers.values())) if air and len(fliers) == 1 else None
    if one is not None and (state is None or one.actor_id != state.actor_id):
        return Perpetrator(one, "implied")
    foreign = [m for m in fliers.values() if state is None or m.actor_id != state.actor_id]
    if draft.victim_kind == "combatant" or (air and foreign):
        return None
    return Perpetrator(state, "implied") if state is not None else None


def putting_down(story: Story, sentence: Sentence, draft: CasualtyDraft) -> Perpetrator | None:
    """The state, for people whom the text calls unarmed, where it puts down a rising and nobody laid a bomb."""
    words = draft.victim.text if draft.victim is not None else ""
    if _UNARMED.search(words) is None or any(p.search(sentence.text) for p in (LAID, _ACROSS)):
        return None
    state = _state(story, story.country)
    return Perpetrator(state, "implied") if state is not None else None


def striking(story: Story, sentence: Sentence, draft: CasualtyDraft) -> Perpetrator | None:
    """The state that puts a rising down, where the claim, or the sentence before, tells of its forces and of no fight.

    Of "violence" and of bombs whoever rose may be the cause.
    """
    if draft.victim_kind == "combatant":
        return None
    near = story.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    country = _country(story, draft)
    risen = [word for word in _RISING.findall(story.text) if word.lower() not in _RULERS]
    if country != story.country or len(risen) < _OFTEN or is_of_country(sentence):
        return None
    if any(_FOUGHT.search(one.text) is not None for one in near):
        return None
    state = _state(story, country)
    if state is None:
        return None
    aside = [span for span in (draft.source, draft.victim) if span is not None]
    forces = [
        mention
        for one in near
        for mention in story.actors_in(one.start, one.end)
        if mention.actor_id == state.actor_id
        and _TROOPS.search(mention.text) is not None
        and not any(mention.overlaps(span) for span in aside)
    ]
    return Perpetrator(forces[-1], "implied") if forces else None


def _country(story: Story, draft: CasualtyDraft) -> str | None:
    """The country of a claim: of its place, else of its article."""
    place = draft.place.place if draft.place is not None else None
    return (place.country_code if place is not None else None) or story.country


def _fliers(story: Story) -> dict[str, ActorMention]:
    """The forces that the article says have jets, drones or strikes from the air, by group or by name."""
    found: dict[str, ActorMention] = {}
    known = ActorRegister.load().by_id
    for mention in story.analysis.actors:
        if mention.actor_id is None or mention.group in ("CIVILIAN", "UNKNOWN"):
            continue
        if known[mention.actor_id].inter in _GROUPS:
            continue
        before = story.text[max(0, mention.start - 40) : mention.start]
        flies = _FLIES.match(story.text, mention.end) or _FLOWN_BY.search(before) or _AIR.search(mention.text)
        if flies:
            found.setdefault(mention.actor_id if mention.group == "OTHER" else mention.group, mention)
    return found


def _state(story: Story, country: str | None) -> ActorMention | None:
    """The state of a country, where its people have risen and no third force fights."""
    if country is None or story.is_yemen or _THIRD.search(story.text) is not None:
        return None
    if len(_RISING.findall(story.text)) < _OFTEN:
        return None
    known = ActorRegister.load().by_id
    own = [m for m in story.analysis.actors if m.actor_id is not None and _is_own(known[m.actor_id], country)]
    counts = Counter(m.actor_id for m in own)
    if not counts:
        return None
    best = counts.most_common(1)[0][0]
    return min((m for m in own if m.actor_id == best), key=story.is_demonym)


def _is_own(actor: Actor, country: str) -> bool:
    """Whether an actor is a state's own force in a country."""
    return actor.inter == _STATE and actor.country_code == country
