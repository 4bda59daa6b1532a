"""The day of a casualty claim: one that its sentence tells, else that of the running story."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.analysis import PlaceMention, TimeMention
from extractors.components.times import TimeExpression
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.deeds import brought_by, is_deed, same_event
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.stretches import span_of_units
from extractors.languages.ar.telling import told_on
from extractors.languages.ar.thread import Thread
from extractors.languages.ar.told_spans import from_told
from extractors.languages.ar.when import own_time
from extractors.languages.ar.words import triggers

ANSWERED = "ar.time.answered"
"""rule of a deed that was before the one told, nobody says when"""
_ANSWER_REACH = 9
"""tokens before a relative pronoun within which "in response to" stands"""
_ASIDE = 3
_DEED_NEAR = 4
"""tokens before a relative pronoun within which the attack is named that it follows"""
_ANSWERS = ("رد", "انتقام", "ثار", "اقتصاص")
"""words for an answer; the others only say "after" """
_SPAN_REACH = 5
"""tokens before an event within which "after so many days" stands"""

Times = Sequence[tuple[int, TimeChunk, TimeMention]]


def told_day(
    thread: Thread,
    sentence: Sentence,
    chunks: Sequence[Chunk],
    at: int,
    times: Times,
    said_after: Sequence[int],
    published: date | None,
    victims_at: int,
) -> TimeMention | None:
    """The time that a sentence tells of the claim at token `at`; the day on which bodies arrive is none.

    `victims_at`: token of the number of victims.
    """
    cause = answered(sentence, at)
    if cause is not None:
        times = [t for t in times if t[0] > cause]
        own = own_time(sentence, chunks, at, times, said_after)
        return own or _unresolved(sentence, TimeChunk(cause - 1, cause, None, ANSWERED))
    verb = brought_by(sentence, victims_at)
    if verb is not None:
        fell = next((i for i in range(victims_at + 2, len(sentence.norms)) if is_deed(sentence.norms, i)), None)
        at, times = fell or at, [t for t in times if _counts(t[1]) or (fell is not None and t[0] > fell)]
    own = own_time(sentence, chunks, at, times, said_after)
    time = from_told(own, times, thread.begun, thread.lasting, published)
    before = _days_before(sentence, at)
    told_after = time is not None and time.start > sentence.starts[at]
    if before is None or told_after:
        return time
    return _earlier(time or thread.time_for(sentence), before.expression) or _unresolved(sentence, before)


def answered(sentence: Sentence, at: int) -> int | None:
    """Where the deed is named that the sentence's own deed answers, where token `at` is told of it; else None.

    As in "القصف رد على الهجوم الذي أسفر عن مقتل عشرة", "بعد الجرائم التي راح ضحيتها": it was on another day.
    """
    norms = sentence.norms
    for whose in range(at - 1, 1, -1):
        if norms[whose] in "؛." or (norms[whose] in "،," and at - whose > _ASIDE):
            return None
        if norms[whose] not in ("الذي", "التي"):
            continue
        for word in range(whose - 2, max(-1, whose - _ANSWER_REACH), -1):
            if norms[word] in plain("answer") and _is_attack(norms, word, whose):
                return word + 1
            if norms[word] in "،,؛":
                break
    return None


def _is_attack(norms: Sequence[str], word: int, whose: int) -> bool:
    """Whether what stands between "after" and "which" is an attack told of, no fight that may be the story's own.

    A death alone is none ("بعد مقتل المصور الذي"), nor is a force whose fight it was ("بعد مواجهات مع الحوثيين الذين").
    """
    answers = norms[word].removeprefix("ال").startswith(_ANSWERS)
    for at in range(max(word + 1, whose - _DEED_NEAR), whose):
        noun = norms[at].removeprefix("ال")
        deed = noun in plain("deed") and not match_phrase(triggers(), norms, at)
        if deed and (answers or (norms[at].startswith("ال") and noun not in plain("fight"))):
            return True
    return False


def _counts(chunk: TimeChunk) -> bool:
    """Whether a time is so many days up to now, in which all that is counted happened."""
    return chunk.expression is not None and chunk.expression.kind == "past"


def _days_before(sentence: Sentence, at: int) -> TimeChunk | None:
    """How long before the event told the one at token `at` was: "بعد يومين من مقتل", "بعد أيام على اغتيال"."""
    norms = sentence.norms
    if not at or norms[at - 1] not in ("من", "علي"):
        return None
    for back in range(at - 2, max(-1, at - 2 - _SPAN_REACH), -1):
        if norms[back] == "بعد":
            span = span_of_units(norms, back + 1)
            return replace(span, start=back) if span is not None and span.end == at - 1 else None
    return None


def _unresolved(sentence: Sentence, before: TimeChunk) -> TimeMention:
    """A day of which it is told only that it was before."""
    a, b = sentence.starts[before.start], sentence.ends[before.end - 1]
    return TimeMention(a, b, sentence.text[a:b], before.rule_id, None, None, None)


def _earlier(time: TimeMention | None, by: TimeExpression | None) -> TimeMention | None:
    """A day so many days before another; None where it is not told how many."""
    if time is None or by is None or time.precision != 1 or by.unit not in ("day", "week"):
        return None
    if time.date_start is None or time.date_end is None or by.amount is None:
        return None
    back = timedelta(days=by.amount * (7 if by.unit == "week" else 1))
    return replace(time, date_start=time.date_start - back, date_end=time.date_end - back)


def story_day(
    thread: Thread, sentence: Sentence, at: int, victims_at: int, times: Times, place: PlaceMention | None
) -> TimeMention | None:
    """The day of the story for a claim without one of its own.

    News that somebody told on a day, of no place told before, are of that day and not of the story's; the dead and
    wounded who are brought somewhere fell on a day of which nothing is said, and so did those of days before.
    """
    if brought_by(sentence, victims_at) is not None or _days_before(sentence, at) is not None:
        return None
    announced = told_on(sentence, times) if place is None and not same_event(sentence) else None
    return announced or thread.time_for(sentence, place)
