"""Which places a predicate of taking speaks of: one branch a frame, over the dependency tree."""

from spacy.tokens import Token

from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import ControlRule, sites, word_set
from extractors.languages.en.tree import antecedent, children, is_passive, with_conjuncts

_CLAUSES = ("relcl", "ROOT", "ccomp", "advcl")
"""what a verb is in the tree even where the tagger takes it for a noun ("overran")"""
_COMPASS = word_set("en.words.control.compass")
_SHARES = word_set("en.words.control.shares")
_FORCES = word_set("en.words.control.forces")
_ANEW = word_set("en.words.control.anew")
_OUT = ("from", "out", "of", "off", "back")
_GOING_ON = frozenset({"begin", "continue", "resume", "return", "start"})
_ANNOUNCING = frozenset({"including", "namely", "them", "as"})
_BETWEEN = frozenset({",", "and", "as", "-", "the", "or", "&"})
_UNITS = frozenset({"km", "kilometers", "kilometres", "miles", "mile"})
_FAR = 10
"""tokens behind a plural within which its names are announced"""
_CALM = frozenset({"security", "stability"})
_FREED = frozenset({"free", "freed", "liberated", "recaptured"})


def after(token: Token, *words: str) -> list[Token]:
    """Objects of the prepositions `words` under `token`, nested ones ("out of") included."""
    found = []
    for child in token.rights:
        if child.dep_ in ("prep", "advmod", "prt") and child.lower_ in words:
            found += children(child, "pobj")
            for inner in child.children:
                if inner.lower_ in words:
                    found += children(inner, "pobj")
    return found


def places_of(token: Token, rule: ControlRule) -> list[tuple[Token, Token | None]]:
    """(head of the place, head of the loser) for a predicate."""
    if not _has_particle(token, rule):
        return []
    if rule.frame == "of":
        if token.pos_ not in ("NOUN", "PROPN"):
            return []
        fallen = children(token, "poss") if token.lemma_.lower() == "fall" and after(token, "to") else []
        return [(place, None) for noun in (after(token, "of") or fallen) for place in with_conjuncts(_measured(noun))]
    if token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB") and token.dep_ not in _CLAUSES:
        return []
    if rule.frame == "object" and rule.particle and not children(token, "dobj"):
        return [(place, None) for pobj in after(token, *rule.particle) for place in with_conjuncts(pobj)]
    if rule.frame == "object":
        loser = next(iter(after(token, "from")), None)
        wholes = [
            whole for head in _object(token) for whole in (with_conjuncts(head) if _may_be_place(head) else [head])
        ]
        return [(place, loser) for whole in wholes for place in _listed(whole)]
    if rule.frame == "control":
        return [(place, loser) for head, loser in _control_of(token) for place in _listed(head)]
    if rule.frame == "lose":
        return _lost(token)
    if rule.frame == "state":
        return [(place, None) for place in _now(token)]
    if rule.frame == "expel":
        victims = children(token, "dobj", "nsubjpass") or ([token.head] if token.dep_ == "acl" else [])
        places = after(token, *_OUT)
        places += [place for victim in victims for place in after(victim, *_OUT)]
        victims = [v for v in victims if is_armed(v) or _is_name(v) or v.lemma_.lower() in _FORCES]
        places += _besides(token) if places else []
        listed = [each for pobj in places for place in with_conjuncts(pobj) for each in _listed(place)]
        return [(place, antecedent(victims[0])) for place in listed] if victims else []
    if rule.frame == "declare":
        return [(place, None) for place in _declared(token)]
    subjects = [place for head in children(token, "nsubj") for place in with_conjuncts(head)]
    return [(token.head if place.lower_ == "which" and token.dep_ == "relcl" else place, None) for place in subjects]


def _has_particle(token: Token, rule: ControlRule) -> bool:
    """Whether a verb has the word that its rule asks for, and none that makes it mean another thing."""
    if any(child.dep_ == "prt" and child.lower_ == "up" for child in token.rights):
        return False  # "took up positions around the town"
    fallen = rule.frame == "fall" and token.tag_ in ("VBN", "VBD")
    following = {t.lower_ for t in token.doc[token.i + 1 : token.i + 7]}
    return not rule.particle or bool(following & set(rule.particle)) or fallen


def is_armed(head: Token) -> bool:
    """Whether a noun is one for people who are not said to be civilians: no "diplomats", no "residents"."""
    noun = person_noun(head)
    return noun is not None and noun.kind != "civilian"


