"""Whose the victims of each claim are: by their own words, by the claim before, by the rest of the article."""

from dataclasses import replace
from itertools import pairwise

from extractors.components.scope import days_agree
from extractors.languages.en import antecedents, bare, victims
from extractors.languages.en.attackers import UNNAMED, Perpetrator
from extractors.languages.en.breakdowns import Claim
from extractors.languages.en.claimants import responsibility
from extractors.languages.en.nationals import is_of_nation
from extractors.languages.en.persons import SOMEBODY, Described
from extractors.languages.en.roles import leads
from extractors.languages.en.story import Story
from extractors.languages.en.suspects import is_himself, suspect

_OFFICES = ("en.victim.own", "en.victim.role")
_KIN = frozenset({"accomplice", "brother", "cousin", "father", "friend", "sister", "son", "uncle", "wife"})
_NEAR = 3
"""sentences within which a pronoun means the one told of before"""


def assign(story: Story, claims: list[Claim]) -> None:
    """Give each claim its victims, those whom its words name first and those that only the setting tells last."""
    claimed, held = responsibility(story).main, suspect(story)
    before: Claim | None = None
    for claim in claims:
        _by_words(story, claim, before, claimed)
        if (
            held is not None
            and claim.draft.victim is not None
            and claim.link.group.named
            and is_himself(held, claim.link)
        ):
            claim.draft.victim = replace(claim.draft.victim, actor_id=None, group=held.mention.group)
            claim.draft.victim_kind = "combatant"
        _with_whole(claim)
        _with_owner(claim, before)
        _with_suspect(claim, before)
        before = claim
    _share_among_same_person(claims)
    _share_with_office(claims)
    _share_among_same_people(claims)
    _share_with_pronouns(story, claims)
    drafts = [claim.draft for claim in claims]
    for claim in claims:
        if claim.draft.victim is None:
            group = claimed.mention.group if claimed is not None else None
            code, kind = bare.side_of(story, claim.link, claim.draft, drafts, group)
            claim.draft.victim, claim.draft.victim_kind = victims.unresolved(story, claim.link, kind, code)
    for claim in claims:
        if claim.draft.victim_kind == "unknown" and (same := bare.by_same_fact(claim.draft, drafts)) is not None:
            code, kind = same
            claim.draft.victim, claim.draft.victim_kind = victims.unresolved(story, claim.link, kind, code)


def _by_words(story: Story, claim: Claim, before: Claim | None, claimed: Perpetrator | None) -> None:
    """Victims whom the claim's own words tell, or who are the rest of those of the claim before."""
    found = victims.resolve(story, claim.link)
    if found is not None:
        claim.draft.victim, claim.draft.victim_kind = found
        if claimed is not None and _is_attacker(claim):
            mine = claimed.mention
            claim.draft.victim = replace(found[0], actor_id=mine.actor_id, group=mine.group)
    elif (meant := _told_before(story, claim, before)) is not None:
        kind, actor, code = meant
        rest, kind = victims.unresolved(story, claim.link, kind, code)
        claim.draft.victim, claim.draft.victim_kind = replace(rest, actor_id=actor), kind
    elif victims.is_rest(claim.link.group) and before is not None and before.draft.victim is not None:
        told = before.draft.part_of or before.draft  # "12 people, including a soldier, and wounding dozens more"
        if _is_attacker(before) or told.victim is None or _are_people_apart(claim, before):
            return  # "the bomber and two others"
        same, kind = told.victim, told.victim_kind
        rest, kind = victims.unresolved(story, claim.link, kind, same.group)
        claim.draft.victim, claim.draft.victim_kind = replace(rest, actor_id=same.actor_id), kind


def _are_people_apart(claim: Claim, before: Claim) -> bool:
    """Whether a sentence of its own calls those people whom it tells besides a fighter: "six other people died"."""
    group = claim.link.group
    people = group.head.lemma_.lower() in ("people", "person") or is_of_nation(group)
    return people and before.draft.victim_kind == "combatant" and claim.sentence is not before.sentence


def _told_before(story: Story, claim: Claim, before: Claim | None) -> Described | None:
    """Whom "the other two" means where no claim close by counts the first of them."""
    near = before is not None and claim.sentence.index - before.sentence.index < _NEAR
    return None if near or not victims.is_rest(claim.link.group) else antecedents.the_others(story, claim.link.group)


def _is_attacker(claim: Claim) -> bool:
    """Whether the victims are those who attacked: "the bomber died"."""
    return claim.link.group.head.lemma_.lower() in UNNAMED - {"man"}


def _with_whole(claim: Claim) -> None:
    """One who holds an office among fighters is of their group: "three commanders, including the shadow governor"."""
    whole, mine = claim.draft.part_of, claim.draft
    if whole is None or whole.victim is None or mine.victim is None or mine.victim_kind != "civilian":
        return
    if whole.victim_kind == "combatant" and leads(claim.link.group, whole.victim):
        mine.victim = replace(mine.victim, actor_id=whole.victim.actor_id, group=whole.victim.group)
        mine.victim_kind = "combatant"


