"""Speakers by their words alone: what kind they are, and those whom no parse is needed to see."""

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from extractors.analysis import SourceMention
from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import SourceRule, people, phrase, sources, word_set
from extractors.languages.en.sentences import Sentence

_PRONOUNS = word_set("en.words.attribution.pronouns")
_PAPERS = word_set("en.words.attribution.papers")
_HEADLINE = phrase("en.phrase.attribution.headline")
_OUTLETS = frozenset({"agency", "broadcaster", "channel", "group", "network", "outlet", "station"})
_CLOSE = frozenset({"allied", "close", "familiar", "loyal"})
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


def spoken_behind(verb: Token) -> Token | None:
    """Who speaks behind the verb though the parse takes them for what is said: "…, said an officer at the base"."""
    inverted = verb.lemma_.lower() == "say" and verb.i > 0 and verb.nbor(-1).text in (",", '"', "”")
    behind = next((child for child in verb.rights if child.dep_ == "dobj"), None) if inverted else None
    spoken = behind is not None and (behind.tag_ == "NNP" or person_noun(behind) or source_kind(behind.text) != "other")
    return behind if spoken else None


def beside_speaker(doc: Doc, start: int, verb: Token) -> int:
    """Where the first of two speakers begins whom the parse parted: "…, **a doctor** and the charity Mercy said"."""
    middle = _past_nouns(doc, start)
    if verb.i < start or doc[middle - 1].lower_ != "and":
        return start
    first = _past_nouns(doc, middle - 1)
    return first if doc[first].pos_ == "DET" and first < middle - 2 and doc[first - 1].text == "," else start


def _past_nouns(doc: Doc, i: int) -> int:
    """Where the nouns and their modifiers begin that stand right before token i."""
    while i > 1 and doc[i - 1].pos_ in ("ADJ", "DET", "NOUN", "PROPN"):
        i -= 1
    return i


def _prepositions_of(head: Token) -> tuple[str, ...]:
    """Prepositions that go on naming the speaker: "the ministry of", "a report by"."""
    more = ("by", "from") if head.lemma_.lower() in _PAPERS else ()
    return ("of", "for", "in", "at", "to", "with", *more)


def phrase_of(head: Token) -> tuple[int, int]:
    """Token span of the speaker's phrase: its noun with modifiers, "of"/"for" phrases and apposition."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in ("prep", "appos", "compound", "nmod", "flat", "case") and child.left_edge.i - end < 3:
            if child.dep_ == "prep" and child.lower_ not in _prepositions_of(head):
                break
            last = child.right_edge.i + 1
            if last - head.i > 14:
                break
            end = last
        elif child.dep_ == "punct" and child.text in (",", "-", "'", "’"):
            continue
        elif child.dep_ == "acl" and head.lemma_.lower() in _PAPERS and any(c.dep_ == "agent" for c in child.children):
            end = min(child.right_edge.i, head.i + 14) + 1  # "a statement released by the ministry"
        elif child.lower_ in _CLOSE and child.i == end:
            end = min(child.right_edge.i, head.i + 14) + 1  # "a source close to the group"
        elif child.dep_ in ("cc", "conj") and child.right_edge.i - head.i < 6:
            end = child.right_edge.i + 1
        else:
            break
    if end == head.i + 1 and head.lemma_.lower() in _OUTLETS and head.doc[end : end + 1].text.isupper():
        end += 1  # "the state news agency SANA"
    named = next((c for c in head.head.lefts if c.dep_ == head.dep_ == "nsubj" and c.left_edge.i == end), head)
    return start, max(end, named.i + 1)  # "opposition group Sawasiah said"


def mention_of(sentence: Sentence, doc: Doc, start: int, end: int, rule_id: str) -> SourceMention | None:
    """The speaker named by tokens [start, end), marks at either end left out."""
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    if end <= start:
        return None
    first, last = sentence.offset(doc[start]), sentence.end_of(doc[end - 1])
    text = sentence.text[first - sentence.start : last - sentence.start]
    return SourceMention(first, last, text, rule_id, source_kind(text))
