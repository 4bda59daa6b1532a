"""Whether a link is a claim at all: cause of death, kind of story, modality; and how it was done."""

import re
from functools import lru_cache

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import CasualtyDraft
from extractors.components.scope import same_fact
from extractors.languages.en.linking import Link
from extractors.languages.en.rules import MethodRule, items, methods, modality_words, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.settings import civilian_setting, fighting, weights
from extractors.languages.en.story import Story
from extractors.languages.en.timing import is_cumulative

_STATUS = word_set("en.words.judging.status")
_MANAGED = word_set("en.words.judging.managed")
_PREVENTING = word_set("en.words.judging.preventing")
_KIN = word_set("en.words.judging.kin")
_WAR = re.compile(
    r"\b(?:war|conflict|crackdown|uprising|violence|revolt|insurgency|unrest|fighting|so far|ha(?:ve|s) (?:now )?(?:died|killed|been killed|"
    r"left|claimed)|toll|in total|civilians? deaths?)\b",
    re.IGNORECASE,
)
_ATTACK = re.compile(
    r"\b(?:in|by) (?:a|an|the) (?:[\w-]+ ){0,3}(?:attack|strike|airstrike|bombing|massacre|blast|raid)\b", re.IGNORECASE
)
_NEAR = 400
"""characters within which a bare number still means the people of the claim before"""
_NATURAL = frozenset({"en.kill.die", "en.kill.death"})
_CONDITIONAL = word_set("en.words.judging.conditional")
_KNOWING = word_set("en.words.judging.knowing")
_AUXILIARIES = ("aux", "neg", "auxpass", "advmod")


def holds(story: Story, link: Link) -> bool:
    """Whether the deaths come from political or armed violence, by the sentence first and the article second."""
    if link.group.named and link.group.noun is None and not _is_person(story, link):
        return False
    own = weights(link.group.sentence.text)
    if link.trigger.lower_ in _STATUS and link.trigger.dep_ == "amod":
        return False
    natural = link.rule.id in _NATURAL and link.group.quantity.count == 1
    if natural and (own["conflict"] < 2 or (_is_family(link) and method(link) == "unknown")):
        return False
    if own["other"] and own["other"] >= own["conflict"]:
        return False
    if own["conflict"] > 0 or link.rule.strong:
        return True
    whole = story.weights()
    if whole["conflict"] < 2 or whole["other"] * 1.5 > whole["conflict"]:
        return False
    return True


def _is_family(link: Link) -> bool:
    """Whether the one who died is called only by kinship or pronoun, as in stories of a life."""
    return link.group.head.pos_ == "PRON" or link.group.head.lemma_.lower() in _KIN


def _is_place(story: Story, link: Link) -> bool:
    """Whether what looks like a person's name is a place's ("the capture of Tel Hamis")."""
    head, sentence = link.group.head, link.group.sentence
    start, end = sentence.offset(head), sentence.end_of(head)
    covering = [m for m in story.analysis.places if m.start <= start and end <= m.end]
    return bool(covering) and not story.actors_overlapping(start, end)


def _is_person(story: Story, link: Link) -> bool:
    """Whether a name is a person's: no place's, no force's, no ship's."""
    sentence, doc = link.group.sentence, link.group.head.doc
    words = {token.lemma_.lower() for token in doc[link.group.start : link.group.end]}
    if _is_place(story, link) or words & set(items()) or words & sites():
        return False
    start, end = sentence.offset(link.group.head), sentence.end_of(link.group.head)
    names = [m for m in story.actors_overlapping(start, end) if not story.is_demonym(m)]
    return all(m.rule_id in person_aliases() for m in names)


@lru_cache(maxsize=1)
def person_aliases() -> frozenset[str]:
    """Ids of the actor aliases that are names of persons."""
    return frozenset(alias.id for alias in ActorRegister.load().aliases["en"] if alias.type == "person")


def modality(link: Link) -> str:
    """asserted, or what takes the assertion away."""
    table = modality_words()
    doc, group = link.trigger.doc, link.group
    before = doc[max(0, group.start - 1)].lower_ if group.start else ""
    if before in table["quantity"] or doc[group.start].lower_ in table["quantity"]:
        return "denied"
    return modality_of(link.trigger)


def modality_of(trigger: Token) -> str:
    """Modality of a predicate by what stands beside it and above it."""
    table = modality_words()
    near = [child for child in trigger.children if child.dep_ in _AUXILIARIES]
    if trigger.dep_ == "conj":
        near += [child for child in trigger.head.children if child.dep_ in _AUXILIARIES and child.i < trigger.head.i]
    words = {child.lower_ for child in near}
    if words & set(table["verb"]):
        for word in words & set(table["verb"]):
            entry = table["verb"][word]
            if entry.modality == "asserted":
                continue
            if (
                entry.modality == "hypothetical"
                and word in ("could", "would", "should", "might", "must")
                and "have" in words
            ):
                if word in ("might", "must"):
                    continue
            return entry.modality
    return _governed(trigger)


