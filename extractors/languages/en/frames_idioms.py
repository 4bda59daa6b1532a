"""Whom a set phrase speaks of: "left 12 dead", "claimed the lives of", "took hostage", "lost seven men"."""

from spacy.tokens import Token

from extractors.languages.en.frames_nouns import of_act
from extractors.languages.en.frames_verbs import OBJECTS, number_left, passive_victims, subjects_of, weaponlike
from extractors.languages.en.groups import is_national, numbers_of, person_noun
from extractors.languages.en.rules import word_set
from extractors.languages.en.tree import children, is_passive

_STATES = word_set("en.words.linking.own-predicates")
_KIN = word_set("en.words.judging.kin")
_MOURNED = frozenset({"brother", "child", "civilian", "colleague", "comrade", "friend", "journalist", "man", "member"})
"""whom a side or its people can lose, beside fighters"""
_OWN = frozenset({"his", "her", "their", "own"})
"""whose life somebody takes: their own"""
_HELD_TO = frozenset({"account", "accountable", "back", "contempt", "liable", "regard", "responsible", "up"})
"""what people are held to, and by nobody's force"""
_HELD = frozenset({"hostage", "hostages", "prisoner", "prisoners", "captive", "custody"})


def in_state(token: Token) -> list[Token]:
    """Whom "dead" or "wounded" describes: "left 12 dead", "two guards wounded"."""
    if token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass"):
        return []
    adjacent = next((n for n in numbers_of(token.doc).all if n.start == token.i + 1), None)
    if adjacent is not None and not number_left(token):
        # read as an adjective, the word has no rule as a verb: "killed 60 and wounded scores"
        return [token.doc[adjacent.end_core - 1]] if token.lemma_.lower() == token.lower_ else []
    if token.tag_ in ("VBD", "VBN") and any(child.i > token.i for child in children(token, "dobj", "obj")):
        return []  # a verb with its own object: "killed a shopkeeper and wounded his two sons"
    if (first := _named_with(token)) is not None:
        return in_state(first) if first.lower_ == "dead" else passive_victims(first)
    if token.i and token.nbor(-1).lower_ == "shot" and (shot := children(token, "dobj")):
        return shot  # "gunmen shot dead an officer", with "shot" read as a noun
    if (behind := _with_whom(token)) is not None:
        return [behind]
    victims = [v for v in passive_victims(token) if v != token]
    return victims or _left_behind(token)


def _with_whom(token: Token) -> Token | None:
    """The first of those with whom something ended so: "ended with 21 hostages and five attackers dead"."""
    noun = token.nbor(-1) if token.i else token
    if noun.pos_ != "NOUN" or token.head == noun:
        return None
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    counted = any(child.i in numbers_of(token.doc).by_core for child in noun.lefts)
    return noun if counted and noun.dep_ == "pobj" and noun.head.lower_ == "with" else None


def _named_with(token: Token) -> Token | None:
    """The word for the dead that this one for the wounded is told with: "several dozen dead and wounded"."""
    if token.i < 2 or token.nbor(-1).lower_ not in ("and", "or", "/"):
        return None
    first = token.nbor(-2)
    return first if first.lower_ in ("dead", "killed") and number_left(first) is not None else None


def _left_behind(token: Token) -> list[Token]:
    """The object of "leave" far before its adjective: "left 12 people, most of them children, dead"."""
    if token.i == 0 or token.nbor(-1).text != ",":
        return []
    for i in range(token.i - 1, max(token.i - 20, -1), -1):
        before = token.doc[i]
        if before.lemma_.lower() == "leave":
            return children(before, *OBJECTS)
        if before.lower_ in _STATES:
            break
    return []


def of_lives(token: Token) -> list[Token]:
    """Whose lives were claimed, taken or lost."""
    for life in children(token, "dobj"):
        if life.lemma_.lower() not in ("life", "throat"):
            continue
        if token.lemma_.lower() == "lose":
            return subjects_of(token)
        if token.lemma_.lower() == "cost" and (
            whom := [noun for noun in children(token, "dobj", "dative") if noun != life]
        ):
            return whom  # "cost 12 people their lives"
        own = token.lemma_.lower() == "take" and any(child.lower_ in _OWN for child in life.lefts)
        if own and not any(weaponlike(subject) for subject in children(token, "nsubj")):
            return []
        if victims := of_act(life):
            return victims
        return [life]
    return []


