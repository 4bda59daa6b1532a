"""Cuts a sentence into chunks, each with a one-letter symbol that the frames of `frames.jsonl` match.

Q people with a number       n number alone        u number and an unknown noun
P one person                 B people, no number   O others ("آخرون")
c counted casualty noun      s one casualty        k casualties, no number
V verb   M verbal noun   F "fall"   A actor   L place   T time   z number of things
b among them   e between dead and wounded   j and   a also   | clause   r relative
R result   X negation   H hypothesis   t total   S speech   p preposition   , mark   x other
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from extractors.analysis import ActorMention, PlaceMention
from extractors.languages.ar.numbers import Number, bound_after, bounded, find_number
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.times import TimeChunk, find_time
from extractors.languages.ar.words import PersonForm, TriggerForm, is_marked, markers, name_words, persons, triggers

_OTHERS = frozenset(("اخرين", "اخرون", "الاخرين", "الاخرون"))
_OTHER_ONE = {"اخر": 1, "اخري": 1, "اخران": 2}
_ONE_OF = frozenset(("احد", "احدي"))
_INTO = frozenset(("من", "في", "ب", "ل"))
_SIDES = frozenset(
    ("صفوف", "جانب", "طرف", "وسط", "افراد", "عناصر", "مسلحي", "مقاتلي", "قوات", "جماعه", "ابناء", "رجال")
)
_OF = frozenset(
    ("تابعين", "تابع", "تابعا", "تابعه", "موالين", "موال", "مواليا", "منتمين", "ينتمون", "ينتمي", "مفترضين", "محسوبين")
)
STRIKES = frozenset(("غاره", "غارات", "طيران", "طايرات", "مقاتلات", "مدفعيه", "طايره", "بوارج", "قصف"))
"""words for strikes, which may be part of a force's name"""
_QUOTES = frozenset('«»"“”#_')
_MARKS = frozenset("،,؛;:()[]«»\"'“”‘’-–—…./\\!؟?#_*+%")
_PEOPLE_MARKED = frozenset(("واحد", "واحده", "اثنان", "اثنين", "اثنتان", "اثنتين"))


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence: bare forms, character offsets, and what is known about them."""

    norms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    actors: Mapping[int, tuple[int, ActorMention]]
    """token → (end token, mention)"""
    places: Mapping[int, tuple[int, PlaceMention]]
    index: int = 0


@dataclass(slots=True)
class Chunk:
    """Tokens `start`:`end` of a sentence under one symbol, with what they say."""

    symbol: str
    start: int
    end: int
    number: Number | None = None
    count: int | None = None
    person: PersonForm | None = None
    trigger: TriggerForm | None = None
    actor: ActorMention | None = None
    place: PlaceMention | None = None
    time: TimeChunk | None = None
    noun_at: int | None = None
    marker: str | None = None
    count_end: int = 0
    """end of the words that carry the number"""
    others: bool = False
    extra: list[ActorMention] = field(default_factory=list)


def chunks_of(sentence: Sentence) -> list[Chunk]:
    """The chunks of a sentence, in order, covering every token but quotation marks."""
    found: list[Chunk] = []
    at = 0
    while at < len(sentence.norms):
        if sentence.norms[at] in _QUOTES:
            at += 1
            continue
        chunk = _chunk(sentence, at)
        found.append(chunk)
        at = chunk.end
    return found


class LazyChunks(Sequence[Chunk]):
    """The chunks of a sentence, cut when first asked for: most sentences never need them."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._chunks: list[Chunk] | None = None

    def _all(self) -> list[Chunk]:
        if self._chunks is None:
            self._chunks = chunks_of(self._sentence)
        return self._chunks

    @overload
    def __getitem__(self, index: int) -> Chunk: ...
    @overload
    def __getitem__(self, index: slice) -> list[Chunk]: ...
    def __getitem__(self, index: int | slice) -> Chunk | list[Chunk]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Chunk]:
        return iter(self._all())


def symbols_of(chunks: Sequence[Chunk]) -> str:
    """The chunks' symbols as one string."""
    return "".join(chunk.symbol for chunk in chunks)


