"""Lists of places that were taken: "جبل عكد والحميراء وحصون الطلي", "مواقع، أبرزها جبل الشبكة"."""

from collections.abc import Sequence

from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import (
    AND,
    HUGGING,
    INSIDE,
    MARKS,
    PRONOUNS,
    Taken,
    begins_place,
    control_words,
    joins,
    name_end,
)
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import is_marked, persons, triggers

_AMONG = frozenset(("بين", "ابرز", "اهم", "من", "اهمها", "ابرزها", "بينها", "منها", "هي"))

_ALSO = frozenset(("كذا", "كذلك", "ايضا", "علي"))
"""words that may stand between "and" and one more place of a list"""
_AMONG_REACH = 12
_BESIDES = frozenset(
    (
        ("اضافه", "الي"),
        ("الاضافه", "الي"),
        ("بالاضافه", "الي"),
        ("فضلا", "عن"),
        ("علاوه", "علي"),
        ("الي", "جانب"),
        ("وكذلك", "علي"),
        ("وكذا", "علي"),
    )
)
_BESIDES_REACH = 24
_NEW_CLAUSE = frozenset((".", "؛", ":", "فيما", "بينما", "كما", "بعد", "عقب", "اثر", "في حين", "وذلك", "حيث"))
_TWO_REGIONS = frozenset(("محافظتي", "مديريتي", "مدينتي", "منطقتي"))
_TWO = 2
_NAME = 5
"""letters at least of a name with its article"""


def listed(sentence: Sentence, at: int) -> list[Taken]:
    """The places of a list that begins at token `at`: "جبل عكد والحميراء وحصون الطلي"."""
    if not begins_place(sentence, at) and not _leads_list(sentence, at):
        return []
    found: list[Taken] = []
    start: int | None = at
    several = sentence.norms[at] in plain("several_sites")
    while start is not None:
        end = name_end(sentence, start, several)
        if end <= start:
            break
        found += _parted(sentence, start, end)
        start = _next_member(sentence, end, several)
    named = (_among(sentence, found[-1].end) or _besides(sentence, found[-1].end)) if found else None
    if named is not None:
        vague = len(found) == 1 and not any(found[0].start <= s < found[0].end for s in sentence.places)
        return (found[:0] if vague and several else found) + listed(sentence, named)
    return found


def _parted(sentence: Sentence, start: int, end: int) -> list[Taken]:
    """One place, or as many as two regions hold: "مواقع في محافظتي مأرب والجوف"."""
    dual = next((i for i in range(start + 1, end) if sentence.norms[i] in _TWO_REGIONS), None)
    named = [at for at in sorted(sentence.places) if dual is not None and dual < at < end]
    if len(named) != _TWO:
        return [Taken(start, end)]
    first, second = named
    return [Taken(start, sentence.places[first][0]), Taken(second, end)]


def _next_member(sentence: Sentence, end: int, several: bool) -> int | None:
    """Where the list's next place begins; None where the list ends."""
    norms, joined = sentence.norms, end
    while joined < len(norms) and joined < end + 4 and not joins(norms[joined], several):
        # "جبل العر، الاستراتيجي، وموقع ...": an adjective between commas
        if norms[joined] not in ("،", ",") and not (joined > end and norms[joined].startswith("ال")):
            break
        joined += 1
    if joined < len(norms) and joins(norms[joined], several):
        if norms[joined] not in AND:  # the conjunction glued to a name that no list knows
            return joined if _is_name(norms, joined) and not _is_aim(norms, joined) else None
        following = joined + 1
        while following < len(norms) and (norms[following] in HUGGING or norms[following] in _ALSO):
            following += 1
        if following == len(norms):
            return None
        quoted = norms[following - 1] in HUGGING
        return following if quoted or _goes_on(sentence, following, several) else None
    if several and end + 1 < len(norms) and norms[end] == "،" and begins_place(sentence, end + 1):
        return end + 1
    return None


