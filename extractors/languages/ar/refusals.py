"""What a frame finds and does not mean: whom one fought, what bears a martyr's name, a body without a name."""

from collections.abc import Callable, Sequence

from extractors.languages.ar.frame_rules import Frame
from extractors.languages.ar.plain import plain
from extractors.languages.ar.senses import has_cause
from extractors.languages.ar.sentence import Chunk, Sentence

_ACTIVE = ("اصاب", "اغتال", "اعدم", "ذبح")
"""beginnings of verbs that written thus have an object more often than not"""
_STATES = ("اصاب", "جراح", "جروح", "حال")
"""beginnings of words for how the wounded are: "بينهم 15 إصاباتهم خطيرة" """
_ARE = frozenset(("هو", "هي", "هما", "هم"))
_FELL_IN = frozenset(("في", "خلال", "اثر", "جراء", "اثناء", "امس"))
_BECAME = frozenset(("وقع", "وقعت", "وقعوا", "وقوع", "سقط", "سقطوا", "سقوط", "بات", "اصبح", "امسي"))
_WHO_ALONE = frozenset(("الذي", "التي"))
"""as in "شارك مئات المتظاهرين في ذكرى الرجل الذي قتل": one of those told last"""
_THOSE_WHO = frozenset(("الذين", "اللواتي", "اللاتي"))


def refused(sentence: Sentence, chunks: Sequence[Chunk], frame: Frame, q: int, t: int | None) -> bool:
    """Whether those at chunk `q`, with the trigger at chunk `t`, are no victims, by the manner of this frame."""
    if frame.id in _BY_PLACE:
        return _BY_PLACE[frame.id](sentence, chunks, q)
    if frame.id == "ar.frame.who_are":
        return sentence.norms[chunks[q - 1].start] not in _ARE
    if frame.id == "ar.frame.list" and chunks[q].count is None and q + 1 < len(chunks):
        return chunks[q + 1].symbol == "b"  # "40 مدنيا، العديد منهم أطفال"
    if frame.id == "ar.frame.one_noun":
        return sentence.norms[chunks[q].start].startswith("ال") or _of_one_number(chunks, q)
    if t is None:
        return False
    if _is_no_body(sentence, chunks, q, t):
        return True
    if frame.id == "ar.frame.subject_verb":
        number = chunks[q].number  # "أسماء الأشخاص الخمسة ... وقتل": many need a verb of many
        of_one = chunks[q].count != 1 and sentence.norms[chunks[t].start - 1] in _WHO_ALONE
        return of_one or (number is not None and number.rule_id == "ar.number.behind")
    if frame.id == "ar.frame.martyr_named":
        return not _is_martyr(sentence, chunks, t, q)
    if frame.id in _BY_WORD:
        return not _BY_WORD[frame.id](sentence, chunks, q, t)
    if frame.id == "ar.frame.one_who":
        return sentence.norms[chunks[t].start - 1] in _THOSE_WHO  # "لأسر الضحايا الذين قضوا": many
    return frame.id == "ar.frame.body_named" and not _is_named_body(chunks, t, q)


def _is_named_body(chunks: Sequence[Chunk], t: int, q: int) -> bool:
    """Whether it is the body of a man known by name or title: "جثة القيادي ناصر حمود"."""
    form, person = chunks[t].trigger, chunks[q].person
    return form is not None and form.trigger.bodies and (person is None or person.definite)


