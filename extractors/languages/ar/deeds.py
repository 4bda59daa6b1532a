"""Words for attacks and fights, and what they say of a sentence."""

from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.words import triggers


def same_event(sentence: Sentence) -> bool:
    """Whether a sentence goes on about an event by a definite noun: الهجوم, الغارة, المواجهات."""
    return any(norm in plain("the_deed") for norm in sentence.norms)


def tells_deed(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an attack, a strike, a fight."""
    return any(norm.removeprefix("ال") in plain("deed") for norm in sentence.norms)


def one_deed(sentence: Sentence) -> bool:
    """Whether a sentence tells of one attack, or of one told before."""
    return same_event(sentence) or any(norm in plain("one_deed") for norm in sentence.norms)


def tells_fight(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a clash, which may last for days."""
    return any(norm.removeprefix("ال") in plain("fight") for norm in sentence.norms)


def nearest_deed(sentence: Sentence, at: int) -> int:
    """Tokens from `at` to the nearest word for an attack, a fight, a death; the sentence's length where none is."""
    norms = sentence.norms
    words = [i for i, norm in enumerate(norms) if norm.removeprefix("ال") in plain("deed") or norm in triggers()]
    return min((abs(i - at) for i in words), default=len(norms))
