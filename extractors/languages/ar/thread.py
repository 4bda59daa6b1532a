"""The running story of an article: place and time that later sentences mean although they do not say them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors.analysis import CasualtyDraft, PlaceMention, TimeMention
from extractors.languages.ar.anaphora import find_anaphors
from extractors.languages.ar.bearings import only_points
from extractors.languages.ar.calendar_words import TimeChunk, is_point
from extractors.languages.ar.deeds import (
    nearest_deed,
    only_brings,
    same_event,
    takes_up_fight,
    tells_deed,
    tells_fight,
    tells_news,
)
from extractors.languages.ar.fronts import divisions_of, elsewhere, one_front
from extractors.languages.ar.later_days import LaterDays
from extractors.languages.ar.scope import narrows
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.telling import is_telling, of_meeting, of_statement, of_words
from extractors.languages.ar.told_spans import exact_stretches, to_the_day
from extractors.languages.ar.when import clause_of
from extractors.languages.ar.where import division_of, is_coarse, new_section, of_speaker, own_place

_CARRY = 4
"""sentences that a place or a time is carried on"""
_LONG_CARRY = 8
"""the same, where a sentence goes on about the attack, the clashes …"""
_FIGHT_CARRY = 2
"""the same for the days of a fight that lasts"""
_LEAD = 3
"""sentences at the top, whose first day holds for all of them"""
_OTHER = frozenset(("اخر", "اخري", "ثانيه", "منفصل"))
_HEAD = 5
"""tokens at the head of a sentence where its connective stands"""
_HISTORY = timedelta(days=31)
_ELABORATING = ("ف", "في")
"""ففي مأرب: one of the fronts that the sentence before summed up"""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the article tells of an event."""

    time: TimeMention
    divisions: frozenset[str] = frozenset()
    """where the event was; none where the sentence speaks of a country"""
    claims: bool = False
    """whether the sentence has a claim of its own"""


