"""Which groups of people an outcome predicate speaks of: one function a frame, over the dependency tree."""

from collections.abc import Callable

from spacy.tokens import Token

from extractors.languages.en.groups import numbers_of, person_noun
from extractors.languages.en.rules import outcomes, word_set
from extractors.languages.en.tree import children, is_passive, is_verb, lemmas

_SUBJECTS = ("nsubjpass", "nsubj", "csubj")
_OBJECTS = ("dobj", "obj", "dative", "oprd", "attr")
_RELATIVE = word_set("en.words.frames.relative")
_NO_VICTIMS = word_set("en.words.frames.no-victims")
_TOLL_CUES = word_set("en.words.frames.toll-cues")
_RAISING = word_set("en.words.frames.raising")
_THE_DEAD = word_set("en.words.frames.the-dead")
_TOLL_REACH = 22
_STATES = word_set("en.words.linking.own-predicates")
_BODY = frozenset({"body", "head", "chest", "leg", "arm", "face", "neck", "hand", "foot", "stomach", "back"})
_OWN = frozenset({"his", "her", "their", "own"})
"""whose life somebody takes: their own"""
_HELD = frozenset({"hostage", "hostages", "prisoner", "prisoners", "captive", "custody"})


def _sharing_verb(token: Token) -> Token | None:
    """The verb that this one is coordinated with and may share its arguments with."""
    return token.head if token.dep_ == "conj" and is_verb(token.head) else None


def _weaponlike(token: Token) -> bool:
    return token.lower_ in _NO_VICTIMS or token.lemma_.lower() in _NO_VICTIMS


def _number_left(token: Token) -> Token | None:
    """A number that stands right before the participle: "21 injured"."""
    number = numbers_of(token.doc).by_core.get(token.i - 1)
    return token.doc[number.end_core - 1] if number is not None else None


def _raised(token: Token) -> list[Token]:
    """Subject of a verb that only says how sure one is: "are believed to have been killed"."""
    head = token.head
    if token.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in _RAISING:
        return children(head, "nsubjpass", "nsubj")
    return []


def _stray_subject(token: Token) -> list[Token]:
    """The subject that the parse hung on the clause before ("… killed and at least 10 were wounded")."""
    for i in range(token.i - 1, max(token.i - 16, -1), -1):
        before = token.doc[i]
        if before.pos_ == "VERB" and before.tag_ != "VBG":
            break
        outside = (
            before.head.pos_ == "VERB" and before.head.i < i and before.dep_ in ("conj", "npadvmod", "dobj", "dep")
        )
        if before.pos_ in ("NUM", "NOUN", "PROPN") and outside:
            return [before]
    return []


def _passive_victims(token: Token) -> list[Token]:
    if number := _number_left(token):
        return [number]
    if subjects := children(token, "nsubjpass", "nsubj"):
        return subjects
    if raised := _raised(token):
        return raised
    if children(token, "auxpass") and token.dep_ != "conj" and (stray := _stray_subject(token)):
        return stray
    if token.dep_ in ("acl", "relcl", "amod", "nmod", "compound") and token.head.pos_ in (
        "NOUN",
        "PROPN",
        "NUM",
        "PRON",
        "ADJ",
        "DET",
    ):
        return [token.head]
    if token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "advcl", "attr", "conj"):
        head = token.head
        if head.lemma_.lower() in ("leave", "report", "find", "see", "have", "count"):
            return children(head, *_OBJECTS)
        if head.lemma_.lower() in ("be", "lie", "remain"):
            return children(head, "nsubj")
    sharing = _sharing_verb(token)
    if sharing is not None:
        return _passive_victims(sharing) if is_passive(sharing) else _active_victims(sharing)
    if token.dep_ in ("conj",) and token.head.dep_ in ("amod", "acl"):
        return _passive_victims(token.head)
    return []


