"""Casualty claims of one sentence: predicates and groups joined, coordinations and parts followed."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.languages.en import company, elliptic, surface
from extractors.languages.en.beside import does_something_else, hit_beside
from extractors.languages.en.frames_verbs import number_left
from extractors.languages.en.groups import Group, group_of
from extractors.languages.en.hits import Hit, hits, inverted, is_among
from extractors.languages.en.linkbase import OWN_PREDICATES, Link
from extractors.languages.en.listing import Lists
from extractors.languages.en.retold import counts_harm, is_told_again
from extractors.languages.en.rules import OutcomeRule, word_set
from extractors.languages.en.sizes import many
from extractors.languages.en.tree import all_of, children, with_conjuncts

__all__ = ["Link", "Linker"]

_INCLUDE = ("include", "comprise")
_THE_HURT = word_set("en.words.linking.the-hurt")


class Linker(Lists):
    """Finds the links of one parsed sentence."""

    def run(self) -> list[Link]:
        """All links, in the order of the text."""
        self.hits = [hit for hit in hits(iter(self.doc)) if hit.rule.frame != "victims" or _points(hit.token)]
        for hit in sorted(self.hits, key=lambda hit: hit.rule.frame == "figure"):
            if hit.rule.frame == "count":
                self._counted(hit)
            elif is_among(hit.token) or hit.rule.frame == "victims":
                if hit.rule.frame == "toll":
                    continue  # "was also among that count"
                if (number := number_left(hit.token)) is not None:
                    self._add(number, hit, 0.85, "count")  # "among the 17 dead"
                self._among(hit)
            elif (start := inverted(hit.token)) is not None:
                self._fronted(hit, start)
            else:
                self._direct(hit)
        self._put_at()
        self._beside()
        self._by_words()
        told = len(self.links)
        for link in list(self.links):
            self._among_counted(link)
            self._parts(link)
            self._coordinated(link)
            if (start := company.listed_from(self, link)) is not None:
                self._part_list(start, link, besides=True)
        for link in list(self.links):
            elliptic.follow(self, link)
        elliptic.count_names(self)
        for link in self.links[told:]:
            if link.how == "beside":
                self._parts(link)
        self.links = self._without_states()
        self.links.sort(key=lambda link: (link.group.quantity.start, link.trigger.i))
        return self.links

    def _direct(self, hit: Hit) -> None:
        confidence = 0.93 if hit.rule.frame in ("object", "state", "subject") else 0.88
        for i, head in enumerate(hit.heads):
            if i and self._has_own_predicate(head, hit):
                continue
            group = company.named(self, head) or group_of(self.sentence, head, self.numbers)
            if group is not None and group.quantity.bound == "unstated":
                group = company.in_apposition(self, head) or (self._some_more(group, hit) or group)
            if group is None or not self._plausible(group, hit) or _disagrees(group, hit):
                continue
            how = "share" if hit.rule.frame == "slain" and head.i < hit.token.i else "tree"
            self.add_group(group, hit.rule, hit.token, confidence - 0.03 * bool(i), how)

    def _some_more(self, group: Group, hit: Hit) -> Group | None:
        """Others hit in another way beside people counted: "killing a guard and wounding others"."""
        other = group.head.lower_ == "others" and hit.token.dep_ == "conj"
        if not other or (hit.token.tag_ != "VBG" and group.head.dep_ != "dobj"):
            return None
        return replace(group, quantity=replace(group.quantity, bound="vague", rule_id="en.num.others"))

    def _fronted(self, hit: Hit, start: int) -> None:
        """As in "Killed were two officers and a guard"."""
        head = self._head_from(start)
        added = self._add(head, hit, 0.85, "tree") if head is not None else None
        if added is not None:
            self._part_list(added.group.end, added, besides=True)

    def _has_own_predicate(self, head: Token, hit: Hit) -> bool:
        """Whether a coordinated group is spoken of by another predicate of its own ("and 22 wounded")."""
        for other in self.hits:
            if other.token != hit.token and other.rule.outcome != hit.rule.outcome:
                first = other.heads[0] if other.heads else None
                if first is not None and first.i == head.i:
                    return True
        following = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        if following is None or following == hit.token:
            return False
        if any(other.rule.frame == "custody" and head.i == other.token.i - 2 for other in self.hits):
            return True
        closed = hit.rule.frame == "state" and hit.heads[0].i < hit.token.i < head.i
        busy = closed and following.pos_ not in ("PUNCT", "CCONJ", "SCONJ", "ADP")
        return following.lower_ in OWN_PREDICATES or busy or does_something_else(head, hit)

    def _counted(self, hit: Hit) -> None:
        token = hit.token
        if counts_harm(token) or any(
            other.token == token and other.rule.frame in ("state", "object") and other.heads for other in self.hits
        ):
            return
        if is_among(token) or token.head.lemma_.lower() in _INCLUDE:
            self._among(hit)
            return
        if (
            token.dep_ == "nsubj"
            and token.head.lemma_ == "be"
            and token.lower_ in _THE_HURT
            and not token.nbor(-1).like_num
        ):
            self._said_of(hit)
            return
        partitive = token.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        if partitive is not None and partitive.i - 1 in self.numbers.by_core:
            number = self.numbers.by_core[partitive.i - 1]
            head = self.doc[number.end_core - 1]
            self._add(head, hit, 0.85, "share")
            for each in self._counted_beside(head):
                self._add(each, hit, 0.85, "share")
            return
        group = group_of(self.sentence, token, self.numbers)
        if (
            (group is None or group.number is None)
            and token.dep_ == "conj"
            and token.head.lower_ in ("dead", "killed", "wounded", "injured")
        ):
            group = group_of(self.sentence, token.head, self.numbers)
            if group is not None and group.number is not None and group.quantity.bound == "vague":
                self.add_group(group, hit.rule, token, 0.85, "count")
            return
        if group is None:
            return
        if group.number is None:
            self._unnumbered(group, hit)
            return
        if token.tag_ in ("VBN", "VBD", "JJ") and token.i != group.number.end:
            return
        self.add_group(group, hit.rule, token, 0.9, "count")

    def _unnumbered(self, group: Group, hit: Hit) -> None:
        """As in "high civilian casualties"; "the wounded", no claim, is the whole of a list: "… among them a boy"."""
        vague = many(group) if hit.rule.outcome == "killed_or_wounded" else None
        if vague is not None:
            self.add_group(vague, hit.rule, hit.token, 0.8, "count")
        elif group.quantity.bound == "unstated" and hit.token.lower_ in _THE_HURT:
            self.add_group(group, hit.rule, hit.token, 0.85, "count")

    def _said_of(self, hit: Hit) -> None:
        """As in "The dead were nine members of a family and a neighbour"."""
        for noun in hit.token.head.children:
            for each in with_conjuncts(noun) if noun.dep_ == "attr" else ():
                self._add(each, hit, 0.85, "among")

    def _without_states(self) -> list[Link]:
        """The links but for what people were before: "three of the wounded soldiers died" tells of no wounding."""
        told = {(link.group.number.core, link.rule.outcome) for link in self.links if link.group.number is not None}
        dead = {link.group.head.i for link in self.links if link.rule.outcome == "killed"}

        def is_state(link: Link) -> bool:
            number = link.group.number
            if is_told_again(link, self.links):
                return True
            if link.rule.id == "en.wound.shot-in-limb" and link.group.head.i in dead:
                return True  # "was shot in the neck and died"
            if number is None and link.rule.outcome == "wounded" and link.group.head.i in dead:
                return link.trigger.dep_ == "amod" and link.trigger.i < link.group.head.i
            if number is None or link.rule.outcome != "wounded" or (number.core, "killed") not in told:
                return False
            inside = link.trigger.i < link.group.end and link.trigger.i > number.end_core - 1
            return inside and (link.trigger.dep_ in ("amod", "pobj") or link.how == "share")

        return [link for link in self.links if not is_state(link)]

    def _counted_beside(self, head: Token) -> list[Token]:
        """Further shares of one whole: "30 of the dead were boys, six girls and 14 women"."""
        said = [child for child in head.head.children if child.dep_ == "attr"] if head.dep_ == "nsubj" else []
        beside = [each for noun in said for each in with_conjuncts(noun)[1:]]
        return [each for each in beside if any(child.i in self.numbers.by_core for child in each.lefts)]

    def _among_counted(self, link: Link) -> None:
        """As in "a tourist was among the 14 people killed", "the 14 dead included a tourist"."""
        head = (link.group.number and self.doc[link.group.number.end_core - 1]) or link.group.head
        for token in (link.group.head, head):
            if _is_included_in(token):
                self._included(token.head, link.rule, link.trigger, link)
                return
            up = token.head
            if up.lower_ in ("among", "amongst") and up.head.lemma_ == "be":
                for child in up.head.children:
                    if child.dep_ == "nsubj" or (child.dep_ == "attr" and up.i < up.head.i < child.i):
                        for each in with_conjuncts(child):
                            group = group_of(self.sentence, each, self.numbers)
                            if group is not None and group.quantity.bound != "unstated":
                                self.add_group(group, link.rule, link.trigger, 0.85, "among", link)
                return

    def _put_at(self) -> None:
        """As in "put the number of civilians killed at 13", "put the fatalities at more than 30"."""
        for number in self.numbers.all:
            before = self.doc[number.start - 1].lower_ if number.start else ""
            puts = [t for t in self.doc[: number.start] if t.lemma_.lower() in ("put", "place", "estimate", "stand")]
            if before != "at" or not puts or any(key[0] == number.core for key in self.taken):
                continue
            between = [h for h in self.hits if puts[-1].i < h.token.i < number.start]
            if between:
                self._add(self.doc[number.end_core - 1], between[-1], 0.85, "put at")

    def _included(self, verb: Token, rule: OutcomeRule, trigger: Token, whole: Link | None = None) -> None:
        """As in "The dead included two soldiers and an interpreter"; `whole` is what they are part of."""
        for child in verb.children:
            if child.dep_ == "dobj":
                for each in with_conjuncts(child):
                    group = group_of(self.sentence, each, self.numbers)
                    if group is not None and group.quantity.bound != "unstated":
                        self.add_group(group, rule, trigger, 0.85, "among", whole)

    def _among(self, hit: Hit) -> None:
        token = hit.token
        if _is_included_in(token):
            self._included(token.head, hit.rule, token)
            return
        outcome = hit.rule.outcome
        whole = next((k for k in self.links if k.rule.outcome == outcome and k.how != "among"), None)
        for verb in self.doc[token.i + 1 : token.i + 14]:
            if verb.lower_ in ("were", "was", "are", "is"):
                heads = [child for child in verb.children if child.dep_ in ("nsubj", "attr") and child.i > verb.i]
                before = [child for child in verb.children if child.dep_ == "nsubj" and child.i < token.i]
                links = [self._add(each, hit, 0.85, "among", whole) for each in all_of(heads or before)]
                if heads and links[-1] is not None:
                    self._part_list(links[-1].group.end, whole or links[-1], besides=whole is None)
                return
        for verb in reversed(list(self.doc[max(0, token.i - 12) : token.i])):
            if verb.lower_ in ("were", "was", "are", "is"):
                for head in verb.children:
                    counted = head.dep_ == "attr" and verb.i < head.i < token.i and head.lower_ != "one"
                    if counted or (head.dep_ in ("nsubj", "expl") and head.i < verb.i):
                        for each in with_conjuncts(head):
                            if each.lower_ not in ("there",):
                                self._add(each, hit, 0.8, "among", whole)
                return

    def _beside(self) -> None:
        used = {key[0] for key in self.taken}
        for number in self.numbers.all:
            if number.core in used:
                continue
            inside = (
                number.start > 1 and self.doc[number.start - 1].lower_ == "of" and number.start - 2 in self._heads()
            )
            group = group_of(self.sentence, self.doc[number.end_core - 1], self.numbers)
            if group is None or inside:
                continue
            hit = hit_beside(self, group)
            if hit is not None and self._plausible(group, hit):
                self.add_group(group, hit.rule, hit.token, 0.75, "beside")

    def _by_words(self) -> None:
        """What the words say of a predicate for which the parse gave nobody."""
        for hit in self.hits:
            own = [link for link in self.links if link.trigger == hit.token and link.rule.outcome == hit.rule.outcome]
            inserted = surface.insertion_before(self, hit.token.i) or (0, 0)
            if any(not inserted[0] < link.group.start < inserted[1] for link in own):
                continue
            for group in surface.groups_beside(self, hit):
                if self._plausible(group, hit):
                    self.add_group(group, hit.rule, hit.token, surface.CONFIDENCE, "beside")

    def _heads(self) -> set[int]:
        return {link.group.head.i for link in self.links}


def _disagrees(group: Group, hit: Hit) -> bool:
    """Whether one person is the subject of a verb in the plural, as where a headline runs into the next sentence."""
    alone = group.number is None and group.quantity.count == 1 and len(hit.heads) == 1 and group.head.pos_ != "PRON"
    around = [*group.head.doc[max(group.start - 1, 0) : group.start], *group.head.doc[group.head.i : hit.token.i]]
    alone = alone and not any(token.lower_ in ("and", "with", "or") for token in around)
    subject = group.head.head == hit.token and group.head.dep_ in ("nsubj", "nsubjpass")
    return alone and subject and any(child.lower_ in ("are", "were") for child in children(hit.token, "aux", "auxpass"))


def _is_included_in(token: Token) -> bool:
    """Whether a sentence tells who belongs to those whom the token names."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in _INCLUDE


def _points(token: Token) -> bool:
    """Whether a sentence tells who is among those whom the token names."""
    return is_among(token) or _is_included_in(token)
