"""Breakdowns of a total that an earlier sentence told: "The dead include three children and two women"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.analysis import CasualtyDraft
from extractors.components import scope
from extractors.languages.en.linkbase import SHARES, Link
from extractors.languages.en.perpetrators import Perpetrator
from extractors.languages.en.sentences import Sentence

_ALSO = re.compile(r"\bha(?:s|ve) also (?:been )?(?:died|killed|lost|wounded|injured|fallen|perished)\b")
_OTHERS = frozenset({"another", "other", "second", "third", "fourth", "fifth"})


@dataclass(slots=True)
class Claim:
    """A link on its way to a draft."""

    link: Link
    draft: CasualtyDraft
    sentence: Sentence
    perpetrator: Perpetrator | None = None
    own_time: bool = False
    """whether the claim's sentence gives its time"""


def link(claims: Sequence[Claim]) -> None:
    """Point the parts of each breakdown at the nearest total told before it that can hold them all.

    Without a total told before, the parts stay claims of their own.
    """
    for (_, outcome), group in groupby(claims, key=lambda claim: (claim.sentence.index, claim.draft.outcome)):
        parts = [claim for claim in group if _is_share(claim)]
        if not parts:
            continue
        first = claims.index(parts[0])
        whole = _whole(claims[:first], parts, outcome)
        if whole is None:
            continue
        for part in parts:
            part.draft.part_of = whole.draft
            if not part.own_time:
                part.draft.time, part.draft.scope = whole.draft.time, whole.draft.scope


def _is_share(claim: Claim) -> bool:
    return claim.link.how in SHARES and claim.draft.part_of is None and claim.draft.modality == "asserted"


def _size(claim: Claim) -> int:
    quantity = claim.draft.quantity
    return quantity.count or quantity.low or 0


def _whole(before: Sequence[Claim], parts: Sequence[Claim], outcome: str) -> Claim | None:
    """The last total before the parts, of their outcome and days, at least as large as all of them together."""
    needed = max(sum(_size(part) for part in parts), max(_size(part) for part in parts) + 1)
    for claim in reversed(before):
        draft = claim.draft
        if draft.outcome != outcome or draft.part_of is not None or draft.modality != "asserted":
            continue
        if claim.sentence.index == parts[0].sentence.index or draft.scope == "background":
            continue
        dated = all(scope.days_agree(draft.time, part.draft.time) for part in parts if part.own_time)
        if claim.link.how in SHARES or any(_other_nationals(part, claim) or _unlike(part, claim) for part in parts):
            continue
        if _size(claim) >= needed and dated and not any(_elsewhere(part, claim) for part in parts):
            return claim
    return None


def _other_nationals(part: Claim, whole: Claim) -> bool:
    """Whether both count people of a nation: "seven Japanese" are no part of "nine Italians"."""
    mine, theirs = part.link.group, whole.link.group
    return mine.number is not None and mine.head.tag_.startswith("NNP") and theirs.head.tag_.startswith("NNP")


def _unlike(part: Claim, whole: Claim) -> bool:
    """Whether people without arms are told of, who are no part of fighters: of the attackers whom the police shot."""
    return part.draft.victim_kind == "civilian" and whole.draft.victim_kind == "combatant"


def go_on(claims: Sequence[Claim]) -> None:
    """Give those who "have also died" the scope of the toll in the sentence before, which they go on with."""
    scopes = {claim.sentence.index: claim.draft.scope for claim in reversed(claims)}
    for claim in claims:
        before = scopes.get(claim.sentence.index - 1)
        if not claim.own_time and before in ("background", "period") and _ALSO.search(claim.sentence.text):
            claim.draft.scope = before


def part_repeats(claims: Sequence[Claim]) -> None:
    """Leave those told as others what they are: "a second guard" is not the guard told of before."""
    for claim in claims:
        words = claim.link.group.head.doc[claim.link.group.start : claim.link.group.end]
        if claim.draft.quantity.count == 1 and any(token.lower_ in _OTHERS for token in words):
            claim.draft.repeats = None


def _elsewhere(part: Claim, whole: Claim) -> bool:
    """Whether the part's own sentence puts it into another place than the total's."""
    mention, sentence = part.draft.place, part.sentence
    if mention is None or whole.draft.place is None or not sentence.start <= mention.start < sentence.end:
        return False
    here, there = mention.place, whole.draft.place.place
    if here is None or there is None or here.place_id == there.place_id:
        return False
    if here.country_code != there.country_code:
        return True
    return here.admin1 is not None and there.admin1 is not None and here.admin1 != there.admin1
