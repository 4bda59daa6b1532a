"""Whether a link is a claim at all: cause of death, kind of story, modality; and how it was done."""

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.en.bare import same_days
from extractors.languages.en.linking import Link
from extractors.languages.en.mishaps import is_mishap
from extractors.languages.en.persons import person_aliases
from extractors.languages.en.rules import MethodRule, items, methods, phrase, sites, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.settings import is_violent, weights
from extractors.languages.en.story import Story

_STATUS = word_set("en.words.judging.status")
_KIN = word_set("en.words.judging.kin")
_OTHER_EVENT = phrase("en.phrase.timing.other-event")
_BOMB = phrase("en.phrase.judging.bomb")
_NATURAL_CAUSE = phrase("en.phrase.judging.natural")
_MISHAP = phrase("en.phrase.judging.mishap")
_VIOLENCE = phrase("en.phrase.judging.violence")
_OF_WOUNDS = phrase("en.phrase.judging.of-wounds")
_IN_WAR = phrase("en.phrase.judging.in-war")
_POLICE_CASE = phrase("en.phrase.judging.police-cases")
_ARMED = phrase("en.phrase.bare.one-sided")
_LEAST = 2
"""weight of words of conflict from which a sentence tells of violence"""
_WAR_STORY = 30
"""weight of words of conflict from which an article is a story of war"""
_LEADERS = frozenset({"chief", "commander", "deputy", "general", "leader", "veteran"})
_COUNTED_ONLY = frozenset({"en.kill.bury", "en.kill.loss"})
_NATURAL = frozenset({"en.kill.die", "en.kill.death", "en.kill.lose"})


def holds(story: Story, link: Link) -> bool:
    """Whether the deaths come from political or armed violence, by the sentence first and the article second."""
    if link.group.named and link.group.noun is None and not _is_person(story, link):
        return False
    own = weights(link.group.sentence.text)
    if link.rule.outcome == "killed" and link.group.quantity.count == 1 and _is_asked_how(link.trigger):
        return False
    if link.group.head.lower_ in ("himself", "herself") and not _BOMB.search(link.group.sentence.text):
        return False
    if link.trigger.lower_ in _STATUS and link.trigger.dep_ == "amod":
        return False
    if link.rule.outcome == "captured" and link.trigger.dep_ == "amod" and link.trigger.i < link.group.head.i:
        return False  # "the three captured officers": known, and told for another reason
    found = link.rule.id == "en.kill.dead" and link.trigger.head.lemma_.lower() in ("find", "found")
    natural = (found or link.rule.id in _NATURAL) and link.group.quantity.count == 1
    natural = natural and link.group.surname not in story.killed and link.part_of is None
    peaceful = own["conflict"] < _LEAST and not _OF_WOUNDS.search(link.group.sentence.text)
    if natural and not _is_told_as_news(story, link) and (peaceful or _is_life_told(link)):
        return False
    if link.rule.id in _COUNTED_ONLY and (link.group.number is None or link.group.head.like_num):
        return False  # a burial of one tells of a funeral, "loss of life" of no number
    if ((found or link.rule.id in _NATURAL) and _is_by_nature(link)) or is_mishap(story, link):
        return False
    return is_violent(own, story.weights(), strong=link.rule.strong) and not _is_occasion(story, link, own)


def _is_occasion(story: Story, link: Link, own: dict[str, int]) -> bool:
    """Whether people protest over a death that is told among crimes: "protests since the killing of a driver"."""
    text = link.group.sentence.text
    if link.rule.outcome != "captured" and link.group.quantity.count == 1 and _POLICE_CASE.search(text):
        return True
    told, whole = {**own, "unrest": 0}, {**story.weights(), "unrest": 0}
    if is_violent(told, whole, strong=link.rule.strong):
        return False
    one = link.rule.outcome == "killed" and link.group.quantity.count == 1
    aside = link.trigger.pos_ != "VERB" or link.trigger.dep_ in ("acl", "relcl", "pcomp")
    return one and (link.group.named or aside)


