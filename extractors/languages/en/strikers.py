"""Who struck, as another clause tells: "died **when troops opened fire**", "**Turkey** raided a town, killing"."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.acts import ACTS, LAID_TO
from extractors.languages.en.linking import Link
from extractors.languages.en.parties import named_state
from extractors.languages.en.rules import people, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.tree import antecedent, is_done_to

_FOR = ("for", "in", "of", "over", "with")
_RESPONSIBLE = frozenset({"culpable", "guilty", "liable", "responsible"})
_CHARGES = frozenset({"accuse", "blame", "charge", "convict", "suspect"})
_OPENERS = frozenset({"after", "as", "when", "while"})
_STRIKES = word_set("en.words.strikers.strikes")
_LAUNCHES = word_set("en.words.strikers.launches")
_LAUNCHED = word_set("en.words.strikers.launched")
_DEEDS = word_set("en.words.strikers.deeds")
_FORCES = word_set("en.words.strikers.forces")


def striker(link: Link) -> Token | None:
    """The subject of the attack told in a clause of time beside deaths that have no doer: "died when troops fired"."""
    verbs = [link.trigger, *(verb for verb in link.trigger.conjuncts if verb.pos_ in ("AUX", "VERB"))]
    clauses = [child for verb in verbs for child in verb.children if child.dep_ == "advcl" and _opens(child)]
    for clause in clauses:
        for verb in (clause, *_told_beside(clause)):
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is not None and is_attack(verb) and subject.pos_ != "PRON":
                return subject
    return None


def _opens(clause: Token) -> bool:
    """Whether a clause tells at what people died."""
    return any(child.lower_ in _OPENERS and child.i < clause.i for child in clause.children)


def _told_beside(clause: Token) -> list[Token]:
    """Verbs of a second such clause that the parse hangs on a noun: "as a row began in a town, when troops fired"."""
    return [t for t in clause.subtree if t.dep_ in ("relcl", "advcl") and any(c.lower_ == "when" for c in t.children)]


def is_attack(verb: Token) -> bool:
    """Whether a verb tells of an attack: "shelled", "opened fire", "carried out a raid"."""
    lemma = verb.lemma_.lower()
    if lemma in _LAUNCHES:
        return any(child.dep_ == "dobj" and child.lemma_.lower() in _LAUNCHED for child in verb.children)
    return lemma in _STRIKES and not is_done_to(verb)


def state_by_name(story: Story, sentence: Sentence, link: Link, subject: Token) -> ActorMention | None:
    """The state that a country's name stands for, as the subject of what it did: "Israel detained 49 people".

    So, too, where its men or arms did it: "Turkey's warplanes killed".
    """
    if any(child.dep_ == "poss" for child in subject.children):
        noun = people().get(subject.lemma_.lower())
        forces = subject.lemma_.lower() in _FORCES or (noun is not None and noun.kind == "combatant")
        return named_state(story, sentence, subject) if forces else None
    if subject.pos_ != "PROPN" or subject.dep_ not in ("nsubj", "conj"):
        return None
    if subject.head != link.trigger and subject.head.lemma_.lower() not in _DEEDS:
        return None
    return named_state(story, sentence, subject)


def accused(link: Link) -> Token | None:
    """Who is held to have done it: "**responsible for** the deaths", "rebels are **accused of** killing"."""
    deed = link.trigger
    while deed.dep_ == "conj" and deed.head.pos_ == deed.pos_:
        deed = deed.head  # "the deaths of 40 and the wounding of dozens"
    if deed.dep_ == "relcl" and deed.head.lemma_.lower() in ACTS:
        deed = deed.head  # "blamed for attacks that killed hundreds"
    if deed.dep_ not in ("pobj", "pcomp") or deed.head.lower_ not in _FOR:
        return None
    held = deed.head.head
    if held.lemma_.lower() in _RESPONSIBLE:
        return _subject_of(held) or _holder_of(held)
    if held.lemma_.lower() not in _CHARGES:
        return None
    if held.dep_ == "acl":
        return held.head
    wanted = ("nsubjpass",) if any(child.dep_ == "nsubjpass" for child in held.children) else ("dobj",)
    return next((antecedent(child) for child in held.children if child.dep_ in wanted), None)


def _subject_of(word: Token) -> Token | None:
    return next((child for child in word.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _holder_of(adjective: Token) -> Token | None:
    """Whom an adjective tells of: the subject of its verb, the one whom somebody "held responsible", a noun."""
    above = adjective.head
    if adjective.dep_ in ("amod", "appos", "relcl"):
        return above.head if above.dep_ == "appos" else above
    if adjective.dep_ == "acomp" and (subject := _subject_of(above)) is not None:
        return subject if subject.pos_ != "PRON" or above.dep_ != "relcl" else above.head
    if adjective.dep_ in ("oprd", "ccomp", "xcomp"):
        return next((child for child in above.children if child.dep_ in ("dobj", "nsubjpass")), None)
    return None


def laid_to(death: Token) -> list[Token]:
    """To whom the sentence lays deaths: "blamed thousands of deaths **on** militants", "the killing was blamed on"."""
    verbs = [death.head] if death.dep_ == "nsubjpass" else [c for c in death.children if c.dep_ in ("acl", "relcl")]
    if told := [c for verb in verbs for c in verb.children if c.lower_ == LAID_TO.get(verb.lemma_.lower())]:
        return told
    while death.dep_ in ("pobj", "prep") and death.head.dep_ in ("prep", "dobj", "pobj"):
        death = death.head  # "thousands of deaths"
    to = LAID_TO.get(death.head.lemma_.lower()) if death.dep_ == "dobj" else None
    beside = [*death.head.children, *death.subtree]
    return [child for child in beside if to is not None and child.lower_ == to and child.dep_ == "prep"]
