"""When a claim's event happened: the time that its clause, its sentence or the story so far gives."""

import re
from functools import lru_cache

from spacy.tokens import Token

from extractors.analysis import TimeMention
from extractors.languages.en.rules import sources
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.times import FoundTime

_CUMULATIVE = re.compile(
    r"\bsince (?:the )?(?:\w+['’]?s? ){0,4}?(?:war|conflict|uprising|crisis|revolt|revolution|invasion|insurgency|fighting|unrest|civil)\b|"
    r"\bsince (?:20|19)\d\d|\bsince (?:March|the (?:start|beginning|outbreak)) |\bover the (?:past|last) (?:\w+ )?(?:years|decade)|"
    r"\bin (?:more than )?(?:\w+|\d+) years of\b|\bso far this year\b|\bthis year\b|\b(?:since|after) (?:\w+ ){0,6}began\b|\bhave died in the (?:war|conflict)|"
    r"\bthe (?:war|conflict) has (?:killed|left|claimed)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\bacross the country|\bnationwide|\bthroughout the country|\bin (?:several|separate|a series of|multiple|different)\b|"
    r"\bseries of\b|\bseparate (?:attacks|incidents|clashes)|\bin two\b|\bboth (?:attacks|bombings)|\bcoordinated\b|\bthree (?:attacks|airstrikes|strikes)",
    re.IGNORECASE,
)
_BACK, _AHEAD = 8, 5
_CROSSING = {";": 8, "while": 8, "after": 8, "when": 8, "before": 8, "and": 4, ",": 2, "but": 8, "where": 3, "which": 1}
"""what it costs to cross a word between a time and the predicate that it may date"""
_FUTURE = re.compile(
    r"\b(?:by|until|till|deadline|due|scheduled|next|will|would|planned|expected|to be held|ahead of)\b[^.;]{0,25}$"
)
_NOT_SPEECH = frozenset({"put", "show", "count", "record", "claim", "list", "cite", "document"})


def is_cumulative(text: str) -> bool:
    """Whether the words sum up a war or a year."""
    return _CUMULATIVE.search(text) is not None


def is_several(text: str) -> bool:
    """Whether the words sum up several attacks or places."""
    return _SEVERAL.search(text) is not None


@lru_cache(maxsize=1)
def _speech_verbs() -> frozenset[str]:
    return frozenset(word for entry in sources() if entry.role in ("verb", "meeting") for word in entry.words)


def is_speech_time(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time says when somebody spoke, not when something happened."""
    doc = sentence.doc
    if doc is None:
        before = sentence.text[: time.mention.start - sentence.start]
        return re.search(r"\b(?:said|told|announced|reported|added|statement)\b[^.]{0,40}$", before) is not None
    span = doc.char_span(
        time.mention.start - sentence.start, time.mention.end - sentence.start, alignment_mode="expand"
    )
    if span is None:
        return False
    token = span.root
    for _ in range(4):
        if (
            token.dep_ in ("prep", "pobj", "npadvmod", "compound", "nummod", "nmod", "amod", "conj", "tmod")
            and token.head is not token
        ):
            token = token.head
            if token.pos_ in ("VERB", "AUX"):
                break
        else:
            break
    if token.pos_ not in ("VERB", "AUX"):
        return token.lemma_.lower() in ("statement", "report", "interview", "briefing", "conference", "reporters")
    return token.lemma_.lower() in _speech_verbs() and token.lemma_.lower() not in (
        "put",
        "show",
        "count",
        "record",
        "release",
    )


def _distance(sentence: Sentence, trigger: Token, time: FoundTime) -> int:
    doc = trigger.doc
    span = doc.char_span(
        time.mention.start - sentence.start, time.mention.end - sentence.start, alignment_mode="expand"
    )
    if span is None:
        return 99
    between = doc[min(span.start, trigger.i) : max(span.start, trigger.i)]
    clauses = sum(
        8
        for token in between
        if token.text in (";", "while", "after", "since", "when") or (token.text == "," and False)
    )
    governed = span.root.head is trigger or span.root.head.head is trigger
    return abs(span.start - trigger.i) + clauses - (10 if governed else 0)


def in_sentence(story: Story, sentence: Sentence, trigger: Token) -> TimeMention | None:
    """The time that the sentence gives for the predicate."""
    times = [t for t in story.times[sentence.index] if not t.header and not _is_header(story, t)]
    events = [t for t in times if not is_speech_time(sentence, t) and not _is_future(sentence, t)]
    if not events:
        return None
    return min(events, key=lambda t: _distance(sentence, trigger, t)).mention


def _is_header(story: Story, time: FoundTime) -> bool:
    header = story.header
    return header is not None and header.mention.overlaps(time.mention)


def _is_future(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time is one that something is still to happen at ("a deadline on Tuesday")."""
    return _FUTURE.search(sentence.text[: time.mention.start - sentence.start]) is not None


def spoken(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time at which the sentence's speaker spoke, as a last resort."""
    return next((t.mention for t in story.times[sentence.index] if is_speech_time(sentence, t)), None)


def carried(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of the story so far: the nearest earlier sentence that dates an event of these days, else a later one."""
    before = story.sentences[max(0, sentence.index - _BACK) : sentence.index]
    after = story.sentences[sentence.index + 1 : sentence.index + 1 + _AHEAD]
    for other in [*reversed(before), *after]:
        for time in story.times[other.index]:
            mention = time.mention
            skip = is_speech_time(other, time) or _is_future(other, time) or story.is_old(mention)
            if skip or _is_header(story, time):
                continue
            if mention.precision is not None and mention.precision <= 2:
                return mention
    if story.header is not None and "|" not in story.text[: story.header.mention.start]:
        return story.header.mention
    return None
