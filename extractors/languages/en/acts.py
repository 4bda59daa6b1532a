"""Whose act of force a sentence tells of: "in Israeli air strikes", "clashes with the army", "NATO's killing of"."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.attackers import Perpetrator, best_of
from extractors.languages.en.bands import band
from extractors.languages.en.citing import only_speaks
from extractors.languages.en.linking import Link
from extractors.languages.en.parties import named_state, states_named
from extractors.languages.en.planners import force_of_planner
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

ACTS = word_set("en.words.perpetrators.acts")
_BEHIND = phrase("en.phrase.perpetrators.behind")
_BLAMED = phrase("en.phrase.perpetrators.blamed")
_AT_HANDS = phrase("en.phrase.perpetrators.at-hands")
_AVENGED = phrase("en.phrase.perpetrators.avenged")
_REACH = 60
_SHOT_AT = phrase("en.phrase.perpetrators.checkpoint")
_AIMED = word_set("en.words.perpetrators.aimed")
LAID_TO = {"blame": "on", "attribute": "to", "pin": "on"}
_MUTUAL = word_set("en.words.perpetrators.mutual")
_BY = ("by", "from")
_RANKS = word_set("en.words.perpetrators.ranks")
_ANYBODYS = frozenset({"blast", "bomb", "explosion", "shooting"})
"""acts that a country's name only places"""
_DATING = ("since", "until")
"""prepositions behind which an act only dates the deaths: "have died there since the US-led invasion\""""
_WITH = ("with", "by", "from", "against", "between")


def attack_on(target: Token) -> Token:
    """The attack on a target, which a clause behind both tells of: "an **attack** on a base that killed nine"."""
    while target.dep_ == "pobj" and target.head.lower_ in _AIMED and target.head.head.lemma_.lower() in ACTS:
        target = target.head.head
    return target


