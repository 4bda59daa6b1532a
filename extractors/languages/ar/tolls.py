"""Whose the dead and wounded of a toll are: by the toll's own noun, by what stands behind its nouns."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.languages.ar.frame_rules import Found
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.sides import Party, common, loyal_to_them, merged

_LISTED = 6
"""chunks behind counted nouns within which whose they are is listed"""


def takes_up_toll(sentence: Sentence) -> bool:
    """As in "جاءت هذه الحصيلة إضافة إلى عدد من الجرحى": a toll told before is taken up."""
    return any(a == "هذه" and b == "الحصيله" for a, b in pairwise(sentence.norms))


def behind_nouns(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """As in "40 قتيلا وجريحا من أفراد الجيش والمواطنين": whose they are stands behind the last noun."""
    at = claim.q + 1
    if chunks[claim.q].symbol != "c" or chunks[at : at + 2] == [] or chunks[at].symbol != "j":
        return None
    while at + 1 < len(chunks) and chunks[at].symbol == "j" and chunks[at + 1].symbol in "ks":
        at += 2
    named: list[tuple[str, str]] = []
    if at == claim.q + 1 or at >= len(chunks) or chunks[at].symbol != "p":
        return None
    for chunk in chunks[at + 1 : at + 1 + _LISTED]:
        if chunk.person is not None and chunk.person.person.group is not None:
            named.append((chunk.person.person.group, chunk.person.person.kind))
        elif chunk.actor is not None and named and loyal_to_them(sentence, chunk.actor):
            continue
        elif chunk.actor is not None and chunk.actor.group != "UNKNOWN":
            named.append((chunk.actor.group, chunk.actor.kind))
        elif chunk.symbol != "j":
            break
    if not named:
        return None
    kinds = {kind for _, kind in named}
    return Party(None, merged([group for group, _ in named]), kinds.pop() if len(kinds) == 1 else "mixed")


def of_total(chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """As in "حصيلة قتلى الحوثيين ... 40 قتيلا": the toll's own noun says whose it is."""
    for at in range(claim.q - 1, 0, -1):
        if chunks[at].symbol == "|" or chunks[at].symbol == "S":
            return None
        if chunks[at].symbol != "t" and not (chunks[at].symbol == "k" and chunks[at - 1].symbol == "t"):
            continue
        named = []
        for chunk in chunks[at + 1 : claim.q]:
            if chunk.symbol in "pTr":
                break
            if chunk.person is not None and chunk.person.person.group == "CIVILIAN":
                return Party(None, "CIVILIAN", "civilian")  # "عدد القتلى المدنيين ارتفع إلى 1916"
            if chunk.actor is not None and not common(chunk.actor) and ".demonym." not in chunk.actor.rule_id:
                named.append(chunk.actor)
        return Party(named[0], merged([m.group for m in named]), "combatant") if named else None
    return None


def of_one(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "سقط قتيل من المقاومة": the force behind a noun for one dead or wounded."""
    if chunk.symbol != "s" or sentence.norms[chunk.end : chunk.end + 1] != ["من"]:
        return None
    at = chunk.end + 1 + (sentence.norms[chunk.end + 1 : chunk.end + 2] in (["صفوف"], ["جانب"], ["طرف"]))
    found = sentence.actors.get(at)
    named = found is not None and found[1].group not in ("UNKNOWN", "CIVILIAN") and ".demonym." not in found[1].rule_id
    return Party(found[1], found[1].group, found[1].kind) if found is not None and named else None
