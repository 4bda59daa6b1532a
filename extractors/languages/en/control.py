"""Places that changed hands: who holds them now, and who lost them."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.analysis import ActorMention, ControlDraft, PlaceMention, Span
from extractors.components import scope
from extractors.languages.en import carrying, parties, placing, timing
from extractors.languages.en.groups import is_plural, person_noun
from extractors.languages.en.modality import is_done
from extractors.languages.en.quoting import Speakers
from extractors.languages.en.rules import ControlRule, control, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story, story_of
from extractors.languages.en.taking import after, heads_site, is_site, places_of

_LONGEST = 12
_OF_PLACES = ("retaken", "liberated")
"""actions that are done to places alone"""
_NEEDS_NAME = word_set("en.words.control.needs-name")
_VAGUE = word_set("en.words.control.vague")
_NOWHERE = word_set("en.words.control.nowhere")
_BESIDE = word_set("en.words.control.beside-place")
_SHARES = word_set("en.words.control.shares")
_TOWNS = word_set("en.words.control.towns")
_FORCES = word_set("en.words.control.forces")


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
                    if not is_done(token):
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
        place = _place(story, sentence, token, rule, head)
        if place is None:
            return None
        loser = parties.in_phrase(story, sentence, loser_head) if loser_head is not None else None
        actor = _holder(story, sentence, token, rule, head)
        if actor is None and rule.frame == "expel" and loser is not None:
            actor = parties.opponent(story, loser)
        if actor is None:
            return None
        loser = loser or _loser(story, sentence, token, head, actor)
        time = timing.in_sentence(story, sentence, token)
        return ControlDraft(
            evidence_start=sentence.start,
            evidence_end=sentence.end,
            anchor=Span(place.start, place.end, place.text, rule.id),
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


def _place(story: Story, sentence: Sentence, token: Token, rule: ControlRule, head: Token) -> PlaceMention | None:
    """The place taken: a name, or a noun for a site with the words that describe it."""
    start, end = parties.phrase(sentence, head, _LONGEST, _BESIDE)
    end = min(end, _end_of_own_words(sentence, head, end))
    named = [m for m in story.places_in(start, end) if (m.start, m.end) not in story.adjective_places and m.place]
    at_head = [m for m in named if m.start <= sentence.offset(head) < m.end]
    if at_head and not (at_head[0].text.islower() and len(named) > 1):
        return at_head[0]
    if at_head:
        return next((m for m in named if not m.text.islower()), at_head[0])
    lemma = head.lemma_.lower()
    of_name = _names(head)
    of_site = head.pos_ == "PROPN" and any(t.lemma_.lower() in sites() for t in head.ancestors)
    unlisted = head.pos_ == "PROPN" and _is_name_of_place(story, sentence, head, rule)
    if not is_site(head) and not heads_site(head) and not of_site and not unlisted:
        return None
    nameless = not named and not of_name
    if token.lemma_.lower() in _NEEDS_NAME and lemma in _VAGUE and (nameless or lemma in ("scene", "site")):
        return None
    if lemma in _NOWHERE and nameless:
        return None
    located = min(named, key=lambda m: (m.place.geo_precision if m.place else 9) or 9) if named else None
    located = located or placing.in_sentence(story, sentence, token, None) or placing.carried(story, sentence)
    if not named and _means_known(head):
        known = next(
            (m for m in (located, placing.carried(story, sentence)) if m and m.end <= start and _is_town(m)), None
        )
        if known is not None:
            return known
    return PlaceMention(start, end, story.text[start:end], rule.id, located.place if located is not None else None)


def _end_of_own_words(sentence: Sentence, head: Token, end: int) -> int:
    """Where the next of a list of names begins: "Hamra" of "Hamra and Zuwaya in Syria"; nouns may mean one place."""
    if head.pos_ != "PROPN" or not any(child.dep_ == "conj" for child in head.rights):
        return end
    first = next(child for child in head.rights if child.dep_ in ("cc", "conj", "punct"))
    return sentence.end_of(first.nbor(-1))


def _names(head: Token) -> bool:
    """Whether a noun has a name beside it, be it in no gazetteer: "the Qalat area", "the area of Qalat"."""
    beside = [child for child in head.lefts if child.dep_ == "compound"] + after(head, "of")
    return any(word.pos_ == "PROPN" for word in beside)


def _is_name_of_place(story: Story, sentence: Sentence, head: Token, rule: ControlRule) -> bool:
    """Whether a name that no gazetteer knows is a place's: one retakes and overruns no persons."""
    start, end = sentence.offset(head), sentence.end_of(head)
    surely = rule.action == "retaken" and head.text not in story.surnames and head.n_lefts == 0
    if (head.ent_type_ == "PERSON" and not surely) or head.ent_type_ in ("NORP", "DATE"):
        return False
    if story.actors_overlapping(start, end):
        return False
    return rule.action in _OF_PLACES or rule.frame in ("control", "lose") or head.ent_type_ in ("GPE", "LOC", "FAC")


