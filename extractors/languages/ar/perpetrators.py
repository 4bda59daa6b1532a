"""Who did it: the force that a sentence names as striker, or the one that must have been."""

from collections.abc import Sequence

from extractors.analysis import ActorMention
from extractors.languages.ar.backers import backed_until, backs, is_followed, past_place
from extractors.languages.ar.claimants import tells_own_deed
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import Cue, cue_before, deed_verbs, method_in
from extractors.languages.ar.fights import at_peace, flies, fought_and_raided, is_one_of_two
from extractors.languages.ar.frame_rules import Found
from extractors.languages.ar.kingdom import in_saudi_arabia
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import (
    LOYAL,
    REBELS,
    both_sides,
    common,
    first_of,
    of_any_side,
)

_NEW_CLAUSE = frozenset(("فيما", "بينما", "في", "حين", "كما", "لكن", "ولكن", "غير", "الا", "ثم"))

NOBODY = frozenset(("مجهولين", "مجهولون", "مجهول"))

_THEY_COULD = frozenset(("استطاعوا", "تمكنوا", "نجحوا"))

_ACCUSED = frozenset(("المتهم", "المتهمه", "المتهمين", "المتهمون"))
"""behind a force: "الحوثيين المتهمين بقتل خمسة"; said of it, not by it"""

_PLAINLY_BY = frozenset(("ar.cue.by_hand", "ar.cue.clash_with"))

_MEN = frozenset(
    ("قوات", "مقاتلو", "مسلحو", "عناصر", "رجال", "افراد", "وحدات", "ميليشيات", "مليشيات", "ميليشيا", "مليشيا", "كتايب")
)
"""nouns for the men of a force, before its name"""

_EVENTS = STRIKES | {"هجوم", "هجمات", "عمليه", "عمليات", "تفجير", "تفجيرات", "انفجار", "كمين"}
"""what strikes, and so is no force: the force behind "استهدفت" is what it struck"""

_OF = frozenset(("يعتقد", "يشتبه", "بانتمايهم", "انتمايهم", "ينتمون", "ينتمي", "تابعون", "تابعين", "موالون", "موالين"))

_HOW = frozenset(("جوي", "جويه", "مدفعي", "مدفعيه", "صاروخي", "صاروخيه", "بري", "بريه", "اخير", "اخيره"))
_STRIKES_OF = STRIKES - {"مدفعيه"} | {"ضربه", "ضربات", "هجمات"}

_BELONGS = 8
"""tokens behind gunmen within which it is said whose they are"""

_GUNS = frozenset(("مدفعيه", "قصف", "بوارج"))

_JOINED = frozenset(("GOV", "RESISTANCE", "SOUTHERN"))

_FROM_THE_AIR = frozenset(("airstrike", "drone_strike"))

_UNARMED = ("الدفاع المدني", "الصحة", "وكالة", "الداخلية")

_ENOUGH = 2.5


def perpetrator(
    view: ArticleView, sentence: Sentence, chunks: Sequence[Chunk], claim: Found, group: str,
    cited: Sequence[tuple[int, int]],
) -> tuple[ActorMention | None, str, str]:  # fmt: skip
    """(who did it, basis, method); `cited`: character spans of speakers, who are no perpetrators."""
    at = chunks[claim.t].start if claim.t is not None else chunks[claim.q].start
    breaks = [c.start for c in chunks if c.symbol == "|"]
    method = claim.trigger.method if claim.trigger and claim.trigger.method else method_in(sentence.norms, at, breaks)
    if group == "MIXED" and both_sides(sentence, chunks[claim.q].end):
        return named_mixed(view, sentence), "stated", method
    best = _plainest(sentence, chunks, claim, group, cited, method)
    if any(norm in NOBODY for norm in sentence.norms[at : at + 25]):
        return None, "none", method
    if best is None or best[0] < _ENOUGH:
        best = _subject_of(sentence, chunks, claim, group, cited) or best
    if best is None or best[0] < _ENOUGH:
        return None, "none", method
    agent = best[1] if group in REBELS and best[1].group in REBELS else with_ally(view, sentence, best[1])
    if agent.group == "COALITION" and group in REBELS and fought_and_raided(sentence, at):
        return named_mixed(view, sentence), "stated", method
    if is_one_of_two(sentence, best[1], group):
        # shells and bullets of a fight hit those in between: what Yemen's papers blame on the Houthis
        rebels = first_of(("HOUTHI",), (m for _, m in sentence.actors.values())) if group == "CIVILIAN" else None
        return rebels, "implied" if rebels else "none", method
    if agent.group == "SAUDI" and method in _FROM_THE_AIR and group != "SAUDI":
        # aircraft over Yemen are the coalition's, whoever of it flies them
        agent = first_of(("COALITION",), view.analysis.actors) or agent
    return agent, "stated", method


