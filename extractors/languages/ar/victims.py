"""Whose the victims are: by the number's own noun, by its neighbours, by what was struck."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.analysis import ActorMention, CasualtyDraft
from extractors.languages.ar.belonging import between_sides, common, fought, possessor, some_are_civilians, supposed
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import cue_before, method_in, says
from extractors.languages.ar.frames import Found
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.sides import FOES, HITS_FROM_AFAR, LOYAL, REBELS, Party, both_sides, merged
from extractors.languages.ar.words import persons

_ANYBODY = "ar.person.person"
_EITHER = frozenset((_ANYBODY, "ar.person.cadre", "ar.person.commander"))

_MOST = frozenset(("معظم", "اغلب", "غالبيه", "غالبيت", "اغلبيه", "اغلبيت", "الكثير"))


def as_mention(text: str, sentence: Sentence, chunk: Chunk, party: Party) -> ActorMention | None:
    """The victims as the article names them, under their group."""
    first = chunk.noun_at if chunk.noun_at is not None else chunk.start
    if chunk.end <= first:
        first = chunk.start
    start, end = sentence.starts[first], sentence.ends[chunk.end - 1]
    actor = party.mention
    return ActorMention(
        start, end, text[start:end], actor.rule_id if actor else "ar.victim",
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
    own = possessor(sentence, chunk) if common(chunk.actor) else None
    party = _mostly(sentence, chunk) or own or supposed(sentence, chunk) or _own_words(sentence, chunk)
    if (party is None or party.group == "UNKNOWN") and both_sides(sentence, chunk.end):
        return Party(None, "MIXED", "combatant")
    if party is None or party.group == "UNKNOWN":
        party = _from_neighbours(view, sentence, chunks, claim, siblings, scope) or party
    if party is None:
        party = Party(None, "UNKNOWN", "unknown")
    if party.group in ("UNKNOWN", "OTHER") and both_sides(sentence, chunk.end):
        party = Party(None, "MIXED", "combatant")
    return party


def inferred_victims(
    view: ArticleView, sentence: Sentence, chunks: Sequence[Chunk], claim: Found, party: Party,
    agent: ActorMention | None, method: str, scope: str,
) -> Party:  # fmt: skip
    """Victims whom no word names: civilians by what was hit, or the foes of who struck."""
    if party.group != "UNKNOWN":
        return party
    chunk = chunks[claim.q]
    person = chunk.person.person if chunk.person else None
    if scope == "background" and person is None:
        return Party(None, "MIXED", "mixed")
    if scope == "background" and person is not None and person.id == _ANYBODY:
        return party
    if person is not None and person.kind == "combatant":
        group = _foe(view, agent)
        return Party(None, group, "combatant")
    if (person is None or person.id == _ANYBODY) and some_are_civilians(sentence, chunk):
        return Party(None, "MIXED", "mixed")
    if person is not None and person.id == _ANYBODY and method == "clash" and between_sides(sentence):
        return Party(None, "MIXED", "mixed")
    if covers_civilians(view, sentence):
        return Party(None, "CIVILIAN", "civilian")
    if agent is not None and agent.group in LOYAL and (person is None or person.title):
        return Party(None, _foe(view, agent), "combatant")
    if person is not None and method in ("airstrike", "shelling", "missile", "mine", "bombing", "suicide_bombing"):
        return Party(None, "CIVILIAN", "civilian")
    if person is None and method == "clash" and agent is None and fought(sentence):
        return Party(None, "MIXED", "combatant")
    if agent is not None and agent.group in REBELS and person is None and method in HITS_FROM_AFAR:
        return Party(None, "CIVILIAN", "civilian")
    return party


def _foe(view: ArticleView, agent: ActorMention | None) -> str:
    """The group that an agent fights in this article; UNKNOWN where none is plain."""
    if agent is None:
        return "UNKNOWN"
    named = {m.group for m in view.analysis.actors}
    if agent.group in LOYAL and "HOUTHI" in named:
        return "HOUTHI"
    foes = [g for g in FOES.get(agent.group, ()) if g in named]
    return foes[0] if len(foes) == 1 or (agent.group in REBELS and foes) else "UNKNOWN"


def _mostly(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "أغلبهم من المدنيين": not all of them are; "أغلبهم أطفال": no fighters among the rest."""
    norms = sentence.norms
    for at in range(chunk.start, min(chunk.end + 5, len(norms) - 1)):
        if norms[at].removesuffix("هم") not in _MOST:
            continue
        for place in range(at + 1, min(at + 5, len(norms))):
            person = persons().get(norms[place])
            if person is not None and person.person.id == "ar.person.civilian":
                return Party(None, "MIXED", "mixed")
            if person is not None and person.person.kind == "civilian":
                return Party(None, "CIVILIAN", "civilian")
            if place in sentence.actors:
                return Party(None, "MIXED", "combatant")
    return None


def _own_words(sentence: Sentence, chunk: Chunk) -> Party | None:
    """What the number's own noun says: people of a group, civilians, members of a force."""
    person = chunk.person.person if chunk.person else None
    if person is not None and person.group is not None and person.group != "UNKNOWN":
        return Party(None, person.group, person.kind)
    nation = person is not None and person.id.startswith("ar.person.nation")
    if nation and chunk.actor is not None and chunk.noun_at is not None:
        own = sentence.actors.get(chunk.noun_at)
        if own is not None and own[1] is chunk.actor:
            return Party(None, "UNKNOWN", "unknown")  # "200 يمني" are no force
    if chunk.actor is not None:
        groups = [chunk.actor.group, *(a.group for a in chunk.extra)]
        kind = chunk.actor.kind if chunk.actor.kind != "unknown" else (person.kind if person else "unknown")
        return Party(chunk.actor, merged(groups), kind)
    if person is None:
        return _of_name(sentence, chunk)
    if person.title and chunk.count == 1:
        return _of_office(sentence, chunk, person.kind)
    return Party(None, "UNKNOWN", person.kind)


