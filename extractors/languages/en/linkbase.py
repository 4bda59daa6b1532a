"""What the parts of the linker share: the claims found so far in one sentence, and how one is added."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.languages.en.groups import Group, group_of, is_national, is_thing, numbers_of, person_noun
from extractors.languages.en.hits import Hit
from extractors.languages.en.rules import OutcomeRule, both_rule, word_set
from extractors.languages.en.sentences import Sentence

SHARES = frozenset({"among", "share"})
"""how a link was found whose words point at dead or wounded told before"""
_OF_PEOPLE_ONLY = frozenset({"abduct", "arrest", "detain", "hospitalise", "hospitalize", "imprison", "jail", "kidnap"})
"""verbs of which a bare number is one of people: "18 arrested"."""
_OF_HIM_OR_HER = frozenset({"abduct", "apprehend", "arrest", "capture", "detain", "kidnap", "seize", "snatch"})
"""verbs by which "he", "her" is somebody taken"""
OWN_PREDICATES = word_set("en.words.linking.own-predicates")


@dataclass(slots=True)
class Link:
    """A group that a predicate speaks of; `part_of` is the link whose number includes this one."""

    group: Group
    rule: OutcomeRule
    trigger: Token
    confidence: float
    how: str
    part_of: "Link | None" = None


class LinkBase:
    """The links of one parsed sentence while they are being found."""

    def __init__(self, sentence: Sentence, doc: Doc) -> None:
        self.sentence, self.doc = sentence, doc
        self.numbers = numbers_of(doc)
        self.links: list[Link] = []
        self.taken: dict[tuple[int, str], Link] = {}
        self.hits: list[Hit] = []

    def _add(self, head: Token, hit: Hit, confidence: float, how: str, part_of: Link | None = None) -> Link | None:
        group = group_of(self.sentence, head, self.numbers)
        return self.add_group(group, hit.rule, hit.token, confidence, how, part_of) if group else None

    def add_group(
        self, group: Group, rule: OutcomeRule, trigger: Token, confidence: float, how: str, part_of: Link | None = None
    ) -> Link | None:
        """A new link of a group and a predicate; None where the group is taken, by this or a wider link."""
        key = (group.number.core if group.number else group.head.i, rule.outcome)
        if self._both(group, key[0], rule, trigger):
            return None
        if key in self.taken:
            link = self.taken[key]
            if part_of is not None and link.part_of is None and part_of is not link:
                link.part_of = part_of
            return None
        if group.number is None and any(self._same_words(group, link, rule) for link in self.links):
            return None
        link = Link(group, rule, trigger, confidence, how, part_of)
        self.taken[key] = link
        self.links.append(link)
        return link

    @staticmethod
    def _same_words(group: Group, link: Link, rule: OutcomeRule) -> bool:
        """Whether a group is a piece of a name already found: "Masri" of "al-Masri", "Haddad" of "the envoy Haddad"."""
        goes_on = group.named and link.group.number is None and link.group.end == group.start
        return link.rule.outcome == rule.outcome and (goes_on or link.group.quantity.overlaps(group.quantity))

    def _both(self, group: Group, core: int, rule: OutcomeRule, trigger: Token) -> bool:
        """Whether one number covers dead and wounded: "50 were killed or wounded" is one claim."""
        killed = self.taken.get((core, "killed"))
        if rule.outcome != "wounded" or killed is None or group.quantity.count == 1:
            return False
        joiners = ("or", "and", "/") if group.quantity.count is not None else ("or",)  # "dozens killed or wounded"
        if not 0 < trigger.i - killed.trigger.i <= 2 or trigger.nbor(-1).lower_ not in joiners:
            return False
        killed.rule = both_rule()
        return True

    def _tells_of_people(self, group: Group) -> bool:
        """Whether the sentence has counted people before: "15 people died and more than 30 were hurt"."""
        if any(link.group.start < group.start for link in self.links):
            return True
        before = [number for number in self.numbers.all if number.end < group.start]
        behind = [token for number in before for token in self.doc[number.end : number.end + 4]]
        return any(person_noun(token) is not None for token in behind)

    def _plausible(self, group: Group, hit: Hit) -> bool:
        one_national = group.number is None and group.quantity.count == 1 and is_national(group.head)
        people_known = group.noun is not None or group.named or one_national
        if hit.rule.needs_people:
            bare = group.number is not None and group.head.i < group.number.end_core
            bare = bare or group.quantity.rule_id == "en.num.another"
            if bare and hit.token.lemma_.lower() in _OF_PEOPLE_ONLY:
                return True
            told = group.quantity.rule_id == "en.num.pronoun" and hit.token.lemma_.lower() in _OF_HIM_OR_HER
            return people_known or told or is_national(group.head) or (bare and self._tells_of_people(group))
        if people_known or group.head.pos_ == "PRON" or group.quantity.rule_id == "en.num.another":
            return True
        if group.number is None or is_thing(group.head):
            return False
        return group.head.i < group.number.end_core or group.head.pos_ in ("PROPN", "NOUN", "ADJ", "NUM")
