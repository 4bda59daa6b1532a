"""Times of other things than the violence that a sentence tells: what people did about it, asides, what came before."""

import re
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from extractors.languages.en.governing import ACTS, MONTH, governor, is_behind_act, root_of
from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.times import FoundTime
from extractors.languages.en.tree import is_done_to

_AFTERMATH_WORDS, _LIGHT_WORDS = "en.words.timing.aftermath", "en.words.timing.light-verbs"
_AFTERMATH, _LIGHT = word_set(_AFTERMATH_WORDS), word_set(_LIGHT_WORDS)
_ARRESTS = word_set("en.words.timing.arrests")
_BLAMING = word_set("en.words.timing.blaming")
_FUNERALS = word_set("en.words.timing.funerals")
_REMEMBERING = word_set("en.words.timing.remembering")
_DYING = word_set("en.words.perpetrators.dying")
_ANSWERS = word_set("en.words.timing.answers")
_VENGEANCE = word_set("en.words.timing.vengeance")
_LISTED = word_set("en.words.timing.irregular-forms")
_WORD = re.compile(r"[A-Za-z]+")
_ORDINALS = (
    "first", "one", "second", "two", "third", "three", "fourth", "four", "fifth", "five", "sixth", "six",
    "seventh", "seven", "eighth", "eight", "ninth", "nine", "tenth", "ten",
)  # fmt: skip
_ANNIVERSARY = re.compile(
    rf"\b(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th|-year)?|(?P<word>{'|'.join(_ORDINALS)}))(?:[- ]year)? anniversary\b",
    re.IGNORECASE,
)
ADJECTIVES = frozenset({"en.time.year-adjective", "en.time.month-adjective"})
"""expressions that date the act behind them"""
_YEAR = 5
"""precision of a month and of a year; more is coarser"""
_NEAR = 8
"""words before a time among which its verb is, where nobody has parsed the sentence"""
_VIOLENCE = phrase("en.phrase.timing.violence")


