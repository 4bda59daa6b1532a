"""The one place that defines every raw row: its fields, types, units and allowed values.

Each record is a frozen dataclass.  The Parquet schemas of the lake (`arrow_schema`), the DuckDB
tables of schema `raw` (orchestration.storage.warehouse), the Great Expectations suites of the raw
tables and the codebook's field tables are derived from the declarations here, so that a field is
written down once.

Offsets are character offsets in the article's `text`, half open.  Dates are ISO days.  NULL means
"not reported" and is never the same as 0 ("reported none").
"""

from extractors.records.articles import Article, ArticleToCode, FetchError, RejectedArticle
from extractors.records.claims import Attribution, CasualtyClaim, ControlClaim, Evidence, MaterielClaim, When, Where
from extractors.records.codes import (
    BASES,
    BOUNDS,
    CONTROL_ACTIONS,
    FETCH_REASONS,
    GROUPS,
    LANGUAGES,
    MATERIEL_ACTIONS,
    MATERIEL_ITEMS,
    METHODS,
    MODALITIES,
    OUTCOMES,
    PUBLISHED_SOURCES,
    REJECT_REASONS,
    RESOLUTIONS,
    SCOPES,
    SOURCE_KINDS,
    VICTIM_KINDS,
)
from extractors.records.extraction import ActorMentionRow, ExtractionError, ExtractionRun, PlaceMentionRow
from extractors.records.fields import Provenance, allowed_values, arrow_schema, described, field_types

__all__ = [
    "BASES",
    "BOUNDS",
    "CONTROL_ACTIONS",
    "FETCH_REASONS",
    "GROUPS",
    "LANGUAGES",
    "MATERIEL_ACTIONS",
    "MATERIEL_ITEMS",
    "METHODS",
    "MODALITIES",
    "OUTCOMES",
    "PUBLISHED_SOURCES",
    "RAW_TABLES",
    "REJECT_REASONS",
    "RESOLUTIONS",
    "RUN_METADATA",
    "SCOPES",
    "SOURCE_KINDS",
    "VICTIM_KINDS",
    "ActorMentionRow",
    "Article",
    "ArticleToCode",
    "Attribution",
    "CasualtyClaim",
    "ControlClaim",
    "Evidence",
    "ExtractionError",
    "ExtractionRun",
    "FetchError",
    "MaterielClaim",
    "PlaceMentionRow",
    "Provenance",
    "RejectedArticle",
    "When",
    "Where",
    "allowed_values",
    "arrow_schema",
    "described",
    "field_types",
]

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
