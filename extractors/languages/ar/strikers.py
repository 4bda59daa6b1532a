"""Who struck last: a force that a sentence says raided or shelled, for those that tell what came of it.

"قصف طيران التحالف المعسكر. وأدى القصف إلى مقتل ستة": the second sentence names no doer and needs none.
"""

from dataclasses import dataclass

from extractors.analysis import ActorMention
from extractors.languages.ar.cues import cue_before, method_in
from extractors.languages.ar.deeds import same_event
from extractors.languages.ar.perpetrators import can_do, is_struck_by_event
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import STRIKES, Sentence
from extractors.languages.ar.sides import can_strike
from extractors.languages.ar.where import new_section

_FROM_AFAR = frozenset(("airstrike", "drone_strike", "shelling", "missile"))
_CLOSE = frozenset(("RESISTANCE", "GOV", "SOUTHERN", "TRIBE"))
"""forces that are not told to shell civilians unless a sentence says so"""
_TAKEN_UP = 3
"""sentences within which "the raid" can mean one told before"""
_BEFORE = 3
"""tokens before a force within which the word for its raid stands"""
_NEW_ITEM = frozenset(("كما", "كان", "كانت", "كذلك", "ايضا"))


@dataclass(frozen=True, slots=True)
class Strike:
    """A raid or a shelling that a sentence tells, whether or not it tells of any dead."""

    index: int
    """the sentence's"""
    agent: ActorMention | None
    """None where the sentence does not say who struck"""


def strike_in(sentence: Sentence) -> Strike | None:
    """The last raid or shelling of a sentence; None where it tells of none."""
    norms, agent = sentence.norms, None
    for start, (end, mention) in sorted(sentence.actors.items()):
        if mention.group in ("UNKNOWN", "CIVILIAN", "MIXED") or is_struck_by_event(sentence, start):
            continue
        cue = cue_before(norms, start)
        raid = any(norm.removeprefix("ال") in plain("raid") for norm in norms[max(0, start - _BEFORE) : start])
        struck = cue is not None and cue.role == "agent" and raid
        itself = norms[start].removeprefix("ال") in STRIKES and (cue is None or cue.role == "agent")
        if struck or itself or (cue is None and norms[end : end + 1] and norms[end] in plain("raid")):
            agent = mention
    if method_in(norms, len(norms)) not in _FROM_AFAR and method_in(norms, 0) not in _FROM_AFAR:
        return None
    return Strike(sentence.index, agent)


def striker_of(last: Strike | None, sentence: Sentence, group: str, method: str) -> ActorMention | None:
    """Who did the deed that a sentence takes up ("القصف", "الغارة"), or whose outcome it tells in the next breath."""
    if last is None or last.agent is None or new_section(sentence):
        return None
    if not can_do(last.agent, group, ()) or (group == "CIVILIAN" and last.agent.group in _CLOSE):
        return None
    if method in _FROM_AFAR and same_event(sentence):
        return last.agent if 0 < sentence.index - last.index <= _TAKEN_UP else None
    if method != "unknown" or sentence.index - last.index != 1 or any(norm in _NEW_ITEM for norm in sentence.norms[:2]):
        return None
    others = any(can_strike(mention, group) for _, mention in sentence.actors.values())
    return last.agent if can_strike(last.agent, group) and not others else None
