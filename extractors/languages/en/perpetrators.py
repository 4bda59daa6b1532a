"""Who did it: named in the clause, in the act that the clause tells of, or plain from the article."""

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention
from extractors.languages.en.linking import Link
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.victims import state_actors

_ACTS = word_set("en.words.perpetrators.acts")
_CLAIMED = phrase("en.phrase.perpetrators.claimed")
_BLAMED = phrase("en.phrase.perpetrators.blamed")
_OTHER_EVENT = phrase("en.phrase.perpetrators.other-event")
UNNAMED = word_set("en.words.perpetrators.unnamed")
_STATES = word_set("en.words.perpetrators.states")
_ATTACKS = phrase("en.phrase.perpetrators.attacks")
_DID = phrase("en.phrase.perpetrators.did")
_ATTACKED_BY = phrase("en.phrase.perpetrators.attacked-by")
_AIMED = word_set("en.words.perpetrators.aimed")
_WITH = ("with", "by", "from", "against", "between", "between")


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """An actor, and how it is known to have done it: stated, implied, carried."""

    mention: ActorMention
    basis: str


def _span(sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    return sentence.offset(tokens[0]), sentence.end_of(tokens[-1])


def _in_subtree(story: Story, sentence: Sentence, head: Token, stop: Token | None = None) -> list[ActorMention]:
    """Actors inside the phrase of `head`, without what follows `stop` and without its targets ("attack on rebels")."""
    aimed = {t.i for child in head.children if child.dep_ == "prep" and child.lower_ in _AIMED for t in child.subtree}
    tokens = [t for t in head.subtree if t.i not in aimed and (stop is None or (t.i < stop.i) == (head.i < stop.i))]
    if not tokens:
        return []
    start, end = _span(sentence, tokens)
    return [m for m in story.actors_in(start, end) if any(m.start <= sentence.offset(t) < m.end for t in tokens)]


def _best(
    story: Story, found: list[ActorMention], victim: ActorMention | None, strict: bool = False
) -> ActorMention | None:
    """The actor to take: one that is known before one that is not, a force before a country's adjective."""
    usable = [m for m in found if m.group not in ("CIVILIAN",)]
    if victim is not None and victim.actor_id is not None:
        usable = [m for m in usable if m.actor_id != victim.actor_id] or ([] if strict else usable)
    if victim is not None:
        usable = [m for m in usable if not (m.start < victim.end and victim.start < m.end)]
    if not usable:
        return None
    return min(usable, key=lambda m: (m.actor_id is None, story.is_demonym(m), -m.start if False else m.start))


def _subject_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "agent"):
            return child
    return None


def _agents(link: Link) -> list[Token]:
    return [
        child
        for child in link.trigger.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
    ]


def _active_subject(link: Link) -> Token | None:
    """Subject of an active predicate, or of the clause that a participle hangs on."""
    token = link.trigger
    victims = set(range(link.group.start, link.group.end))
    for _ in range(5):
        subject = _subject_of(token)
        if subject is not None and subject.i not in victims and link.group.head.i not in [t.i for t in subject.subtree]:
            if subject.lower_ in ("that", "which", "who") and token.dep_ == "relcl":
                return token.head
            return subject
        if token.dep_ in ("relcl",) and token.head.i not in victims:
            return token.head
        if token.dep_ == "acl" and token.head.i not in victims and token.tag_ == "VBG":
            subject = token.head
            if subject.lemma_.lower() in _ACTS or subject.pos_ in ("NOUN", "PROPN"):
                return subject
        if token.dep_ in ("advcl", "conj", "xcomp", "ccomp", "pcomp", "acl", "prep") and token.head != token:
            token = token.head
            continue
        break
    return None


def _passive(link: Link) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in link.trigger.children) or (
        link.trigger.tag_ == "VBN" and link.trigger.i >= link.group.end
    )


