"""The place that changed hands, in the article's words: a name, a description, or the name that a description means."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.analysis import PlaceMention
from extractors.languages.en import parties, placing
from extractors.languages.en.groups import person_noun
from extractors.languages.en.meant import meant
from extractors.languages.en.rules import ControlRule, control, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.taking import after, heads_site, is_armed, is_site
from extractors.languages.en.tree import is_passive, with_conjuncts

_LONGEST = 12
_RIDDING = frozenset({"clean", "cleanse", "clear", "free", "purge"})
_CATCHERS = frozenset({"agents", "detectives", "investigators", "officers", "police", "policemen"})
_HE = ("He ", "She ", "His ", "Her ")
_OF_PLACES = ("retaken", "liberated")
"""actions that are done to places alone"""
_NEEDS_NAME = word_set("en.words.control.needs-name")
_VAGUE = word_set("en.words.control.vague")
_NOWHERE = word_set("en.words.control.nowhere")
_BESIDE = word_set("en.words.control.beside-place")
_SHARES = word_set("en.words.control.shares")
_COMPASS = word_set("en.words.control.compass")
_PORTIONS = word_set("en.words.control.portions")
_TOWNS = word_set("en.words.control.towns")


def place_of(story: Story, sentence: Sentence, token: Token, rule: ControlRule, head: Token) -> PlaceMention | None:
    """The place taken: a name, the one that a description means, or a noun for a site with the words beside it."""
    head = _object_before(head, token)
    if head.pos_ == "PRON" and head.lower_ not in _PORTIONS:
        told = token.lemma_.lower() in _NEEDS_NAME and is_passive(token)  # "it was taken" may mean anything
        return None if told else meant(story, sentence, head)
    while head.dep_ == "appos" and is_site(head) and head.head.pos_ == "PROPN":  # "Ras Lanuf, a town they seized"
        head = head.head
    start, end = parties.phrase(sentence, head, _LONGEST, _BESIDE)
    end = min(end, _end_of_own_words(sentence, token, head, end))
    named = [m for m in story.places_in(start, end) if (m.start, m.end) not in story.adjective_places and m.place]
    at_head = [m for m in named if m.start <= sentence.offset(head) < m.end]
    if at_head:
        by_name = [m for m in named if not m.text.islower()] if at_head[0].text.islower() else []
        return (by_name or at_head)[0]
    lemma = head.lemma_.lower()
    of_name = _names(head)
    of_site = head.pos_ == "PROPN" and any(t.lemma_.lower() in sites() for t in head.ancestors)
    unlisted = head.pos_ == "PROPN" and _is_name_of_place(story, sentence, head, rule)
    share = _is_share(head) and bool(named or of_name or any(child.lower_ == "its" for child in head.lefts))
    if not is_site(head) and not heads_site(head) and not of_site and not unlisted and not share:
        return None
    nameless = not named and not of_name
    if nameless and _is_of_spoils(head):
        return None
    inside = [m for m in named if m.place and m.place.level not in ("country", "region", "admin1")]
    if not inside and not of_name and (known := meant(story, sentence, head)):
        place = known.place or (placing.in_sentence(story, sentence, token, None) or known).place
        return replace(known, rule_id=rule.id, place=place)
    if token.lemma_.lower() in _NEEDS_NAME and lemma in _VAGUE and (nameless or lemma in ("scene", "site")):
        return None
    cleared = lemma == "mine" and token.lemma_.lower() == "clear"  # "clearing mines"
    if cleared or (lemma in _NOWHERE and nameless and not _means_known(head)):
        return None
    located = min(named, key=lambda m: (m.place.geo_precision if m.place else 9) or 9) if named else None
    located = located or placing.in_sentence(story, sentence, token, None) or placing.carried(story, sentence)
    if not named and _means_known(head):
        known = next(
            (m for m in (located, placing.carried(story, sentence)) if m and m.end <= start and _is_town(m)), None
        )
        if known is not None and lemma not in _NOWHERE:  # "parts of the city" are no city
            return known
        located = known or located
    return PlaceMention(start, end, story.text[start:end], rule.id, located.place if located is not None else None)


def _object_before(head: Token, verb: Token) -> Token:
    """What "it" is in a clause that hangs on another: "stormed a major base, capturing it"."""
    hangs = head.lower_ == "it" and head.dep_ == "dobj" and verb.dep_ in ("advcl", "conj") and verb.head.i < verb.i
    before = next((child for child in verb.head.rights if child.dep_ == "dobj"), None) if hangs else None
    return before if before is not None and is_site(before) else head


def _is_of_spoils(head: Token) -> bool:
    """Whether places are told as all that a side once took: "most of the cities and towns it seized in 2014"."""
    plural = head.tag_ == "NNS" and not any(child.tag_ == "CD" for child in head.lefts)
    nouns = with_conjuncts(head.head if head.dep_ == "conj" else head)
    clauses = [clause for noun in nouns for clause in noun.rights if clause.dep_ == "relcl"]
    return plural and any(clause.lemma_.lower() in control() for clause in clauses)


def _is_share(head: Token) -> bool:
    """Whether a noun is a share of a place: "parts of Benghazi", "85 percent of the province", "its eastern half"."""
    of = after(head, "of")
    whole = bool(of) and all(person_noun(noun) is None for noun in of)
    return head.lower_ in _PORTIONS and (whole or any(child.lower_ in _COMPASS for child in head.lefts))


def _end_of_own_words(sentence: Sentence, verb: Token, head: Token, end: int) -> int:
    """Where the next of a list of names begins: "Hamra" of "Hamra and Zuwaya in Syria"; nouns may mean one place.

    Of "cleared 11 villages of militants" also only the first two words.
    """
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    if (
        of is not None
        and verb.lemma_.lower() in _RIDDING
        and any(is_armed(noun) for noun in of.children if noun.dep_ == "pobj")
    ):
        return sentence.end_of(of.nbor(-1))
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
    if rule.action not in _OF_PLACES and _is_of_person(story, sentence, head):
        return False
    if story.actors_overlapping(start, end):
        return False
    if rule.action in _OF_PLACES or rule.frame in ("control", "lose", "state"):
        return True
    within = head.dep_ == "pobj" and head.head.lower_ in ("at", "in")
    return within or head.ent_type_ in ("GPE", "LOC", "FAC")


def _is_of_person(story: Story, sentence: Sentence, head: Token) -> bool:
    """Whether a bare name is somebody's: police caught him, or the next sentence goes on with "he"."""
    if head.dep_ not in ("dobj", "nsubjpass") or head.n_lefts:
        return False
    caught = any(child.dep_ == "nsubj" and child.lower_ in _CATCHERS for child in head.head.lefts)
    following = story.sentences[sentence.index + 1 : sentence.index + 2]
    return caught or any(other.text.startswith(_HE) for other in following)


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