def _chunk(sentence: Sentence, at: int) -> Chunk:
    norms = sentence.norms
    form = norms[at]
    if form in _MARKS or not form.strip():
        return Chunk("," if form.strip() else "x", at, at + 1)
    for reader in (_marked_both, _time, _quantity, _trigger, _name, _actor, _place, _person, _marker):
        chunk = reader(sentence, at)
        if chunk is not None:
            return chunk
    return Chunk("x", at, at + 1)


def _marked_both(sentence: Sentence, at: int) -> Chunk | None:
    found = match_phrase(markers(), sentence.norms, at)
    if found and found[1].symbol in "eb" and found[0] - at > 1:
        return Chunk(found[1].symbol, at, found[0], marker=found[1].id)
    return None


def _time(sentence: Sentence, at: int) -> Chunk | None:
    time = find_time(sentence.norms, at)
    return Chunk("T", at, time.end, time=time) if time else None


def _trigger(sentence: Sentence, at: int) -> Chunk | None:
    found = match_phrase(triggers(), sentence.norms, at)
    if not found:
        return None
    end, form = found
    kind = form.trigger.type
    if kind == "noun":
        if form.counts == 2:
            return Chunk("c", at, end, count=2, trigger=form, noun_at=at, count_end=end)
        return Chunk("k" if form.counts == 0 else "s", at, end, count=1 if form.counts else None, trigger=form,
                     noun_at=at, count_end=end)  # fmt: skip
    return Chunk({"verb": "V", "masdar": "M", "fall": "F", "among": "d"}[kind], at, end, trigger=form)


def _name(sentence: Sentence, at: int) -> Chunk | None:
    """A person's name: a run of words that begins with a given name, or a name that the register knows."""
    norms = sentence.norms
    known = sentence.actors.get(at)
    if known is not None and ".person." in known[1].rule_id:
        number = Number(at, known[0], 1, "exact", 1, 1, "ar.number.name", False, at)
        return Chunk("P", at, known[0], number=number, count=1, actor=known[1], noun_at=at, count_end=known[0])
    if known is not None or not _names_here(norms, at):
        return None
    end = at + 1
    while end < len(norms) and end - at < 7 and _goes_with_name(sentence, end):
        end += 1
    actor = None
    if (
        end in sentence.actors
        and norms[end].startswith("ال")
        and norms[end].endswith("ي")
        and sentence.actors[end][0] == end + 1
    ):
        actor, end = sentence.actors[end][1], end + 1  # "عبد الكريم الحوثي"
    if end - at < 2:
        return None
    number = Number(at, end, 1, "exact", 1, 1, "ar.number.name", False, at)
    return Chunk("P", at, end, number=number, count=1, actor=actor, noun_at=at, count_end=end)


def _names_here(norms: Sequence[str], at: int) -> bool:
    if norms[at] == "علي":
        return False  # على is written alike once folded
    return norms[at] in name_words("given") or (norms[at] in name_words("prefix") and at + 1 < len(norms))


def _goes_with_name(sentence: Sentence, at: int) -> bool:
    norms = sentence.norms
    if norms[at] in name_words("given") or norms[at] in name_words("prefix"):
        return True
    if not norms[at].isalpha() or len(norms[at]) < 3 or at in sentence.actors or at in sentence.places:
        return False
    if is_marked(norms, at) or find_time(norms, at):
        return False
    return norms[at] not in persons() and find_number(norms, at) is None


def _actor(sentence: Sentence, at: int) -> Chunk | None:
    found = sentence.actors.get(at)
    if found is None or (at in sentence.places and sentence.places[at][0] > found[0]):
        return None
    form = persons().get(sentence.norms[at])
    if form is not None and found[0] == at + 1 and not form.definite and form.counts:
        return _person(sentence, at)
    return Chunk("A", at, found[0], actor=found[1], person=form)


def _place(sentence: Sentence, at: int) -> Chunk | None:
    found = sentence.places.get(at)
    return Chunk("L", at, found[0], place=found[1]) if found else None


