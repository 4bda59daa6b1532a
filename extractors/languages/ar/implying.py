"""Who must have done it, where the sentence names nobody: the foe, by what hit, who speaks and what stands beside."""

from collections import Counter
from collections.abc import Sequence

from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.ar.belonging import fought
from extractors.languages.ar.claimants import claimant_of
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import SINCE, says
from extractors.languages.ar.deeds import points_back
from extractors.languages.ar.foreign_wars import foe_of_soldiers
from extractors.languages.ar.kingdom import in_saudi_arabia
from extractors.languages.ar.perpetrators import NOBODY, can_do, named_mixed
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.sides import (
    FOES,
    HITS_FROM_AFAR,
    REBELS,
    Party,
    can_strike,
    common,
    fights_as,
    first_of,
    is_force,
)
from extractors.languages.ar.where import new_section

UNSIGNED = frozenset(("assassination", "bombing", "suicide_bombing", "abduction"))
"""deeds whose doer is known only where somebody claims them"""

_STRIKE_UNSEEN = frozenset(("ISIS", "AQAP", "OTHER"))
"""forces whose attacks are known as theirs once they claim them; Yemen's warring sides are told as doers"""

_BOMBERS = frozenset(("ISIS", "AQAP"))

_OF_WAR = frozenset(("clash", "mine", "ambush", "shelling", "sniper", "missile"))
"""means by which men in arms kill soldiers; shots and unnamed means may be anybody's"""

_BLAMING = frozenset(("متهما", "متهمه", "متهمين", "محملا", "محمله"))

_WAR = frozenset(("حرب", "نزاع", "صراع"))
_GREAT = frozenset(("الف", "الفا", "الفي", "الفين", "الاف", "الالاف", "مليون"))
_YEARS = 2100
"""a number up to which it may be a year"""

_AND = 3
"""characters that "and" and its blanks take"""

_FROM_THE_AIR = frozenset(("airstrike", "drone_strike"))

_HAND_TO_HAND = frozenset(("clash", "ambush", "shooting", "sniper", "detention", "abduction", "unknown"))


def doer_of_same_deed(
    view: ArticleView, sentence: Sentence, drafts: Sequence[CasualtyDraft], method: str
) -> ActorMention | None:
    """Who did the deed that a sentence points back to ("هذه الغارات") or tells another of ("غارة أخرى").

    Whomever it hit: the same force did what was told just before, by the like means.
    """
    if not points_back(sentence) or any(is_force(m) for _, m in sentence.actors.values()):
        return None
    near = {s.starts[0] for s in view.sentences[max(0, sentence.index - 2) : sentence.index]}
    for draft in reversed(drafts):
        flown = draft.method in _FROM_THE_AIR and (method in _FROM_THE_AIR or _from_the_air(sentence))
        if draft.evidence_start in near and draft.perpetrator is not None and (draft.method == method or flown):
            return draft.perpetrator
    return None


def carried_perpetrator(
    view: ArticleView, sentence: Sentence, drafts: Sequence[CasualtyDraft], group: str, method: str
) -> ActorMention | None:
    """Who struck the same side in the sentences just before, where no new subject has begun."""
    if new_section(sentence) or group in ("UNKNOWN", "MIXED"):
        return None
    if any(can_strike(m, group) for _, m in sentence.actors.values()):
        return None
    near = {s.starts[0] for s in view.sentences[max(0, sentence.index - 2) : sentence.index]}
    for draft in reversed(drafts):
        stated = draft.evidence_start in near and draft.perpetrator_basis == "stated"
        if method in UNSIGNED and method != draft.method:
            continue
        if stated and draft.victim is not None and draft.victim.group == group:
            return draft.perpetrator
    return None


def implied_perpetrator(
    view: ArticleView, sentence: Sentence, party: Party, method: str, scope: str, cited: Sequence[tuple[int, int]]
) -> ActorMention | None:
    """Who must have done it, where the sentence does not say: the foe, by what hit and who speaks."""
    if any(norm in NOBODY for norm in sentence.norms):
        return None
    if says("from_yemen", sentence.norms) and party.group in ("CIVILIAN", "SAUDI", "UNKNOWN"):
        # the civil defence names nobody; who fires from there is known only where the article tells of the Houthis
        return first_of(("HOUTHI",), view.analysis.actors)
    if party.group in ("CIVILIAN", "SAUDI") and method not in UNSIGNED and in_saudi_arabia(sentence):
        # over the border shells are the Houthis', wherever the article names them
        here = [m for _, m in sentence.actors.values()]
        rebels = first_of(("HOUTHI",), view.analysis.actors if method in HITS_FROM_AFAR else here)
        if rebels is not None or method not in HITS_FROM_AFAR:
            return rebels
    if method == "suicide_bombing" and party.group in _BOMBERS:
        method = "unknown"  # the bombs beside its dead were its own
    claimant = claimant_of(view.sentences, view.claimed, sentence.index)
    raid = claimant is not None and claimant.group in _STRIKE_UNSEEN and method == "clash" and not fought(sentence)
    attacked = method in UNSIGNED or raid
    if claimant is not None and attacked and can_do(claimant, party.group, ()):
        return claimant
    if party.group == "MIXED" and method == "mine":
        return _foe_of_civilians(view, _near(view, sentence), method)  # those who laid them did not choose
    if party.group == "MIXED":
        return named_mixed(view, sentence) if scope == "background" or method in ("clash", "unknown") else None
    if party.group == "CIVILIAN" and scope == "background" and _of_the_war(sentence):
        return named_mixed(view, sentence)
    mined = any(norm.removeprefix("ال") in ("لغم", "الغام") for norm in sentence.norms)
    abroad = foe_of_soldiers(view, party) if scope == "incident" and (mined or method in _OF_WAR) else None
    if abroad is not None or method in UNSIGNED:
        return abroad
    party = Party(party.mention, fights_as(party, view.analysis.actors), party.kind)
    speakers = [m for m in view.analysis.actors if any(a <= m.start < b for a, b in cited)]
    foes = FOES.get(party.group, ())
    if party.group in REBELS and (method in _FROM_THE_AIR or (method not in _HAND_TO_HAND and _from_the_air(sentence))):
        return _implied(view, sentence, party.group, "airstrike", cited)
    return first_of(foes, speakers) or _implied(view, sentence, party.group, method, cited)


