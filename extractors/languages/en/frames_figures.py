"""Whom words count that say nothing of the deed: "gave a figure of 52", "13 victims of a massacre", "9 in jail"."""

from spacy.tokens import Token

from extractors.languages.en.groups import numbers_of, person_noun
from extractors.languages.en.rules import word_set
from extractors.languages.en.tree import children

_CUES = word_set("en.words.frames.toll-cues")
_KILLINGS = word_set("en.words.figures.killings")
_STATES = word_set("en.words.linking.own-predicates")
_REACH = 7
_HURT = frozenset({"critical", "grave", "serious"})


def of_figure(token: Token) -> list[Token]:
    """The number that a figure is put at: "gave a figure of 52", "put the number at more than 40"."""
    numbers = numbers_of(token.doc)
    for i in range(token.i + 1, min(token.i + _REACH, len(token.doc))):
        number = numbers.by_token.get(i)
        if number is not None:
            led = token.doc[i - 1].lower_ in _CUES or token.doc[i - 1].tag_ == "RB"
            counts = token.doc[number.end] if number.end < len(token.doc) else None
            alone = counts is None or counts.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") or _is_people(counts)
            known = number.count is not None and number.count > 1 and not (counts and counts.lower_ in _STATES)
            return [token.doc[number.end_core - 1]] if led and alone and known else []
        word = token.doc[i]
        if word.text in (",", ";", ".") or word.tag_ in ("NN", "NNS", "NNP") or word.lower_ in _STATES:
            return []
    return []


def _is_people(noun: Token) -> bool:
    rule = person_noun(noun)
    return rule is not None and rule.bare


def slain(token: Token) -> list[Token]:
    """Victims whom a noun calls killed: "13 victims of an apparent execution"; those of an attack may live.

    Of whom a share is described, they are the dead told of: "most of the victims were women".
    """
    if share := _described_share(token):
        return [share]
    of = [noun for prep in token.rights if prep.lower_ == "of" for noun in children(prep, "pobj")]
    return [token] if any(noun.lemma_.lower() in _KILLINGS for noun in of) else []


def _described_share(token: Token) -> Token | None:
    """The share of the victims of which a sentence says who they were."""
    number = numbers_of(token.doc).by_core.get(token.head.i - 1) if token.head.lower_ == "of" else None
    share = token.doc[number.end_core - 1] if number is not None and token.dep_ == "pobj" else None
    if share is None or share.dep_ != "nsubj" or share.head.lemma_ != "be":
        return None
    return share if any(person_noun(noun) is not None for noun in children(share.head, "attr")) else None


def in_custody(token: Token) -> list[Token]:
    """Who is in custody, or left there: "a suspect is in custody", "left 40 dead and thousands under arrest"."""
    at = token.i - 2
    if at < 0 or token.nbor(-1).lower_ not in ("behind", "in", "under"):
        return []
    return _left_so(token.nbor(-1))


def in_condition(token: Token) -> list[Token]:
    """Who lies badly hurt: "the attack left five people in critical condition", "a guard was in serious condition"."""
    before = token.doc[max(0, token.i - 3) : token.i]
    hurt = any(word.lower_ in _HURT for word in before)
    within = [word for word in before if word.lower_ == "in"]
    return _left_so(within[0]) if hurt and within else []


def _left_so(preposition: Token) -> list[Token]:
    """Whom a verb puts into the state that a preposition leads to: the subject of "is", somebody counted and left."""
    verb, at = preposition.head, preposition.i - 1
    if verb.lemma_.lower() in ("be", "remain") and verb.i < preposition.i:
        return children(verb, "nsubj")
    if at < 0:
        return []
    numbers, noun = numbers_of(preposition.doc), preposition.doc[at]
    counted = at in numbers.by_core or any(child.i in numbers.by_core for child in noun.lefts)
    left = any(word.lemma_.lower() == "leave" for word in preposition.doc[:at])
    another = noun.lower_ == "another"
    return [noun] if (counted or another) and left else []
