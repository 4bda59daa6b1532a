"""Turns the drafts of a finished analysis into records: ids, offsets, order, links between claims."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from extractors import identity
from extractors.analysis import (
    ActorMention,
    Analysis,
    CasualtyDraft,
    ControlDraft,
    Draft,
    MaterielDraft,
    PlaceMention,
)
from extractors.records import ActorMentionRow, CasualtyClaim, ControlClaim, MaterielClaim, PlaceMentionRow, Where


@dataclass(frozen=True, slots=True)
class RunStamp:
    """What every row of one run carries."""

    run_id: str
    coder_version: str
    extracted_at: datetime
    arrival_date: date

    def fields(self) -> dict[str, Any]:
        """The stamp as record fields."""
        return {
            "run_id": self.run_id,
            "coder_version": self.coder_version,
            "extracted_at": self.extracted_at,
            "arrival_date": self.arrival_date,
        }


_PLACE_FIELDS = tuple(f.name for f in dataclasses.fields(Where) if f.name != "place_text")


def _place_fields(mention: PlaceMention | None) -> dict[str, Any]:
    place = mention.place if mention else None
    fields = {name: getattr(place, name, None) for name in _PLACE_FIELDS}
    return {"place_text": mention.text if mention else None, **fields}


def _actor_fields(prefix: str, mention: ActorMention | None, group: str = "UNKNOWN") -> dict[str, Any]:
    return {
        f"{prefix}_text": mention.text if mention and mention.text else None,
        f"{prefix}_actor_id": mention.actor_id if mention else None,
        f"{prefix}_group": mention.group if mention else group,
    }


def _common(text: str, analysis: Analysis, draft: Draft, language: str) -> dict[str, Any]:
    time, source = draft.time, draft.source
    return {
        "article_id": analysis.article_id,
        "version_id": analysis.version_id,
        "language": language,
        "evidence_start": draft.evidence_start,
        "evidence_end": draft.evidence_end,
        "evidence": text[draft.evidence_start : draft.evidence_end],
        "span_start": draft.anchor.start,
        "span_end": draft.anchor.end,
        "rule_id": draft.rule_id,
        "confidence": round(min(max(draft.confidence, 0.0), 1.0), 3),
        "time_text": time.text if time else None,
        "date_start": time.date_start if time else None,
        "date_end": time.date_end if time else None,
        "date_precision": time.precision if time else None,
        "source_text": source.text if source else None,
        "source_kind": source.kind if source else None,
        "source_actor_id": source.actor_id if source else None,
        "modality": draft.modality,
        "scope": draft.scope,
    } | _place_fields(draft.place)


def _id(analysis: Analysis, kind: str, draft: Draft, outcome: str, detail: object = None) -> str:
    details = () if detail is None else (detail,)
    return identity.claim_id(analysis.article_id, kind, draft.anchor.start, draft.anchor.end, outcome, *details)


def _ordered(drafts: Sequence[Any]) -> list[Any]:
    return sorted(drafts, key=lambda d: (d.anchor.start, d.anchor.end, getattr(d, "outcome", None) or d.action))


def _joined(one: CasualtyDraft, other: CasualtyDraft) -> CasualtyDraft:
    """Of two drafts of one claim the more confident, with the other's links where it has none."""
    best, rest = (other, one) if other.confidence > one.confidence else (one, other)
    return dataclasses.replace(best, repeats=best.repeats or rest.repeats, part_of=best.part_of or rest.part_of)


