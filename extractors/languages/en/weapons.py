"""Who does not have, or does not use, the weapon that a sentence tells of: no reader would think of them."""

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

LAID = phrase("en.phrase.weapons.laid")
_CHEMICAL = phrase("en.phrase.weapons.chemical")
_TARGET = phrase("en.phrase.weapons.target")
_STATE = (1, 8)
_GROUP = (2, 3, 4)
"""ACLED's classes: states at home and abroad; rebels, militias and communal groups"""


def is_unlikely(story: Story, sentence: Sentence, draft: CasualtyDraft, doer: ActorMention) -> bool:
    """Whether the weapon speaks against a force that the sentence does not name.

    States lay no car bombs for people without arms, groups fly no jets, gas is used at home, nobody hits his own posts.
    """
    if _is_target(story, sentence, doer):
        return True
    actor = ActorRegister.load().by_id.get(doer.actor_id or "")
    if actor is None:
        return False
    before = story.sentences[max(0, sentence.index - 1)].text
    laid = LAID.search(sentence.text) or LAID.search(before)
    if laid is not None and actor.inter in _STATE and draft.victim_kind != "combatant":
        return True
    if draft.method == "airstrike" and actor.inter in _GROUP:
        return True
    place = draft.place.place if draft.place is not None else None
    country = place.country_code if place is not None else story.country
    foreign = actor.inter in _STATE and actor.country_code is not None and actor.country_code != country
    return foreign and _CHEMICAL.search(sentence.text) is not None


def _is_target(story: Story, sentence: Sentence, force: ActorMention) -> bool:
    """Whether a sentence names a post of a force, which was hit: "rockets struck the U.S. Embassy"."""
    own = (m for m in story.actors_in(sentence.start, sentence.end) if m.actor_id == force.actor_id)
    return any(_TARGET.match(story.text, mention.end) for mention in own)
