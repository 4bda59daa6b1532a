"""Places that changed hands: who holds them now, and who lost them."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.analysis import ActorMention, ControlDraft, PlaceMention, Span
from extractors.components import scope
from extractors.languages.en import carrying, parties, placing, timing
from extractors.languages.en.groups import person_noun
from extractors.languages.en.modality import is_done
from extractors.languages.en.quoting import Speakers
from extractors.languages.en.rules import ControlRule, control, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story, story_of
from extractors.languages.en.tree import is_passive, with_conjuncts

_LONGEST = 12
_OF_PLACES = ("retaken", "liberated")
"""actions that are done to places alone"""
_CLAUSES = ("relcl", "ROOT", "ccomp", "advcl")
"""what a verb is in the tree even where the tagger takes it for a noun ("overran")"""
_NEEDS_NAME = word_set("en.words.control.needs-name")
_VAGUE = word_set("en.words.control.vague")
_NOWHERE = word_set("en.words.control.nowhere")
_BESIDE = word_set("en.words.control.beside-place")
_COMPASS = word_set("en.words.control.compass")
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
                for head, loser in _places(token, rule):
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


def _children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def _after(token: Token, *words: str) -> list[Token]:
    """Objects of the prepositions `words` under `token`, nested ones ("out of") included."""
    found = []
    for child in token.rights:
        if child.dep_ in ("prep", "advmod", "prt") and child.lower_ in words:
            found += _children(child, "pobj")
            for inner in child.children:
                if inner.lower_ in words:
                    found += _children(inner, "pobj")
    return found


def _places(token: Token, rule: ControlRule) -> list[tuple[Token, Token | None]]:
    """(head of the place, head of the loser) for a predicate."""
    fallen = rule.frame == "fall" and token.tag_ in ("VBN", "VBD")
    following = {t.lower_ for t in token.doc[token.i + 1 : token.i + 7]}
    if rule.particle and not following & set(rule.particle) and not fallen:
        return []
    if rule.frame == "of":
        if token.pos_ not in ("NOUN", "PROPN"):
            return []
        return [(place, None) for pobj in _after(token, "of") for place in with_conjuncts(pobj)]
    if token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB") and token.dep_ not in _CLAUSES:
        return []
    if rule.frame == "object" and rule.particle and not _children(token, "dobj"):
        return [(place, None) for pobj in _after(token, *rule.particle) for place in with_conjuncts(pobj)]
    if rule.frame == "object":
        loser = next(iter(_after(token, "from")), None)
        wholes = [
            whole for head in _object(token) for whole in (with_conjuncts(head) if _may_be_place(head) else [head])
        ]
        return [(place, loser) for whole in wholes for place in _listed(whole)]
    if rule.frame == "control":
        return [(place, loser) for head, loser in _control_of(token) for place in _listed(head)]
    if rule.frame == "lose":
        return _lost(token)
    if rule.frame == "expel":
        victims = _children(token, "dobj", "nsubjpass") or ([token.head] if token.dep_ == "acl" else [])
        places = _after(token, "from", "out", "of")
        places += [place for victim in victims for place in _after(victim, "from", "out", "of")]
        victims = [
            v
            for v in victims
            if person_noun(v) is not None or v.pos_ in ("PROPN", "PRON") or v.lemma_.lower() in _FORCES
        ]
        return [(place, victims[0]) for pobj in places for place in with_conjuncts(pobj)] if victims else []
    subjects = [place for head in _children(token, "nsubj") for place in with_conjuncts(head)]
    return [(place, None) for place in subjects]


def _object(token: Token) -> list[Token]:
    if is_passive(token) and not _children(token, "dobj"):
        if subjects := _children(token, "nsubjpass"):
            return subjects
        return [token.head] if token.dep_ in ("acl", "relcl") else []
    if objects := _children(token, "dobj"):
        return objects
    if token.dep_ == "relcl" and _children(token, "nsubj") and token.head.lemma_.lower() in sites():
        return [token.head]
    return []


def _listed(head: Token) -> list[Token]:
    """As in "the villages of A and B", "two towns: A and B" are two places; "a town south of A" is a town."""
    if head.lower_ in _COMPASS and (towns := [t for t in head.lefts if t.dep_ == "compound" and _is_site(t)]):
        return towns
    apposed = [name for child in _children(head, "appos") for name in with_conjuncts(child) if name.pos_ == "PROPN"]
    if _is_site(head) and head.tag_ == "NNS" and len(apposed) > 1:
        return apposed
    if head.lemma_.lower() in sites() and head.lemma_.lower() != head.lower_:
        names = [name for pobj in _after(head, "of") for name in with_conjuncts(pobj) if name.pos_ == "PROPN"]
        if len(names) > 1:
            return names
    return [head]


def _control_of(token: Token) -> list[tuple[Token, Token | None]]:
    found: list[tuple[Token, Token | None]] = []
    for child in token.rights:
        if child.dep_ in ("dobj", "nsubjpass", "prep", "pobj") and child.lemma_.lower() in (
            "control",
            "possession",
            "hold",
        ):
            objects = _after(child, "of", "over") or _after_time(child)
            found += [(place, None) for pobj in objects for place in with_conjuncts(pobj)]
    return found


def _lost(token: Token) -> list[tuple[Token, Token | None]]:
    """As in "the army lost the town to the rebels"; towns may be lost, and so may control of them."""
    if not _after(token, "to"):
        return []
    loser = next(iter(_children(token, "nsubj")), None)
    of_control = [place for place, _ in _control_of(token)]
    return [
        (place, loser) for place in of_control or [each for head in _children(token, "dobj") for each in _listed(head)]
    ]


def _after_time(control_noun: Token) -> list[Token]:
    """As in "seized control Thursday of the city": the parser hangs the place on the time."""
    following = control_noun.doc[control_noun.i + 1 : control_noun.i + 5]
    preposition = next((token for token in following if token.lower_ in ("of", "over")), None)
    return _children(preposition, "pobj") if preposition is not None else []


def _place(story: Story, sentence: Sentence, token: Token, rule: ControlRule, head: Token) -> PlaceMention | None:
    """The place taken: a name, or a noun for a site with the words that describe it."""
    start, end = parties.phrase(sentence, head, _LONGEST, _BESIDE)
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
    if not _is_site(head) and not _heads_site(head) and not of_site and not unlisted:
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


def _names(head: Token) -> bool:
    """Whether a noun has a name beside it, be it in no gazetteer: "the Qalat area", "the area of Qalat"."""
    beside = [child for child in head.lefts if child.dep_ == "compound"] + _after(head, "of")
    return any(word.pos_ == "PROPN" for word in beside)


def _is_name_of_place(story: Story, sentence: Sentence, head: Token, rule: ControlRule) -> bool:
    """Whether a name that no gazetteer knows is a place's: one retakes and overruns no persons."""
    start, end = sentence.offset(head), sentence.end_of(head)
    if head.ent_type_ in ("PERSON", "NORP", "DATE") or story.actors_overlapping(start, end):
        return False
    return rule.action in _OF_PLACES or rule.frame in ("control", "lose") or head.ent_type_ in ("GPE", "LOC", "FAC")


