"""Whose people are, where other words of the sentence tell it: "من جنودها", "يعتقد أنهم من تنظيم القاعدة"."""

from collections.abc import Sequence

from extractors.analysis import CasualtyDraft
from extractors.languages.ar.cues import cue_before
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import Party, sideless
from extractors.languages.ar.words import is_marked, persons

_OWN = frozenset(("ها", "هم", "ه"))
_SUPPOSED = frozenset(("يعتقد", "يرجح", "يشتبه", "يشتبه", "يفترض", "يظن", "يحتمل", "قيل"))
_CIVILIANS = ("مدني",)
_AMONG = frozenset(("بين", "بينهم", "من", "منهم", "ضمن", "ضمنهم", "فيهم", "بينهما"))
_AMONG_THEM = frozenset(("بينهم", "بينها", "منهم", "ضمنهم", "فيهم"))
_ARMIES = {"AE": "UAE", "SA": "SAUDI", "US": "US", "BH": "COALITION", "KW": "COALITION", "QA": "COALITION"}
"""states whose soldiers go by a code of their own"""
_FIGHTS = frozenset(("اشتباكات", "اشتباك", "مواجهات", "مواجهه", "معارك", "معركه", "قتال", "تصدي"))
_LOST = frozenset(("قدم", "قدمت", "قدموا", "خسر", "خسرت", "خسروا", "تكبد", "تكبدت", "تكبدوا", "فقد", "فقدت", "فقدوا"))
_INFLICTED = frozenset(("كبد", "كبدت", "كبدوا", "تكبيد", "يكبد", "تكبد", "مكبدا", "مكبده", "مكبدين"))
"""before those who lost men, as "تكبد" is with some of them"""
_LOSSES = frozenset(("خساير", "الخساير", "خساره"))
_LOSING = 18
"""tokens before a number within which a verb of losing has it as its object"""
_MEMBERS = frozenset(("ar.person.individual", "ar.person.man", "ar.person.youth"))
_SONS = "ar.person.son"
_OPENS = 4
"""tokens behind a number within which it is said who its people may be"""
_NAMES = 9
_GROUND = frozenset(("اراضي", "ارض", "حدود", "جانب", "جهه", "محافظات", "مناطق", "مدن", "قري", "مياه", "اجواء", "سواحل"))
"""what lies before an adjective of origin that tells where something was, not whose men"""


def possessor(sentence: Sentence, chunk: Chunk, so_far: Sequence[CasualtyDraft]) -> Party | None:
    """As in "أقرت الميليشيات بمقتل ثلاثة من قياداتها": the force or the state that the sentence spoke of before.

    "من مرافقيه" are a man's: of the side of the one whom the sentence told of (`so_far`), never a militia's.
    """
    if not _is_possessed(sentence, chunk):
        return None
    if sentence.norms[chunk.end : chunk.end + 1] == ["ه"]:
        leader = next((d for d in reversed(so_far) if d.quantity.count == 1 and d.victim is not None), None)
        if leader is not None and leader.victim is not None and leader.victim.group not in ("UNKNOWN", "CIVILIAN"):
            return Party(leader.victim, leader.victim.group, "combatant")
    before = [
        (start, mention)
        for start, (_, mention) in sorted(sentence.actors.items())
        if start < chunk.start
        and not sideless(mention)
        and mention.group not in ("UNKNOWN", "CIVILIAN")
        and not (".demonym." in mention.rule_id and _is_ground(sentence, start))
    ]
    if sentence.norms[chunk.end : chunk.end + 1] == ["ه"]:
        before = [(start, mention) for start, mention in before if not _is_many(mention.text)]
    if _is_hers(sentence, chunk):
        # "كمين للميليشيات قتل فيه خمسة من أفرادها": hers, though they were the target
        before = [(start, mention) for start, mention in before if _is_many(mention.text)] or before
    noun = sentence.norms[chunk.end - 1]
    before = [(start, m) for start, m in before if sentence.norms[start].removeprefix("ال") == noun] or before
    plain = [m for start, m in before if not _is_target(sentence, start)]
    if not plain and _is_hers(sentence, chunk):
        plain = [m for _, m in before]
    if plain:
        return Party(plain[-1], plain[-1].group, "combatant")
    for start, (_, place) in sorted(sentence.places.items(), reverse=True):
        state = place.place
        if start < chunk.start and state is not None and state.level == "country" and state.country_code in _ARMIES:
            return Party(None, _ARMIES[state.country_code], "combatant")
    return None


def _is_ground(sentence: Sentence, at: int) -> bool:
    """Whether an adjective of origin tells whose ground it is, which has no men: "من الأراضي اليمنية"."""
    return at > 0 and at not in sentence.places and sentence.norms[at - 1].removeprefix("ال") in _GROUND


def _is_hers(sentence: Sentence, chunk: Chunk) -> bool:
    return sentence.norms[chunk.end : chunk.end + 1] == ["ها"]


def _is_many(text: str) -> bool:
    """Whether a force's name is feminine or plural, so that "his" cannot mean it."""
    head = bare(text.split()[0]).removeprefix("ال")
    return head.endswith(("ه", "ات", "ين", "ون", "ا")) or head in ("قوات", "ميليشيا", "مليشيا", "رجال", "عناصر", "فلول")


