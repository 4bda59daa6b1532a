"""A sentence as the rules see it, and the chunks that it is cut into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.analysis import ActorMention, PlaceMention
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.numbers import Number
from extractors.languages.ar.words import PersonForm, TriggerForm

STRIKES = frozenset(("غاره", "غارات", "طيران", "طايرات", "مقاتلات", "مدفعيه", "طايره", "بوارج", "قصف"))
"""words for strikes, which may be part of a force's name"""

MARKS = frozenset("،,؛;:()[]«»\"'“”‘’-–—…./\\!؟?#_*+%")


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
    text: str = ""
    """the article's, which the offsets count in"""
    anaphors: Mapping[int, PlaceMention] = field(default_factory=dict)
    """token of a common noun → the place named before that it means"""


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
