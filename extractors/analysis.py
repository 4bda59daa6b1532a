"""What the components of a pipeline know about one article while they work on it.

One `Analysis` travels with each spaCy Doc (`analysis_of(doc)`); components read what earlier ones
found and add their own.  Spans are character offsets in the article's text, half open.  When the
pipeline is done `components.claims` turns the drafts into records; nothing here is stored.
"""

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

_KEY = "sijill"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text, and the rule that found it."""

    start: int
    end: int
    text: str
    rule_id: str

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A number of people or things: "at least 12", "dozens", "عشرات", a dual, a singular noun.

    `low`/`high` are the least and greatest number that the words can mean; None: open.
    """

    count: int | None
    bound: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class ActorMention(Span):
    """A name or a common noun for a force or a group of people, resolved to a canonical actor."""

    actor_id: str | None
    group: str
    kind: str = "unknown"
    """combatant, civilian, mixed or unknown"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer."""

    place_id: str
    name: str
    level: str
    """country, admin1, admin2, city, village, region, landmark"""
    country_code: str | None
    admin1: str | None = None
    admin1_pcode: str | None = None
    admin2: str | None = None
    admin2_pcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: int | None = None
    """UCDP where_prec"""


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """A place named in the text; `place` is None for a description that no gazetteer resolves."""

    place: Place | None


@dataclass(frozen=True, slots=True)
class TimeMention(Span):
    """A time expression, resolved against the publication day where that is possible."""

    date_start: date | None
    date_end: date | None
    precision: int | None
    """UCDP date_prec; None where unresolved"""


@dataclass(frozen=True, slots=True)
class SourceMention(Span):
    """A speaker whom the article cites."""

    kind: str
    actor_id: str | None = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """What the three kinds of claim have in common before they become records."""

    evidence_start: int
    evidence_end: int
    anchor: Span
    """the number, place or item that the claim hangs on"""
    rule_id: str
    confidence: float = 0.5
    place: PlaceMention | None = None
    time: TimeMention | None = None
    source: SourceMention | None = None
    scope: str = "incident"
    modality: str = "asserted"


@dataclass(slots=True, kw_only=True)
class CasualtyDraft(Draft):
    """A casualty claim in the making; `repeats` and `part_of` point at other drafts."""

    outcome: str
    quantity: Quantity
    victim: ActorMention | None = None
    victim_kind: str = "unknown"
    perpetrator: ActorMention | None = None
    perpetrator_basis: str = "none"
    method: str = "unknown"
    repeats: "CasualtyDraft | None" = None
    part_of: "CasualtyDraft | None" = None


@dataclass(slots=True, kw_only=True)
class ControlDraft(Draft):
    """A place that changed hands."""

    action: str
    actor: ActorMention | None = None
    loser: ActorMention | None = None


@dataclass(slots=True, kw_only=True)
class MaterielDraft(Draft):
    """Equipment destroyed, captured, shot down or intercepted; `anchor` is the item."""

    item: str
    action: str
    quantity: Quantity
    owner: ActorMention | None = None
    by: ActorMention | None = None


@dataclass(slots=True)
class Analysis:
    """All that is known about one article; `published` is None where nobody tells."""

    article_id: str = ""
    version_id: str = ""
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    places: list[PlaceMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    casualties: list[CasualtyDraft] = field(default_factory=list)
    control: list[ControlDraft] = field(default_factory=list)
    materiel: list[MaterielDraft] = field(default_factory=list)


def analysis_of(doc: Doc) -> Analysis:
    """The analysis that travels with `doc`; made empty at the first call."""
    found: Analysis = doc.user_data.setdefault(_KEY, Analysis())
    return found
