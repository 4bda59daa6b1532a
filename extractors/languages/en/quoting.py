"""The speakers of an article in the order of its sentences, for what is carried on."""

import re

from spacy.tokens import Token

from extractors.analysis import SourceMention, Span
from extractors.languages.en.asides import is_deed
from extractors.languages.en.attribution import (
    according,
    at_the_end,
    speaker_of,
    stated_source,
)
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.speakers import is_person, is_pronoun, mention_of, phrase_of
from extractors.languages.en.story import Story

_CARRIERS = word_set("en.words.attribution.carriers")
_TELLING = frozenset({"count", "document", "put", "record", "track"})
_SOURCE_AGAIN = word_set("en.words.attribution.source-again")
_GOES_ON = phrase("en.phrase.attribution.goes-on")
_BACK = 7
"""sentences back in which a speaker called by the same noun may stand"""
_TELLS_NO_MORE = re.compile(r"[Aa]n? (?!.*source|.* (?:at|by|for|from|in|of|on|with) )[a-z -]+")
"""an indefinite speaker, after whom "the officer" says as much as "a police officer\""""
_QUOTES = re.compile(r"[\"“”]")


class Speakers:
    """The speakers of an article in the order of its sentences, for what is carried on."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.last: dict[int, SourceMention] = {}
        self.heard: dict[int, list[SourceMention]] = {}
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
            if self._cites(sentence, token) and token.tag_ in ("VBD", "VBZ", "VBP"):
                speaker = speaker_of(token)
                if speaker is None or is_pronoun(speaker.text) or speaker.dep_ == "nsubjpass":
                    continue
                start, end = phrase_of(speaker)
                mention = mention_of(sentence, doc, start, end, "en.source.say")
                if mention is not None:
                    self.last.setdefault(sentence.index, mention)
                    self.heard.setdefault(sentence.index, []).append(mention)
        if sentence.index in self.last:
            return
        mention = according(sentence, doc, doc[0])
        if mention is not None:
            self.last[sentence.index] = mention

    @staticmethod
    def _cites(sentence: Sentence, verb: Token) -> bool:
        """Whether a verb is one of saying: "said", beside a toll also "put"; who claims an attack says no more."""
        lemma = verb.lemma_.lower()
        return (lemma in _CARRIERS or (lemma in _TELLING and "casualty" in sentence.worth)) and not is_deed(verb)

    def of(self, sentence: Sentence, trigger: Token, victims: Span | None = None) -> SourceMention | None:
        """Whom the article cites for the predicate: named in the sentence, or carried into it.

        Where the parse takes the `victims` for those who speak, the phrase before a last "said" does.
        """
        mention, pronoun = stated_source(sentence, trigger)
        if mention is not None and victims is not None and mention.overlaps(victims):
            mention = at_the_end(sentence, trigger.doc, trigger) or mention
        if mention is not None:
            if mention.text.lower() in _SOURCE_AGAIN:
                again = self._again(sentence, mention)
                if again is not None and _TELLS_NO_MORE.fullmatch(again.text):
                    return mention
                return again or self._before(sentence) or mention
            return mention
        if pronoun == "it":
            return self._before(sentence, office=True) or self._before(sentence)
        if pronoun or self.open_quote.get(sentence.index):
            return self._before(sentence) or self._after(sentence)
        if _GOES_ON.search(sentence.text):
            return self._before(sentence, figures=True)
        if sentence.text[:1] in '"“' and sentence.text[-1:] in '"”':
            return self._before(sentence) or self._after(sentence)
        return None

    def _before(self, sentence: Sentence, office: bool = False, figures: bool = False) -> SourceMention | None:
        """The last speaker before the sentence; `office`: one that is an office; `figures`: one of dead or hurt."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
            if figures and "casualty" not in self.story.sentences[index].worth:
                continue
            if index in self.last and not (office and is_person(self.last[index])):
                return self.last[index]
        return None

    def _again(self, sentence: Sentence, mention: SourceMention) -> SourceMention | None:
        """The speaker before whom "the source", "the ministry" calls by the same noun."""
        noun = mention.text.lower().split()[-1].removesuffix("s")
        for index in range(sentence.index - 1, max(-1, sentence.index - _BACK), -1):
            for other in reversed(self.heard.get(index, [])):
                if noun in other.text.lower() and other.text.lower() not in _SOURCE_AGAIN:
                    return other
        return None

    def _after(self, sentence: Sentence) -> SourceMention | None:
        for index in range(sentence.index + 1, sentence.index + 4):
            if index in self.last:
                return self.last[index]
        return None
