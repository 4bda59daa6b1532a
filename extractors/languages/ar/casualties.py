"""Casualty claims of an article: frames found sentence by sentence, then who, where, when, whose word."""

from spacy.tokens import Doc

from extractors.analysis import CasualtyDraft, Quantity
from extractors.languages.ar.chunks import Chunk, Sentence, chunks_of
from extractors.languages.ar.context import view_of
from extractors.languages.ar.frames import Found, find_claims
from extractors.languages.ar.numbers import match_phrase
from extractors.languages.ar.words import triggers


def code_casualties(doc: Doc) -> None:
    """Writes the casualty drafts of an article into its analysis."""
    view = view_of(doc)
    for sentence in view.sentences:
        if not any(match_phrase(triggers(), sentence.norms, i) for i in range(len(sentence.norms))):
            continue
        chunks = chunks_of(sentence)
        claims = find_claims(sentence, chunks)
        drafts = {}
        for claim in claims:
            if claim.modality != "asserted":
                continue
            draft = _draft(view.text, sentence, chunks, claim)
            drafts[id(claim)] = draft
            draft.part_of = drafts.get(id(claim.part_of))
            view.analysis.casualties.append(draft)


def _draft(text: str, sentence: Sentence, chunks: list[Chunk], claim: Found) -> CasualtyDraft:
    chunk = chunks[claim.q]
    start, end = sentence.starts[chunk.start], sentence.ends[max(chunk.count_end, chunk.start + 1) - 1]
    number = chunk.number
    quantity = Quantity(start, end, text[start:end], claim.rule_id, chunk.count,
        number.bound if number else ("exact" if chunk.count else "unstated"),
        number.low if number else chunk.count, number.high if number else chunk.count)  # fmt: skip
    return CasualtyDraft(
        evidence_start=sentence.starts[0], evidence_end=sentence.ends[-1], anchor=quantity, rule_id=claim.rule_id,
        confidence=claim.frame.confidence, outcome=claim.outcome, quantity=quantity,
    )  # fmt: skip
