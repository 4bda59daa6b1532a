"""Who did it: named in the clause, in the act that the clause tells of, or plain from the article."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.acts import ACTS, in_subtree, of_act
from extractors.languages.en.attackers import (
    UNNAMED,
    Perpetrator,
    attacker,
    best_of,
    just_told,
    main_attacker,
    opponent,
    same_side,
    tells_another_event,
)
from extractors.languages.en.bands import band
from extractors.languages.en.linking import Link
from extractors.languages.en.parties import open_role, resolved_pronoun
from extractors.languages.en.rules import people, phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.tree import antecedent

__all__ = [
    "UNNAMED",
    "Perpetrator",
    "attacker",
    "doer",
    "in_sentence",
    "just_told",
    "main_attacker",
    "opponent",
    "stated",
]

_PERSON = ("PERSON",)
_STATES = word_set("en.words.perpetrators.states")
_KNOWN = phrase("en.phrase.perpetrators.known")
_DOER_AFTER = ("by", "from", "of")
"""prepositions behind which whoever did it can stand: "an attack by rebels killing 12\""""
_TARGET = phrase("en.phrase.perpetrators.target")
_SPEAKS = phrase("en.phrase.perpetrators.speaks")
_ATTACKS = word_set("en.words.bare.attacks")
_CLIMB = ("advcl", "conj", "xcomp", "ccomp", "pcomp", "acl", "prep")
_SUFFERING = frozenset({"receive", "suffer", "sustain"})
_THEN = ("after", "before", "while")


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
            if subject.lemma_.lower() in ACTS or (subject.pos_ in ("NOUN", "PROPN") and not away):
                return subject
            if away:
                token = _clause_of(subject)
                continue
        if token.dep_ == "pcomp" and token.head.lower_ in _THEN and (one := _passive_subject(token.head.head)):
            return one
        if token.dep_ == "amod" and token.lemma_.lower() == "responsible":
            return token.head.head if token.head.dep_ == "appos" else token.head
        answers = token.dep_ == "acomp" and token.lemma_.lower() == "responsible"
        if (answers or token.dep_ in _CLIMB) and token.head != token:
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
    return doer(story, link, victim) or of_act(story, link, victim)


def doer(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Who did it by the grammar of the clause: the agent of a passive, the subject of an active predicate."""
    sentence = link.group.sentence
    for agent in _agents(link):
        if found := best_of(story, in_subtree(story, sentence, agent), victim):
            return Perpetrator(found, "stated")
        for noun in agent.children:
            if men := _undescribed(story, sentence, noun):
                return Perpetrator(men, "stated")
    if not _passive(link) and link.rule.frame not in ("subject", "count", "toll", "bodies", "lose"):
        subject = _active_subject(link)
        if subject is not None:
            stop = link.trigger if subject.i < link.trigger.i else None
            named = in_subtree(story, sentence, subject, stop)
            if _is_private(subject):  # where a bomber or two brothers come from does not tell for whom they fight
                named = [m for m in named if not story.is_demonym(m)]
            found = best_of(story, named, victim)
            if found is not None and found.actor_id is not None:
                return Perpetrator(found, "stated")
            if (meant := resolved_pronoun(story, sentence, [subject])) and not (victim and same_side(meant, victim)):
                return Perpetrator(meant, "carried")
            if found is not None:
                return Perpetrator(found, "stated")
            if person := _person(story, sentence, subject) or _undescribed(story, sentence, subject):
                return Perpetrator(person, "stated")
    return None


def _is_private(subject: Token) -> bool:
    """Whether a noun names attackers as persons, and not as men of a force."""
    noun = people().get(subject.lemma_.lower())
    return subject.lemma_.lower() in UNNAMED or (noun is not None and noun.kind != "combatant")


def _person(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """A person called by name who did it, and whom the register does not know: a side of its own."""
    start, end = sentence.offset(head), sentence.end_of(head)
    if head.pos_ != "PROPN" or head.ent_type_ not in _PERSON or story.places_in(start, end):
        return None
    clauses = [head.head, *(child for child in head.children if child.dep_ == "relcl")]
    if any(verb.lemma_.lower() in _SUFFERING for verb in clauses):  # "Haddad, who suffered wounds to his back"
        return None
    return ActorMention(start, end, story.text[start:end], "en.perpetrator.person", None, "OTHER", "combatant")


def _undescribed(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """Attackers without the name of a force: armed men of some kind, or anybody."""
    return band(story, sentence, head) or _open(story, sentence, head)


def _open(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """Attackers whom the sentence names without saying whose they are."""
    if head.lemma_.lower() not in UNNAMED and not any(t.lower_ in ("unknown", "unidentified") for t in head.lefts):
        return None
    start, end = sentence.offset(head), sentence.end_of(head)
    return ActorMention(start, end, story.text[start:end], "en.perpetrator.unnamed", None, "UNKNOWN", "combatant")


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
        and not any(words.match(story.text, m.end) for words in (_SPEAKS, _TARGET))
        and not (source and m.start < source[1] and source[0] < m.end)
    ]
    best = best_of(story, found, victim, strict=True)
    return Perpetrator(best, "implied") if best is not None and best.actor_id is not None else None