def _person(sentence: Sentence, at: int) -> Chunk | None:
    norms = sentence.norms
    if norms[at] in _OTHERS:
        return Chunk("O", at, at + 1, others=True, noun_at=at, count_end=at + 1)
    if norms[at] in _OTHER_ONE and _stands_alone(sentence, at + 1):
        return Chunk("P", at, at + 1, count=_OTHER_ONE[norms[at]], others=True, noun_at=at, count_end=at + 1)
    form = persons().get(norms[at])
    if form is None:
        return None
    counts = form.counts
    if counts == 0 and norms[at].endswith("ين") and "هما" in norms[at + 1 :]:
        counts = 2  # "مقيمين ... نقلهما": the pronoun tells the dual
    if form.definite and counts == 1 and at and norms[at].endswith("ي") and norms[at - 1].startswith("ال"):
        return Chunk("x", at, at + 1)  # an adjective: "التنظيم الإرهابي"
    end = at + 1
    after = norms[end] if end < len(norms) else ""
    if after in _PEOPLE_MARKED:
        counts, end = (1 if after.startswith("واحد") else 2), end + 1
    symbol = {0: "B", 1: "P", 2: "Q"}[counts]
    number = Number(at, end, counts, "exact", counts, counts, "ar.number.noun", False, at) if counts else None
    chunk = Chunk(symbol, at, end, number=number, count=counts or None, person=form, noun_at=at, count_end=end)
    _take_bound(sentence, chunk)
    return _with_victims(sentence, chunk)


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """Whether آخر is "another one": no noun follows ("آخر جيوب" is "the last pockets")."""
    norms = sentence.norms
    if at >= len(norms) or norms[at] in _MARKS or at in sentence.actors:
        return True
    return is_marked(norms, at) or find_time(norms, at) is not None


def _marker(sentence: Sentence, at: int) -> Chunk | None:
    found = match_phrase(markers(), sentence.norms, at)
    if not found:
        return None
    return Chunk(found[1].symbol, at, found[0], marker=found[1].id)


def _quantity(sentence: Sentence, at: int) -> Chunk | None:
    """A number with its noun: "نحو 13 مسلحا من ميليشيات الحوثي على الأقل"."""
    norms = sentence.norms
    if norms[at] in _ONE_OF:
        one = _one_of(sentence, at)
        if one is not None:
            return one
    number = find_number(norms, at)
    if number is None or (norms[at] in _ONE_OF and number.end == at + 1):
        return None
    if norms[at].startswith("ال") and number.count is not None:
        return None
    chunk = Chunk("n", at, number.end, number=number, count=number.count, count_end=number.end)
    _take_noun(sentence, chunk)
    if chunk.symbol in "Qcn":
        _take_bound(sentence, chunk)
        _with_victims(sentence, chunk)
        _take_bound(sentence, chunk)
    return chunk


def _one_of(sentence: Sentence, at: int) -> Chunk | None:
    """ "أحد عناصر الميليشيا": one of a plural or of a force."""
    after = at + 1
    form = persons().get(sentence.norms[after]) if after < len(sentence.norms) else None
    actor = sentence.actors.get(after)
    if (form is None or form.counts == 1) and actor is None:
        return None
    number = Number(at, after, 1, "exact", 1, 1, "ar.number.one_of", False, at)
    chunk = Chunk("Q", at, after, number=number, count=1, person=form, noun_at=after, count_end=after)
    if form is not None:
        chunk.end = after + 1
    return _with_victims(sentence, chunk)


def _take_noun(sentence: Sentence, chunk: Chunk) -> None:
    """Moves the chunk's end past the noun that the number counts, and sets its symbol."""
    norms, at = sentence.norms, chunk.end
    if at >= len(norms):
        return
    if norms[at] == "من" and at + 1 < len(norms) and _is_people(sentence, at + 1):
        at += 1
    elif at > chunk.start and norms[at - 1] == "من" and not _is_people(sentence, at):
        # "عدد من X": what X is decides
        pass
    form = norms[at]
    if form in _MARKS or not form.strip():
        return
    bodies = match_phrase(triggers(), norms, at + 1) if form == "من" and at + 1 < len(norms) else None
    if bodies and bodies[1].trigger.bodies:
        chunk.symbol, chunk.end, chunk.trigger, chunk.noun_at = "c", bodies[0], bodies[1], at + 1
        return
    if form in _OTHERS or form in _OTHER_ONE:
        chunk.symbol, chunk.end, chunk.others, chunk.noun_at = "Q", at + 1, True, at
        return
    trigger = match_phrase(triggers(), norms, at)
    if trigger and trigger[1].trigger.type == "noun":
        chunk.symbol, chunk.end, chunk.trigger, chunk.noun_at = "c", trigger[0], trigger[1], at
        return
    if _is_people(sentence, at):
        person = persons().get(form)
        chunk.symbol, chunk.person, chunk.noun_at = "Q", person, at
        chunk.end = at + 1 if person else chunk.end
        if norms[at - 1] == "من" and chunk.end < at:
            chunk.end = at if person is None else at + 1
        if chunk.end < len(norms) and (norms[chunk.end] in _OTHERS or norms[chunk.end] in _OTHER_ONE):
            chunk.end, chunk.others = chunk.end + 1, True
        return
    time = find_time(norms, at)
    if trigger or at in sentence.places or time or is_marked(norms, at):
        return
    if form.isalpha() and len(form) > 1:
        chunk.symbol, chunk.noun_at = "u", at
        chunk.end = at + 1


