"""Whom a sentence cites for a predicate: the subject of a verb of saying, "according to", reports."""

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from extractors.analysis import SourceMention
from extractors.languages.en.asides import is_deed, is_presupposed
from extractors.languages.en.rules import sources, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.speakers import (
    AFTER_QUOTE,
    LEADING,
    QUOTING,
    before_colon,
    beside_speaker,
    by_words,
    is_pronoun,
    mention_of,
    phrase_of,
    quoted_by,
    spoken_behind,
)

_PRONOUNS = word_set("en.words.attribution.pronouns")
_CARRIERS = word_set("en.words.attribution.carriers")
_SPEECH_WITHOUT_CLAUSE = word_set("en.words.attribution.speech-without-clause")
_SEEING = word_set("en.words.attribution.seeing")
_BACK = ("he", "she", "they")
_NOBODY = word_set("en.words.attribution.nobody")
_PLAIN = word_set("en.words.attribution.plain")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(word for entry in sources() if entry.role == "verb" for word in entry.words)


@lru_cache(maxsize=1)
def _prepositions() -> re.Pattern[str]:
    words = [word for entry in sources() if entry.role == "preposition" for word in entry.words]
    return re.compile(r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\s+", re.IGNORECASE)


def speaker_of(verb: Token) -> Token | None:
    """The subject of a verb of saying, or of the clause that it hangs on."""
    if behind := spoken_behind(verb):
        return behind
    if subjects := [child for child in verb.children if child.dep_ == "nsubj"]:
        # "gangs who **they** say killed 12", "12 died, six of them boys, **police** said"
        parted = any(token.text == "," for token in verb.doc[subjects[0].i : subjects[-1].left_edge.i])
        return subjects[-1] if parted or subjects[0].tag_ in ("WP", "WDT") else subjects[0]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        # "… causing 12 deaths the observatory told": a broken parse
        own = verb.lemma_.lower() in _PLAIN and verb.nbor(-1).pos_ in ("NOUN", "PROPN")
        return None if own else speaker_of(verb.head)
    if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head
    if verb.dep_ in ("advcl", "xcomp"):
        return speaker_of(verb.head)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() in QUOTING:
        whom = ("dobj", "nsubjpass")  # "Reuters quoted a doctor as saying"
        return next((child for child in verb.head.head.children if child.dep_ in whom), None)
    return None


def _governing_verb(trigger: Token) -> Token | None:
    """The outermost verb of saying above the predicate: in "he said the hospital reported" it is "said".

    In "the report cited a doctor who said" it is the inner one: whom a speaker only names speaks for himself.
    """
    token, found = trigger, None
    for _ in range(14):
        if token.head == token or (found is not None and token.dep_ in ("relcl", "advcl")):
            break
        came_from, token = token, token.head
        if _introduces(token, came_from, trigger):
            found = token
    if found is not None:
        return found
    for child in trigger.children:
        saying = child.lemma_.lower() in ("say", "tell", "report", "add")
        if child.dep_ in ("parataxis", "ccomp", "advcl") and saying and speaker_of(child):
            return child
    return None


def _introduces(verb: Token, came_from: Token, trigger: Token) -> bool:
    """Whether a verb above the predicate tells whose words the predicate is."""
    lemma = verb.lemma_.lower()
    if lemma not in _verbs() or verb.pos_ not in ("VERB", "AUX") or is_deed(verb):
        return False
    speaker = speaker_of(verb)
    # "with activists saying that 12 died", "quoted a doctor saying": the words hang on their speaker
    hung = verb.dep_ == "acl" and verb.tag_ == "VBG" and speaker == verb.head
    if speaker is None or came_from == speaker or trigger.is_ancestor(speaker):
        return False
    if not hung and trigger in speaker.subtree:
        return False
    if lemma in _PLAIN:
        return True
    return came_from.dep_ in ("ccomp", "parataxis") or (
        lemma in _SPEECH_WITHOUT_CLAUSE and came_from.dep_ in ("dobj", "prep")
    )


def _loose_verb(doc: Doc, trigger: Token) -> Token | None:
    """A verb of saying with a speaker that the parse did not tie to the predicate, at an end of the sentence."""
    strong = ("say", "tell", "report", "announce", "add", "confirm", "claim", "state")
    verbs = [
        token
        for token in doc
        if token.lemma_.lower() in strong and token.tag_ in ("VBD", "VBZ", "VBP") and not trigger.is_ancestor(token)
        if not is_deed(token)
    ]
    for verb in verbs:
        speaker = speaker_of(verb)
        if speaker is None or trigger in list(speaker.subtree) or speaker.dep_ == "nsubjpass":
            continue
        if verb.i > trigger.i and verb.i >= len(doc) - 14:
            return verb
        if verb.i < trigger.i and not _new_clause(doc, verb.i, trigger.i):
            return verb
    return None


def _new_clause(doc: Doc, start: int, end: int) -> bool:
    return any(token.text in (";", ".") for token in doc[start:end])


def according(sentence: Sentence, doc: Doc, trigger: Token) -> SourceMention | None:
    """The speaker behind "according to" and its like."""
    for match in _prepositions().finditer(sentence.text):
        at = next((token for token in doc if token.idx >= match.end()), None)
        if at is None:
            continue
        head = _np_head(doc, at.i)
        if head is None:
            continue
        _, end = phrase_of(head)
        return mention_of(sentence, doc, at.i, max(end, head.i + 1), "en.source.according")
    return None


def _right_behind(sentence: Sentence, trigger: Token) -> SourceMention | None:
    """The speaker of what is told in passing: "in Homs, where 12 died, according to a doctor"; no clause between."""
    mention = according(sentence, trigger.doc, trigger)
    if mention is None or mention.start < sentence.offset(trigger):
        return None
    between = [t for t in trigger.doc[trigger.i + 1 :] if sentence.offset(t) < mention.start]
    own = set(trigger.subtree)
    return None if any(t.tag_ in ("VBD", "VBZ", "VBP") and t not in own for t in between) else mention


def _eyewitness(sentence: Sentence, trigger: Token) -> SourceMention | None:
    """As in "AFP reporters at the scene saw 11 bodies": who reports or witnessed, and saw it."""
    for verb in [trigger, *trigger.ancestors]:
        speaker = speaker_of(verb) if verb.lemma_.lower() in _SEEING else None
        if speaker is None or trigger in speaker.subtree:
            continue
        mention = mention_of(sentence, trigger.doc, *phrase_of(speaker), "en.source.saw")
        if mention is not None and mention.kind in ("media", "witness"):
            return mention
    return None


def _reports(sentence: Sentence, trigger: Token) -> SourceMention | None:
    """As in "will investigate reports that 40 people were killed": nobody else is cited for it."""
    token = trigger
    while token.head != token:
        if token.dep_ in ("acl", "ccomp") and token.head.lower_ == "reports" and token.head.tag_ == "NNS":
            noun = token.head
            return mention_of(sentence, trigger.doc, noun.i, noun.i + 1, "en.source.reports")
        token = token.head
    return None


def _np_head(doc: Doc, i: int) -> Token | None:
    for chunk in doc.noun_chunks:
        if chunk.start <= i < chunk.end:
            return chunk.root
    return doc[i] if i < len(doc) else None


def stated_source(sentence: Sentence, trigger: Token) -> tuple[SourceMention | None, str]:
    """(speaker, "") that the sentence itself names for the predicate; (None, pronoun) where it only points back."""
    doc = trigger.doc
    if is_presupposed(trigger):
        return _right_behind(sentence, trigger), ""
    leading = by_words(LEADING, sentence, trigger)
    if quoted := by_words(AFTER_QUOTE, sentence, trigger):
        return quoted[0], ""
    if len(leading) > 1 or (leading and leading[0].start > sentence.start):
        return leading[-1], ""
    if reports := _reports(sentence, trigger):
        return reports, ""
    verb = _governing_verb(trigger) or _loose_verb(doc, trigger) or next(filter(quoted_by, doc[-14:]), None)
    if verb is not None:
        speaker = quoted_by(verb) or speaker_of(verb)
        if speaker is not None:
            if speaker.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                speaker = verb.head
            if is_pronoun(speaker.text) and (meant := _named_above(speaker)) is not None:
                speaker = meant
            if is_pronoun(speaker.text):
                return None, "" if speaker.lower_ in _NOBODY else speaker.lower_
            start, end = phrase_of(speaker)
            mention = mention_of(sentence, doc, beside_speaker(doc, start, verb), end, "en.source.say")
            if mention is not None:
                return mention, ""
    mention = (
        according(sentence, doc, trigger)
        or _eyewitness(sentence, trigger)
        or at_the_end(sentence, doc, trigger)
        or before_colon(sentence)
    )
    return mention or next(iter(leading), None), ""


def _named_above(pronoun: Token) -> Token | None:
    """Whom a pronoun means that a clause above names: "the envoy rebuked the strike, which she said killed 12"."""
    if pronoun.lower_ not in _BACK:
        return None
    clause = next((verb for verb in pronoun.ancestors if verb.dep_ in ("relcl", "advcl")), None)
    for above in clause.ancestors if clause is not None else ():
        for subject in above.children:
            named = subject.dep_ == "nsubj" and subject.i < pronoun.i and subject.pos_ in ("NOUN", "PROPN")
            if named:
                return subject
    return None


def at_the_end(sentence: Sentence, doc: Doc, trigger: Token) -> SourceMention | None:
    """As in "… a monitor said.": the phrase right before a last verb of saying, whatever the parse made of it."""
    verbs = [
        t
        for t in doc[max(trigger.i + 1, len(doc) - 9) :]
        if t.lemma_.lower() in _CARRIERS and t.tag_ in ("VBD", "VBZ", "VBP")
    ]
    if not verbs or verbs[0].i == 0:
        return None
    last = verbs[0].i - 1
    while last > trigger.i and doc[last].pos_ in ("ADV", "PUNCT"):
        last -= 1
    start = last
    while start > trigger.i + 1 and last - start < 12:
        before = doc[start - 1]
        if (
            before.pos_ in ("PROPN", "ADJ", "NOUN")
            or before.lower_ in ("the", "a", "an", "for", "of", "and", "from", "at")
            or before.text in ("-", "'s")
        ):
            start -= 1
            if before.lower_ in ("the", "a", "an") and before.nbor(-1).lower_ not in ("of", "for", "and", "from", "at"):
                break
            continue
        break
    if doc[last].pos_ not in ("NOUN", "PROPN") or doc[last].lower_ in _PRONOUNS:
        return None
    return mention_of(sentence, doc, start, last + 1, "en.source.say")
