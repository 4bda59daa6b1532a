"""Who is meant where a sentence does not say: the claimant, the other side, the force that is attacking."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.actors import ActorRegister
from extractors.actors.alliances import allied
from extractors.analysis import ActorMention, SourceMention
from extractors.languages.en.bands import OF_ONE_SENTENCE
from extractors.languages.en.parties import is_of_state
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.victims import state_actors

_OTHER_EVENT = phrase("en.phrase.perpetrators.other-event")
UNNAMED = word_set("en.words.perpetrators.unnamed")
_ARMY = phrase("en.phrase.perpetrators.army")
_OWN = re.compile(r"\b(?:its|our|their)\b", re.IGNORECASE)
"""whose own men the victims are, the speaker decides"""
_SHOT_ONE = phrase("en.phrase.perpetrators.shot-one")
_LONE = word_set("en.words.perpetrators.lone")
_LAW = word_set("en.words.perpetrators.law")
_STATES = word_set("en.words.perpetrators.states")
_ATTACKS = phrase("en.phrase.perpetrators.attacks")
_DID = phrase("en.phrase.perpetrators.did")
_ATTACKED_BY = phrase("en.phrase.perpetrators.attacked-by")
_DOUBT = phrase("en.phrase.perpetrators.doubt")
_PARTISAN = phrase("en.phrase.perpetrators.partisan")
_HABIT = phrase("en.phrase.perpetrators.habit")
_OF_STATES, _OF_GROUPS = (1, 8), (2, 3, 4)
"""ACLED's classes: states at home and abroad; rebels, militias and communal groups"""
_TWICE = 2
"""how often an article names the group that it is about"""
_SIDELESS = frozenset({"CIVILIAN", "UNKNOWN", "OTHER"})


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """An actor, and how it is known to have done it: stated, implied, carried."""

    mention: ActorMention
    basis: str
    one_attack: bool = False
    """whether it answers for one attack, having claimed it, and not for what the article tells beside"""
    at_large: bool = False
    """whether it is told to strike here and there, and not for any claim"""
    elsewhere: bool = False
    """whether it did another thing than the article's main event"""


def same_side(a: ActorMention, b: ActorMention) -> bool:
    """Whether two mentions belong to one force, or to one group that the register tells apart."""
    return a.actor_id == b.actor_id or (a.group == b.group and a.group not in _SIDELESS)


def on_one_side(story: Story, a: ActorMention, b: ActorMention) -> bool:
    """Whether two forces fight together, so that none hit the other's men unless the text says so."""
    if same_side(a, b):
        return True
    return a.actor_id is not None and b.actor_id is not None and allied(a.actor_id, b.actor_id, story.context)


def best_of(
    story: Story, found: list[ActorMention], victim: ActorMention | None, strict: bool = False
) -> ActorMention | None:
    """The actor to take: one that is known before one that is not, a force before a country's adjective."""
    usable = [m for m in found if m.group not in ("CIVILIAN",)]
    if victim is not None and victim.actor_id is not None:
        usable = [m for m in usable if not same_side(m, victim)] or ([] if strict else usable)
    if victim is not None:
        usable = [m for m in usable if not (m.start < victim.end and victim.start < m.end)]
    if not usable:
        return None
    return min(usable, key=lambda m: (m.actor_id is None, story.is_demonym(m), m.start))


def tells_another_event(text: str) -> bool:
    """Whether a sentence says that it tells of another event than the article's ("a similar attack")."""
    return _OTHER_EVENT.search(text) is not None


def opponent(story: Story, victim: ActorMention | None, sides_hold: bool) -> Perpetrator | None:
    """The other side of the fighting, for armed victims: the force that the article names most beside theirs.

    `sides_hold`: no force is told to have hit men of its own side.
    """
    if victim is None or victim.kind != "combatant":
        return None
    counts: Counter[str] = Counter()
    for mention in story.analysis.actors:
        armed = mention.actor_id is not None and mention.group not in ("CIVILIAN", "UNKNOWN")
        if (
            armed
            and not story.is_demonym(mention)
            and mention.text not in _STATES
            and mention.actor_id != victim.actor_id
            and not (sides_hold and on_one_side(story, mention, victim))
        ):
            counts[mention.actor_id or ""] += 1
    if not counts or counts.most_common(1)[0][1] < 2:
        return None
    best = counts.most_common(1)[0][0]
    return Perpetrator(next(m for m in story.analysis.actors if m.actor_id == best), "implied")


def speaking_force(story: Story, victim: ActorMention | None, source: SourceMention | None) -> Perpetrator | None:
    """The army that tells of enemies killed, as its own doing: "a strike killed 30 militants, the air force said"."""
    if victim is None or victim.actor_id is None or source is None or _ARMY.search(source.text) is None:
        return None
    for mention in story.actors_overlapping(source.start, source.end):
        if is_of_state(mention) and not on_one_side(story, mention, victim):
            return Perpetrator(mention, "implied")
    return None


