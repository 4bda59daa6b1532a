"""Verbs of many senses (قضى, فقد, أوقف, تلقى): how they must stand to tell of people who were hit.

A trigger of `patterns/triggers.jsonl` names its `sense`.  Who dies or is lost stands beside a cause
of death; who spends time, misses a call or stops a work does not.
"""

from collections.abc import Iterable, Sequence

from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence

_STOPS = ",|jRVMF"
"""symbols at which what belongs to a verb ends"""
_REACH = 5
_SINCE = frozenset(("بعد", "قبل", "منذ"))
"""what follows says when, not what was spent"""
_PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "هن"))
_KIN = frozenset(
    (
        "ابنا",
        "ابناي",
        "اولاد",
        "اطفال",
        "اخوت",
        "اخوات",
        "اشقا",
        "اشقاي",
        "اقارب",
        "افراد",
        "رفاق",
        "زملا",
        "منتسبي",
        "منسوبي",
        "عناصر",
        "جنود",
        "رجال",
    )
)
_NOT_BY = frozenset(("ب", "على", "علي", "ل", "عن", "مع"))
"""prepositions behind which stands what a verb of losing or stopping is about"""


def told(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int, sense: str | None) -> bool:
    """Whether the verb at chunk `t`, in this sense, says that those at chunk `q` were hit or held."""
    if sense is None:
        return True
    rule = {"die": _died, "lose": _lost, "hold": _held, "upon": _upon, "care": _cared_for, "limb": _limb}[sense]
    return rule(sentence, chunks, q, t)


def _are_people(chunk: Chunk) -> bool:
    named = chunk.number is not None and chunk.number.rule_id == "ar.number.name"
    return chunk.person is not None or chunk.actor is not None or chunk.others or chunk.symbol == "c" or named


def has_cause(sentence: Sentence) -> bool:
    """Whether a sentence tells of what people die of in war."""
    return any(_is_cause(form) for norm in sentence.norms for form in (norm, norm.removesuffix("ا")))


def _is_cause(norm: str) -> bool:
    return norm in plain("cause") or norm.removeprefix("ال") in plain("cause")


