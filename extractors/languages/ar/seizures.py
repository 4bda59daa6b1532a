"""Where a sentence names the place that changed hands, for each kind of word that says so."""

from collections.abc import Sequence
from functools import lru_cache

from extractors.languages.ar.between import past_aside, past_subject, whole_at
from extractors.languages.ar.calendar_words import ORDINALS
from extractors.languages.ar.meant_places import antecedent
from extractors.languages.ar.phrases import phrase_table
from extractors.languages.ar.place_lists import listed
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import (
    PACKAGE,
    PRONOUNS,
    ControlWord,
    Taken,
    begins_place,
    sites,
)
from extractors.lexicon import data_file, load_rules

FAR = 28
"""tokens within which على stands behind a verb and a long subject"""
_FROM = 14
_BECAME_REACH = 14
_GRIP_REACH = 14
_GRIPS = ("سيطر", "قبض", "نفوذ", "هيمن", "سلط")
"""what is imposed on a place that is taken; a siege, a curfew is none of them"""
_FLIGHT_REACH = 16
_CAME_TO_REACH = 7
"""tokens between "became" and the present: "أصبح الجيش الوطني يسيطر على" """
_CAME_TO = ("بات", "اصبح", "صار", "اضح")
_WHOSE = frozenset(("التي", "الذي", "الذين", "،", "."))
_BEHIND = frozenset(("بعد", "عقب", "اثر", "وسط", "اعقاب", "و", "،"))
_IN_HANDS = frozenset(("بيد", "بايدي", "يد", "ايدي", "قبضه"))
_HANDS_NEAR = 4
_INDEED = frozenset(("فقد", "فقدت"))
"""verbs of losing that a particle looks like ("فقد شاركت"), unless who lost stands behind"""
_SINCE_REACH = 12
_ORDINAL_REACH = 6


@lru_cache(maxsize=8)
def words_of_kind(kind: str) -> frozenset[str]:
    """Bare first words of the lexicon's words of one type."""
    rules = load_rules(data_file(PACKAGE, "patterns/control.jsonl"), ControlWord)
    return frozenset(phrase_table((form, word) for word in rules if word.type == kind for form in word.forms))


def places_taken(sentence: Sentence, at: int, end: int, word: ControlWord) -> list[Taken]:
    """The places that the word at tokens `at`:`end` says were taken."""
    if word.type == "counted":
        return _counted(sentence, at)
    found = _of_kind(sentence, at, end, word)
    numbered = found and _is_numbered(sentence, found[0].start)
    return _taken_before(sentence, found[-1].end) or found if numbered else found


def _of_kind(sentence: Sentence, at: int, end: int, word: ControlWord) -> list[Taken]:
    kind = word.type.removesuffix("_noun")
    if kind in ("under", "freed"):
        return _before(sentence, at)
    if kind == "on":
        held = not word.id.startswith("ar.control.impose") or _grips(sentence.norms, at, end)
        return _after_word(sentence, end, ("علي",), FAR) if held else []
    if kind == "holds":
        return _after_word(sentence, end, ("علي",), FAR) if _came_to(sentence.norms, at) else []
    if kind == "expel":
        return _driven_from(sentence, at, end)
    if kind == "fall":
        return _fallen(sentence, at, end)
    if kind == "enter":
        return _entered(sentence, end)
    if kind == "lose" and sentence.norms[at] in _INDEED and end not in sentence.actors:
        return []
    if kind == "lose" and any(map(_is_grip, sentence.norms[end : end + _HANDS_NEAR])):
        return _after_word(sentence, end, ("علي",), FAR)
    return _object(sentence, at, end, word)


def _driven_from(sentence: Sentence, at: int, end: int) -> list[Taken]:
    norms = sentence.norms
    if at and norms[at - 1] == "و" and any(norm in ("منها", "منه") for norm in norms[end : end + 6]):
        return []  # "تحرير المديرية وطرد الميليشيا منها": the same deed again
    found = _after_word(sentence, end, ("من", "عن"), _FROM)
    before = norms[end : found[0].start] if found else []
    came = any(norm in words_of_kind("came") for norm in before)
    return [] if came else found  # "دحروا قوة قدمت من المدينة": where the force had come from


def _fallen(sentence: Sentence, at: int, end: int) -> list[Taken]:
    """What fell: behind the word, or before it where hands are told: "كان القصر قد سقط بيد الحوثيين"."""
    norms = sentence.norms
    if end < len(norms) and begins_place(sentence, end):
        return listed(sentence, end)
    if not any(norm in _IN_HANDS for norm in norms[end : end + _HANDS_NEAR]):
        return []
    return antecedent(sentence, at) if norms[at - 1] in ("التي", "الذي") else _listed_back(sentence, at)


