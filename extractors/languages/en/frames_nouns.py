"""Whom a noun of death, wounds or an act speaks of: "the killing of 12", "the toll reached 30", "injuries to three"."""

from spacy.tokens import Token

from extractors.languages.en.groups import numbers_of, person_noun
from extractors.languages.en.rules import outcomes, word_set
from extractors.languages.en.tree import children, lemmas

_TOLL_CUES = word_set("en.words.frames.toll-cues")
_THE_DEAD = word_set("en.words.frames.the-dead")
_ACTS = word_set("en.words.frames.no-victims") | word_set("en.words.perpetrators.acts")
_MEASURING = word_set("en.words.frames.measuring")
_DEATH = frozenset({"body", "casualty", "death", "fatality"})
_TOLL_REACH = 22
_BODY = frozenset({"body", "head", "chest", "leg", "arm", "face", "neck", "hand", "foot", "stomach", "back"})


def of_act(token: Token) -> list[Token]:
    """Whose death an act names: "the killing of 12 militants", "the general's assassination"."""
    if token.lemma_.lower() == "shooting" and "dead" not in [t.lower_ for t in token.doc[token.i + 1 : token.i + 2]]:
        return []
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return [_person_behind(noun) for noun in children(child, "pobj")]
        if child.lower_ == "dead" and (of := [grand for grand in child.children if grand.lower_ == "of"]):
            return children(of[0], "pobj")
        if inner := _behind_time(child):
            return inner
    if other := _beside_it(token):
        return [noun for child in other.rights if child.lower_ == "of" for noun in children(child, "pobj")]
    if token.lemma_.lower() == "injury":
        return []
    owners = children(token, "poss")
    if owners or token.lemma_.lower() in ("massacre", "slaughter"):
        return owners
    return [child for child in children(token, "compound", "nmod") if child.ent_type_ == "PERSON"]


