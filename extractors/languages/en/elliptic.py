"""Numbers whose noun and predicate stand only once: "killed in Aleppo, 15 in Daraa and nine in Homs".

Works on the words and needs no parse, which is often wrong where words are left out.
"""

from dataclasses import replace

from spacy.tokens import Token

from extractors.analysis import Quantity
from extractors.languages.en.groups import Group, group_of, is_plural, person_noun
from extractors.languages.en.linkbase import Link, LinkBase
from extractors.languages.en.numbers import Number
from extractors.languages.en.rules import word_set

_WHERE = word_set("en.words.elliptic.where")
_OPENING = frozenset({":", "—", "–", "--"})
_BEFORE = _OPENING | frozenset({",", ";", "and", "while", "another", "with", "or"})
_ORDER = frozenset({"first", "second", "third", "latter", "former"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BE = frozenset({"were", "was", "are", "is"})
_PLACE_REACH = 7
_PART_REACH = 10
_NAMES_REACH = 16


def follow(base: LinkBase, link: Link) -> None:
    """Add the numbers that share the noun and the predicate of `link`."""
    own = link.group.number
    if own is not None:
        _of_whole(base, link, own)
        _most(base, link)
        _parts_by_place(base, link, own)
        _listed_by_place(base, link, own)


def _parts_by_place(base: LinkBase, link: Link, own: Number) -> None:
    """As in "Ten rebels died in clashes, four from Tamra and six from Basta": bare numbers that make the whole."""
    behind = [number for number in base.numbers.all if number.start > max(own.end, link.trigger.i)]
    listed = [number for number in behind if _is_bare_with_place(base, number)]
    if len(listed) < 2 or sum(number.count or 0 for number in listed) != own.count:
        return
    for number in listed:
        group = group_of(base.sentence, base.doc[number.end_core - 1], base.numbers)
        if group is not None and base.doc[number.start - 1].lower_ in _BEFORE:
            group = replace(group, head=base.doc[number.end_core - 1], end=number.end, noun=link.group.noun)
            base.add_group(group, link.rule, link.trigger, 0.85, "part", link)


def _listed_by_place(base: LinkBase, link: Link, own: Number) -> None:
    """As in "41 of them in Damascus, 22 in Aleppo and nine in Homs": each number has a place and no noun."""
    last = max(own.end, link.group.end)
    for number in base.numbers.all:
        if number.start < last or number.core in {key[0] for key in base.taken}:
            continue
        if not _is_bare_with_place(base, number) or not _goes_on(base, last, number, link):
            return
        head = base.doc[number.end_core - 1]
        group = group_of(base.sentence, head, base.numbers)
        if group is None:
            return
        noun = link.group.noun or group.noun
        group = replace(group, head=head, end=number.end, noun=noun)
        opened = base.doc[number.start - 1].text in _OPENING and (group.quantity.count or 0) < (own.count or 0)
        whole = link if opened or any(each.part_of is link for each in base.links) else link.part_of
        base.add_group(group, link.rule, link.trigger, 0.8, "part" if whole else "beside", whole)
        last = number.end


def count_names(base: LinkBase) -> None:
    """As in "two of its citizens, A and B, who are held": names behind their number are no rows of their own."""
    for number in base.numbers.all:
        names = [link for link in base.links if link.group.named and link.group.number is None]
        names = [link for link in names if number.end < link.group.start <= number.end + _NAMES_REACH]
        if number.count is None or number.count < 2 or len(names) != number.count:
            continue
        between = base.doc[number.end : names[0].group.start]
        one_claim = len({(link.trigger.i, link.rule.id) for link in names}) == 1
        if not one_claim or between[-1].text != "," or any(t.pos_ in ("VERB", "AUX", "CCONJ") for t in between):
            continue
        group = group_of(base.sentence, base.doc[number.end_core - 1], base.numbers)
        if group is not None:
            base.links = [link for link in base.links if link not in names]
            base.add_group(group, names[0].rule, names[0].trigger, 0.85, "beside")


def _is_bare_with_place(base: LinkBase, number: Number) -> bool:
    """Whether words of place, and no noun, follow a number: "22 in Aleppo", "three more in the town of Qaa"."""
    doc, i = base.doc, number.end
    while i < len(doc) and doc[i].lower_ in ("more", "others"):
        i += 1
    if i + 1 < len(doc) and doc[i].text == "," and doc[i + 1].lower_ in ("including", "among"):
        i = next((token.i + 1 for token in doc[i + 2 : i + 12] if token.text == ","), i)
    return i < len(doc) and is_place(doc[i])


def is_place(preposition: Token) -> bool:
    """Whether a preposition leads to a place's name: "in Aleppo", "in and around the city of Homs", not "in 2014"."""
    if preposition.lower_ not in _WHERE:
        return preposition.lower_ == "elsewhere"
    if any(token.lower_ in _ORDER for token in preposition.doc[preposition.i + 2 : preposition.i + 3]):
        return True  # "six in the first attack and 14 in the second"
    for token in preposition.doc[preposition.i + 1 : preposition.i + _PLACE_REACH]:
        if token.ent_type_ in ("DATE", "TIME", "CARDINAL") or token.pos_ in ("VERB", "NUM"):
            return False
        if token.pos_ == "PROPN" or token.text[:1].isupper():
            return True
    return False


def _goes_on(base: LinkBase, last: int, number: Number, link: Link) -> bool:
    """Whether only a place and a mark of listing stand between the number before and this one."""
    between = base.doc[last : number.start]
    if not len(between) or between[-1].lower_ not in _BEFORE:
        return False
    if not any(is_place(token) for token in between) and between[-1].text not in _OPENING:
        return False
    finite = [t for t in between if t.tag_ in _FINITE and t.i > link.trigger.i]
    return not finite and not any(token.text == ";" for token in between[:-1])


def _most(base: LinkBase, link: Link) -> None:
    """As in "left 40 people dead, mostly civilians": the greater part is told behind the predicate."""
    doc, group, trigger = base.doc, link.group, link.trigger
    if group.end > trigger.i or link.part_of is not None:
        return
    for token in doc[trigger.i + 1 : trigger.i + _PART_REACH]:
        if token.lower_ in ("mostly", "mainly") and token.nbor(-1).text == "," and doc[token.i + 1].pos_ != "ADP":
            head = next((t for t in doc[token.i + 1 : token.i + 5] if person_noun(t) is not None), None)
            if head is not None and is_plural(head):
                start, end = base.sentence.offset(token), base.sentence.end_of(token)
                quantity = Quantity(start, end, token.text, "en.num.mostly", None, "vague", None, None)
                part = Group(base.sentence, head, token.i, head.i + 1, None, quantity, person_noun(head), named=False)
                base.add_group(part, link.rule, trigger, 0.85, "part", link)
            return
        if person_noun(token) is not None:
            return  # "killed by gunmen, mostly foreigners"


def _of_whole(base: LinkBase, link: Link, own: Number) -> None:
    """As in "Of the 35 people killed, 12 were policemen": a share behind its whole."""
    doc = base.doc
    first = [token.lower_ for token in doc[max(0, own.start - 2) : own.start]]
    if "of" not in first or any(token.tag_ in _FINITE for token in doc[own.end : link.trigger.i]):
        return
    for number in base.numbers.all:
        after = doc[number.end] if number.end < len(doc) else None
        if number.start <= link.trigger.i or after is None or after.lower_ not in _BE:
            continue
        if any(token.tag_ in _FINITE for token in doc[link.trigger.i + 1 : number.start]):
            return
        group = group_of(base.sentence, doc[number.end_core - 1], base.numbers)
        said = next((t for t in doc[after.i + 1 : after.i + 6] if person_noun(t) is not None), None)
        if group is not None and said is not None:
            noun = person_noun(said)
            group = replace(group, head=said, noun=noun)
            base.add_group(group, link.rule, link.trigger, 0.85, "part", link)
        return
