"""Places that shall be taken and are not yet: plans, attempts, conditions, denials beside a word of taking."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.languages.ar.seizures import words_of_kind
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import ControlWord

_NOT_YET = frozenset(("وشيك", "وشيكا", "وشيكه", "قريبا", "قريب", "قوسين", "مساله", "اولويات", "اولويه"))
_NOT_YET_REACH = 12
"""words behind what has not happened: "تحرير المحافظة بات قريبا"."""

_ACHIEVED = frozenset(("تمكن", "تمكنت", "تمكنوا", "نجح", "نجحت", "نجحوا", "استطاع", "استطاعت", "تم")) | frozenset(
    ("اعلن", "اعلنت", "بعد", "من", "عقب", "منذ")
)

_CONDITION_REACH = 6

_PAST = frozenset(("بعد", "عقب", "اثر", "منذ"))
"""before what has happened, whatever stands before them: "تسعى إلى الميناء بعد السيطرة على المدينة"."""
_AWAITED_REACH = 14
_AWAITING = frozenset(
    ("لن", "لا", "ليس", "ليست", "يجب", "ينبغي", "لابد", "بد", "سوف", "شرط", "شروط", "قال", "ضروره", "موعد", "س")
)
_PRESENT = ("يشترط", "تشترط", "يرفض", "ترفض", "يريد", "تريد", "ينوي", "تنوي", "يتوقع", "تتوقع")
"""before "before", what is not yet: "لا مفاوضات قبل تحرير صنعاء" """
_FUTURE = ("سي", "ست", "سن")
_FUTURE_VERB = 5
_NOT_FUTURE = (
    "سيطر",
    "سيار",
    "سياس",
    "سياد",
    "سيد",
    "سيو",
    "سين",
    "سنو",
    "سنه",
    "سنج",
    "سنح",
    "سند",
    "سني",
    "سنت",
    "سنا",
    "ستين",
    "ستون",
    "ستم",
    "ستار",
    "ستاد",
)
"""words that only begin like the future"""
_BLOCK_REACH = 3
_AIM_REACH = 14
"""tokens within which an aim holds for what "and" joins: "بهدف اقتحام المدينة والسيطرة عليها"."""
_DONE = frozenset(("تمكن", "تمكنت", "تمكنوا", "نجح", "نجحت", "نجحوا", "استطاع", "استطاعت", "استطاعوا", ".", "؛"))
"""words behind which no aim told before them holds any more"""
_TOLD_NEXT = frozenset(("اعلن", "اعلنت", "اعلنوا", "حيث", "التي", "الذي", "فيما", "بينما"))
_GOES_ON_REACH = 11
_NEARS = ("اقترب", "تقترب", "يقترب")
_NEAR_REACH = 18
_QUOTES = frozenset("«»“”\"'")
_BEFORE_THAT = ("قبل", "ان")


def is_not_yet(sentence: Sentence, at: int, word: ControlWord) -> bool:
    """Whether the words before make it a plan, an attempt or a condition."""
    norms = sentence.norms
    told = not word.type.endswith("_noun") and word.type != "fall"
    if not told and any(norm in _NOT_YET for norm in norms[at + 1 : at + _NOT_YET_REACH]):
        return True
    if _is_conditional(norms, at):
        return True
    if any(norm in ("ناريا", "ناريه") for norm in norms[at + 1 : at + 3]):
        return True  # within range of their guns, not in their hands
    before = norms[max(0, at - _BLOCK_REACH) : at]
    for i, norm in enumerate(reversed(before)):
        if norm in _ACHIEVED and i < 2:
            break
        if norm == "ل" and i and any(start <= at - i < end for start, (end, _) in sentence.actors.items()):
            continue  # "القوات الموالية للحكومة استعادت": not "لاستعادة"
        if norm == "قبل" and not _awaited(norms[: at - i]):
            continue  # "زرعوا الألغام في الميناء قبل تحريره": it has been freed
        if (norm == "قبل" or norm in words_of_kind("block")) and (not told or norm in ("لن", "لم", "س")):
            return True
    ongoing = word.action == "liberated" and _goes_on(norms, at)
    return not told and (ongoing or _is_neared(norms, at) or _is_aimed_at(norms, at))


def _is_conditional(norms: Sequence[str], at: int) -> bool:
    """Whether a word of a plan, a condition or the future stands near before; what is done "before" is done."""
    first = max(0, at - _CONDITION_REACH)
    near = range(max((i + 1 for i in range(first, at) if norms[i] in _PAST), default=first), at)
    for i in near:
        if not {norms[i], norms[i].removeprefix("ال")}.isdisjoint(words_of_kind("conditional")) or _is_future(norms[i]):
            done = tuple(norms[max(0, i - 2) : i]) == _BEFORE_THAT and not _awaited(norms[: i - 2])
            if not done:
                return True
    return False


def _goes_on(norms: Sequence[str], at: int) -> bool:
    """As in "تواصل المقاومة عملية تطهير المديرية": it is not done yet."""
    for i in range(at - 1, max(-1, at - _GOES_ON_REACH), -1):
        if norms[i] in _PAST | _DONE | _TOLD_NEXT:
            return False
        if norms[i] in words_of_kind("ongoing"):
            return True
    return False


def _is_neared(norms: Sequence[str], at: int) -> bool:
    """As in "اقتربت القوات، اليوم، من تطهير المحافظة"."""
    if norms[at - 1 : at] != ["من"]:
        return False
    near = norms[max(0, at - _NEAR_REACH) : at]
    since = max((i + 1 for i, norm in enumerate(near) if norm in _PAST | _DONE), default=0)
    return any(norm.startswith(_NEARS) for norm in near[since:])


def _is_aimed_at(norms: Sequence[str], at: int) -> bool:
    """Whether an aim told before holds for the noun at token `at`: "للزحف على المدينة وتحريرها", "لمساعدته على ..."."""
    while at and norms[at - 1] in _QUOTES:
        at -= 1
    joined, helped = norms[at - 1 : at] == ["و"], norms[at - 1 : at] in (["علي"], ["في"])
    for i in range(at - 1, max(-1, at - 1 - _AIM_REACH), -1):
        if norms[i] in _PAST | _DONE or not (joined or helped):
            return False
        if joined and norms[i] in words_of_kind("aim"):
            return True
        purpose = norms[i + 1].removeprefix("ال") if norms[i] in ("ل", "نحو") else ""
        if purpose in words_of_kind("approach"):
            return True
    return False


def _awaited(before: Sequence[str]) -> bool:
    """Whether the words before "before" speak of what shall not, or cannot, be until then."""
    near = before[-_AWAITED_REACH:]
    awaited = (norm in _AWAITING and before_it != "ب" for before_it, norm in pairwise(["", *near]))
    return any(awaited) or any(_is_future(norm) or norm.startswith(_PRESENT) for norm in near)


def _is_future(norm: str) -> bool:
    """سيبسط, ستتجه: a verb with the mark of the future."""
    verb = norm[1:] if norm.startswith(("و", "ف")) else norm
    return verb.startswith(_FUTURE) and len(verb) >= _FUTURE_VERB and not verb.startswith(_NOT_FUTURE)
