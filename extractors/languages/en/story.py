"""What is known about one article while its claims are put together."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from spacy.tokens import Doc

from extractors.actors import ActorContext, ActorRegister, find_actors
from extractors.analysis import ActorMention, Analysis, PlaceMention, TimeMention, analysis_of
from extractors.gazetteer import Gazetteer
from extractors.languages.en.countries import counted, main_country
from extractors.languages.en.guises import without_guises
from extractors.languages.en.headerdates import header_date, post_date
from extractors.languages.en.reader import sentences_of
from extractors.languages.en.rules import forces, phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.settings import weights
from extractors.languages.en.teasers import is_teaser
from extractors.languages.en.times import FoundTime, find_times

_KEY = "sijill.en.story"
_BACKER = phrase("en.phrase.story.backer")
_TERROR_ACT = phrase("en.phrase.story.terror-act")
_OLD = timedelta(days=31)
_LEAD = 4
_NEAR = 2
_TEASER_DAY = re.compile(r"\(\d\d?\.\d\d?\.\d{4}\) (?=\S)")
_TOWN_OF = re.compile(
    r"\b(?:town|city|village|district|province|suburb) of $|"
    r"\b(?:attacks?|blasts?|bombings?|clashes|dead|died|fighting|killed|killings?|massacres?|shootings?) (?:at|in|on) $"
)
_SAME_WORDS = 40
"""characters; fewer words may tell of two events alike"""


@dataclass(slots=True)
class Story:
    """An article's sentences, mentions and times, and the day that its relative times start from."""

    text: str
    analysis: Analysis
    sentences: list[Sentence]
    anchor: date | None
    header: FoundTime | None
    times: dict[int, list[FoundTime]] = field(default_factory=dict)
    context: ActorContext = field(default_factory=ActorContext)
    demonyms: frozenset[str] = frozenset()
    _country: str | None = None
    _country_known: bool = False
    _surnames: frozenset[str] | None = None
    _weights: dict[str, int] | None = None
    adjective_places: set[tuple[int, int]] = field(default_factory=set)
    among_yemen: bool = False
    """whether Yemen is among the countries whose places are named most"""
    killed: set[str] = field(default_factory=set)
    """surnames of those whom the article has told to be killed"""
    told: set[str] = field(default_factory=set)
    """words in which claims were told so far"""
    asides: dict[int, TimeMention] = field(default_factory=dict)
    """sentence that advertises another article → the day of that article"""
    claim_times: dict[int, TimeMention] = field(default_factory=dict)
    """sentence → the time of the last claim found in it"""

    def is_told_again(self, words: str) -> bool:
        """Whether the article has told a claim in these very words before, as where a teaser opens it."""
        again = words in self.told and len(words) >= _SAME_WORDS
        self.told.add(words)
        return again

    def is_link(self, offset: int) -> bool:
        """Whether the words at a character are the headline of another article: "READ MORE: …"."""
        sentence = self.sentence_at(offset)
        if sentence is None:
            return False
        before = self.sentences[sentence.index - 1]
        first = before.start if sentence.index and before.is_dateline else sentence.start
        return is_teaser(self.text[first : sentence.end])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character of the article."""
        at = bisect_right([sentence.start for sentence in self.sentences], offset) - 1
        return self.sentences[at] if at >= 0 else None

    def weights(self) -> dict[str, int]:
        """How strongly the article as a whole speaks for each kind of event."""
        if self._weights is None:
            self._weights = weights(self.text)
        return self._weights

    @property
    def surnames(self) -> frozenset[str]:
        """Last names of the persons whom the article calls by two names or more."""
        if self._surnames is None:
            people = (ent for s in self.sentences if s.doc is not None for ent in s.doc.ents if ent.label_ == "PERSON")
            self._surnames = frozenset(ent[-1].text for ent in people if len(ent) > 1 and len(ent[-1]) > 2)
        return self._surnames

    @property
    def country(self) -> str | None:
        """The country that the article is about: the one of most of its places, adjectives aside."""
        if not self._country_known:
            places = [m for m in self.analysis.places if (m.start, m.end) not in self.adjective_places]
            self._country, self._country_known = main_country(self.text, places, self.context), True
        return self._country

    def is_doubtful(self, mention: PlaceMention) -> bool:
        """Whether a small place lies in a country that the article names nowhere else: likely a homonym.

        What the article itself calls a town is one, and where it tells of an attack.
        """
        place = mention.place
        if place is None or place.country_code is None or place.level in ("country", "region"):
            return False
        if _TOWN_OF.search(self.text[max(0, mention.start - 24) : mention.start]):
            return False
        here = self.context.countries[place.country_code]
        others = max((n for code, n in self.context.countries.items() if code != place.country_code), default=0)
        return here <= self.same_name(mention) and others >= 3

    def same_name(self, mention: PlaceMention) -> int:
        """How often the article names the place itself."""
        return sum(m.place == mention.place for m in self.analysis.places)

    @property
    def lead(self) -> str:
        """The article's first sentences."""
        return " ".join(sentence.text for sentence in self.sentences[:_LEAD])

    @property
    def is_yemen(self) -> bool:
        """Whether the article is mainly about Yemen, where groups are told apart."""
        return self.among_yemen or self.context.theatre == "YE"

    def actors_in(self, start: int, end: int) -> list[ActorMention]:
        """Actor mentions that lie within [start, end)."""
        starts = [mention.start for mention in self.analysis.actors]
        first = bisect_right(starts, start - 1)
        found = []
        for mention in self.analysis.actors[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def actors_overlapping(self, start: int, end: int) -> list[ActorMention]:
        """Actor mentions that share a character with [start, end)."""
        return [m for m in self.actors_in(max(0, start - 60), end + 60) if m.start < end and start < m.end]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Place mentions that lie within [start, end)."""
        return [m for m in self.analysis.places if m.start >= start and m.end <= end]

    def covering_actors(self, start: int, end: int) -> list[ActorMention]:
        """Actor mentions, demonyms aside, of which [start, end) is a part."""
        near = self.actors_in(max(0, start - 60), end + 60)
        return [m for m in near if m.start <= start and end <= m.end and not self.is_demonym(m)]

    def is_demonym(self, mention: ActorMention) -> bool:
        """Whether the mention is only an adjective of a country ("Syrian")."""
        return mention.rule_id in self.demonyms

    def is_old(self, time: TimeMention | None) -> bool:
        """Whether the time lies more than a month before the article."""
        return time is not None and time.date_end is not None and self.is_past(time.date_end)

    def is_past(self, day: date) -> bool:
        """Whether a day lies more than a month before the article."""
        return self.anchor is not None and day < self.anchor - _OLD


_SIGNS = 2
"""words for a force in action that an article has which is about it; one may be of what others only ask for"""
_OF_STATES = (1, 8)
"""ACLED's codes for a state's own forces and for those of others"""


def story_of(doc: Doc) -> Story:
    """The story of an article; made at the first call, when sentences and places are known."""
    found = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = _made(doc)
    story: Story = found
    return story


def _actors(text: str, context: ActorContext, yemen: bool) -> list[ActorMention]:
    """The article's actors; backers ("US-backed") are left out.

    Outside Yemen a common noun for fighters that stays unresolved is still another named side's: OTHER.
    """
    found = [m for m in find_actors(text, "en", context=context) if not _BACKER.match(text[m.end : m.end + 14])]
    found = [m for m in found if not _TERROR_ACT.match(text, m.start, m.end + 60)]
    found = without_guises(found, text)
    found = [_by_subject(m, context, text) for m in found]
    if not yemen and context.theatre != "YE":
        found = [replace(m, group="OTHER") if m.actor_id is None and m.group == "UNKNOWN" else m for m in found]
    return sorted(found, key=lambda m: m.start)


def _may_be_yemen(context: ActorContext) -> bool:
    """Whether Yemen is among the countries that an article names most: its groups are told apart."""
    return 0 < max(context.countries.values(), default=0) <= 2 * context.countries["YE"]


def subject_force(word: str, context: ActorContext, text: str) -> str | None:
    """The actor that a common word for a force means because the article, `text`, is about it (forces.jsonl)."""
    actor, sign = forces().get(word.lower(), (None, None))
    if actor is None or sign is None or context.actors[actor] < 3:
        return None
    if len(sign.findall(text)) < _SIGNS:
        return None
    known = ActorRegister.load().by_id
    others = (known[name] for name in context.actors if name != actor and known[name].parent != actor)
    states = (context.actors[other.id] for other in others if other.inter in _OF_STATES)
    return actor if context.actors[actor] >= max(states, default=0) else None


def _by_subject(mention: ActorMention, context: ActorContext, text: str) -> ActorMention:
    """A mention by a common word for a force, given to the force that the article is about."""
    actor = subject_force(mention.text, context, text)
    if actor is None or actor == mention.actor_id:
        return mention
    return replace(mention, actor_id=actor, group=ActorRegister.load().group_of(actor))


def _demonyms() -> frozenset[str]:
    return frozenset(a.id for a in ActorRegister.load().aliases["en"] if a.type == "demonym")


def _find_places(analysis: Analysis, text: str) -> set[tuple[int, int]]:
    """Put the place mentions into the analysis; returns the spans of those that are only adjectives."""
    gazetteer = Gazetteer.load()
    candidates = gazetteer.find(text, "en")
    mentions = gazetteer.resolve(candidates)
    spans = {(c.start, c.end) for c in candidates if c.demonym}
    analysis.places = sorted(mentions, key=lambda m: m.start)
    return spans


def _made(doc: Doc) -> Story:
    analysis, sentences = analysis_of(doc), sentences_of(doc)
    adjectives = _find_places(analysis, doc.text)
    header = header_date(doc.text, analysis.published)
    anchor = header.mention.date_start if header is not None else analysis.published or post_date(doc.text)
    context = ActorContext(countries=counted(analysis.places), published=anchor)
    yemen = _may_be_yemen(context)  # by its places alone: forces that are named come from anywhere
    analysis.actors = _actors(doc.text, context, yemen)
    story = Story(doc.text, analysis, sentences, anchor, header, context=context, demonyms=_demonyms())
    story.adjective_places, story.among_yemen = adjectives, yemen
    for sentence in sentences:
        story.times[sentence.index] = find_times(sentence.text, sentence.start, anchor, _named_before(story, sentence))
        _set_aside(story, sentence)
    return story


def _set_aside(story: Story, sentence: Sentence) -> None:
    """Know the lines that advertise another article by its date in brackets, with which the next sentence opens."""
    dated = _TEASER_DAY.match(sentence.text)
    if (
        dated is None
        or not story.times[sentence.index]
        or story.times[sentence.index][0].mention.start != sentence.start + 1
    ):
        return
    day = story.times[sentence.index].pop(0).mention
    first = max((i for i in range(sentence.index) if _TEASER_DAY.match(story.sentences[i].text)), default=-1)
    for index in range(max(first, sentence.index - _NEAR, 0), sentence.index):
        story.asides[index] = day


def _named_before(story: Story, sentence: Sentence) -> TimeMention | None:
    """The day, or days, that the last sentences name last."""
    for other in reversed(story.sentences[max(0, sentence.index - _NEAR) : sentence.index]):
        named = [
            t.mention for t in story.times[other.index] if t.mention.precision is not None and not other.is_dateline
        ]
        if named:
            return named[-1]
    return None
