"""When a claim's event happened: the time that its clause, its sentence or the story so far gives."""

import re
from functools import lru_cache

from spacy.tokens import Token

from extractors.analysis import TimeMention
from extractors.languages.en.rules import phrase, sources, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.times import HEADER_RULES, FoundTime

_CUMULATIVE = phrase("en.phrase.timing.cumulative")
_SEVERAL = phrase("en.phrase.timing.several")
_BACK, _AHEAD = 8, 5
_CROSSING = {";": 8, "while": 8, "after": 8, "when": 8, "before": 8, "and": 4, ",": 2, "but": 8, "where": 3, "which": 1}
"""what it costs to cross a word between a time and the predicate that it may date"""
_FUTURE = phrase("en.phrase.timing.future")
_CALENDAR = frozenset(
    {
        "en.time.month",
        "en.time.month-year",
        "en.time.month-bare",
        "en.time.month-last",
        "en.time.month-adjective",
        "en.time.previous",
    }
)
_STRETCHES = frozenset(
    {
        "en.time.since-clause",
        "en.time.since-clause-year",
        "en.time.year-since",
        "en.time.years",
        "en.time.month-year-since",
    }
)
_THE_EVENT = phrase("en.phrase.timing.the-event")
_EVENT_AFTER = phrase("en.phrase.timing.event-after")
_EVENT_BEFORE = phrase("en.phrase.timing.event-before")
_CLOCK = re.compile(r",? (?:at )?\d{1,2}[.:]\d\d\b")
_CLOSE = 2
_FARTHEST_YEAR = 20
_POINTS_AWAY = frozenset({"en.time.ago", "en.time.current"})
"""expressions that date their own clause only"""
_OTHERS_DAY = phrase("en.phrase.timing.others-day")
_NOT_SPEECH = word_set("en.words.timing.not-speech")


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
            and token.head != token
        ):
            token = token.head
            if token.pos_ in ("VERB", "AUX"):
                break
        else:
            break
    if token.pos_ not in ("VERB", "AUX"):
        return token.lemma_.lower() in ("statement", "report", "interview", "briefing", "conference", "reporters")
    return token.lemma_.lower() in _speech_verbs() - _NOT_SPEECH


def _distance(sentence: Sentence, trigger: Token, time: FoundTime) -> int:
    doc = trigger.doc
    span = doc.char_span(
        time.mention.start - sentence.start, time.mention.end - sentence.start, alignment_mode="expand"
    )
    if span is None:
        return 99
    between = doc[min(span.start, trigger.i) : max(span.start, trigger.i)]
    clauses = sum(_CROSSING.get(token.lower_, 0) for token in between)
    governed = span.root.head == trigger or span.root.head.head == trigger
    return abs(span.start - trigger.i) + clauses - (10 if governed else 0)


def in_sentence(story: Story, sentence: Sentence, trigger: Token) -> TimeMention | None:
    """The time that the sentence gives for the predicate."""
    times = [t for t in story.times[sentence.index] if not t.header and not _is_header(story, t)]
    events = [t for t in times if not is_speech_time(sentence, t) and not _is_elsewhere(sentence, t)]
    near = [
        t
        for t in events
        if t.mention.precision != 5
        or t.mention.rule_id in _STRETCHES
        or _distance(sentence, trigger, t) < _FARTHEST_YEAR
    ]
    if not near:
        return None
    return min(near, key=lambda t: _distance(sentence, trigger, t)).mention


def _is_header(story: Story, time: FoundTime) -> bool:
    if _CLOCK.match(story.text[time.mention.end : time.mention.end + 12]) and time.mention.rule_id in HEADER_RULES:
        return True
    if time.mention.rule_id in HEADER_RULES and time.mention.date_start == story.anchor:
        return not time.mention.text.lower().startswith("on ") and not story.text[
            : time.mention.start
        ].rstrip().endswith("on")
    header = story.header
    return header is not None and header.mention.overlaps(time.mention)


