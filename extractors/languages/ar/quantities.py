"""Numbers with what they count: "نحو 13 مسلحا من ميليشيات الحوثي على الأقل", "أحد عناصر الميليشيا"."""

from collections.abc import Sequence

from extractors.languages.ar.numbers import Number, find_number, number_words
from extractors.languages.ar.people import OTHER_ONE, OTHERS, SIDES, take_bound, with_victims
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import MARKS, Chunk, Sentence
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import markers, persons, triggers, units

_CASES = frozenset(("اصابه", "اصابات"))
"""verbal nouns that a number counts: "162 إصابة" """
_ONE_OF = frozenset(("احد", "احدي"))


def quantity_chunk(sentence: Sentence, at: int) -> Chunk | None:
    """A number with its noun: "نحو 13 مسلحا من ميليشيات الحوثي على الأقل"."""
    norms = sentence.norms
    if norms[at] in _ONE_OF:
        one = _one_of(sentence, at)
        if one is not None:
            return one
    number = find_number(norms, at)
    if number is None or (norms[at] in _ONE_OF and number.end == at + 1):
        return None
    if norms[at].startswith("ال") and number.count is not None and norms[at] not in number_words():
        return None
    if at and number.count in (1, 2) and norms[at - 1] in units():
        return None  # "في يوم واحد"
    counts = not number.digits and norms[number.end : number.end + 1] == ["من"]
    if at and norms[at - 1] in plain("numbered") and not counts:
        return None  # "اللواء 35"
    listed = _is_enumeration(norms, at, number.end) or _is_of_date(norms, at, number.end)
    if _is_share(norms, number.end) or (number.digits and listed):
        return None
    chunk = Chunk("n", at, number.end, number=number, count=number.count, count_end=number.end)
    _take_noun(sentence, chunk)
    if chunk.symbol == "n" and _is_adjective(norms, number):
        return None
    if chunk.symbol == "n" and number.digits and number.bound == "exact" and 1900 <= (number.count or 0) <= 2050:
        return None  # a year
    if chunk.symbol in "Qcn":
        take_bound(sentence, chunk)
        with_victims(sentence, chunk)
        take_bound(sentence, chunk)
    return chunk


def in_brackets(norms: Sequence[str], at: int) -> bool:
    """Whether digits in brackets of their own begin at token `at`, with what they count behind them: "(20) شخصا"."""
    return at >= 0 and norms[at] == "(" and at + 3 < len(norms) and norms[at + 1].isdigit() and norms[at + 2] == ")"


def _is_share(norms: Sequence[str], end: int) -> bool:
    """Whether a number is a share: 33%, "90 في المئة"."""
    rest = list(norms[end : end + 2])
    return rest[:1] == ["%"] or rest in (["في", "الميه"], ["في", "المايه"], ["ب", "الميه"], ["ب", "المايه"])


def _is_adjective(norms: Sequence[str], number: Number) -> bool:
    """As in "حوادث عدة", "إصابات بعضها": the word goes with the noun before it and counts nobody."""
    word, after = norms[number.start], norms[number.end : number.end + 1]
    return word == "عده" or (word == "بعض" and after == ["ها"])


def _is_of_date(norms: Sequence[str], at: int, end: int) -> bool:
    """Whether a number is part of a date in digits: "15 / 10 / 1436 هـ"."""
    before = at > 1 and norms[at - 1] == "/" and norms[at - 2].isdigit()
    return before or (norms[end : end + 1] == ["/"] and end + 1 < len(norms) and norms[end + 1].isdigit())


def _is_enumeration(norms: Sequence[str], at: int, end: int) -> bool:
    """Whether digits only count the lines of a list: "1 - فلان", "(47) فلان" where a line or a list begins."""
    opens = at == 0 or norms[at - 1] in (":", "\n") or (norms[at - 1] == "(" and at == 1)
    return opens and end < len(norms) and norms[end] in ("-", "–", ")") and end + 1 < len(norms)