def _span(sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    return sentence.offset(tokens[0]), sentence.end_of(tokens[-1])


def in_subtree(story: Story, sentence: Sentence, head: Token, stop: Token | None = None) -> list[ActorMention]:
    """Actors inside the phrase of `head`, without what follows `stop` and without its targets ("attack on rebels")."""
    aimed = {t.i for child in head.children if child.dep_ == "prep" and child.lower_ in _AIMED for t in child.subtree}
    tokens = [t for t in head.subtree if t.i not in aimed and (stop is None or (t.i < stop.i) == (head.i < stop.i))]
    if not tokens:
        return []
    start, end = _span(sentence, tokens)
    found = story.actors_overlapping(start, end)  # a mention may begin outside: the parser cuts "U.S.-led jets" up
    found = [m for m in found if any(m.start <= sentence.offset(t) < m.end for t in tokens)]
    found = [m for m in found if not only_speaks(sentence, m.start, m.end)]
    bys = [t for t in (head, *head.children) if t.lower_ == "by" and t in tokens]
    return [*(state for by in bys for state in _states_behind(story, sentence, by)), *found]


def _states_behind(story: Story, sentence: Sentence, by: Token) -> list[ActorMention]:
    """The states called by their countries' names behind "by": "carried out by Turkey", "by Israel's navy"."""
    nouns = [noun for child in by.children if child.dep_ == "pobj" for noun in (child, *child.conjuncts)]
    return [state for noun in nouns if (state := named_state(story, sentence, noun)) is not None]


def of_act(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Whose act of force the sentence names beside the predicate."""
    return (
        _act_nearby(story, link, victim)
        or _checkpoint(story, link, victim)
        or _possessor(story, link, victim, link.group.head)
        or _behind_it(story, link, victim)
        or _planned(story, link, victim)
        or _avenged(story, link, victim)
    )


def _avenged(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """On whom a killing is to be avenged: "take revenge on the United States for killing"."""
    sentence = link.group.sentence
    match = _AVENGED.search(sentence.text, 0, link.trigger.idx)
    if match is None:
        return None
    first, last = match.span("whom" if match["whom"] else "payer")
    start, end = sentence.start + first, sentence.start + last
    best = best_of(story, [*story.actors_in(start, end), *states_named(story, start, end)], victim, strict=True)
    return Perpetrator(best, "stated") if best is not None and best.actor_id is not None else None


def _behind_it(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """Who the sentence says was behind the act told of: "it said it was behind a bombing that killed 12"."""
    sentence = link.group.sentence
    before = sentence.text[: link.trigger.idx]
    hands = _AT_HANDS.search(sentence.text, link.trigger.idx)
    if hands is not None and hands.start() - link.trigger.idx < _REACH:
        found = story.actors_in(sentence.start + hands.end(), sentence.start + hands.end() + _REACH)[:1]
    elif match := _BEHIND.search(before):
        found = story.actors_in(sentence.start, sentence.start + match.start())[-1:]
    elif match := _BLAMED.search(before):
        found = story.actors_in(sentence.start + match.end(), sentence.start + link.trigger.idx)[:1]
    else:
        return None
    best = best_of(story, found, victim, strict=True)
    return Perpetrator(best, "stated") if best is not None and best.actor_id is not None else None


def _possessor(story: Story, link: Link, victim: ActorMention | None, head: Token) -> Perpetrator | None:
    """As in "NATO's killing of 12 soldiers"."""
    if link.rule.frame != "of":
        return None
    for child in link.trigger.children:
        owner = child.dep_ in ("poss", "amod", "compound", "nmod") and child != head
        by = child.dep_ == "prep" and child.lower_ == "by"
        if owner or by:
            found = best_of(story, in_subtree(story, link.group.sentence, child), victim, strict=owner)
            if found is not None:
                return Perpetrator(found, "stated")
    return None


def _children_by(verb: Token) -> list[Token]:
    """The phrases that say by whom: "carried out by rebels", "blamed on rebels"."""
    to = LAID_TO.get(verb.lemma_.lower(), "by")
    return [child for child in verb.children if child.dep_ == "agent" or child.lower_ in ("by", to)]


def _named_with(story: Story, sentence: Sentence, act: Token) -> list[ActorMention]:
    """The forces that the phrase of an act names: whose it is, with whom, by whom."""
    found: list[ActorMention] = []
    for child in act.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod") or (
            child.dep_ in ("prep", "agent") and child.lower_ in (_WITH if act.lemma_.lower() in _MUTUAL else _BY)
        ):
            found += in_subtree(story, sentence, child)
            if child.dep_ == "poss" and not _is_where(act) and (state := named_state(story, sentence, child)):
                found.append(state)
        if child.dep_ == "dobj" and act.lemma_.lower() == "fight":  # "died fighting the marines"
            found += in_subtree(story, sentence, child)
        if child.dep_ in ("acl", "relcl"):
            for agent in _children_by(child):
                found += in_subtree(story, sentence, agent)
    return found


def _is_where(act: Token) -> bool:
    """Whether a country's name before an act tells where it was: "Iraq's deadliest bombing"."""
    ranked = any(child.tag_ in ("JJS", "RBS") or child.lower_ in _RANKS for child in act.children)
    return ranked or act.lemma_.lower() in _ANYBODYS


def _act_nearby(story: Story, link: Link, victim: ActorMention | None) -> Perpetrator | None:
    """An act of force in the clause and who carried it out: "in Israeli air strikes", "clashes with the army"."""
    sentence, doc = link.group.sentence, link.trigger.doc
    acts = [t for t in doc if t.lemma_.lower() in ACTS or t.lower_ in ACTS]
    for act in sorted(acts, key=lambda t: abs(t.i - link.trigger.i)):
        if abs(act.i - link.trigger.i) > 30:
            break
        if act.dep_ == "pobj" and act.head.lower_ in _DATING:
            continue
        found = _named_with(story, sentence, act)
        if act.dep_ == "nsubjpass":
            for agent in _children_by(act.head):
                found += in_subtree(story, sentence, agent)
        left = _first_of_list(act).left_edge.i
        if left < act.i:
            start, end = sentence.offset(doc[max(left, act.i - 8)]), sentence.end_of(act)
            found += [m for m in story.actors_in(start, end) if _describes(story, sentence, m, act)]
        if chosen := best_of(story, found, victim, strict=True):
            return Perpetrator(chosen, "stated")
        if men := _band_with(story, sentence, act):
            return Perpetrator(men, "stated")
    return None


def _describes(story: Story, sentence: Sentence, mention: ActorMention, act: Token) -> bool:
    """Whether a country's adjective before an act tells whose act it is, and not whose wedding was attacked."""
    if not story.is_demonym(mention):
        return not only_speaks(sentence, mention.start, mention.end)
    last = next((t for t in act.doc if sentence.end_of(t) >= mention.end), act)
    return last.head in (act, _first_of_list(act)) or last.head.lemma_.lower() in ACTS


def _first_of_list(act: Token) -> Token:
    """The noun that a list of acts begins with: whose they are stands there ("Israeli air and naval bombardments")."""
    while act.dep_ == "conj" and act.head.pos_ in ("NOUN", "PROPN"):
        act = act.head
    return act


def _band_with(story: Story, sentence: Sentence, act: Token) -> ActorMention | None:
    """The armed men without a name who acted, or with whom one fought: "a clash with armed gangs"."""
    words = _WITH if act.lemma_.lower() in _MUTUAL else _BY
    nouns = [noun for child in act.children if child.lower_ in words for noun in child.children if noun.dep_ == "pobj"]
    return next((men for noun in nouns if (men := band(story, sentence, noun))), None)


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
