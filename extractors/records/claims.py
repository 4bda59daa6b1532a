"""Claims: what an article says happened, and the parts that all kinds of claims share."""

from dataclasses import dataclass
from datetime import date

from extractors.records.codes import (
    BASES,
    BOUNDS,
    CONTROL_ACTIONS,
    GROUPS,
    LANGUAGES,
    MATERIEL_ACTIONS,
    MATERIEL_ITEMS,
    METHODS,
    MODALITIES,
    OUTCOMES,
    SCOPES,
    SOURCE_KINDS,
    VICTIM_KINDS,
)
from extractors.records.fields import Provenance, described


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where in the article a claim stands, and what made it."""

    claim_id: str = described("hash of article, kind of claim, span and outcome or action")
    article_id: str = described("the article that makes the claim")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    claim_index: int = described("position among the article's claims of this kind, 0-based")
    language: str = described("language of the article", values=LANGUAGES)
    evidence_start: int = described("start of the sentence or clause that makes the claim", unit="characters")
    evidence_end: int = described("end of that sentence or clause", unit="characters")
    evidence: str = described("that sentence or clause, verbatim")
    span_start: int = described("start of the words that the claim hangs on (number, place or item)", unit="characters")
    span_end: int = described("end of those words", unit="characters")
    rule_id: str = described("id of the rule, in the language's pattern files, that made the row")
    confidence: float = described("probability that outcome and count are right, 0 to 1")


@dataclass(frozen=True, kw_only=True)
class Where:
    """The most specific place of the claim's event in the article."""

    place_text: str | None = described("the place as the article writes it")
    place_id: str | None = described("canonical place in the gazetteer")
    country_code: str | None = described("ISO 3166-1 alpha-2 code")
    admin1: str | None = described("first-level division; for Yemen one of the 22 governorates")
    admin1_pcode: str | None = described("OCHA p-code of the governorate (Yemen)")
    admin2: str | None = described("second-level division; for Yemen a district")
    admin2_pcode: str | None = described("OCHA p-code of the district (Yemen)")
    latitude: float | None = described("WGS 84", unit="degrees")
    longitude: float | None = described("WGS 84", unit="degrees")
    geo_precision: int | None = described("UCDP where_prec: 1 exact place … 4 admin1 … 6 country, 7 international")


@dataclass(frozen=True, kw_only=True)
class When:
    """When the claim's event happened, as far as the article tells."""

    time_text: str | None = described("the time expression as the article writes it")
    date_start: date | None = described("first possible day; NULL if not told or not resolvable", unit="day")
    date_end: date | None = described("last possible day", unit="day")
    date_precision: int | None = described("UCDP date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 longer")


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Whom the article cites for the claim; all NULL where the article asserts it itself."""

    source_text: str | None = described("the cited speaker, as the article writes it")
    source_kind: str | None = described("what kind of speaker", values=SOURCE_KINDS)
    source_actor_id: str | None = described("canonical actor, where the speaker is a party to the conflict")
    modality: str = described("only asserted claims count", values=MODALITIES)
    scope: str = described("one incident, a sum over several, or history", values=SCOPES)


@dataclass(frozen=True, kw_only=True)
class CasualtyClaim(Provenance, Attribution, When, Where, Evidence):
    """One row per statement that a number of people were killed, wounded, captured or went missing."""

    outcome: str = described("what happened to them", values=OUTCOMES)
    count_text: str | None = described("the words that carry the number, bound word included")
    count: int | None = described("the number as stated; NULL where vague or unstated", unit="people")
    bound: str = described("how the number bounds the truth", values=BOUNDS)
    count_low: int | None = described("least number the words can mean", unit="people")
    count_high: int | None = described("greatest number the words can mean; NULL: open", unit="people")
    victim_text: str | None = described("the victims as the article names them")
    victim_actor_id: str | None = described("canonical actor that the victims belong to")
    victim_group: str = described("its group code", values=GROUPS)
    victim_kind: str = described("what kind of people", values=VICTIM_KINDS)
    perpetrator_text: str | None = described("the perpetrator as the article names it")
    perpetrator_actor_id: str | None = described("canonical actor that did it")
    perpetrator_group: str = described("its group code; UNKNOWN where the article does not tell", values=GROUPS)
    perpetrator_basis: str = described("how the perpetrator is known", values=BASES)
    method: str = described("weapon or manner", values=METHODS)
    repeats_claim_id: str | None = described("earlier claim of this article that states the same fact")
    part_of_claim_id: str | None = described("claim of this article whose count includes this one")


@dataclass(frozen=True, kw_only=True)
class ControlClaim(Provenance, Attribution, When, Where, Evidence):
    """One row per place that a side is stated to have taken, retaken, liberated or lost."""

    action: str = described("how it changed hands", values=CONTROL_ACTIONS)
    actor_text: str | None = described("who holds it now, as the article names them")
    actor_id: str | None = described("canonical actor that holds it now")
    actor_group: str = described("its group code", values=GROUPS)
    loser_text: str | None = described("who lost it, as the article names them")
    loser_actor_id: str | None = described("canonical actor that lost it")
    loser_group: str = described("its group code; UNKNOWN where not told", values=GROUPS)


@dataclass(frozen=True, kw_only=True)
class MaterielClaim(Provenance, Attribution, When, Where, Evidence):
    """One row per statement of equipment destroyed, captured, shot down or intercepted."""

    item_text: str = described("the item as the article names it")
    item: str = described("its class", values=MATERIEL_ITEMS)
    action: str = described("what happened to it", values=MATERIEL_ACTIONS)
    count: int | None = described("the number as stated; NULL where vague or unstated", unit="items")
    bound: str = described("how the number bounds the truth", values=BOUNDS)
    count_low: int | None = described("least number the words can mean", unit="items")
    count_high: int | None = described("greatest number the words can mean; NULL: open", unit="items")
    owner_text: str | None = described("who lost it, as the article names them")
    owner_actor_id: str | None = described("canonical actor that lost it")
    owner_group: str = described("its group code", values=GROUPS)
    by_text: str | None = described("who did it, as the article names them")
    by_actor_id: str | None = described("canonical actor that did it")
    by_group: str = described("its group code", values=GROUPS)
