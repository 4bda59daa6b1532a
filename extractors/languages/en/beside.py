"""Predicates right beside a number for which the parse found none: "12 more wounded", "killing 40"."""

from spacy.tokens import Token

from extractors.languages.en.groups import Group
from extractors.languages.en.hits import Hit
from extractors.languages.en.linkbase import OWN_PREDICATES, LinkBase
from extractors.languages.en.rules import word_set
from extractors.languages.en.tree import children

_BETWEEN = word_set("en.words.beside.between")
_BEFORE = frozenset({"a", "the", "further", "another", ",", "about", "at", "least"})
_PASSIVE = frozenset({"were", "was", "been", "being", "are", "got"})


def hit_beside(base: LinkBase, group: Group) -> Hit | None:
    """The predicate that stands right beside a group, by the words alone."""
    doc, after = base.doc, group.end
    while after < min(len(doc), group.end + 4) and doc[after].lower_ in _BETWEEN:
        if doc[after].lower_ == "and" and not (after + 1 < len(doc) and doc[after + 1].lower_ in OWN_PREDICATES):
            break
        after += 1
    before = group.start - 1
    while before >= 0 and doc[before].lower_ in _BEFORE:
        before -= 1
    for hit in base.hits:
        if after > group.end and hit.heads and doc[after - 1].lower_ == "and":
            continue
        between = doc[group.end : after]
        passive = any(t.lower_ in _PASSIVE for t in between)
        if not passive and _has_object(hit.token):
            continue  # "two gunmen killed 11 people", "various groups have killed at least 130 people"
        if hit.rule.frame in ("object", "state") and hit.token.i == after and hit.token.tag_ in ("VBN", "VBD", "JJ"):
            return hit
    for hit in base.hits:
        if (
            hit.rule.frame == "object"
            and hit.token.i == before
            and (
                hit.token.tag_ in ("VBG", "VBD", "VB", "VBZ")
                or (hit.token.i and doc[hit.token.i - 1].lower_ in ("leaving", "left"))
            )
        ):
            return hit
    return None


def _has_object(verb: Token) -> bool:
    """Whether a verb form is active, having an object of its own."""
    return any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children)


def does_something_else(head: Token, hit: Hit) -> bool:
    """As in "a million injured and over ten million people - half the country - have been displaced"."""
    first = hit.heads[0]
    if not first.i < hit.token.i < head.i or hit.token.tag_ not in ("VBN", "JJ") or children(hit.token, "auxpass"):
        return False
    for token in head.doc[head.i + 1 :]:
        if token.lower_ in ("who", "which", "that", "when", "after", "as") or token.text in (";", ","):
            return False
        if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
            return True
    return False
