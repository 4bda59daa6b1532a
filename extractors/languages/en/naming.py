"""Groups whose own words are only a number, and what their sentence calls them: "eight of the dead were soldiers"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.linking import Link
from extractors.languages.en.rules import word_set

REST = word_set("en.words.victims.rest")
_NAMING = ("describe", "identify", "know")
_BORNE_BY = ("among", "amongst", "on", "to")


def is_bare(group: Group) -> bool:
    """Whether the words say only that they were people, or only how many."""
    if group.named:
        return False
    if group.noun is None or group.head.lower_ in REST:
        return True
    return group.noun.bare


def said_to_be(link: Link) -> Group | None:
    """The group that the sentence says the bare number to be, or that it says bears the harm."""
    return _is_said_to_be(link.group) or _borne_by(link) or _counted_by(link)


def _counted_by(link: Link) -> Group | None:
    """Whose dead a toll counts: "the toll of civilians stands at 2,300", "the civilian death toll"."""
    if link.rule.frame != "toll" or not is_bare(link.group):
        return None
    of = [noun for child in link.trigger.rights if child.lower_ in ("of", "among") for noun in child.children]
    for head in (*of, *link.trigger.lefts):
        noun = person_noun(head)
        if noun is not None and not noun.bare:
            return replace(link.group, head=head, noun=noun, start=head.i, end=head.i + 1, number=None)
    return None


def _complements(verb: Token) -> Iterator[Token]:
    """What the subject of "be" is said to be: "were soldiers", "were among the security forces"."""
    for child in verb.children:
        if child.dep_ == "attr":
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("among", "amongst", "from"):
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _is_said_to_be(group: Group) -> Group | None:
    """What the sentence says the bare number were: "eight of the dead were soldiers"."""
    if not is_bare(group):
        return None
    if (meant := _identified(group)) is not None:
        return meant
    number = group.head.doc[group.number.end_core - 1] if group.number is not None else group.head
    for head in (group.head, number):
        if head.dep_ == "nsubj" and head.head.lemma_.lower() == "be":
            for child in _complements(head.head):
                noun = person_noun(child)
                if noun is not None and not noun.bare:
                    return replace(group, head=child, noun=noun, start=child.left_edge.i, end=child.i + 1, number=None)
    return None


def _identified(group: Group) -> Group | None:
    """As in "men identified as officers", "people described as rebels"."""
    for child in group.head.rights:
        if child.dep_ not in ("acl", "relcl") or child.lemma_.lower() not in _NAMING:
            continue
        for prep in child.children:
            for head in prep.children if prep.lower_ == "as" else ():
                noun = person_noun(head)
                if head.dep_ == "pobj" and noun is not None and not noun.bare:
                    return replace(group, head=head, noun=noun, start=head.left_edge.i, end=head.i + 1, number=None)
    return None


def _borne_by(link: Link) -> Group | None:
    """Who bears what a noun of harm counts: "a dozen casualties among the rebels"."""
    group = link.group
    if link.rule.frame != "count":
        return None
    for child in group.head.rights:
        if child.dep_ == "prep" and child.lower_ in _BORNE_BY:
            for head in child.children:
                noun = person_noun(head)
                if head.dep_ == "pobj" and noun is not None and not noun.bare:
                    return replace(group, head=head, noun=noun, start=head.left_edge.i, end=head.i + 1, number=None)
    return None
