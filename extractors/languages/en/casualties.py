"""Casualty drafts: what the linker found in each sentence, judged, and given who, where, when and by whom."""

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.analysis import CasualtyDraft, PlaceMention, Span, TimeMention
from extractors.components import scope
from extractors.languages.en import (
    belonging,
    breakdowns,
    carrying,
    deeds,
    figures,
    history,
    judging,
    otherevents,
    placing,
    stretches,
    summing,
    timing,
    tolls,
)
from extractors.languages.en.blame import Blame
from extractors.languages.en.breakdowns import Claim
from extractors.languages.en.groups import PERSONS
from extractors.languages.en.linking import Link, Linker
from extractors.languages.en.modality import modality
from extractors.languages.en.quoting import Speakers
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story, story_of

_MANY, _FEW_DAYS = 10, 2
"""people; two claims of just as many are of the same; precision of a time of an event"""


class Casualties:
    """Pipeline component: adds the casualty drafts of every parsed sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Code one article."""
        story = story_of(doc)
        speakers = Speakers(story)
        claims: list[Claim] = []
        for sentence in story.sentences:
            if sentence.doc is None:
                continue
            speakers.listen(sentence)
            if "casualty" in sentence.worth:
                claims += self._sentence(story, sentence, speakers, claims)
        self._carried_times(story, claims)
        self._shared_times(claims)
        self._scopes(story, claims)
        self._parts_of_tolls(claims)
        belonging.assign(story, claims)
        self._known_events(story, claims)
        Blame(story, claims).assign()
        drafts = [claim.draft for claim in claims]
        breakdowns.link(claims)
        scope.link_repeats(drafts)
        breakdowns.part_repeats(claims)
        scope.link_parts(drafts)
        story.analysis.casualties += drafts
        return doc

    def _sentence(self, story: Story, sentence: Sentence, speakers: Speakers, before: list[Claim]) -> list[Claim]:
        if sentence.doc is None:
            return []
        sentence.doc.user_data[PERSONS] = judging.persons(story, sentence)
        links = Linker(sentence, sentence.doc).run()
        kept = [link for link in links if link.group.quantity.bound != "unstated" and judging.holds(story, link)]
        kept = [link for link in kept if figures.is_of_deaths(sentence, link, links, before)]
        claims = [self._claim(story, sentence, link, speakers) for link in kept]
        claims = [claim for claim in claims if not _is_speaker(claim, sentence)]
        claims = [claim for claim in claims if not story.is_told_again(_telling(claim, sentence))]
        story.killed |= {link.group.surname for link in kept if link.group.named and link.rule.outcome == "killed"}
        by_link = {id(claim.link): claim.draft for claim in claims}
        for claim in claims:
            if claim.link.part_of is not None:
                claim.draft.part_of = by_link.get(id(claim.link.part_of))
        return claims

    def _claim(self, story: Story, sentence: Sentence, link: Link, speakers: Speakers) -> Claim:
        quantity = link.group.quantity
        source = speakers.of(sentence, link.trigger, quantity)
        place = placing.in_sentence(story, sentence, link.trigger, source)
        time = timing.of_part(story, sentence, link.group.head) if link.part_of is not None else None
        time = timing.refined(story, time or timing.in_sentence(story, sentence, link.trigger))
        rate = time is not None and time.precision == 1 and tolls.is_rate(sentence.text)
        another = time is not None and (_is_of_another(link, time) or tolls.is_unearthed(link))
        if story.is_link(quantity.start) or rate or another:
            time = None
        draft = CasualtyDraft(
            evidence_start=sentence.start,
            evidence_end=sentence.end,
            anchor=Span(quantity.start, quantity.end, quantity.text, link.rule.id),
            rule_id=link.rule.id,
            confidence=link.confidence,
            outcome=link.rule.outcome,
            quantity=quantity,
            method=judging.method(link),
            modality=modality(link),
            source=source,
            place=self._place(story, sentence, link, place),
            time=time,
        )
        return Claim(link, draft, sentence, own_time=time is not None)

    def _carried_times(self, story: Story, claims: list[Claim]) -> None:
        """A claim without a time of its own takes that of the event that it belongs to."""
        for claim in claims:
            link = claim.link
            if claim.own_time or story.is_link(claim.draft.anchor.start):
                continue
            whole = link.part_of or _first_told(claims, claim).link
            if tolls.is_undated(whole) or (link.part_of is not None and tolls.is_undated(link)):
                if tolls.is_toll(whole):
                    old = carrying.long_ago(story, claim.sentence)
                    claim.draft.time = old or stretches.of_war(story, claim.sentence)
                continue
            named = _named_dead(link)
            if otherevents.is_other_event(story, claim.sentence, link.trigger, named):
                continue
            known, arrest = deeds.is_known(link.trigger), link.rule.outcome == "captured"
            at = claim.sentence.offset(link.trigger)
            claim.draft.time = carrying.told(story, claim.sentence, named, known=known, arrest=arrest, at=at)

    @staticmethod
    def _place(story: Story, sentence: Sentence, link: Link, own: PlaceMention | None) -> PlaceMention | None:
        """The place of a claim: its sentence's, else the story's; a war's toll belongs to the country as a whole."""
        if tolls.is_total(link) or (tolls.is_cumulative(sentence.text) and own is None):
            return own or placing.country_of(story)
        return placing.refined(story, own, sentence) or placing.carried(story, sentence)

    def _shared_times(self, claims: list[Claim]) -> None:
        """A claim without a time of its own takes that of another claim about the same one person, or the same many."""
        dated = [c for c in claims if c.own_time and c.draft.time is not None and c.draft.time.date_start is not None]
        for claim in claims:
            unresolved = claim.draft.time is not None and claim.draft.time.date_start is None
            if claim.own_time and not (unresolved and claim.draft.quantity.count != 1):
                continue
            same = next((c for c in dated if _same_people(c, claim)), None)
            if same is not None:
                claim.draft.time = same.draft.time

    @staticmethod
    def _known_events(story: Story, claims: list[Claim]) -> None:
        """What is known to have happened elsewhere, or long before the article, is not of its story."""
        events = [(claim.link, _known_event(story, claim)) for claim in claims]
        known = [(link, event) for link, event in events if event is not None]
        for claim in claims:
            draft = claim.draft
            event = next((event for link, event in known if history.are_one(link, claim.link)), None)
            if event is None:
                continue
            if story.is_past(history.day_of(event)):
                draft.scope = "background"
                draft.time = None if history.is_recent(story, draft.time) else draft.time
            if event.country and (draft.place is None or not placing.is_in(draft.place, event.country)):
                draft.place = placing.somewhere_in(story, event.country, event.places)

    @staticmethod
    def _parts_of_tolls(claims: list[Claim]) -> None:
        """A part of what sums up a war is of that war, unless it has a time of its own."""
        scopes = {id(claim.link): claim.draft.scope for claim in claims}
        for claim in claims:
            whole = claim.link.part_of
            if whole is not None and not claim.own_time and tolls.is_undated(whole):
                claim.draft.scope = scopes.get(id(whole), claim.draft.scope)

    def _scopes(self, story: Story, claims: list[Claim]) -> None:
        for claim in claims:
            text, draft, link = claim.sentence.text, claim.draft, claim.link
            others = [c.link.trigger for c in claims if c.sentence is claim.sentence and c.link.trigger != link.trigger]
            whole = _first_told(claims, claim).link
            one = draft.quantity.count == 1 and not tolls.is_recurring(text)
            old = draft.time is None and carrying.is_of_old_story(story, claim.sentence)
            several = tolls.is_rate(text) or summing.sums_several(story, link, others, draft.time)
            draft.scope = scope.scope_of(
                draft.time,
                story.anchor,
                cumulative=old or tolls.sums_up(whole, draft.time, story.anchor, own_time=claim.own_time),
                several=None if one else several,
            )
        breakdowns.go_on(claims)


