"""Who was hurt, where a noun for harm says so: "suffered wounds", "had a leg injury", "brought in with burns"."""

from spacy.tokens import Token

from extractors.languages.en.frames_verbs import LIMBS, done_to, subjects_of
from extractors.languages.en.groups import numbers_of
from extractors.languages.en.tree import children, is_passive

HARM = frozenset({"burn", "concussion", "injury", "wound"})
_OF_LIMBS = frozenset({"break", "fracture", "lose"})
"""verbs whose object is a part of the body that was harmed"""
_BROUGHT = frozenset({"admit", "airlift", "bring", "carry", "escape", "evacuate", "fly", "hospitalise", "hospitalize"})
_BROUGHT_TO = _BROUGHT | {"land", "recover", "remain", "rush", "take", "transfer", "transport"}
"""verbs of what becomes of the hurt: "were rushed to hospital with wounds"."""
_DYING = frozenset({"bodies", "body", "corpse", "corpses", "dead", "died", "succumbed", "survive", "survived"})
_HURT = frozenset({"injure", "injured", "wound", "wounded"})
_TOLD = frozenset({"all", "both", "the", "them", "these", "those", "whom"})
_NEAR, _FAR = 4, 9


def harmed_by(token: Token) -> frozenset[str]:
    """The nouns that say, behind a verb, that its subject was hurt."""
    return LIMBS if token.lemma_.lower() in _OF_LIMBS else HARM


def is_fatal(token: Token) -> bool:
    """Whether the harm behind a verb killed: "received fatal injuries"."""
    return any(t.lower_ in ("fatal", "mortal") for t in token.doc[token.i + 1 : token.i + _NEAR + 1])


def tells_itself(token: Token) -> bool:
    """Whether a verb says harm whatever the parse hangs on it: "suffered", and not "had", "took", "broke"."""
    return token.lemma_.lower() not in _BROUGHT_TO | {"break", "fracture", "have"}


def sufferers(token: Token) -> list[Token]:
    """Who "suffered wounds"."""
    lemma = token.lemma_.lower()
    if lemma == "leave":
        return children(token, "dobj", "nsubjpass") if _is_with_harm(token) else []
    if lemma in _BROUGHT_TO:
        return _brought(token)
    harm = harmed_by(token)
    if harm is LIMBS and any(t.lemma_.lower() in ("wound", "injure") for t in token.doc[: token.i]):
        return []  # "seven were wounded, one of whom lost a leg"
    objects = [child for child in children(token, "dobj") if child.lemma_.lower() in harm]
    if lemma in ("break", "fracture"):
        objects = [limb for limb in objects if children(limb, "poss", "det", "nummod")]
    beside = [t for t in token.doc[token.i + 1 : token.i + _NEAR] if t.lemma_.lower() in HARM and lemma != "have"]
    return subjects_of(token) if objects or (beside and token.pos_ != "NOUN") else []


def _brought(token: Token) -> list[Token]:
    """Who was brought somewhere with wounds, or came away with them."""
    if not _is_with_harm(token):
        return []
    if token.lemma_.lower() in ("escape", "land", "recover", "remain"):
        return subjects_of(token)
    return subjects_of(token) if is_passive(token) else children(token, "dobj")


def _is_with_harm(token: Token) -> bool:
    """Whether "with" and a noun for harm follow a verb: "left 34 soldiers with concussions"."""
    return any(t.lower_ == "with" and _bears_harm(t) for t in token.doc[token.i + 1 : token.i + _FAR])


def _bears_harm(preposition: Token) -> bool:
    return any(noun.lemma_.lower() in HARM for noun in preposition.doc[preposition.i + 1 : preposition.i + _NEAR])


def hospitalised(token: Token) -> list[Token]:
    """Who is told of as new and was brought to a hospital alive: "while 20 other people were taken to hospital"."""
    if any(t.lower_ in _DYING or t.lemma_.lower() in _HURT for t in token.doc):
        return []
    leads = any(t.lower_ == "to" for t in token.doc[token.i + 1 : token.i + _FAR])
    return [head for head in done_to(token) if _is_counted_anew(head)] if leads else []


def _is_counted_anew(head: Token) -> bool:
    """Whether people are counted who were not told of before: not "the 12", "all three", "two of them"."""
    nouns = [noun for of in children(head, "prep") if of.lower_ == "of" for noun in children(of, "pobj")]
    told = any(child.lower_ in _TOLD for noun in (head, *nouns) for child in (noun, *noun.lefts))
    inside = numbers_of(head.doc).by_token
    return not told and any(token.i in inside for token in (head, *head.lefts))