def is_state(found: Perpetrator) -> bool:
    """Whether forces of a state did it."""
    return is_of_state(found.mention)


def is_of_law(found: Perpetrator | None) -> bool:
    """Whether those who keep the law did it: whom they shot may be the attacker, and his victims are not theirs."""
    return found is not None and found.mention.text.lower() in _LAW


def enemy(story: Story, doer: ActorMention, victim: ActorMention | None) -> Perpetrator | None:
    """The one armed group that the article tells of beside a state's men, who were hit by men without a name."""
    known = ActorRegister.load().by_id
    if doer.group != "UNKNOWN" or doer.text.lower() in _LONE:
        return None
    if victim is None or victim.kind != "combatant" or victim.actor_id is None:
        return None
    if known[victim.actor_id].inter not in _OF_STATES or _OWN.search(victim.text) is not None:
        return None
    groups = [m for m in story.analysis.actors if m.actor_id is not None and known[m.actor_id].inter in _OF_GROUPS]
    counts = Counter(m.actor_id for m in groups if not on_one_side(story, m, victim))
    if not counts:
        return None
    (best, n), total = counts.most_common(1)[0], sum(counts.values())
    if n < _TWICE or n * 5 < total * 4:
        return None
    return Perpetrator(next(m for m in groups if m.actor_id == best), "implied")


def attacker(story: Story) -> Perpetrator | None:
    """The force that the article says is shelling, bombing or attacking, where it is one.

    Where many forces fight and are told apart, as in Yemen, one such phrase is not enough.
    """
    counts: Counter[str] = Counter()
    for mention in story.analysis.actors:
        if mention.actor_id is None or mention.group in ("CIVILIAN", "UNKNOWN") or _is_doubted(story, mention.start):
            continue
        after, before = (
            story.text[mention.end : mention.end + 50],
            story.text[max(0, mention.start - 45) : mention.start],
        )
        if mention.text.lower() in _LAW:
            continue  # who shot the attacker dead
        if story.is_demonym(mention):
            continue  # "an Afghan suicide bomber", "Syrian rocket fire": it need not be the state's
        if _ATTACKS.match(after) or _ATTACKED_BY.search(before):
            counts[mention.actor_id] += 1
    states = list(_states(story, 0, len(story.text)))
    counts.update(mention.actor_id for mention in states if mention.actor_id)
    if not counts:
        return None
    (best, n), total = counts.most_common(1)[0], sum(counts.values())
    if n * 5 < total * 3:
        return None
    mention = next(m for m in [*story.analysis.actors, *states] if m.actor_id == best)
    told_apart = story.is_yemen or mention.group != "OTHER"
    return Perpetrator(mention, "carried", at_large=True) if n > 1 or not told_apart else None


def _is_doubted(story: Story, offset: int) -> bool:
    """Whether the sentence there leaves open who attacked, or tells what a force does time and again."""
    sentence = story.sentence_at(offset)
    return sentence is not None and any(words.search(sentence.text) for words in (_DOUBT, _HABIT, _PARTISAN))


def _states(story: Story, start: int, end: int) -> Iterator[ActorMention]:
    """States named by their country that attack: "Turkey bombed the town"."""
    for place in story.places_in(start, end):
        country = place.place is not None and place.place.level == "country" and place.place.country_code
        actor = state_actors().get(country) if country else None
        did = actor is not None and _DID.match(story.text[place.end : place.end + 60])
        if actor is not None and did and not _is_doubted(story, place.start):
            group = ActorRegister.load().group_of(actor)
            yield ActorMention(place.start, place.end, place.text, "en.perpetrator.state", actor, group, "combatant")


def just_told(story: Story, sentence: Sentence) -> Perpetrator | None:
    """Who attacked, by this sentence or the one before: "Jets bombed the town. The raids left 12 dead"."""
    for other in reversed(story.sentences[max(0, sentence.index - 2) : sentence.index + 1]):
        for mention in story.actors_in(other.start, other.end):
            armed = mention.actor_id is not None and mention.group not in ("CIVILIAN", "UNKNOWN")
            armed = armed and not story.is_demonym(mention)
            armed = armed and not (mention.text.lower() in _LAW and _SHOT_ONE.match(story.text, mention.end))
            if armed and _DID.match(story.text[mention.end : mention.end + 60]):
                return Perpetrator(mention, "carried")
        state = next(_states(story, other.start, other.end), None)
        if state is not None:
            return Perpetrator(state, "carried")
    return None


def main_attacker(found: list[Perpetrator]) -> Perpetrator | None:
    """The perpetrator named most often among an article's claims."""
    found = [p for p in found if not p.elsewhere and p.mention.rule_id not in OF_ONE_SENTENCE]
    counts = Counter(p.mention.actor_id or p.mention.group for p in found)
    if not counts:
        return None
    key, n = counts.most_common(1)[0]
    if n * 3 < len(found) * 2:
        return None
    return next(p for p in found if (p.mention.actor_id or p.mention.group) == key)
