"""Who did it: named in the clause, in the act that the clause tells of, or plain from the article."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.acts import ACTS, attack_on, in_subtree, of_act
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
from extractors.languages.en.bands import WAR, band
from extractors.languages.en.bothsides import fought
from extractors.languages.en.citing import saying, stands_aside
from extractors.languages.en.guises import in_guise
from extractors.languages.en.linking import Link
from extractors.languages.en.parties import open_role, owner_of, resolved_pronoun
from extractors.languages.en.rules import people, phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.strikers import accused, laid_to, state_by_name, striker
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

_STATES = word_set("en.words.perpetrators.states")
_KNOWN = phrase("en.phrase.perpetrators.known")
_DOER_AFTER = ("by", "from", "of")
"""prepositions behind which whoever did it can stand: "an attack by rebels killing 12\""""
_TARGET = phrase("en.phrase.perpetrators.target")
_SINCE = phrase("en.phrase.perpetrators.since")
_SINCE_REACH = 12
"""characters before a force in which such words stand"""
_SPEAKS = phrase("en.phrase.perpetrators.speaks")
_BAND_NAMED = phrase("en.phrase.perpetrators.band-named")
_ATTACKS = word_set("en.words.bare.attacks")
_CLIMB = ("advcl", "conj", "xcomp", "ccomp", "pcomp", "acl", "prep")
_SELF = ("xcomp", "pcomp", "prep")
"""how a verb of saying governs what its own subject did: "the army has admitted killing 12", as its own deed"""
_PERSONAL = frozenset({"he", "she"})
_SUFFERING = frozenset({"receive", "suffer", "sustain"})
_WARS, _THEN, _WHO = frozenset({"conflict", "war"}), ("after", "before", "while"), ("who", "whom")


def _subject_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "agent"):
            return child
    return None


def _agents(link: Link) -> list[Token]:
    """The phrases that say by whom; two passives may share one: "were killed and others hurt by"."""
    verbs = [link.trigger]
    if _passive(link):
        verbs += [verb for verb in link.trigger.conjuncts if verb.i > link.trigger.i and verb.tag_ == "VBN"]
    for verb in verbs:
        if found := [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]:
            return found
    return laid_to(link.trigger)


def _active_subject(link: Link) -> Token | None:
    """Subject of an active predicate, or of the clause that a participle hangs on."""
    token = next((t for t in link.trigger.ancestors if t.lemma_ == "leave"), None) if _is_left(link) else link.trigger
    token = token or link.trigger
    victims = set(range(link.group.start, link.group.end))
    climbed = ""
    for _ in range(5):
        if token is not link.trigger and token.lemma_.lower() in saying() and climbed not in _SELF:
            return None
        subject = _subject_of(token)
        if subject is not None and subject.i not in victims and link.group.head.i not in [t.i for t in subject.subtree]:
            if wearer := in_guise(subject):
                return wearer
            meant = antecedent(subject)
            return _striker(meant if meant == subject or subject.lower_ in _WHO else attack_on(meant))
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
            climbed, token = token.dep_, token.head
            continue
        break
    return None


def _is_left(link: Link) -> bool:
    """Whether people were "left dead": the verb is what has a subject."""
    return link.trigger.lower_ == "dead" and link.trigger.pos_ in ("ADJ", "NOUN")


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
    if not _agents(link) and (both := fought(story, link, victim)):
        return Perpetrator(both, "stated")
    found = _war(story, link, victim) or doer(story, link, victim)
    return found or _in_clause(story, link, victim) or of_act(story, link, victim)


