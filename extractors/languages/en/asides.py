"""Deaths that a sentence takes for known while somebody speaks of other things: they are nobody's words."""

from spacy.tokens import Token

from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import word_set

_CLAIMED = word_set("en.words.perpetrators.acts") | {"responsibility", "killing"}
_SINCE = word_set("en.words.attribution.since")
_AFTERMATH = word_set("en.words.attribution.aftermath")
_INTO = word_set("en.words.attribution.into")
_PLAIN = word_set("en.words.attribution.plain")


def is_presupposed(trigger: Token) -> bool:
    """Whether a death is told as known while somebody speaks of what came of it: "since the killing of"."""
    if _is_aside(trigger):
        return True
    if trigger.tag_ != "NN" or trigger.dep_ != "pobj":
        return False
    prep = trigger.head
    after = prep.lower_ == "of" and prep.head.lower_ in _AFTERMATH
    return after or prep.lower_ in _SINCE or prep.head.lemma_.lower() in _INTO


def _is_aside(trigger: Token) -> bool:
    """Whether the predicate is told in passing, of a place or a time: "in Homs, where 12 died", "since a raid left"."""
    for token in (trigger, *trigger.ancestors):
        opens = {child.lower_ for child in token.children if child.dep_ in ("advmod", "mark")}
        if (token.dep_ == "relcl" and "where" in opens) or (token.dep_ == "advcl" and "since" in opens):
            return True
        if token.lemma_.lower() in _PLAIN:
            return False
    return False


def is_deed(verb: Token) -> bool:
    """Whether a verb that can be one of saying is a deed: "claimed three lives", "released 12 soldiers".

    Who claims an attack says that he did it; what else is told of the attack need not be his words.
    """
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_.lower() == "claim":
        return any(noun.lower_ in ("life", "lives", "victims") or noun.lemma_.lower() in _CLAIMED for noun in objects)
    return verb.lemma_.lower() == "release" and any(person_noun(noun) is not None for noun in objects)
