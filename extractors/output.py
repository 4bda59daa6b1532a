"""Coded articles as the JSON objects of `sijill code` and of the evaluation guide.

Actor fields carry the guide's group codes; the canonical actor stands beside them as `*_actor_id`.
`admin1` is the governorate for places in Yemen and the ISO 3166-1 alpha-2 code for others.
`repeats` and `part_of` are 0-based indices into the same list.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from extractors.coder import CodedArticle
from extractors.records import CasualtyClaim, ControlClaim, Evidence, MaterielClaim, When, Where

YEMEN = "YE"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _admin1(claim: Where) -> str | None:
    return claim.admin1 if claim.country_code == YEMEN else claim.country_code


def _base(claim: Evidence) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "evidence": claim.evidence,
        "evidence_start": claim.evidence_start,
        "evidence_end": claim.evidence_end,
        "rule_id": claim.rule_id,
        "confidence": claim.confidence,
    }


def _when(claim: When) -> dict[str, Any]:
    return {
        "time_text": claim.time_text,
        "date_start": _day(claim.date_start),
        "date_end": _day(claim.date_end),
        "date_precision": claim.date_precision,
    }


def _where(claim: Where) -> dict[str, Any]:
    return {
        "place_text": claim.place_text,
        "place_id": claim.place_id,
        "admin1": _admin1(claim),
        "country_code": claim.country_code,
        "admin2": claim.admin2,
        "latitude": claim.latitude,
        "longitude": claim.longitude,
        "geo_precision": claim.geo_precision,
    }


def casualty_rows(claims: Sequence[CasualtyClaim]) -> list[dict[str, Any]]:
    """Asserted casualty claims as output rows; claims of another modality are not claims to the guide."""
    asserted = [claim for claim in claims if claim.modality == "asserted"]
    index = {claim.claim_id: i for i, claim in enumerate(asserted)}
    return [
        _base(claim)
        | {
            "outcome": claim.outcome,
            "count_text": claim.count_text,
            "count": claim.count_low if claim.bound == "range" else claim.count,
            "bound": "at_least" if claim.bound == "range" else claim.bound,  # the guide knows no ranges
            "count_low": claim.count_low,
            "count_high": claim.count_high,
            "victim_text": claim.victim_text,
            "victim": claim.victim_group,
            "victim_actor_id": claim.victim_actor_id,
            "victim_kind": claim.victim_kind,
            "perpetrator": claim.perpetrator_group,
            "perpetrator_text": claim.perpetrator_text,
            "perpetrator_actor_id": claim.perpetrator_actor_id,
            "perpetrator_basis": claim.perpetrator_basis,
            "method": claim.method,
        }
        | _where(claim)
        | _when(claim)
        | {
            "source_text": claim.source_text,
            "source_kind": claim.source_kind,
            "scope": claim.scope,
            "repeats": index.get(claim.repeats_claim_id) if claim.repeats_claim_id else None,
            "part_of": index.get(claim.part_of_claim_id) if claim.part_of_claim_id else None,
        }
        for claim in asserted
    ]


def control_rows(claims: Sequence[ControlClaim]) -> list[dict[str, Any]]:
    """Asserted control claims as output rows."""
    return [
        _base(claim)
        | {
            "action": claim.action,
            "actor": claim.actor_group,
            "actor_id": claim.actor_id,
            "loser": claim.loser_group,
            "loser_actor_id": claim.loser_actor_id,
        }
        | _where(claim)
        | _when(claim)
        | {"source_text": claim.source_text, "scope": claim.scope}
        for claim in claims
        if claim.modality == "asserted"
    ]


def materiel_rows(claims: Sequence[MaterielClaim]) -> list[dict[str, Any]]:
    """Asserted materiel claims as output rows."""
    return [
        _base(claim)
        | {
            "item_text": claim.item_text,
            "item": claim.item,
            "action": claim.action,
            "count": claim.count,
            "bound": claim.bound,
            "owner": claim.owner_group,
            "owner_actor_id": claim.owner_actor_id,
            "by": claim.by_group,
            "by_actor_id": claim.by_actor_id,
        }
        | _where(claim)
        | _when(claim)
        | {"source_text": claim.source_text}
        for claim in claims
        if claim.modality == "asserted"
    ]


def as_output(given: dict[str, Any], coded: CodedArticle) -> dict[str, Any]:
    """The input object with its claims; `error` is added where the article could not be coded."""
    out = given | {
        "casualties": casualty_rows(coded.casualties),
        "control": control_rows(coded.control),
        "materiel": materiel_rows(coded.materiel),
    }
    if coded.error is not None:
        out["error"] = {"type": coded.error.error_type, "message": coded.error.message, "remedy": coded.error.remedy}
    return out
