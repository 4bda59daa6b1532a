"""Words for attacks and fights, and what they say of a sentence."""

from collections.abc import Sequence

from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.sides import is_force
from extractors.languages.ar.taken_places import control_words
from extractors.languages.ar.words import triggers

_SELF = frozenset(("نفسه", "نفسها"))
_BEFORE = 0.7
_BROUGHT_REACH = 14
"""tokens before the dead or the wounded within which the verb stands that brings them somewhere"""
_NOUN_REACH = 4
_THIS = frozenset(("هذه", "هذا", "تلك", "ذلك"))
_SPAN = frozenset(("الفتره", "المده"))
_SAME = (["نفسها"], ["ذاتها"], ["عينها"])
_ANOTHER = frozenset(("اخري", "اخر"))


def same_event(sentence: Sentence) -> bool:
    """Whether a sentence goes on about an event by a definite noun: الهجوم, الغارة, المواجهات."""
    return any(norm in plain("the_deed") for norm in sentence.norms)


def points_back(sentence: Sentence) -> bool:
    """Whether a sentence takes up an attack told before ("هذه الغارات") or tells one more of it ("غارة أخرى")."""
    norms = sentence.norms
    for at, norm in enumerate(norms):
        if norm.removeprefix("ال") not in plain("deed"):
            continue
        if norm.startswith("ال") and at and norms[at - 1] in _THIS:
            return True
        if norms[at + 1 : at + 2] and norms[at + 1] in _ANOTHER:
            return True
    return False


def tells_deed(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an attack, a strike, a fight."""
    return any(norm.removeprefix("ال") in plain("deed") for norm in sentence.norms)


def one_deed(sentence: Sentence) -> bool:
    """Whether a sentence tells of one attack, or of one told before."""
    return same_event(sentence) or any(norm in plain("one_deed") for norm in sentence.norms)


def tells_fight(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a clash, which may last for days."""
    return any(norm.removeprefix("ال") in plain("fight") for norm in sentence.norms)


def is_deed(norms: Sequence[str], at: int) -> bool:
    """Whether a word for an attack, a fight, a death stands at token `at`; "هجوما" is one as well."""
    noun = norms[at].removeprefix("ال")
    return (
        not {noun, noun.removesuffix("ا")}.isdisjoint(plain("deed")) or match_phrase(triggers(), norms, at) is not None
    )


def takes_up_fight(sentence: Sentence) -> bool:
    """Whether a sentence goes on about a fight told before, or its time: "خلال المواجهات", "خلال تلك الفترة"."""
    norms = sentence.norms
    for at, norm in enumerate(norms):
        if norm.startswith("ال") and norm.removeprefix("ال") in plain("fight"):
            return True
        if norm in _SPAN and (norms[at - 1] in _THIS or norms[at + 1 : at + 2] in _SAME):
            return True
    return False


def nearest_deed(sentence: Sentence, at: int) -> float:
    """Tokens from `at` to the nearest word for an attack, a fight, a death; the sentence's length where none is.

    A deed before it counts as nearer: "عبرت الجمعة عن صدمتها إثر غارات الخميس".
    """
    norms = sentence.norms
    words = [i for i in range(len(norms)) if is_deed(norms, i)]
    return min(((at - i) * _BEFORE if i < at else i - at for i in words), default=float(len(norms)))


def tells_news(sentence: Sentence) -> bool:
    """Whether a sentence is about the war: a deed, a death, a place taken, a force; no ship that came, no session."""
    if tells_deed(sentence) or any(is_force(mention) for _, mention in sentence.actors.values()):
        return True
    norms = sentence.norms
    if any(norm in plain("raid") for norm in norms) or _blew_up(norms):
        return True
    return any(match_phrase(triggers(), norms, i) or match_phrase(control_words(), norms, i) for i in range(len(norms)))


def _blew_up(norms: Sequence[str]) -> bool:
    """As in "فجر انتحاري نفسه"; فجر alone is the dawn."""
    return any(
        norm in ("فجر", "فجرت") and not _SELF.isdisjoint(norms[at + 1 : at + 4]) for at, norm in enumerate(norms)
    )


def brought_by(sentence: Sentence, at: int) -> int | None:
    """The first verb that brings the dead or wounded at token `at` somewhere, no deed between: "وصلت أمس 60 جثة"."""
    norms = sentence.norms
    if plain("brought").isdisjoint(norms[max(0, at - 1) : at + _NOUN_REACH]):
        return None
    verb = None
    for back in range(at - 1, max(-1, at - 1 - _BROUGHT_REACH), -1):
        if norms[back] in "؛.:" or (is_deed(norms, back) and norms[back] not in plain("brought")):
            break
        verb = back if norms[back] in plain("bringing") else verb
    return verb


def only_brings(sentence: Sentence) -> bool:
    """Whether a sentence's first news is that dead or wounded arrive, so that its day is no fight's."""
    norms = sentence.norms
    first = next((at for at in range(len(norms)) if norms[at] in plain("brought") or is_deed(norms, at)), None)
    return first is not None and norms[first] in plain("brought") and brought_by(sentence, first) is not None