def _from_the_air(sentence: Sentence) -> bool:
    """Whether a sentence goes on about air raids told before: "الغارات استهدفت ...", whatever they destroyed."""
    return any(norm in ("الغاره", "الغارات", "غارات", "غاره") for norm in sentence.norms)


def _implied(
    view: ArticleView, sentence: Sentence, victim_group: str, method: str, cited: Sequence[tuple[int, int]]
) -> ActorMention | None:
    """Who must have done it, where the sentence does not say: the foe, by what hit."""
    mentions = _near(view, sentence)
    everywhere = view.analysis.actors
    if victim_group in REBELS and method in _FROM_THE_AIR:
        return first_of(("COALITION", "SAUDI"), mentions) or first_of(("COALITION",), everywhere)
    if victim_group == "AQAP" and method in _FROM_THE_AIR:
        return first_of(("US", "COALITION"), mentions) or first_of(("US",), everywhere)
    if victim_group in ("CIVILIAN", "UNKNOWN"):
        return _foe_of_civilians(view, mentions, method)
    foes = FOES.get(victim_group)
    if not foes:
        return None
    if method == "clash" or (method == "unknown" and not _from_the_air(sentence)):
        # men fight men: aircraft named beside a clash are told of for something else
        ground = tuple(g for g in foes if g not in ("COALITION", "SAUDI"))
        here = [m for _, m in sentence.actors.values() if not common(m)]
        fighters = _most(view, ground, here) or _most(view, ground, mentions) or _most(view, ground, everywhere)
        if fighters is not None:
            return fighters
    return _most(view, foes, mentions) or _most(view, foes, everywhere)


def _of_the_war(sentence: Sentence) -> bool:
    """Whether a sentence tells how many a war has cost, and so of deeds of all its sides, not only since when."""
    norms = sentence.norms
    if not any(norm in _GREAT or (norm.isdigit() and int(norm) > _YEARS) for norm in norms):
        return False
    wars = (at for at, norm in enumerate(norms) if norm.removeprefix("ال") in _WAR)
    return any(SINCE.isdisjoint(norms[max(0, at - 2) : at]) for at in wars)


def _near(view: ArticleView, sentence: Sentence) -> list[ActorMention]:
    """Forces named in a sentence, then in the two before it."""
    near = [s for s in view.sentences if sentence.index - 2 <= s.index <= sentence.index]
    return [m for s in (sentence, *reversed(near[:-1])) for _, m in s.actors.values()]


def _foe_of_civilians(view: ArticleView, mentions: Sequence[ActorMention], method: str) -> ActorMention | None:
    if method == "airstrike":
        # over Yemen only the coalition flies, wherever the article names it, unless it denies the raid
        if is_disputed(view):
            return None
        return first_of(("COALITION",), view.analysis.actors if about_yemen(view) else mentions)
    if method in HITS_FROM_AFAR:
        return first_of(("HOUTHI",), mentions)
    return None


def is_disputed(view: ArticleView) -> bool:
    """Whether an article tells that the coalition denies a deed and blames others for it."""
    for sentence in view.sentences:
        denied = any(norm in ("نفي", "نفت") for norm in sentence.norms)
        blames = any(norm in _BLAMING for norm in sentence.norms)
        if denied and blames and any(mention.group == "COALITION" for _, mention in sentence.actors.values()):
            return True
    return False


def about_yemen(view: ArticleView) -> bool:
    """Whether Yemen is the country that an article names most."""
    countries = view.actors.countries
    return bool(countries) and countries["YE"] == max(countries.values())


def _most(view: ArticleView, groups: Sequence[str], mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The group named most; of the government only its forces count, not its ministers."""
    forces = [m for m in mentions if m.group in groups and is_force(m)]
    forces = [m for m in forces if not _is_joined(view, m, groups)]
    counted: Counter[str] = Counter()
    for mention in forces:
        # any loyal band is called "forces"; the resistance is named where it fights
        counted[mention.group] += 1 if mention.group == "GOV" else 2
    if not counted:
        return first_of(groups, mentions)
    group = max(counted, key=lambda g: (counted[g], -groups.index(g)))
    return next(m for m in forces if m.group == group)


def _is_joined(view: ArticleView, mention: ActorMention, groups: Sequence[str]) -> bool:
    """Whether a force only stands behind another's "and": of "قوات الجيش والمقاومة" the first stands for both."""
    before = (m.end for m in view.analysis.actors if m.group in groups and 0 < mention.start - m.end <= _AND)
    return any(view.text[end : mention.start].strip() == "و" for end in before)
