"""What stands between a word of taking and the place it takes: who, when, by whose word, a part of the whole."""

from collections.abc import Sequence

from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import MARKS, MOST, begins_place
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import triggers

_BETWEEN = 16
"""words and phrases at most between a verb and its place"""
_COMMAS = frozenset("،,")
_ASIDE_REACH = 9
"""tokens at most between the commas of an aside"""
_ACCORDING = frozenset(("بحسب", "حسب", "وفق", "وفقا", "حسبما", "طبقا", "نقلا"))
_ADVERB = 2
"""tokens of an aside that is an adverb: "سيطرت، فعلا، على", "بالفعل" """


def past_subject(sentence: Sentence, at: int, through: Sequence[str] = ()) -> int:
    """Past the subject, the time and the like that stand between a verb and the place it takes.

    `through`: prepositions that may stand before the place.
    """
    norms = sentence.norms
    for _ in range(_BETWEEN):
        if at >= len(norms):
            return at
        if norms[at] in _COMMAS and (after := past_aside(sentence, at)) is not None:
            at = after
            continue
        if at in sentence.actors and not begins_place(sentence, at):
            at = sentence.actors[at][0]
            continue
        time = find_time(norms, at)
        if time is not None:
            at = time.end
            continue
        if norms[at] in MOST and (whole := _of_whole(sentence, at)):
            return whole
        if begins_place(sentence, at):
            return at
        if norms[at] in through and begins_place(sentence, at + 1):
            return at + 1
        if norms[at] in MARKS or norms[at] in plain("place_stop") or match_phrase(triggers(), norms, at):
            return len(norms)
        at += 1
    return at


def whole_at(sentence: Sentence, at: int) -> int:
    """Token `at`, or where the whole begins of which a part is named there."""
    if begins_place(sentence, at):
        return at
    if at < len(sentence.norms) and sentence.norms[at] in MOST and (whole := _of_whole(sentence, at)):
        return whole
    return at


def _of_whole(sentence: Sentence, at: int) -> int | None:
    """Where the whole is named of which token `at` is a part: "القسم الأكبر من المدينة"."""
    for place in range(at + 1, min(at + 4, len(sentence.norms) - 1)):
        if sentence.norms[place] == "من":
            return place + 1 if begins_place(sentence, place + 1) else None
    return None


def past_aside(sentence: Sentence, at: int) -> int | None:
    """Behind an aside that the comma at token `at` opens or ends: "استعادت، مساء الأحد، الجبل"; None for no aside."""
    norms = sentence.norms
    if at and any((time := find_time(norms, i)) is not None and time.end == at for i in range(max(0, at - 5), at)):
        return at + 1
    close = next((i for i in range(at + 1, min(at + _ASIDE_REACH, len(norms))) if norms[i] in _COMMAS), None)
    if close is None:
        return None
    inside = norms[at + 1 : close]
    told = find_time(norms, at + 1) is not None or not _ACCORDING.isdisjoint(inside[:2])
    adverb = len(inside) <= _ADVERB and not any(begins_place(sentence, i) for i in range(at + 1, close))
    return close + 1 if told or adverb else None