def _active_victims(token: Token) -> list[Token]:
    if objects := children(token, "dobj", "obj", "dative"):
        return objects
    if number := _number_right(token):
        return [number]
    for child in token.children:
        if child.dep_ == "conj" and is_verb(child) and (objects := children(child, "dobj")):
            return objects
    if token.dep_ == "relcl" and (subjects := children(token, "nsubj")) and subjects[0].lower_ not in _RELATIVE:
        return [token.head]
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.head == token and following.pos_ in ("NUM", "NOUN", "PROPN"):
        return [following]
    return []


def _number_right(token: Token) -> Token | None:
    """A number that follows the verb at once, whatever the parse made of it ("wounded dozens more")."""
    for number in numbers_of(token.doc).all:
        if 0 <= number.start - token.i - 1 <= 1:
            return token.doc[number.end_core - 1]
    return None


def _object(token: Token) -> list[Token]:
    if not children(token, "auxpass", "nsubjpass"):
        adjacent = next((n for n in numbers_of(token.doc).all if n.start == token.i + 1), None)
        if adjacent is not None and not _number_left(token):
            return [token.doc[adjacent.end_core - 1]]
    joined = token.dep_ == "conj" and not children(token, "nsubjpass", "auxpass") and not is_passive(token.head)
    if is_passive(token) and joined and (number := _number_right(token)):
        return [number]
    if is_passive(token) and not (children(token, "dobj") and not children(token, "nsubjpass", "auxpass")):
        return _passive_victims(token)
    if not is_verb(token) and token.tag_ != "JJ":
        return []
    victims = _active_victims(token)
    if victims or token.tag_ not in ("VBD", "VBN", "JJ"):
        return victims
    if not any(rule.outcome != "captured" for lemma in lemmas(token) for rule in outcomes().get(lemma, ())):
        return []
    subjects = [child for child in children(token, "nsubj") if not _weaponlike(child)]
    return subjects or (_passive_victims(token) if token.dep_ in ("acl", "amod", "acomp", "oprd", "ccomp") else [])


def _subject(token: Token) -> list[Token]:
    if subjects := children(token, *_SUBJECTS):
        return subjects
    if raised := _raised(token):
        return raised
    if token.dep_ in ("acl", "relcl"):
        return [token.head]
    sharing = _sharing_verb(token)
    if sharing is not None:
        return _passive_victims(sharing) if is_passive(sharing) else children(sharing, *_SUBJECTS)
    if token.dep_ in ("xcomp",):
        return children(token.head, *_SUBJECTS)
    return []


def _of(token: Token) -> list[Token]:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return children(child, "pobj")
        if inner := _behind_time(child):
            return inner
    owners = children(token, "poss")
    if owners or token.lemma_.lower() in ("massacre", "slaughter"):
        return owners
    return [child for child in children(token, "compound", "nmod") if child.ent_type_ == "PERSON"]


def _behind_time(prep: Token) -> list[Token]:
    """What "of" leads to where the parse hung it on a day: "the killing on Thursday of an officer"."""
    for noun in children(prep, "pobj"):
        for child in noun.rights:
            if noun.ent_type_ in ("DATE", "TIME") and child.dep_ == "prep" and child.lower_ == "of":
                return children(child, "pobj")
    return []