def _in_clause(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Who is held to have done it, or attacked by a clause of time: "died when troops opened fire"."""
    subject = accused(link) or striker(link)
    if subject is not None and subject.lower_ in _PERSONAL and link.trigger.dep_ == "relcl":
        return None  # "he was responsible for an attack that killed 15": for whom he fights is told elsewhere
    return _acting(story, link, victim, subject) if subject is not None else None


def _war(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Both sides of a war, where the war itself is what killed people of whom nobody tells whose they were."""
    if victim is not None and (victim.actor_id is not None or victim.kind == "combatant"):
        return None
    nouns = [noun for agent in _agents(link) for noun in agent.children if noun.dep_ == "pobj"]
    if not nouns and not _passive(link) and (subject := _active_subject(link)) is not None:
        nouns = [subject]
    for noun in nouns:
        if noun.lemma_.lower().split("-")[0] in _WARS:  # "a six-year war-that has killed", as some outlets' dashes come
            start, end = link.group.sentence.offset(noun), link.group.sentence.end_of(noun)
            both = ActorMention(start, end, story.text[start:end], WAR, None, "MIXED", "combatant")
            return Perpetrator(both, "stated")
    return None


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
        return _acting(story, link, victim, subject) if subject is not None else None
    return None


def _acting(story: Story, link: Link, victim: ActorMention | None, subject: Token) -> Perpetrator | None:
    """Who the subject of an active predicate is: a force, whom a pronoun means, a person, men without a name."""
    sentence = link.group.sentence
    named = in_subtree(story, sentence, subject, link.trigger if subject.i < link.trigger.i else None)
    if _is_private(subject):  # where a bomber or two brothers come from does not tell for whom they fight
        named = [m for m in named if not story.is_demonym(m)]
    named = _beside_victims(link, named)
    found = best_of(story, named, victim, strict=subject.lemma_.lower() in ACTS)
    owner = owner_of(story, sentence, subject)
    if owner is not None and not (victim is not None and same_side(owner, victim)):
        return Perpetrator(owner, "stated")
    if found is not None and found.actor_id is not None:
        return Perpetrator(found, "stated")
    if state := state_by_name(story, sentence, link, subject):
        return Perpetrator(state, "stated") if victim is None or not same_side(state, victim) else None
    meant = resolved_pronoun(story, sentence, [subject])
    if meant is not None and subject.lower_ in _PERSONAL and meant.text[:1].islower():
        meant = None  # "police shot a man after he stabbed five": he is no force
    if meant is not None and not (victim and same_side(meant, victim)):
        return Perpetrator(meant, "carried")
    if found is not None:
        return Perpetrator(found, "stated")
    person = _person(story, sentence, subject) or _undescribed(story, sentence, subject)
    return Perpetrator(person, "stated") if person else None


def _beside_victims(link: Link, found: list[ActorMention]) -> list[ActorMention]:
    """Those who are not named among the victims, nor among those whom the victims are a part of."""
    links = [link] if link.part_of is None else [link, link.part_of]
    for one in links:
        group = one.group
        start = group.sentence.offset(group.head.doc[group.start])
        end = group.sentence.end_of(group.head.doc[group.end - 1])
        found = [m for m in found if m.end <= start or end <= m.start]
    return found


def _is_private(subject: Token) -> bool:
    """Whether a noun names attackers as persons, and not as men of a force."""
    noun = people().get(subject.lemma_.lower())
    return subject.lemma_.lower() in UNNAMED or (noun is not None and noun.kind != "combatant")


def _person(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """A person called by name who did it, and whom the register does not know: a side of its own."""
    start, end = sentence.offset(head), sentence.end_of(head)
    if head.pos_ != "PROPN" or story.places_in(start, end):
        return None
    if head.ent_type_ != "PERSON" and (head.ent_type_ or head.text not in story.surnames):
        return None
    if head.dep_ == "nsubj" and head.head.lemma_.lower() == "accuse":  # of what others did
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
    if victim is None or victim.kind != "combatant" or (victim.actor_id is None and victim.group == "OTHER"):
        return None
    found = [
        m
        for m in story.actors_in(sentence.start, sentence.end)
        if not story.is_demonym(m)
        and m.text not in _STATES
        and not any(words.match(story.text, m.end) for words in (_SPEAKS, _TARGET))
        and _SINCE.search(story.text, max(0, m.start - _SINCE_REACH), m.start) is None
        and not (source and m.start < source[1] and source[0] < m.end)
    ]
    if link.part_of is not None and link.part_of.group.sentence is sentence:
        found = _beside_victims(link.part_of, found)  # "two policemen, one of them a guard"
    found = [m for m in found if not stands_aside(sentence, link, m.start, m.end)]
    best = best_of(story, found, victim, strict=True)
    if best is None or (best.actor_id is None and not (victim.actor_id and _BAND_NAMED.search(best.text))):
        return None
    return Perpetrator(best, "implied")
