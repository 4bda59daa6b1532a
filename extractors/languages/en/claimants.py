"""Who took an attack upon himself, who is blamed for it, and where an article says that nobody knows."""

import re
from dataclasses import dataclass, field, replace

from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.en.attackers import Perpetrator, best_of, tells_another_event
from extractors.languages.en.parties import states_named
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story
from extractors.languages.en.tree import antecedent

_CLAIMED = phrase("en.phrase.perpetrators.claimed")
_CLAIMED_BY = phrase("en.phrase.perpetrators.claimed-by")
_BLAMED = phrase("en.phrase.perpetrators.blamed")
_IS_BLAMED = phrase("en.phrase.perpetrators.is-blamed")
_PARTISAN = phrase("en.phrase.perpetrators.partisan")
_UNCLAIMED = phrase("en.phrase.perpetrators.unclaimed")
_UNDECIDED = phrase("en.phrase.perpetrators.undecided")
_ALLEGIANCE = phrase("en.phrase.perpetrators.allegiance")
_UNREST = phrase("en.phrase.perpetrators.unrest")
_NOBODY_KNOWS = phrase("en.phrase.perpetrators.nobody-knows")
_ACCUSES = phrase("en.phrase.perpetrators.accuses")
_ARMED_MEN = phrase("en.phrase.perpetrators.band-named")
_MYSTERY = phrase("en.phrase.perpetrators.mystery")
_ASIDE = phrase("en.phrase.perpetrators.blamed-aside")
_INSERTED = re.compile(r", (?:(?:at|during|in) )?(?:which|where)\b[^,]*,")
"""what is told of the deed between "blamed" and the force: "blamed the raid, in which 20 died, on the group"."""
_NEAR = 5
"""sentences around an accusation within which another one contradicts it"""
_FEW, _MANY = 3, 100
_REACH = 60
"""characters behind the words for a claim within which the claimant stands"""


@dataclass(slots=True)
class Responsibility:
    """Who answers for the article's attack (`main`), whether that is open, and who claimed another one."""

    main: Perpetrator | None = None
    is_open: bool = False
    """whether the article says that nobody has claimed its attack, or leaves it between two forces"""
    at: int | None = None
    """sentence in which the article's attack is claimed, or blamed on somebody"""
    beside: dict[int, Perpetrator] = field(default_factory=dict)
    """sentence → who claimed there an attack that is not the article's"""

    def is_told_in(self, sentence: Sentence) -> bool:
        """Whether a sentence tells the attack that it, or the next one, says who claimed."""
        return self.at is not None and 0 <= self.at - sentence.index <= 1

    def near(self, sentence: Sentence) -> Perpetrator | None:
        """Who claimed what a sentence tells, in it or in the next one, where that is not the article's attack.

        An accusation that stays one side's word goes for its own sentence.
        """
        told, next_told = self.beside.get(sentence.index), self.beside.get(sentence.index + 1)
        return told or (next_told if next_told is not None and next_told.one_attack else None)


def responsibility(story: Story, beside: frozenset[int] = frozenset()) -> Responsibility:
    """Who, by the article, claimed an attack or is blamed for it; the sentences `beside` tell of other attacks.

    Behind "nobody has claimed the attack", a claim speaks of another one; blame still speaks of it.
    """
    found = Responsibility()
    for sentence in story.sentences:
        another = tells_another_event(sentence.text)
        if another and found.main is None:
            continue
        named = _claimed(story, sentence)
        if found.main is None and sentence.index in beside:
            if named is not None:
                found.beside[sentence.index] = replace(named, elsewhere=True, one_attack=False)
            continue
        if found.main is not None:
            if named is not None and named.one_attack and named.mention.actor_id != found.main.mention.actor_id:
                found.beside[sentence.index] = replace(named, elsewhere=True, one_attack=False)
            continue
        alleged = named is not None and not named.one_attack and _is_one_sides_word(story, sentence, named)
        if named is not None and ((found.is_open and named.one_attack) or alleged):
            found.is_open = True
            found.beside[sentence.index] = replace(named, elsewhere=True)
        elif named is not None:
            found = Responsibility(named, at=sentence.index)
        elif _UNCLAIMED.search(sentence.text) or _UNDECIDED.search(sentence.text):
            found.is_open = True
    return found


