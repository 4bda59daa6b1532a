"""Whether a link is a claim at all: cause of death, kind of story, modality; and how it was done."""

from functools import lru_cache

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention, CasualtyDraft
from extractors.components.scope import same_fact
from extractors.languages.en.linking import Link
from extractors.languages.en.rules import MethodRule, items, methods, phrase, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.settings import civilian_setting, fighting, is_violent, weights
from extractors.languages.en.story import Story
from extractors.languages.en.timing import is_cumulative

_STATUS = word_set("en.words.judging.status")
_KIN = word_set("en.words.judging.kin")
_WAR = phrase("en.phrase.judging.war")
_ATTACK = phrase("en.phrase.judging.attack")
_OTHER_EVENT = phrase("en.phrase.timing.other-event")
_NEAR = 400
"""characters within which a bare number still means the people of the claim before"""
_BOMB = phrase("en.phrase.judging.bomb")
_NATURAL = frozenset({"en.kill.die", "en.kill.death"})


def holds(story: Story, link: Link) -> bool:
    """Whether the deaths come from political or armed violence, by the sentence first and the article second."""
    if link.group.named and link.group.noun is None and not _is_person(story, link):
        return False
    own = weights(link.group.sentence.text)
    if link.group.head.lower_ in ("himself", "herself") and not _BOMB.search(link.group.sentence.text):
        return False
    if link.trigger.lower_ in _STATUS and link.trigger.dep_ == "amod":
        return False
    natural = link.rule.id in _NATURAL and link.group.quantity.count == 1
    natural = natural and link.group.head.text not in story.killed
    if natural and (own["conflict"] < 2 or (_is_family(link) and method(link) == "unknown")):
        return False
    return is_violent(own, story.weights(), strong=link.rule.strong)


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
    return all(m.rule_id in person_aliases() or not _names_the_force(m) for m in names)


def _names_the_force(mention: ActorMention) -> bool:
    """Whether a mention is the force's own name ("Hamas"), not that of one of its people ("Soleimani")."""
    actor = ActorRegister.load().by_id.get(mention.actor_id or "")
    return actor is None or mention.text.lower() in actor.name_en.lower() or mention.text.isupper()


@lru_cache(maxsize=1)
def person_aliases() -> frozenset[str]:
    """Ids of the actor aliases that are names of persons."""
    return frozenset(alias.id for alias in ActorRegister.load().aliases["en"] if alias.type == "person")


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
    if is_cumulative(text) and (draft.quantity.low or draft.quantity.count or 0) > 500:
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
    for other in drafts:
        if other is not draft and other.victim is not None and same_fact(other, draft, victims=False):
            return other.victim.group, other.victim_kind
    if civilian_setting(text):
        return "CIVILIAN", "civilian"
    if fighting(text) or not _same_days(draft, drafts[0]):
        return "UNKNOWN", "unknown"
    if link.group.noun is not None and link.group.noun.id == "en.people.suspect":
        return "UNKNOWN", "unknown"
    return "CIVILIAN", "civilian"


def is_main(story: Story, draft: CasualtyDraft, drafts: list[CasualtyDraft]) -> bool:
    """Whether the claim is about the event that the article opens with."""
    first = drafts[0]
    if draft is not first and (_OTHER_EVENT.search(story.text[draft.evidence_start : draft.evidence_end])):
        return False
    if draft.scope == "background" and draft.time is None and first.scope != "background":
        return False
    return _same_days(draft, first)


def _same_days(draft: CasualtyDraft, first: CasualtyDraft) -> bool:
    if first.time is None or draft.time is None:
        return True
    return draft.time.date_start == first.time.date_start and draft.time.date_end == first.time.date_end


def persons(story: Story, sentence: Sentence) -> frozenset[int]:
    """Tokens of a parsed sentence that end a person's name: one that the actor register or the article knows."""
    doc = sentence.doc
    if doc is None:
        return frozenset()
    names = [m.end for m in story.actors_in(sentence.start, sentence.end) if m.rule_id in person_aliases()]
    return frozenset(
        token.i
        for token in doc
        if sentence.end_of(token) in names
        or (token.tag_ == "NNP" and token.text in story.surnames and not _inside_name(token))
    )


def _inside_name(token: Token) -> bool:
    """Whether a longer name follows in which the token only stands: "the Kassig family"."""
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


def is_total(link: Link) -> bool:
    """Whether a large number sums up a war, and no single attack."""
    text = link.group.sentence.text
    if not _WAR.search(text) or _ATTACK.search(text):
        return False
    return (link.group.quantity.low or link.group.quantity.count or 0) >= 1000
