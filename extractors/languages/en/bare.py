"""Victims called only "people" or a number: who they are by parts, neighbours, target and setting."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from extractors.analysis import ActorMention, CasualtyDraft
from extractors.components import scope
from extractors.languages.en.groups import group_of, numbers_of
from extractors.languages.en.linkbase import SHARES, Link
from extractors.languages.en.rules import people, phrase, word_set
from extractors.languages.en.settings import civilian_setting, military_setting
from extractors.languages.en.story import Story
from extractors.languages.en.tolls import is_cumulative

_FIGHT = phrase("en.phrase.bare.fight")
_ONE_SIDED = phrase("en.phrase.bare.one-sided")
_UNARMED = phrase("en.phrase.bare.unarmed")
_CRACKDOWN = phrase("en.phrase.bare.crackdown")
_OF_CIVILIANS = phrase("en.phrase.bare.of-civilians")
_BY_FORCES = phrase("en.phrase.bare.by-forces")
_WAR = phrase("en.phrase.bare.war")
_IDENTIFIED = phrase("en.phrase.bare.identified")
_SOME_CIVILIANS = phrase("en.phrase.bare.some-civilians")
_WORDS = re.compile(r"[a-z-]+")
_ATTACKS = word_set("en.words.bare.attacks")
_SHARES = frozenset({"half", "mainly", "many", "most", "mostly", "some"})
_NEAR = 400
"""characters within which a bare number still means the people of the claim before"""
_WAR_TOTAL = 500

Side = tuple[str, str]
"""group code and kind"""

CIVILIAN: Side = ("CIVILIAN", "civilian")
UNKNOWN: Side = ("UNKNOWN", "unknown")
MIXED: Side = ("MIXED", "mixed")


def side_of(
    story: Story, link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft], claimant: str | None
) -> Side:
    """Group code and kind of victims whom no word names; `claimant` is the group that claimed the article's attack."""
    text = link.group.sentence.text
    if _is_suspect(link) and _ONE_SIDED.search(text):
        return claimant or ("UNKNOWN" if story.is_yemen else "OTHER"), "combatant"
    if is_cumulative(text) and (draft.quantity.low or draft.quantity.count or 0) > _WAR_TOTAL:
        return _of_a_toll(link, draft, drafts)
    return (
        _by_parts(draft, drafts)
        or _as_identified(story, draft, drafts)
        or _by_claims_beside(link, draft, drafts)
        or _by_same_fact(draft, drafts)
        or _by_setting(story, link, draft, drafts)
    )