def _known_event(story: Story, claim: Claim) -> history.HistoryRule | None:
    """The known event that a claim tells of.

    Who bears a name is known whenever he is spoken of; a number may be of any day, so its own words must not tell
    of these days or of another country.
    """
    event = history.event_of(story, claim.link)
    if event is None or (event.victims and not event.counts):
        return event
    if claim.own_time and story.is_past(history.day_of(event)) and history.is_recent(story, claim.draft.time):
        return None
    abroad = (
        mention
        for mention in story.places_in(claim.sentence.start, claim.sentence.end)
        if mention.text not in event.places
        and placing.is_usable(story, mention)
        and not placing.is_in(mention, event.country)
    )
    elsewhere = event.country and any(summing.is_where(claim.link, mention, []) for mention in abroad)
    return None if elsewhere else event


def _first_told(claims: list[Claim], claim: Claim) -> Claim:
    """The first claim of the list that a claim is in: of the 60 for "lost 60 soldiers **and three civilians**"."""
    predicate = _predicate(claim)
    return next(c for c in claims if c.sentence is claim.sentence and _predicate(c) == predicate)


def _predicate(claim: Claim) -> Token:
    """What tells a claim and those in one list with it: "275 had been **killed** and 2,001 injured"."""
    token = claim.link.trigger
    while token.dep_ == "conj" and token.head.pos_ == token.pos_:
        token = token.head
    return token


