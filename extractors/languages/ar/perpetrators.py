"""Who did it: the force that a sentence names as striker, or the one that must have been."""

from collections import Counter
from collections.abc import Sequence

from extractors.analysis import ActorMention
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import Cue, cue_before, deed_verbs, method_in, says
from extractors.languages.ar.frames import Found
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import (
    FOES,
    HITS_FROM_AFAR,
    LOYAL,
    REBELS,
    Party,
    both_sides,
    first_of,
    is_force,
)

_NEW_CLAUSE = frozenset(("فيما", "بينما", "في", "حين", "كما", "لكن", "ولكن", "غير", "الا", "ثم"))

_NOBODY = frozenset(("مجهولين", "مجهولون", "مجهول"))

UNSIGNED = frozenset(("assassination", "bombing", "suicide_bombing", "abduction"))
"""deeds whose doer is known only where somebody claims them"""

_JOINED = frozenset(("GOV", "RESISTANCE"))

_FROM_THE_AIR = frozenset(("airstrike", "drone_strike"))

_UNARMED = ("الدفاع المدني", "الصحة", "وكالة", "الداخلية")

_HAND_TO_HAND = frozenset(("clash", "ambush", "shooting", "sniper", "detention", "abduction", "unknown"))

_ENOUGH = 2.5


def perpetrator(
    view: ArticleView, sentence: Sentence, chunks: Sequence[Chunk], claim: Found, group: str,
    cited: Sequence[tuple[int, int]],
) -> tuple[ActorMention | None, str, str]:  # fmt: skip
    """(who did it, basis, method); `cited`: character spans of speakers, who are no perpetrators."""
    at = chunks[claim.t].start if claim.t is not None else chunks[claim.q].start
    method = claim.trigger.method if claim.trigger and claim.trigger.method else method_in(sentence.norms, at)
    if group == "MIXED" and both_sides(sentence, chunks[claim.q].end):
        return named_mixed(view, sentence), "stated", method
    best: tuple[float, ActorMention] | None = None
    at_home = group in ("CIVILIAN", "SAUDI") and _in_saudi_arabia(sentence)
    for start, (end, mention) in sentence.actors.items():
        if not _can_do(mention, group, cited) or (at_home and mention.group in LOYAL):
            continue
        score = _score(sentence, chunks, claim, start, end) - abs(start - at) * 0.05
        if method == "clash" and mention.group == "COALITION" and norms_between_break(sentence, chunks, start, at):
            score -= 4
        if best is None or score > best[0]:
            best = (score, mention)
    if any(norm in _NOBODY for norm in sentence.norms[at : at + 25]):
        return None, "none", method
    if best is not None and best[0] < _ENOUGH and claim.outcome == "captured":
        best = _subject_of(sentence, chunks, claim, group, cited) or best
    if best is not None and best[0] >= _ENOUGH:
        agent = with_ally(view, sentence, best[1])
        if agent.group == "SAUDI" and method in _FROM_THE_AIR and group != "SAUDI":
            # aircraft over Yemen are the coalition's, whoever of it flies them
            agent = first_of(("COALITION",), view.analysis.actors) or agent
        return agent, "stated", method
    return None, "none", method


def _subject_of(
    sentence: Sentence, chunks: Sequence[Chunk], claim: Found, group: str, cited: Sequence[tuple[int, int]]
) -> tuple[float, ActorMention] | None:
    """Who took captives by a verb that names nobody ("اعتقلوا العشرات"): the last doer before it."""
    if claim.t is None or chunks[claim.t].symbol != "V" or claim.t > claim.q:
        return None
    found = None
    for start, (_, mention) in sorted(sentence.actors.items()):
        cue = cue_before(sentence.norms, start)
        if start < chunks[claim.t].start and _can_do(mention, group, cited) and (cue is None or cue.weight >= 0):
            found = (_ENOUGH, mention)
    return found


def norms_between_break(sentence: Sentence, chunks: Sequence[Chunk], start: int, at: int) -> bool:
    """Whether a clause begins between two tokens."""
    return any(c.symbol == "|" and min(start, at) < c.start <= max(start, at) for c in chunks)