def _is_asked_how(verb: Token) -> bool:
    """Whether a clause asks about a death that is known: "we do not know how he was killed"."""
    asks = any(child.tag_ == "WRB" and child.i < verb.i for child in verb.children)
    return asks and verb.dep_ in ("ccomp", "pcomp", "csubj", "nsubj")


def _is_by_nature(link: Link) -> bool:
    """Whether illness, age or a mishap is told as the cause: "died of cancer", "when their helicopter crashed"."""
    text, behind = link.group.sentence.text, link.trigger.doc.text[link.trigger.idx :]
    if _NATURAL_CAUSE.search(behind):
        return True
    return _MISHAP.search(text) is not None and not _ARMED.search(text)


def _is_life_told(link: Link) -> bool:
    """Whether a sentence tells of one person's death without any act of violence, as told of lives and leaders."""
    if _is_family(link):
        return method(link) == "unknown" and _IN_WAR.search(link.group.sentence.text) is None
    if link.rule.id != "en.kill.die":
        return False  # a death that has a name of its own is told as known
    noun = link.group.noun
    ranker = noun is not None and noun.kind == "combatant" and link.group.head.lemma_.lower() not in _LEADERS
    return not ranker and not _VIOLENCE.search(link.group.sentence.text)


def _is_told_as_news(story: Story, link: Link) -> bool:
    """Whether a story of war tells of somebody whom it neither names nor knows: "one person had died in a village"."""
    head, whole = link.group.head, story.weights()
    known = head.pos_ == "PRON" or link.group.named or any(child.dep_ == "poss" for child in head.lefts)
    return not known and head.lemma_.lower() not in _KIN and whole["conflict"] >= _WAR_STORY and not whole["other"]


def _is_family(link: Link) -> bool:
    """Whether the one who died is called only by kinship or pronoun, as in stories of a life."""
    return link.group.head.pos_ == "PRON" or link.group.head.lemma_.lower() in _KIN


def _is_place(story: Story, link: Link) -> bool:
    """Whether what looks like a person's name is a place's ("the capture of Tel Hamis")."""
    head, sentence = link.group.head, link.group.sentence
    start, end = sentence.offset(head), sentence.end_of(head)
    first = min((child.i for child in head.lefts if child.dep_ == "compound" and child.tag_ == "NNP"), default=head.i)
    if head.ent_type_ == "PERSON":
        start = sentence.offset(head.doc[first])  # "Mohammed Salem" is no place, whatever Salem is
    covering = [m for m in story.analysis.places if m.start <= start and end <= m.end]
    return bool(covering) and not story.actors_overlapping(start, end)


def _is_person(story: Story, link: Link) -> bool:
    """Whether a name is a person's: no place's, no force's, no ship's."""
    sentence, doc = link.group.sentence, link.group.head.doc
    words = {token.lemma_.lower() for token in doc[link.group.start : link.group.end]}
    full = link.group.head.ent_type_ == "PERSON" and any(c.ent_type_ == "PERSON" for c in link.group.head.lefts)
    if _is_place(story, link) or (not full and words & (set(items()) | sites())):
        return False
    start, end = sentence.offset(link.group.head), sentence.end_of(link.group.head)
    names = [m for m in story.actors_overlapping(start, end) if not story.is_demonym(m)]
    return all(m.rule_id in person_aliases() or not _names_the_force(m) for m in names)


def _names_the_force(mention: ActorMention) -> bool:
    """Whether a mention is the force's own name ("Hamas"), not that of one of its people ("Soleimani")."""
    actor = ActorRegister.load().by_id.get(mention.actor_id or "")
    return actor is None or mention.text.lower() in actor.name_en.lower() or mention.text.isupper()


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


def is_main(story: Story, draft: CasualtyDraft, drafts: list[CasualtyDraft]) -> bool:
    """Whether the claim is about the event that the article opens with."""
    first = drafts[0]
    if draft is not first and (_OTHER_EVENT.search(story.text[draft.evidence_start : draft.evidence_end])):
        return False
    if draft.scope == "background" and draft.time is None and first.scope != "background":
        return False
    return same_days(draft, first)


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
