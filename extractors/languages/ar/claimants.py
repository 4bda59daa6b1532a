"""Who claimed an attack, or is said to be behind it, and for which of an article's attacks that holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.analysis import ActorMention
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.where import new_section

_CLAIMS = frozenset(("تبني", "تبنت", "يتبني", "تتبني", "مسووليته", "مسووليتها", "المسووليه", "مسووليه"))
_IS_BEHIND = frozenset(("يقف", "تقف", "وقف", "وقفت", "يقفون", "الوقوف", "بالوقوف", "وقوف", "بوقوف", "وقوفه"))
_ASCRIBED = frozenset(("نسب", "نسبت", "ينسب", "تنسب", "نسبوا", "منسوب", "منسوبه"))
_ATTACKS = frozenset(("هجوم", "هجمات", "تفجير", "تفجيرات", "انفجار", "عمليه", "عمليات", "اغتيال", "قتل", "اعتداء"))
_BEHIND = frozenset(("وراء", "ورا", "خلف"))
_WHICH_IT_CLAIMED = frozenset(("تبناه", "تبناها", "تبنته", "تبنتها", "تبناهما", "تبنتهما"))
_NONE = frozenset(("لم", "اي", "احد"))
_SOME = frozenset(("بعض", "بعضها", "عدد", "سلسله", "عمليات", "هجمات", "عده"))
_THIS = frozenset(("هذا", "هذه"))
_ASCRIBING = 8
"""tokens before a force within which an attack is laid at its door"""
_NEAR = 4
"""tokens beside a force within which it is said to have claimed something"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """That a force claimed an attack, or is behind it."""

    index: int
    """the sentence's"""
    agent: ActorMention
    holds_for: Literal["story", "some", "last", "before"]
    """the article's attacks; those of its own sentence; the one told just before; those told before in its section"""


def claimed_in(sentences: Sequence[Sentence]) -> list[Claimed]:
    """What forces are said to have claimed: "وتبنى تنظيم ... الهجوم", "داعش يقف وراء", "التفجير الذي تبناه التنظيم"."""
    found = []
    for sentence in sentences:
        for start, (end, mention) in sorted(sentence.actors.items()):
            holds_for = _holds_for(sentence.norms, start, end)
            if holds_for is not None and mention.group not in ("UNKNOWN", "CIVILIAN", "MIXED"):
                found.append(Claimed(sentence.index, mention, holds_for))
    return found


def _holds_for(norms: Sequence[str], start: int, end: int) -> Literal["story", "some", "last", "before"] | None:
    before, behind = norms[max(0, start - _NEAR) : start], norms[end : end + _NEAR]
    around = [*before[-3:], *behind]
    if any(word in _NONE for word in around):
        return None
    if any(word in _WHICH_IT_CLAIMED for word in before):
        return "last" if any(word in _THIS for word in norms[max(0, start - 6) : start]) else "before"
    stands = any(word in _IS_BEHIND for word in around) and any(word in _BEHIND for word in (*before, *behind))
    if not stands and not any(word in _CLAIMS for word in around) and not _ascribed(norms, start):
        return None
    return "some" if any(word in _SOME for word in around) else "story"


def _ascribed(norms: Sequence[str], start: int) -> bool:
    """As in "نسبت السلطات الهجوم إلى التنظيم", "هجمات نسبت إلى ...": an attack is laid at a force's door."""
    words = norms[max(0, start - _ASCRIBING) : start]
    deed = any(word.removeprefix("ال") in _ATTACKS for word in words)
    return words[-1:] == ["الي"] and deed and any(word in _ASCRIBED for word in words)


def claimant_of(view_sentences: Sequence[Sentence], claimed: Sequence[Claimed], at: int) -> ActorMention | None:
    """Who claimed the attack that the sentence of index `at` tells of; None where nobody is said to have."""
    for claim in claimed:
        if claim.index == at and claim.holds_for != "last":
            return claim.agent
    for claim in claimed:
        if claim.holds_for == "last" and claim.index == at + 1:
            return claim.agent
        if claim.holds_for == "before" and claim.index > at and not _sections(view_sentences, at + 1, claim.index):
            return claim.agent
    for_all = [claim for claim in claimed if claim.holds_for == "story"]
    if len({claim.agent.group for claim in for_all}) > 1:
        for_all = [claim for claim in for_all if abs(claim.index - at) <= 1]  # each claimed its own
    return for_all[0].agent if for_all else None


def _sections(sentences: Sequence[Sentence], first: int, last: int) -> bool:
    return any(new_section(sentence) for sentence in sentences[first : last + 1])


def tells_own_deed(sentence: Sentence, chunks: Sequence[Chunk], t: int | None, start: int, end: int) -> bool:
    """As in "أعلنت حركة الشباب قتل خمسة جنود": قتل tells what the speaker did, مقتل what befell them."""
    norms = sentence.norms
    if t is None or chunks[t].start != end or start == 0 or norms[end] != "قتل":
        return False
    return norms[start - 1] in plain("said") or norms[start - 1].startswith(("اعلن", "تبن"))
