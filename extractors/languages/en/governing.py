"""What a time expression hangs on, by the parse: a verb, or a noun for an act."""

from spacy.tokens import Token

from extractors.languages.en.rules import word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.times import FoundTime

ACTS = word_set("en.words.perpetrators.acts")
_DEEDS = word_set("en.words.times.deeds")
_SPEECH = word_set("en.words.timing.speech-nouns")
MONTH = 4
"""date_precision of a month; more is coarser"""
_PHRASE = ("prep", "pobj", "npadvmod", "compound", "nummod", "nmod", "amod", "conj", "tmod", "poss", "pcomp", "dep")


def root_of(sentence: Sentence, time: FoundTime) -> Token | None:
    """The head of the words of a time, in a parsed sentence."""
    if sentence.doc is None:
        return None
    first, last = time.mention.start - sentence.start, time.mention.end - sentence.start
    span = sentence.doc.char_span(first, last, alignment_mode="expand")
    return span.root if span is not None else None


def governor(sentence: Sentence, time: FoundTime) -> Token | None:
    """The verb or noun that the time hangs on, by the parse."""
    token = root = root_of(sentence, time)
    if token is None:
        return None
    for _ in range(4):
        if token.dep_ not in _PHRASE or token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX") or token.lemma_.lower() in ACTS | _DEEDS:
            break
    is_person = token.dep_ in ("nsubj", "nsubjpass") and token.lemma_.lower() not in ACTS
    if is_person and _is_before(time, token.head, sentence):
        return token.head  # "the pope on Thursday voiced sorrow"
    if root is not None and root.dep_ == "npadvmod" and root.head == token and _is_thing(token):
        return token.head  # "acquitted the sergeant Tuesday"
    return token


def _is_thing(token: Token) -> bool:
    """Whether a noun is the object of a verb, and neither a deed nor speech, which have days of their own."""
    lemma = token.lemma_.lower()
    return token.dep_ == "dobj" and token.head.pos_ == "VERB" and lemma not in ACTS | _DEEDS | _SPEECH


def _is_before(time: FoundTime, verb: Token, sentence: Sentence) -> bool:
    """Whether a time stands right before a verb."""
    return verb.pos_ == "VERB" and not sentence.text[time.mention.end - sentence.start : verb.idx].strip()


def is_behind_act(sentence: Sentence, verb: Token, time: FoundTime) -> bool:
    """Whether an act of violence stands between a verb and a time: "accused it of an air strike on Monday".

    A month or a year is of any deed that it stands behind: "acquitted him of the killing of two in 2017".
    """
    root = root_of(sentence, time)
    acts = ACTS | _DEEDS if (time.mention.precision or 0) >= MONTH else ACTS
    return root is not None and any(token.lemma_.lower() in acts for token in verb.doc[verb.i : root.i])


def is_found(verb: Token) -> bool:
    """Whether somebody or something was found, where "found" is no word of saying."""
    if any(token.lemma_.lower() == "grave" for token in verb.subtree):
        return False  # who lies in a grave did not die on the day on which it was found
    return verb.lemma_.lower() == "find" and any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