@dataclass(slots=True)
class Thread:
    """What the article's running story has said so far."""

    place: PlaceMention | None = None
    time: TimeMention | None = None
    known: dict[str, list[PlaceMention]] = field(default_factory=dict)
    """common noun with its article → the places named that it can mean"""
    place_age: int = 99
    time_age: int = 99
    told: bool = False
    """whether the time is the day of somebody's words only"""
    divisions: frozenset[str] = frozenset()
    """first-level divisions that the sentence named which told the time"""
    days: list[Day] = field(default_factory=list)
    """the days of sentences that speak of an attack, a strike, a fight"""
    dated: bool = False
    """whether the article tells the day of any event"""
    summary: Day | None = None
    """the day whose attacks the lead sums up"""
    apart: set[int] = field(default_factory=set)
    """beginnings of sentences that say that they tell of something else ("على صعيد آخر")"""
    words: dict[int, TimeMention] = field(default_factory=dict)
    """beginning of a sentence → the day on which its news were told ("حسبما أعلن التحالف الأحد")"""
    begun: TimeMention | None = None
    """the last time told, from which "since then" counts"""
    lasting: TimeMention | None = None
    """the last stretch told: "in the same period" """
    exact: list[TimeMention] = field(default_factory=list)
    """stretches told to the day: "منذ 23 سبتمبر 2014" """
    later: LaterDays = field(default_factory=LaterDays)
    """days told of what was reported before"""
    in_lead: bool = True
    """whether no new subject has begun yet"""
    fight: TimeMention | None = None
    """the days for which a fight told before lasts"""
    fight_age: int = 99
    fight_divisions: frozenset[str] = frozenset()
    lead_place: PlaceMention | None = None
    lead_time: TimeMention | None = None
    lead_divisions: frozenset[str] = frozenset()

    def next_sentence(self, sentence: Sentence) -> None:
        """One sentence further; a new subject ends the time."""
        sentence.anaphors = find_anaphors(sentence, self.known, self.place)
        self.later.next_sentence(sentence, ends_time(sentence))
        if ends_time(sentence):
            self.time = None
            if not _OTHER.isdisjoint(sentence.norms[:_HEAD]):
                self.apart.add(sentence.starts[0])
            self.in_lead = self.in_lead and sentence.index == 0
        self.place_age += 1
        self.time_age += 1
        self.fight_age += 1

    def time_for(self, sentence: Sentence, place: PlaceMention | None = None) -> TimeMention | None:
        """The time of an event that `sentence` tells without one; `place`: where the sentence itself says it was."""
        if (
            self.fight is not None
            and self.fight_age < min(self.time_age, _FIGHT_CARRY + 1)
            and takes_up_fight(sentence)
        ):
            return None if elsewhere(place, self.fight_divisions) else self.fight
        if self.time is None or self.time_age > _reach(sentence):
            return None
        if place is None and self.place_age < self.time_age:
            place = self.place  # the story has gone on to another place since
        return None if elsewhere(place, self.divisions) else self.time

    def place_for(self, sentence: Sentence) -> PlaceMention | None:
        """The place of an event that `sentence` tells without one."""
        return self.place if self.place_age <= _CARRY else None

    def remember(
        self,
        sentence: Sentence,
        chunks: Sequence[Chunk],
        cited: Sequence[tuple[int, int]],
        times: Sequence[tuple[int, TimeChunk, TimeMention]],
        published: date | None,
        told: CasualtyDraft | None = None,
    ) -> None:
        """Keep what a sentence says of place and time for those that follow; `told`: its first claim."""
        named = [*(mention for _, mention in sentence.places.values()), *sentence.anaphors.values()]
        place = told.place if told is not None and told.place in named else None
        place = place or own_place(sentence, chunks, 0, cited, nearness=0.4, anaphors=False)
        if (
            place is not None
            and place.place is not None
            and not is_coarse(place)
            and not _beside_story(sentence, place)
        ):
            self.place, self.place_age = place, 0
            if self.lead_place is None and self._leads(sentence):
                self.lead_place = place
        if begun := [mention for _, _, mention in times if mention.date_start is not None]:
            self.begun = begun[-1]
            self.lasting = next((m for m in reversed(begun) if m.date_start != m.date_end), self.lasting)
        self.exact += exact_stretches(times)
        if told is not None and told.scope == "period" and sentence.index <= 1:
            self.summary = _summed_up(told)
        said = [m for _, c, m in times if is_point(c) and _is_news(m, published) and of_statement(sentence, c)]
        if said and not same_event(sentence) and not {"حصيله", "الحصيله"} & set(sentence.norms):
            self.words[sentence.starts[0]] = said[0]  # a new toll, or news of "the attack", tell of another day
        lasting = [m for _, c, m in times if not is_point(c) and _is_news(m, published) and m.date_start is not None]
        if lasting and (tells_fight(sentence) or takes_up_fight(sentence)) and tells_news(sentence):
            self.fight, self.fight_age, self.fight_divisions = lasting[0], 0, self._divisions_of(sentence)
        self.later.remember(sentence, times, divisions_of(sentence), claims=told is not None)
        if tells_news(sentence) and not only_brings(sentence):
            self._remember_day(sentence, place, _days_of_events(sentence, times, published), told is not None)

    def _remember_day(
        self,
        sentence: Sentence,
        place: PlaceMention | None,
        dated: Sequence[tuple[bool, bool, float, TimeMention]],
        claims: bool,
    ) -> None:
        if not dated:
            return
        self.dated = True
        if tells_deed(sentence):
            here = divisions_of(sentence)
            if place is not None and place.place is not None:
                here = frozenset(filter(None, [division_of(place)]))
            self.days += [Day(mention, here, claims) for *_, mention in dated]
        told, *_, time = min(dated, key=lambda found: found[:3])
        if told and self.time is not None and not self.told and self.time_age <= _CARRY:
            return
        self.time, self.time_age, self.told, self.divisions = time, 0, told, self._divisions_of(sentence)
        if self.lead_time is None and self._leads(sentence):
            self.lead_time, self.lead_divisions = time, self.divisions

    def _divisions_of(self, sentence: Sentence) -> frozenset[str]:
        """Where the event is that a sentence dates: what it names itself, else where the story is."""
        if sentence.places or self.place is None or self.place_age > _CARRY:
            return divisions_of(sentence)
        return frozenset(filter(None, [division_of(self.place)]))

    def _leads(self, sentence: Sentence) -> bool:
        return self.in_lead and sentence.index <= _LEAD

    def fill_lead(self, drafts: Sequence[CasualtyDraft], lead: frozenset[int]) -> None:
        """Gives incidents told in the lead, whose sentences begin at `lead`, the place and day told next."""
        for draft in drafts:
            if draft.scope != "incident" or draft.evidence_start not in lead - self.apart:
                continue
            if is_coarse(draft.place):
                draft.place = self.lead_place or draft.place
            if draft.time is None and not elsewhere(draft.place, self.lead_divisions):
                draft.time = self.lead_time

    def date_story(self, drafts: Sequence[CasualtyDraft]) -> None:
        """Dates incidents by the day of the story, where they tell none of their own.

        What is dated by its month gets the only day that the article tells, if it lies in it.  An article of one
        front and no new subject has one story: what it tells without any time is of its day.  Where the lead sums up
        a day's attacks, those told after it are of that day, but not what is told "on another subject".  Where no
        day of any event is told, what a sentence tells is of the day on which it was said.  So many months are the
        stretch of that length that the article tells to the day.
        """
        told = {(day.time.date_start, day.time.date_end) for day in self.days}
        only = self.days[0] if len(told) == 1 and self.days[0].time.precision == 1 else None
        story = self._story_day() if self.in_lead and one_front(drafts) else None
        for draft in drafts:
            draft.time = to_the_day(draft.time, self.exact)
            if draft.scope != "incident":
                continue
            if draft.time is None:
                days = [story, self.summary if draft.evidence_start not in self.apart else None]
                said = None if self.dated else self.words.get(draft.evidence_start)
            else:
                days, said = [only if only and narrows(draft.time, only.time) else None], draft.time
            near = (day.time for day in days if day is not None and not elsewhere(draft.place, day.divisions))
            draft.time = next(near, said)

    def _story_day(self) -> Day | None:
        """The day of an article's one story: that of its lead, else the only one that dates no claim of its own."""
        if self.lead_time is not None:
            return Day(self.lead_time, self.lead_divisions)
        free = [day for day in self.days if not day.claims]
        told = {(day.time.date_start, day.time.date_end) for day in free}
        return free[0] if len(told) == 1 and free[0].time.precision == 1 else None


