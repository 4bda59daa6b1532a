"""The force that calls fighters its own: "Israel said one of its soldiers", "the army lost four of its men"."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en import roles
from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.linkbase import Link
from extractors.languages.en.parties import in_phrase, resolved_pronoun
from extractors.languages.en.story import Story

_ITS = frozenset({"its", "our", "their"})
_MEN = frozenset({"comrade", "man", "member", "personnel", "woman"})
_LOSING = frozenset({"bury", "lose", "mourn"})
_BEARING = frozenset({"incur", "suffer", "sustain", "take"})
_HARM = frozenset({"casualty", "dead", "death", "fatality", "injury", "loss", "wounded"})
_UNITS = frozenset({"battalion", "brigade", "contingent", "division", "garrison", "infantry", "platoon", "regiment"})
_OWNED_BY = ("nsubj", "nsubjpass")


def loser(story: Story, link: Link) -> ActorMention | None:
    """The force that lost men: the subject of "lost seven men", the one whom it "cost" them."""
    sentence, role = link.group.sentence, "dative" if link.trigger.lemma_ == "cost" else "nsubj"
    for child in link.trigger.children:
        if child.dep_ == role:
            tokens = list(child.subtree)
            found = story.actors_in(sentence.offset(tokens[0]), sentence.end_of(tokens[-1]))
            if found or role == "nsubj":
                return found[0] if found else resolved_pronoun(story, sentence, [child])
            above = (noun for verb in link.trigger.ancestors for noun in verb.children if noun.dep_ == "nsubj")
            return next(filter(None, (in_phrase(story, sentence, noun) for noun in above)), None)
    return None


def bearer(story: Story, link: Link) -> ActorMention | None:
    """The force whose dead a noun counts: "the brigade suffered 30 casualties"; no town and no people suffer so."""
    noun, sentence = link.trigger, link.group.sentence
    if noun.lemma_.lower() not in _HARM or noun.dep_ != "dobj" or noun.head.lemma_.lower() not in _BEARING:
        return None
    for child in noun.head.children:
        known = person_noun(child) if child.dep_ == "nsubj" else None
        unit = child.dep_ == "nsubj" and child.lemma_.lower() in _UNITS
        if unit or (known is not None and known.kind == "combatant"):
            return in_phrase(story, sentence, child)
    return None


def of_official(story: Story, group: Group) -> ActorMention | None:
    """The armed group whose official, by a possessive, somebody is: "Hamas mourned one of its senior officials"."""
    mine = any(child.dep_ == "poss" and child.lower_ in _ITS for child in group.head.children)
    if not mine or group.noun is None or group.noun.kind == "combatant":
        return None
    owner = _owner(story, group)
    return owner if roles.leads(group, owner) else None


def possessor(story: Story, group: Group) -> ActorMention | None:
    """The force that calls fighters or men its own; None where nobody does, or where the owner is no force."""
    head = group.head
    armed = group.noun is not None and (group.noun.kind == "combatant" or head.lemma_.lower() in _MEN)
    owners = _ITS | {"his"} if head.lower_ == "men" else _ITS
    if not armed or not any(child.dep_ == "poss" and child.lower_ in owners for child in head.children):
        return None
    return _owner(story, group)


def _owner(story: Story, group: Group) -> ActorMention | None:
    """Whom a possessive before the head means: a subject above, or the force told of before."""
    head = group.head
    subject = next((child for above in head.ancestors for child in above.children if _may_own(child, head)), None)
    if subject is not None and (told := _told_between(story, group, subject)) is not None:
        return told
    if subject is not None and subject.pos_ != "PRON":
        return in_phrase(story, group.sentence, subject) or _foreign(story, group, subject)
    owner = resolved_pronoun(story, group.sentence, [head])
    return owner if owner is not None and owner.actor_id is not None and owner.group != "CIVILIAN" else None


def _told_between(story: Story, group: Group, subject: Token) -> ActorMention | None:
    """The force told of after its captor: "the army killed ten of the rebels and captured their leader"."""
    verb, sentence = group.head.head, group.sentence
    own = group.head.dep_ != "dobj" or subject.dep_ != "nsubj" or verb.lemma_.lower() in _LOSING
    if own or subject.head not in (verb, verb.head) or (subject.head != verb and verb.dep_ != "conj"):
        return None
    start, end = sentence.end_of(subject.right_edge), sentence.offset(group.head)
    between = [m for m in story.actors_in(start, end) if m.actor_id and m.group != "CIVILIAN"]
    return between[-1] if between else None


def _may_own(subject: Token, head: Token) -> bool:
    """Whether a subject can be whom a possessive before `head` means."""
    return subject.dep_ in _OWNED_BY and subject.i < head.i and head not in subject.subtree


def _foreign(story: Story, group: Group, subject: Token) -> ActorMention | None:
    """The owner named only by a country without forces in the register: "a Maltese report on one of its agents"."""
    words = [subject, *subject.lefts]
    start, end = group.sentence.offset(min(words, key=lambda t: t.i)), group.sentence.end_of(subject)
    if not any((m.start, m.end) in story.adjective_places for m in story.places_in(start, end)):
        return None
    return ActorMention(start, end, story.text[start:end], "en.victim.foreign", None, "OTHER", "combatant")
