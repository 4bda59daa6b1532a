"""From the head of a noun phrase to a group of people: which words name it, how many they are."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.analysis import Quantity
from extractors.languages.en.articled import without_article
from extractors.languages.en.numbers import Number, find_numbers
from extractors.languages.en.rules import PeopleRule, items, people, sites, things, word_set
from extractors.languages.en.sentences import Sentence

_NUMBERS = "sijill.en.numbers"
PERSONS = "sijill.en.persons"
"""key in a sentence's user data: tokens that the actor register knows as persons' names"""
_COLLECTIVE = word_set("en.words.groups.collective")
_POSTBOUNDS = {"at least": "en.bound.after-least", "or more": "en.bound.after-least", "or so": "en.bound.after-about"}
_ADVERBS = word_set("en.words.groups.adverbs")
_NOT_PERSON_ENTS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "PERCENT", "EVENT", "LAW", "PRODUCT"})
_BEFORE_HEAD = frozenset(
    {"nummod", "det", "amod", "compound", "poss", "quantmod", "nmod", "advmod", "predet", "npadvmod", "punct", "appos"}
)
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
_BODIES_OF = frozenset({"crew", "family", "team", "party", "squad", "patrol"})
_KILLINGS = frozenset({"assassination", "beheading", "killing", "martyrdom", "murder", "slaying"})
_NON_ASSERTING = word_set("en.words.groups.non-asserting")
_SINGULAR_PRONOUNS = word_set("en.words.groups.singular-pronouns")


@dataclass(frozen=True, slots=True)
class Group:
    """Some people in a sentence: token span [start, end), head, and how many."""

    sentence: Sentence
    head: Token
    start: int
    end: int
    number: Number | None
    quantity: Quantity
    noun: PeopleRule | None
    named: bool
    """whether the phrase names a person"""

    @property
    def surname(self) -> str:
        """Last word of the phrase: of a person's name, the one that the article goes on using."""
        words = [t for t in self.head.doc[self.head.i : max(self.end, self.head.i + 1)] if t.text[:1].isalpha()]
        return without_article((words or [self.head])[-1].text)

    @property
    def victim_start(self) -> int:
        """First token of the words that say who they are."""
        return self.number.end if self.number and self.number.end < self.end else self.start


class Numbers:
    """The numbers of one parsed sentence, by the tokens that they cover."""

    def __init__(self, doc: Doc) -> None:
        self.all = find_numbers([token.text for token in doc])
        self.by_token = {i: number for number in self.all for i in range(number.start, number.end)}
        self.by_core = {i: number for number in self.all for i in range(number.core, number.end_core)}


def numbers_of(doc: Doc) -> Numbers:
    """The numbers of a parsed sentence, found once."""
    found = doc.user_data.get(_NUMBERS)
    if found is None:
        found = doc.user_data[_NUMBERS] = Numbers(doc)
    numbers: Numbers = found
    return numbers


def person_noun(token: Token) -> PeopleRule | None:
    """The people rule of a noun, by its lemma or its own form."""
    table = people()
    if token.lower_ == "head":
        return table["chief"] if _leads(token) else None
    before = token.doc[max(token.i - 2, 0) : token.i].text.lower()
    joined = before.endswith("-") or token.lower_ == "general"  # "passer-by", "attorney general"
    whole = f"{before.rstrip('- ').split(' ')[-1]}-{token.lower_}" if joined else ""
    forms = (whole, token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s"), _singular(token.lower_))
    return next((table[form] for form in forms if form in table), None)


def _leads(head: Token) -> bool:
    """Whether a head is somebody's, and no part of the body: "the head of the council"."""
    of = [noun for prep in head.rights if prep.lower_ == "of" for noun in prep.children if noun.dep_ == "pobj"]
    bodies = [
        noun for noun in of if noun.ent_type_ == "PERSON" or (noun.tag_ == "NN" and person_noun(noun) is not None)
    ]
    told = any(child.dep_ in ("det", "poss") for child in head.lefts) and head.i + 1 == (of[0].head.i if of else 0)
    return told and (not bodies or is_plural(bodies[0]))


def is_national(token: Token) -> bool:
    """Whether a noun means people of a nation: "11 Palestinians", "a Norwegian"."""
    several = token.lower_.endswith("s") or any(child.lower_ in ("a", "an") for child in token.lefts)
    return token.ent_type_ == "NORP" and token.tag_.startswith("NN") and several


def is_thing(token: Token) -> bool:
    """Whether a noun names no people: a place, a weapon, an act, a stretch of time."""
    return token.pos_ == "NOUN" and bool({token.lemma_.lower(), token.lower_} & (sites() | set(items()) | things()))


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-3] + "y" if word.endswith("ies") else word


