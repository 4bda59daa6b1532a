"""Whether a time says when somebody spoke, told or published something, and not when it happened."""

import re
from functools import lru_cache

from spacy.tokens import Token

from extractors.languages.en.governing import governor, is_behind_act, is_found, root_of
from extractors.languages.en.rules import phrase, sources, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.times import FoundTime

_OTHERS_DAY = phrase("en.phrase.timing.others-day")
_NOT_SPEECH = word_set("en.words.timing.not-speech")
_PUBLISHED = phrase("en.phrase.timing.published")
_SAID = phrase("en.phrase.timing.said")
_SAYS = phrase("en.phrase.timing.says")
_TELLING = word_set("en.words.timing.telling")
_DATED_WITH_SPEECH = word_set("en.words.timing.dated-with-speech")
_ACCOUNTS = word_set("en.words.timing.accounts")
_SPEECH_NOUNS = word_set("en.words.timing.speech-nouns")
_IN_DEED = re.compile(r"In (?!(?:announc|confirm|describ|report|condemn)ing )(?:[\w'’-]+ ){1,5}$")
_SAID_RIGHT_BEFORE = re.compile(r"\bsaid (?:late |early )?on $|\bsaid $")
_EARLIER = re.compile(r"(?: [\w'’-]+){1,8} had\b")
_OPENING = re.compile(r"(?:(?:and|but|then|also|later),? )?$", re.IGNORECASE)
_VIOLENCE = phrase("en.phrase.timing.violence")


@lru_cache(maxsize=1)
def speech_verbs() -> frozenset[str]:
    """The verbs of saying and meeting of the source rules."""
    return frozenset(word for entry in sources() if entry.role in ("verb", "meeting") for word in entry.words)


def is_speech_time(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time says when somebody spoke, not when something happened.

    What opens the sentence dates all of it: "On Monday, residents said, troops killed 15", "In violence on Monday, …".
    """
    before = sentence.text[: time.mention.start - sentence.start]
    after = sentence.text[time.mention.end - sentence.start :]
    if is_of_named_event(sentence, time):
        return False
    if _is_as_of(before) or _PUBLISHED.search(before) or _SAID.search(before) or (before and _SAYS.match(after)):
        return True
    if sentence.doc is None:
        return re.search(r"\b(?:said|told|announced|reported|added|statement)\b[^.]{0,40}$", before) is not None
    token = governor(sentence, time)
    opens = _OPENING.match(before) or (_IN_DEED.match(before) and _VIOLENCE.search(before))
    if token is None or (opens and token.lemma_.lower() in _DATED_WITH_SPEECH):
        return False
    if token.pos_ not in ("VERB", "AUX"):
        return token.lemma_.lower() in _SPEECH_NOUNS
    if token.tag_ == "VBN" and token.dep_ == "acl" and token.head.lemma_.lower() in _ACCOUNTS:
        return token.lemma_.lower() in speech_verbs()  # "estimates cited on Friday by the envoy"
    if token.tag_ == "VBN" and (token.dep_ == "acl" or is_found(token)):
        return False  # "a village held by rebels", "bodies were found on Monday"
    if token.lemma_.lower() not in _TELLING and is_behind_act(sentence, token, time):
        return False
    if token.lemma_.lower() == "report" and _is_of_reported(sentence, token, time):
        return False
    return token.lemma_.lower() in speech_verbs() - _NOT_SPEECH


def _is_of_reported(sentence: Sentence, verb: Token, time: FoundTime) -> bool:
    """Whether a time is of the violence that somebody reported: "reported more **violence** in the town on Tuesday"."""
    root = root_of(sentence, time)
    things = (child for child in verb.children if child.dep_ == "dobj" and _VIOLENCE.search(child.text))
    return root is not None and any(verb.i < thing.i < root.i for thing in things)


def _is_as_of(before: str) -> bool:
    """Whether words before a time make it the day on which somebody counted: "**as of** Tuesday 45 were dead"."""
    return before.lower().endswith("as of ")


def is_of_named_event(sentence: Sentence, time: FoundTime) -> bool:
    """Whether a time owns the event named behind it: "an official said Tuesday's attack"."""
    after = sentence.text[time.mention.end - sentence.start :]
    owner = time.mention.text[-2:] if time.mention.text.endswith(("'s", "’s")) else ""
    owned = bool(owner) or after.startswith(("'s", "’s"))
    return owned and _OTHERS_DAY.match(owner + after) is None


def is_told_time(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time says when somebody said, told or reported something: not when he met or published."""
    token, before = governor(sentence, time), sentence.text[: time.mention.start - sentence.start]
    if token is None or _is_as_of(before):
        return is_speech_time(sentence, time)
    told = token.lemma_.lower() in _TELLING
    if not told and _SAID_RIGHT_BEFORE.search(before):  # the parser gives the day to what was said
        told = _EARLIER.match(sentence.text, time.mention.end - sentence.start) is None
    return told and is_speech_time(sentence, time)
