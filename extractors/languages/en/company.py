"""Who was hit besides: "along with four insurgents", "together with two privates", "as well as his driver".

Works on the words behind the predicate, as the parse hangs such additions on any noun before them.
"""

from spacy.tokens import Token

from extractors.analysis import Quantity
from extractors.languages.en.groups import Group, group_of, left_edge, person_noun
from extractors.languages.en.linkbase import Link, LinkBase
from extractors.languages.en.rules import word_set

_BESIDES = tuple(
    tuple(phrase.split()) for phrase in sorted(word_set("en.words.company.besides"), key=len, reverse=True)
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OPENS_CLAUSE = frozenset({"who", "which", "where", "that", "when", "whose"})
_REACH = 30
CONFIDENCE = 0.8


def listed_from(base: LinkBase, link: Link) -> int | None:
    """Token where the list of those hit besides begins; None where there is none."""
    if link.part_of is not None or link.how in ("among", "share", "part"):
        return None
    doc, start = base.doc, max(link.group.end, link.trigger.i + 1)
    clause = False
    for i in range(start, min(len(doc), start + _REACH)):
        token = doc[i]
        if token.text == ";" or (token.tag_ in _FINITE and not clause) or _is_other(base, link, token):
            return None
        clause = (clause or token.lower_ in _OPENS_CLAUSE) and token.text != ","
        for words in _BESIDES:
            if tuple(t.lower_ for t in doc[i : i + len(words)]) == words:
                return i + len(words)
        if token.lower_ == "with" and i == link.trigger.i + 1 and _is_of_people(base, i + 1):
            return i + 1
    return None


def _is_other(base: LinkBase, link: Link, token: Token) -> bool:
    """Whether another outcome is told from here on: "killed two and wounded five, along with …"."""
    return any(hit.token == token and hit.rule.outcome != link.rule.outcome and hit.heads for hit in base.hits)


def _is_of_people(base: LinkBase, i: int) -> bool:
    """Whether a person stands right behind "with": "died with his two sons", not "killed with a knife"."""
    for token in base.doc[i : i + 6]:
        if token.pos_ in ("NOUN", "PROPN"):
            noun = person_noun(token)
            return noun is not None and token.dep_ not in ("compound", "poss")
        if token.pos_ not in ("DET", "ADJ", "NUM", "PRON", "ADV") and token.lower_ != "of":
            return False
    return False


def named(base: LinkBase, head: Token) -> Group | None:
    """People counted by their names: "the terrorists Abu Omar and Khaled Dandal", "the Britons Tom Hay and Al Low"."""
    noun, first = _called(head)
    if noun is None or first is None or any(token.i in base.numbers.by_token for token in noun.lefts):
        return None
    names = [first]
    while more := [child for child in names[-1].children if child.dep_ == "conj" and child.tag_ == "NNP"]:
        if _called(more[0])[0] is not None:
            break  # "… and the Americans Ron Fox and Al Low"
        names.append(more[0])
    if len(names) < 2:
        return None
    start, end = base.sentence.offset(base.doc[left_edge(noun)]), base.sentence.end_of(names[-1])
    text, size = base.sentence.text[start - base.sentence.start : end - base.sentence.start], len(names)
    quantity = Quantity(start, end, text, "en.num.names", size, "exact", size, size)
    kind = person_noun(noun)
    return Group(base.sentence, noun, left_edge(noun), names[-1].i + 1, None, quantity, kind, named=kind is None)


def in_apposition(base: LinkBase, head: Token) -> Group | None:
    """People counted by what stands behind a comma: "the men, both Italian workers, were kidnapped"."""
    for child in head.rights:
        first = base.numbers.by_token.get(child.left_edge.i)
        if (
            child.dep_ == "appos"
            and first is not None
            and head.tag_ in ("NNS", "NNPS")
            and base.doc[first.end].text != "of"
        ):
            return group_of(base.sentence, child, base.numbers)
    return None


def _called(head: Token) -> tuple[Token | None, Token | None]:
    """(plural noun, first of the names right behind it), whichever of the two the parse made the head."""
    if head.tag_ in ("NNS", "NNPS"):
        names = [child for child in head.rights if child.dep_ == "appos" and child.tag_ == "NNP"]
        return (head, names[0]) if names and names[0].left_edge.i == head.i + 1 else (None, None)
    before = [child for child in head.lefts if child.dep_ in ("compound", "nmod") and child.text.endswith(("s", "men"))]
    known = [noun for noun in before if noun.ent_type_ == "NORP" or person_noun(noun) is not None]
    return (known[0], head) if known and head.tag_ == "NNP" else (None, None)
