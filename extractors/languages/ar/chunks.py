"""Cuts a sentence into chunks, each with a one-letter symbol that the frames of `frames.jsonl` match.

Q people with a number       n number alone        u number and an unknown noun
P one person                 B people, no number   O others ("آخرون")
c counted casualty noun      s one casualty        k casualties, no number
V verb   M verbal noun   F "fall"   A actor   L place   T time   z number of things
b among them   e between dead and wounded   j and   a also   | clause   r relative
R result   X negation   H hypothesis   t total   S speech   p preposition   , mark   x other
"""

from collections.abc import Iterator, Sequence
from typing import overload

from extractors.languages.ar.noun_forms import two_behind
from extractors.languages.ar.people import bears_name, name_chunk, person_chunk, with_victims
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.quantities import in_brackets, quantity_chunk
from extractors.languages.ar.sentence import MARKS, Chunk, Sentence
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import markers, persons, trigger_at

_QUOTES = frozenset('«»"“”#_')


def chunks_of(sentence: Sentence) -> list[Chunk]:
    """The chunks of a sentence, in order, covering every token but quotation marks."""
    found: list[Chunk] = []
    at = 0
    while at < len(sentence.norms):
        if sentence.norms[at] in _QUOTES or in_brackets(sentence.norms, at) or _brackets_trigger(sentence.norms, at):
            at += 1
            continue
        chunk = _chunk(sentence, at)
        found.append(chunk)
        at = chunk.end
    return found


def _brackets_trigger(norms: Sequence[str], at: int) -> bool:
    """Whether token `at` is a bracket around one word that tells an outcome: "نتج عنه (استشهاد) عشرة جنود"."""
    if norms[at] not in "()":
        return False
    word = at + 1 if norms[at] == "(" else at - 1
    if word < 1 or word + 1 >= len(norms) or (norms[word - 1], norms[word + 1]) != ("(", ")"):
        return False
    found = trigger_at(norms, word)
    return found is not None and found[1].trigger.type == "masdar"


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
    if form in MARKS or not form.strip():
        return Chunk("," if form.strip() else "x", at, at + 1)
    for reader in (_marked_both, _time, quantity_chunk, _trigger, name_chunk, _actor, _place, person_chunk, _marker):
        chunk = reader(sentence, at)
        if chunk is not None:
            return chunk
    return Chunk("x", at, at + 1)


def _marked_both(sentence: Sentence, at: int) -> Chunk | None:
    found = match_phrase(markers(), sentence.norms, at)
    if found and found[1].symbol in "ebx" and found[0] - at > 1:
        return Chunk(found[1].symbol, at, found[0], marker=found[1].id)
    return None


def _time(sentence: Sentence, at: int) -> Chunk | None:
    time = find_time(sentence.norms, at)
    return Chunk("T", at, time.end, time=time) if time else None


def _trigger(sentence: Sentence, at: int) -> Chunk | None:
    found = trigger_at(sentence.norms, at)
    if not found:
        return None
    end, form = found
    kind = form.trigger.type
    if kind == "noun":
        if form.counts == 2:
            return with_victims(sentence, Chunk("c", at, end, count=2, trigger=form, noun_at=at, count_end=end))
        return Chunk("k" if form.counts == 0 else "s", at, end, count=1 if form.counts else None, trigger=form,
                     noun_at=at, count_end=end)  # fmt: skip
    return Chunk({"verb": "V", "masdar": "M", "fall": "F", "among": "d"}[kind], at, end, trigger=form)


def _actor(sentence: Sentence, at: int) -> Chunk | None:
    found = sentence.actors.get(at)
    if found is None or (at in sentence.places and sentence.places[at][0] > found[0]):
        return None
    form = persons().get(sentence.norms[at])
    one = form is not None and form.counts and (not form.definite or bears_name(sentence, at + 1))
    if form is not None and (one or two_behind(sentence.norms, at, max(at + 2, found[0]))):
        return person_chunk(sentence, at)  # "جندي", "الجندي أول فهد علي", "عسكريين تركيين اثنين"
    return Chunk("A", at, found[0], actor=found[1], person=form)


def _place(sentence: Sentence, at: int) -> Chunk | None:
    found = sentence.places.get(at)
    return Chunk("L", at, found[0], place=found[1]) if found else None


def _marker(sentence: Sentence, at: int) -> Chunk | None:
    found = match_phrase(markers(), sentence.norms, at)
    if not found:
        return None
    return Chunk(found[1].symbol, at, found[0], marker=found[1].id)
