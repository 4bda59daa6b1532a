"""What coding leaves besides claims: the actors and places that are named, errors and the account of a run."""

from dataclasses import dataclass
from datetime import date, datetime

from extractors.records.codes import GROUPS
from extractors.records.fields import Provenance, described


@dataclass(frozen=True, kw_only=True)
class ActorMentionRow(Provenance):
    """One row per actor mention: words, in an article that may hold a claim, which name a canonical actor."""

    actor_mention_id: str = described("hash of article, kind and span")
    article_id: str = described("the article")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    span_start: int = described("start of the words", unit="characters")
    span_end: int = described("end of the words", unit="characters")
    text: str = described("the words, verbatim")
    actor_id: str = described("canonical actor")
    actor_group: str = described("its group code", values=GROUPS)
    rule_id: str = described("id of the alias that matched")


@dataclass(frozen=True, kw_only=True)
class PlaceMentionRow(Provenance):
    """One row per place mention: words, in an article that may hold a claim, which name a place of the gazetteer."""

    place_mention_id: str = described("hash of article, kind and span")
    article_id: str = described("the article")
    version_id: str = described("the version of the article: hash of article_id and content_hash")
    span_start: int = described("start of the words", unit="characters")
    span_end: int = described("end of the words", unit="characters")
    text: str = described("the words, verbatim")
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