def _plainest(
    sentence: Sentence, chunks: Sequence[Chunk], claim: Found, group: str, cited: Sequence[tuple[int, int]], method: str
) -> tuple[float, ActorMention] | None:
    """Of the forces that may have done it the one that the sentence makes it most plainly, with how plainly."""
    at = chunks[claim.t].start if claim.t is not None else chunks[claim.q].start
    at_home = group in ("CIVILIAN", "SAUDI") and in_saudi_arabia(sentence)
    best: tuple[float, ActorMention] | None = None
    for start, (end, named) in sentence.actors.items():
        mention = _belonging_to(sentence, named)
        spoken = () if tells_own_deed(sentence, chunks, claim.t, start, end) else cited
        able = can_do(mention, group, spoken) or _fell_out(sentence, start, mention, group)
        if not able or (at_home and mention.group in LOYAL) or is_followed(sentence, start):
            continue
        if claim.outcome == "captured" and flies(sentence, start):
            continue
        if common(mention) and sentence.norms[start].removeprefix("ال") in _GUNS:
            continue  # "قصف بالمدفعية": with whose is not said
        held = claim.outcome == "captured" and sentence.norms[start - 1 : start] in (["لدي"], ["عند"])
        # "50 معتقلا لدى الحوثيين"
        score = (8.0 if held else _score(sentence, chunks, claim, start, end)) - abs(start - at) * 0.05
        if method == "clash" and mention.group == "COALITION" and norms_between_break(sentence, chunks, start, at):
            score -= 4
        if best is None or score > best[0]:
            best = (score, mention)
    return best


def named_mixed(view: ArticleView, sentence: Sentence) -> ActorMention | None:
    """Both sides of a clash as one mention; None where the article names no force.

    Two forces of another war that go by one code go by it together.
    """
    here = [m for _, m in sentence.actors.values()]
    first = next(iter(here), None) or next(iter(view.analysis.actors), None)
    if first is None:
        return None
    forces = [m for m in here if m.group not in ("UNKNOWN", "CIVILIAN")]
    abroad = {m.group for m in forces} == {"OTHER"} and len({m.actor_id for m in forces}) > 1
    group = "OTHER" if abroad else "MIXED"
    return ActorMention(first.start, first.end, first.text, first.rule_id, None, group, "mixed")


def _subject_of(
    sentence: Sentence, chunks: Sequence[Chunk], claim: Found, group: str, cited: Sequence[tuple[int, int]]
) -> tuple[float, ActorMention] | None:
    """Who did it by a verb that names nobody ("اعتقلوا العشرات", "استطاعوا قتل قائدهم"): the last doer before it."""
    if claim.t is None or claim.t > claim.q:
        return None
    took = claim.outcome == "captured" and chunks[claim.t].symbol == "V"
    before = sentence.norms[max(0, chunks[claim.t].start - 2) : chunks[claim.t].start]
    if not took and not any(norm in _THEY_COULD for norm in before):
        return None
    found = None
    for start, (_, mention) in sorted(sentence.actors.items()):
        cue, wider = cue_before(sentence.norms, start), cue_before(sentence.norms, start - 1)
        hit = wider is not None and _of_what_was_hit(wider, sentence.norms[start - 1])
        if hit or is_struck_by_event(sentence, start):
            continue
        if start < chunks[claim.t].start and can_do(mention, group, cited) and (cue is None or cue.weight >= 0):
            found = (_ENOUGH, mention)
    return found


def norms_between_break(sentence: Sentence, chunks: Sequence[Chunk], start: int, at: int) -> bool:
    """Whether a clause begins between two tokens."""
    return any(c.symbol == "|" and min(start, at) < c.start <= max(start, at) for c in chunks)


def with_ally(view: ArticleView, sentence: Sentence, mention: ActorMention) -> ActorMention:
    """Saleh's men beside the Houthis are one side with them; nameless aircraft are the coalition's, where it flies.

    Gunmen are of the force that they are said to belong to.
    """
    mention = _belonging_to(sentence, mention)
    if mention.group == "GOV" and bare(mention.text.split()[0]).removeprefix("ال") in STRIKES - _GUNS:
        return first_of(("COALITION",), view.analysis.actors) or mention
    if mention.group == "SALEH":
        return next((m for _, m in sentence.actors.values() if m.group == "HOUTHI"), mention)
    return _first_named(sentence, mention)


def _belonging_to(sentence: Sentence, mention: ActorMention) -> ActorMention:
    """As in "مسلحون يعتقد بانتمائهم لتنظيم القاعدة": the force named behind the bare noun."""
    if not of_any_side(mention):
        return mention
    end = next((end for end, m in sentence.actors.values() if m is mention), None)
    if end is None:
        return mention
    for start in range(end + 1, min(end + _BELONGS, len(sentence.norms))):
        found = sentence.actors.get(start)
        told = sentence.norms[end] == "من" or any(norm in _OF for norm in sentence.norms[end:start])
        if found and told and not of_any_side(found[1]):
            return found[1]
    return mention


