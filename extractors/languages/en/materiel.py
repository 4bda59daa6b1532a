"""Equipment and arms destroyed, captured, shot down or intercepted."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.analysis import ActorMention, MaterielDraft, Quantity, Span
from extractors.components import scope
from extractors.languages.en import carrying, parties, placing, timing, tolls
from extractors.languages.en.groups import Numbers, is_plural, left_edge, numbers_of, person_noun
from extractors.languages.en.itemnouns import FITTED, MILITARY, inner, is_staged, item_of
from extractors.languages.en.modality import is_done
from extractors.languages.en.quoting import Speakers
from extractors.languages.en.rules import ItemRule, MaterielRule, materiel, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story, story_of
from extractors.languages.en.taking import is_purpose
from extractors.languages.en.tree import children, is_passive, with_conjuncts

_RELATIVES = frozenset({"that", "which", "who"})
_BOMBS = frozenset({"bomb", "bomber", "bombing", "detonate", "explode", "explosive"})
_MASS = word_set("en.words.materiel.mass")


class Materiel:
    """Pipeline component: adds the materiel drafts of every parsed sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Code one article."""
        story = story_of(doc)
        speakers = Speakers(story)
        for sentence in story.sentences:
            if sentence.doc is None:
                continue
            speakers.listen(sentence)
            if "materiel" in sentence.worth:
                story.analysis.materiel += self._sentence(story, sentence, speakers)
        return doc

    def _sentence(self, story: Story, sentence: Sentence, speakers: Speakers) -> Iterator[MaterielDraft]:
        if sentence.doc is None:
            return
        numbers, table, seen = numbers_of(sentence.doc), materiel(), set()
        for token in sentence.doc:
            for rule in table.get(token.lemma_.lower(), ()):
                for head in _objects(token, rule):
                    item = item_of(head)
                    if item is None or head.i in seen or not _fits(rule, item, head):
                        continue
                    if not _was_done(token, head, rule):
                        continue
                    if any(
                        other != head and _same_row(other, head, item)
                        for other in with_conjuncts(_first(head))
                        if other.i in seen
                    ):
                        continue
                    seen.add(head.i)
                    yield self._draft(story, sentence, token, rule, head, item, numbers, speakers)

    def _draft(
        self,
        story: Story,
        sentence: Sentence,
        token: Token,
        rule: MaterielRule,
        head: Token,
        item: ItemRule,
        numbers: Numbers,
        speakers: Speakers,
    ) -> MaterielDraft:
        source = speakers.of(sentence, token)
        place = placing.in_sentence(story, sentence, token, source)
        time = timing.in_sentence(story, sentence, token)
        quantity, span = _quantity(sentence, head, numbers, rule.id)
        by = next(
            (found for doer in parties.doers(token, head) if (found := parties.in_phrase(story, sentence, doer))), None
        )
        by = by or parties.resolved_pronoun(story, sentence, parties.doers(token, head))
        return MaterielDraft(
            evidence_start=sentence.start,
            evidence_end=sentence.end,
            anchor=span,
            rule_id=rule.id,
            confidence=0.8,
            item=item.item,
            action=rule.action,
            quantity=quantity,
            owner=_owner(story, sentence, head, by),
            by=by,
            place=placing.refined(story, place, sentence) or placing.carried(story, sentence),
            time=time or carrying.told(story, sentence),
            source=source,
            scope=scope.scope_of(time, story.anchor, cumulative=tolls.is_cumulative(sentence.text), several=False),
        )


def _was_done(token: Token, head: Token, rule: MaterielRule) -> bool:
    """Whether a deed is told as done, and to the thing itself: "took up arms" and a car full of bombs are none."""
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 2]]
    to_arms = rule.action == "captured" and following in (["up"], ["out"])
    none = any(child.lower_ in ("no", "neither") for child in head.lefts)  # "no weapons were found"
    going_on = token.tag_ == "VBG" and any(child.lower_ in ("was", "were") for child in token.lefts)
    if none or (going_on and any(child.dep_ == "advcl" for child in token.rights)) or is_staged(token.doc.text):
        return False  # "was seizing arms when he was hit"
    return is_done(token) and not is_purpose(token) and not to_arms and not _carried_bomb(head)


def _carried_bomb(head: Token) -> bool:
    """Whether the thing was the attack's own: "the car used for the attack, which was packed with explosives"."""
    item = item_of(head)
    if item is None or item.item != "vehicle":
        return False
    clauses = [child for child in head.children if child.dep_ in ("acl", "relcl")]
    return any(word.lemma_.lower() in _BOMBS for clause in clauses for word in clause.subtree)


