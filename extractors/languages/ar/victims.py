"""Whose the victims are: by the number's own noun, by its neighbours, by what was struck."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.ar.belonging import lost_by, possessor, supposed
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import cue_before, method_in
from extractors.languages.ar.frame_rules import Found
from extractors.languages.ar.inferring import ANYBODY, is_grand_total
from extractors.languages.ar.kingdom import guards_the_kingdom
from extractors.languages.ar.own_words import mostly, own_words
from extractors.languages.ar.sentence import STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import INFERRED, Party, both_sides, common, sideless
from extractors.languages.ar.tolls import behind_nouns, of_one, of_total, takes_up_toll
from extractors.languages.ar.where import new_section
from extractors.languages.ar.words import persons

_EITHER = frozenset((ANYBODY, "ar.person.cadre", "ar.person.commander"))

_CIVILIANS = Party(None, "CIVILIAN", "civilian")
_RULES = ("ar.victim", INFERRED)
_ONTO = frozenset(("علي", "ضد", "صفوف", "وسط", "استهدف", "استهدفت", "استهداف", "كبد", "كبدت", "تكبيد", "خسائر"))
_ELSEWHERE = frozenset(("فيما", "بينما", "كما", "لكن"))
_ATTACKERS = frozenset(("المهاجمين", "المهاجمون", "المعتدين", "المتسللين"))
_ATTACKED = frozenset(("هاجم", "هاجمت", "هاجموا", "تسلل", "تسللت", "تسللوا", "اقتحم", "اقتحمت"))
_BEFORE_VERB = 6
_TOLD_BEFORE = 2
"""sentences before a bare toll within which the people are told that it counts"""
_STRUCK_REACH = 24
"""tokens between a number and the force that was struck"""


def as_mention(text: str, sentence: Sentence, chunks: Sequence[Chunk], at: int, party: Party) -> ActorMention | None:
    """The victims as the article names them, under their group; with a title's bearer his name."""
    chunk = chunks[at]
    first = chunk.noun_at if chunk.noun_at is not None else chunk.start
    if chunk.end <= first:
        first = chunk.start
    end = chunk.end
    if chunk.symbol == "P" and at + 1 < len(chunks) and chunks[at + 1].symbol == "P" and chunks[at + 1].start == end:
        end = chunks[at + 1].end
    a, b = sentence.starts[first], sentence.ends[end - 1]
    actor = party.mention
    return ActorMention(
        a, b, text[a:b], actor.rule_id if actor else _RULES[party.inferred],
        actor.actor_id if actor else None, party.group, party.kind,
    )  # fmt: skip


def victims(
    view: ArticleView,
    sentence: Sentence,
    chunks: Sequence[Chunk],
    claim: Found,
    siblings: Sequence[CasualtyDraft],
    scope: str,
) -> Party:
    """A claim's victims by its own words and its neighbours'; `siblings` are earlier claims, latest last."""
    chunk = chunks[claim.q]
    own = possessor(sentence, chunk, _so_far(sentence, siblings)) if common(chunk.actor) else None
    party = mostly(sentence, chunk) or own or supposed(sentence, chunk) or lost_by(sentence, chunk)
    if party is None and not (siblings and _are_others(chunk)):
        party = own_words(sentence, chunk)
    if party is None or party.group == "UNKNOWN":
        party = behind_nouns(sentence, chunks, claim) or of_one(sentence, chunk) or of_total(chunks, claim) or party
    if (party is None or party.group == "UNKNOWN") and both_sides(sentence, chunk.end):
        return Party(None, "MIXED", "combatant")
    of_all = chunk.person is None and is_grand_total(sentence, chunk)
    if (party is None or party.group == "UNKNOWN") and not of_all:
        party = _from_neighbours(view, sentence, chunks, claim, siblings, scope) or party
    if party is None:
        party = Party(None, "UNKNOWN", "unknown")
    if guards_the_kingdom(view, sentence, chunk, party):
        party = Party(None, "SAUDI", "combatant")
    if party.group in ("UNKNOWN", "OTHER") and both_sides(sentence, chunk.end):
        party = Party(None, "MIXED", "combatant")
    return party