def implied_perpetrator(
    view: ArticleView, sentence: Sentence, party: Party, method: str, scope: str, cited: Sequence[tuple[int, int]]
) -> ActorMention | None:
    """Who must have done it, where the sentence does not say: the foe, by what hit and who speaks."""
    if any(norm in _NOBODY for norm in sentence.norms):
        return None
    if says("from_yemen", sentence.norms) and party.group in ("CIVILIAN", "SAUDI", "UNKNOWN"):
        return first_of(("HOUTHI",), view.analysis.actors) or _houthi(sentence)
    if party.group in ("CIVILIAN", "SAUDI") and method not in UNSIGNED and _in_saudi_arabia(sentence):
        return first_of(("HOUTHI",), [m for _, m in sentence.actors.values()])
    if party.group == "MIXED":
        return named_mixed(view, sentence) if scope == "background" or method in ("clash", "unknown") else None
    if method in UNSIGNED:
        return view.claimed_by
    speakers = [m for m in view.analysis.actors if any(a <= m.start < b for a, b in cited)]
    foes = FOES.get(party.group, ())
    if party.group in REBELS and (method in _FROM_THE_AIR or (method not in _HAND_TO_HAND and _from_the_air(sentence))):
        return _implied(view, sentence, party.group, "airstrike", cited)
    return first_of(foes, speakers) or _implied(view, sentence, party.group, method, cited)


def _in_saudi_arabia(sentence: Sentence) -> bool:
    """Whether a sentence names a town or a province of Saudi Arabia as the scene."""
    places = [m.place for _, m in sentence.places.values() if m.place is not None]
    return any(p.country_code == "SA" and p.level != "country" for p in places)


def _from_the_air(sentence: Sentence) -> bool:
    """Whether a sentence goes on about air raids told before: "الغارات استهدفت ...", whatever they destroyed."""
    return any(norm in ("الغاره", "الغارات", "غارات", "غاره") for norm in sentence.norms)


def with_ally(view: ArticleView, sentence: Sentence, mention: ActorMention) -> ActorMention:
    """Saleh's men beside the Houthis are one side with them; nameless aircraft are the coalition's, where it flies."""
    if mention.group == "GOV" and bare(mention.text.split()[0]).removeprefix("ال") in STRIKES:
        return first_of(("COALITION",), view.analysis.actors) or mention
    if mention.group == "SALEH":
        return next((m for _, m in sentence.actors.values() if m.group == "HOUTHI"), mention)
    return _first_named(sentence, mention)


def _first_named(sentence: Sentence, mention: ActorMention) -> ActorMention:
    """Of two loyal forces joined by "and" ("قوات الجيش والمقاومة") the first stands for both."""
    if mention.group not in _JOINED:
        return mention
    at = next((start for start, (_, m) in sentence.actors.items() if m is mention), 0)
    if at < 2 or sentence.norms[at - 1] != "و":
        return mention
    return next((m for e, m in sentence.actors.values() if e == at - 1 and m.group in _JOINED), mention)


def _houthi(sentence: Sentence) -> ActorMention:
    """Shells from Yemen on Saudi towns are the Houthis', also where the civil defence does not name them."""
    start, end = sentence.starts[0], sentence.ends[0]
    return ActorMention(start, end, "", "ar.cue.from_yemen", "houthi", "HOUTHI", "combatant")


def named_mixed(view: ArticleView, sentence: Sentence) -> ActorMention | None:
    """Both sides of a clash as one mention; None where the article names no force."""
    first = next((m for _, m in sentence.actors.values()), None) or next(iter(view.analysis.actors), None)
    if first is None:
        return None
    m = first
    return ActorMention(m.start, m.end, m.text, m.rule_id, None, "MIXED", "mixed")


def _can_do(mention: ActorMention, victim_group: str, cited: Sequence[tuple[int, int]]) -> bool:
    if mention.group in ("UNKNOWN", "CIVILIAN", "MIXED"):
        return False
    if mention.group == "SAUDI" and any(word in mention.text for word in _UNARMED):
        return False
    if mention.group == victim_group and victim_group != "OTHER":
        return False
    if {mention.group, victim_group} <= REBELS or {mention.group, victim_group} <= LOYAL:
        return False
    return not any(a <= mention.start < b for a, b in cited)