def _objects(token: Token, rule: MaterielRule) -> list[Token]:
    """Heads of what the predicate was done to."""
    if rule.noun:
        words = [token, *(child for child in token.rights if child.lower_ == "down")]  # "the shooting down of"
        of = [child for word in words for child in word.rights if child.lower_ == "of" and token.pos_ == "NOUN"]
        return [inner(other) for prep in of for head in children(prep, "pobj") for other in with_conjuncts(head)]
    if token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB"):
        return []
    if rule.particle and not any(t.lower_ in rule.particle for t in token.doc[token.i + 1 : token.i + 6]):
        return []
    heads = children(token, "dobj")
    if token.lemma_.lower() == "set" and [head.lower_ for head in heads] == ["fire"]:
        heads = [noun for prep in children(token, "prep", "dative") for noun in children(prep, "pobj")]
    if not heads and is_passive(token):
        heads = [_said_behind(head) for head in children(token, "nsubjpass")]
        heads = heads or ([token.head] if token.dep_ in ("acl", "relcl") else [])
    if not heads and token.dep_ == "conj" and token.tag_ in ("VBN", "VBD") and is_passive(token.head):
        heads = children(token.head, "nsubjpass")  # "was hit and shot down"
    by_itself = any(child.dep_ == "nsubj" and child.lower_ in _RELATIVES for child in token.children)
    if not heads and token.dep_ == "relcl" and not by_itself:  # "the car that blew up" was the bomb
        heads = [token.head]
    if not heads and token.dep_ == "amod" and token.tag_ == "VBN" and _told_by_participle(token.head, rule):
        heads = [token.head]
    if not heads:  # "intercepted and destroyed three drones"
        next_verb = [verb for verb in children(token, "conj") if verb.i - token.i == 2]
        also = [verb for verb in next_verb if verb.lemma_.lower() in materiel()]
        heads = [noun for verb in also for noun in children(verb, "dobj")]
    heads += [other for head in heads for other in _together(head, token)]
    resolved = [_relative(_meant(head), token) for head in heads]
    listed = [other for head in resolved for each in (head, *_apposed(head)) for other in with_conjuncts(each)]
    return [inner(head) for head in [*listed, *(beside for head in listed[-1:] for beside in _beside(head))]]


def _apposed(head: Token) -> list[Token]:
    """What the parse takes for another name of the first in a list: "two tanks, a howitzer and four carriers"."""
    listed = [noun for noun in children(head, "appos") if children(noun, "conj")]
    return [noun for noun in listed if noun.left_edge.tag_ in ("DT", "CD") and item_of(inner(noun)) is not None]


def _said_behind(head: Token) -> Token:
    """The item that the parse took for a word on a place: "In Kirkuk, a tank and two trucks were destroyed"."""
    if item_of(inner(head)) is not None or head.pos_ != "PROPN":
        return head
    return next((child for child in children(head, "appos") if item_of(inner(child)) is not None), head)


def _beside(head: Token) -> list[Token]:
    """An item behind "and", whatever the parse made of it: "a depot and four pickup trucks mounted with guns"."""
    doc, i = head.doc, head.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "and" or doc[i + 1].tag_ not in ("DT", "CD"):
        return []
    j = i + 1
    while j < len(doc) and doc[j].tag_ in ("DT", "CD", "JJ", "NN", "NNS", "NNP", "HYPH"):
        j += 1
    told = j < len(doc) and doc[j].tag_ in ("VBD", "VBZ", "VBP", "MD") and doc[j].lower_ not in FITTED
    return [] if told or item_of(doc[j - 1]) is None else [doc[j - 1]]