def _is_name(head: Token) -> bool:
    """Whether a word is a name or stands for one; "ISIS" and "ISIL" the tagger takes for nouns."""
    return head.pos_ in ("PROPN", "PRON") or head.text.isupper()


def is_purpose(token: Token) -> bool:
    """Whether an infinitive tells what something is for: "continue their war to retake", "battle to re-capture"."""
    if [word.lower_ for word in token.doc[max(0, token.i - 3) : token.i]] == ["to", "re", "-"]:
        return True
    listed = token.tag_ == "VB" and token.dep_ == "ROOT" and not children(token, "aux")
    if listed and any(t.tag_ == "VB" and t.nbor(-1).lower_ == "to" for t in token.doc[1 : token.i]):
        return True  # "rebels hoping to seize a town and capture the capital", whose second verb the parser lets stand
    passive = any(child.dep_ == "auxpass" and child.lower_ == "be" for child in token.lefts)
    if passive and token.dep_ in ("acl", "relcl", "advcl") and any(child.lower_ == "to" for child in token.lefts):
        return True  # "trucks to be taken to"
    infinitive = token.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in token.lefts)
    return infinitive and token.head.lemma_.lower() in _GOING_ON and bool(children(token.head, "dobj"))


def _besides(token: Token) -> list[Token]:
    """Further places that the parser hangs on the verb: "from A and two villages", "from A along with B"."""
    along = [noun for child in token.rights if child.lower_ == "along" for noun in after(child, "with")]
    return along + [child for child in children(token, "conj") if is_site(child) and child.pos_ == "NOUN"]


def _declared(token: Token) -> list[Token]:
    """As in "declared the city liberated", "was declared liberated"; not "declared it would be"."""
    freed = [t for t in token.rights if t.tag_ in ("VBN", "VBD", "JJ") and t.lower_ in _FREED]
    if not freed or any(child.dep_ == "aux" and child.tag_ == "MD" for child in freed[0].children):
        return []
    return children(freed[0], "nsubj", "nsubjpass") or children(token, "dobj", "nsubjpass")


def _object(token: Token) -> list[Token]:
    if is_passive(token) and not children(token, "dobj"):
        if subjects := children(token, "nsubjpass"):
            return [antecedent(each) for each in subjects]
        if token.dep_ == "advcl" and token.i > 1:  # "At Kobani, retaken by the army, bombs", "out of areas retaken by"
            noun = token.nbor(-2 if token.nbor(-1).text == "," else -1)
            return [noun] if _may_be_place(noun) else []
        return [token.head] if token.dep_ in ("acl", "relcl") else []
    if objects := children(token, "dobj"):
        if objects[0].tag_ == "CD" and token.dep_ == "advcl":  # "attacked three posts, capturing one"
            return children(token.head, "dobj")
        return [antecedent(each) for each in objects]
    subjects = children(token, "nsubj")
    if token.dep_ == "relcl" and subjects and subjects[0].tag_ not in ("WP", "WDT") and _may_be_place(token.head):
        return [token.head]
    return []


def _listed(head: Token) -> list[Token]:
    """As in "the villages of A and B", "two towns: A and B", "towns, including A"; "a town south of A" is a town."""
    if head.lower_ in _COMPASS and (towns := [t for t in head.lefts if t.dep_ == "compound" and is_site(t)]):
        return towns
    apposed = [name for child in children(head, "appos") for name in with_conjuncts(child) if name.pos_ == "PROPN"]
    if is_site(head) and head.tag_ == "NNS" and len(apposed) > 1:
        return apposed
    if head.lemma_.lower() in sites() and head.lemma_.lower() != head.lower_:
        names = [name for pobj in after(head, "of") for name in with_conjuncts(pobj) if name.pos_ == "PROPN"]
        if len(names) > 1 or (names := _enumerated(head)):
            return names
    return [head]


def _enumerated(head: Token) -> list[Token]:
    """The names that a plural announces: "three towns from the rebels: A, B and C", "cities, including A"."""
    doc, names = head.doc, []
    for token in doc[head.i + 1 : head.i + _FAR]:
        if token.pos_ == "VERB" and token.lower_ != "including":
            return []
        if token.lower_ in _ANNOUNCING or (token.text in ":—–" and token.i + 1 < len(doc)):
            break
    else:
        return []
    for word in doc[token.i + 1 :]:
        if word.pos_ == "PROPN":
            last = word.i + 1 >= len(doc) or (word.nbor(1).pos_ != "PROPN" and word.nbor(1).text != "-")
            names += [word] if last else []
        elif word.lower_ not in _BETWEEN:
            break
    return names


