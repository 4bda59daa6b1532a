"""Victims called only "people" or a number: who they are by parts, neighbours, target and setting."""

import re
from collections.abc import Sequence

from extractors.actors import ActorRegister
from extractors.analysis import CasualtyDraft
from extractors.components import scope
from extractors.languages.en import wholes
from extractors.languages.en.linkbase import SHARES, Link
from extractors.languages.en.nationals import few_abroad
from extractors.languages.en.perpetrators import doer
from extractors.languages.en.rules import people, phrase, word_set
from extractors.languages.en.settings import civilian_setting, military_setting
from extractors.languages.en.story import Story
from extractors.languages.en.targets import civilians_struck
from extractors.languages.en.tolls import is_cumulative, is_of_war
from extractors.languages.en.victims import is_rest, state_actors
from extractors.languages.en.wholes import CIVILIAN, MIXED, UNKNOWN, WAR_TOTAL, Side

_FIGHT = phrase("en.phrase.bare.fight")
_ONE_SIDED = phrase("en.phrase.bare.one-sided")
_UNARMED = phrase("en.phrase.bare.unarmed")
_CRACKDOWN = phrase("en.phrase.bare.crackdown")
_OF_CIVILIANS = phrase("en.phrase.bare.of-civilians")
_BY_FORCES = phrase("en.phrase.bare.by-forces")
_WAR = phrase("en.phrase.bare.war")
_IDENTIFIED = phrase("en.phrase.bare.identified")
_SOME_CIVILIANS = phrase("en.phrase.bare.some-civilians")
_SOME_ARMED = phrase("en.phrase.bare.some-armed")
_ON_SUSPICION = phrase("en.phrase.bare.on-suspicion")
_MEANS = phrase("en.phrase.bare.means")
_SIDES_OF_WAR = phrase("en.phrase.bare.sides-of-war")
_WORDS = re.compile(r"[a-z-]+")
_APART = word_set("en.words.bare.apart")
_ATTACK = phrase("en.phrase.bare.attack")
_AT_ARMED = phrase("en.phrase.bare.at-armed")
_BETWEEN = phrase("en.phrase.bare.between")
_FAR = 60
"""characters from which a predicate hardly belongs to a fight told of in its sentence"""
_PUT_TO_DEATH = phrase("en.phrase.bare.put-to-death")
_AT_HOME = 1
"""ACLED's code for forces of a state in its own country"""
_ROUND = frozenset({"dozen", "hundred", "score", "thousand"})
_NEAR = 400
"""characters within which "the other two" are of the people of the claim before"""
_BESIDE = 70
"""characters between a number of that size and the attack that it is of"""
_HANDFUL = 20
"""suspects; more than these are no attackers whom the police shot"""


def side_of(
    story: Story, link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft], claimant: str | None
) -> Side:
    """Group code and kind of victims whom no word names; `claimant` is the group that claimed the article's attack."""
    text = link.group.sentence.text
    if link.rule.outcome == "captured" and _ON_SUSPICION.search(text):
        return UNKNOWN
    behind = link.group.quantity.end - link.group.sentence.start
    if _SOME_ARMED.match(text, behind) or _SOME_CIVILIANS.match(text, behind) or _is_between(link):
        return MIXED
    one_shot = link.rule.outcome == "killed" and link.group.head.lemma_.lower() == "suspect"
    if (one_shot and (draft.quantity.count or _HANDFUL) < _HANDFUL) or (_is_suspect(link) and _did_attack(link)):
        return claimant or ("UNKNOWN" if story.is_yemen else "OTHER"), "combatant"
    if _size(draft) > WAR_TOTAL:
        if is_of_war(link) and not _told_unarmed(link):
            return MIXED
        if is_cumulative(text):
            return _of_a_toll(link, draft, drafts)
    return (
        wholes.by_parts(draft, drafts)
        or _as_identified(story, draft, drafts)
        or _by_claims_beside(link, draft, drafts)
        or by_same_fact(draft, drafts)
        or _by_setting(story, link, draft, drafts)
    )


