"""Steps over the dependency tree that several kinds of claims need."""

from spacy.tokens import Token

from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import word_set

_RELATIVE = word_set("en.words.frames.relative")
_TOTALS = word_set("en.words.frames.totals")


def lemmas(token: Token) -> tuple[str, ...]:
    """The forms under which rules may know a word."""
    return (token.lower_, token.lemma_.lower())


def is_verb(token: Token) -> bool:
    """Whether tag or part of speech says verb."""
    return token.tag_.startswith("VB") or token.pos_ in ("VERB", "AUX")


def children(token: Token, *deps: str) -> list[Token]:
    """The children that stand in one of the relations `deps`."""
    return [child for child in token.children if child.dep_ in deps]


def is_done_to(verb: Token) -> bool:
    """Whether something was done to the subject of a verb: "men who **were hit** in a raid on Monday"."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def is_passive(token: Token) -> bool:
    """Whether a verb form speaks of what was done to its subject or to the noun that it follows."""
    if token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    if is_done_to(token):
        return True
    if any(child.lower_ in ("be", "been", "being", "get", "got", "gets") for child in token.lefts):
        return True
    if any(child.dep_ in ("agent",) for child in token.children):
        return True
    return token.tag_ == "VBN" and not any(
        child.lower_ in ("have", "has", "had", "having", "'ve") for child in token.lefts
    )


def described(clause: Token) -> Token:
    """The noun that a clause tells of: of "the driver of the truck, who was hurt", the one that is a person."""
    noun = clause.head
    above = noun.head.head
    hung_low = clause.dep_ == "relcl" and noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for", "at", "in")
    if hung_low and noun.tag_ == "NN" and person_noun(noun) is None and person_noun(above) is not None:
        return above
    return noun


def antecedent(pronoun: Token) -> Token:
    """The noun that a relative pronoun means, also from inside "gangs who they say have killed"; else the token."""
    if pronoun.lower_ not in _RELATIVE:
        return pronoun
    clause = pronoun
    while clause.dep_ not in ("relcl", "ROOT", "acl") and clause.head != clause:
        clause = clause.head
    if clause.dep_ not in ("relcl", "acl"):
        return pronoun
    return described(clause) if pronoun.lower_ in ("who", "whom") else clause.head


def _resolved(head: Token) -> list[Token]:
    """The noun behind a relative pronoun."""
    if head.lemma_.lower() in _TOTALS:
        for child in head.rights:
            if child.lower_ == "of" and (inner := children(child, "pobj")):
                return inner
    if head.lower_ in _RELATIVE:
        noun = antecedent(head)
        return [noun] if noun != head else []
    return [head]


def with_conjuncts(head: Token) -> list[Token]:
    """A noun and those that stand beside it: "a soldier and two children"."""
    found, queue = [head], [head]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "PRON") and child not in found:
                found.append(child)
                queue.append(child)
    return found


def all_of(heads: list[Token]) -> list[Token]:
    """The nouns that `heads` mean, each with those that stand beside it."""
    return [other for head in heads for resolved in _resolved(head) for other in with_conjuncts(resolved)]


def number_of_day(number: Token | None) -> Token | None:
    """A number that the parse hung on the day or place before it: "and on Tuesday four died"."""
    if number is None or number.dep_ != "nummod" or number.head.i != number.i - 1:
        return None
    return number if number.head.pos_ == "PROPN" else None
