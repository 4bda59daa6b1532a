"""Victims whom no word names: civilians by what was hit, the foes of who struck, both sides of a war."""

from itertools import pairwise

from extractors.analysis import ActorMention
from extractors.languages.ar.belonging import between_sides, fought, some_are_civilians, told_among
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import says, speaks_of_civilians
from extractors.languages.ar.sentence import STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import FOES, HITS_FROM_AFAR, LOYAL, REBELS, Party

ANYBODY = "ar.person.person"
_WAR_TOTAL = 1000
"""a number from which on the dead of a war are of all its sides"""
_TOTAL_REACH = 12
"""tokens before a number within which it is called a total"""
_TREATED = frozenset(("عالج", "عالجت", "علاج", "العلاج", "يعالج", "يعالجون", "مستشفي", "مستشفيات", "المستشفيات"))
_TOLLS_OF = frozenset(("الضحايا", "ضحايا", "القتلي", "قتلي", "بين", "صفوف", "وسط", "الجرحي", "الخساير"))
_BLASTS = frozenset(("bombing", "suicide_bombing"))
_STRIKES_CIVILIANS = frozenset(("airstrike", "shelling", "missile", "mine", "bombing", "suicide_bombing"))


def inferred_victims(
    view: ArticleView, sentence: Sentence, chunk: Chunk, party: Party,
    agent: ActorMention | None, method: str, scope: str, outcome: str,
) -> Party:  # fmt: skip
    """The victims of a claim whose own words leave their side open; `party` as it is where nothing tells."""
    if party.group != "UNKNOWN":
        return party
    person = chunk.person.person if chunk.person else None
    anybody = person is None or person.id == ANYBODY
    nation = person is not None and person.id.startswith("ar.person.nation")
    if person is None and _of_civilians(sentence, chunk):
        return Party(None, "CIVILIAN", "civilian")
    if anybody or nation:
        told = _told(sentence, chunk)
        if told is not None:
            return told
        of_war = is_grand_total(sentence, chunk) or (agent is None and scope == "background")
        if of_war and outcome != "captured" and _is_war_total(sentence, chunk):
            return _guess("MIXED", "mixed")
    if scope == "background" and anybody:
        # a past raid on a wedding, no total of the war
        few = chunk.count is None or chunk.count < _WAR_TOTAL
        return _guess("CIVILIAN", "civilian") if few and says("civil", sentence.norms) else party
    if person is not None and person.kind == "combatant":
        return _guess(_foe(view, agent), "combatant")
    if nation and agent is not None and not fought(sentence):
        return _guess("CIVILIAN", "civilian")  # "قتل فلسطيني برصاص جنود": a man of a country, in no fight
    if person is not None and anybody and method == "clash" and between_sides(sentence):
        return _guess("MIXED", "mixed")
    at_once = scope == "incident" and method in _STRIKES_CIVILIANS
    shelled = any(norm.removeprefix("ب").removeprefix("ال") in STRIKES for norm in sentence.norms)
    amid = person is None and method == "clash" and fought(sentence) and not shelled
    if covers_civilians(view, sentence, with_last=person is not None or at_once, people_only=amid):
        return _guess("CIVILIAN", "civilian")
    return _by_the_deed(view, sentence, chunk, agent, method, outcome) or party


def _of_civilians(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a toll that the sentence tells before is of civilians: "عدد الضحايا المدنيين ... 1592 قتيلا"."""
    norms = sentence.norms[: chunk.start]
    return any(a in _TOLLS_OF and b in ("المدنيين", "مدنيين") for a, b in pairwise(norms))


def _by_the_deed(
    view: ArticleView, sentence: Sentence, chunk: Chunk, agent: ActorMention | None, method: str, outcome: str
) -> Party | None:
    """Whom a deed hits: the loyal forces' foes, whoever is under shells and bombs, both sides of a fight."""
    person = chunk.person.person if chunk.person else None
    if agent is not None and agent.group in LOYAL and (person is None or person.title):
        return _guess(_foe(view, agent), "combatant")
    if method in (_STRIKES_CIVILIANS if person is not None else _BLASTS):
        return _guess("CIVILIAN", "civilian")
    hit = outcome != "captured" and method != "drone_strike" and not fought(sentence)
    if hit and person is not None and person.id == ANYBODY:
        return _guess("CIVILIAN", "civilian")  # "أشخاص" whom no side and no fight is told of
    if person is None and method == "clash" and agent is None and fought(sentence):
        return _guess("MIXED", "combatant")
    if agent is not None and agent.group in REBELS and person is None and method in HITS_FROM_AFAR:
        return _guess("CIVILIAN", "civilian")
    return None


def _guess(group: str, kind: str) -> Party:
    return Party(None, group, kind, inferred=True)


def _told(sentence: Sentence, chunk: Chunk) -> Party | None:
    """What a sentence says of who is among a number's people: both fighters and civilians, some civilians."""
    kinds = told_among(sentence, chunk)
    if kinds == {"civilian", "combatant"}:
        return Party(None, "MIXED", "mixed")
    return _guess("MIXED", "mixed") if some_are_civilians(sentence, chunk) else None


def _is_war_total(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a number is of all the dead or wounded of a war; those whom one hospital treated are not."""
    total = chunk.count is not None and chunk.count >= _WAR_TOTAL
    return total and not any(norm in _TREATED for norm in sentence.norms)


def is_grand_total(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether words before a number say that it is of all kinds of people: "العدد الإجمالي للقتلى إلى 3216"."""
    before = sentence.norms[max(0, chunk.start - _TOTAL_REACH) : chunk.start]
    return any(norm.removeprefix("ال") == "اجمالي" for norm in before)


def _foe(view: ArticleView, agent: ActorMention | None) -> str:
    """The group that an agent fights in this article; UNKNOWN where none is plain."""
    if agent is None:
        return "UNKNOWN"
    named = {m.group for m in view.analysis.actors}
    if agent.group in LOYAL and "HOUTHI" in named:
        return "HOUTHI"
    foes = [g for g in FOES.get(agent.group, ()) if g in named]
    return foes[0] if len(foes) == 1 or (agent.group in REBELS and foes) else "UNKNOWN"


def covers_civilians(view: ArticleView, sentence: Sentence, *, with_last: bool, people_only: bool = False) -> bool:
    """Whether a sentence, or the one before it, speaks of a market, a bus, homes … being hit.

    Of fights that are fought in a town's quarters only words for people tell so (`people_only`).
    """
    first = sentence.index - 1 if with_last else sentence.index
    near = [s for s in view.sentences if first <= s.index <= sentence.index]
    return any(speaks_of_civilians(s.norms, people_only=people_only) for s in near)