def _governed(trigger: Token) -> str:
    table, token = modality_words(), trigger
    for _ in range(4):
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in table["mark"] and child.i < token.i:
                return table["mark"][child.lower_].modality
        if token.head == token:
            break
        up = token.head
        if token.dep_ in ("xcomp", "ccomp", "conj") and token == trigger:
            for child in up.children:
                if child.dep_ == "aux" and child.lower_ in _CONDITIONAL and up.lemma_.lower() not in _KNOWING:
                    return "hypothetical"
        if up.lemma_.lower() in _PREVENTING and token.dep_ in ("prep", "pcomp", "xcomp", "dobj"):
            return "hypothetical"
        entry = table["governor"].get(up.lower_)
        if entry is not None and token.dep_ in ("xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "advcl"):
            if token.dep_ == "pobj" and token.head.lower_ == "for":
                return entry.modality
            infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)
            if entry.modality in ("denied", "hypothetical") or (
                infinitive and token.dep_ in ("xcomp", "acl", "advcl", "ccomp")
            ):
                return entry.modality
        if token.dep_ in ("xcomp", "acl", "advcl") and token == trigger and up.lemma_.lower() not in _MANAGED:
            if any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children) and token.tag_ == "VB":
                return "planned"
        if up.pos_ in ("VERB", "AUX") and token.dep_ in ("ROOT",):
            break
        token = up
    return "asserted"


def method(link: Link) -> str:
    """Weapon or manner: of the predicate itself, else the nearest word for one in the sentence."""
    if link.rule.method:
        return link.rule.method
    doc = link.trigger.doc
    found = [(abs(match_at - (link.trigger.idx)), entry.method) for match_at, entry in _methods_in(doc.text)]
    return min(found, default=(0, "unknown"))[1]


def _methods_in(text: str) -> list[tuple[int, MethodRule]]:
    lowered, found = text.lower(), []
    for entry in methods():
        for word in entry.words:
            at = lowered.find(word)
            if at >= 0:
                found.append((at, entry))
    return found


def bare_victims(story: Story, link: Link, draft: CasualtyDraft, drafts: list[CasualtyDraft]) -> tuple[str, str]:
    """(group, kind) of victims called only "people" or a number."""
    text = link.group.sentence.text
    parts = [d for d in drafts if d.part_of is draft and d.victim is not None]
    kinds = {d.victim_kind for d in parts}
    if is_cumulative(text) and (draft.quantity.low or 0) > 500:
        return "MIXED", "mixed"
    if len(kinds - {"unknown"}) > 1:
        return "MIXED", "mixed"
    if draft.part_of is not None and draft.part_of.victim is not None:
        return draft.part_of.victim.group, draft.part_of.victim_kind
    same = [d for d in drafts if d.evidence_start == draft.evidence_start and d.victim is not None and d is not draft]
    if same and link.group.noun is None:
        return (same[0].victim.group if same[0].victim else "UNKNOWN"), same[0].victim_kind
    if link.group.noun is None:
        before = [d for d in drafts if d.victim is not None and 0 < draft.evidence_start - d.evidence_start < _NEAR]
        if before and before[-1].victim is not None and before[-1].victim_kind == "combatant":
            return before[-1].victim.group, "combatant"
    if civilian_setting(text):
        return "CIVILIAN", "civilian"
    for other in drafts:
        if other is not draft and other.victim is not None and same_fact(other, draft, victims=False):
            return other.victim.group, other.victim_kind
    if fighting(text) or not is_main(story, draft, drafts):
        return "UNKNOWN", "unknown"
    if link.group.noun is not None and link.group.noun.id == "en.people.suspect":
        return "UNKNOWN", "unknown"
    return "CIVILIAN", "civilian"


def is_main(story: Story, draft: CasualtyDraft, drafts: list[CasualtyDraft]) -> bool:
    """Whether the claim is about the event that the article opens with."""
    first = drafts[0]
    if first.time is None or draft.time is None:
        return True
    return draft.time.date_start == first.time.date_start and draft.time.date_end == first.time.date_end


def persons(story: Story, sentence: Sentence) -> frozenset[int]:
    """Tokens of a parsed sentence that end a name which the actor register knows as a person's."""
    names = [m.end for m in story.actors_in(sentence.start, sentence.end) if m.rule_id in person_aliases()]
    return frozenset(token.i for token in sentence.doc or () if sentence.end_of(token) in names)


def is_total(link: Link) -> bool:
    """Whether a large number sums up a war, and no single attack."""
    text = link.group.sentence.text
    if not _WAR.search(text) or _ATTACK.search(text):
        return False
    return (link.group.quantity.low or link.group.quantity.count or 0) >= 1000