def _one_of(sentence: Sentence, at: int) -> Chunk | None:
    """As in "أحد عناصر الميليشيا": one of a plural or of a force."""
    after = at + 1
    form = persons().get(sentence.norms[after]) if after < len(sentence.norms) else None
    actor = sentence.actors.get(after)
    if (form is None or form.counts == 1) and actor is None:
        return None
    number = Number(at, after, 1, "exact", 1, 1, "ar.number.one_of", False, at)
    chunk = Chunk("Q", at, after, number=number, count=1, person=form, noun_at=after, count_end=after)
    if form is not None:
        chunk.end = after + 1
    return with_victims(sentence, chunk)


def _take_noun(sentence: Sentence, chunk: Chunk) -> None:
    """Moves the chunk's end past the noun that the number counts, and sets its symbol."""
    norms, at = sentence.norms, chunk.end
    if in_brackets(norms, chunk.start - 1):
        at += 1
    if at >= len(norms):
        return
    if norms[at] == "من" and at + 1 < len(norms) and _is_people(sentence, at + 1):
        at += 1
    form = norms[at]
    if form in MARKS or not form.strip():
        return
    number_is_vague = chunk.count is None  # "العشرات من جرحى الجيش"; "ثلاثة من القتلى" are some of those told
    bodies = match_phrase(triggers(), norms, at + 1) if form == "من" and at + 1 < len(norms) else None
    dead = bodies is not None and number_is_vague and bodies[1].trigger.type == "noun" and bodies[1].counts == 0
    if bodies and (bodies[1].trigger.bodies or (dead and not norms[at + 1].startswith("ال"))):
        chunk.symbol, chunk.end, chunk.trigger, chunk.noun_at = "c", bodies[0], bodies[1], at + 1
        return
    if form in OTHERS or form in OTHER_ONE:
        chunk.symbol, chunk.end, chunk.others, chunk.noun_at = "Q", at + 1, True, at
        return
    trigger = match_phrase(triggers(), norms, at)
    if trigger and (trigger[1].trigger.type == "noun" or trigger[1].trigger.bodies or form in _CASES):
        chunk.symbol, chunk.end, chunk.trigger, chunk.noun_at = "c", trigger[0], trigger[1], at
        return
    if _is_people(sentence, at):
        _take_people(sentence, chunk, at)
        return
    _take_other(sentence, chunk, at, trigger is not None)


def _take_other(sentence: Sentence, chunk: Chunk, at: int, triggered: bool) -> None:
    """What a number counts that is neither people by its noun nor dead nor wounded: "عدد من منسوبي القوات", things."""
    norms, form = sentence.norms, sentence.norms[at]
    if form == "منذ":
        return
    if form in SIDES and at + 1 in sentence.actors:
        chunk.symbol, chunk.noun_at = "Q", at
        return
    marker = match_phrase(markers(), norms, at)
    if marker and marker[1].symbol == "H":
        chunk.symbol = "z"  # "140 محاولة قتل"
    if triggered or marker or at in sentence.places or find_time(norms, at):
        return
    if form in units():
        chunk.symbol = "z"
        return
    if form.isalpha() and len(form) > 1:
        chunk.symbol, chunk.noun_at, chunk.end = "u", at, at + 1


def _take_people(sentence: Sentence, chunk: Chunk, at: int) -> None:
    norms, person = sentence.norms, persons().get(sentence.norms[at])
    chunk.symbol, chunk.person, chunk.noun_at = "Q", person, at
    chunk.end = at + 1 if person else chunk.end
    if norms[at - 1] == "من" and chunk.end < at:
        chunk.end = at if person is None else at + 1
    if chunk.end < len(norms) and (norms[chunk.end] in OTHERS or norms[chunk.end] in OTHER_ONE):
        chunk.end, chunk.others = chunk.end + 1, True


def _is_people(sentence: Sentence, at: int) -> bool:
    return sentence.norms[at] in persons() or at in sentence.actors