def _score(sentence: Sentence, chunks: Sequence[Chunk], claim: Found, start: int, end: int) -> float:
    """How plainly the sentence makes the force at `start`:`end` the one that did it."""
    norms = sentence.norms
    q = chunks[claim.q]
    if q.start <= start < q.end:
        return -9.0
    if claim.agent_at is not None and chunks[claim.agent_at].start == start:
        return 9.0
    if claim.t is not None and claim.t < claim.q and 0 <= chunks[claim.t].start - end <= 2:
        active = claim.trigger is not None and (claim.trigger.outcome == "captured" or chunks[claim.t].symbol == "V")
        owned = cue_before(norms, start)
        if active and norms[end : chunks[claim.t].start] not in (["،"], ["و"]) and (owned is None or owned.weight > 0):
            return 8.0  # "الحوثيين اختطفوا 25 صحفيا"
    cue: Cue | None = cue_before(norms, start)
    score = float(cue.weight) if cue else 0.0
    if (
        cue is not None
        and cue.id == "ar.cue.deed_verb"
        and start > 1
        and norms[start - 2].removeprefix("ال") in STRIKES
    ):
        return -5.0  # "الغارات دمرت قوات ...": what follows was struck
    anchor = q.start
    hard = [c.start for c in chunks if c.symbol == "|" and norms[c.start] in _NEW_CLAUSE]
    score -= 4.0 * sum(1 for b in hard if min(start, anchor) < b <= max(start, anchor))
    if norms[start].removeprefix("ال") in STRIKES:
        # the strike is part of the force's name: "غارات التحالف", "طيران التحالف"
        score += 5.0 if score <= 0 else 0.0
    if cue is None and start and norms[start - 1] == "و":
        joined = next((s for s, (e, _) in sentence.actors.items() if e == start - 1), None)
        if joined is not None:
            before = cue_before(norms, joined)
            score = (float(before.weight) if before else 0.0) - 0.5
    if cue is None and start >= 2:
        wider = cue_before(norms, start - 1)
        if wider is not None and wider.role != "target":
            score = max(score, wider.weight - 1.5)
    if score <= 0 and any(norm in deed_verbs() for norm in norms[end : end + 2]):
        score = max(score + 4.0, 4.0)
    return score


def _implied(
    view: ArticleView, sentence: Sentence, victim_group: str, method: str, cited: Sequence[tuple[int, int]]
) -> ActorMention | None:
    """Who must have done it, where the sentence does not say: the foe, by what hit."""
    near = [s for s in view.sentences if sentence.index - 2 <= s.index <= sentence.index]
    mentions = [m for s in (sentence, *reversed(near[:-1])) for _, m in s.actors.values()]
    everywhere = view.analysis.actors
    if victim_group in REBELS and method in _FROM_THE_AIR:
        return first_of(("COALITION", "SAUDI"), mentions) or first_of(("COALITION",), everywhere)
    if victim_group == "AQAP" and method in _FROM_THE_AIR:
        return first_of(("US", "COALITION"), mentions) or first_of(("US",), everywhere)
    if victim_group in ("CIVILIAN", "UNKNOWN"):
        return _foe_of_civilians(mentions, method)
    foes = FOES.get(victim_group)
    if not foes:
        return None
    if method == "clash" or (method == "unknown" and not _from_the_air(sentence)):
        # men fight men: aircraft named beside a clash are told of for something else
        ground = tuple(g for g in foes if g not in ("COALITION", "SAUDI"))
        return _most(ground, mentions) or _most(ground, everywhere) or _most(foes, mentions) or _most(foes, everywhere)
    return _most(foes, mentions) or _most(foes, everywhere)


def _foe_of_civilians(mentions: Sequence[ActorMention], method: str) -> ActorMention | None:
    if method == "airstrike":
        return first_of(("COALITION",), mentions)
    if method in HITS_FROM_AFAR:
        return first_of(("HOUTHI",), mentions)
    return None


def _most(groups: Sequence[str], mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The group named most; of the government only its forces count, not its ministers."""
    forces = [m for m in mentions if m.group in groups and is_force(m)]
    counted: Counter[str] = Counter()
    for mention in forces:
        # any loyal band is called "forces"; the resistance is named where it fights
        counted[mention.group] += 1 if mention.group == "GOV" else 2
    if not counted:
        return first_of(groups, mentions)
    group = max(counted, key=lambda g: (counted[g], -groups.index(g)))
    return next(m for m in forces if m.group == group)
