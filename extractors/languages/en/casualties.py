"""Casualty drafts: what the linker found in each sentence, judged and given its context."""

from spacy.language import Language
from spacy.tokens import Doc

from extractors.analysis import ActorMention, CasualtyDraft, Span, analysis_of
from extractors.languages.en.linking import Link, Linker
from extractors.languages.en.reader import sentences_of
from extractors.languages.en.sentences import Sentence


class Casualties:
    """Pipeline component: adds the casualty drafts of every parsed sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Code one article."""
        analysis = analysis_of(doc)
        for sentence in sentences_of(doc):
            if sentence.doc is None or "casualty" not in sentence.worth:
                continue
            links = Linker(sentence, sentence.doc).run()
            drafts = [(link, self._draft(sentence, link)) for link in links if link.group.quantity.bound != "unstated"]
            by_link = {id(link): draft for link, draft in drafts}
            for link, draft in drafts:
                draft.part_of = by_link.get(id(link.part_of)) if link.part_of else None
                analysis.casualties.append(draft)
        return doc

    def _draft(self, sentence: Sentence, link: Link) -> CasualtyDraft:
        quantity = link.group.quantity
        return CasualtyDraft(
            evidence_start=sentence.start,
            evidence_end=sentence.end,
            anchor=Span(quantity.start, quantity.end, quantity.text, link.rule.id),
            rule_id=link.rule.id,
            confidence=link.confidence,
            outcome=link.rule.outcome,
            quantity=quantity,
            method=link.rule.method or "unknown",
        )


@Language.factory("sijill_en_casualties")
def create_casualties(nlp: Language, name: str) -> Casualties:
    """Factory of the English casualty coder."""
    return Casualties()