def _is_elsewhere(sentence: Sentence, time: FoundTime) -> bool:
    """Whether the time is of something else: to come ("a deadline on Tuesday"), or peaceful ("Sunday's vote")."""
    text = time.mention.text
    if text.endswith(("'s", "’s")) and _OTHERS_DAY.match(
        text[-2:] + sentence.text[time.mention.end - sentence.start :]
    ):
        return True
    return _FUTURE.search(sentence.text[: time.mention.start - sentence.start]) is not None


def spoken(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time at which the sentence's speaker spoke, as a last resort."""
    return next((t.mention for t in story.times[sentence.index] if is_speech_time(sentence, t)), None)


def carried(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time of the story so far: of the nearest earlier sentence, else of one that follows."""
    earlier, later = story.sentences[: sentence.index], story.sentences[sentence.index + 1 :]
    around = [*reversed(earlier), *later]
    near = [*reversed(earlier[-_BACK:]), *later[:_AHEAD]]
    telling = [s for s in near if abs(s.index - sentence.index) <= _CLOSE or "casualty" in s.worth]
    old = [s for s in around if "casualty" in s.worth]
    for sentences, precision, old_too in ((telling, 2, False), (around, 2, False), (old, 2, True), (old, 4, True)):
        for other in sentences:
            if found := _event_times(story, other, precision, old_too):
                return found[0]
    return None


def _event_times(story: Story, sentence: Sentence, precision: int, old_too: bool) -> list[TimeMention]:
    """Times at which something happened, as the sentence tells; `old_too`: be it long before the article."""
    if sentence.is_dateline:
        return []
    return [
        time.mention
        for time in story.times[sentence.index]
        if "|" not in sentence.text[: time.mention.start - sentence.start]
        and not is_speech_time(sentence, time)
        and not _is_elsewhere(sentence, time)
        and (old_too or not story.is_old(time.mention))
        and not _is_header(story, time)
        and time.mention.precision is not None
        and time.mention.precision <= precision
        and time.mention.rule_id not in _POINTS_AWAY
    ]


def refined(story: Story, time: TimeMention | None) -> TimeMention | None:
    """A month or year made a day by the only day inside it that the article tells of an event ("the January raid")."""
    if time is None or time.date_start is None or time.date_end is None or (time.precision or 0) < 4:
        return time
    if time.rule_id not in _CALENDAR or (story.anchor is not None and time.date_end >= story.anchor):
        return time
    days = [
        found.mention
        for sentence in story.sentences
        for found in story.times[sentence.index]
        if found.mention.precision == 1 and not _is_header(story, found) and not is_speech_time(sentence, found)
    ]
    inside = [d for d in days if d.date_start and time.date_start <= d.date_start <= time.date_end]
    return inside[0] if inside and len({d.date_start for d in inside}) == 1 else time


def told(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time that the story gives for a sentence without one: carried, else when its speaker spoke."""
    return of_event(story, sentence) or carried(story, sentence) or spoken(story, sentence)


def of_event(story: Story, sentence: Sentence) -> TimeMention | None:
    """The time that another sentence ties to the event spoken of ("the raid": "the Jan. 28 raid")."""
    nouns = {match[1].lower().rstrip("s") for match in _THE_EVENT.finditer(sentence.text)}
    if not nouns:
        return None
    found: list[TimeMention] = []
    for other in story.sentences:
        for time in story.times[other.index]:
            mention = time.mention
            if mention.precision is None or other.index == sentence.index or _is_header(story, time):
                continue
            after = _EVENT_AFTER.match(story.text[mention.end : mention.end + 40])
            before = _EVENT_BEFORE.search(story.text[max(other.start, mention.start - 30) : mention.start])
            near = after or before
            if near is not None and near[1].lower().startswith(("attack", "strike")) and story.is_old(mention):
                continue
            if near is not None and near[1].lower().rstrip("s") in nouns:
                found.append(mention)
    if not found or len({(m.date_start, m.date_end) for m in found}) != 1:
        return None
    return found[0]