def _means_known(head: Token) -> bool:
    """Whether a bare noun means the place spoken of before: "the city", "most of the city"."""
    nouns = [head, *(_after(head, "of") if head.lower_ in _SHARES else ())]
    return any(
        noun.lower_ in _TOWNS and [t.lower_ for t in noun.lefts if t.dep_ in ("det", "amod", "compound")] == ["the"]
        for noun in nouns
    )


def _is_town(mention: PlaceMention) -> bool:
    """Whether a mention is the name of a place smaller than a country."""
    return mention.place is not None and mention.place.level not in ("country", "region") and not mention.text.islower()


def _is_site(head: Token) -> bool:
    """Whether a noun names a place that can be taken; "bases" has the lemma "basis" for the parser."""
    return bool({head.lemma_.lower(), head.lower_, head.lower_.removesuffix("s")} & sites())


def _may_be_place(head: Token) -> bool:
    """Whether a list that this noun begins can be one of places."""
    return head.pos_ == "PROPN" or _is_site(head) or _heads_site(head) or head.lower_ in _COMPASS


def _heads_site(head: Token) -> bool:
    """As in "one of their outposts", "most of the city"."""
    if head.lower_ not in _SHARES:
        return False
    return any(t.lemma_.lower() in sites() for t in _after(head, "of"))


def _holder(story: Story, sentence: Sentence, token: Token, rule: ControlRule, head: Token) -> ActorMention | None:
    if rule.frame == "fall":
        heads = _after(token, "to", "into", "under")
    elif rule.frame == "lose":
        heads = _after(token, "to")
    elif rule.frame == "return":
        heads = _after(token, "to", "under")
    else:
        heads = parties.doers(token, head)
    for doer in heads:
        if found := parties.in_phrase(story, sentence, doer):
            return found
    if rule.frame == "fall" and not heads:
        return parties.before(story, sentence)
    return parties.resolved_pronoun(story, sentence, heads) or (
        parties.passive_doer(story, sentence, token) if rule.frame == "of" else None
    )


def _loser(story: Story, sentence: Sentence, token: Token, head: Token, actor: ActorMention) -> ActorMention | None:
    """Whose place it was: named in its own phrase ("a government army position")."""
    start, end = parties.phrase(sentence, head, _LONGEST)
    found = [m for m in story.actors_in(start, end) if m.actor_id != actor.actor_id]
    return found[0] if found else None


@Language.factory("sijill_en_control")
def create_control(nlp: Language, name: str) -> Control:
    """Factory of the English coder of control claims."""
    return Control()
