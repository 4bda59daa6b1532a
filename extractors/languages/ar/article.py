"""Claims of an article: found sentence by sentence, then who, where, when, whose word."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc

from extractors.analysis import ActorMention, CasualtyDraft, Draft, Quantity, SourceMention, TimeMention
from extractors.languages.ar import (
    agents,
    implying,
    incidents,
    inferring,
    perpetrators,
    retelling,
    scope,
    settling,
    sides,
    strikers,
    victims,
)
from extractors.languages.ar.attribution import Citation, answering, citations
from extractors.languages.ar.bearings import is_reached
from extractors.languages.ar.belonging import between_sides
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.chunks import LazyChunks
from extractors.languages.ar.context import ArticleView, view_of
from extractors.languages.ar.control import find_control, is_abroad, is_anaphor, loser_of, place_key, taken_by
from extractors.languages.ar.dating import story_day, told_day
from extractors.languages.ar.equipment import is_civil
from extractors.languages.ar.frame_rules import Found
from extractors.languages.ar.frames import find_claims
from extractors.languages.ar.holders import holder_of
from extractors.languages.ar.lexicon import boilerplate
from extractors.languages.ar.losses import owner_of, sides_of
from extractors.languages.ar.materiel import find_materiel
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.relative_days import written_on
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.thread import Thread
from extractors.languages.ar.vetoes import Veto, conflict_in, vetoed, vetoes_in
from extractors.languages.ar.when import own_time, times_in
from extractors.languages.ar.where import is_coarse, new_section, of_speaker, own_place
from extractors.languages.ar.words import triggers

_VETOING = 2
"""sentences of the lead that can say that the article is about an accident, a match …"""


@dataclass(slots=True)
class Story:
    """What is known while an article is read from the top."""

    view: ArticleView
    thread: Thread = field(default_factory=Thread)
    source: SourceMention | None = None
    spoke_at: int = -2
    """index of the last sentence that ends with somebody speaking"""
    holder: ActorMention | None = None
    strike: strikers.Strike | None = None
    """the raid or the shelling told last"""
    vetoes: list[Veto] = field(default_factory=list)
    """those of the lead that hold wherever no word of conflict stands"""
    taken: set[tuple[str, str]] = field(default_factory=set)
    drafts: list[CasualtyDraft] = field(default_factory=list)
    written: date | None = None
    """the day on which the article was written"""


@dataclass(slots=True)
class Read:
    """One sentence with all that its claims need."""

    sentence: Sentence
    chunks: Sequence[Chunk]
    cited: list[Citation]
    spans: list[tuple[int, int]]
    times: list[tuple[int, TimeChunk, TimeMention]]


def code_article(doc: Doc) -> None:
    """Writes the drafts of an article into its analysis."""
    view = view_of(doc)
    story = Story(view)
    story.written = written_on([sentence.norms for sentence in view.sentences], view.analysis.published)
    lead = [veto for sentence in view.sentences[:_VETOING] for veto in vetoes_in(sentence)]
    story.vetoes = [veto for veto in lead if veto.unless_conflict and not veto.outcomes]
    for sentence in view.sentences:
        skipped = match_phrase(boilerplate(), sentence.norms, 0)
        if skipped and skipped[1].role == "footer":
            break
        if not skipped:
            _read_sentence(story, sentence)
    story.thread.later.date_earlier(story.drafts)
    retelling.link_repeats(story.drafts, story.thread.later)
    retelling.share_facts(story.drafts, story.thread.later.said)
    settling.share_doers_by_sentence(story.drafts)
    scope.share_sentence(story.drafts)
    scope.share_sums(story.drafts)
    if not implying.is_disputed(view):
        incidents.share_perpetrators(story.drafts)
    settling.spare_own_side(story.drafts)
    incidents.share_places(story.drafts)
    story.thread.fill_lead(story.drafts, frozenset(s.starts[0] for s in view.sentences[:2]))
    story.thread.date_story(story.drafts)
    scope.sum_stretches(story.drafts)
    incidents.place_in_country(view, story.drafts)
    view.analysis.casualties = story.drafts


def _read_sentence(story: Story, sentence: Sentence) -> None:
    view = story.view
    chunks = LazyChunks(sentence)
    cited = citations(view.text, sentence, chunks, story.source, open_before=story.spoke_at == sentence.index - 1)
    spans = [(c.source.start, c.source.end) for c in cited if c.source is not None and not c.carried]
    times = times_in(view.text, sentence, view.analysis.published, story.written)
    story.thread.next_sentence(sentence)
    read = Read(sentence, chunks, cited, spans, times)
    if not triggers().keys().isdisjoint(sentence.norms):
        links: dict[int, CasualtyDraft] = {}
        conflict, here = conflict_in(sentence), vetoes_in(sentence)
        for claim in find_claims(sentence, chunks):
            if vetoed(claim.outcome, here, story.vetoes, conflict):
                continue
            draft = _draft(story, read, claim)
            if read.chunks[claim.q].others and links:
                _like_before(draft, list(links.values())[-1])
            links[id(claim)] = draft
            draft.part_of = links.get(id(claim.part_of))
            if claim.frame.outcome == "list" and draft.perpetrator is None and links:
                before = list(links.values())[-2] if len(links) > 1 else draft
                draft.perpetrator, draft.perpetrator_basis = before.perpetrator, before.perpetrator_basis
            if draft.part_of is not None and draft.part_of.perpetrator is not None:
                draft.perpetrator, draft.perpetrator_basis = draft.part_of.perpetrator, draft.part_of.perpetrator_basis
            story.drafts.append(draft)
        made = list(links.values())
        settling.settle_sides(view, made)
        settling.oppose(made)
        settling.share_doers(made)
        settling.settle_parts(
            [(w, [p for p in made if p.part_of is w]) for w in made if any(p.part_of is w for p in made)]
        )
    _control(story, read)
    _materiel(story, read)
    _remember(story, read)


def _like_before(draft: CasualtyDraft, before: CasualtyDraft) -> None:
    """Others ("آخرين") were hit where and when those were whom the sentence told just before."""
    if before.place is not None and before.place.place is not None:
        draft.place = before.place
    if before.time is not None and before.time.date_end is not None:
        draft.time = before.time


def _control(story: Story, read: Read) -> None:
    view, sentence = story.view, read.sentence
    for draft, at, word in find_control(view.text, sentence, read.chunks, read.spans):
        loser = loser_of(sentence, at, word)
        holder = holder_of(view, sentence, read.spans, at, word, loser, story.holder)
        if holder is None or (word.type == "fall" and is_abroad(draft) and taken_by(sentence, at) is None):
            continue
        story.holder = holder
        loser = None if agents.allied(holder, loser) else loser
        draft.actor, draft.loser = holder, loser or agents.foe_of(view, holder)
        if draft.place is not None and draft.place.place is None:
            near = own_place(sentence, read.chunks, at, read.spans) or story.thread.place
            if near is not None:
                draft.place = replace(draft.place, place=near.place)
        said_before = is_anaphor(draft) and any(group == holder.group for group, _ in story.taken)
        if draft.place is not None and not said_before and (holder.group, place_key(view, draft)) not in story.taken:
            story.taken.add((holder.group, place_key(view, draft)))
            _fill(story, read, draft, at)
            view.analysis.control.append(draft)


def _materiel(story: Story, read: Read) -> None:
    view, sentence = story.view, read.sentence
    fallen = [d for d in story.drafts if d.evidence_start == sentence.starts[0]]
    for draft, at, thing in find_materiel(view.text, sentence):
        draft.owner, draft.by = sides_of(view, sentence, draft, at, thing, read.spans, (story.strike, fallen))
        by_foe = draft.by is not None and draft.by.group not in sides.REBELS
        if is_civil(sentence, thing, owned=owner_of(sentence, thing) is not None, by_foe=by_foe):
            continue
        draft.place = own_place(sentence, read.chunks, at, read.spans) or story.thread.place
        _fill(story, read, draft, at)
        view.analysis.materiel.append(draft)


def _fill(story: Story, read: Read, draft: Draft, at: int) -> None:
    """Time, source and scope of a draft whose word stands at token `at`."""
    draft.time = own_time(read.sentence, read.chunks, at, read.times, [c.at for c in read.cited if c.according])
    draft.time = draft.time or story.thread.time_for(read.sentence, draft.place)
    draft.source = answering(read.cited, read.sentence, read.chunks, at)
    draft.scope = scope.control_scope(read.sentence, draft.time, story.view.analysis.published)


def _remember(story: Story, read: Read) -> None:
    told = next((d for d in story.drafts if d.evidence_start == read.sentence.starts[0]), None)
    story.thread.remember(read.sentence, read.chunks, read.spans, read.times, story.view.analysis.published, told)
    story.strike = strikers.strike_in(read.sentence) or story.strike
    last = [c for c in read.cited if c.source is not None]
    if last:
        story.source = last[-1].source
        story.spoke_at = read.sentence.index if not last[-1].according else -1


def _draft(story: Story, read: Read, claim: Found) -> CasualtyDraft:
    sentence, chunks, view = read.sentence, read.chunks, story.view
    chunk = chunks[claim.q]
    anchor = chunks[claim.t].start if claim.t is not None else chunk.start
    quantity = _quantity(view.text, sentence, chunk, claim)
    according = [c.at for c in read.cited if c.according]
    time = told_day(story.thread, sentence, chunks, anchor, read.times, according, view.analysis.published, chunk.start)
    covers = scope.scope_of(sentence, claim, chunks, time, view.analysis.published)
    who = victims.victims(view, sentence, chunks, claim, story.drafts, covers)
    agent, basis, method = perpetrators.perpetrator(
        view, sentence, chunks, claim, sides.fights_as(who, view.analysis.actors), read.spans
    )
    raided = claim.outcome != "captured"
    if agent is None:
        agent = strikers.striker_of(story.strike, sentence, who.group, method) if raided else None
        agent = agent or implying.doer_of_same_deed(view, sentence, story.drafts, method)
        basis = "carried" if agent else basis
    place = own_place(sentence, chunks, anchor, read.spans)
    of_story = covers != "background" and not scope.is_sum(chunk)
    if time is None and of_story:
        time = story_day(story.thread, sentence, anchor, chunk.start, read.times, place)
        covers = scope.of_days(covers, time)
    aside = place is not None and (of_speaker(sentence, anchor, place) or is_reached(sentence, place))
    if aside and not new_section(sentence):
        place = story.thread.place or place
    if is_coarse(place) and of_story:
        place = story.thread.place_for(sentence) or place
    who = inferring.inferred_victims(view, sentence, chunk, who, agent, method, covers, claim.outcome)
    if who.group == "MIXED" and method == "clash" and (basis != "stated" or between_sides(sentence)):
        agent, basis = perpetrators.named_mixed(view, sentence), "implied"
    if agent is None and covers != "background":
        agent = implying.carried_perpetrator(view, sentence, story.drafts, who.group, method)
        if agent is None and raided:
            agent = strikers.striker_of(story.strike, sentence, who.group, method)
        basis = "carried"
    if agent is None:
        agent = implying.implied_perpetrator(view, sentence, who, method, covers, read.spans)
        basis = "implied" if agent else "none"
    return CasualtyDraft(
        evidence_start=sentence.starts[0],
        evidence_end=sentence.ends[-1],
        anchor=quantity,
        rule_id=claim.rule_id,
        confidence=claim.frame.confidence * (claim.trigger.certainty if claim.trigger else 1.0),
        outcome=claim.outcome,
        quantity=quantity,
        victim=victims.as_mention(view.text, sentence, chunks, claim.q, who),
        victim_kind=who.kind,
        perpetrator=agent,
        perpetrator_basis=basis,
        method=method,
        place=place,
        time=time,
        source=answering(read.cited, sentence, chunks, chunk.start),
        modality=claim.modality,
        scope=covers,
    )


def _quantity(text: str, sentence: Sentence, chunk: Chunk, claim: Found) -> Quantity:
    start, end = sentence.starts[chunk.start], sentence.ends[max(chunk.count_end, chunk.start + 1) - 1]
    number = chunk.number
    if number is None:
        bound = "exact" if chunk.count else "unstated"
        return Quantity(start, end, text[start:end], claim.rule_id, chunk.count, bound, chunk.count, chunk.count)
    return Quantity(start, end, text[start:end], claim.rule_id, chunk.count, number.bound, number.low, number.high)