def _of_a_toll(link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side:
    """Who the dead of years are: of all sides where a war is told of; those of a crackdown bore no arms."""
    text = link.group.sentence.text
    if _CRACKDOWN.search(text):
        return CIVILIAN
    return _by_claims_beside(link, draft, drafts) or (MIXED if _WAR.search(text) else UNKNOWN)


def _size(draft: CasualtyDraft) -> int:
    return draft.quantity.low or draft.quantity.count or 0


def _told_unarmed(link: Link) -> bool:
    return _UNARMED.search(link.group.sentence.text, link.group.quantity.start - link.group.sentence.start) is not None


def _is_suspect(link: Link) -> bool:
    """Whether people are spoken of as those who did an attack: "suspects", or held "in connection with" it."""
    if link.group.noun is not None and link.group.noun.id == "en.people.suspect":
        return True
    return link.rule.outcome == "captured" and "in connection with" in link.group.sentence.text


def _did_attack(link: Link) -> bool:
    """Whether the sentence tells of the attack of the suspects; the raid in which they are held is none."""
    attack = _ATTACK if link.rule.outcome == "captured" else _ONE_SIDED
    return attack.search(link.group.sentence.text) is not None


def _by_claims_beside(link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    """A bare number by another claim of its sentence, "the other two" by the fighters told of before."""
    head = link.group.head
    counted = link.group.noun is not None and not (head.like_num or head.lemma_.lower() in _ROUND)
    if counted or link.how in SHARES:
        return None
    known = [d for d in drafts if d.victim is not None and d is not draft]
    beside = [d for d in known if d.evidence_start == draft.evidence_start]
    beside = [d for d in beside if d.victim_kind != "combatant" or _are_listed(link, d, draft, rest=head.like_num)]
    beside = [d for d in beside if d.part_of is None] or beside  # "31 dead, three of them police, and scores injured"
    if not beside:
        before = [d for d in known if 0 < draft.evidence_start - d.evidence_start < _NEAR]
        rest = any(child.lower_ == "the" for child in head.lefts) and is_rest(link.group)
        return wholes.side_of(before[-1]) if rest and before and before[-1].victim_kind == "combatant" else None
    told = [d for d in beside if d.anchor.start < draft.anchor.start]
    side = wholes.side_of(told[-1] if told else beside[0])
    return None if side == UNKNOWN and link.rule.outcome == "captured" else side


def _are_listed(link: Link, other: CasualtyDraft, draft: CasualtyDraft, *, rest: bool) -> bool:
    """Whether two numbers are of one list ("14 rebels killed and 42 wounded"), with no clause between them.

    `rest`: a mere number, which "while" may set beside the people told: "Two gunmen were held, while three died".
    """
    start = link.group.sentence.start
    between = link.group.sentence.text[other.anchor.end - start : max(0, draft.anchor.start - start)]
    told_first = other.anchor.start < draft.anchor.start
    words = _WORDS.findall(between.lower())
    passive = rest and link.trigger.i > link.group.head.i and not {"after", "by", "killing"} & set(words)
    apart = _APART - {"while"} if passive else _APART
    return told_first and not apart.intersection(words) and ";" not in between


def by_same_fact(draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    """Who they are by another claim of the same fact; None where none tells."""
    known = (d for d in drafts if d is not draft and d.victim is not None and d.victim_kind != "unknown")
    known = (d for d in known if _undated_days(d) == _undated_days(draft))
    return next((wholes.side_of(d) for d in known if scope.same_fact(d, draft, victims=False)), None)


def _undated_days(draft: CasualtyDraft) -> str | None:
    """The words for a day or month that no calendar knows, as the article has no day: "in May"."""
    return draft.time.text.lower() if draft.time is not None and draft.time.date_start is None else None


def _as_identified(story: Story, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    """Who a sentence of its own says they were: "All those killed or wounded were police officers"."""
    if draft.scope != "incident" or not _same_event(draft, next((d for d in drafts if d.scope == "incident"), draft)):
        return None
    for sentence in story.sentences:
        match = _IDENTIFIED.search(sentence.text)
        words = _WORDS.findall(match["who"].lower()) if match is not None else []
        nouns = [entry for word in words if (entry := people().get(word.removesuffix("s"))) and not entry.bare]
        if nouns and nouns[0].kind == "civilian":
            return CIVILIAN
        if nouns and match is not None:
            start, end = sentence.start + match.start("who"), sentence.start + match.end("who")
            forces = [m for m in story.actors_in(start, end) if m.kind == "combatant"]
            return (forces[0].group if forces else "UNKNOWN" if story.is_yemen else "OTHER"), "combatant"
    return None


def _by_setting(story: Story, link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side:
    """Civilians in the article's main event, unless it is a fight, or its target or its other victims bore arms."""
    text, lead = _telling(story, link, draft, drafts), story.lead
    fight = in_a_fight(link)
    if (
        _told_unarmed(link)
        or (civilian_setting(text) and not (fight and not _OF_CIVILIANS.search(text)))
        or civilians_struck(link)
        or (link.rule.outcome == "captured" and not _is_suspect(link))
    ):
        return CIVILIAN
    main = next((d for d in drafts if d.scope == "incident"), drafts[0])
    elsewhere = draft.scope != "incident" or not _same_event(draft, main)
    attack = _ATTACK.search(text) is not None
    guarded = military_setting(text) or _AT_ARMED.search(text) is not None
    at_post = military_setting(lead) and not civilian_setting(lead) and not elsewhere and not attack
    own_attack = attack or _BY_FORCES.search(text) is not None
    if fight or guarded or at_post or (_among_fighters(draft, drafts) and not own_attack):
        return UNKNOWN
    if elsewhere:
        return _elsewhere(story, link, draft, text, own_attack=own_attack)
    return UNKNOWN if _is_suspect(link) or _sums_up_places(story, link, draft, drafts) else CIVILIAN


def _telling(story: Story, link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> str:
    """The claim's sentence, with the one before where it only goes on: "Planes hit the town. Many were wounded."."""
    sentence = link.group.sentence
    text = sentence.text
    own = _MEANS.search(text) or _FIGHT.search(text) or civilian_setting(text) or story.times[sentence.index]
    if own or not sentence.index or _size(draft) >= WAR_TOTAL or story.places_in(sentence.start, sentence.end):
        return text
    before = story.sentences[sentence.index - 1]
    armed = any(d.evidence_start == before.start and d.victim_kind == "combatant" for d in drafts)
    return text if armed or _FIGHT.search(before.text) else f"{before.text} {text}"


def _elsewhere(story: Story, link: Link, draft: CasualtyDraft, text: str, *, own_attack: bool) -> Side:
    """Who people are that were hit in another event than the article's: known of one attack, not of several."""
    at = link.group.quantity.start - link.group.sentence.start + len(text) - len(link.group.sentence.text)
    beside = _ATTACK.search(text, max(0, at - _BESIDE), at + _BESIDE) is not None
    few = beside or (draft.quantity.count or 0) < WAR_TOTAL
    told = own_attack and few and draft.scope != "period" and not is_cumulative(text)
    told = told or _PUT_TO_DEATH.search(text) is not None or _is_by_state(story, link)
    return CIVILIAN if told or few_abroad(link.group) else UNKNOWN


def _is_done(link: Link) -> bool:
    """Whether a verb tells before its object that somebody or something killed them: "bandits killed 18 people"."""
    return link.trigger.pos_ == "VERB" and link.group.start > link.trigger.i


def _is_by_state(story: Story, link: Link) -> bool:
    """Whether the clause itself says that a state did it at home, whose forces hit whoever is called only people."""
    done = doer(story, link, None)
    if done is None or done.mention.actor_id is None:
        return False
    actor = ActorRegister.load().by_id[done.mention.actor_id]
    return actor.inter == _AT_HOME or actor.id == state_actors().get(story.context.theatre or "")


def _sums_up_places(story: Story, link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> bool:
    """Whether the dead of a war are counted by town or for the country, and no word says what killed them."""
    text = link.group.sentence.text
    if _is_done(link) or _MEANS.search(text) or _SIDES_OF_WAR.search(story.text) is None:
        return False
    start, end = link.group.sentence.start, link.group.sentence.end
    named = {m.place.place_id: m.place.level for m in story.places_in(start, end) if m.place is not None}
    towns = [place for place, level in named.items() if level not in ("country", "region")]
    beside = [d for d in drafts if d.evidence_start == draft.evidence_start and d.outcome == draft.outcome]
    place = draft.place
    whole = place is not None and place.place is not None and place.place.level == "country"
    in_all = whole and place is not None and place.start >= start and not towns
    return in_all or (len(towns) > 1 and len(beside) > 1)


def _among_fighters(draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> bool:
    """Whether all others whom the article tells to be hit on these days bore arms."""
    others = [d for d in drafts if d.victim is not None and d.scope == "incident" and _same_event(d, draft)]
    return bool(others) and others[0] is drafts[0] and all(d.victim_kind == "combatant" for d in others)


def in_a_fight(link: Link) -> bool:
    """Whether the nearest words for violence speak of a fight between sides, in which anybody may have fallen."""
    text, at = link.group.sentence.text, link.trigger.idx
    fights = [abs(match.start() - at) for match in _FIGHT.finditer(text)]
    attacks = [abs(match.start() - at) for match in _ONE_SIDED.finditer(text)]
    return _is_between(link) or (bool(fights) and min(fights) < min(attacks, default=len(text)))


def _is_between(link: Link) -> bool:
    """Whether people whom nobody tells apart fell in a fight between two sides that the sentence names."""
    text, at = link.group.sentence.text, link.trigger.idx
    if link.rule.outcome == "captured" or link.part_of is not None or link.how in SHARES:
        return False
    fights = [_distance(at, match) for match in _BETWEEN.finditer(text)]
    attacks = [_distance(at, match) for match in _ONE_SIDED.finditer(text)]
    return bool(fights) and min(fights) < min([_FAR, *attacks])


def _distance(at: int, match: re.Match[str]) -> int:
    return max(match.start() - at, at - match.end(), 0)


def _same_event(draft: CasualtyDraft, first: CasualtyDraft) -> bool:
    """Whether two claims may be about one event: on the same days, or in the night before."""
    if same_days(draft, first) or draft.time is None or first.time is None:
        return True
    a, b = draft.time.date_end or draft.time.date_start, first.time.date_end or first.time.date_start
    return a is None or b is None or abs((a - b).days) <= 1


def same_days(draft: CasualtyDraft, first: CasualtyDraft) -> bool:
    """Whether nothing speaks against two claims being about the same days."""
    if first.time is None or draft.time is None:
        return True
    return draft.time.date_start == first.time.date_start and draft.time.date_end == first.time.date_end
