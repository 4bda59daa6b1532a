"""Whom the article cites for a claim: the subject of a verb of saying, "according to", or a carried speaker."""

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from extractors.analysis import SourceMention
from extractors.languages.en.rules import sources, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.speakers import AFTER_QUOTE, LEADING, before_colon, by_words, is_pronoun, source_kind
from extractors.languages.en.story import Story

_PRONOUNS = word_set("en.words.attribution.pronouns")
_CARRIERS = word_set("en.words.attribution.carriers")
_SOURCE_AGAIN = word_set("en.words.attribution.source-again")
_PAPERS = word_set("en.words.attribution.papers")
_QUOTES = re.compile(r"[\"“”]")
_SPEECH_WITHOUT_CLAUSE = word_set("en.words.attribution.speech-without-clause")
_PLAIN = word_set("en.words.attribution.plain")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(word for entry in sources() if entry.role == "verb" for word in entry.words)


@lru_cache(maxsize=1)
def _prepositions() -> re.Pattern[str]:
    words = [word for entry in sources() if entry.role == "preposition" for word in entry.words]
    return re.compile(r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\s+", re.IGNORECASE)


def _prepositions_of(head: Token) -> tuple[str, ...]:
    """Prepositions that go on naming the speaker: "the ministry of", "a report by"."""
    plain = ("of", "for", "in", "at", "to", "with")
    return (*plain, "by", "from") if head.lemma_.lower() in _PAPERS else plain


def _phrase(head: Token) -> tuple[int, int]:
    """Token span of the speaker's phrase: its noun with modifiers, "of"/"for" phrases and apposition."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in ("prep", "appos", "compound", "nmod", "flat", "case") and child.i - end < 3:
            if child.dep_ == "prep" and child.lower_ not in _prepositions_of(head):
                break
            last = child.right_edge.i + 1
            if last - head.i > 14:
                break
            end = last
        elif child.dep_ == "punct" and child.text in (",", "-", "'", "’"):
            continue
        elif child.dep_ in ("cc", "conj") and child.right_edge.i - head.i < 6:
            end = child.right_edge.i + 1
        else:
            break
    return start, end


def _mention(sentence: Sentence, doc: Doc, start: int, end: int, rule_id: str) -> SourceMention | None:
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    if end <= start:
        return None
    first, last = sentence.offset(doc[start]), sentence.end_of(doc[end - 1])
    text = sentence.text[first - sentence.start : last - sentence.start]
    return SourceMention(first, last, text, rule_id, source_kind(text))


def _speaker(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _speaker(verb.head)
    if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head
    if verb.dep_ in ("advcl", "xcomp"):
        return _speaker(verb.head)
    return None


def _governing_verb(trigger: Token) -> Token | None:
    """The outermost verb of saying above the predicate: in "he said the hospital reported" it is "said"."""
    token, found = trigger, None
    for _ in range(14):
        if token.head == token:
            break
        came_from, token = token, token.head
        if _introduces(token, came_from, trigger):
            found = token
    if found is not None:
        return found
    for child in trigger.children:
        saying = child.lemma_.lower() in ("say", "tell", "report", "add")
        if child.dep_ in ("parataxis", "ccomp", "advcl") and saying and _speaker(child):
            return child
    return None


def _introduces(verb: Token, came_from: Token, trigger: Token) -> bool:
    """Whether a verb above the predicate tells whose words the predicate is."""
    lemma = verb.lemma_.lower()
    if lemma not in _verbs() or verb.pos_ not in ("VERB", "AUX"):
        return False
    speaker = _speaker(verb)
    if speaker is None or came_from == speaker or trigger.is_ancestor(speaker) or trigger in speaker.subtree:
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
    ]
    for verb in verbs:
        speaker = _speaker(verb)
        if speaker is None or trigger in list(speaker.subtree) or speaker.dep_ == "nsubjpass":
            continue
        if verb.i > trigger.i and verb.i >= len(doc) - 14:
            return verb
        if verb.i < trigger.i and not _new_clause(doc, verb.i, trigger.i):
            return verb
    return None


def _new_clause(doc: Doc, start: int, end: int) -> bool:
    return any(token.text in (";", ".") for token in doc[start:end])


def _according(sentence: Sentence, doc: Doc, trigger: Token) -> SourceMention | None:
    for match in _prepositions().finditer(sentence.text):
        at = next((token for token in doc if token.idx >= match.end()), None)
        if at is None:
            continue
        head = _np_head(doc, at.i)
        if head is None:
            continue
        _, end = _phrase(head)
        return _mention(sentence, doc, at.i, max(end, head.i + 1), "en.source.according")
    return None


def _np_head(doc: Doc, i: int) -> Token | None:
    for chunk in doc.noun_chunks:
        if chunk.start <= i < chunk.end:
            return chunk.root
    return doc[i] if i < len(doc) else None


def stated_source(sentence: Sentence, trigger: Token) -> tuple[SourceMention | None, bool]:
    """(speaker, is a pronoun?) that the sentence itself names for the predicate."""
    doc = trigger.doc
    leading = by_words(LEADING, sentence, trigger)
    if quoted := by_words(AFTER_QUOTE, sentence, trigger):
        return quoted[0], False
    if len(leading) > 1 or (leading and leading[0].start > sentence.start):
        return leading[-1], False
    verb = _governing_verb(trigger) or _loose_verb(doc, trigger)
    if verb is not None:
        speaker = _speaker(verb)
        if speaker is not None:
            if speaker.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                speaker = verb.head
            if is_pronoun(speaker.text):
                return None, speaker.lower_ not in ("that", "which", "who", "i", "we")
            start, end = _phrase(speaker)
            mention = _mention(sentence, doc, start, end, "en.source.say")
            if mention is not None:
                return mention, False
    mention = _according(sentence, doc, trigger) or _at_the_end(sentence, doc, trigger) or before_colon(sentence)
    return mention or next(iter(leading), None), False


def _at_the_end(sentence: Sentence, doc: Doc, trigger: Token) -> SourceMention | None:
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
            or before.lower_ in ("the", "a", "an", "for", "of", "and")
            or before.text in ("-", "'s")
        ):
            start -= 1
            if before.lower_ in ("the", "a", "an") and before.nbor(-1).lower_ not in ("of", "for", "and"):
                break
            continue
        break
    if doc[last].pos_ not in ("NOUN", "PROPN") or doc[last].lower_ in _PRONOUNS:
        return None
    return _mention(sentence, doc, start, last + 1, "en.source.say")


class Speakers:
    """The speakers of an article in the order of its sentences, for what is carried on."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.last: dict[int, SourceMention] = {}
        self.open_quote: dict[int, bool] = {}
        self._walk()

    def _walk(self) -> None:
        is_open, paragraph = False, -1
        for sentence in self.story.sentences:
            if sentence.paragraph != paragraph:
                is_open = is_open and sentence.text[:1] in '"“'
            paragraph = sentence.paragraph
            self.open_quote[sentence.index] = is_open
            for mark in _QUOTES.findall(sentence.text):
                is_open = {"“": True, "”": False}.get(mark, not is_open)

    def listen(self, sentence: Sentence) -> None:
        """Remember who speaks in a parsed sentence, whatever it is about."""
        doc = sentence.doc
        if doc is None:
            return
        for token in doc:
            if token.lemma_.lower() in _CARRIERS and token.tag_ in ("VBD", "VBZ", "VBP"):
                speaker = _speaker(token)
                if speaker is None or is_pronoun(speaker.text) or speaker.dep_ == "nsubjpass":
                    continue
                start, end = _phrase(speaker)
                mention = _mention(sentence, doc, start, end, "en.source.say")
                if mention is not None:
                    self.last[sentence.index] = mention
                    return
        mention = _according(sentence, doc, doc[0])
        if mention is not None:
            self.last[sentence.index] = mention

    def of(self, sentence: Sentence, trigger: Token) -> SourceMention | None:
        """Whom the article cites for the predicate: named in the sentence, or carried into it."""
        mention, pronoun = stated_source(sentence, trigger)
        if mention is not None:
            if mention.text.lower() in _SOURCE_AGAIN:
                return self._before(sentence) or mention
            return mention
        if pronoun or self.open_quote.get(sentence.index):
            return self._before(sentence) or self._after(sentence)
        if sentence.text[:1] in '"“' and sentence.text[-1:] in '"”':
            return self._before(sentence) or self._after(sentence)
        return None

    def _before(self, sentence: Sentence) -> SourceMention | None:
        for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
            if index in self.last:
                return self.last[index]
        return None

    def _after(self, sentence: Sentence) -> SourceMention | None:
        for index in range(sentence.index + 1, sentence.index + 4):
            if index in self.last:
                return self.last[index]
        return None
