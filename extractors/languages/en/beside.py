"""Predicates right beside a number for which the parse found none: "12 more wounded", "killing 40"."""

from spacy.tokens import Token

from extractors.languages.en.groups import Group
from extractors.languages.en.hits import Hit
from extractors.languages.en.linkbase import OWN_PREDICATES, LinkBase
from extractors.languages.en.rules import word_set

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
