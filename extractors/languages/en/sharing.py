"""Who did it by another claim of the article: the same fact told with a name, the force that those hit fight."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.components import scope
from extractors.languages.en import judging
from extractors.languages.en.attackers import Perpetrator, on_one_side
from extractors.languages.en.bands import OF_A_FIGHT
from extractors.languages.en.breakdowns import Claim
from extractors.languages.en.rules import phrase
from extractors.languages.en.story import Story

Owns = Callable[[Claim, Perpetrator], bool]
"""whether the victims of a claim fight beside the force that would have hit them"""
_COMPARED = phrase("en.phrase.blame.compared")
_KNOWN = frozenset({"en.perpetrator.person", *OF_A_FIGHT})
"""rules of perpetrators without a force of whom nothing else in the text tells more"""


def told_beside(story: Story, claims: Sequence[Claim]) -> frozenset[int]:
    """The sentences that tell only of other attacks than the article's, which need not be the claimant's."""
    drafts, main, other = [claim.draft for claim in claims], set[int](), set[int]()
    for claim in claims:
        compared = _COMPARED.search(claim.sentence.text, 0, claim.link.trigger.idx) is not None
        told = compared or (judging.is_main(story, claim.draft, drafts) and not _is_abroad(claim, claims[0]))
        (main if told else other).add(claim.sentence.index)
    return frozenset(other - main)


def _is_abroad(claim: Claim, first: Claim) -> bool:
    """Whether a claim's sentence puts it into another country than the first claim's."""
    codes = [
        place.place.country_code
        for c in (claim, first)
        if (place := c.draft.place) is not None and place.place is not None
        if c.sentence.start <= place.start < c.sentence.end
    ]
    return len(codes) > 1 and None not in codes and codes[0] != codes[1]


def is_unnamed(found: Perpetrator | None) -> bool:
    """Whether attackers are named without a side: "gunmen", "a suicide bomber"."""
    return found is not None and found.mention.actor_id is None and found.mention.rule_id not in _KNOWN


def is_one(claim: Claim) -> bool:
    """Whether a claim is about one person by name."""
    return claim.link.group.named and claim.draft.quantity.count == 1


def among_same_person(claims: Sequence[Claim], owns: Owns) -> None:
    """Whoever killed a person in one sentence killed him in the others."""
    named = [claim for claim in claims if is_one(claim)]
    known = {
        (c.link.group.surname, c.draft.outcome): c.perpetrator
        for c in reversed(named)
        if c.perpetrator is not None and c.perpetrator.mention.actor_id is not None
    }
    for claim in named:
        same = known.get((claim.link.group.surname, claim.draft.outcome))
        if claim.perpetrator is None and same is not None and not owns(claim, same):
            claim.perpetrator = replace(same, basis="carried")


def among_tellings(claims: Sequence[Claim], owns: Owns, stands_alone: Callable[[Claim], bool]) -> None:
    """Whoever did what one sentence tells did it where another one tells the same without a name."""
    told = [claim for claim in claims if _is_stated(claim)]
    for claim in claims:
        if (claim.perpetrator is not None and not is_unnamed(claim.perpetrator)) or stands_alone(claim):
            continue
        same = next((other.perpetrator for other in told if _tells_same(other, claim)), None)
        if same is not None and not owns(claim, same):
            claim.perpetrator = replace(same, basis="carried")


def _is_stated(claim: Claim) -> bool:
    found = claim.perpetrator
    return found is not None and found.basis == "stated" and found.mention.actor_id is not None


def _tells_same(one: Claim, other: Claim) -> bool:
    first, second = sorted((one.draft, other.draft), key=lambda draft: draft.anchor.start)
    return one.draft.quantity.count is not None and scope.same_fact(first, second)


def foe(story: Story, claims: Sequence[Claim], claim: Claim) -> Perpetrator | None:
    """Those whose fighters the victims' own side hit, by another claim of the article."""
    victim = claim.draft.victim
    if victim is None or victim.actor_id is None or claim.draft.victim_kind != "combatant":
        return None
    for other in sorted(claims, key=lambda c: abs(c.sentence.index - claim.sentence.index)):
        did = other.draft.perpetrator or (other.perpetrator.mention if other.perpetrator is not None else None)
        hit = other.draft.victim
        if did is None or not on_one_side(story, did, victim) or other.draft.victim_kind != "combatant":
            continue
        if hit is not None and hit.actor_id is not None and not on_one_side(story, hit, victim):
            return Perpetrator(hit, "implied")
    return None
