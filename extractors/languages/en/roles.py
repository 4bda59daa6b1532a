"""People whose noun alone misleads: a group's officials bear arms with it, a bank's guards bear them for no side."""

import re
from itertools import pairwise

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention
from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.rules import PeopleRule, people, phrase, word_set
from extractors.languages.en.story import Story

_ARMED_BODIES = word_set("en.words.victims.armed-bodies")
_CIVIL_BODIES = word_set("en.words.victims.civil-bodies")
_FIGHT = phrase("en.phrase.bare.fight")
_GUARDED = word_set("en.words.roles.guarded")
_GUARDED_SITES = word_set("en.words.roles.guarded-sites")
LEADERS = frozenset({"chief", "deputy", "figure", "head", "leader"})
LEADING = word_set("en.words.roles.leading")
_CIVIL_LEADING = word_set("en.words.roles.civil-leading")
_LEFT_SERVICE = word_set("en.words.roles.left-service")
_OFFICIALS = word_set("en.words.victims.officials")
_PLANNERS = word_set("en.words.roles.planners")
_PLOTS = word_set("en.words.roles.plots")
IN_UNIFORM = word_set("en.words.roles.in-uniform")
_SERVING = frozenset({"army", "marine", "military", "navy"})
_ARMED = frozenset({"armed", "guerrilla", "military", "militia", "paramilitary"})
_SERVICES = frozenset({"en.people.army", "en.people.police"})
PARTIES = frozenset({"brotherhood", "party", "union"})
_BEHIND = 8
"""tokens behind "leader" that tell whose he is"""
_NEAR, _TITLE = 40, 15
"""characters before an office in which a name may stand; between the two"""
_WITHIN = re.compile(r" (?:of|in|for|from|with) (?:the )?")
_TROOP = 10
"""guards; as many as these at one place are a force"""
_REBELS = 2
"""ACLED's code for rebel groups"""


def serves_arms(group: Group) -> bool:
    """Whether an official belongs to an armed body: "the city's security director", "two army doctors"."""
    words = {t.lower_ for t in group.head.doc[group.start : group.head.i]}
    bodies = {t.lower_ for t in group.head.lefts if t.dep_ in ("compound", "amod", "nmod")}
    serves = bodies & _ARMED_BODIES and group.head.lemma_.lower() in _OFFICIALS
    enlisted = bodies & _SERVING and group.head.lemma_.lower() in IN_UNIFORM
    return bool(serves or enlisted) and "civil" not in words


def leads(group: Group, named: ActorMention | None, office: Token | None = None) -> bool:
    """Whether people hold an office in the armed group that `named` is: "a senior Hamas official".

    `office` is the noun for it where that is not the head: "the Hamas official Omar Saleh".
    """
    if named is None or (office or group.head).lemma_.lower() not in LEADING:
        return False
    return _is_rebel(named)


def _is_rebel(named: ActorMention) -> bool:
    actor = ActorRegister.load().by_id.get(named.actor_id or "")
    return actor is not None and actor.inter == _REBELS


def office_with(story: Story, word: str, start: int, end: int) -> ActorMention | None:
    """The rebel group beside an office that the words name: "the Taliban's governor", "an envoy of Hamas"."""
    office = re.search(rf"\b{word}\b", story.text[start:end]) if word.lower() in LEADING else None
    if office is None:
        return None
    first, last = start + office.start(), start + office.end()
    for mention in story.actors_in(max(start, first - _NEAR), end):
        before = mention.end <= first <= mention.end + _TITLE
        if _is_rebel(mention) and (before or _WITHIN.fullmatch(story.text, last, mention.start)):
            return mention
    return None


