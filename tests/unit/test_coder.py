"""The coder's frame: order, batches, failing articles; with a language of three words instead of a model."""

from types import SimpleNamespace

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors import coder as coder_module
from extractors.analysis import CasualtyDraft, Quantity, analysis_of
from extractors.coder import Coder
from extractors.output import as_output
from extractors.records import ArticleToCode


@Language.component("one_claim_per_killed")
def one_claim_per_killed(doc: Doc) -> Doc:
    for token in doc:
        if token.text == "explode":
            raise RuntimeError("this article breaks the pipeline")
        if token.text == "killed":
            number = doc[token.i - 1]
            span = (number.idx, number.idx + len(number), number.text, "test.killed")
            quantity = Quantity(*span, count=int(number.text), bound="exact", low=int(number.text), high=None)
            modality = "denied" if doc[0].text == "Not" else "asserted"
            draft = CasualtyDraft(
                evidence_start=0,
                evidence_end=len(doc.text),
                anchor=quantity,
                rule_id="test.killed",
                outcome="killed",
                quantity=quantity,
                modality=modality,
            )
            earlier = analysis_of(doc).casualties
            draft.repeats = earlier[0] if earlier else None
            earlier.append(draft)
    return doc


def tiny_language(_: str) -> SimpleNamespace:
    def build(_model: str | None = None) -> Language:
        nlp = spacy.blank("en")
        nlp.add_pipe("one_claim_per_killed")
        return nlp

    return SimpleNamespace(build=build, may_hold_claim=lambda text: "killed" in text or "explode" in text)


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder_module, "pipeline_module", tiny_language)


def article(name: str, text: str, language: str = "en") -> ArticleToCode:
    return ArticleToCode(article_id=name, text=text, language=language)


ARTICLES = [
    article("a", "Reports said 3 killed ."),
    article("b", "a quiet day"),
    article("c", "explode now"),
    article("d", "Reports said 4 killed .", "ar"),
    article("e", "First 5 killed , then again 5 killed ."),
]


def test_articles_come_back_in_order_and_a_failing_one_stops_nobody() -> None:
    coded = list(Coder().code(ARTICLES))
    assert [c.article_id for c in coded] == ["a", "b", "c", "d", "e"]
    assert [len(c.casualties) for c in coded] == [1, 0, 0, 1, 2]
    error = coded[2].error
    assert error is not None
    assert (error.error_type, error.article_id) == ("RuntimeError", "c")
    assert [c.error for i, c in enumerate(coded) if i != 2] == [None] * 4


@pytest.mark.parametrize("size", [1, 2, 32])
def test_batches_change_nothing(size: int) -> None:
    ids = [[claim.claim_id for claim in c.casualties] for c in Coder(batch_size=size).code(ARTICLES)]
    alone = [[claim.claim_id for claim in c.casualties] for a in ARTICLES for c in Coder().code([a])]
    assert ids == alone


def test_links_become_ids_and_then_indices() -> None:
    coded = next(iter(Coder().code([ARTICLES[4]])))
    first, second = coded.casualties
    assert second.repeats_claim_id == first.claim_id
    rows = as_output({"id": "e"}, coded)["casualties"]
    assert (rows[0]["repeats"], rows[1]["repeats"]) == (None, 0)


def test_what_is_denied_is_recorded_but_no_claim_in_the_output() -> None:
    coded = next(iter(Coder().code([article("n", "Not 7 killed .")])))
    assert coded.casualties[0].modality == "denied"
    assert as_output({"id": "n"}, coded)["casualties"] == []


def test_an_error_is_told_in_the_output() -> None:
    coded = next(iter(Coder().code([ARTICLES[2]])))
    assert as_output({"id": "c"}, coded)["error"]["type"] == "RuntimeError"