def lost_by(sentence: Sentence, chunk: Chunk) -> Party | None:
    """Whose the losses are: "قدمت المقاومة عشرات القتلى", "خسائر الحوثيين بلغت 30 قتيلا", "كبدوا الجيش 20 قتيلا"."""
    norms = sentence.norms
    if chunk.symbol not in "ckn" or chunk.person is not None:
        return None
    for at in range(chunk.start - 1, max(-1, chunk.start - _LOSING), -1):
        if norms[at] not in _LOST | _INFLICTED | _LOSSES:
            continue
        for start, (end, mention) in sentence.actors.items():
            who = norms[end:at] in ([], ["التي"], ["الذين"], ["الذي"]) and norms[at] in _LOST
            of_them = at < start <= chunk.start and norms[at + 1 : start] in ([], ["ل"])
            # "كبدت المقاومة الحوثيين": verb, subject, object
            both = of_them and norms[at] in _INFLICTED and end in sentence.actors
            losing = sentence.actors[end][1] if both else mention
            if (who or of_them) and losing.group not in ("UNKNOWN", "CIVILIAN"):
                return Party(losing, losing.group, "combatant")
    return None


def _is_possessed(sentence: Sentence, chunk: Chunk) -> bool:
    person = chunk.person.person if chunk.person else None
    norms = sentence.norms
    if person is not None and person.kind == "civilian":
        return person.id == _SONS and _is_hers(sentence, chunk) and _of_an_army(sentence, chunk)
    member = person is not None and (person.kind == "combatant" or person.id in _MEMBERS)
    armed = member or chunk.actor is not None
    if armed and chunk.end < len(norms) and norms[chunk.end] in _OWN:
        return True
    if norms[chunk.end : chunk.end + 1] != ["من"]:
        return False
    # "اثنين من أبرز قياداتها"
    for at in range(chunk.end + 1, min(chunk.end + 4, len(norms) - 1)):
        noun = persons().get(norms[at])
        if noun is not None and noun.person.kind == "combatant" and norms[at + 1] in _OWN:
            return True
    return False


def _of_an_army(sentence: Sentence, chunk: Chunk) -> bool:
    """As in "أعلنت القوات المسلحة استشهاد أحد أبنائها": an army's sons are its soldiers."""
    before = [sentence.norms[start].removeprefix("ال") for start in sorted(sentence.actors) if start < chunk.start]
    return bool(before) and before[-1] in ("قوات", "جيش")


def _is_target(sentence: Sentence, start: int) -> bool:
    cue = cue_before(sentence.norms, start)
    struck = sentence.norms[start].removeprefix("ال") in STRIKES
    return struck or (cue is not None and cue.role in ("target", "opponent", "agent") and cue.weight not in (5,))


def supposed(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "سبعة يعتقد أنهم من تنظيم القاعدة": the force that they are thought to be of."""
    norms = sentence.norms
    for at in range(chunk.start, min(chunk.end + _OPENS, len(norms))):
        if norms[at] not in _SUPPOSED:
            continue
        for start in range(at + 1, min(at + _NAMES, len(norms))):
            if start in sentence.actors:
                mention = sentence.actors[start][1]
                return Party(mention, mention.group, mention.kind) if mention.group != "UNKNOWN" else None
    return None


def some_are_civilians(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a number's people are said to have civilians among them, so that the others are none."""
    norms = sentence.norms
    for at in range(chunk.end, len(norms)):
        if norms[at].startswith(_CIVILIANS) and any(word in _AMONG for word in norms[max(0, at - 4) : at]):
            return True
    return False


def told_among(sentence: Sentence, chunk: Chunk) -> set[str]:
    """Kinds of people told to be among a number's: "بينهم عناصر أمن وطفل" gives both."""
    norms = sentence.norms
    kinds: set[str] = set()
    for at in range(chunk.end, min(chunk.end + _OPENS, len(norms))):
        if norms[at] not in _AMONG_THEM and norms[at : at + 2] not in (["بين", "هم"], ["بين", "ها"], ["من", "هم"]):
            continue
        for place in range(at + 1, min(at + _NAMES, len(norms))):
            if is_marked(norms, place) and norms[place] != "و":
                break
            person = persons().get(norms[place])
            if person is not None and person.person.kind in ("civilian", "combatant"):
                kinds.add(person.person.kind)
        break
    return kinds


def fought(sentence: Sentence) -> bool:
    """Whether a sentence speaks of fighting, where both sides lose men; an attack alone has one side's dead."""
    return any(norm.removeprefix("ال") in _FIGHTS for norm in sentence.norms)


def between_sides(sentence: Sentence) -> bool:
    """Whether a sentence tells of fighting between two forces that both are named."""
    for start, (_, mention) in sentence.actors.items():
        cue = cue_before(sentence.norms, start)
        if cue is not None and cue.id == "ar.cue.clash_between" and mention.group not in ("UNKNOWN", "CIVILIAN"):
            return True
    return False