def _object(sentence: Sentence, at: int, end: int, word: ControlWord) -> list[Taken]:
    """What a verb or its noun takes, frees, loses."""
    norms = sentence.norms
    if end < len(norms) and norms[end] in PRONOUNS:
        if end + 1 < len(norms) and begins_place(sentence, end + 1):
            return listed(sentence, end + 1)  # "وتحريرها مطار عدن": the pronoun is who freed it
        return antecedent(sentence, at, norms[end])
    start = past_subject(sentence, end)
    grip = next((i for i in range(end, min(start, end + _GRIP_REACH)) if _is_grip(norms[i])), None)
    if word.action == "retaken" and grip is not None:
        return _after_word(sentence, grip, ("علي",), FAR)  # "استعادت فجر أمس السيطرة على الموقع"
    return listed(sentence, start)


def _came_to(norms: Sequence[str], at: int) -> bool:
    """Whether a word of becoming makes the present at token `at` news: "باتت تسيطر على"."""
    for i in range(at - 1, max(-1, at - _CAME_TO_REACH), -1):
        if norms[i] in _WHOSE:
            return False
        if norms[i] in words_of_kind("become"):
            return norms[i].startswith(_CAME_TO)
    return False


def _is_grip(norm: str) -> bool:
    return norm.removeprefix("ال").startswith(_GRIPS)


def _grips(norms: Sequence[str], at: int, end: int) -> bool:
    """Whether it is a grip or control that is imposed, tightened or completed."""
    for norm in norms[at : end + _GRIP_REACH]:
        if _is_grip(norm):
            return True
        if norm in ("علي", "."):
            return False
    return False


def _after_word(sentence: Sentence, at: int, words: tuple[str, ...], reach: int) -> list[Taken]:
    norms = sentence.norms
    if at < len(norms) and norms[at] in ("،", ",") and (after := past_aside(sentence, at)) is not None:
        at = after
    for place in range(at, min(at + reach, len(norms))):
        if norms[place] in (".", "؛", "فيما", "بينما", "كما") or (norms[place] == "،" and place == at):
            return []
        if any(start <= place < end for start, (end, _) in sentence.actors.items()):
            continue  # the man's name in "قوات علي عبدالله صالح"
        glued = next((p for word in words for p in PRONOUNS if norms[place] == word + p), None)
        if glued is not None:
            return antecedent(sentence, at, glued)
        if norms[place] in words and place + 1 < len(norms):
            if norms[place + 1] in PRONOUNS:
                return antecedent(sentence, at, norms[place + 1])
            found = listed(sentence, whole_at(sentence, place + 1))
            if found or words == ("علي",):
                return found
    return []


def _entered(sentence: Sentence, end: int) -> list[Taken]:
    """Places entered once the foe had fled or been driven out: "دخلت القوات المدينة بعد فرار الحوثيين"."""
    found = listed(sentence, past_subject(sentence, end, through=("الي",)))
    if not found:
        return []
    norms, last = sentence.norms, found[-1].end
    for at in range(last, min(last + _FLIGHT_REACH, len(norms))):
        if norms[at] in (".", "؛", "فيما", "بينما"):
            return []
        if norms[at].removeprefix("ال") in words_of_kind("flight") and norms[at - 1] in _BEHIND:
            return found
        if norms[at] in ("معقل", "معاقل") and norms[at - 1] == "اخر":
            return found  # "بدخولها القصر، آخر معقل للحوثيين"
    return []


def _before(sentence: Sentence, at: int) -> list[Taken]:
    """As in "أصبحت مدينة عتق تحت سيطرة": the place that stands before, behind a verb of becoming."""
    norms = sentence.norms
    for back in range(at - 1, max(-1, at - _BECAME_REACH), -1):
        if norms[back] in words_of_kind("become"):
            if back and norms[back - 1] in ("التي", "الذي"):
                return antecedent(sentence, back)
            return listed(sentence, back + 1) or _listed_back(sentence, back)
    return []


def _listed_back(sentence: Sentence, end: int) -> list[Taken]:
    first = max((i + 1 for i in range(max(0, end - 12), end) if sentence.norms[i] == ":"), default=max(0, end - 10))
    starts = [i for i in range(first, end) if begins_place(sentence, i)]
    return listed(sentence, starts[0]) if starts else []


def _is_numbered(sentence: Sentence, start: int) -> bool:
    """As in "ثالث مدينة": one of several, named or not."""
    norms = sentence.norms
    return "ال" + norms[start] in ORDINALS and start + 1 < len(norms) and norms[start + 1] in sites()


def _taken_before(sentence: Sentence, at: int) -> list[Taken]:
    """What was taken before: "ثالث مدينة تستعيدها القوات بعد عدن ولحج"."""
    norms = sentence.norms
    for place in range(at, min(at + _SINCE_REACH, len(norms) - 1)):
        if norms[place] in (".", "؛"):
            break
        if norms[place] == "بعد":
            return listed(sentence, place + 1)
    return []


def _counted(sentence: Sentence, at: int) -> list[Taken]:
    """As in "رابع محافظة يخسرها الحوثيون بعد عدن": the present behind an ordinal tells what has happened."""
    numbered = any(_is_numbered(sentence, i) for i in range(max(0, at - _ORDINAL_REACH), at))
    return _taken_before(sentence, at + 1) if numbered else []
