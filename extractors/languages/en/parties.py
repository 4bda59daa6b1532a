"""The sides of a predicate: who did it, who bore it, for control and materiel claims."""

import re
from collections import Counter
from functools import lru_cache

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention
from extractors.languages.en.rules import word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_PRONOUNS = word_set("en.words.parties.pronouns")
_GROUPS = word_set("en.words.parties.groups")
_BACKING = word_set("en.words.parties.backing")
_SOME = frozenset({"one", "several", "some", "most"})
_ALLIES = "alliance"
"""what states may call themselves, too"""
_OF_STATES = (1, 8)
"""ACLED's classes of a state's own forces and of those of others"""
_OF_GROUPS = (2, 3, 4)
"""ACLED's classes of rebels, militias and communal groups"""
_CLIMB = ("acomp", "advcl", "conj", "xcomp", "ccomp", "pcomp", "acl", "prep", "relcl")


def phrase(sentence: Sentence, head: Token, longest: int, without: frozenset[str] = frozenset()) -> tuple[int, int]:
    """Character span of a noun phrase with what describes it, at most `longest` tokens after its head.

    What the prepositions `without` lead to is left out.
    """
    tokens = [t for t in head.subtree if t.i <= head.i + longest]
    for child in head.children:
        aside = child.dep_ in ("conj", "cc", "relcl", "advcl") or (child.i > head.i and child.lower_ in without)
        if aside or _is_day(child):
            gone = {t.i for t in child.subtree}
            tokens = [t for t in tokens if t.i not in gone]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens.pop()
    return sentence.offset(tokens[0]), sentence.end_of(tokens[-1])


def _is_day(preposition: Token) -> bool:
    """Whether a preposition leads to a day, which the parser may hang on a noun: "a hilltop on Thursday"."""
    return preposition.dep_ == "prep" and any(t.dep_ == "pobj" and t.ent_type_ == "DATE" for t in preposition.children)