def _with_owner(claim: Claim, before: Claim | None) -> None:
    """Fighters called "his" belong to the one before: "the officer and his two bodyguards"."""
    if before is None or before.draft.victim is None or claim.draft.victim is None:
        return
    owned = any(t.lower_ in ("his", "her", "their") for t in claim.link.group.head.lefts)
    one = before.draft.quantity.count == 1 and claim.sentence.index - before.sentence.index <= _NEAR
    near = one or claim.link.trigger == before.link.trigger
    if owned and near and {claim.draft.victim_kind, before.draft.victim_kind} == {"combatant"}:
        mine = before.draft.victim
        claim.draft.victim = replace(claim.draft.victim, actor_id=mine.actor_id, group=mine.group)


def _with_suspect(claim: Claim, before: Claim | None) -> None:
    """A suspect's kin whom the police hit or hold are held for the attack, too: "his brother, Omar, was captured"."""
    if before is None or before.draft.victim is None or claim.draft.victim is None:
        return
    group, theirs = claim.link.group, before.draft.victim
    kin = group.head.lemma_.lower() in _KIN and any(t.lower_ in ("his", "her") for t in group.head.lefts)
    near = before.draft.quantity.count == 1 and claim.sentence.index - before.sentence.index <= 1
    suspected = before.draft.victim_kind == "combatant" and theirs.actor_id is None
    if (
        kin
        and near
        and suspected
        and "police" in claim.sentence.text
        and any(t.dep_ == "appos" for t in group.head.rights)
    ):
        claim.draft.victim, claim.draft.victim_kind = replace(claim.draft.victim, group=theirs.group), "combatant"


def _share_among_same_person(claims: list[Claim]) -> None:
    """A person who bore arms in one sentence did so in the others."""
    named = [c for c in claims if c.link.group.named and c.draft.quantity.count == 1 and c.draft.victim is not None]
    armed = {c.link.group.surname: c.draft.victim for c in reversed(named) if c.draft.victim_kind == "combatant"}
    for claim in named:
        same = armed.get(claim.link.group.surname)
        if same is not None and claim.draft.victim is not None and claim.draft.victim_kind == "civilian":
            claim.draft.victim = replace(claim.draft.victim, actor_id=same.actor_id, group=same.group)
            claim.draft.victim_kind = "combatant"


def _share_with_office(claims: list[Claim]) -> None:
    """A person whom only the name tells is the one official of an armed group whose death the article tells."""
    for claim in claims:
        mine = claim.draft
        if mine.victim is None or mine.victim.rule_id != "en.victim.name":
            continue
        for other in claims:
            theirs = other.draft
            office = theirs.victim is not None and theirs.victim.rule_id in _OFFICES
            alike = mine.quantity.count == theirs.quantity.count == 1 and mine.outcome == theirs.outcome
            if office and alike and theirs.victim is not None and days_agree(mine.time, theirs.time):
                mine.victim = replace(mine.victim, actor_id=theirs.victim.actor_id, group=theirs.victim.group)
                mine.victim_kind = "combatant"
                break


def _share_among_same_people(claims: list[Claim]) -> None:
    """Whoever is called only "the soldier" is the one told of before, whatever force is near."""
    for at, claim in enumerate(claims):
        victim, head = claim.draft.victim, claim.link.group.head
        if victim is None or ".common." not in victim.rule_id or not any(t.lower_ == "the" for t in head.lefts):
            continue
        if any(t.dep_ in ("amod", "compound", "poss") for t in head.lefts):
            continue
        for other in reversed(claims[:at]):
            theirs = other.draft.victim
            alike = (
                other.link.group.head.lemma_ == head.lemma_ and other.draft.quantity.count == claim.draft.quantity.count
            )
            if alike and theirs is not None and other.draft.victim_kind == "combatant":
                claim.draft.victim = replace(victim, actor_id=theirs.actor_id, group=theirs.group)
                break


def _share_with_pronouns(story: Story, claims: list[Claim]) -> None:
    """Whoever is called "he" is the one person told of right before."""
    for before, claim in pairwise(claims):
        mine, theirs = claim.draft, before.draft
        if mine.victim is not None or theirs.victim is None or claim.link.group.head.pos_ != "PRON":
            continue
        alone = mine.quantity.count == theirs.quantity.count == 1 and mine.outcome == theirs.outcome
        before_it = claim.link.group.head.doc[: claim.link.group.start]
        alone = alone and not any(token.lower_ in SOMEBODY for token in before_it)  # "shot a man, and he died"
        if alone and claim.sentence.index - before.sentence.index <= _NEAR:
            rest, kind = victims.unresolved(story, claim.link, theirs.victim_kind, theirs.victim.group)
            mine.victim, mine.victim_kind = replace(rest, actor_id=theirs.victim.actor_id), kind