def _from_neighbours(
    view: ArticleView,
    sentence: Sentence,
    chunks: Sequence[Chunk],
    claim: Found,
    siblings: Sequence[CasualtyDraft],
    scope: str,
) -> Party | None:
    """Others are of the side before; a bare number takes the people of the next number, or of the last."""
    chunk = chunks[claim.q]
    in_sentence = _so_far(sentence, siblings)
    possessed = chunk.end < len(sentence.norms) and sentence.norms[chunk.end] in ("ه", "هم", "هما")
    if (chunk.others or possessed) and siblings:
        last = (in_sentence or siblings)[-1]
        if last.victim is not None and last.victim.group != "UNKNOWN" and (chunk.others or not _acts(sentence, last)):
            return Party(last.victim, last.victim.group, last.victim_kind)
    person = chunk.person.person if chunk.person else None
    found_later = chunk.trigger is not None and chunk.trigger.trigger.bodies and in_sentence
    if found_later and person is None and in_sentence[-1].victim is not None:
        return Party(in_sentence[-1].victim, in_sentence[-1].victim.group, in_sentence[-1].victim_kind)
    if person is None or person.id == ANYBODY:
        beside = _following(sentence, chunks, claim, in_sentence) or _beside(sentence, chunks, claim)
        if beside is not None:
            return beside
    if person is None and _goes_on(chunks, claim) and not in_sentence and siblings and takes_up_toll(sentence):
        last = siblings[-1]
        if last.victim is not None:
            return Party(last.victim, last.victim.group, last.victim_kind)
    wholes = [s for s in in_sentence if s.part_of is None]
    joined = chunk.symbol in "nu" or (chunk.symbol in "ck" and _goes_on(chunks, claim))
    if person is None and joined and wholes and wholes[-1].victim is not None:
        last = wholes[-1]
        return Party(last.victim, wholes[-1].victim.group, last.victim_kind)
    if claim.frame.outcome == "list" and person is not None and person.id != ANYBODY and in_sentence:
        last = in_sentence[-1]
        if last.victim is not None and last.victim.group != "UNKNOWN" and last.victim_kind == person.kind:
            return Party(last.victim, last.victim.group, last.victim_kind)
    if scope == "background":
        return None
    return _from_story(view, sentence, chunks, claim, siblings) or _from_toll(view, sentence, chunk, siblings, scope)


def _from_toll(
    view: ArticleView, sentence: Sentence, chunk: Chunk, siblings: Sequence[CasualtyDraft], scope: str
) -> Party | None:
    """As in "قتلت القذائف ثلاثة أطفال. واستقبل المستشفى أربع جثث و12 جريحا": bare dead and wounded of the story."""
    if scope != "incident" or chunk.person is not None or chunk.symbol not in "cn" or new_section(sentence):
        return None
    near = {s.starts[0] for s in view.sentences[max(0, sentence.index - _TOLD_BEFORE) : sentence.index]}
    here = _so_far(sentence, siblings)
    before = here or [draft for draft in siblings if draft.evidence_start in near]
    fought = not here and any(m.group not in ("UNKNOWN", "CIVILIAN") for _, m in sentence.actors.values())
    if not before or fought or any(d.victim is None or d.victim.group != "CIVILIAN" for d in before):
        return None
    last = before[-1]
    return Party(last.victim, "CIVILIAN", last.victim_kind)


def _acts(sentence: Sentence, draft: CasualtyDraft) -> bool:
    """Whether the side of an earlier claim does the deed here: "اقتحام الحوثيين منزلا واختطاف شقيقه", not theirs."""
    group = draft.victim.group if draft.victim is not None else None
    cues = (cue_before(sentence.norms, start) for start, (_, m) in sentence.actors.items() if m.group == group)
    return any(cue is not None and cue.role == "agent" for cue in cues)


def _are_others(chunk: Chunk) -> bool:
    """Whether people are told only as others than those before: "سبعة مسلحين آخرين", and not "أربعة أطفال آخرين"."""
    person = chunk.person.person if chunk.person else None
    armed = person is None or person.id == ANYBODY or person.kind == "combatant"
    return chunk.others and armed and common(chunk.actor)


def _so_far(sentence: Sentence, siblings: Sequence[CasualtyDraft]) -> list[CasualtyDraft]:
    """The claims of this sentence before this one."""
    return [s for s in siblings if s.evidence_start == sentence.starts[0]]


def _goes_on(chunks: Sequence[Chunk], claim: Found) -> bool:
    """As in "مقتل تسعة حوثيين إضافة إلى سقوط عدد من الجرحى": one breath tells of one side's losses."""
    before = chunks[max(0, claim.q - 3) : claim.q]
    return any(chunk.symbol == "a" for chunk in before)


def _from_story(
    view: ArticleView, sentence: Sentence, chunks: Sequence[Chunk], claim: Found, siblings: Sequence[CasualtyDraft]
) -> Party | None:
    """The force that the sentence says was struck; else, for men in arms, the side of the last claim."""
    chunk = chunks[claim.q]
    person = chunk.person.person if chunk.person else None
    bombed = method_in(sentence.norms, chunk.start) in ("bombing", "suicide_bombing")
    if person is None or (person.id in _EITHER and not (bombed and person.id == ANYBODY)):
        struck = _ranks(sentence, chunk) or _of_them(sentence, chunks, claim) or _struck(sentence, chunks, claim)
        if struck is not None:
            return struck
    if person is None or person.kind != "combatant" or not siblings:
        return None
    last = siblings[-1]
    near = {s.starts[0] for s in view.sentences[max(0, sentence.index - 3) : sentence.index + 1]}
    if last.evidence_start in near and last.victim is not None and last.victim_kind == "combatant":
        return Party(last.victim, last.victim.group, "combatant")
    return None