def claimed(token: Token) -> list[Token]:
    """Whom an act claimed: "the attack claims six civilians", "claimed 12 victims"."""
    subjects = children(token, "nsubj")
    people = [noun for noun in children(token, "dobj") if person_noun(noun) is not None and noun.lemma_ != "life"]
    return people if any(weaponlike(subject) for subject in subjects) else []


def held(token: Token) -> list[Token]:
    """Whom somebody took or holds hostage, prisoner or captive."""
    words = [t for t in token.subtree if t.lower_ in _HELD]
    if token.lemma_.lower() in ("have", "hold") and (kept := _kept(token)):
        return kept
    if not words and token.lower_ == "held" and _is_in_hands(token):
        return passive_victims(token)
    if not any(abs(word.i - token.i) < 12 for word in words):
        return []
    left_out = token.tag_ == "VBN" and token.dep_ == "conj" and is_passive(token.head)  # "and others taken prisoner"
    if is_passive(token) or left_out:
        return passive_victims(token)
    objects = [child for child in children(token, "dobj") if child.lower_ not in _HELD]
    if objects:
        return [*objects, *_along_with(token)]
    between = [n for n in numbers_of(token.doc).all if token.i < n.core < words[0].i]
    return [token.doc[between[0].end_core - 1]] if between else []


def _kept(token: Token) -> list[Token]:
    """Whom a side has in its hands by number: "are holding 34 soldiers", "had 11 prisoners"."""
    people = []
    numbers = numbers_of(token.doc).by_core
    for head in children(token, "dobj"):
        of = [each for prep in head.rights if prep.lower_ == "of" for each in children(prep, "pobj")]
        noun = of[0] if of and head.i in numbers else head  # "hundreds of protesters"
        rule, counted = person_noun(noun), noun != head or any(child.i in numbers for child in noun.lefts)
        captive = noun.lemma_.lower() in ("prisoner", "captive", "hostage")
        held = token.lemma_.lower() == "hold" and rule is not None and token.tag_ in ("VBG", "VBZ", "VBP")
        one = captive and held and any(child.lower_ in ("a", "an") for child in noun.lefts)
        if one or (counted and (captive or held)):
            people.append(noun)
    return people


def _is_in_hands(token: Token) -> bool:
    """Whether people are held by somebody: "are being held by the group", "was held in a prison"."""
    told = {t.lower_ for t in token.doc[token.i + 1 : token.i + 4]}
    described = token.dep_ == "acl" and person_noun(token.head) is not None
    if not is_passive(token) or not (described or children(token, "nsubjpass")) or told & _HELD_TO:
        return False
    jailed = any(t.lower_ in ("prison", "jail", "captivity", "detention", "cell", "cells") for t in token.subtree)
    return jailed or bool(children(token, "agent")) or any(child.lower_ == "being" for child in token.lefts)


def _along_with(token: Token) -> list[Token]:
    """Who was taken besides: "took the engineers hostage along with four drivers"."""
    with_whom = [
        t for t in token.doc[token.i + 1 : token.i + 12] if t.lower_ == "with" and t.nbor(-1).lower_ == "along"
    ]
    return [noun for preposition in with_whom for noun in children(preposition, "pobj")]


def lost(token: Token) -> list[Token]:
    """Fighters whom a force lost, and kin: "the army lost seven men", "lost her two sons in the strike"."""
    lost = []
    for child in children(token, "dobj"):
        noun = person_noun(child)
        counted = any(grand.dep_ == "nummod" for grand in child.lefts)
        fighters = noun is not None and (noun.kind == "combatant" or child.lemma_.lower() in _MOURNED)
        fighters = fighters or is_national(child)
        kin = child.lemma_.lower() in _KIN and bool(children(child, "poss"))
        bare = child.i in numbers_of(token.doc).by_core  # "the regime lost more than 200", beside people
        if (counted and fighters) or kin or bare:
            lost.append(child)
    return lost