def _is_people(sentence: Sentence, at: int) -> bool:
    return sentence.norms[at] in persons() or at in sentence.actors


def _take_bound(sentence: Sentence, chunk: Chunk) -> None:
    found = bound_after(sentence.norms, chunk.end)
    at = chunk.end
    if found is None and at + 1 < len(sentence.norms) and sentence.norms[at] in ("،", ","):
        found = bound_after(sentence.norms, at + 1)
    if found is None or chunk.number is None:
        return
    end, bound = found
    chunk.number = bounded(chunk.number, bound, chunk.number.start, chunk.number.end)
    chunk.end = chunk.count_end = end


def _with_victims(sentence: Sentence, chunk: Chunk) -> Chunk:
    """Moves the chunk's end past the words that say whose people they are; sets its actor."""
    norms, at = sentence.norms, chunk.end
    own = sentence.actors.get(chunk.noun_at) if chunk.noun_at is not None else None
    if own is not None:
        chunk.actor, at = own[1], max(at, own[0])
    for _ in range(3):
        step = _whose(sentence, at)
        if step is None:
            break
        at, actor = step
        if actor is not None:
            common = chunk.actor is not None and ".common." in chunk.actor.rule_id
            if chunk.actor is None or (common and ".common." not in actor.rule_id):
                # "مسلحا من تنظيم القاعدة": the name decides, not the common noun
                chunk.actor = actor
            elif actor is not chunk.actor:
                chunk.extra.append(actor)
    while at + 1 < len(norms) and norms[at] == "و" and chunk.actor is not None and at + 1 in sentence.actors:
        at, mention = sentence.actors[at + 1]
        chunk.extra.append(mention)
    chunk.end = max(chunk.end, at)
    return chunk


def _whose(sentence: Sentence, at: int) -> tuple[int, ActorMention | None] | None:
    """One step of "من [أفراد|صفوف|تابعين ل] ACTOR": (end, actor), None where nothing of it follows."""
    norms = sentence.norms
    if at >= len(norms):
        return None
    if at in sentence.actors and norms[at].removeprefix("ال") not in STRIKES:
        return sentence.actors[at]
    place = _past_adjectives(sentence, at)
    opened = False
    for _ in range(5):
        if place >= len(norms):
            return None
        form = norms[place]
        if opened and place in sentence.actors:
            return None if form.removeprefix("ال") in STRIKES else sentence.actors[place]
        people = persons().get(form)
        if form in _INTO or form in _OF or form in _SIDES or (opened and people is not None and people.counts == 0):
            opened = True
            place += 1
            continue
        break
    if opened and place > at + 1 and norms[at] == "من":
        people = persons().get(norms[place - 1])
        if people is not None:
            return place, None
    return None


def _past_adjectives(sentence: Sentence, at: int) -> int:
    """Past up to two adjectives, where the people's force follows them: "قياديان بارزان في ..."."""
    norms, place = sentence.norms, at
    while place < len(norms) and place - at < 3:
        form = norms[place]
        if form in _INTO or form in _OF or form in _SIDES:
            return place
        known = is_marked(norms, place)
        people = form in persons() and not form.endswith("يه")
        if known or form in _MARKS or place in sentence.places or people or find_time(norms, place):
            return at
        place += 1
    return at