def _is_name(norms: Sequence[str], joined: int) -> bool:
    """Whether "and" is glued to a name, not to a verb or to what somebody did: "واضطر", "واقترابهم"."""
    form = norms[joined]
    if form.endswith(("هم", "هما")) or (form.startswith("والت") and form.endswith("ت")):
        return False
    return form.startswith("وال") or any(_stands_alone(norms, at) for at in (joined, joined + 1) if at < len(norms))


def _among(sentence: Sentence, end: int) -> int | None:
    """Where named places begin behind "بينها", "أبرزها"."""
    norms, at = sentence.norms, end
    while at < len(norms) and at < end + _AMONG_REACH:
        if norms[at] in _AMONG and at + 1 < len(norms):
            pronoun = norms[at + 1] in PRONOUNS
            following = at + 2 if pronoun else at + 1
            named = pronoun or norms[at] not in ("بين", "من", "ابرز", "اهم")
            if named and following < len(norms) and begins_place(sentence, following):
                return following
        if norms[at] in (".", "؛", "بعد", "حيث"):
            return None
        at += 1
    return None


def _stands_alone(norms: Sequence[str], at: int) -> bool:
    """Whether a word has no adjective behind it: a mark, "and", a preposition follows."""
    after = norms[at + 1] if at + 1 < len(norms) else "."
    return after in MARKS or after in plain("place_stop") or after in INSIDE or after == "و"


def _leads_list(sentence: Sentence, at: int) -> bool:
    """Whether a name that no list knows stands before "and" and a known place: "البساتين وجعولة"."""
    norms = sentence.norms
    if at + 2 >= len(norms) or norms[at + 1] != "و" or at + 2 not in sentence.places:
        return False
    word = norms[at]
    known = at in sentence.actors or word in persons() or word in plain("deed") or is_marked(norms, at)
    return word.startswith("ال") and len(word) >= _NAME and not known


def _besides(sentence: Sentence, end: int) -> int | None:
    """Where one more place begins behind "إضافة إلى" and its like, past what is told of the place before."""
    norms = sentence.norms
    for at in range(end, min(end + _BESIDES_REACH, len(norms) - 2)):
        if tuple(norms[at : at + 2]) in _BESIDES:
            following = at + 4 if norms[at + 2 : at + 4] == ["كل", "من"] else at + 2
            return following if begins_place(sentence, following) else None
        if norms[at] in _NEW_CLAUSE or norms[at].removeprefix("ال") in plain("deed"):
            return None
        if match_phrase(triggers(), norms, at) or (at > end and _is_told_by(norms, at)):
            return None
    return None


def _is_told_by(norms: Sequence[str], at: int) -> bool:
    """Whether another word of taking stands here, other than one of who held the place: "التي كانت بيد"."""
    match = match_phrase(control_words(), norms, at)
    return match is not None and match[1].type != "under"


def _goes_on(sentence: Sentence, at: int, several: bool) -> bool:
    """Whether what follows "and" is one more place, not a new clause."""
    norms = sentence.norms
    if begins_place(sentence, at):
        return True
    if at in sentence.actors or norms[at] in persons() or is_marked(norms, at):
        return False
    if norms[at].removeprefix("ال") in plain("deed") or norms[at] in plain("advance"):
        return False
    if match_phrase(control_words(), norms, at) is not None or find_time(norms, at):
        return False
    if several and len(norms[at]) > 2:
        return True
    if _is_aim(norms, at):
        return False
    verb = norms[at].startswith("الت") and norms[at].endswith("ت")
    return _stands_alone(norms, at) and norms[at].startswith("ال") and len(norms[at]) > 4 and not verb


def _is_aim(norms: Sequence[str], at: int) -> bool:
    """As in "تحرير عدن والاتجاه لتحرير بقية المناطق": one more plan, not one more place."""
    return norms[at + 1 : at + 2] == ["ل"] and match_phrase(control_words(), norms, at + 2) is not None