def _of_a_toll(link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side:
    """Who the dead of years are: of all sides where a war is told of; those of a crackdown bore no arms."""
    text = link.group.sentence.text
    if _CRACKDOWN.search(text):
        return CIVILIAN
    return _by_claims_beside(link, draft, drafts) or (MIXED if _WAR.search(text) else UNKNOWN)


def _is_suspect(link: Link) -> bool:
    """Whether people are spoken of as those who did an attack: "suspects", or held "in connection with" it."""
    if link.group.noun is not None and link.group.noun.id == "en.people.suspect":
        return True
    return link.rule.outcome == "captured" and "in connection with" in link.group.sentence.text


def _side(draft: CasualtyDraft) -> Side:
    return (draft.victim.group, draft.victim_kind) if draft.victim is not None else UNKNOWN


def _by_parts(draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    """A whole by its parts, a part by its whole.

    Of "100 people, among them 30 civilians" the others were hardly civilians, too.
    """
    parts = [d for d in drafts if d.part_of is draft and d.victim is not None]
    sides = {d.victim.actor_id or d.victim.text.split()[-1] for d in parts if d.victim is not None}
    if len({d.victim_kind for d in parts} - {"unknown"}) > 1 or (len(sides) > 1 and _all_armed(parts)):
        return MIXED
    if parts and _all_armed(parts) and parts[0].quantity.text.lower().split()[0] in _SHARES:
        return MIXED  # "most of them rebels"
    some = [d for d in parts if d.victim is not None and "civilian" in d.victim.text.lower()]
    if some:
        return MIXED if some[0].quantity.text.lower().startswith("most") else UNKNOWN
    if parts and draft.scope == "incident" and all(d.victim_kind == "civilian" for d in parts):
        return CIVILIAN
    if draft.part_of is not None and draft.part_of.victim is not None:
        return _side(draft.part_of)
    return None


def _all_armed(parts: Sequence[CasualtyDraft]) -> bool:
    return all(part.victim_kind == "combatant" for part in parts)


def _by_claims_beside(link: Link, draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    """A bare number by another claim of its sentence, or by fighters told of shortly before."""
    if (link.group.noun is not None and not link.group.head.like_num) or link.how in SHARES:
        return None
    known = [d for d in drafts if d.victim is not None and d is not draft]
    beside = [d for d in known if d.evidence_start == draft.evidence_start]
    if beside:
        told = [d for d in beside if d.anchor.start < draft.anchor.start]
        return _side(told[-1] if told else beside[0])
    before = [d for d in known if 0 < draft.evidence_start - d.evidence_start < _NEAR]
    return _side(before[-1]) if before and before[-1].victim_kind == "combatant" else None


def _by_same_fact(draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> Side | None:
    known = (d for d in drafts if d is not draft and d.victim is not None)
    return next((_side(d) for d in known if scope.same_fact(d, draft, victims=False)), None)


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
    text, lead = link.group.sentence.text, story.lead
    unarmed = _UNARMED.search(text, link.group.quantity.start - link.group.sentence.start) is not None
    fight = in_a_fight(link)
    if (
        unarmed
        or (civilian_setting(text) and not (fight and not _OF_CIVILIANS.search(text)))
        or _civilians_struck(link)
        or (link.rule.outcome == "captured" and not _is_suspect(link))
    ):
        return CIVILIAN
    if _SOME_CIVILIANS.search(text, link.group.quantity.end - link.group.sentence.start):
        return "UNKNOWN", "mixed"
    main = next((d for d in drafts if d.scope == "incident"), drafts[0])
    elsewhere = draft.scope != "incident" or not _same_event(draft, main)
    guarded = military_setting(text) or (military_setting(lead) and not civilian_setting(lead))
    if fight or guarded or _among_fighters(draft, drafts):
        return UNKNOWN
    if elsewhere:
        own_attack = not is_cumulative(text) and _BY_FORCES.search(text) is not None
        return CIVILIAN if own_attack and (draft.quantity.count or 0) < _WAR_TOTAL else UNKNOWN
    return UNKNOWN if _is_suspect(link) else CIVILIAN


def _among_fighters(draft: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> bool:
    """Whether all others whom the article tells to be hit on these days bore arms."""
    others = [d for d in drafts if d.victim is not None and d.scope == "incident" and _same_event(d, draft)]
    return bool(others) and others[0] is drafts[0] and all(d.victim_kind == "combatant" for d in others)


def in_a_fight(link: Link) -> bool:
    """Whether the nearest words for violence speak of a fight between sides, in which anybody may have fallen."""
    text, at = link.group.sentence.text, link.trigger.idx
    fights = [abs(match.start() - at) for match in _FIGHT.finditer(text)]
    attacks = [abs(match.start() - at) for match in _ONE_SIDED.finditer(text)]
    return bool(fights) and min(fights) < min(attacks, default=len(text))


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


def _civilians_struck(link: Link) -> bool:
    """Whether the attack told of was aimed at people without arms: "militants targeted Christians, killing 12"."""
    nouns = [people().get(head.lemma_.lower().removesuffix("s")) for head in _struck(link.trigger)]
    return any(noun is not None and noun.kind == "civilian" for noun in nouns)


def target(story: Story, link: Link) -> ActorMention | None:
    """The force that the attack told of struck: "a bomb hit a rebel post, killing 12 people"."""
    sentence, victims = link.group.sentence, range(link.group.start, link.group.end)
    numbers = numbers_of(link.trigger.doc)
    for head in _struck(link.trigger):
        if head.i in victims:
            continue
        group = group_of(sentence, head, numbers)
        if group is None or group.noun is None or group.noun.kind != "combatant":
            continue
        start, end = sentence.offset(link.trigger.doc[group.start]), sentence.end_of(head)
        named = [m for m in story.actors_overlapping(start, end) if m.actor_id and m.group != "CIVILIAN"]
        if named:
            return min(named, key=story.is_demonym)
    return None


def _struck(trigger: Token) -> list[Token]:
    """The objects of the verb of attack that the predicate hangs on, or that hangs on it: "died when a bomb hit"."""
    verbs = [child for child in trigger.children if child.dep_ == "advcl"]
    if trigger.dep_ in ("advcl", "conj", "xcomp"):
        verbs.append(trigger.head)
    attacks = [verb for verb in verbs if verb.lemma_.lower() in _ATTACKS]
    return [child for verb in attacks for child in verb.children if child.dep_ == "dobj"]
