"""Places that changed hands: who holds them now, and who lost them."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.analysis import ControlDraft, PlaceMention, Span
from extractors.components import scope
from extractors.languages.en import carrying, parties, timing
from extractors.languages.en.holders import holder_of, loser_of
from extractors.languages.en.modality import is_done
from extractors.languages.en.quoting import Speakers
from extractors.languages.en.rules import ControlRule, control
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story, story_of
from extractors.languages.en.taken import place_of
from extractors.languages.en.taking import is_purpose, places_of


class Control:
    """Pipeline component: adds the control drafts of every parsed sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Code one article."""
        story = story_of(doc)
        speakers = Speakers(story)
        for sentence in story.sentences:
            if sentence.doc is None:
                continue
            speakers.listen(sentence)
            if "control" in sentence.worth:
                story.analysis.control += self._sentence(story, sentence, speakers)
        return doc

    def _sentence(self, story: Story, sentence: Sentence, speakers: Speakers) -> Iterator[ControlDraft]:
        table = control()
        taken: list[tuple[PlaceMention, str | None]] = []
        for token in sentence.doc or ():
            for rule in table.get(token.lemma_.lower(), ()):
                for head, loser in places_of(token, rule):
                    if not is_done(token) or is_purpose(token):
                        continue
                    draft = self._draft(story, sentence, token, rule, head, loser, speakers)
                    if draft is None or draft.place is None or draft.actor is None:
                        continue
                    holder = draft.actor.actor_id
                    if any(draft.place.overlaps(place) and holder == other for place, other in taken):
                        continue
                    taken.append((draft.place, holder))
                    yield draft

    def _draft(
        self,
        story: Story,
        sentence: Sentence,
        token: Token,
        rule: ControlRule,
        head: Token,
        loser_head: Token | None,
        speakers: Speakers,
    ) -> ControlDraft | None:
        place = place_of(story, sentence, token, rule, head)
        if place is None:
            return None
        loser = parties.in_phrase(story, sentence, loser_head) if loser_head is not None else None
        actor = holder_of(story, sentence, token, rule, head)
        if actor is None and rule.frame in ("expel", "lose") and loser is not None:
            actor = parties.opponent(story, loser)
        if actor is None:
            return None
        loser = loser or loser_of(story, sentence, token, head, actor)
        time = timing.in_sentence(story, sentence, token)
        return ControlDraft(
            evidence_start=sentence.start,
            evidence_end=sentence.end,
            anchor=_anchor(sentence, head, place, rule),
            rule_id=rule.id,
            confidence=0.8 if place.place is not None else 0.65,
            action=rule.action,
            actor=actor,
            loser=loser or parties.opponent(story, actor, place.place.country_code if place.place else None),
            place=place,
            time=time or carrying.told(story, sentence),
            source=speakers.of(sentence, token),
            scope="background"
            if scope.scope_of(time, story.anchor, cumulative=False, several=False) == "background"
            else "incident",
        )


def _anchor(sentence: Sentence, head: Token, place: PlaceMention, rule: ControlRule) -> Span:
    """The words of the claim's own sentence that name or mean the place."""
    if sentence.start <= place.start and place.end <= sentence.end:
        return Span(place.start, place.end, place.text, rule.id)
    return Span(sentence.offset(head), sentence.end_of(head), head.text, rule.id)


@Language.factory("sijill_en_control")
def create_control(nlp: Language, name: str) -> Control:
    """Factory of the English coder of control claims."""
    return Control()