def casualty_claims(text: str, analysis: Analysis, language: str, stamp: RunStamp) -> list[CasualtyClaim]:
    """Records of the article's casualty drafts, in the order of the text.

    Two drafts of one span and one outcome are one claim: the more confident stays.
    """
    kept: dict[str, CasualtyDraft] = {}
    ids: dict[int, str] = {}
    for draft in _ordered(analysis.casualties):
        key = ids[id(draft)] = _id(analysis, "casualty", draft, draft.outcome)
        kept[key] = _joined(kept[key], draft) if key in kept else draft

    def link(key: str, other: CasualtyDraft | None) -> str | None:
        found = ids.get(id(other)) if other is not None else None
        return found if found != key else None

    return [
        CasualtyClaim(
            claim_id=key,
            claim_index=index,
            **_common(text, analysis, draft, language),
            outcome=draft.outcome,
            count_text=draft.quantity.text or None,
            count=draft.quantity.count,
            bound=draft.quantity.bound,
            count_low=draft.quantity.low,
            count_high=draft.quantity.high,
            victim_kind=draft.victim_kind,
            perpetrator_basis=draft.perpetrator_basis,
            method=draft.method,
            repeats_claim_id=link(key, draft.repeats),
            part_of_claim_id=link(key, draft.part_of),
            **_actor_fields("victim", draft.victim),
            **_actor_fields("perpetrator", draft.perpetrator),
            **stamp.fields(),
        )
        for index, (key, draft) in enumerate(kept.items())
    ]


def control_claims(text: str, analysis: Analysis, language: str, stamp: RunStamp) -> list[ControlClaim]:
    """Records of the article's control drafts; one span may name several governorates, one row each."""
    kept: dict[str, ControlDraft] = {}
    for draft in _ordered(analysis.control):
        place = draft.place.place.place_id if draft.place and draft.place.place else None
        kept.setdefault(_id(analysis, "control", draft, draft.action, place), draft)
    rows = []
    for index, (key, draft) in enumerate(kept.items()):
        actor = _actor_fields("actor", draft.actor)
        actor["actor_id"] = actor.pop("actor_actor_id")
        rows.append(
            ControlClaim(
                claim_id=key,
                claim_index=index,
                **_common(text, analysis, draft, language),
                action=draft.action,
                **actor,
                **_actor_fields("loser", draft.loser),
                **stamp.fields(),
            )
        )
    return rows


def materiel_claims(text: str, analysis: Analysis, language: str, stamp: RunStamp) -> list[MaterielClaim]:
    """Records of the article's materiel drafts."""
    kept: dict[str, MaterielDraft] = {}
    for draft in _ordered(analysis.materiel):
        kept.setdefault(_id(analysis, "materiel", draft, draft.action), draft)
    return [
        MaterielClaim(
            claim_id=key,
            claim_index=index,
            **_common(text, analysis, draft, language),
            item_text=draft.anchor.text,
            item=draft.item,
            action=draft.action,
            count=draft.quantity.count,
            bound=draft.quantity.bound,
            count_low=draft.quantity.low,
            count_high=draft.quantity.high,
            **_actor_fields("owner", draft.owner),
            **_actor_fields("by", draft.by),
            **stamp.fields(),
        )
        for index, (key, draft) in enumerate(kept.items())
    ]


def actor_rows(analysis: Analysis, stamp: RunStamp) -> list[ActorMentionRow]:
    """Rows of the actor mentions that resolve to a canonical actor."""
    rows = {
        identity.mention_id(analysis.article_id, "actor", m.start, m.end): m
        for m in analysis.actors
        if m.actor_id is not None
    }
    return [
        ActorMentionRow(
            actor_mention_id=key,
            article_id=analysis.article_id,
            version_id=analysis.version_id,
            span_start=m.start,
            span_end=m.end,
            text=m.text,
            actor_id=m.actor_id or "",
            actor_group=m.group,
            rule_id=m.rule_id,
            **stamp.fields(),
        )
        for key, m in rows.items()
    ]


def place_rows(analysis: Analysis, stamp: RunStamp) -> list[PlaceMentionRow]:
    """Rows of the place mentions that the gazetteer resolves."""
    rows = {identity.mention_id(analysis.article_id, "place", m.start, m.end): m for m in analysis.places if m.place}
    return [
        PlaceMentionRow(
            place_mention_id=key,
            article_id=analysis.article_id,
            version_id=analysis.version_id,
            span_start=m.start,
            span_end=m.end,
            text=m.text,
            place_id=m.place.place_id,
            country_code=m.place.country_code,
            admin1=m.place.admin1,
            latitude=m.place.latitude,
            longitude=m.place.longitude,
            geo_precision=m.place.geo_precision,
            rule_id=m.rule_id,
            **stamp.fields(),
        )
        for key, m in rows.items()
        if m.place is not None
    ]
