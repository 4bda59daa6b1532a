"""Forces that are named beside another only as those who back it, or whom it follows."""

from collections.abc import Sequence

from extractors.languages.ar.sentence import Sentence

_BACKED = frozenset(
    ("مسنوده", "مسنودا", "مسنودين", "مدعومه", "مدعوما", "مدعومين", "معززه", "معززين", "متحالفه", "متحالفين")
)

_LOYAL_TO = frozenset(("مواليه", "مواليا", "موالين", "موالون", "مويده", "مويدين", "مناصره", "مناصرين"))


def backs(norms: Sequence[str], start: int) -> bool:
    """Whether a force is named only as what backs another: "المسنودة بقوات الجيش"."""
    return any(norm.removeprefix("ال") in _BACKED for norm in norms[max(0, start - 2) : start])


def is_followed(sentence: Sentence, start: int) -> bool:
    """Whether a name only says whose a force is: "المقاومة الموالية للرئيس هادي [أسرت]"."""
    return any(
        norm.removeprefix("ال") in _LOYAL_TO and any(end == at for end, _ in sentence.actors.values())
        for at, norm in enumerate(sentence.norms[max(0, start - 3) : start], max(0, start - 3))
    )


def backed_until(sentence: Sentence, end: int) -> int:
    """Where a force's name ends with those who back it: "المقاومة المسنودة بقوات الجيش [تصدت]"."""
    norms = sentence.norms
    if end < len(norms) and norms[end].removeprefix("ال") in _BACKED | _LOYAL_TO:
        for start in range(end + 1, min(end + 4, len(norms))):
            if start in sentence.actors:
                return sentence.actors[start][0]
    return end


def past_place(sentence: Sentence, at: int) -> int:
    """Past where a force is, before what it did: "المقاومة في شبوة [نصبت]", "القوات بمحافظة مأرب [قتلت]"."""
    norms = sentence.norms
    if at < len(norms) and norms[at] in ("في", "ب"):
        for start in range(at + 1, min(at + 3, len(norms))):
            if start in sentence.places:
                return sentence.places[start][0]
    return at
