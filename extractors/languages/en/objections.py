"""What speaks against a force that a sentence does not name as those who did it."""

from collections.abc import Sequence

from extractors.languages.en.attackers import Perpetrator, on_one_side, same_side
from extractors.languages.en.authorities import is_arrest
from extractors.languages.en.bothsides import is_sided
from extractors.languages.en.breakdowns import Claim
from extractors.languages.en.parties import states_named
from extractors.languages.en.rules import phrase
from extractors.languages.en.story import Story

_PROVOKED = phrase("en.phrase.objections.provoked")
_CHARGED = phrase("en.phrase.objections.charged")


def owns(story: Story, claim: Claim, found: Perpetrator, *, sides_hold: bool) -> bool:
    """Whether the victims belong to the force that would have done it, or to one that fights beside it."""
    victim = claim.draft.victim
    if victim is None or victim.actor_id is None:
        return False
    return same_side(victim, found.mention) or (sides_hold and on_one_side(story, victim, found.mention))


def is_hit_beside(claims: Sequence[Claim], claim: Claim, found: Perpetrator) -> bool:
    """Whether the sentence names a force only as others of its victims: "30 marines died and another 60 were hurt"."""
    beside = [other.draft.victim for other in claims if other is not claim and other.sentence is claim.sentence]
    if found.basis != "implied" or is_sided(claim.link, claim.draft.victim):
        return False
    return any(victim is not None and victim.overlaps(found.mention) for victim in beside)


def speaks(story: Story, claim: Claim, found: Perpetrator) -> bool:
    """Whether the force that would have hit people without arms owns the medium that tells of it.

    Whom its police arrested such a medium does tell.
    """
    source = claim.draft.source
    if source is None or source.kind != "media" or claim.draft.victim_kind == "combatant" or is_arrest(claim.link):
        return False
    speakers = story.actors_overlapping(source.start, source.end)
    return any(mention.actor_id == found.mention.actor_id for mention in speakers)


def answered_it(story: Story, claim: Claim, found: Perpetrator) -> bool:
    """Whether a force struck because of what a claim tells: "**jets** hit a camp to avenge the attack that"."""
    sentence, actor = claim.sentence, found.mention.actor_id
    match = _PROVOKED.search(sentence.text, 0, claim.link.trigger.idx)
    if match is None or actor is None or _CHARGED.search(sentence.text, 0, match.start()) is not None:
        return False
    start, provoked, told = sentence.start, sentence.start + match.start(), sentence.start + claim.link.trigger.idx
    if any(m.actor_id == actor for m in story.actors_in(provoked, told)):
        return False  # "Iran fired at U.S. bases in response to the U.S. strike that killed"
    before = [*story.actors_in(start, provoked), *states_named(story, start, provoked)]
    return bool(before) and min(before, key=lambda m: m.start).actor_id == actor
