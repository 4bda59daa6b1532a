"""Days on which something was said, admitted, mourned or denied, which are not those of the events told."""

from collections.abc import Sequence

from extractors.analysis import TimeMention
from extractors.languages.ar.calendar_words import TimeChunk, is_point
from extractors.languages.ar.deeds import is_deed
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence

_STATEMENTS = frozenset(("بيان", "تصريح", "تصريحات", "للصحافيين", "موتمر", "الصحافيين", "صحافي", "صحفي"))
_AS_TOLD = frozenset(("بحسب", "حسب", "وفق", "وفقا"))
"""words before those who told, whose day is that of the telling"""
_RELATIVES = frozenset(("التي", "الذي", "الذين", "اللذين", "اللتين"))
_ADMIT = frozenset(("اعترف", "اعترفت", "اقر", "اقرت", "نعي", "نعت"))
_THAT = frozenset(("ان", "انه", "انها", "انهم", "انهما"))
_SPEECH_REACH = 8
_SPEAKER_REACH = 12
"""tokens before a day within which a verb of saying stands, its speaker between them"""
_COPY_REACH = 22
"""the same, where the sentence says who got a copy of the statement"""
_TOLD_REACH = 12
_OF_TOLL = 5


def of_statement(sentence: Sentence, chunk: TimeChunk, toll: int | None = None) -> bool:
    """Whether a time is that of a statement: "في بيان الاثنين", or stands beside a new toll of an old event.

    `toll`: the token of "toll"; a time just behind it says of which days it is ("حصيلة قتلى السبت").
    """
    start, end = chunk.start, chunk.end
    weekday = chunk.expression is not None and chunk.expression.kind == "weekday"
    norms = sentence.norms
    of_toll = toll is not None and not 0 < start - toll <= _OF_TOLL
    of_toll = of_toll and not any(norm in _RELATIVES for norm in norms[max(0, start - 3) : start])
    if of_toll or any(word in _STATEMENTS for word in norms[max(0, start - 2) : start]):
        return True
    if _as_told(norms, start) or _admitted(norms, start):
        return True
    # "صرحت المنسقة الجمعة أن": the day of the words; between commas it is the day of the event
    return weekday and end < len(norms) and norms[end] == "ان" and norms[start - 1] not in ("،", ",")


def _as_told(norms: Sequence[str], start: int) -> bool:
    """As in "حسبما أوردت وسائل إعلام السبت": the day of the telling."""
    for at in range(start - 1, max(-1, start - _TOLD_REACH), -1):
        if norms[at] in "،,؛":
            return False
        if norms[at] == "حسبما" or (norms[at] in _AS_TOLD and norms[at + 1] in ("ما", "لما")):
            return True
    return False


def _admitted(norms: Sequence[str], start: int) -> bool:
    """As in "أقرت الجماعة، الثلاثاء، بمقتل": who admits a loss does so after the day."""
    return start <= 8 and any(word in _ADMIT for word in norms[: min(3, start)])


def is_telling(sentence: Sentence, chunk: TimeChunk, reach: int = _SPEAKER_REACH) -> bool:
    """As in "ذكرت مصادر، الأربعاء، أن": a day beside a verb of saying and before what was said.

    `reach`: tokens before the day within which the verb stands.
    """
    norms = sentence.norms
    before = norms[max(0, chunk.start - reach) : chunk.start]
    after = norms[chunk.end : chunk.end + _SPEECH_REACH]
    return any(word in plain("said") for word in before) and (
        not _THAT.isdisjoint(after) or not {"ب", "عن"}.isdisjoint(after[:2])
    )


def of_words(sentence: Sentence, chunk: TimeChunk) -> bool:
    """Whether a day belongs to a verb of saying, denying, mourning … and to no deed: "أدانت المنظمة أمس مقتل".

    Where the sentence tells another day, that one is the event's.
    """
    return _verb_of_words(sentence, chunk) is not None


def of_meeting(sentence: Sentence, chunk: TimeChunk) -> bool:
    """The same for a verb that tells nothing of the war: who meets, visits, calls upon somebody on a day."""
    return _verb_of_words(sentence, chunk) in plain("met")


def _verb_of_words(sentence: Sentence, chunk: TimeChunk) -> str | None:
    """The verb of saying or reacting before a day, no deed and no "that" between them."""
    norms = sentence.norms
    copied = "نسخه" in norms[max(0, chunk.start - _SPEAKER_REACH) : chunk.start]  # "في بيان تلقت الوكالة نسخة منه أمس"
    reach = _COPY_REACH if copied else _SPEAKER_REACH
    for at in range(chunk.start - 1, max(-1, chunk.start - 1 - reach), -1):
        if any(norms[at] in plain(role) for role in ("said", "reacted", "met")):
            return norms[at]
        said = norms[at] in _THAT or norms[at] == ":"
        if said or is_deed(norms, at) or (norms[at] in "،,؛" and chunk.start - at > 1):
            return None
    return None


def told_on(sentence: Sentence, times: Sequence[tuple[int, TimeChunk, TimeMention]]) -> TimeMention | None:
    """The day on which a sentence says that its news were told: "قالت الوكالة أمس الثلاثاء إن ضابطا"."""
    return next(
        (m for _, c, m in times if m.date_end is not None and is_point(c) and is_telling(sentence, c, _SPEECH_REACH)),
        None,
    )
