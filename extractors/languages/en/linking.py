"""Casualty claims of one sentence: predicates and groups joined, coordinations and parts followed."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extractors.languages.en.frames import Hit, hits, is_among, with_conjuncts
from extractors.languages.en.groups import Group, group_of, is_thing, numbers_of, person_noun
from extractors.languages.en.rules import OutcomeRule, both_rule, word_set
from extractors.languages.en.sentences import Sentence

_JOINERS = word_set("en.words.linking.joiners")
_DASHES = frozenset({"--", "–", "—", "-", ":", "("})
_OWN_PREDICATES = word_set("en.words.linking.own-predicates")


@dataclass(slots=True)
class Link:
    """A group that a predicate speaks of; `part_of` is the link whose number includes this one."""

    group: Group
    rule: OutcomeRule
    trigger: Token
    confidence: float
    how: str
    part_of: "Link | None" = None


class Linker:
    """Finds the links of one parsed sentence."""

    def __init__(self, sentence: Sentence, doc: Doc) -> None:
        self.sentence, self.doc = sentence, doc
        self.numbers = numbers_of(doc)
        self.links: list[Link] = []
        self.taken: dict[tuple[int, str], Link] = {}
        self.hits: list[Hit] = []

    def run(self) -> list[Link]:
        """All links, in the order of the text."""
        self.hits = list(hits(iter(self.doc)))
        for hit in self.hits:
            if hit.rule.frame == "count":
                self._counted(hit)
            elif is_among(hit.token):
                self._among(hit)
            else:
                self._direct(hit)
        self._put_at()
        self._beside()
        for link in list(self.links):
            self._among_counted(link)
            self._parts(link)
            self._coordinated(link)
        self.links.sort(key=lambda link: (link.group.quantity.start, link.trigger.i))
        return self.links

    # -- adding

    def _add(self, head: Token, hit: Hit, confidence: float, how: str, part_of: Link | None = None) -> Link | None:
        group = group_of(self.sentence, head, self.numbers)
        return self._add_group(group, hit.rule, hit.token, confidence, how, part_of) if group else None

    def _add_group(
        self, group: Group, rule: OutcomeRule, trigger: Token, confidence: float, how: str, part_of: Link | None = None
    ) -> Link | None:
        key = (group.number.core if group.number else group.head.i, rule.outcome)
        if self._both(group, key[0], rule, trigger):
            return None
        if key in self.taken:
            link = self.taken[key]
            if part_of is not None and link.part_of is None and part_of is not link:
                link.part_of = part_of
            return None
        link = Link(group, rule, trigger, confidence, how, part_of)
        self.taken[key] = link
        self.links.append(link)
        return link

    def _both(self, group: Group, core: int, rule: OutcomeRule, trigger: Token) -> bool:
        """Whether one exact number covers dead and wounded: "50 were killed or wounded" is one claim."""
        killed = self.taken.get((core, "killed"))
        if rule.outcome != "wounded" or killed is None or group.quantity.count is None or group.quantity.count < 2:
            return False
        if not 0 < trigger.i - killed.trigger.i <= 2 or trigger.nbor(-1).lower_ not in ("or", "and", "/"):
            return False
        killed.rule = both_rule()
        return True

    def _direct(self, hit: Hit) -> None:
        confidence = 0.93 if hit.rule.frame in ("object", "state", "subject") else 0.88
        for i, head in enumerate(hit.heads):
            if i and self._has_own_predicate(head, hit):
                continue
            group = group_of(self.sentence, head, self.numbers)
            if group is None or not self._plausible(group, hit):
                continue
            self._add_group(group, hit.rule, hit.token, confidence - 0.03 * bool(i), "tree")

    def _has_own_predicate(self, head: Token, hit: Hit) -> bool:
        """Whether a coordinated group is spoken of by another predicate of its own ("and 22 wounded")."""
        for other in self.hits:
            if other.token != hit.token and other.rule.outcome != hit.rule.outcome:
                first = other.heads[0] if other.heads else None
                if first is not None and first.i == head.i:
                    return True
        following = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        return following is not None and following.lower_ in _OWN_PREDICATES and following != hit.token

    def _plausible(self, group: Group, hit: Hit) -> bool:
        people_known = group.noun is not None or group.named
        if hit.rule.needs_people:
            return people_known
        if people_known or group.head.pos_ == "PRON":
            return True
        if group.number is None or is_thing(group.head):
            return False
        return group.head.i < group.number.end_core or group.head.pos_ in ("PROPN", "NOUN", "ADJ", "NUM")

    # -- nouns that are counted themselves

    def _counted(self, hit: Hit) -> None:
        token = hit.token
        if any(other.token == token and other.rule.frame in ("state", "object") and other.heads for other in self.hits):
            return
        if is_among(token) or token.head.lemma_.lower() in ("include", "comprise"):
            self._among(hit)
            return
        partitive = token.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        if partitive is not None and partitive.i - 1 in self.numbers.by_core:
            number = self.numbers.by_core[partitive.i - 1]
            head = self.doc[number.end_core - 1]
            self._add(head, hit, 0.85, "count")
            return
        group = group_of(self.sentence, token, self.numbers)
        if (
            (group is None or group.number is None)
            and token.dep_ == "conj"
            and token.head.lower_ in ("dead", "killed", "wounded", "injured")
        ):
            group = group_of(self.sentence, token.head, self.numbers)
            if group is not None and group.number is not None and group.quantity.bound == "vague":
                self._add_group(group, hit.rule, token, 0.85, "count")
            return
        if group is None or group.number is None:
            return
        if token.tag_ in ("VBN", "VBD", "JJ") and token.i != group.number.end:
            return
        self._add_group(group, hit.rule, token, 0.9, "count")

    # -- "x x x x x x x x x x"

    def _among_counted(self, link: Link) -> None:
        """ "x x x x x x x x" """
        head = (link.group.number and self.doc[link.group.number.end_core - 1]) or link.group.head
        for token in (link.group.head, head):
            up = token.head
            if up.lower_ in ("among", "amongst") and up.head.lemma_ == "be":
                for child in up.head.children:
                    if child.dep_ == "nsubj" and child.i < up.i:
                        for each in with_conjuncts(child):
                            group = group_of(self.sentence, each, self.numbers)
                            if group is not None and group.quantity.bound != "unstated":
                                self._add_group(group, link.rule, link.trigger, 0.85, "among", link)
                return

    def _put_at(self) -> None:
        """ "put the number of civilians killed at 13", "put the fatalities at more than 30" """
        for number in self.numbers.all:
            before = self.doc[number.start - 1].lower_ if number.start else ""
            puts = [t for t in self.doc[: number.start] if t.lemma_.lower() in ("put", "place", "estimate", "stand")]
            if before != "at" or not puts or any(key[0] == number.core for key in self.taken):
                continue
            between = [h for h in self.hits if puts[-1].i < h.token.i < number.start]
            if between:
                self._add(self.doc[number.end_core - 1], between[-1], 0.85, "put at")

    def _included(self, hit: Hit) -> None:
        """ "The dead included two soldiers and an interpreter" """
        for child in hit.token.head.children:
            if child.dep_ == "dobj":
                for each in with_conjuncts(child):
                    group = group_of(self.sentence, each, self.numbers)
                    if group is not None and group.quantity.bound != "unstated":
                        self._add_group(group, hit.rule, hit.token, 0.85, "among")

    def _among(self, hit: Hit) -> None:
        token = hit.token
        if token.dep_ == "nsubj" and token.head.lemma_.lower() in ("include", "comprise"):
            self._included(hit)
            return
        whole = next((link for link in self.links if link.rule.outcome == hit.rule.outcome), None)
        for verb in self.doc[token.i + 1 : token.i + 14]:
            if verb.lower_ in ("were", "was", "are", "is"):
                heads = [child for child in verb.children if child.dep_ in ("nsubj", "attr") and child.i > verb.i]
                before = [child for child in verb.children if child.dep_ == "nsubj" and child.i < token.i]
                for head in heads or before:
                    for each in with_conjuncts(head):
                        self._add(each, hit, 0.85, "among", whole)
                return
        for verb in reversed(list(self.doc[max(0, token.i - 12) : token.i])):
            if verb.lower_ in ("were", "was", "are", "is"):
                for head in verb.children:
                    if head.dep_ in ("nsubj", "expl") and head.i < verb.i:
                        for each in with_conjuncts(head):
                            if each.lower_ not in ("there",):
                                self._add(each, hit, 0.8, "among", whole)
                return

    # -- numbers that stand beside a predicate where the parse missed them

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
            hit = self._hit_beside(group)
            if hit is not None and self._plausible(group, hit):
                self._add_group(group, hit.rule, hit.token, 0.75, "beside")

    def _heads(self) -> set[int]:
        return {link.group.head.i for link in self.links}

    def _hit_beside(self, group: Group) -> Hit | None:
        doc, after = self.doc, group.end
        while (
            after < len(doc)
            and doc[after].lower_
            in (
                "people",
                "others",
                "other",
                "more",
                "were",
                "was",
                "have",
                "been",
                "had",
                "being",
                "reportedly",
                "also",
                "and",
                "got",
                "are",
            )
            and after < group.end + 4
        ):
            if doc[after].lower_ == "and" and not (after + 1 < len(doc) and doc[after + 1].lower_ in _OWN_PREDICATES):
                break
            after += 1
        before = group.start - 1
        while before >= 0 and doc[before].lower_ in ("a", "the", "further", "another", ",", "about", "at", "least"):
            before -= 1
        for hit in self.hits:
            if after > group.end and hit.heads and doc[after - 1].lower_ == "and":
                continue
            if (
                hit.rule.frame in ("object", "state")
                and hit.token.i == after
                and hit.token.tag_ in ("VBN", "VBD", "JJ")
            ):
                return hit
        for hit in self.hits:
            if (
                hit.rule.frame == "object"
                and hit.token.i == before
                and (
                    hit.token.tag_ in ("VBG", "VBD", "VB", "VBZ")
                    or (hit.token.i and doc[hit.token.i - 1].lower_ in ("leaving", "left"))
                )
            ):
                return hit
        return None

    # -- parts: "including", "among them", "one of them a child", "-- 33 children, 32 women"

    def _parts(self, link: Link) -> None:
        group = link.group
        i = self._skip_modifiers(
            max(group.end, link.trigger.i + 1 if link.trigger.i >= group.end else group.end), group, link
        )
        for j in range(group.end, min(len(self.doc), i + 18)):
            token = self.doc[j]
            if token.text in (";",) or (token.lower_ in _OWN_PREDICATES and token != link.trigger and j > i):
                break
            if token.lower_ in ("including", "comprising") or (
                token.lower_ in ("among", "amongst")
                and j + 1 < len(self.doc)
                and self.doc[j + 1].lower_ in ("them", "whom", "those", "which")
            ):
                later = [k for k in self.links if k is not link and k.group.start > group.start and k.group.start < j]
                if later and any(k.rule.outcome == link.rule.outcome and k.part_of is None for k in later):
                    return
                self._part_list(j + (1 if token.lower_ in ("including", "comprising") else 2), link)
                return
            if token.lower_ in ("them", "whom") and self.doc[j - 1].lower_ == "of" and j - 2 in self.numbers.by_core:
                self._of_them(j, link)

    def _skip_modifiers(self, i: int, group: Group, link: Link) -> int:
        return i

    def _part_list(self, i: int, whole: Link) -> None:
        """A list of groups from token i on, each a part of `whole`."""
        misses = 0
        while i < len(self.doc) and misses < 3:
            token = self.doc[i]
            if token.lower_ in _JOINERS or token.lower_ in ("at", "least", "a", "an", "the", "many", "some", "also"):
                if token.text in _DASHES and token.text != "-":
                    return
                i += 1
                continue
            head = self._head_from(i)
            if head is None:
                return
            group = group_of(self.sentence, head, self.numbers)
            following = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
            if group is None or (
                following is not None and following.lower_ in _OWN_PREDICATES and following != whole.trigger
            ):
                return
            if group.noun is None and not group.named and group.number is None:
                return
            if group.quantity.bound != "unstated":
                self._add_group(group, whole.rule, whole.trigger, min(whole.confidence, 0.85), "part", whole)
            i = max(group.end, i + 1)
            if i < len(self.doc) and self.doc[i].lower_ not in _JOINERS:
                i = self._past_modifier(i)
            if i < len(self.doc) and self.doc[i].lower_ not in _JOINERS:
                return

    def _past_modifier(self, i: int) -> int:
        """Behind "aged 4", "under 15", "from one family" after a listed group."""
        j = i
        while j < len(self.doc) and j < i + 7 and self.doc[j].lower_ not in _JOINERS:
            if self.doc[j].pos_ in ("VERB", "AUX") and self.doc[j].lower_ != "aged":
                return i
            j += 1
        return j if j < i + 7 else i

    def _head_from(self, i: int) -> Token | None:
        """Head of the noun phrase that begins at token i."""
        token = self.doc[i]
        if i in self.numbers.by_token:
            number = self.numbers.by_token[i]
            return self.doc[number.end_core - 1]
        for j in range(i, min(i + 8, len(self.doc))):
            here = self.doc[j]
            if here.pos_ in ("NOUN", "PROPN") and not (
                here.dep_ in ("compound", "amod", "nmod", "poss") and here.head.i > j and here.head.i < i + 8
            ):
                return here
            if here.pos_ not in ("DET", "ADJ", "PRON", "NOUN", "PROPN", "NUM", "PUNCT", "ADV", "PART", "VERB"):
                return None
        return token if token.pos_ == "NUM" else None

    def _of_them(self, j: int, whole: Link) -> None:
        """ "two of them children", "one of them a woman" """
        number = self.numbers.by_core[j - 2]
        head = self.doc[number.end_core - 1]
        group = group_of(self.sentence, head, self.numbers)
        if group is None:
            return
        after = self._head_from(j + 1) if j + 1 < len(self.doc) else None
        if after is not None and person_noun(after) is not None:
            group = replace(group, noun=person_noun(after), head=after)
        key_number = group.number.core if group.number else group.head.i
        if (key_number, whole.rule.outcome) not in self.taken:
            self._add_group(group, whole.rule, whole.trigger, 0.85, "part", whole)

    # -- coordination by adjacency, where the parse broke it

    def _coordinated(self, link: Link) -> None:
        i = link.group.end
        if i >= len(self.doc) or link.how in ("part", "among"):
            return
        dashed = self.doc[i].text in ("--", "–", "—", ":", "(")
        start = i
        while i < len(self.doc) and self.doc[i].lower_ in _JOINERS:
            i += 1
        glued = i == start and i in self.numbers.by_token and link.group.number is not None
        dashed = dashed or glued
        if (
            (i == start and not glued)
            or i >= len(self.doc)
            or (i not in self.numbers.by_token and self.doc[i].lower_ not in ("a", "an", "his", "her", "their"))
        ):
            return
        head = self._head_from(i)
        described = self.doc[i].lower_ in ("a", "an", "the") and head is not None and head.dep_ == "appos"
        if head is None or head == link.trigger or (described and link.group.quantity.count == 1):
            return
        group = group_of(self.sentence, head, self.numbers)
        if group is None or group.quantity.bound == "unstated" or (group.noun is None and not dashed):
            return
        if any(key[0] == (group.number.core if group.number else group.head.i) for key in self.taken):
            return
        following = self.doc[group.end].lower_ if group.end < len(self.doc) else ""
        own = following in _OWN_PREDICATES and self.doc[group.end] != link.trigger
        auxiliary = following in ("were", "was", "have", "has", "are", "is") and link.trigger.i < group.start
        if own or auxiliary:
            return
        if glued and (group.quantity.count or 10**9) >= (link.group.quantity.count or 0):
            return
        if dashed:
            self._part_list(i, link)
            return
        added = self._add_group(group, link.rule, link.trigger, 0.75, "beside")
        if added is not None:
            self._coordinated(added)