def _of_office(sentence: Sentence, chunk: Chunk, kind: str) -> Party:
    """As in "رئيس المجلس السياسي الحوثي": whose office it is stands in its own name."""
    for start in range(chunk.end, min(chunk.end + 6, len(sentence.norms))):
        if sentence.norms[start] in ("،", ".", "في", "ب", "من", "ان", "الذي") or start >= len(sentence.norms):
            break
        if start in sentence.actors:
            mention = sentence.actors[start][1]
            if mention.group not in ("UNKNOWN", "CIVILIAN"):
                return Party(mention, mention.group, "combatant")
    return Party(None, "UNKNOWN", kind)


def _of_name(sentence: Sentence, chunk: Chunk) -> Party | None:
    """A named person's side: the force named just behind the name ("وهو قائد بجماعة ...")."""
    if chunk.number is None or chunk.number.rule_id != "ar.number.name":
        return None
    for start in range(chunk.end, min(chunk.end + 6, len(sentence.norms))):
        if start in sentence.actors and sentence.norms[start - 1] in (
            "ب",
            "في",
            "ل",
            "من",
            "حركه",
            "جماعه",
            "ميليشيات",
        ):
            mention = sentence.actors[start][1]
            return Party(mention, mention.group, "combatant")
    return None


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
    in_sentence = [s for s in siblings if s.evidence_start == sentence.starts[0]]
    possessed = chunk.end < len(sentence.norms) and sentence.norms[chunk.end] in ("ه", "هم", "هما")
    if (chunk.others or possessed) and siblings:
        last = (in_sentence or siblings)[-1]
        if last.victim is not None and last.victim.group != "UNKNOWN":
            return Party(last.victim, last.victim.group, last.victim_kind)
    person = chunk.person.person if chunk.person else None
    if person is None or person.id == _ANYBODY:
        beside = _following(sentence, chunks, claim) or _beside(sentence, chunks, claim)
        if beside is not None:
            return beside
    if person is None and chunk.symbol in "nu" and in_sentence and in_sentence[-1].victim is not None:
        last = in_sentence[-1]
        return Party(last.victim, in_sentence[-1].victim.group, last.victim_kind)
    return None if scope == "background" else _from_story(view, sentence, chunks, claim, siblings)


def _from_story(
    view: ArticleView, sentence: Sentence, chunks: Sequence[Chunk], claim: Found, siblings: Sequence[CasualtyDraft]
) -> Party | None:
    """The force that the sentence says was struck; else, for men in arms, the side of the last claim."""
    chunk = chunks[claim.q]
    person = chunk.person.person if chunk.person else None
    bombed = method_in(sentence.norms, chunk.start) in ("bombing", "suicide_bombing")
    if person is None or (person.id in _EITHER and not (bombed and person.id == _ANYBODY)):
        struck = _ranks(sentence, chunk) or _struck(sentence, chunks, claim)
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
    """As in "في صفوفهم": the ranks of the force named last before."""
    norms = sentence.norms[chunk.end : chunk.end + 7]
    if not any(a == "صفوف" and b in ("هم", "ها") for a, b in pairwise(norms)):
        return None
    before = [m for start, (_, m) in sorted(sentence.actors.items()) if start < chunk.start and m.group != "COALITION"]
    return Party(before[-1], before[-1].group, before[-1].kind) if before else None


def _beside(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """As in "قتل من جانب المقاومة ثمانية": the side that stands between the verb and the number."""
    at = chunks[claim.q].start
    for start, (end, mention) in sentence.actors.items():
        if end <= at and at - end < 3 and start > 1 and sentence.norms[start - 1] in ("جانب", "صفوف", "طرف"):
            return Party(mention, mention.group, mention.kind)
    return None


def _following(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """As in "قتل 13 وأصيب 85 من الميليشيات": the people of the next claim in the same breath."""
    if chunks[claim.q].symbol not in "nQ":
        return None
    for chunk in chunks[claim.q + 1 : claim.q + 5]:
        if chunk.symbol in "Qc" and (chunk.actor or chunk.person):
            return _own_words(sentence, chunk)
        if chunk.symbol not in "jVMx":
            return None
    return None


def _struck(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> Party | None:
    """The force that the sentence says was struck: "غارات على مواقع الحوثيين أوقعت 12 قتيلا"."""
    best: tuple[float, ActorMention] | None = None
    q = chunks[claim.q].start
    for at, (end, mention) in sentence.actors.items():
        cue = cue_before(sentence.norms, at)
        if mention.group in ("UNKNOWN", "CIVILIAN") or cue is None or cue.id != "ar.cue.target":
            continue
        distance = abs(q - end)
        if best is None or distance < best[0]:
            best = (distance, mention)
    return Party(best[1], best[1].group, best[1].kind) if best else None


def covers_civilians(view: ArticleView, sentence: Sentence) -> bool:
    """Whether a sentence, or the one before it, speaks of a market, a bus, homes … being hit."""
    near = [s for s in view.sentences if sentence.index - 1 <= s.index <= sentence.index]
    return any(says("civil", s.norms) is not None for s in near)