def _is_one_sides_word(story: Story, sentence: Sentence, accused: Perpetrator) -> bool:
    """Whether an accusation stays the word of one side: nobody knows who did it, or somebody else is accused beside."""
    if _NOBODY_KNOWS.search(story.text) is not None:
        return True
    beside = story.sentences[max(0, sentence.index - _NEAR) : sentence.index + _NEAR + 1]
    return any(_accuses_another(story, other, accused) for other in beside if not tells_another_event(other.text))


def _accuses_another(story: Story, sentence: Sentence, accused: Perpetrator) -> bool:
    """Whether a sentence lays an attack to the charge of others than `accused`, be it of men without a name."""
    for match in _ACCUSES.finditer(sentence.text):
        if _UNREST.match(sentence.text, match.start()) is not None:
            continue
        first, last = match.span("whom")
        named = best_of(story, story.actors_in(sentence.start + first, sentence.start + last), None)
        if named is not None and named.actor_id is not None:
            if named.actor_id != accused.mention.actor_id:
                return True
        elif _ARMED_MEN.search(match["whom"]) is not None:
            return True
    return False


def is_mystery(story: Story, draft: CasualtyDraft) -> bool:
    """Whether an article says of one killing, of a person with those beside him, that nobody knows who did it."""
    return (draft.quantity.count or _MANY) <= _FEW and _MYSTERY.search(story.text) is not None


def _claimed(story: Story, sentence: Sentence) -> Perpetrator | None:
    """Who claims an attack, or is blamed for one, in a sentence."""
    by = _CLAIMED_BY.search(sentence.text)
    if by is not None:
        named = best_of(story, story.actors_in(sentence.start + by.end(), sentence.start + by.end() + _REACH), None)
        if named is not None and named.actor_id is not None:
            return Perpetrator(named, "implied", one_attack=True)
    if (charge := _IS_BLAMED.search(sentence.text)) is not None:
        named = best_of(story, _claiming(story, sentence, charge.start()), None)
        return Perpetrator(named, "implied") if named is not None and named.actor_id is not None else None
    match = _CLAIMED.search(sentence.text)
    if match is None or _PARTISAN.search(sentence.text) or _UNREST.search(sentence.text):
        return None
    blamed = _BLAMED.search(sentence.text)
    if blamed is not None:
        found = _accused(story, sentence, blamed.end())
    elif (none := _UNCLAIMED.search(sentence.text)) is not None:
        match = _CLAIMED.search(sentence.text, none.end())  # "nobody claimed it, but police suspect ISIS was behind it"
        if match is None or not match[0].startswith("behind"):
            return None
        found = _claiming(story, sentence, match.start())
    else:
        found = _claiming(story, sentence, match.start())
    best = best_of(story, found, None)
    return Perpetrator(best, "implied", one_attack=blamed is None) if best is not None and best.actor_id else None


def _accused(story: Story, sentence: Sentence, at: int) -> list[ActorMention]:
    """The forces, or the state, that stand behind "blamed"; a state whose name comes first is the one that is meant."""
    start, of = sentence.start + at, sentence.text.find(" of ", at, at + _REACH)
    end = sentence.end if of < 0 else sentence.start + of  # "accused Assad of seeking Iranian help"
    forces = [
        force
        for force in story.actors_in(start, end)
        if not story.is_demonym(force) and not _ASIDE.search(_INSERTED.sub("", story.text[start : force.start]))
    ]
    states = states_named(story, start, min(start + _REACH, end))
    if states and not any(force.start <= states[0].start for force in forces):
        return states[:1]
    return forces[:1]


def _claiming(story: Story, sentence: Sentence, end: int) -> list[ActorMention]:
    """The force that claims: the subject of the verb, else the last one before it.

    Those whom it only serves are left out: "the group, loyal to ISIS, claimed".
    """
    if (subject := _subject_at(story, sentence, end)) is not None:
        return [subject]
    found = story.actors_in(sentence.start, sentence.start + end)
    own = [m for m in found if not _ALLEGIANCE.search(story.text[sentence.start : m.start])]
    return (own or found)[-1:]


def _subject_at(story: Story, sentence: Sentence, at: int) -> ActorMention | None:
    """The force that is the subject of the verb at a character of a parsed sentence."""
    verb = next((token for token in sentence.doc or () if token.idx <= at < token.idx + len(token)), None)
    for child in verb.children if verb is not None else ():
        if child.dep_ == "nsubj":
            head = antecedent(child)
            first = next((c for c in head.lefts if c.dep_ == "compound"), head)  # "a Taliban faction"
            named = story.actors_overlapping(sentence.offset(first), sentence.end_of(head))
            return next((m for m in named if m.actor_id is not None and not story.is_demonym(m)), None)
    return None