def _same_people(first: Claim, second: Claim) -> bool:
    """Whether two claims tell the same outcome of the same one person, or in the same words of as many people."""
    one, other = first.draft.quantity, second.draft.quantity
    if first.draft.outcome != second.draft.outcome or other.count is None or one.count != other.count:
        return False
    if other.count > 1:
        day = first.draft.time is not None and (first.draft.time.precision or 9) <= _FEW_DAYS
        undated = second.draft.time is None or second.draft.time.date_start is None
        apart = otherevents.is_new_event(second.sentence) and not _same_place(first, second)
        return other.count >= _MANY and (day or undated) and not apart
    head = second.link.group.head
    return head.pos_ != "PRON" and first.link.group.head.lower_ == head.lower_


def _same_place(first: Claim, second: Claim) -> bool:
    """Whether two claims are of one place that is no whole country."""
    one, other = first.draft.place, second.draft.place
    if one is None or other is None or one.place is None or one.place.level == "country":
        return False
    return one.place == other.place


def _is_of_another(link: Link, time: TimeMention) -> bool:
    """Whether a time before the predicate is not that of the capture: "on Monday freed 12 men captured in …".

    Nor is what somebody does about those who are held: "urged them on Monday to free a woman held by rebels".
    """
    before = time.end <= link.group.sentence.offset(link.trigger)
    return before and (tolls.is_of_freed(link) or (link.trigger.dep_ == "acl" and tolls.is_held(link)))


def _named_dead(link: Link) -> str | None:
    """The last name of the one dead person that a claim is about."""
    return link.group.surname if link.group.named and link.rule.outcome == "killed" else None


def _telling(claim: Claim, sentence: Sentence) -> str:
    """The outcome, the number, and the words of the sentence up to where the claim is complete."""
    anchor, outcome = claim.draft.anchor, claim.draft.outcome
    end = max(anchor.end, sentence.end_of(claim.link.trigger)) - sentence.start
    return f"{outcome} {anchor.start - sentence.start}: {sentence.text[:end]}"


_OFFICES = frozenset({"official", "party", "media", "ngo", "anonymous"})


def _is_speaker(claim: Claim, sentence: Sentence) -> bool:
    """Whether the victim is whom the sentence cites: "captured 14 rebels, among them a commander, the official said".

    Witnesses and people with names can be both ("Ali, wounded in the raid, said"); who speaks for an office
    is not, unless the predicate stands inside the speaker's name ("a wounded officer said").
    """
    source, trigger = claim.draft.source, sentence.offset(claim.link.trigger)
    if source is None or source.kind not in _OFFICES or not claim.draft.anchor.overlaps(source):
        return False
    return not source.start <= trigger < source.end


@Language.factory("sijill_en_casualties")
def create_casualties(nlp: Language, name: str) -> Casualties:
    """Factory of the English casualty coder."""
    return Casualties()
