"""Speakers by their words alone: what kind they are, and those whom no parse is needed to see."""

import re
from functools import lru_cache

from spacy.tokens import Token

from extractors.analysis import SourceMention
from extractors.languages.en.rules import SourceRule, people, phrase, sources, word_set
from extractors.languages.en.sentences import Sentence

_PRONOUNS = word_set("en.words.attribution.pronouns")
_HEADLINE = phrase("en.phrase.attribution.headline")
QUOTING = frozenset({"cite", "quote"})
LEADING = phrase("en.phrase.attribution.leading")
AFTER_QUOTE = phrase("en.phrase.attribution.after-quote")


@lru_cache(maxsize=1)
def _kinds() -> tuple[SourceRule, ...]:
    return tuple(entry for entry in sources() if entry.role == "kind")


def source_kind(text: str) -> str:
    """What kind of speaker the words name."""
    words = set(re.findall(r"[\w.-]+", text.lower()))
    return next((entry.kind or "other" for entry in _kinds() if words & set(entry.words)), "other")


def is_pronoun(word: str) -> bool:
    """Whether a word only points back; "WHO" is an organisation."""
    return word.lower() in _PRONOUNS and not (len(word) > 1 and word.isupper())


def is_person(mention: SourceMention) -> bool:
    """Whether a speaker is called by a noun for people: "a witness", "rebel spokesman Omar"."""
    table = people()
    words = re.findall(r"[\w-]+", mention.text.lower())
    nouns = (table.get(word) or table.get(word.removesuffix("s")) for word in words)
    return any(noun is not None and not noun.bare for noun in nouns)


def by_words(pattern: re.Pattern[str], sentence: Sentence, trigger: Token) -> list[SourceMention]:
    """Speakers whom the words alone show, whatever the parse: ""…" the ministry said", "Activists say 15 …"."""
    return [
        SourceMention(sentence.start + m.start(1), sentence.start + m.end(1), m[1], "en.source.say", source_kind(m[1]))
        for m in pattern.finditer(sentence.text)
        if not is_pronoun(m[1]) and (pattern is not LEADING or (m.end() <= trigger.idx and not _is_place(trigger, m)))
    ]


def _is_place(trigger: Token, match: re.Match[str]) -> bool:
    """Whether words that seem to open a sentence tell where a speaker is: "a doctor in Beirut says"."""
    word = next((token for token in trigger.doc if token.idx <= match.end(1) - 1 < token.idx + len(token)), None)
    return word is not None and word.dep_ == "pobj" and word.left_edge.idx >= match.start(1) > 0


def before_colon(sentence: Sentence) -> SourceMention | None:
    """As in "Monitors: 15 killed in strike"."""
    match = _HEADLINE.search(sentence.text)
    if match is None:
        return None
    start, end = sentence.start + match.start(1), sentence.start + match.end(1)
    return SourceMention(start, end, match[1], "en.source.colon", source_kind(match[1]))


def quoted_by(verb: Token) -> Token | None:
    """Whom somebody quotes behind what is quoted: "…, state television quoted the ministry as saying"."""
    said = [t for t in verb.rights if t.lower_ == "as" and any(c.lower_ == "saying" for c in t.rights)]
    quotes = bool(said) and verb.lemma_.lower() in QUOTING
    return next((t for t in verb.rights if t.dep_ == "dobj"), None) if quotes else None