def _now(token: Token) -> list[Token]:
    """As in "X is now free", "X is back in the hands of", "control of X passed to"; what is held is not taken."""
    if token.lemma_ == "pass":
        subjects = [head for head in children(token, "nsubj") if head.lower_ == "control"]
        return [place for head in subjects for place in after(head, "of", "over")] if after(token, "to") else []
    anew = any(t.lower_ in _ANEW for t in token.rights) or any(t.lower_ in _ANEW for t in token.lefts)
    free = any(t.dep_ in ("acomp", "advcl", "conj") and t.lower_ in ("free", "liberated") for t in token.rights)
    if not anew or not (free or holding(token)) or any(t.dep_ == "neg" for t in token.children):
        return []
    wholes = [_share(place) for head in children(token, "nsubj") for place in with_conjuncts(head)]
    return [place for place in wholes if place.pos_ == "PROPN" or is_site(place)]


def holding(token: Token) -> list[Token]:
    """The hands, or the control, that a place is said to be in."""
    above = [token, *(child for child in token.rights if child.lower_ in _ANEW)]  # "is back in the hands of"
    return [noun for word in above for noun in after(word, "in", "under") if noun.lower_ in ("hands", "control")]


def _share(head: Token) -> Token:
    """The place of which a share is spoken: "all of Alargop"."""
    return next(iter(after(head, "of")), head) if head.lower_ in _SHARES else head


def _measured(head: Token) -> Token:
    """The name before a distance, which the parser may take for the head: "the capture of Sabratha 80 km"."""
    names = [child for child in head.lefts if child.dep_ in ("nmod", "compound") and child.pos_ == "PROPN"]
    return names[-1] if names and head.lower_ in _UNITS else head


def _control_of(token: Token) -> list[tuple[Token, Token | None]]:
    found: list[tuple[Token, Token | None]] = []
    if token.lemma_.lower() == "restore":  # "restored security and stability to the town"
        calm = any(child.dep_ == "dobj" and child.lemma_.lower() in _CALM for child in token.rights)
        towns = after(token, "to", "in") or [p for child in children(token, "dobj") for p in after(child, "to", "in")]
        found += [(place, None) for pobj in towns if calm for place in with_conjuncts(pobj)]
    near = [noun for child in token.rights if child.lower_ == "near" for noun in children(child, "pobj")]
    said = [child for child in token.lefts if child.dep_ == "nsubjpass"]  # "control of the port was seized"
    for child in [*said, *token.rights, *near]:  # "seized near full control of"
        if child.dep_ in ("dobj", "nsubjpass", "prep", "pobj") and child.lemma_.lower() in (
            "control",
            "possession",
            "hold",
        ):
            objects = after(child, "of", "over") or _after_time(child) or (after(token, "of", "over") if said else [])
            found += [(place, None) for pobj in objects for place in with_conjuncts(pobj)]
    return found


def _lost(token: Token) -> list[tuple[Token, Token | None]]:
    """As in "the army lost the town to the rebels", "lost control of the town"."""
    loser = next(iter(children(token, "nsubj")), None)
    of_control = [place for place, _ in _control_of(token)]
    towns = [each for head in children(token, "dobj") for each in _listed(head)] if after(token, "to") else []
    return [(place, loser) for place in of_control or towns]


def _after_time(control_noun: Token) -> list[Token]:
    """As in "seized control Thursday of the city": the parser hangs the place on the time."""
    following = control_noun.doc[control_noun.i + 1 : control_noun.i + 5]
    preposition = next((token for token in following if token.lower_ in ("of", "over")), None)
    return children(preposition, "pobj") if preposition is not None else []


def is_site(head: Token) -> bool:
    """Whether a noun names a place that can be taken; "bases" has the lemma "basis" for the parser."""
    return bool({head.lemma_.lower(), head.lower_, head.lower_.removesuffix("s")} & sites())


def _may_be_place(head: Token) -> bool:
    """Whether a list that this noun begins can be one of places."""
    return head.pos_ == "PROPN" or is_site(head) or heads_site(head) or head.lower_ in _COMPASS


def heads_site(head: Token) -> bool:
    """As in "one of their outposts", "most of the city"."""
    if head.lower_ not in _SHARES:
        return False
    return any(t.lemma_.lower() in sites() for t in after(head, "of"))
