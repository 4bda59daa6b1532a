"""The outcome predicates of a sentence, each with the groups of people that it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.languages.en.frames import FRAMES
from extractors.languages.en.frames_harm import harmed_by, is_fatal, tells_itself
from extractors.languages.en.frames_verbs import number_left
from extractors.languages.en.rules import OutcomeRule, outcomes
from extractors.languages.en.tree import all_of, is_verb, lemmas

_VERBAL = frozenset({"object", "subject", "survive", "fall", "lives", "claim", "hold", "suffer", "lose", "hospital"})
"""frames whose predicate is a verb"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate found in a sentence: its token, the rule, and the heads of its victims."""

    token: Token
    rule: OutcomeRule
    heads: tuple[Token, ...]
    anchor_only: bool = False
    """the predicate speaks of people counted elsewhere ("among the dead were …")"""


def _has_particle(token: Token, rule: OutcomeRule) -> bool:
    if rule.particle == ["fatally"]:
        return _is_mortal(token)
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("upon", "on") and token.lemma_.lower() == "seize":
        return False
    if rule.particle is None:
        last = token.doc[token.i + 1 : token.i + 2]
        entombed = token.lemma_.lower() == "bury" and any(t.lower_ in ("alive", "beneath", "under") for t in last)
        return token.lemma_.lower() != "shoot" and not entombed
    return any(t.lower_ in rule.particle for t in token.doc[token.i + 1 : token.i + 7] if t.pos_ != "PUNCT")


def _is_mortal(token: Token) -> bool:
    """Whether wounds killed: "fatally wounded"."""
    return any(child.lower_ in ("fatally", "mortally") for child in token.children)


def _fits(token: Token, rule: OutcomeRule) -> bool:
    if rule.outcome == "wounded" and _is_mortal(token):
        return False
    if rule.frame == "suffer":
        told = any(t.lemma_.lower() in harmed_by(token) for t in token.doc[token.i + 1 : token.i + 9])
        return told and is_fatal(token) == (rule.outcome == "killed")
    if rule.frame in _VERBAL:
        good = (
            is_verb(token)
            or token.tag_ in ("JJ", "NNS")
            or (token.text.istitle() and token.lower_.endswith(("ed", "s")))
            or (token.lower_ == "hurt" and number_left(token) is not None)
        )
        return good and _has_particle(token, rule)
    if rule.frame == "of":
        return token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS", "VBG")
    if rule.frame == "count":
        return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("VBN", "VBD", "NN", "NNS")
    return True


def hits(tokens: Iterator[Token]) -> Iterator[Hit]:
    """The outcome predicates among `tokens`, each with the heads of the groups it speaks of."""
    table = outcomes()
    for token in tokens:
        known = {rule.id: rule for lemma in lemmas(token) for rule in table.get(lemma, ())}
        fitting = [rule for rule in known.values() if _fits(token, rule)]
        killing = {rule.frame for rule in fitting if rule.outcome == "killed" and rule.particle}
        for rule in fitting:
            if rule.outcome == "wounded" and rule.frame in killing:
                continue  # "stabbed to death"
            heads = tuple(all_of(FRAMES[rule.frame](token)))
            if heads or rule.frame != "suffer" or tells_itself(token):
                yield Hit(token, rule, heads)


def inverted(token: Token) -> int | None:
    """Where the people begin of whom a participle tells that opens the sentence: "Killed in the blast were two men"."""
    first = [t.lower_ for t in token.doc[: token.i]]
    if token.tag_ not in ("VBN", "VBD", "JJ") or first not in ([], ["also"], ["among", "those"]):
        return None
    for verb in token.doc[token.i + 1 : token.i + 12]:
        if verb.lower_ in ("were", "was", "are", "is"):
            return verb.i + 1
        if verb.tag_ in ("VBD", "VBZ", "VBP") or verb.text in (",", ";"):
            return None
    return None


def is_among(token: Token) -> bool:
    """Whether the token stands in "among the dead", "among those killed", "was one of the victims"."""
    window = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    one_of = window[-3:] in (["one", "of", "the"], ["one", "of", "those"]) and token.doc[token.i - 3].dep_ == "attr"
    return "among" in window or "amongst" in window or one_of
