"""The one place that defines every raw row: its fields, types, units and allowed values.

Each record is a frozen dataclass.  The Parquet schemas of the lake (`arrow_schema`), the DuckDB
tables of schema `raw` (orchestration.storage.warehouse), the Great Expectations suites of the raw
tables and the codebook's field tables are derived from the declarations here, so that a field is
written down once.

Offsets are character offsets in the article's `text`, half open.  Dates are ISO days.  NULL means
"not reported" and is never the same as 0 ("reported none").
"""

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

LANGUAGES = ("en", "ar")
OUTCOMES = ("killed", "wounded", "captured", "killed_or_wounded", "missing")
BOUNDS = ("exact", "at_least", "at_most", "approx", "range", "vague", "unstated")
VICTIM_KINDS = ("combatant", "civilian", "mixed", "unknown")
SCOPES = ("incident", "period", "background")
MODALITIES = ("asserted", "denied", "hypothetical", "planned")
SOURCE_KINDS = ("party", "official", "medical", "media", "ngo", "witness", "anonymous", "other")
BASES = ("stated", "implied", "carried", "none")
METHODS = (
    "clash",
    "airstrike",
    "drone_strike",
    "shelling",
    "missile",
    "bombing",
    "suicide_bombing",
    "mine",
    "ambush",
    "shooting",
    "sniper",
    "assassination",
    "execution",
    "abduction",
    "detention",
    "chemical",
    "other",
    "unknown",
)
CONTROL_ACTIONS = ("taken", "retaken", "liberated", "seized", "expelled", "withdrawn")
MATERIEL_ITEMS = (
    "vehicle",
    "tank",
    "armour",
    "artillery",
    "missile",
    "launcher",
    "drone",
    "aircraft",
    "vessel",
    "depot",
    "weapons",
    "building",
    "other",
)
MATERIEL_ACTIONS = ("destroyed", "captured", "downed", "intercepted")
GROUPS = (
    "HOUTHI",
    "SALEH",
    "GOV",
    "RESISTANCE",
    "SOUTHERN",
    "AQAP",
    "ISIS",
    "COALITION",
    "SAUDI",
    "UAE",
    "US",
    "IRAN",
    "TRIBE",
    "CIVILIAN",
    "MIXED",
    "OTHER",
    "UNKNOWN",
)
"""Group codes of the evaluation guide: who a person or a force belongs to, coarse."""
PUBLISHED_SOURCES = ("metadata", "header", "none")
REJECT_REASONS = (
    "unreadable_file",
    "unknown_format",
    "undecodable",
    "invalid_json",
    "invalid_record",
    "missing_text",
    "link_only",
    "empty_text",
    "too_large",
    "unsupported_language",
    "duplicate",
    "left_out",
)
FETCH_REASONS = (
    "bad_address",
    "name_not_found",
    "private_address",
    "not_connected",
    "tls_failed",
    "too_slow",
    "cut_short",
    "too_large",
    "too_many_redirects",
    "robots_denied",
    "robots_unreachable",
    "http_error",
    "asked_to_wait",
    "moved_to_front_page",
    "not_a_feed",
    "malformed_feed",
    "not_a_sitemap",
    "unreadable_answer",
    "paywall",
    "gate",
    "missing_text",
    "unreadable_file",
)

RESOLUTIONS = ("read", "rejected_otherwise", "removed")
"""What can become of rejected input: it can be read now; another reason stands against it; its file is gone."""