def in_phrase(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """The force that a noun phrase names: a name before a common noun before a country's adjective."""
    told = {token.i for child in head.children if _is_aside(child) for token in child.subtree}
    tokens = [token for token in head.subtree if token.i not in told]
    start, end = sentence.offset(tokens[0]), sentence.end_of(tokens[-1])
    inside = [m for m in story.actors_in(start, end) if m.group != "CIVILIAN"]
    gone = [(sentence.offset(head.doc[i]), sentence.end_of(head.doc[i])) for i in told]
    found = [m for m in inside if not any(a <= m.start < b for a, b in gone)]
    if not found:
        return named_state(story, sentence, head)
    return min(found, key=lambda m: (m.actor_id is None, story.is_demonym(m), m.start))


def _is_aside(child: Token) -> bool:
    """Whether words behind a force tell what it did or who stood behind it: "forces backed by US air strikes"."""
    if child.dep_ == "prep" and child.lower_ == "with":
        return any(token.lemma_.lower() in _BACKING for token in child.children)
    return child.dep_ == "relcl" or (child.dep_ == "acl" and child.lemma_.lower() in _BACKING)


def named_state(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """The state that a country's name stands for: "Turkey shot down a jet", "Israel's air defences"."""
    for token in (head, *(child for child in head.children if child.dep_ == "poss")):
        first = min((child for child in token.lefts if child.dep_ == "compound"), default=token, key=lambda t: t.i)
        end = sentence.end_of(token)  # "South Sudan", but not "a Libya summit"
        if found := [state for state in states_named(story, sentence.offset(first), end) if state.end == end]:
            return found[0]
    return None


def states_named(story: Story, start: int, end: int) -> list[ActorMention]:
    """The states whose country is named within [start, end)."""
    found = []
    for mention in story.places_in(start, end):
        place = mention.place
        adjective = (mention.start, mention.end) in story.adjective_places or story.text[
            mention.end : mention.end + 1
        ] == "-"
        if place is None or place.level != "country" or adjective:
            continue
        actor = state_actors().get(place.country_code or "")
        if actor is not None:
            code = ActorRegister.load().group_of(actor)
            found.append(
                ActorMention(mention.start, mention.end, mention.text, "en.party.state", actor, code, "combatant")
            )
    return found


@lru_cache(maxsize=1)
def state_actors() -> dict[str, str]:
    """Country → the actor that its adjective means ("Syrian" → the Syrian state)."""
    register = ActorRegister.load()
    found: dict[str, str] = {}
    for alias in register.aliases["en"]:
        actor = register.by_id.get(alias.actor or "")
        if alias.type == "demonym" and actor is not None and actor.country_code:
            found.setdefault(actor.country_code, actor.id)
    return found


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    """Id of a common noun for fighters → the role that it names."""
    aliases = ActorRegister.load().aliases["en"]
    return {alias.id: alias.role for alias in aliases if alias.role is not None and alias.role != "state-forces"}


def open_role(mention: ActorMention) -> str | None:
    """The role of a common noun for fighters that only the article tells whose they are; "Syrian rebels" are told."""
    return _roles().get(mention.rule_id) if mention.text[1:].islower() else None


def doers(token: Token, exclude: Token) -> list[Token]:
    """Heads of the phrases that can be the doer of a verb: its agent, its subject, that of a clause above."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [grand for grand in child.children if grand.dep_ == "pobj"]
    if token.dep_ == "relcl" and any(child.dep_ == "auxpass" for child in token.children):
        return []  # "the army attacked Tamra, which was taken in May": by whom, nobody says
    current = token
    for _ in range(5):
        deps = ("nsubj",) if current == token else ("nsubj", "nsubjpass")
        subjects = [c for c in current.children if c.dep_ in deps and c != exclude]
        if subjects:
            if subjects[0].lower_ in ("who", "that", "which") and current.dep_ == "relcl":
                whom = current.head
                return [whom, whom.head] if whom.dep_ == "appos" else [whom]
            return subjects
        if current.dep_ == "acl" and current.tag_ == "VBG":
            return [current.head]
        if current.dep_ in _CLIMB and current.head != current:
            current = current.head
            continue
        break
    return []


def passive_doer(story: Story, sentence: Sentence, noun: Token) -> ActorMention | None:
    """Who did what a noun of an act names: "announced by the militia", "the army's capture of"."""
    for child in noun.children:
        by = child.dep_ == "prep" and child.lower_ == "by"
        owner = by or child.dep_ in ("poss", "amod", "compound", "nmod")
        if owner and (found := in_phrase(story, sentence, child)):
            return found
    verb = noun.head
    for child in verb.children:
        if child.dep_ == "agent" and (found := in_phrase(story, sentence, child)):
            return found
        if child.dep_ == "nsubj" and child != noun and (found := in_phrase(story, sentence, child)):
            return found
    return None


def resolved_pronoun(story: Story, sentence: Sentence, heads: list[Token]) -> ActorMention | None:
    """The force that "they", "its forces" or "the group" means: a doer above, else that of the sentence before."""
    for head in heads:
        if not _points_back(head):
            continue
        group = _is_group(head) and head.lower_ != _ALLIES
        for above in head.ancestors:
            opens = any(child.dep_ in ("advcl", "prep") and child.i < above.i for child in above.children)
            for subject in above.children:
                if subject.dep_ == "nsubj" and subject != head and _is_group(subject):
                    return before(story, sentence, group=True)  # "the group fled when it ran out of ammunition"
                stands = subject.i < head.i or opens  # "after it bombed the town, Israel said"
                named = subject.dep_ in ("nsubj", "nsubjpass") and stands and not _points_back(subject)
                found = in_phrase(story, sentence, subject) if named else None
                if found is not None and not (group and is_of_state(found)):
                    return found
        own = story.actors_in(sentence.start, sentence.offset(head)) if group else []
        own = [m for m in own if m.actor_id and not is_of_state(m)]
        return own[-1] if own else before(story, sentence, group=group)
    return None


def owner_of(story: Story, sentence: Sentence, men: Token) -> ActorMention | None:
    """The force whose men a possessive tells of, whoever "soldiers" are elsewhere: "NATO said **its** soldiers"."""
    inner = [noun for child in men.children if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj"]
    if inner and (men.like_num or men.lower_ in _SOME):  # "one of its bombers"
        men = inner[0]
    if not any(child.dep_ == "poss" and child.lower_ in ("its", "their") for child in men.children):
        return None
    owner = resolved_pronoun(story, sentence, [men])
    return owner if owner is not None and owner.actor_id is not None else None


_HELPED_BY = re.compile(r"\b(?:supported|backed|aided|assisted|helped|advised|accompanied) by (?:[\w-]+ ){0,3}$", re.I)
"""before the name of a force that only helps: "supported by NATO jets, they took"."""


def _is_group(head: Token) -> bool:
    """Whether a phrase means a group named before that is no state's: "the group", "the same sect"."""
    return head.lower_ in _GROUPS and any(child.lower_ == "the" for child in head.lefts)


def _points_back(head: Token) -> bool:
    """Whether a phrase means a force named before."""
    return _is_group(head) or head.lower_ in _PRONOUNS or any(child.lower_ in _PRONOUNS for child in head.children)


def before(story: Story, sentence: Sentence, *, group: bool = False) -> ActorMention | None:
    """The force that the nearest earlier sentence speaks of first; with `group` the first that is no state's."""
    for other in reversed(story.sentences[max(0, sentence.index - 3) : sentence.index]):
        found = [m for m in story.actors_in(other.start, other.end) if m.group != "CIVILIAN" and m.actor_id]
        found = [m for m in found if not _HELPED_BY.search(story.text[other.start : m.start])]
        if group:
            found = [m for m in found if not is_of_state(m)]
        named = [m for m in found if not story.is_demonym(m)]
        if found:
            return (named or found)[0]
    return None


def group_before(story: Story, mention: ActorMention) -> ActorMention | None:
    """The one armed group of an article, named before, that "the militants" means; no rebels, who are many sides."""
    if open_role(mention) in (None, "rebels") or not story.text[: mention.start].lower().endswith("the "):
        return None
    known = ActorRegister.load().by_id
    named = [m for m in story.analysis.actors if m.actor_id and ".name." in m.rule_id and not story.is_demonym(m)]
    groups = [m for m in named if known[m.actor_id or ""].inter in _OF_GROUPS]
    if len({m.actor_id for m in groups}) != 1 or groups[0].start > mention.start:
        return None
    return groups[0]


def is_of_state(mention: ActorMention) -> bool:
    """Whether a force is a state's."""
    actor = ActorRegister.load().by_id.get(mention.actor_id or "")
    return actor is not None and actor.inter in _OF_STATES


def opponent(story: Story, actor: ActorMention, country: str | None = None) -> ActorMention | None:
    """The force that the article names most beside `actor`.

    With `country` only forces of that country, and those of no country: who helped from outside held no place there.
    """
    counts: Counter[str] = Counter()
    register = ActorRegister.load()
    for mention in story.analysis.actors:
        armed = mention.group not in ("CIVILIAN", "UNKNOWN") and not story.is_demonym(mention)
        if not armed or not mention.actor_id or mention.actor_id == actor.actor_id:
            continue
        home = register.by_id[mention.actor_id].country_code
        if country is None or home is None or home == country:
            counts[mention.actor_id] += 1
    if not counts:
        return None
    best = counts.most_common(1)[0][0]
    return next(m for m in story.analysis.actors if m.actor_id == best)
