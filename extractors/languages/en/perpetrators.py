"""Who did it: named in the clause, in the act that the clause tells of, or plain from the article."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.attackers import (
    Perpetrator,
    attacker,
    best_of,
    just_told,
    main_attacker,
    opponent,
    same_side,
    tells_another_event,
)
from extractors.languages.en.linking import Link
from extractors.languages.en.parties import named_state, open_role, resolved_pronoun
from extractors.languages.en.planners import force_of_planner
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.tree import antecedent

__all__ = [
    "UNNAMED",
    "Perpetrator",
    "attacker",
    "in_sentence",
    "just_told",
    "main_attacker",
    "opponent",
    "stated",
]

_PERSON = ("PERSON",)
_BEHIND = phrase("en.phrase.perpetrators.behind")
_ACTS = word_set("en.words.perpetrators.acts")
_BLAMED = phrase("en.phrase.perpetrators.blamed")
_SHOT_AT = phrase("en.phrase.perpetrators.checkpoint")
UNNAMED = word_set("en.words.perpetrators.unnamed")
_STATES = word_set("en.words.perpetrators.states")
_AIMED = word_set("en.words.perpetrators.aimed")
_KNOWN = phrase("en.phrase.perpetrators.known")
_DOER_AFTER = ("by", "from", "of")
"""prepositions behind which whoever did it can stand: "an attack by rebels killing 12\""""
_ATTACKS = word_set("en.words.bare.attacks")
_THEN = ("after", "before", "while")
_WITH = ("with", "by", "from", "against", "between", "between")


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
            return _striker(antecedent(subject))
        if token.dep_ in ("relcl",) and token.head.i not in victims:
            return token.head
        if token.dep_ == "acl" and token.head.i not in victims and token.tag_ == "VBG":
            subject = token.head
            # "a bomber struck during the wedding of a rebel killing 12": the parse takes the nearest noun
            away = subject.dep_ == "pobj" and subject.head.lower_ not in _DOER_AFTER
            if subject.lemma_.lower() in _ACTS or (subject.pos_ in ("NOUN", "PROPN") and not away):
                return subject
            if away:
                token = _clause_of(subject)
                continue
        if token.dep_ == "pcomp" and token.head.lower_ in _THEN and (one := _passive_subject(token.head.head)):
            return one
        if token.dep_ == "amod" and token.lemma_.lower() == "responsible":
            return token.head.head if token.head.dep_ == "appos" else token.head
        if token.dep_ in ("advcl", "conj", "xcomp", "ccomp", "pcomp", "acl", "prep") and token.head != token:
            token = token.head
            continue
        break
    return None