def _ranks(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "في صفوفهم", "وسطهم": the ranks of the force named last before."""
    norms = sentence.norms[chunk.end : chunk.end + 7]
    if "وسطهم" not in norms and not any(a in ("صفوف", "وسط") and b in ("هم", "ها") for a, b in pairwise(norms)):
        return None
    before = [m for start, (_, m) in sorted(sentence.actors.items()) if start < chunk.start and m.group != "COALITION"]
    return Party(before[-1], before[-1].group, before[-1].kind) if before else None


def _of_them(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """As in "استهدفت قادة داعش وقتلت العشرات منهم": some of the force named last, who is not the verb's subject."""
    chunk, following = chunks[claim.q], chunks[claim.q + 1 : claim.q + 3]
    if claim.t is None or claim.t > claim.q or not following or following[0].symbol != "b":
        return None
    if len(following) > 1 and following[1].symbol in "QncPuBk":
        return None  # "عشرون، منهم خمسة أطفال"
    verb = chunks[claim.t].start
    named = [
        (end, m)
        for at, (end, m) in sorted(sentence.actors.items())
        if end < verb and not sideless(m) and m.group not in ("UNKNOWN", "CIVILIAN", "MIXED")
        and sentence.norms[at].removeprefix("ال") not in STRIKES
        and not _struck_with(sentence, at)
    ]  # fmt: skip
    if chunk.person is not None or (not named and not sentence.actors):
        return None
    if not named:
        return _CIVILIANS if _of_civilians(sentence, 0, verb) else None
    end, last = _attackers(sentence, verb) or named[-1]
    if _of_civilians(sentence, end, verb):
        return _CIVILIANS  # "حافلة تقل أطفالا ... أودى بحياة 29 منهم"
    group = "HOUTHI" if last.group == "SALEH" and any(m.group == "HOUTHI" for _, m in named) else last.group
    return Party(last, group, last.kind)


def _struck_with(sentence: Sentence, at: int) -> bool:
    """Whether a force is named by what it fired: "قذائف الحوثيين ... قتلت أربعة منهم" are none of its men."""
    cue = cue_before(sentence.norms, at)
    return cue is not None and cue.id == "ar.cue.strike_of"


def _of_civilians(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words for civilians stand between two tokens."""
    return any(norm in persons() and persons()[norm].person.kind == "civilian" for norm in sentence.norms[start:end])


def _attackers(sentence: Sentence, verb: int) -> tuple[int, ActorMention] | None:
    """As in "هاجمت عناصر داعش ... وتصدى الجيش للمهاجمين وقتل 25 منهم": "them" are the force that attacked."""
    norms = sentence.norms
    if not any(norm in _ATTACKERS for norm in norms[max(0, verb - _BEFORE_VERB) : verb]):
        return None
    for start, (end, mention) in sorted(sentence.actors.items()):
        cue = cue_before(norms, start)
        attacks = any(norm in _ATTACKED for norm in (*norms[max(0, start - 2) : start], *norms[end : end + 2]))
        if attacks and end < verb and (cue is None or cue.role != "target"):
            return end, mention
    return None


def _beside(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """As in "قتل من جانب المقاومة ثمانية": the side that stands between the verb and the number."""
    at = chunks[claim.q].start
    for start, (end, mention) in sentence.actors.items():
        if end <= at and at - end < 3 and start > 1 and sentence.norms[start - 1] in ("جانب", "صفوف", "طرف"):
            return Party(mention, mention.group, mention.kind)
    return None


def _following(
    sentence: Sentence, chunks: Sequence[Chunk], claim: Found, told: Sequence[CasualtyDraft]
) -> Party | None:
    """As in "قتل 13 وأصيب 85 من الميليشيات": the people of the next claim in the same breath.

    Whose dead were `told` first, theirs are the wounded: "مقتل 18 من الحوثيين وإصابة العشرات ومقتل أربعة من المقاومة".
    """
    if chunks[claim.q].symbol not in "nQ":
        return None
    after = [c.trigger.trigger.outcome for c in chunks[claim.q + 1 : claim.q + 5] if c.trigger is not None]
    if told and claim.outcome == "wounded" and after[:1] == ["killed"]:
        return None
    for chunk in chunks[claim.q + 1 : claim.q + 5]:
        if chunk.symbol in "Qc" and (chunk.actor or chunk.person):
            return own_words(sentence, chunk)
        if chunk.symbol not in "jVMx":
            return None
    return None


def _struck(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """The force that the sentence says was struck: "غارات على مواقع الحوثيين أوقعت 12 قتيلا"."""
    best: tuple[float, ActorMention] | None = None
    q = chunks[claim.q].start
    breaks = [at for at, norm in enumerate(sentence.norms) if norm in _ELSEWHERE]
    unstruck = method_in(sentence.norms, q) == "unknown"
    for at, (end, mention) in sentence.actors.items():
        cue = cue_before(sentence.norms, at)
        if mention.group in ("UNKNOWN", "CIVILIAN") or cue is None or cue.id != "ar.cue.target":
            continue
        if unstruck and sentence.norms[at - 1] not in _ONTO:
            continue  # "عدن، مقر الحكومة": named, not struck
        distance = abs(q - end)
        if distance > _STRUCK_REACH or any(min(q, at) < start <= max(q, at) for start in breaks):
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    return Party(best[1], best[1].group, best[1].kind) if best else None