def _is_no_body(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """Whether what a word for bodies governs is no one who fell: "من جثمانه 60 عينة", "جثمان الداعية" in peace."""
    form, person = chunks[t].trigger, chunks[q].person
    if form is None or not form.trigger.bodies or t > q:
        return False
    civilian = person is not None and person.person.kind != "combatant"
    return chunks[q].symbol == "u" or (chunks[q].symbol == "P" and civilian and not has_cause(sentence))


def _fought_with(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> bool:
    """Whether those at `q` are whom he fought: "قتل أثناء اشتباك مع أعضاء الجماعة"."""
    before = chunks[q - 1].start - 1 if q else -1
    return before >= 0 and sentence.norms[before].removeprefix("ال") in plain("fight")


def _has_no_state(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> bool:
    """Whether what is counted is no wound or state of people: "بينهم 15 إصاباتهم خطيرة" counts people."""
    noun = sentence.norms[chunks[q].noun_at or 0]
    return not (noun.startswith(_STATES) and noun.endswith("هم"))


def _is_martyr(sentence: Sentence, chunks: Sequence[Chunk], t: int, q: int) -> bool:
    """Whether "the martyr" before a name is a man who fell, not what is named after one: "مستشفى الشهيد صالح"."""
    person, before = chunks[q].person, chunks[t].start - 1
    if before >= 0 and sentence.norms[before].removeprefix("ال") in plain("named_after"):
        return False
    return (person is None or person.person.title) and sentence.norms[chunks[t].start].startswith("ال")


def _is_named_next(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> bool:
    """As in "القتيلان هما العقيد صالح حمود ونجله": the names count."""
    after = chunks[q + 1 : q + 3]
    return (
        sentence.norms[chunks[q].start].startswith("ال")
        and [chunk.symbol for chunk in after] == ["x", "P"]
        and sentence.norms[after[0].start] in _ARE
    )


def _of_one_number(chunks: Sequence[Chunk], q: int) -> bool:
    """As in "12 قتيلا وجريحا": one number covers both."""
    before = chunks[q - 2] if q > 1 else None
    form = before.trigger if before is not None else None
    return before is not None and before.symbol == "c" and before.number is not None and bool(form and form.counts)


def _had(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "كان قيادي بارز قد قتل": قد right before the verb, which is passive where it can be both."""
    at = chunks[t].start
    return sentence.norms[at - 1] == "قد" and not sentence.norms[at].startswith(_ACTIVE)


def _is_his(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "ما أدى إلى مقتله"."""
    return sentence.norms[chunks[t].end : chunks[t].end + 1] in (["ه"], ["ها"])


def _is_identified(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "القتيل هو العقيد صالح حمود"."""
    person, noun = chunks[q].person, chunks[t].trigger
    known = person is None or person.definite
    hit = noun is not None and noun.trigger.outcome != "killed_or_wounded"
    return (
        known
        and hit
        and sentence.norms[chunks[t].start].startswith("ال")
        and sentence.norms[chunks[t + 1].start] in _ARE
    )


def _by_deed(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "قتلت غارة أميركية زعيم التنظيم": what killed stands behind the verb, and is no definite thing told of."""
    return sentence.norms[chunks[t + 1].start].removeprefix("ال") in plain("cause")


def _fell(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "20 مسلحا سقطوا في المعارك", not "سقطوا بيد الجيش"."""
    return sentence.norms[chunks[t].end] in _FELL_IN


def _took_lives(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "حصدت المعارك أرواح 90 مقاتلا"."""
    return sentence.norms[chunks[q - 1].start] == "ارواح"


def _fell_captive(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "وقع نحو خمسين من جنود اللواء في الأسر"."""
    before = chunks[q].start - 1
    while before > 0 and sentence.norms[before] == "ب":
        before -= 1
    return sentence.norms[before] in _BECAME


def _is_active(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "اغتال مسلحان العقيد صالح حمود": a verb that is active as it is written."""
    return sentence.norms[chunks[t].start].startswith("اغتال")


def _is_lost(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "خسر فيه الحوثيون قائدا": a verb of losing."""
    form = chunks[t].trigger
    return form is not None and form.trigger.sense == "lose"


def _shot(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "فأرداه قتيلا": the verb bears the pronoun of him."""
    return sentence.norms[chunks[t].start].startswith("ارد")


_BY_PLACE: dict[str, Callable[[Sentence, Sequence[Chunk], int], bool]] = {
    "ar.frame.with_others": _fought_with,
    "ar.frame.noun": _is_named_next,
    "ar.frame.part_grave": _has_no_state,
}
"""frames that are refused by what stands beside the number"""
_BY_WORD: dict[str, Callable[[Sentence, Sequence[Chunk], int, int], bool]] = {
    "ar.frame.one_had": _had,
    "ar.frame.led_to_his": _is_his,
    "ar.frame.identified": _is_identified,
    "ar.frame.deed_object": _by_deed,
    "ar.frame.shot_him": _shot,
    "ar.frame.lost_one": _is_lost,
    "ar.frame.fell_after": _fell,
    "ar.frame.lives": _took_lives,
    "ar.frame.doers_object": _is_active,
    "ar.frame.doers_object_far": _is_active,
    "ar.frame.captives_far": _fell_captive,
}
"""frames whose symbols say too little, with what their words must be"""