def _first_named(sentence: Sentence, mention: ActorMention) -> ActorMention:
    """Of two loyal forces joined by "and" ("قوات الجيش والمقاومة") the first stands for both."""
    if mention.group not in _JOINED:
        return mention
    at = next((start for start, (_, m) in sentence.actors.items() if m is mention), 0)
    if at < 2 or sentence.norms[at - 1] != "و":
        return mention
    return next((m for e, m in sentence.actors.values() if e == at - 1 and m.group in _JOINED), mention)


def can_do(mention: ActorMention, victim_group: str, cited: Sequence[tuple[int, int]]) -> bool:
    """Whether a force may have hit people of a group: never its own side's; nor has one that is `cited`."""
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
    backed = backed_until(sentence, end)
    if claim.t is not None and claim.t < claim.q and 0 <= chunks[claim.t].start - backed <= 2:
        active = claim.trigger is not None and (claim.trigger.outcome == "captured" or chunks[claim.t].symbol == "V")
        owned = cue_before(norms, start)
        if (
            active
            and norms[backed : chunks[claim.t].start] not in (["،"], ["و"])
            and (owned is None or owned.weight > 0)
        ):
            return 8.0  # "الحوثيين اختطفوا 25 صحفيا"
    cue: Cue | None = cue_before(norms, start)
    score = float(cue.weight) if cue else 0.0
    if cue is not None and cue.id == "ar.cue.deed_verb" and is_struck_by_event(sentence, start):
        return -5.0
    anchor = q.start
    hard = [c.start for c in chunks if c.symbol == "|" and norms[c.start] in _NEW_CLAUSE]
    score -= 4.0 * sum(1 for b in hard if min(start, anchor) < b <= max(start, anchor))
    if norms[start].removeprefix("ال") in STRIKES or _strikes_are_its(norms, start):
        # the strike is part of the force's name: "غارات التحالف", "الغارات الجوية التركية"
        score += 5.0 if score <= 0 else 0.0
    if cue is None and start and norms[start - 1] == "و":
        joined = next((s for s, (e, _) in sentence.actors.items() if e == start - 1), None)
        if joined is not None:
            before = cue_before(norms, joined)
            score = (float(before.weight) if before else 0.0) - 0.5
    if cue is None and start >= 2:
        wider = cue_before(norms, start - 1)
        if wider is not None and wider.role != "target" and not _of_what_was_hit(wider, norms[start - 1]):
            score = max(score, wider.weight - 1.5)
    did = _does_deed(sentence, end, cued=cue is not None)
    if score <= 0 and did and not backs(norms, start):
        score = max(score + 4.0, 4.0)
    return min(score, 0.0) if at_peace(norms, start, end) else score


def _strikes_are_its(norms: Sequence[str], start: int) -> bool:
    """Whether strikes, or strikes and an adjective of theirs, stand before a force: "الغارات الجوية التركية"."""
    before = start - 2 if start > 1 and norms[start - 1].removeprefix("ال") in _HOW else start - 1
    return before >= 0 and norms[before].removeprefix("ال") in _STRIKES_OF


def _does_deed(sentence: Sentence, end: int, *, cued: bool) -> bool:
    """Whether behind a force's name, its backers and its place stands what it did: "المقاومة في شبوة نصبت"."""
    norms, backed = sentence.norms, backed_until(sentence, end)
    if any(norm in deed_verbs() | _ACCUSED for norm in norms[backed : backed + 2]):
        return True
    there = backed if cued else past_place(sentence, backed)
    return there > backed and norms[there : there + 1] != [] and norms[there] in deed_verbs()


def _of_what_was_hit(cue: Cue, between: str) -> bool:
    """As in "استهدف مسجد قوات الطوارئ": the verb's object is the force's; in "شنت طائرات التحالف" its subject."""
    return cue.id == "ar.cue.deed_verb" and between.removeprefix("ال") not in _EVENTS | _MEN


def _fell_out(sentence: Sentence, start: int, mention: ActorMention, group: str) -> bool:
    """Whether the sentence says that one of the two rebel forces hit the other: "قائد حوثي بنيران الحرس الجمهوري"."""
    if mention.group == group or not {mention.group, group} <= REBELS:
        return False
    cue = cue_before(sentence.norms, start)
    return cue is not None and cue.id in _PLAINLY_BY


def is_struck_by_event(sentence: Sentence, start: int) -> bool:
    """As in "هجمات وقعت في عدن واستهدفت القوات": the verb's subject is the event, the force behind it was struck."""
    norms = sentence.norms
    if start < 1 or norms[start - 1] not in ("استهدف", "استهدفت", "طال", "طالت", "دمر", "دمرت", "قصفت"):
        return False
    for at in range(start - 2, max(-1, start - 16), -1):
        if at in sentence.actors:
            return False
        if norms[at].removeprefix("ال") in _EVENTS:
            return True
    return False
