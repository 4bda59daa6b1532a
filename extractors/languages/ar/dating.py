"""The day of a casualty claim: one that its sentence tells, else that of the running story."""

from collections.abc import Sequence
from datetime import date

from extractors.analysis import PlaceMention, TimeMention
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.deeds import brought_by, same_event
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.telling import told_on
from extractors.languages.ar.thread import Thread
from extractors.languages.ar.when import own_time

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
    verb = brought_by(sentence, victims_at)
    if verb is not None:
        times = [t for t in times if t[1].expression is not None and t[1].expression.kind == "past"]
    return thread.since_then(own_time(sentence, chunks, at, times, said_after), times, published)


def story_day(
    thread: Thread, sentence: Sentence, victims_at: int, times: Times, place: PlaceMention | None
) -> TimeMention | None:
    """The day of the story for a claim without one of its own.

    News that somebody told on a day, of no place told before, are of that day and not of the story's; the dead and
    wounded who are brought somewhere fell on a day of which nothing is said.
    """
    if brought_by(sentence, victims_at) is not None:
        return None
    announced = told_on(sentence, times) if place is None and not same_event(sentence) else None
    return announced or thread.time_for(sentence, place)
