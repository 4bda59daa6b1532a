"""What the words before a place say of it: that something happened there, came from there, lies beside it."""

from collections.abc import Sequence

from extractors.analysis import PlaceMention
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence

_INTO = 6.0
"""points of a place behind في and its like; the others below are told against it or for it"""
_SITE = 3.0
_AWAY = 4.0
_BEARING = 9.0
_END_OF_ROAD = 12.0
_LEADING = ("المود", "المؤد", "مود", "مؤد")
"""what "leading to" begins with, as it is written and as hamzas are folded"""


_HOSPITALS = frozenset(("مستشفي", "مستشفيات", "مشفي", "مشافي"))
_TAKEN = 6
"""tokens before a place within which the hospital in it is named"""


def by_words_before(sentence: Sentence, start: int, before: Sequence[str]) -> float:
    """What the words just before a place say: in it, on the way from it, beside it."""
    if is_target(sentence, start, before):
        return _INTO
    score = _INTO if is_into(sentence, start) else 0.0
    if before and before[-1] in plain("site"):
        score += _SITE
    if is_way(before) or _is_second_end(sentence, start):
        score -= _AWAY
    if _is_end_of_road(before):
        score -= _END_OF_ROAD
    if _is_bearing(sentence, start):
        score -= _BEARING
    return score


def only_points(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place only tells where something comes from, goes to or lies: "قادما من صنعاء", "شرق صنعاء"."""
    start = next((at for at, (_, found) in sentence.places.items() if found is mention), 0)
    before = sentence.norms[max(0, start - 3) : start]
    away = is_way(before) and not is_target(sentence, start, before)
    return away or (start > 0 and (_is_second_end(sentence, start) or _is_bearing(sentence, start)))


def is_into(sentence: Sentence, start: int) -> bool:
    """Whether words just before a place say that something happened in it: في, قرب, شمال …"""
    return any(word in plain("into") for word in sentence.norms[max(0, start - 3) : start])


def is_way(before: Sequence[str]) -> bool:
    """Whether the words before a place lead to it or from it: "من صنعاء", "بين محافظتي عدن"; who arrives is there."""
    if before and before[-1] in plain("site"):
        before = before[:-1]
    arrives = any(word in plain("arrive") for word in before)
    return bool(before) and before[-1] in plain("away") and not arrives


def _is_end_of_road(before: Sequence[str]) -> bool:
    """As in "موقع يطل على الطريق المؤدي إلى شبوة": where a road leads is not where somebody stands on it."""
    leads = any(word.startswith(_LEADING) for word in before)
    return leads and any(word in plain("away") for word in before[-2:])


def is_target(sentence: Sentence, start: int, before: Sequence[str]) -> bool:
    """Whether a missile or a shell flew to a place: "صاروخا باتجاه جازان"."""
    before = [word for word in before if word not in plain("site")]
    flew = any(word.removeprefix("ال") in plain("missile") for word in sentence.norms[:start])
    return flew and bool(before) and before[-1] in plain("towards") and before[-2:-1] != ["من"]


def _is_second_end(sentence: Sentence, start: int) -> bool:
    """As in "الطريق بين نهم وصنعاء": the second of two places that something lies between."""
    norms = sentence.norms
    return norms[start - 1] == "و" and any(
        end == start - 1 and "بين" in norms[max(0, at - 2) : at] for at, (end, _) in sentence.places.items()
    )


def _is_bearing(sentence: Sentence, start: int) -> bool:
    """Whether a place only tells where another lies: "في جبهة نهم شرق العاصمة صنعاء"."""
    norms = sentence.norms
    ends = {end for at, (end, _) in sentence.places.items() if at < start}
    if norms[start] in plain("direction"):
        return start > 0 and (norms[start - 1] == "(" or start in ends)
    at = start
    while at > 0 and (norms[at - 1] in "#،(" or norms[at - 1] in plain("site")):
        at -= 1
    if at > 1 and norms[at - 1] in plain("direction"):
        at -= 1
        if at > 1 and any(norm in plain("distance") for norm in norms[max(0, at - 3) : at]):
            return True  # "على بعد 60 كيلومترا شمال عدن"
        while at > 0 and norms[at - 1] in "،(":
            at -= 1
        return at in ends
    return False


def is_reached(sentence: Sentence, place: PlaceMention) -> bool:
    """Whether a place is only where the wounded were taken: "وصلوا إلى مستشفى في المخا", "في الطريق إلى عدن"."""
    start = next((at for at, (_, found) in sentence.places.items() if found is place), 0)
    before = sentence.norms[max(0, start - _TAKEN) : start]
    hospital = any(norm.removeprefix("ال") in _HOSPITALS for norm in before)
    return (hospital and "الي" in before) or before[-2:] == ["الطريق", "الي"]