def described(
    description: str, *, unit: str | None = None, values: tuple[str, ...] | None = None, **options: Any
) -> Any:
    """A dataclass field with its description, unit and allowed values, for schemas and the codebook."""
    return dataclasses.field(metadata={"description": description, "unit": unit, "values": values}, **options)


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What every coded row carries besides its own facts; `run_id` and `extracted_at` are run metadata."""

    coder_version: str = described("version of the rules that made the row")
    run_id: str = described("the run that wrote the row (run metadata: differs between runs)")
    extracted_at: datetime = described("when the row was made, UTC (run metadata)")
    arrival_date: date = described("the day on which the article arrived; the partition", unit="day")


@dataclass(frozen=True, kw_only=True)
class Article:
    """One row per text that an article was seen with; a text that comes again unchanged is a duplicate."""

    article_id: str = described("hash of the canonical URL, or of the normalised text where there is no URL")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    content_hash: str = described("SHA-256 of the normalised text")
    external_id: str | None = described("the id that the input carried, kept as it was")
    language: str = described("ISO 639-1 code", values=LANGUAGES)
    publisher: str | None = described("who published it, as the input names it")
    url: str | None = described("address as given")
    canonical_url: str | None = described("address without tracking parameters and fragments")
    title: str | None = described("headline")
    author: str | None = described("by-line")
    published: date | None = described("publication day; NULL where neither metadata nor header tell", unit="day")
    published_source: str = described("where the publication day was found", values=PUBLISHED_SOURCES)
    text: str = described("the cleaned body text that all offsets refer to")
    n_characters: int = described("length of the text", unit="characters")
    origin: str = described("path of the landed file, relative to the landing day")
    origin_line: int | None = described("line in that file, 1-based, for formats of one article a line")
    reader: str = described("name of the reader that read it")
    encoding: str | None = described("character encoding that the bytes were decoded with")
    retrieved_at: datetime | None = described("when it was fetched from its address, UTC, where the input tells")
    landed_at: datetime = described("when its file landed, UTC: the order of versions within a day (run metadata)")
    arrival_date: date = described("the day on which the article arrived; the partition", unit="day")
    run_id: str = described("the run that wrote the row (run metadata)")
    ingested_at: datetime = described("when the row was made, UTC (run metadata)")


@dataclass(frozen=True, kw_only=True)
class RejectedArticle:
    """One row per input that could not become an article; nothing is lost in silence."""

    reject_id: str = described("hash of origin, line and reason")
    origin: str = described("path of the landed file, relative to the landing day")
    origin_line: int | None = described("line in that file, 1-based")
    reason: str = described("what was wrong, as a code", values=REJECT_REASONS)
    message: str = described("what was wrong, in words")
    remedy: str = described("what the owner of the file can do about it")
    duplicate_of: str | None = described("article_id of the article kept instead, for duplicates")
    version_id: str | None = described("the version that it is a copy of, for duplicates: it was seen again")
    retrieved_at: datetime | None = described("when it was fetched, UTC, where the input tells; for duplicates")
    landed_at: datetime | None = described("when its file landed, UTC; for duplicates (run metadata)")
    size: int | None = described("size of the rejected input", unit="bytes")
    resolution: str | None = described(
        "what became of it when the day was read again; NULL: it is still rejected so", values=RESOLUTIONS
    )
    resolved_on: date | None = described("day on which that was seen (run metadata)", unit="day")
    arrival_date: date = described("the day on which it arrived; the partition", unit="day")
    run_id: str = described("the run that wrote the row (run metadata)")
    rejected_at: datetime = described("when the row was made, UTC (run metadata)")


@dataclass(frozen=True, kw_only=True)
class FetchError:
    """One row per address or file of a source, day and reason for which it could not be fetched."""

    error_id: str = described("hash of source, address, reason and day")
    source: str = described("the source, as sources.toml names it")
    url: str = described("the address or path that was asked for")
    reason: str = described("what was wrong, as a code", values=FETCH_REASONS)
    http_status: int | None = described("status of the server's answer, where one came")
    message: str = described("what was wrong, in words")
    remedy: str = described("what to do about it")
    attempts: int = described("how often it failed so on that day", unit="attempts")
    first_at: datetime = described("when it failed so first that day, UTC (run metadata)")
    last_at: datetime = described("when it failed so last that day, UTC (run metadata)")
    resolved_at: datetime | None = described("when it could be fetched after all, UTC; NULL: not yet (run metadata)")
    arrival_date: date = described("the day on which it failed", unit="day")


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


@dataclass(frozen=True, kw_only=True)
class ActorMentionRow(Provenance):
    """One row per place in the text, of an article that may hold a claim, where a canonical actor is named."""

    mention_id: str = described("hash of article, kind and span")
    article_id: str = described("the article")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    span_start: int = described("start of the mention", unit="characters")
    span_end: int = described("end of the mention", unit="characters")
    text: str = described("the mention, verbatim")
    actor_id: str = described("canonical actor")
    actor_group: str = described("its group code", values=GROUPS)
    rule_id: str = described("id of the alias that matched")


@dataclass(frozen=True, kw_only=True)
class PlaceMentionRow(Provenance):
    """One row per place in the text, of an article that may hold a claim, where a place of the gazetteer is named."""

    mention_id: str = described("hash of article, kind and span")
    article_id: str = described("the article")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    span_start: int = described("start of the mention", unit="characters")
    span_end: int = described("end of the mention", unit="characters")
    text: str = described("the mention, verbatim")
    place_id: str = described("canonical place")
    country_code: str | None = described("ISO 3166-1 alpha-2 code")
    admin1: str | None = described("first-level division")
    latitude: float | None = described("WGS 84", unit="degrees")
    longitude: float | None = described("WGS 84", unit="degrees")
    geo_precision: int | None = described("UCDP where_prec")
    rule_id: str = described("id of the gazetteer entry or alias that matched")


@dataclass(frozen=True, kw_only=True)
class ExtractionError(Provenance):
    """One row per article that the coder could not code; the batch goes on without it."""

    error_id: str = described("hash of article and error")
    article_id: str = described("the article")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    stage: str = described("component or step that failed")
    error_type: str = described("class of the exception")
    message: str = described("its message")
    remedy: str = described("what to do about it")


@dataclass(frozen=True, kw_only=True)
class ExtractionRun:
    """One row per arrival day: the last run of the coder over it."""

    run_id: str = described("the run")
    arrival_date: date = described("the day that was coded; the partition", unit="day")
    coder_version: str = described("version of the rules")
    started_at: datetime = described("UTC")
    finished_at: datetime = described("UTC")
    n_articles: int = described("articles coded", unit="articles")
    n_articles_with_claims: int = described("articles with at least one claim", unit="articles")
    n_casualty_claims: int = described("casualty claims found", unit="claims")
    n_control_claims: int = described("control claims found", unit="claims")
    n_materiel_claims: int = described("materiel claims found", unit="claims")
    n_errors: int = described("articles that failed", unit="articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleToCode:
    """What the coder needs to know of an article; `language` is an ISO 639-1 code.

    `version_id` stays empty where no register tells versions apart.
    """

    article_id: str
    text: str
    language: str
    version_id: str = ""
    published: date | None = None
    publisher: str | None = None
    title: str | None = None


RAW_TABLES: dict[str, type] = {
    "articles": Article,
    "rejected_articles": RejectedArticle,
    "casualty_claims": CasualtyClaim,
    "control_claims": ControlClaim,
    "materiel_claims": MaterielClaim,
    "actor_mentions": ActorMentionRow,
    "place_mentions": PlaceMentionRow,
    "extraction_errors": ExtractionError,
    "extraction_runs": ExtractionRun,
}
"""Raw table name → record; the order is the order of loading."""

RUN_METADATA = frozenset(
    {
        "run_id",
        "extracted_at",
        "ingested_at",
        "landed_at",
        "rejected_at",
        "resolved_on",
        "started_at",
        "finished_at",
    }
)
"""Fields that differ between runs over the same input; everything else must be the same."""

_ARROW = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def field_types(record: type) -> dict[str, tuple[type, bool]]:
    """Field name → (Python type, nullable) of a record, in the order of declaration."""
    hints = typing.get_type_hints(record)
    resolved = {}
    for field in dataclasses.fields(record):
        hint, nullable = hints[field.name], False
        if isinstance(hint, types.UnionType):
            (hint,) = (arm for arm in hint.__args__ if arm is not type(None))
            nullable = True
        resolved[field.name] = (hint, nullable)
    return resolved


def arrow_schema(record: type) -> pa.Schema:
    """Arrow schema of a record, nullability and descriptions included.

    Raises KeyError for a field of a type that the lake cannot hold.
    """
    descriptions = {f.name: f.metadata["description"] for f in dataclasses.fields(record)}
    return pa.schema(
        pa.field(name, _ARROW[kind], nullable=nullable, metadata={"description": descriptions[name]})
        for name, (kind, nullable) in field_types(record).items()
    )


def allowed_values(record: type) -> dict[str, tuple[str, ...]]:
    """Field name → allowed values, for the fields of a record that have a closed list."""
    return {f.name: f.metadata["values"] for f in dataclasses.fields(record) if f.metadata["values"]}