def stated(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """The perpetrator that the sentence names."""
    sentence, group = link.group.sentence, link.group
    for agent in _agents(link):
        if found := _best(story, _in_subtree(story, sentence, agent), victim):
            return Perpetrator(found, "stated")
    if not _passive(link) and link.rule.frame not in ("subject", "count", "toll", "bodies", "lose"):
        subject = _active_subject(link)
        if subject is not None:
            stop = link.trigger if subject.i < link.trigger.i else None
            if found := _best(story, _in_subtree(story, sentence, subject, stop), victim):
                return Perpetrator(found, "stated")
            if subject.lemma_.lower() in UNNAMED or any(t.lower_ in ("unknown", "unidentified") for t in subject.lefts):
                return Perpetrator(_unknown(story, sentence, subject), "stated")
    return _act_nearby(story, link, victim) or _possessor(story, link, victim, group.head)


def _unknown(story: Story, sentence: Sentence, head: Token) -> ActorMention:
    """Attackers whom the sentence names without saying whose they are."""
    start, end = sentence.offset(head), sentence.end_of(head)
    return ActorMention(start, end, story.text[start:end], "en.perpetrator.unnamed", None, "UNKNOWN", "combatant")


def _possessor(story: Story, link: Link, victim: ActorMention | None, head: Token) -> Perpetrator | None:
    """As in "NATO's killing of 12 soldiers"."""
    if link.rule.frame != "of":
        return None
    for child in link.trigger.children:
        owner = child.dep_ in ("poss", "amod", "compound", "nmod") and child != head
        by = child.dep_ == "prep" and child.lower_ == "by"
        if owner or by:
            found = _best(story, _in_subtree(story, link.group.sentence, child), victim, strict=owner)
            if found is not None:
                return Perpetrator(found, "stated")
    return None


def _act_nearby(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """An act of force in the clause and who carried it out: "in Israeli air strikes", "clashes with the army"."""
    sentence, doc = link.group.sentence, link.trigger.doc
    acts = [t for t in doc if t.lemma_.lower() in _ACTS or t.lower_ in _ACTS]
    for act in sorted(acts, key=lambda t: abs(t.i - link.trigger.i)):
        if abs(act.i - link.trigger.i) > 30:
            break
        found = []
        for child in act.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod") or (
                child.dep_ in ("prep", "agent") and child.lower_ in _WITH
            ):
                found += _in_subtree(story, sentence, child)
            if child.dep_ in ("acl", "relcl"):
                for agent in child.children:
                    if agent.dep_ in ("agent",) or agent.lower_ == "by":
                        found += _in_subtree(story, sentence, agent)
        left = act.left_edge.i
        if left < act.i:
            start, end = sentence.offset(doc[max(left, act.i - 8)]), sentence.end_of(act)
            found += story.actors_in(start, end)
        if chosen := _best(story, found, victim, strict=True):
            return Perpetrator(chosen, "stated")
    return None


def in_sentence(
    story: Story, link: Link, victim: ActorMention | None, source: tuple[int, int] | None
) -> Perpetrator | None:
    """Another armed force that the sentence names beside armed victims and the speaker: the other side of a clash."""
    sentence = link.group.sentence
    if victim is None or victim.kind != "combatant":
        return None
    found = [
        m
        for m in story.actors_in(sentence.start, sentence.end)
        if not story.is_demonym(m)
        and m.text not in _STATES
        and not (source and m.start < source[1] and source[0] < m.end)
    ]
    best = _best(story, found, victim, strict=True)
    return Perpetrator(best, "implied") if best is not None and best.actor_id is not None else None


def opponent(story: Story, victim: ActorMention | None) -> Perpetrator | None:
    """The other side of the fighting, for armed victims: the force that the article names most beside theirs."""
    if victim is None or victim.kind != "combatant":
        return None
    counts: Counter[str] = Counter()
    for mention in story.analysis.actors:
        armed = mention.actor_id is not None and mention.group not in ("CIVILIAN", "UNKNOWN")
        if (
            armed
            and mention.actor_id != victim.actor_id
            and not story.is_demonym(mention)
            and mention.text not in _STATES
        ):
            counts[mention.actor_id or ""] += 1
    if not counts or counts.most_common(1)[0][1] < 2:
        return None
    best = counts.most_common(1)[0][0]
    return Perpetrator(next(m for m in story.analysis.actors if m.actor_id == best), "implied")


def attacker(story: Story) -> Perpetrator | None:
    """The force that the article says is shelling, bombing or attacking, where it is one."""
    counts: Counter[str] = Counter()
    for mention in story.analysis.actors:
        if mention.actor_id is None or mention.group in ("CIVILIAN", "UNKNOWN"):
            continue
        after, before = (
            story.text[mention.end : mention.end + 50],
            story.text[max(0, mention.start - 45) : mention.start],
        )
        if _ATTACKS.match(after) or _ATTACKED_BY.search(before):
            counts[mention.actor_id] += 1
    if not counts:
        return None
    (best, n), total = counts.most_common(1)[0], sum(counts.values())
    if n < 2 or n * 5 < total * 3:
        return None
    return Perpetrator(next(m for m in story.analysis.actors if m.actor_id == best), "carried")


def claimant(story: Story) -> Perpetrator | None:
    """Who, by the article, claimed an attack or is blamed for it."""
    for sentence in story.sentences:
        match = _CLAIMED.search(sentence.text)
        if match is None or _OTHER_EVENT.search(sentence.text):
            continue
        blamed = _BLAMED.search(sentence.text)
        if blamed is not None:
            found = story.actors_in(sentence.start + blamed.end(), sentence.end)
        elif (
            "no immediate claim" in sentence.text.lower()
            or "no one" in sentence.text.lower()
            or "no group" in sentence.text.lower()
        ):
            continue
        else:
            found = story.actors_in(sentence.start, sentence.start + match.start())[-1:]
        best = _best(story, found, None)
        if best is not None and best.actor_id is not None:
            return Perpetrator(best, "implied")
    return None


def just_told(story: Story, sentence: Sentence) -> Perpetrator | None:
    """Who attacked, by this sentence or the one before: "Jets bombed the town. The raids left 12 dead"."""
    for other in reversed(story.sentences[max(0, sentence.index - 2) : sentence.index + 1]):
        for mention in story.actors_in(other.start, other.end):
            armed = mention.actor_id is not None and mention.group not in ("CIVILIAN", "UNKNOWN")
            if armed and _DID.match(story.text[mention.end : mention.end + 60]):
                return Perpetrator(mention, "carried")
        for place in story.places_in(other.start, other.end):
            actor = (
                state_actors().get(place.place.country_code or "")
                if place.place and place.place.level == "country"
                else None
            )
            if actor is not None and _DID.match(story.text[place.end : place.end + 60]):
                group = ActorRegister.load().group_of(actor)
                mention = ActorMention(
                    place.start, place.end, place.text, "en.perpetrator.state", actor, group, "combatant"
                )
                return Perpetrator(mention, "carried")
    return None


def main_attacker(found: list[Perpetrator]) -> Perpetrator | None:
    """The perpetrator named most often among an article's claims."""
    counts = Counter(p.mention.actor_id or p.mention.group for p in found)
    if not counts:
        return None
    key, n = counts.most_common(1)[0]
    if n * 3 < len(found) * 2:
        return None
    return next(p for p in found if (p.mention.actor_id or p.mention.group) == key)