def is_of_aftermath(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time is of what people did about violence: "the president on Friday spurned a request"."""
    if sentence.doc is None:
        return _tells_aftermath(sentence, time)
    verb = governor(sentence, time)
    return verb is not None and _is_aftermath(verb) and not is_behind_act(sentence, verb, time)


def _tells_aftermath(sentence: Sentence, time: FoundTime) -> bool:
    """The same for a sentence that nobody has parsed, by the forms of the verbs beside the time."""
    start, end = time.mention.start - sentence.start, time.mention.end - sentence.start
    behind = _WORD.match(sentence.text[end:].lstrip())
    if behind is not None and behind[0].lower() in _forms(_AFTERMATH_WORDS):
        return True
    clause = re.split(r"[,;:]", sentence.text[:start])[-1]
    for verb in reversed(list(_WORD.finditer(clause))[-_NEAR:]):
        if verb[0].lower() in _forms(_AFTERMATH_WORDS) | _forms(_LIGHT_WORDS):
            light = verb[0].lower() in _forms(_LIGHT_WORDS)  # "opened fire" is violence
            return _VIOLENCE.search(clause[verb.start() if light else verb.end() :]) is None
    return False


@lru_cache(maxsize=2)
def _forms(name: str) -> frozenset[str]:
    """The past and present forms of the verbs of a word set; of irregular ones it lists the forms."""
    verbs = word_set(name)
    return (verbs & _LISTED) | {form for verb in verbs for form in (verb + "s", verb + "es", *_past(verb))}


def _past(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied", verb + "ing", verb[:-1] + "ies"
    return verb + "ed", verb + "ing", verb + verb[-1] + "ed"


def _is_aftermath(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if lemma in _LIGHT:
        return bool(objects) and not _VIOLENCE.search(f"{verb.text} {objects[0].text}")  # "opened fire" is violence
    if _VIOLENCE.search(lemma):
        return lemma in _AFTERMATH and bool(objects)  # "protested the raid", not "protested in the square"
    return lemma in _AFTERMATH


def is_of_arrest(verb: Token | None) -> bool:
    """Whether a verb tells of an arrest, whose day is not that of the dead told beside it."""
    return verb is not None and verb.lemma_.lower() in _ARRESTS


def dates_another_deed(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether the time dates another deed than the predicate."""
    verb = governor(sentence, time)
    if verb is None or verb == trigger:
        return False
    if _is_reason(sentence, trigger, verb, time) or _is_answered(sentence, trigger, verb, time):
        return True
    if any(told_of(sentence, trigger, time) for told_of in _OTHERS):
        return True
    if verb not in trigger.ancestors:
        if time.mention.rule_id in ADJECTIVES and _is_told_of_another(trigger, verb):
            return True
        told = verb.head if verb.dep_ in ("nsubj", "nsubjpass") else None
        if told is not None and told in trigger.ancestors and _is_of_doer(trigger, told):
            return True  # "the raid on Thursday was aimed at a man who had shot two"
        if time.kind == "past":
            return False  # "the siege that the town saw over the past month": such a stretch is of the whole sentence
        whose = verb.head  # "executed a driver who had lost his way on Tuesday": that may be the day
        if verb.dep_ != "relcl" or whose.lemma_.lower() in ACTS or (trigger.dep_ == "relcl" and trigger.head == whose):
            return False
        return trigger not in (whose.head, _cause_of(whose, verb))
    if is_commemorated(trigger) or _is_buried(trigger, verb):
        return True
    if verb.pos_ != "VERB":
        return False
    if _is_aftermath(verb) and not is_behind_act(sentence, verb, time):
        return True
    return _is_earlier(trigger, verb) or (_is_of_doer(trigger, verb) and not is_behind_act(sentence, verb, time))


def _is_remembered(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether a year or month of long ago is what the people hit were marking: "marking their flight 63 years ago"."""
    root = root_of(sentence, time)
    above = (token for token in (root.ancestors if root is not None else ()) if trigger in token.ancestors)
    return (time.mention.precision or 0) >= MONTH and any(t.lemma_.lower() in _REMEMBERING for t in above)


def _is_of_planner(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether a time is of a deed by which the victim is known: "the death of **the planner of the May 3 attacks**"."""
    token = root_of(sentence, time)
    while token is not None and token != trigger and token.head != token:
        behind = token.dep_ == "pobj" and token.head.lower_ in ("of", "behind")
        if behind and token.lemma_.lower() in ACTS and person_noun(token.head.head) is not None:
            return trigger in token.head.head.ancestors
        token = token.head
    return False


def _is_owned_behind_but(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether another event owns a time: "the raid killed 26, **but** there was no toll for **Monday's** shelling"."""
    root = root_of(sentence, time)
    if root is None or root.dep_ != "poss" or root.i < trigger.i:
        return False
    return any(token.lower_ == "but" for token in trigger.doc[trigger.i : root.i])


def _is_of_victims_past(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether a time is of what a victim had done before: "killed a man **who was behind an attack in 2013**"."""
    token = root = root_of(sentence, time)
    if (time.mention.precision or 0) < MONTH:
        return False  # "the killing of a pilot whose plane crashed on Friday": that may be the day
    while token is not None and token != trigger and token.head != token:
        if token.dep_ == "relcl" and trigger in token.ancestors and person_noun(token.head) is not None:
            told = token.subtree
            acts = any(t.lemma_.lower() in ACTS and root is not None and t.i < root.i for t in told)
            return acts and not is_done_to(token)
        token = token.head
    return False


_OTHERS = (_is_remembered, _is_of_planner, _is_owned_behind_but, _is_of_victims_past)
"""what else a time may be of: something remembered, a deed known of a victim, another event"""


def has_answer(trigger: Token) -> bool:
    """Whether a sentence tells an answer to a predicate, be it a protest: "marched over a raid that **killed** six"."""
    return any(token.lemma_.lower() in _ANSWERS for token in trigger.ancestors)


def is_avenged(trigger: Token) -> bool:
    """Whether a sentence tells what avenged a predicate: "struck in retaliation for the attack that **killed** six"."""
    return any(token.lemma_.lower() in _VENGEANCE for token in trigger.ancestors)


def is_known(trigger: Token) -> bool:
    """Whether a predicate is told as known, by a noun, of its doer or as what came before: "after rebels shot two"."""
    if trigger.pos_ == "NOUN":
        return True
    for clause in (trigger, *trigger.ancestors):
        openers = {child.lower_ for child in clause.children if child.dep_ in ("mark", "nsubj")}
        if clause.dep_ == "relcl" and "who" in openers and trigger.lemma_.lower() not in _DYING:
            return True
        if clause.dep_ == "advcl" and "after" in openers:
            return True
    return False


def _cause_of(noun: Token, clause: Token) -> Token | None:
    """The predicate that what a clause tells of has caused: "killed **in** a bombing **run** that hit a post"."""
    led = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "by") and person_noun(noun) is None
    told = clause.subtree if noun.head.dep_ == "agent" else (noun, *noun.lefts)
    return noun.head.head if led and any(_VIOLENCE.search(token.text) for token in told) else None


def _is_told_of_another(trigger: Token, act: Token) -> bool:
    """Whether an act is told in a clause about somebody else: "the daughter of a man who died in a 2011 raid"."""
    return any(
        token.dep_ == "relcl" and token != trigger and token not in trigger.ancestors and trigger not in token.ancestors
        for token in act.ancestors
    )


def is_of_told_act(sentence: Sentence, trigger: Token, time: FoundTime) -> bool:
    """Whether a time is of the act that the predicate is told of: "the **2011** bombing of a hotel that killed 36"."""
    clause = next((token for token in (trigger, *trigger.ancestors) if token.dep_ == "relcl"), None)
    root = root_of(sentence, time)
    if clause is None or root is None:
        return False
    act = clause.head
    while act.dep_ in ("prep", "pobj") and act.lemma_.lower() not in ACTS:
        act = act.head  # "the bombing of a hotel that killed 36": the parser gives the clause to the hotel
    return act.lemma_.lower() in ACTS and act in (root, root.head, root.head.head)


def _is_reason(sentence: Sentence, trigger: Token, governed: Token, time: FoundTime) -> bool:
    """Whether a predicate is behind the "after" of another deed: "shut the border on Monday after the killing"."""
    of_object = governed.dep_ == "dobj" and governed.lemma_.lower() not in ACTS
    verb = governed.head if of_object else governed  # "closed the border on Monday": on the border, to the parser
    if verb.pos_ != "VERB" or verb not in trigger.ancestors or _is_violent(verb) or time.mention.precision == _YEAR:
        return False  # what came of a death may come in the same year
    clauses = [trigger, *(token for token in trigger.ancestors if verb in token.ancestors)]
    openers = [*clauses, *(child for clause in clauses for child in clause.children if child.dep_ == "mark")]
    at = time.mention.end - sentence.start
    return any(token.lower_ in ("after", "following") and at <= token.idx < trigger.idx for token in openers)


def _is_answered(sentence: Sentence, trigger: Token, verb: Token, time: FoundTime) -> bool:
    """Whether the dated deed is an answer to the predicate: "struck on Sunday in response to the killing of two"."""
    root = root_of(sentence, time)
    answers = (t for t in trigger.ancestors if t.lemma_.lower() in _ANSWERS and t != verb and verb in t.ancestors)
    return any(root is not None and token not in root.ancestors for token in answers)


def _is_violent(verb: Token) -> bool:
    """Whether a verb tells of violence itself, or of what breaks out or dies: "fighting erupted after"."""
    parts = [verb, *(child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj", "prt"))]
    return any(_VIOLENCE.search(token.text) for token in parts)


def _is_earlier(trigger: Token, verb: Token) -> bool:
    """Whether a predicate lies before a dated deed, told in passing: "raided the flat of a man who had shot two"."""
    if not any(child.lower_ == "had" for child in trigger.children):
        return False
    between = (trigger, *(token for token in trigger.ancestors if verb in token.ancestors))
    return any(token.dep_ == "relcl" for token in between)


def _is_of_doer(trigger: Token, verb: Token) -> bool:
    """Whether a predicate only says who somebody in a dated deed is: "on Monday named **the man who shot two**"."""
    if _is_violent(verb):
        return False
    between = (trigger, *(token for token in trigger.ancestors if verb in token.ancestors))
    return any(person_noun(token.head) is not None and _does(token, trigger) for token in between)


def _does(clause: Token, trigger: Token) -> bool:
    """Whether a clause behind a person says that he did what the predicate tells: "who shot", "wanted for shooting"."""
    if clause.dep_ == "acl":
        return clause.lemma_.lower() in _BLAMING
    if clause.dep_ != "relcl":
        return False
    subjects = [child for child in clause.children if child.dep_ == "nsubj"]
    return any(child.lower_ in ("who", "that", "which") for child in subjects) and trigger.lemma_.lower() not in _DYING


def _is_buried(trigger: Token, verb: Token) -> bool:
    """Whether a predicate tells of whom a dated funeral was: "on Friday at the funeral of five killed there"."""
    return any(token.lemma_.lower() in _FUNERALS and verb in token.ancestors for token in trigger.ancestors)


def is_commemorated(trigger: Token) -> bool:
    """Whether a predicate is what an anniversary is of: "on the anniversary of a raid that killed four"."""
    return any(token.lemma_.lower() == "anniversary" for token in trigger.ancestors)


def anniversary(text: str) -> int | None:
    """Of how many years the anniversary is that a sentence tells of: "the fourth anniversary of"."""
    match = _ANNIVERSARY.search(text)
    if match is None:
        return None
    return int(match["n"]) if match["n"] else _ORDINALS.index(match["word"].lower()) // 2 + 1


def years_before(day: date, years: int) -> date:
    """The same day of the calendar some years before; of a leap day the day before it."""
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)
