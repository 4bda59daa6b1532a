"""What a frame finds and does not mean: whom one fought, what bears a martyr's name, a body without a name."""

from collections.abc import Sequence

from extractors.languages.ar.frame_rules import Frame
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence

_THOSE_WHO = frozenset(("الذين", "اللواتي", "اللاتي"))


def refused(sentence: Sentence, chunks: Sequence[Chunk], frame: Frame, q: int, t: int | None) -> bool:
    """Whether those at chunk `q`, with the trigger at chunk `t`, are no victims, by the manner of this frame."""
    if frame.id == "ar.frame.with_others":
        return _fought_with(sentence, chunks, q)
    if t is None:
        return False
    if frame.id == "ar.frame.martyr_named":
        return not _is_martyr(sentence, chunks, t, q)
    if frame.id == "ar.frame.one_who":
        return sentence.norms[chunks[t].start - 1] in _THOSE_WHO  # "لأسر الضحايا الذين قضوا": many
    return frame.id == "ar.frame.body_named" and not _is_named_body(chunks, t, q)


def _is_named_body(chunks: Sequence[Chunk], t: int, q: int) -> bool:
    """Whether it is the body of a man known by name or title: "جثة القيادي ناصر حمود"."""
    form, person = chunks[t].trigger, chunks[q].person
    return form is not None and form.trigger.bodies and (person is None or person.definite)


def _fought_with(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> bool:
    """Whether those at `q` are whom he fought: "قتل أثناء اشتباك مع أعضاء الجماعة"."""
    before = chunks[q - 1].start - 1 if q else -1
    return before >= 0 and sentence.norms[before].removeprefix("ال") in plain("fight")


def _is_martyr(sentence: Sentence, chunks: Sequence[Chunk], t: int, q: int) -> bool:
    """Whether "the martyr" before a name is a man who fell, not what is named after one: "مستشفى الشهيد صالح"."""
    person, before = chunks[q].person, chunks[t].start - 1
    if before >= 0 and sentence.norms[before].removeprefix("ال") in plain("named_after"):
        return False
    return (person is None or person.person.title) and sentence.norms[chunks[t].start].startswith("ال")
