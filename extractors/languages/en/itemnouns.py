"""Nouns for arms and equipment: of which class an item is, by its noun and the words beside it."""

from functools import lru_cache

from spacy.tokens import Token

from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import ItemRule, items, phrase, word_set
from extractors.languages.en.tree import children

_CIVILIAN = word_set("en.words.materiel.civilian")
MILITARY = word_set("en.words.materiel.military")
_STAGED = phrase("en.phrase.materiel.staged")
FITTED = word_set("en.words.materiel.fitted")


def inner(head: Token) -> Token:
    """As in "20 of the rockets", "dozens of tanks": what is counted."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and item_of(head) is None:
            for noun in children(child, "pobj"):
                return noun
    return head


def item_of(head: Token) -> ItemRule | None:
    """The class of an item, by its noun and the words before it; None for what is no materiel."""
    table = items()
    before = [t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")]
    words = {t.lower_ for t in before}
    if words & _CIVILIAN:
        return None
    for child in before:
        for word in (child.lower_, child.lemma_.lower()):
            if (two := f"{word} {head.lemma_.lower()}") in table:
                return table[two]
    hyphenated = f"{head.nbor(-2).lower_}{head.lower_}" if head.i > 1 and head.nbor(-1).text == "-" else ""
    of = [noun.lemma_.lower() for prep in head.rights if prep.lower_ == "of" for noun in children(prep, "pobj")]
    if set(of) & _CIVILIAN:
        return None  # "the headquarters of the ruling party"
    rule = table.get(hyphenated) or table.get(head.lower_) or table.get(head.lemma_.lower())
    if rule is None:
        return None
    if rule.military and not words & MILITARY and not _belongs_to_fighters(head) and not _is_fitted_with_arms(head):
        return None
    return table.get("armored", rule) if words & {"armored", "armoured"} and rule.item == "vehicle" else rule


def _belongs_to_fighters(head: Token) -> bool:
    """Whether the phrase says that the thing was a fighter's: "vehicles belonging to the militants"."""
    nouns = (person_noun(token) for token in head.subtree if token != head)
    return any(noun is not None and noun.kind == "combatant" for noun in nouns)


def _is_fitted_with_arms(head: Token) -> bool:
    """Whether the phrase says what arms the thing carried: "cars equipped with heavy machine guns"."""
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if following is None or following.lower_ not in FITTED:
        return False
    return any(
        {token.lemma_.lower(), token.lower_.rstrip("s")} & _arms() for token in head.doc[head.i + 2 : head.i + 7]
    )


@lru_cache(maxsize=1)
def _arms() -> frozenset[str]:
    return frozenset(noun for noun, rule in items().items() if rule.item in ("weapons", "artillery", "launcher"))


def is_staged(text: str) -> bool:
    """Whether a film or a game shows what was destroyed: "a propaganda video showed missiles destroying a carrier"."""
    return _STAGED.search(text) is not None