def _upon(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """Whether those at `q` stand behind على: "قبضت القوات على قيادي", not "قبضت الدوريات على شاب"."""
    before, person = chunks[q].start - 1, chunks[q].person
    if t > q or before < 0 or sentence.norms[before] != "علي" or not _are_people(chunks[q]):
        return False
    return person is None or person.person.kind == "combatant" or has_cause(sentence)


def _died(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "قضى ثلاثة مدنيين في قصف", not "قضى ثلاثة جنود إجازتهم", "قضت المحكمة بسجن خمسة"."""
    of_hurt = [chunk.symbol for chunk in chunks[q + 1 : q + 3]] == ["p", "k"]  # "اثنين من المصابين فارقا الحياة"
    if not (has_cause(sentence) or of_hurt) or not (_are_people(chunks[q]) or chunks[q].symbol == "n"):
        return False
    if t < q and any(chunk.symbol not in "TpxL" for chunk in chunks[t + 1 : q]):
        return _upon(sentence, chunks, q, t)
    if t > q and chunks[t - 1].symbol == "r" and any(chunk.symbol in ",ksB" for chunk in chunks[q + 1 : t]):
        return False  # "شيع الآلاف شهداء التفجير، الذين قضوا"
    if t + 1 < q and chunks[t + 1].symbol not in "Tp":
        return False
    last = max(q, t) + (t > q and sentence.norms[chunks[t].end : chunks[t].end + 1] == ["الحياه"])
    behind = chunks[last + 1 : last + 1 + _REACH]
    if t > q and behind and behind[0].symbol not in "pT,|jR" and not _from_wounds(sentence, behind[0]):
        return False
    if _names_matter(sentence, chunks[t + 1] if t < q else (behind[0] if behind else None)):
        return False
    return not any(_spent(sentence, chunk) for chunk in _until_stop(sentence, behind))


def _from_wounds(sentence: Sentence, chunk: Chunk) -> bool:
    return sentence.norms[chunk.start].startswith(("متاثر", "حرقا", "جوعا", "ذبحا", "رميا", "تحت"))


def _names_matter(sentence: Sentence, chunk: Chunk | None) -> bool:
    """Whether a preposition opens what was ruled: "قضى القاضي بسجن"; "قضى برصاص قناص" has a cause behind it."""
    if chunk is None or chunk.symbol != "p" or sentence.norms[chunk.start] not in _NOT_BY:
        return False
    after = sentence.norms[chunk.end : chunk.end + 1]
    return not (after and _is_cause(after[0]))


def _until_stop(sentence: Sentence, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
    for chunk in chunks:
        if chunk.symbol in _STOPS or sentence.norms[chunk.start] in _SINCE:
            return
        yield chunk


def _spent(sentence: Sentence, chunk: Chunk) -> bool:
    return chunk.symbol == "z" or sentence.norms[chunk.start].removeprefix("ال") in plain("spent")


def _lost(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "خسر الحوثيون 17 مقاتلا", "فقد لواؤه ستة من أفراده", not "فقد ثلاثة جنود الاتصال"."""
    people = chunks[q].person
    if t > q or not _plain_between(sentence, chunks[t + 1 : q]):
        return False
    if people is None:
        at = chunks[q].end
        of = at + 1 if sentence.norms[at : at + 1] == ["من"] else at
        kin = sentence.norms[of - (of == at)] in _KIN and sentence.norms[of + (of > at)] in _PRONOUNS
        return kin or sentence.norms[at : at + 1] == ["منهم"]  # "خسرت القبائل ثلاثة منهم", "فقدت القوة ستة من منتسبيها"
    own = not _PRONOUNS.isdisjoint(sentence.norms[chunks[q].start : chunks[q].end + 1])
    if not own and not any(chunk.symbol in "APL" or _definite(sentence, chunk) for chunk in chunks[t + 1 : q]):
        return False
    return has_cause(sentence) or people.person.kind == "combatant" or (own and chunks[q].symbol == "Q")


def _held(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "أوقفت القوات أربعة أشخاص", not "أوقفت الجماعة صرف مرتبات ألف موظف"."""
    if t > q or chunks[q].person is None or not _plain_between(sentence, chunks[t + 1 : q]):
        return False
    after = sentence.norms[chunks[q].end : chunks[q].end + 1]
    return after != ["عن"] and (has_cause(sentence) or any(chunk.symbol == "A" for chunk in chunks[t + 1 : q]))


def _plain_between(sentence: Sentence, between: Sequence[Chunk]) -> bool:
    """Whether nothing but a subject, a time, a place, an aside stands between a verb and its object."""
    commas = [at for at, chunk in enumerate(between) if chunk.symbol == ","]
    if len(commas) > 1:
        between = [*between[: commas[0]], *between[commas[1] + 1 :]]
    for at, chunk in enumerate(between):
        if chunk.symbol == "p" and sentence.norms[chunk.start] in _NOT_BY:
            return False
        if chunk.symbol not in "ATLPpxrS,":
            return False
        loose = chunk.symbol == "x" and not _definite(sentence, chunk)
        if loose and not (at and between[at - 1].symbol in "pP"):
            return False
    return True


def _definite(sentence: Sentence, chunk: Chunk) -> bool:
    norm = sentence.norms[chunk.start]
    return norm.startswith("ال") or norm in _PRONOUNS


def _cared_for(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "ويتلقى تسعة آخرون العلاج" in a report of a strike, not "يتلقى ألف طفل العلاج من سوء التغذية"."""
    behind = sentence.norms[chunks[max(q, t)].end : chunks[max(q, t)].end + _REACH]
    if "من" in behind or not _are_people(chunks[q]) or (t < q and any(c.symbol not in "Tp" for c in chunks[t + 1 : q])):
        return False
    return chunks[q].others or has_cause(sentence)


def _limb(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int) -> bool:
    """As in "فقد مزارع ساقه", "بترت ساق طفل": one of the people, close to the verb."""
    return has_cause(sentence) and _are_people(chunks[q]) and abs(q - t) <= _REACH