def _days_of_events(
    sentence: Sentence, times: Sequence[tuple[int, TimeChunk, TimeMention]], published: date | None
) -> list[tuple[bool, bool, float, TimeMention]]:
    """Times that date events; before each, whether it is of words about news, or of any, and tokens to a deed."""
    return [
        (is_telling(sentence, chunk), of_words(sentence, chunk), nearest_deed(sentence, chunk.start), mention)
        for _, chunk, mention in times
        if is_point(chunk)
        and _is_news(mention, published)
        and not (of_statement(sentence, chunk) or of_meeting(sentence, chunk))
        and clause_of(sentence, chunk.start) is None
    ]


def _is_news(time: TimeMention, published: date | None) -> bool:
    """Whether a time is resolved and of the weeks before publication: history dates no news."""
    return time.date_end is not None and (published is None or published - time.date_end <= _HISTORY)


def _summed_up(told: CasualtyDraft) -> Day | None:
    """The one day that a sum is of, and the division where it was: "30 قتيلا في تفجيرات في العراق أمس"."""
    if told.time is None or told.time.precision != 1:
        return None
    where = division_of(told.place) if told.place is not None and not is_coarse(told.place) else None
    return Day(told.time, frozenset(filter(None, [where])))


def _beside_story(sentence: Sentence, place: PlaceMention) -> bool:
    """Whether a place is only where somebody spoke, or where something comes from."""
    return of_speaker(sentence, len(sentence.norms), place) or only_points(sentence, place)


def ends_time(sentence: Sentence) -> bool:
    """Whether a sentence's new subject ends the time of the one before."""
    return new_section(sentence) and tuple(sentence.norms[:2]) != _ELABORATING


def _reach(sentence: Sentence) -> int:
    return _LONG_CARRY if same_event(sentence) else _CARRY
