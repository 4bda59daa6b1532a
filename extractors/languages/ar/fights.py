"""What a fight says of who killed whom: both its sides, men on the ground and aircraft beside them."""

from collections.abc import Sequence

from extractors.analysis import ActorMention
from extractors.languages.ar.cues import SINCE, cue_before
from extractors.languages.ar.sentence import STRIKES, Sentence

_ON_THE_GROUND = frozenset(("مواجهات", "اشتباكات", "معارك", "كماين", "كمين", "بكماين", "بكمين", "بمواجهات"))

_BLOWS = frozenset(("ضربات", "ضربه"))

_MEANS = 8
"""tokens within which two means are told together"""


_ACTING = frozenset(("قيام", "منسوبي", "افراد"))
_PEACEFUL = frozenset(("اداء", "تاديه", "صلاه", "حراسه", "واجب", "تناول", "زياره", "تدريب"))
_PEACEFUL_REACH = 9
"""tokens behind a force within which it is told that it did what harms nobody"""


def at_peace(norms: Sequence[str], start: int, end: int) -> bool:
    """Whether the force at tokens `start`:`end` did what harms nobody: "أثناء قيام القوات بأداء الصلاة"."""
    if not start or norms[start - 1] not in _ACTING:
        return False
    return any(norm.removeprefix("ب").removeprefix("ال") in _PEACEFUL for norm in norms[end : end + _PEACEFUL_REACH])


def flies(sentence: Sentence, start: int) -> bool:
    """Whether the force at token `start` is named by its aircraft or its raids, which take no prisoners."""
    return any(norm.removeprefix("ال") in STRIKES for norm in sentence.norms[max(0, start - 2) : start + 1])


def fought_and_raided(sentence: Sentence, at: int) -> bool:
    """As in "قتل 41 في مواجهات وغارات": the one number is of those whom men on the ground killed, and aircraft."""
    norms = [norm.removeprefix("ال") for norm in sentence.norms]
    for i in range(at, len(norms) - 2):
        if norms[i] in _ON_THE_GROUND:
            rest = norms[i + 1 : i + _MEANS]
            joined = next((k for k, norm in enumerate(rest) if norm == "و"), None)
            if joined is not None and any(norm in STRIKES | _BLOWS for norm in rest[joined + 1 : joined + 3]):
                return True
    return False


def is_one_of_two(sentence: Sentence, mention: ActorMention, group: str) -> bool:
    """As in "اشتباكات بين الجيش ومسلحين": named only as a side of a fight; the dead are of neither or of both."""
    if group not in ("CIVILIAN", "UNKNOWN", "MIXED"):
        return False
    named = {m.group for _, m in sentence.actors.values()} - {"CIVILIAN", "UNKNOWN"}
    start = next((at for at, (_, m) in sentence.actors.items() if m is mention), 0)
    cue = cue_before(sentence.norms, start)
    since = any(norm in SINCE for norm in sentence.norms[max(0, start - 5) : start])
    if cue is None or cue.role != "opponent" or since or named == {"OTHER"}:
        return False
    return group == "MIXED" or cue.id == "ar.cue.clash_between"
