"""The sides of a predicate: who did it, who bore it, for control and materiel claims."""

from collections import Counter

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.rules import word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_PRONOUNS = word_set("en.words.parties.pronouns")
_CLIMB = ("advcl", "conj", "xcomp", "ccomp", "pcomp", "acl", "prep", "relcl")


def phrase(sentence: Sentence, head: Token, longest: int) -> tuple[int, int]:
    """Character span of a noun phrase with what describes it, at most `longest` tokens after its head."""
    tokens = [t for t in head.subtree if t.i <= head.i + longest]
    for child in head.children:
        if child.dep_ in ("conj", "cc", "relcl", "advcl"):
            gone = {t.i for t in child.subtree}
            tokens = [t for t in tokens if t.i not in gone]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens.pop()
    return sentence.offset(tokens[0]), sentence.end_of(tokens[-1])


def in_phrase(story: Story, sentence: Sentence, head: Token) -> ActorMention | None:
    """The force that a noun phrase names: a name before a common noun before a country's adjective."""
    tokens = list(head.subtree)
    start, end = sentence.offset(tokens[0]), sentence.end_of(tokens[-1])
    found = [m for m in story.actors_in(start, end) if m.group != "CIVILIAN"]
    if not found:
        return None
    return min(
        found,
        key=lambda m: (
            m.actor_id is None,
            story.is_demonym(m),
            abs(m.start - sentence.offset(head)) if False else m.start,
        ),
    )


def doers(token: Token, exclude: Token) -> list[Token]:
    """Heads of the phrases that can be the doer of a verb: its agent, its subject, that of a clause above."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [grand for grand in child.children if grand.dep_ == "pobj"]
    current = token
    for _ in range(5):
        subjects = [c for c in current.children if c.dep_ == "nsubj" and c != exclude]
        if subjects:
            if subjects[0].lower_ in ("who", "that", "which") and current.dep_ == "relcl":
                return [current.head]
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
    """The force that "they", "it" or "its forces" means: the first that the sentence before names as a doer."""
    pronoun = any(h.lower_ in _PRONOUNS or any(c.lower_ in _PRONOUNS for c in h.children) for h in heads)
    if not pronoun:
        return None
    return before(story, sentence)


def before(story: Story, sentence: Sentence) -> ActorMention | None:
    """The force that the nearest earlier sentence speaks of first."""
    for other in reversed(story.sentences[max(0, sentence.index - 3) : sentence.index]):
        found = [m for m in story.actors_in(other.start, other.end) if m.group != "CIVILIAN" and m.actor_id]
        named = [m for m in found if not story.is_demonym(m)]
        if found:
            return (named or found)[0]
    return None


def opponent(story: Story, actor: ActorMention) -> ActorMention | None:
    """The force that the article names most beside `actor`."""
    counts: Counter[str] = Counter()
    for mention in story.analysis.actors:
        armed = mention.group not in ("CIVILIAN", "UNKNOWN") and not story.is_demonym(mention)
        if armed and mention.actor_id and mention.actor_id != actor.actor_id:
            counts[mention.actor_id] += 1
    if not counts:
        return None
    best = counts.most_common(1)[0][0]
    return next(m for m in story.analysis.actors if m.actor_id == best)