def _told_by_participle(head: Token, rule: MaterielRule) -> bool:
    """Whether "seized weapons", "a destroyed tank" tells an act; burned vehicles may be anybody's."""
    item = item_of(head)
    military = any(child.lower_ in MILITARY for child in head.lefts)
    return rule.action in ("destroyed", "captured") and item is not None and (item.item != "vehicle" or military)


def _together(head: Token, token: Token) -> list[Token]:
    """What was taken or hit beside the object: "a howitzer along with several tanks"."""
    found = []
    for word in [*head.rights, *token.rights]:
        if word.i > head.i and word.lower_ in ("along", "together"):
            found += [noun for prep in children(word, "prep") for noun in children(prep, "pobj")]
        elif word.i > head.i and word.lower_ == "with" and word.nbor(-1).lower_ in ("along", "together"):
            found += children(word, "pobj")
    return found


def _meant(head: Token) -> Token:
    """The item that "it" means in its own sentence: "the jet was in our airspace when it was shot down"."""
    if head.lower_ != "it":
        return head
    named = [t for t in head.doc[: head.i] if t.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and item_of(inner(t))]
    named = [t for t in named if t.head.lemma_.lower() != "use"]
    return named[-1] if named else head


def _relative(head: Token, token: Token) -> Token:
    return token.head if head.lower_ in ("that", "which", "who") and token.dep_ == "relcl" else head


def _first(head: Token) -> Token:
    """The first of coordinated nouns."""
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return head


def _same_row(other: Token, head: Token, item: ItemRule) -> bool:
    """Whether two coordinated nouns are told as one: "weapons and ammunition"."""
    mine = item_of(other)
    return mine is not None and mine.item == item.item and not any(t.dep_ in ("nummod", "det") for t in head.lefts)


def _fits(rule: MaterielRule, item: ItemRule, head: Token) -> bool:
    if rule.military and item.item == "vehicle" and not any(child.lower_ in MILITARY for child in head.lefts):
        return False
    if rule.items is not None and item.item not in rule.items:
        return False
    if rule.action == "captured" and (item.item == "building" or person_noun(head) is not None):
        return False  # one captures bombers that are people
    return item.item not in (rule.not_items or ())


def _quantity(sentence: Sentence, head: Token, numbers: Numbers, rule_id: str) -> tuple[Quantity, Span]:
    doc, first = head.doc, left_edge(head)
    at = next((i for i in range(head.i, max(first - 4, -1), -1) if i in numbers.by_core), None)
    number = numbers.by_core[at] if at is not None and (at >= first or doc[at + 1].lower_ == "of") else None
    if number is not None and number.bound == "vague":
        number = next((numbers.by_core[i] for i in range(first, number.start) if i in numbers.by_core), number)
    of = number.start - 1 - (doc[number.start - 1].lower_ == "the") if number is not None and number.start > 2 else 0
    if of > 0 and doc[of].lower_ == "of":
        number = numbers.by_core.get(of - 1, number)  # "12 of 15 drones", "nine of the 22 trucks"
    start = min(first, number.start) if number else first
    span_start, span_end = sentence.offset(doc[start]), sentence.end_of(head)
    text = sentence.text[span_start - sentence.start : span_end - sentence.start]
    span = Span(span_start, span_end, text, rule_id)
    if number is not None:
        return Quantity(span_start, span_end, text, rule_id, number.count, number.bound, number.low, number.high), span
    plural = (head.lower_ in _MASS and not any(t.lower_ in ("a", "an", "one") for t in head.lefts)) or is_plural(head)
    count = None if plural else 1
    return Quantity(span_start, span_end, text, rule_id, count, "exact" if count else "unstated", count, count), span


def _owner(story: Story, sentence: Sentence, head: Token, by: ActorMention | None) -> ActorMention | None:
    """Whose it was: named beside the item, else the other side of the one who did it."""
    start, end = parties.phrase(sentence, head, 8)
    found = [m for m in story.actors_in(start, end) if by is None or m.actor_id != by.actor_id or m.start != by.start]
    if found:
        return found[0]
    return parties.opponent(story, by) if by is not None else None


@Language.factory("sijill_en_materiel")
def create_materiel(nlp: Language, name: str) -> Materiel:
    """Factory of the English coder of materiel claims."""
    return Materiel()