def _person_behind(noun: Token) -> Token:
    """The person whom a force's name describes, where the parse stops at the name: "an Islamic State captive"."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    described = noun.tag_ == "NNP" and any(person_noun(t) is not None and t.tag_[:2] in ("NN", "JJ") for t in following)
    return following[0] if described else noun


def _beside_it(token: Token) -> Token | None:
    """The act that shares its victims with this one: "the killing and wounding of dozens"."""
    for other in [*children(token, "conj"), *([token.head] if token.dep_ == "conj" else [])]:
        between = token.doc[min(token.i, other.i) + 1 : max(token.i, other.i)]
        if len(between) == 1 and between[0].lower_ in ("and", "or"):
            return other
    return None


def _behind_time(prep: Token) -> list[Token]:
    """What "of" leads to where the parse hung it on a day: "the killing on Thursday of an officer"."""
    for noun in children(prep, "pobj"):
        for child in noun.rights:
            if noun.ent_type_ in ("DATE", "TIME") and child.dep_ == "prep" and child.lower_ == "of":
                return children(child, "pobj")
    return []


def bearers(token: Token) -> list[Token]:
    """Who bears wounds: "injuries to three officers", "the wounds suffered by 11 soldiers"."""
    for child in token.rights:
        if child.dep_ == "acl" and child.lemma_.lower() in ("suffer", "sustain"):
            return [noun for agent in children(child, "agent", "prep") for noun in children(agent, "pobj")]
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if following.lower_ != "to":
        return []
    return [noun for noun in children(following, "pobj") if noun.lemma_.lower() not in _BODY]


def counted(token: Token) -> list[Token]:
    """The noun itself, where it is counted: "16 deaths"."""
    return [token] if token.tag_ in ("NNS", "NN", "NNP", "NNPS", "JJ", "VBN", "VBD") else []


def of_toll(token: Token) -> list[Token]:
    """The first number behind "toll" that a word like "to" or "reached" leads to."""
    doc, numbers = token.doc, numbers_of(token.doc)
    compound = _counts_dead(token)
    if compound and (risen := _risen_to(token)) is not None:
        return [risen]
    for i in range(token.i + 1, min(token.i + _TOLL_REACH, len(doc))):
        if doc[i].text in (";", ".") or (doc[i].lower_ == "from" and i + 1 in numbers.by_token):
            if doc[i].text != ".":
                continue
            break
        number = numbers.by_token.get(i)
        if number and i == number.start and (i == token.i + 1 or {_led_by(doc[i]), doc[i].lower_} & _TOLL_CUES):
            following = doc[number.end] if number.end < len(doc) else None
            marked = following is not None and any(lemmas(following)[k] in outcomes() for k in (0, 1))
            of = following is not None and following.lower_ == "of"
            ranked = of and any(
                token.tag_ == "JJS" for token in doc[number.end : number.end + 3]
            )  # "one of the highest"
            share = number.bound == "vague" and doc[number.start - 1].lower_ == "as"  # "as many of the injured …"
            return [doc[number.end_core - 1]] if compound and not marked and not ranked and not share else []
    return []


def _led_by(first: Token) -> str:
    """The word before a number, adverbs left out: "was likely higher than 40"."""
    before = first.nbor(-1) if first.i else first
    while before.i and before.tag_ == "RB":
        before = before.nbor(-1)
    return str(before.lower_)


def _risen_to(token: Token) -> Token | None:
    """The number told before what it counts: "brought **to 14** the number of civilians killed"."""
    before = token.i - 1
    while before > 0 and token.doc[before].tag_ in ("DT", "JJ", "PRP$"):
        before -= 1
    number = numbers_of(token.doc).by_core.get(before)
    to = number is not None and number.start > 1 and token.doc[number.start - 1].lower_ == "to"
    return token.doc[before] if to else None


def _counts_dead(token: Token) -> bool:
    """Whether a count is of the dead: "death toll", "number of dead", "the toll of the attack", "deaths rose"."""
    if token.lower_ == "numbered":
        return token.nbor(-1 if token.i else 0).lower_ in _THE_DEAD
    if token.lemma_.lower() in ("death", "fatality", "casualty"):
        measured = token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _MEASURING
        return measured and not any(child.tag_ == "CD" for child in token.lefts)
    of = [noun for child in token.rights if child.lower_ == "of" for noun in child.children]
    of_dead = {word.lower_ for noun in of for word in (noun, *children(noun, "acl", "amod"))}
    of_dead |= {word.lower_ for word in children(token, "acl")}  # "the number killed"
    if (
        of_dead & _THE_DEAD
        or (token.lemma_ == "toll" and any(person_noun(noun) is not None for noun in of))
        or any(child.lower_ in _DEATH for child in token.lefts)
    ):
        return True
    acts = [noun for child in token.rights if child.lower_ in ("of", "from", "in") for noun in child.children]
    if token.lemma_.lower() != "toll":
        return False
    alone = not acts and token.dep_ in ("nsubj", "dobj") and [child.lower_ for child in token.lefts] == ["the"]
    return alone or any(noun.lemma_.lower() in _ACTS for noun in acts)


def of_bodies(token: Token) -> list[Token]:
    """Whose bodies were found; the bodies themselves where nobody says."""
    of = [child for child in token.rights if child.dep_ == "prep" and child.lower_ == "of"]
    if (
        token.tag_ == "NN"
        and token.dep_ == "pobj"
        and token.head.lower_ in ("around", "from", "in", "into", "on", "to")
    ):
        return []  # "strapped to the body of the suspect"
    counted = any(child.i in numbers_of(token.doc).by_core for child in token.lefts)  # "six bodies of dead protesters"
    if of and not counted:
        return children(of[0], "pobj")
    return [token] if token.tag_ == "NNS" else []


def no_one(token: Token) -> list[Token]:
    """Nobody by itself: the noun only points at people counted elsewhere."""
    return []