def _passive_subject(verb: Token) -> Token | None:
    """Who was killed "after wounding three": the one whom the passive clause is about."""
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def _striker(noun: Token) -> Token:
    """The attack, where the parse takes its target for the doer: "a bombing that targeted police that killed ten"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _ATTACKS:
        return noun
    subject = _subject_of(verb)
    return antecedent(subject) if subject is not None else noun


def _clause_of(noun: Token) -> Token:
    """The verb of the clause that a noun stands in."""
    return next((above for above in noun.ancestors if above.pos_ in ("VERB", "AUX")), noun)


def _passive(link: Link) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in link.trigger.children) or (
        link.trigger.tag_ == "VBN" and link.trigger.i >= link.group.end
    )


def stated(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """The perpetrator that the sentence names."""
    found, sentence = _stated(story, link, victim), link.group.sentence
    if found is None:
        return None
    old = story.is_old(story.claim_times.get(sentence.index))
    known = _KNOWN.search(story.text[max(0, found.mention.start - 12) : found.mention.start]) is not None
    if old and open_role(found.mention) is not None and not known:
        # "militants" of years ago need not be those whom the article is about
        return Perpetrator(replace(found.mention, actor_id=None, group="UNKNOWN"), "stated", elsewhere=True)
    return replace(found, elsewhere=old or tells_another_event(sentence.text))


def _stated(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    sentence, group = link.group.sentence, link.group
    for agent in _agents(link):
        if found := best_of(story, _in_subtree(story, sentence, agent), victim):
            return Perpetrator(found, "stated")
    if not _passive(link) and link.rule.frame not in ("subject", "count", "toll", "bodies", "lose"):
        subject = _active_subject(link)
        if subject is not None:
            stop = link.trigger if subject.i < link.trigger.i else None
            found = best_of(story, _in_subtree(story, sentence, subject, stop), victim)
            if found is not None and found.actor_id is not None:
                return Perpetrator(found, "stated")
            if (meant := resolved_pronoun(story, sentence, [subject])) and not (victim and same_side(meant, victim)):
                return Perpetrator(meant, "carried")
            if found is not None:
                return Perpetrator(found, "stated")
            if person := _person(story, sentence, subject):
                return Perpetrator(person, "stated")
            if subject.lemma_.lower() in UNNAMED or any(t.lower_ in ("unknown", "unidentified") for t in subject.lefts):
                return Perpetrator(_unknown(story, sentence, subject), "stated")
    return (
        _act_nearby(story, link, victim)
        or _checkpoint(story, link, victim)
        or _possessor(story, link, victim, group.head)
        or _behind_it(story, link, victim)
        or _planned(story, link, victim)
    )


def _behind_it(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Who the sentence says was behind the act told of: "it said it was behind a bombing that killed 12"."""
    sentence = link.group.sentence
    before = sentence.text[: link.trigger.idx]
    if match := _BEHIND.search(before):
        found = story.actors_in(sentence.start, sentence.start + match.start())[-1:]
    elif match := _BLAMED.search(before):
        found = story.actors_in(sentence.start + match.end(), sentence.start + link.trigger.idx)[:1]
    else:
        return None
    best = best_of(story, found, victim, strict=True)
    return Perpetrator(best, "stated") if best is not None and best.actor_id is not None else None


def _person(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """A person called by name who did it, and whom the register does not know: a side of its own."""
    start, end = sentence.offset(head), sentence.end_of(head)
    if head.pos_ != "PROPN" or head.ent_type_ not in _PERSON or story.places_in(start, end):
        return None
    return ActorMention(start, end, story.text[start:end], "en.perpetrator.person", None, "OTHER", "combatant")


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
            found = best_of(story, _in_subtree(story, link.group.sentence, child), victim, strict=owner)
            if found is not None:
                return Perpetrator(found, "stated")
    return None


def _children_by(verb: Token) -> list[Token]:
    """The phrases that say by whom: "carried out by rebels"."""
    return [child for child in verb.children if child.dep_ == "agent" or child.lower_ == "by"]


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
                if child.dep_ == "poss" and (state := named_state(story, sentence, child)):
                    found.append(state)
            if child.dep_ in ("acl", "relcl"):
                for agent in _children_by(child):
                    found += _in_subtree(story, sentence, agent)
        if act.dep_ == "nsubjpass":
            for agent in _children_by(act.head):
                found += _in_subtree(story, sentence, agent)
        left = act.left_edge.i
        if left < act.i:
            start, end = sentence.offset(doc[max(left, act.i - 8)]), sentence.end_of(act)
            found += story.actors_in(start, end)
        if chosen := best_of(story, found, victim, strict=True):
            return Perpetrator(chosen, "stated")
    return None


def _planned(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """The force of the person who had a part in the attack: "Salim played a role in the attack that killed 15"."""
    force = force_of_planner(story, link.group.sentence, link.trigger.idx)
    best = best_of(story, [force], victim, strict=True) if force is not None else None
    return Perpetrator(best, "implied") if best is not None else None


def _checkpoint(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Whose checkpoint people were shot at: "shot dead at an army checkpoint"; its own men are shot by others."""
    sentence = link.group.sentence
    match = _SHOT_AT.search(sentence.text, max(0, link.trigger.idx - 5))
    if match is None or (victim is not None and victim.kind == "combatant"):
        return None
    found = story.actors_overlapping(sentence.start + match.start("owner"), sentence.start + match.end("owner"))
    best = best_of(story, found, victim, strict=True)
    return Perpetrator(best, "stated") if best is not None and best.actor_id is not None else None


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
    best = best_of(story, found, victim, strict=True)
    return Perpetrator(best, "implied") if best is not None and best.actor_id is not None else None
