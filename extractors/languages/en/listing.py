"""Lists and parts: "a soldier and two children", "20 people, among them five women", "85 -- 33 children, 32 women"."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.languages.en.company import named
from extractors.languages.en.groups import Group, group_of, is_thing, person_noun
from extractors.languages.en.linkbase import OWN_PREDICATES, SHARES, Link
from extractors.languages.en.liststeps import DASHES, JOINERS, OPENING, ListSteps
from extractors.languages.en.numbers import Number

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BEFORE_GROUP = frozenset({"a", "also", "an", "at", "least", "many", "some", "the"})
_SAYS = frozenset({"added", "according", "confirmed", "said", "says", "told"})
"""words behind which a list is over, and its speaker named: "including a boy, said Omar Haddad"."""
_OPENS_PERSON = frozenset({"a", "an", "another", "her", "his", "their"})


class Lists(ListSteps):
    """The linker's rules for what stands in a list with a group already found."""

    def _parts(self, link: Link) -> None:
        group = link.group
        self._dashed(link)
        i = max(group.end, link.trigger.i + 1)
        for j in range(group.end, min(len(self.doc), i + 18)):
            token = self.doc[j]
            if token.text in (";",) or (token.lower_ in OWN_PREDICATES and token != link.trigger and j > i):
                break
            if token.pos_ == "VERB" and j > i and self._tells_of_others(token, link):
                break  # "wounded dozens and took the lives of others, including a boy"
            if token.lower_ in ("including", "comprising") or (
                token.lower_ in ("among", "amongst")
                and j + 1 < len(self.doc)
                and self.doc[j + 1].lower_ in ("them", "whom", "those", "which")
            ):
                later = [k for k in self.links if k is not link and k.group.start > group.start and k.group.start < j]
                if later and any(k.rule.outcome == link.rule.outcome and k.part_of is None for k in later):
                    return
                if any(self._is_whole(number, i, j) for number in self.numbers.all):
                    return
                self._part_list(j + (1 if token.lower_ in ("including", "comprising") else 2), link)
                return
            if token.lower_ in ("them", "whom") and self.doc[j - 1].lower_ == "of" and j - 2 in self.numbers.by_core:
                self._of_them(j, link)

    def _tells_of_others(self, token: Token, link: Link) -> bool:
        """Whether another outcome is told from a token on, with people of its own."""
        return any(h.token == token and h.rule.outcome != link.rule.outcome and h.heads for h in self.hits)

    def _is_whole(self, number: Number, first: int, last: int) -> bool:
        """Whether a number of people between two tokens is the whole whose parts follow: "four others, among them"."""
        if not first <= number.start < number.end <= last:
            return False
        group = group_of(self.sentence, self.doc[number.end_core - 1], self.numbers)
        return group is not None and group.noun is not None

    def _part_list(self, i: int, whole: Link, *, besides: bool = False) -> None:
        """A list of groups from token i on, each a part of `whole`, or hit besides it."""
        told: Group | None = None
        first = i
        while i < len(self.doc):
            token = self.doc[i]
            if self._ends_list(token):
                return
            passed = token.lower_ in JOINERS or token.lower_ in _BEFORE_GROUP
            if passed or self._is_those_of(i):
                if token.text in DASHES and token.text != "-":
                    return
                i += 1
                continue
            head = self._head_from(i)
            if head is None:
                return
            group = named(self, head) or group_of(self.sentence, head, self.numbers)
            behind = max(head.i + 1, group.end if group is not None else 0)
            behind += behind < len(self.doc) and self.doc[behind].lower_ in ("more", "others")
            following = self.doc[behind] if behind < len(self.doc) else None
            if group is None or (
                following is not None and following.lower_ in OWN_PREDICATES and following != whole.trigger
            ):
                return
            if group.noun is None and not group.named and group.number is None:
                return
            if whole.trigger.i < group.start and (
                self._speaks(group) or (following is not None and following.tag_ in _FINITE)
            ):
                return
            is_new = group.quantity.bound != "unstated" and not (told is not None and self._is_name_of(told, group))
            if is_new and self._add_listed(group, whole, first, besides=besides):
                return
            i, told = max(group.end, i + 1), group
            if i < len(self.doc) and self.doc[i].lower_ not in JOINERS:
                i = self._past_modifier(i)
            if i < len(self.doc) and self.doc[i].lower_ not in JOINERS:
                return

    def _ends_list(self, token: Token) -> bool:
        """Whether a verb says something else from here on: who speaks, or who else was hit."""
        verbal = token.tag_ in ("VBD", "VBZ", "VBG")
        verbal = verbal or (token.tag_ == "VBN" and token.i + 1 in self.numbers.by_token)
        return token.lower_ in _SAYS or (verbal and any(hit.token == token for hit in self.hits))

    def _add_listed(self, group: Group, whole: Link, first: int, *, besides: bool) -> bool:
        """Add a group of a list that begins at `first`; True where it stands behind the parts and is none of them."""
        closed = not besides and self._is_behind_parts(first, group)
        how, part_of = ("beside", None) if besides else ("part", whole)
        if closed:
            how, part_of = whole.how if whole.how in SHARES else "beside", whole.part_of
        self.add_group(group, whole.rule, whole.trigger, min(whole.confidence, 0.85), how, part_of)
        return closed

    def _is_behind_parts(self, first: int, group: Group) -> bool:
        """Whether a comma closes the parts before a group: "five policemen, including an officer, and 12 civilians"."""
        between = [token.lower_ for token in self.doc[first : group.start]]
        while between and between[-1] in _BEFORE_GROUP:
            between.pop()
        return between[-2:] == [",", "and"] and between.count(",") == 1

    def _is_those_of(self, i: int) -> bool:
        """Whether a token is of "those of": "nine bodies, including those of two children"."""
        words = [token.lower_ for token in self.doc[i - 1 : i + 2]]
        return words[1:] == ["those", "of"] or words[:2] == ["those", "of"]

    def _is_name_of(self, told: Group, group: Group) -> bool:
        """Whether a group is only the name of the one before: "another citizen, Samir Khan"."""
        one = told.quantity.count == 1 and not told.named and group.named and group.number is None
        between = self.doc[told.end : group.start]
        apart = any(token.pos_ in ("CCONJ", "NUM", "VERB") or token.text in (";", "(") for token in between)
        return one and len(between) > 0 and between[-1].text == "," and not apart

    def _of_them(self, j: int, whole: Link) -> None:
        """As in "two of them children", "one of them a woman"."""
        number = self.numbers.by_core[j - 2]
        head = self.doc[number.end_core - 1]
        group = group_of(self.sentence, head, self.numbers)
        if group is None:
            return
        told = {hit.token.i for hit in self.hits if hit.rule.outcome != whole.rule.outcome}
        if told & set(range(j + 1, j + 4)):
            return  # "one of whom later died": a death, and no part of the wounded
        after = self._head_from(j + 1) if j + 1 < len(self.doc) else None
        if after is not None and person_noun(after) is not None:
            group = replace(group, noun=person_noun(after), head=after, end=max(group.end, after.i + 1))
        key_number = group.number.core if group.number else group.head.i
        if (key_number, whole.rule.outcome) not in self.taken:
            self.add_group(group, whole.rule, whole.trigger, 0.85, "part", whole)

    def _has_own_verb(self, group: Group, link: Link) -> bool:
        """Whether a listed group does or suffers something else: "killing six, a local official told", "22 wounded"."""
        following = self.doc[group.end] if group.end < len(self.doc) else None
        if following is None or following == link.trigger:
            return False
        if following.lower_ in OWN_PREDICATES or (link.trigger.i < group.start and self._speaks(group)):
            return True
        return link.trigger.i < group.start and following.tag_ in _FINITE

    @staticmethod
    def _is_of_people(group: Group, link: Link) -> bool:
        """Whether a listed group is of people: its noun says so, or it is counted beside people and is no thing."""
        if group.noun is not None:
            return True
        listed = group.start > 0 and group.head.doc[group.start - 1].lower_ in (
            "and",
            ",",
            "or",
        )  # not "a man with two knives"
        counted = listed and group.number is not None and group.head.tag_ == "NNS" and not is_thing(group.head)
        return counted and link.group.noun is not None and link.group.number is None

    def _next_listed(self, link: Link) -> tuple[int, bool]:
        """(token where a group listed behind this one may begin, whether a dash or colon opens a list of parts)."""
        i = link.group.end
        if [token.lower_ for token in self.doc[i : i + 4]] == ["-", "in", "-", "law"]:
            i += 4
        if self.doc[i] == link.trigger and i + 1 < len(self.doc) and self.doc[i + 1].text in DASHES:
            i += 1  # "left 12 dead: six soldiers, four policemen and two civilians"
        i = self._past_share(i)
        i = self._past_description(link, self._past_name(i))
        aged = [token.text for token in self.doc[i : i + 3] if not token.is_digit] == [",", ","]
        if aged and link.group.named and self.doc[i + 1].is_digit:
            i += 2  # "Mahmoud Taha, 25, and his wife"
        start = self._past_place(self._past_kind(self._past_post(link, i)))
        parted = self.doc[start].text == "-" and start + 1 in self.numbers.by_token  # "put at 3,838 - 2,493 civilians"
        opens = self.doc[start].text in OPENING or parted
        i = start
        while i < len(self.doc) and self.doc[i].lower_ in JOINERS:
            i += 1
        glued = i == start and i in self.numbers.by_token and link.group.number is not None
        if (i == start and not glued) or i >= len(self.doc):
            return len(self.doc), False
        the_last = [token.lower_ for token in self.doc[i - 1 : i + 1]] == ["and", "the"]
        opens_person = the_last or self.doc[i].lower_ in _OPENS_PERSON
        if i not in self.numbers.by_token and not opens_person and not self._opens_name(link, i):
            return len(self.doc), False
        return i, opens or glued

    def _dashed(self, link: Link) -> None:
        """Parts far behind their total: "47 people died in violence on Friday - 20 soldiers and 27 civilians"."""
        total = link.group.quantity.count
        if total is None or link.part_of is not None or link.group.end > link.trigger.i:
            return
        for token in self.doc[link.trigger.i + 1 :]:
            if token.text == ";" or token.tag_ in _FINITE or token.i in self.numbers.by_token:
                return
            number = self.numbers.by_token.get(token.i + 1)
            if token.text in DASHES and number is not None:
                first = group_of(self.sentence, self.doc[number.end_core - 1], self.numbers)
                if first is not None and first.noun is not None and (number.count or total) < total:
                    self._part_list(token.i + 1, link)
                return

    def _coordinated(self, link: Link) -> None:
        if link.group.end >= len(self.doc) or link.how in ("part", "among"):
            return
        i, of_parts = self._next_listed(link)
        head = self._head_from(i) if i < len(self.doc) else None
        if head is None or head == link.trigger:
            return
        # "a woman, a child and six men", not "Leila Mansour, an American, and …"
        listed = not link.group.named and any(child.dep_ == "conj" for child in head.children)
        described = self.doc[i].lower_ in ("a", "an", "the") and head.dep_ == "appos" and not listed
        group = group_of(self.sentence, head, self.numbers)
        if group is None or group.quantity.bound == "unstated" or (described and link.group.quantity.count == 1):
            return
        if self._has_own_verb(group, link) or not (of_parts or self._is_of_people(group, link)):
            return
        if any(key[0] == (group.number.core if group.number else group.head.i) for key in self.taken):
            return
        glued = of_parts and self.doc[i - 1].text not in OPENING
        if glued and (group.quantity.count or 10**9) >= (link.group.quantity.count or 0):
            return
        if of_parts:
            self._part_list(i, link)
            return
        added = self.add_group(group, link.rule, link.trigger, 0.75, "beside")
        if added is not None:
            self._coordinated(added)
