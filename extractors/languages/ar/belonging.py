"""Whose people are, where other words of the sentence tell it: "من جنودها", "يعتقد أنهم من تنظيم القاعدة"."""

from extractors.analysis import ActorMention
from extractors.languages.ar.cues import cue_before
from extractors.languages.ar.sentence import STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import Party
from extractors.languages.ar.words import persons

_OWN = frozenset(("ها", "هم", "ه"))
_SUPPOSED = frozenset(("يعتقد", "يرجح", "يشتبه", "يشتبه", "يفترض", "يظن", "يحتمل", "قيل"))
_CIVILIANS = ("مدني",)
_AMONG = frozenset(("بين", "بينهم", "من", "منهم", "ضمن", "ضمنهم", "فيهم", "بينهما"))
_ARMIES = {"AE": "UAE", "SA": "SAUDI", "US": "US", "BH": "COALITION", "KW": "COALITION", "QA": "COALITION"}
"""states whose soldiers go by a code of their own"""
_FIGHTS = frozenset(("اشتباكات", "اشتباك", "مواجهات", "مواجهه", "معارك", "معركه", "قتال", "تصدي"))
_OPENS = 4
"""tokens behind a number within which it is said who its people may be"""
_NAMES = 9


def common(mention: ActorMention | None) -> bool:
    """Whether a mention is a noun for men in arms ("جنود") that names no force."""
    return mention is None or ".common." in mention.rule_id


def possessor(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "أقرت الميليشيات بمقتل ثلاثة من قياداتها": the force or the state that the sentence spoke of before."""
    if not _is_possessed(sentence, chunk):
        return None
    before = [
        (start, mention)
        for start, (_, mention) in sorted(sentence.actors.items())
        if start < chunk.start and not common(mention) and mention.group not in ("UNKNOWN", "CIVILIAN")
    ]
    plain = [m for start, m in before if not _is_target(sentence, start)]
    if plain:
        return Party(plain[-1], plain[-1].group, "combatant")
    for start, (_, place) in sorted(sentence.places.items(), reverse=True):
        state = place.place
        if start < chunk.start and state is not None and state.level == "country" and state.country_code in _ARMIES:
            return Party(None, _ARMIES[state.country_code], "combatant")
    return None


def _is_possessed(sentence: Sentence, chunk: Chunk) -> bool:
    person = chunk.person.person if chunk.person else None
    if person is not None and person.kind == "civilian":
        return False
    norms = sentence.norms
    armed = (person is not None and person.kind == "combatant") or chunk.actor is not None
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
