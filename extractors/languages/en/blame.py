"""Who did what each claim tells: named for it, meant by the article, or carried from a claim beside."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.actors import ActorRegister
from extractors.components import scope
from extractors.languages.en import judging, perpetrators, sharing
from extractors.languages.en.attackers import enemy, is_of_law, is_state, speaking_force
from extractors.languages.en.authorities import authority, is_arrest, is_of_all_sides
from extractors.languages.en.bands import OF_A_FIGHT, OF_ONE_SENTENCE
from extractors.languages.en.bothsides import fell_to_both, has_doer
from extractors.languages.en.breakdowns import Claim
from extractors.languages.en.claimants import is_mystery, responsibility
from extractors.languages.en.firepower import firing, is_of_country, putting_down, striking
from extractors.languages.en.nationals import FALLEN
from extractors.languages.en.objections import answered_it, is_hit_beside, owns, speaks
from extractors.languages.en.parties import group_before
from extractors.languages.en.perpetrators import Perpetrator
from extractors.languages.en.rules import phrase
from extractors.languages.en.sharing import is_one, is_unnamed
from extractors.languages.en.story import Story
from extractors.languages.en.suspects import is_himself, suspect
from extractors.languages.en.teasers import is_teaser
from extractors.languages.en.tolls import is_recurring, is_so_far, is_toll_of_war
from extractors.languages.en.weapons import LAID, is_unlikely

_ELSEWHERE = phrase("en.phrase.blame.elsewhere")
_THE_EVENT = phrase("en.phrase.timing.the-event")
_NAMED_WAR = phrase("en.phrase.blame.named-war")
_OWN_FIRE = phrase("en.phrase.blame.own-fire")
_STEALTH = phrase("en.phrase.blame.stealth")
_BY_DESCRIPTION = frozenset({"en.victim.person", "en.victim.noun"})
"""how victims are known whom no name gives to a force"""
_NEAR = 2
"""sentences over which a claim lends its perpetrator to another about the same kind of victims"""


def _is_told(claim: Claim) -> bool:
    """Whether the clause tells who did it: "jets killed 18 in fighting", "clashes **between A and B** killed 18"."""
    both = claim.perpetrator is not None and claim.perpetrator.mention.rule_id in OF_A_FIGHT
    return both or has_doer(claim.link)


class Blame:
    """The perpetrators of one article's claims."""

    def __init__(self, story: Story, claims: list[Claim]) -> None:
        self.story, self.claims = story, claims
        self.drafts = [claim.draft for claim in claims]
        self.responsible = responsibility(story, sharing.told_beside(story, claims))
        self.claimed, self.unclaimed = self.responsible.main, self.responsible.is_open
        self.suspect = suspect(story) if self.claimed is None else None
        self.main: Perpetrator | None = None
        self.sides_hold = _OWN_FIRE.search(story.text) is None

    def assign(self) -> None:
        """Give each claim its perpetrator; attackers named without a side may still be the claimant's."""
        for claim in self.claims:
            self._set_apart(claim)
            found = perpetrators.stated(self.story, claim.link, claim.draft.victim)
            claim.perpetrator = None if found is not None and answered_it(self.story, claim, found) else found
            if is_unnamed(claim.perpetrator):
                known = (self.claimed or self.suspect) if self._is_main(claim) else None
                known = known or self.responsible.near(claim.sentence) or self._group(claim) or self._enemy(claim)
                claim.perpetrator = known or claim.perpetrator
        sharing.among_same_person(self.claims, self._own)
        sharing.among_tellings(self.claims, self._own, self._stands_alone)
        self.main = self.claimed or self._main_attacker()
        if self.main is None and not self.unclaimed:
            self.main = perpetrators.attacker(self.story)
        for claim in self.claims:
            found = claim.perpetrator or next(self._meant(claim), None)
            victim = claim.draft.victim
            named = claim.perpetrator is not None and claim.perpetrator.basis == "stated"
            fell = (self.story, claim.sentence, claim.draft, self.drafts)
            done = named and _is_told(claim)
            if victim is not None and victim.group == "MIXED" and not done and fell_to_both(*fell, named=named):
                claim.draft.perpetrator = replace(victim, rule_id="en.perpetrator.mixed")
                claim.draft.perpetrator_basis = "implied"
            elif found is not None:
                claim.draft.perpetrator, claim.draft.perpetrator_basis = found.mention, found.basis
        self._lend()

    def _set_apart(self, claim: Claim) -> None:
        """Give fighters whom a common noun names to the other side, where by the grammar their own killed them."""
        victim = claim.draft.victim
        if victim is None or claim.draft.victim_kind != "combatant" or not self.sides_hold:
            return
        if ".common." not in victim.rule_id and victim.rule_id not in _BY_DESCRIPTION:
            return
        did = perpetrators.doer(self.story, claim.link, None)
        if did is None or did.mention.actor_id is None or did.mention.actor_id != victim.actor_id:
            return
        if did.mention.start < victim.end and victim.start < did.mention.end:
            return
        enemy = perpetrators.opponent(self.story, did.mention, sides_hold=True)
        other = enemy.mention if enemy is not None else None
        group = "UNKNOWN" if self.story.is_yemen else "OTHER"  # of whichever side, not their own
        actor, group = (other.actor_id, other.group) if other is not None else (None, group)
        claim.draft.victim = replace(victim, actor_id=actor, group=group)

    def _lend(self) -> None:
        """A last resort for who hit people: a claim close by about others of their kind on the same days."""
        told = [c for c in self.claims if c.draft.quantity.count != 1 or not is_of_law(c.perpetrator)]
        known = {id(c): c.draft.perpetrator for c in told if c.draft.perpetrator_basis in ("stated", "carried")}
        for claim in self.claims:
            text = claim.sentence.text
            apart = _ELSEWHERE.search(text) is not None or is_teaser(text) or self._is_abroad(claim)
            apart = apart or is_toll_of_war(claim.link, claim.draft) or is_of_country(claim.sentence)
            if claim.draft.perpetrator is not None or apart:
                continue
            for other in self._neighbours(claim):
                mention = known.get(id(other))
                own = mention is not None and mention.rule_id in OF_ONE_SENTENCE
                if own and other.sentence is not claim.sentence:
                    continue
                found = Perpetrator(mention, "carried") if mention is not None else None
                if found is not None and self._may_have(claim, found):
                    claim.draft.perpetrator, claim.draft.perpetrator_basis = found.mention, found.basis
                    break

    def _group(self, claim: Claim) -> Perpetrator | None:
        """The one armed group of the article that "the militants" means."""
        did = claim.perpetrator
        group = group_before(self.story, did.mention) if did is not None and not did.elsewhere else None
        found = Perpetrator(group, "carried") if group is not None else None
        return found if found is not None and not self._own(claim, found) else None

    def _enemy(self, claim: Claim) -> Perpetrator | None:
        """The armed group that fights those whom attackers without a name hit; none where nobody knows them."""
        if self.unclaimed or claim.perpetrator is None or _STEALTH.search(claim.sentence.text) is not None:
            return None
        return enemy(self.story, claim.perpetrator.mention, claim.draft.victim)

    def _is_main(self, claim: Claim) -> bool:
        told = judging.is_main(self.story, claim.draft, self.drafts) or self.responsible.is_told_in(claim.sentence)
        return told and not self._is_ones_own(claim)

    def _is_ones_own(self, claim: Claim) -> bool:
        """Whether the killing of one person is an event of its own, and no part of the attack told of.

        Of that he is a part who is told of first, beside another of its victims, or together with "the attack".
        """
        if not is_one(claim):
            return False
        first = self.claims[0]
        told_first = first is claim or (is_one(first) and first.link.group.surname == claim.link.group.surname)
        near = any(abs(c.sentence.index - claim.sentence.index) <= 1 for c in self.claims if not is_one(c))
        return not told_first and not near and _THE_EVENT.search(claim.sentence.text) is None

    def _main_attacker(self) -> Perpetrator | None:
        """The attacker of most claims about several people; what is history in an article about today has no say."""
        lead = self.claims[0].sentence if self.claims else None
        today = [c for c in self.claims if c.draft.scope != "background" or c.sentence is lead]
        told = [c for c in today if c.draft.quantity.count != 1 and c.draft.outcome != "captured"]
        return perpetrators.main_attacker([c.perpetrator for c in told if c.perpetrator is not None])

    def _meant(self, claim: Claim) -> Iterator[Perpetrator]:
        """Who can be meant where the sentence does not say, likeliest first.

        Nobody for another article's headline and for what a war has cost.
        """
        fallen = claim.draft.victim is not None and claim.draft.victim.rule_id == FALLEN
        if fallen or is_teaser(claim.sentence.text) or is_toll_of_war(claim.link, claim.draft):
            return
        if self._is_of_all_sides(claim):
            return
        for found in self._candidates(claim):
            if found is not None and self._may_have(claim, found):
                yield found

    @staticmethod
    def _is_of_all_sides(claim: Claim) -> bool:
        """Whether a claim sums up a rising by its thousands: "more than 3,000 have been killed since March"."""
        unarmed = claim.draft.victim_kind != "combatant" and not is_arrest(claim.link)
        return unarmed and is_so_far(claim.link) and is_of_all_sides(claim.sentence, claim.draft)

    def _may_have(self, claim: Claim, found: Perpetrator) -> bool:
        """Whether nothing speaks against a force that the sentence does not name."""
        if self._own(claim, found) or speaks(self.story, claim, found) or is_hit_beside(self.claims, claim, found):
            return False
        if answered_it(self.story, claim, found):
            return False
        claimed = self.claimed is not None and found.mention == self.claimed.mention
        return claimed or not is_unlikely(self.story, claim.sentence, claim.draft, found.mention)

    def _candidates(self, claim: Claim) -> Iterator[Perpetrator | None]:
        story, draft, sentence = self.story, claim.draft, claim.sentence
        is_main, apart = self._is_main(claim), _ELSEWHERE.search(sentence.text) is not None
        yield self.responsible.near(sentence)
        its_own = not apart and not self._is_placed_apart(claim) and not is_of_country(sentence)
        if is_main and its_own and not is_arrest(claim.link):
            yield self.claimed
            yield self.suspect if self.suspect is not None and not is_himself(self.suspect, claim.link) else None
        span = (draft.source.start, draft.source.end) if draft.source else None
        if not is_mystery(story, draft):
            yield perpetrators.in_sentence(story, claim.link, draft.victim, span)
        yield speaking_force(story, draft.victim, draft.source)
        if self._is_abroad(claim):
            return
        near = draft.scope != "background" or (is_main and draft.time is not None)
        near = near and _NAMED_WAR.search(sentence.text) is None
        if not apart:
            yield None if self.unclaimed or is_of_country(sentence) else perpetrators.just_told(story, sentence)
            yield self._beside(claim) if near and not is_of_country(sentence) else None
            yield self._carried(self.main) if near and not self._is_of_another(claim) else None
        if not is_arrest(claim.link):
            yield firing(story, sentence, draft)
        told = f"{story.lead if is_main else ''} {sentence.text}"
        yield authority(story, claim.link, draft) or putting_down(story, sentence, draft)
        yield striking(story, sentence, draft) if not apart else None
        hidden = _STEALTH.search(told) or LAID.search(sentence.text) or is_mystery(story, draft)
        if near and not self.unclaimed and not hidden and not is_recurring(sentence.text):
            yield sharing.foe(self.story, self.claims, claim)
            yield perpetrators.opponent(story, draft.victim, self.sides_hold)

    def _is_of_another(self, claim: Claim) -> bool:
        """Whether a claim is about something that the article's attacker does not answer for.

        That is another attack than the one that it claimed, or one person's death where only its strikes are told of.
        """
        if self.main is None or claim.draft.outcome == "captured" or is_of_country(claim.sentence):
            return True  # who kills need not be who takes people
        if self.main.one_attack and (not self._is_main(claim) or self._is_placed_apart(claim)):
            return True
        if claim.draft.victim_kind == "civilian" and self._hits_only_fighters(self.main):
            return True
        alone = is_one(claim) and claim.draft.method == "unknown"
        return (alone or is_mystery(self.story, claim.draft)) and self.main.at_large

    def _hits_only_fighters(self, main: Perpetrator) -> bool:
        """Whether a state that attacks is told to have hit men with arms alone: people without them need not be its."""
        actor = main.mention.actor_id
        hit = [c for c in self.claims if c.perpetrator is not None and c.perpetrator.mention.actor_id == actor]
        return is_state(main) and bool(hit) and all(c.draft.victim_kind == "combatant" for c in hit)

    @staticmethod
    def _carried(found: Perpetrator | None) -> Perpetrator | None:
        """A perpetrator that another sentence states."""
        return replace(found, basis="carried") if found is not None and found.basis == "stated" else found

    def _is_abroad(self, claim: Claim) -> bool:
        """Whether a claim's sentence puts it into a country where the article's main attacker did nothing."""
        place, main = claim.draft.place, self.main.mention.actor_id if self.main is not None else None
        home = ActorRegister.load().by_id[main].country_code if main is not None else None
        if place is None or place.place is None or not claim.sentence.start <= place.start < claim.sentence.end:
            return False
        if home is None or home == place.place.country_code:
            return False
        done = [c.draft.place for c in self.claims if c.perpetrator and c.perpetrator.mention.actor_id == main]
        countries = {
            mention.place.country_code for mention in done if mention is not None and mention.place is not None
        }
        return bool(countries) and place.place.country_code not in countries

    def _is_placed_apart(self, claim: Claim) -> bool:
        """Whether a claim's sentence puts it into another province than the one where the article's attack was."""
        mine, first = self._province(claim), self._province(self.claims[0])
        return mine is not None and first is not None and mine != first

    @staticmethod
    def _province(claim: Claim) -> str | None:
        """The province of the place that a claim's own sentence names for it."""
        place = claim.draft.place
        if place is None or place.place is None or not claim.sentence.start <= place.start < claim.sentence.end:
            return None
        return place.place.admin1

    def _own(self, claim: Claim, found: Perpetrator) -> bool:
        return owns(self.story, claim, found, sides_hold=self.sides_hold)

    def _stands_alone(self, claim: Claim) -> bool:
        """Whether no other telling says who did it: a sum of a country, an attack that somebody has claimed."""
        return is_of_country(claim.sentence) or (self.claimed is not None and self._is_main(claim))

    def _beside(self, claim: Claim) -> Perpetrator | None:
        """The perpetrator of a claim beside this one about the same kind of victims on the same days."""
        near = [other for other in self._neighbours(claim) if other.perpetrator is not None]
        near = [o for o in near if o.sentence is claim.sentence or not is_unnamed(o.perpetrator)]
        near = [o for o in near if o.draft.quantity.count != 1 or not is_of_law(o.perpetrator)]
        return self._carried(near[0].perpetrator) if near else None

    def _neighbours(self, claim: Claim) -> Iterator[Claim]:
        """Claims close by about victims of the same group on the same days, nearest first."""
        mine = claim.draft
        for other in sorted(self.claims, key=lambda c: abs(c.sentence.index - claim.sentence.index)):
            draft = other.draft
            if other is claim or abs(other.sentence.index - claim.sentence.index) > _NEAR:
                continue
            alike = draft.victim and mine.victim and draft.victim.group == mine.victim.group
            if alike and draft.scope == mine.scope and scope.days_agree(draft.time, mine.time):
                yield other