def guards_civilians(group: Group) -> bool:
    """Whether guards keep a firm or a house and serve no side: "a security guard", "three guards at the hotel"."""
    if group.head.lemma_.lower() != "guard":
        return False
    kept = {t.lower_ for t in group.head.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")}
    few = (group.quantity.count or _TROOP) < _TROOP
    beside = [group.head, *(t for t in group.head.ancestors if t.pos_ == "VERB")]  # "outside a bank", "stormed a hotel"
    sites = (t for word in beside for t in word.subtree if t.lemma_.lower() in _GUARDED_SITES)
    at_site = few and not kept and any(t.dep_ in ("pobj", "dobj", "nsubjpass") for t in sites)
    return bool(kept & _GUARDED) or at_site


def leads_civilians(story: Story, group: Group) -> bool:
    """Whether leaders are those of people without arms: "two religious leaders", "the leader of the Unity Party"."""
    doc, head = group.head.doc, group.head
    if head.lemma_.lower() not in LEADERS:
        return False
    behind = [t for t in head.subtree if head.i < t.i <= head.i + _BEHIND and t.i > head.i]
    of = behind if behind and behind[0].lower_ == "of" else []
    words = {t.lower_ for t in (*doc[group.start : head.i], *of)}
    first, last = doc[group.start], (of or [head])[-1]
    if leads_rebels(story, group.sentence.offset(first), group.sentence.end_of(last)):
        return False
    if "ORG" in {t.ent_type_ for t in head.subtree} and not words & PARTIES:
        return False  # whose leaders they are tells: "the political leader of Hamas"
    fighters = [noun for t in head.lefts if (noun := person_noun(t)) is not None and noun.kind == "combatant"]
    return is_civil_office(words) and not fighters


def leads_rebels(story: Story, start: int, end: int) -> bool:
    """Whether the words name a rebel group, which may call itself a party: "the leader of the PKK"."""
    return any(_is_rebel(mention) for mention in story.actors_overlapping(start, end))


def is_civil_office(words: set[str]) -> bool:
    """Whether the words before "leader" or "chief" are of people without arms, and none are of an armed body."""
    return bool(words & _CIVIL_LEADING) and not words & (_ARMED | _ARMED_BODIES)


def civil_general(words: list[str]) -> bool:
    """Whether the words before a name, nearest first, are of no soldier: "Prosecutor General Haddad"."""
    offices = (f"{first.lower()}-{second.lower()}" for second, first in pairwise(words))
    return any(office.endswith("-general") and office in people() for office in offices)


def has_left_service(group: Group) -> bool:
    """Whether men of an army or the police bear arms no more: "a retired colonel", "two former soldiers"."""
    noun = group.noun
    serving = noun is None or noun.id in _SERVICES
    left = serving and any(t.lower_ in _LEFT_SERVICE for t in group.head.lefts)
    return left and _FIGHT.search(group.sentence.text) is None  # whoever fights again bears arms again


def planned_attack(group: Group) -> bool:
    """Whether a person is called the maker of an attack: "the suspected architect of the bombings"."""
    if group.head.lemma_.lower() not in _PLANNERS:
        return False
    of = [noun for child in group.head.rights if child.lower_ in ("of", "behind") for noun in child.children]
    return any(noun.lemma_.lower() in _PLOTS for noun in of)


def with_civilians(group: Group) -> bool:
    """As in "8 men and boys": one number for a bare noun and one for people without arms."""
    return any(noun.kind == "civilian" for noun in _joined(group))


def of_both_kinds(group: Group) -> bool:
    """As in "hundreds of soldiers and civilians": one number for people with and without arms."""
    if group.noun is None or group.noun.bare:
        return False
    return {group.noun.kind, *(noun.kind for noun in _joined(group))} >= {"civilian", "combatant"}


def _joined(group: Group) -> list[PeopleRule]:
    """Nouns for several people that share the group's number."""
    joins = [child.lower_ for child in group.head.children if child.dep_ == "cc"]
    if group.number is None or joins not in (["and"], ["or"], ["&"]):
        return []  # "16 civilians as well as fighters" counts only the former
    several = [t for t in group.head.children if t.dep_ == "conj" and t.tag_ == "NNS"]
    nouns = [person_noun(t) for t in several if not any(left.like_num or left.lower_ == "other" for left in t.lefts)]
    return [noun for noun in nouns if noun is not None]


def civil_member(group: Group) -> bool:
    """As in "a member of parliament", "two family members"."""
    if group.head.lemma_.lower() != "member":
        return False
    doc, after = group.head.doc, group.head.i + 1
    bodies: list[Token] = [child for child in group.head.lefts if child.dep_ in ("compound", "amod")]
    if after < len(doc) and doc[after].lower_ == "of":
        bodies += doc[after + 1 : after + 5]
    return any(noun.lemma_.lower() in _CIVIL_BODIES for noun in bodies)
