"""Who holds a place now, and who held it before."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en import parties
from extractors.languages.en.groups import is_plural, person_noun
from extractors.languages.en.rules import ControlRule, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.taking import after, holding
from extractors.languages.en.tree import children, is_passive

_LONGEST = 12
_NEAR = 4
_NEEDS_NAME = word_set("en.words.control.needs-name")
_FORCES = word_set("en.words.control.forces")


def holder_of(story: Story, sentence: Sentence, token: Token, rule: ControlRule, head: Token) -> ActorMention | None:
    """The side that a predicate of taking gives the place to; None where the article names none."""
    if rule.frame == "state":
        heads = holding(token) + after(token, "to")
    elif rule.frame == "fall":
        heads = after(token, "to", "into", "under")
    elif rule.frame == "lose" or token.lemma_ == "fall":
        heads = after(token, "to")
    elif rule.frame == "return":
        heads = after(token, "to", "under")
    else:
        heads = parties.doers(token, head)
    heads = heads or (_behind_to(token) if rule.frame in ("fall", "lose") else [])
    for doer in heads:
        if found := parties.in_phrase(story, sentence, doer):
            return found
    if rule.frame == "fall" and not heads:
        return parties.before(story, sentence)
    if _is_told_by_nobody(token, rule, heads):
        return _speaking(story, sentence, token) or _goes_on(story, sentence) or parties.before(story, sentence)
    found = parties.resolved_pronoun(story, sentence, heads)
    found = found or (parties.passive_doer(story, sentence, token) if rule.frame == "of" else None)
    if found is not None or story.country == "YE":  # there, who "gunmen" are decides on the side
        return found
    return next((_unnamed(story, sentence, doer) for doer in heads if _is_force(doer)), None)


def _is_told_by_nobody(token: Token, rule: ControlRule, heads: list[Token]) -> bool:
    """Whether nobody is said to have done it: "the town has been retaken", "the town is now free"."""
    if rule.frame == "state":
        return not heads
    agent = any(child.dep_ == "agent" or child.lower_ == "by" for child in token.children)
    done = any(child.dep_ == "auxpass" and child.lower_ in ("was", "were", "been") for child in token.children)
    surely = done and token.lemma_.lower() not in _NEEDS_NAME and token.dep_ not in ("acl", "amod")
    return rule.frame in ("object", "declare") and is_passive(token) and not agent and surely


def _goes_on(story: Story, sentence: Sentence) -> ActorMention | None:
    """Who took the place told of right before."""
    told = [d for d in story.analysis.control if d.evidence_end <= sentence.start]
    near = story.sentences[max(0, sentence.index - _NEAR)].start
    return told[-1].actor if told and told[-1].evidence_start >= near else None


def _speaking(story: Story, sentence: Sentence, token: Token) -> ActorMention | None:
    """The force whose spokesman tells of it."""
    for above in token.ancestors:
        for subject in children(above, "nsubj"):
            if subject.head != token and (found := parties.in_phrase(story, sentence, subject)):
                return found
    return None


def _behind_to(token: Token) -> list[Token]:
    """The noun behind "to" where the parser takes "to" for an infinitive's ("fallen to separatist fighters")."""
    doc = token.doc
    to = next((word.i for word in doc[token.i + 1 : token.i + 4] if word.lower_ == "to"), None)
    nouns = [word for word in doc[to + 1 : to + 6] if word.tag_.startswith("NN")] if to is not None else []
    return nouns[:1]


def _is_force(head: Token) -> bool:
    noun = person_noun(head)
    if {head.lower_, head.lemma_.lower()} & _FORCES:
        return True
    return noun is not None and noun.kind == "combatant" and is_plural(head)


def _unnamed(story: Story, sentence: Sentence, head: Token) -> ActorMention:
    """A force that no register knows by these words ("government troops" of a country without a theatre)."""
    start, end = parties.phrase(sentence, head, 0)
    return ActorMention(start, end, story.text[start:end], "en.party.unnamed", None, "OTHER", "combatant")


def loser_of(story: Story, sentence: Sentence, token: Token, head: Token, actor: ActorMention) -> ActorMention | None:
    """Whose place it was: named in its own phrase ("a government army position")."""
    start, end = parties.phrase(sentence, head, _LONGEST)
    found = [m for m in story.actors_in(start, end) if m.actor_id != actor.actor_id]
    return found[0] if found else None