def is_named_person(token: Token) -> bool:
    """Whether `token` heads the name of a person."""
    if token.lower_ in _ADVERBS:
        return False  # "Amazingly, no one was hurt"
    if token.ent_type_ == "PERSON" or token.i in token.doc.user_data.get(PERSONS, ()):
        return True
    if _who_follows(token) or _is_of_killing(token):
        return True
    if token.tag_ == "NNP" and token.ent_type_ == "" and token.text[:1].isupper() and not token.text.isupper():
        return token.dep_ in ("nsubjpass", "dobj", "nsubj", "pobj", "poss", "conj") and person_noun(token) is None
    return (
        token.tag_ == "NNP"
        and token.ent_type_ not in _NOT_PERSON_ENTS
        and token.ent_type_ in ("", "ORG", "NORP")
        and (any(child.dep_ == "compound" and person_noun(child) is not None for child in token.lefts))
    )


def _is_of_killing(token: Token) -> bool:
    """Whether a name stands in "the killing of X", which is said of persons, whatever else the name looks like."""
    if token.tag_ != "NNP" or token.dep_ != "pobj" or token.head.lower_ != "of" or token.text.isupper():
        return False
    told = person_noun(token) is not None or any(child.dep_ == "det" for child in token.lefts)
    return not told and token.head.head.lemma_.lower() in _KILLINGS


def _who_follows(token: Token) -> bool:
    """Whether a clause with "who" tells of a name, which then is a person's whatever else it looks like."""
    if token.tag_ != "NNP" or token.text.isupper() or person_noun(token) is not None:
        return False
    following = token.doc[token.i + 1 : token.i + 3]
    return [t.lower_ for t in following] in ([",", "who"], [",", "whose"], [",", "whom"])


def left_edge(head: Token) -> int:
    """First token of the phrase before its head, relative clauses and prepositions before it left out."""
    start = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ in _BEFORE_HEAD:
            if child.dep_ == "punct" and child.text not in ("-", "–", "“", '"', "'", "‘"):
                break
            start = min(start, child.left_edge.i)
    return start


def _number_of(head: Token, start: int, numbers: Numbers) -> Number | None:
    if head.i in numbers.by_core:
        return numbers.by_core[head.i]
    for i in range(head.i, start - 1, -1):
        if i in numbers.by_core and _counts(head, i, numbers):
            return numbers.by_core[i]
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.i in numbers.by_core:
        return numbers.by_core[head.head.head.i]
    if head.lemma_.lower() in _BODIES_OF and head.i + 2 in numbers.by_core and head.nbor(1).lower_ == "of":
        return numbers.by_core[head.i + 2]  # "its crew of four"
    if start - 1 in numbers.by_core and head.doc[start - 1].dep_ in ("nummod", "quantmod"):
        return numbers.by_core[start - 1]
    return None


def _counts(head: Token, i: int, numbers: Numbers) -> bool:
    """Whether the number at token i counts `head`, and not something inside its phrase ("two-car convoy")."""
    token = head.doc[i]
    following = head.doc[numbers.by_core[i].end_core] if numbers.by_core[i].end_core < len(head.doc) else None
    if following is not None and following.text in ("-", "–"):
        return False
    return (
        token.head == head
        or token.dep_ in ("nummod", "quantmod", "amod", "det", "compound", "advmod")
        or token.head.i in range(numbers.by_core[i].start, numbers.by_core[i].end)
    )


def _quantity(
    sentence: Sentence, first: Token, last: Token, number: Number | None, count: int | None, bound: str, rule_id: str
) -> Quantity:
    start, end = sentence.offset(first), sentence.end_of(last)
    text = sentence.text[start - sentence.start : end - sentence.start]
    if number is not None:
        return Quantity(start, end, text, number.rule_id, number.count, number.bound, number.low, number.high)
    return Quantity(start, end, text, rule_id, count, bound, count, count)


def is_plural(token: Token) -> bool:
    """Whether the noun means more than one."""
    if token.lemma_.lower() in _COLLECTIVE or token.lower_ in _COLLECTIVE:
        return True
    if token.tag_ in ("NNS", "NNPS"):
        return True
    noun = token.lower_
    return noun.endswith("men") and noun not in ("yemen", "specimen", "regimen")