def _borne(token: Token) -> list[Token]:
    """Who bears wounds: "injuries to three officers", "the wounds suffered by 11 soldiers"."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "to":
            return [noun for noun in children(child, "pobj") if noun.lemma_.lower() not in _BODY]
        if child.dep_ == "acl" and child.lemma_.lower() in ("suffer", "sustain"):
            return [noun for agent in children(child, "agent", "prep") for noun in children(agent, "pobj")]
    return []


def _count(token: Token) -> list[Token]:
    return [token] if token.tag_ in ("NNS", "NN", "NNP", "NNPS", "JJ", "VBN", "VBD") else []


def _state(token: Token) -> list[Token]:
    if token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass"):
        return []
    adjacent = next((n for n in numbers_of(token.doc).all if n.start == token.i + 1), None)
    if adjacent is not None and not _number_left(token):
        # read as an adjective, the word has no rule as a verb: "killed 60 and wounded scores"
        return [token.doc[adjacent.end_core - 1]] if token.lemma_.lower() == token.lower_ else []
    if token.i and token.nbor(-1).lower_ == "shot" and (shot := children(token, "dobj")):
        return shot  # "gunmen shot dead an officer", with "shot" read as a noun
    victims = [v for v in _passive_victims(token) if v != token]
    return victims or _left_behind(token)


def _left_behind(token: Token) -> list[Token]:
    """The object of "leave" far before its adjective: "left 12 people, most of them children, dead"."""
    if token.i == 0 or token.nbor(-1).text != ",":
        return []
    for i in range(token.i - 1, max(token.i - 20, -1), -1):
        before = token.doc[i]
        if before.lemma_.lower() == "leave":
            return children(before, *_OBJECTS)
        if before.lower_ in _STATES:
            break
    return []


def _toll(token: Token) -> list[Token]:
    """The first number behind "toll" that a word like "to" or "reached" leads to."""
    doc, numbers = token.doc, numbers_of(token.doc)
    of_dead = {grand.lower_ for child in token.rights if child.lower_ == "of" for grand in child.children}
    compound = any(child.lower_ in ("death", "casualty") for child in token.lefts) or bool(of_dead & _THE_DEAD)
    for i in range(token.i + 1, min(token.i + _TOLL_REACH, len(doc))):
        if doc[i].text in (";", ".") or (doc[i].lower_ == "from" and i + 1 in numbers.by_token):
            if doc[i].text != ".":
                continue
            break
        number = numbers.by_token.get(i)
        if number and i == number.start and doc[max(number.start - 1, 0)].lower_ in _TOLL_CUES:
            following = doc[number.end] if number.end < len(doc) else None
            marked = following is not None and any(lemmas(following)[k] in outcomes() for k in (0, 1))
            ranked = any(token.tag_ == "JJS" for token in doc[number.end : number.end + 3])  # "one of the highest"
            return [doc[number.end_core - 1]] if compound and not marked and not ranked else []
    return []


def _lives(token: Token) -> list[Token]:
    for life in children(token, "dobj"):
        if life.lemma_.lower() != "life":
            continue
        if token.lemma_.lower() == "lose":
            return _subject(token)
        own = token.lemma_.lower() == "take" and any(child.lower_ in _OWN for child in life.lefts)
        if own and not any(_weaponlike(subject) for subject in children(token, "nsubj")):
            return []
        if victims := _of(life):
            return victims
        return [life]
    return []


def _bodies(token: Token) -> list[Token]:
    of = [child for child in token.rights if child.dep_ == "prep" and child.lower_ == "of"]
    if of:
        return children(of[0], "pobj")
    return [token] if token.tag_ == "NNS" else []


def _hold(token: Token) -> list[Token]:
    words = [t for t in token.subtree if t.lower_ in _HELD]
    if not any(abs(word.i - token.i) < 12 for word in words):
        return []
    if is_passive(token):
        return _passive_victims(token)
    objects = [child for child in children(token, "dobj") if child.lower_ not in _HELD]
    if objects:
        return objects
    between = [n for n in numbers_of(token.doc).all if token.i < n.core < words[0].i]
    return [token.doc[between[0].end_core - 1]] if between else []


def _lose(token: Token) -> list[Token]:
    """Fighters whom a force lost: "the army lost seven men"."""
    lost = []
    for child in children(token, "dobj"):
        noun = person_noun(child)
        counted = any(grand.dep_ == "nummod" for grand in child.lefts)
        if counted and noun is not None and (noun.kind == "combatant" or child.lemma_.lower() in ("man", "member")):
            lost.append(child)
    return lost


def _suffer(token: Token) -> list[Token]:
    objects = [child for child in children(token, "dobj") if child.lemma_.lower() in ("wound", "injury", "burn")]
    return _subject(token) if objects else []


FRAMES: dict[str, Callable[[Token], list[Token]]] = {
    "object": _object,
    "subject": _subject,
    "of": _of,
    "borne": _borne,
    "count": _count,
    "state": _state,
    "toll": _toll,
    "lives": _lives,
    "bodies": _bodies,
    "hold": _hold,
    "suffer": _suffer,
    "lose": _lose,
}