def _means_known(head: Token) -> bool:
    """Whether a bare noun means the place spoken of before: "the city", "most of the city"."""
    nouns = [head, *(after(head, "of") if head.lower_ in _SHARES else ())]
    return any(
        noun.lower_ in _TOWNS and [t.lower_ for t in noun.lefts if t.dep_ in ("det", "amod", "compound")] == ["the"]
        for noun in nouns
    )


def _is_town(mention: PlaceMention) -> bool:
    """Whether a mention is the name of a place smaller than a country."""
    return mention.place is not None and mention.place.level not in ("country", "region") and not mention.text.islower()


def _holder(story: Story, sentence: Sentence, token: Token, rule: ControlRule, head: Token) -> ActorMention | None:
    if rule.frame == "fall":
        heads = after(token, "to", "into", "under")
    elif rule.frame == "lose":
        heads = after(token, "to")
    elif rule.frame == "return":
        heads = after(token, "to", "under")
    else:
        heads = parties.doers(token, head)
    heads = heads or (_behind_to(token) if rule.frame in ("fall", "lose") else [])
    for doer in heads:
        if found := parties.in_phrase(story, sentence, doer):
            return found
    if rule.frame == "fall" and not heads:
        return parties.before(story, sentence)
    found = parties.resolved_pronoun(story, sentence, heads)
    found = found or (parties.passive_doer(story, sentence, token) if rule.frame == "of" else None)
    if found is not None or story.country == "YE":  # there, who "gunmen" are decides on the side
        return found
    return next((_unnamed(story, sentence, doer) for doer in heads if _is_force(doer)), None)


def _behind_to(token: Token) -> list[Token]:
    """The noun behind "to" where the parser takes "to" for an infinitive's ("fallen to separatist fighters")."""
    doc = token.doc
    to = next((word.i for word in doc[token.i + 1 : token.i + 4] if word.lower_ == "to"), None)
    nouns = [word for word in doc[to + 1 : to + 6] if word.tag_.startswith("NN")] if to is not None else []
    return nouns[:1]


def _is_force(head: Token) -> bool:
    noun = person_noun(head)
    if {head.lower_, head.lemma_.lower()} & _FORCES:
        return True
    return noun is not None and noun.kind == "combatant" and is_plural(head)


def _unnamed(story: Story, sentence: Sentence, head: Token) -> ActorMention:
    """A force that no register knows by these words ("government troops" of a country without a theatre)."""
    start, end = parties.phrase(sentence, head, 0)
    return ActorMention(start, end, story.text[start:end], "en.party.unnamed", None, "OTHER", "combatant")


def _loser(story: Story, sentence: Sentence, token: Token, head: Token, actor: ActorMention) -> ActorMention | None:
    """Whose place it was: named in its own phrase ("a government army position")."""
    start, end = parties.phrase(sentence, head, _LONGEST)
    found = [m for m in story.actors_in(start, end) if m.actor_id != actor.actor_id]
    return found[0] if found else None


@Language.factory("sijill_en_control")
def create_control(nlp: Language, name: str) -> Control:
    """Factory of the English coder of control claims."""
    return Control()