def _post_bound(number: Number, doc: Doc, end: int) -> tuple[Number, int]:
    """A bound that follows the noun: "12 people at least"."""
    words = " ".join(token.lower_ for token in doc[end : end + 2])
    if number.bound != "exact" or words not in _POSTBOUNDS or number.count is None:
        return number, end
    if words == "at least" and end + 2 < len(doc) and (doc[end + 2].like_num):
        return number, end
    approx = words == "or so"
    bound, low = ("approx", None) if approx else ("at_least", number.count)
    bounded = Number(
        number.start, number.end, number.core, number.end_core, number.count, bound, low, None, _POSTBOUNDS[words]
    )
    return bounded, end


def group_of(sentence: Sentence, head: Token, numbers: Numbers) -> Group | None:
    """The group that `head` heads; None where it is no people."""
    doc = head.doc
    start = left_edge(head)
    number = _number_of(head, start, numbers)
    end = head.i + 1
    noun, named, core = person_noun(head), is_named_person(head), head
    a_national = is_national(head) and any(child.lower_ in ("a", "an") for child in head.lefts)
    if number is not None:
        start = min(start, number.start)
        if head.i < number.end_core or head.i in range(number.start, number.end):
            inner = _counted_noun(number, doc)
            if inner is not None:
                core, end = inner, inner.i + 1
                noun, named = person_noun(inner), False
        number, end = _post_bound(number, doc, end)
        quantity = _quantity(sentence, doc[number.start], doc[number.end - 1], number, None, "", "")
        return Group(sentence, core, start, max(end, number.end), number, quantity, noun, named)
    if head.pos_ == "PRON" and head.lower_ in _SINGULAR_PRONOUNS:
        quantity = _quantity(sentence, head, head, None, 1, "exact", "en.num.pronoun")
        return Group(sentence, head, head.i, head.i + 1, None, quantity, None, False)
    one_more = head.lower_ in _ORDINALS and any(child.lower_ in ("a", "the") for child in head.lefts)
    if (head.lower_ == "another" and head.dep_ in ("nsubj", "nsubjpass", "dobj", "conj")) or (
        one_more and head.dep_ != "amod"
    ):
        quantity = _quantity(sentence, head, head, None, 1, "exact", "en.num.another")
        return Group(sentence, head, head.i, head.i + 1, None, quantity, None, False)
    if (
        head.like_num
        or (noun is None and not named and not a_national)
        or any(t.lower_ in _NON_ASSERTING for t in doc[start : head.i])
    ):
        return None
    count = 2 if head.lower_ == "couple" else None if (is_plural(head) and not named) else 1
    while end < len(doc) and named and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I":
        end += 1
    bound, rule_id = ("exact", "en.num.singular") if count is not None else ("unstated", "en.num.plural")
    quantity = _quantity(sentence, doc[start], doc[end - 1], None, count, bound, rule_id)
    return Group(sentence, head, start, end, None, quantity, noun, named)


def group_of_words(sentence: Sentence, start: int, head: Token, number: Number | None) -> Group | None:
    """The group of the words from token `start` to `head`, whatever the parse made of them; None for no people."""
    doc, noun = head.doc, person_noun(head)
    end = max(head.i + 1, number.end if number is not None else 0)
    if number is not None:
        number, end = _post_bound(number, doc, end)
        bare = head.i < number.end
        if not bare and noun is None:
            return None
        quantity = _quantity(sentence, doc[number.start], doc[number.end - 1], number, None, "", "")
        return Group(sentence, head, min(start, number.start), end, number, quantity, noun, False)
    if noun is None or is_plural(head):
        return None
    quantity = _quantity(sentence, doc[start], head, None, 1, "exact", "en.num.singular")
    return Group(sentence, head, start, end, None, quantity, noun, False)


def _counted_noun(number: Number, doc: Doc) -> Token | None:
    """The noun that a headless number counts: "dozens of [Somali] refugees", "two of the soldiers"."""
    i = number.end
    if i < len(doc) and doc[i].lower_ in ("more", "other"):
        i += 1
    if i < len(doc) and doc[i].lower_ == "of":
        for child in doc[i].rights:
            if child.dep_ == "pobj" and child.lower_ != "own":
                return child
        return None
    last = doc[number.end_core - 1]
    if last.head.i in range(number.start, number.end_core):  # "between 20 and 25 soldiers"
        last = last.head
    head = last.head
    if any(token.text in ("-", "–", "—", "--") for token in doc[number.end : max(head.i, number.end)][:1]):
        return None  # "injured 372 - the deadliest attack"
    counts = last.dep_ in ("nummod", "quantmod", "amod", "compound") and head.lower_ != "hurt"  # read as a noun
    if counts and 0 <= head.i - number.end < 8 and head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return head
    return None
