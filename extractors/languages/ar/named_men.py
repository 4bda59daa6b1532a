"""Whose a man is whom his name and words behind it tell of: "سالم أحمد، أحد قادة التنظيم", "برتبة ضابط في الجيش"."""

from extractors.analysis import ActorMention
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.sides import Party, common, is_force
from extractors.languages.ar.words import persons

_SERVES = frozenset(("منسوبي", "منتسبي", "افراد", "منسوبو", "قوام", "جنود", "ضباط", "عناصر"))
_FORCES = frozenset(("قوه", "قوات", "جيش", "حرس"))
_LONG_NAME = 14
"""tokens that a man's name and what he serves with may have"""
_SAID_OF_HIM = 5
"""tokens between a name and words that say what its bearer is"""
_WHOSE = 10
"""tokens behind these words within which his force is named"""
_RANKED = frozenset(("برتبه", "برتبت", "رتبه"))
_ENDS = frozenset((".", "ان", "الذي", "التي", "خلال", "اثنا", "اثر", "برصاص", "بنيران", "علي"))
_OF = frozenset(("ب", "في", "ل", "من", "حركه", "جماعه", "ميليشيات", "تنظيم"))


def serves_with(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "الرقيب سالم بن حمد من منسوبي حرس الحدود": the force stands behind the man's long name."""
    norms = sentence.norms
    for at in range(chunk.end, min(chunk.end + _LONG_NAME, len(norms) - 1)):
        of_force = norms[at] == "من" and norms[at + 1].removeprefix("ال") in _FORCES
        if of_force or norms[at] in _SERVES:
            found = sentence.actors.get(at + 1) or (sentence.actors.get(at + 2) if of_force else None)
            if found is not None:
                return Party(found[1], found[1].group, "combatant")
        if norms[at] in (".", "ان", "الذي"):
            break
    return None


def of_name(sentence: Sentence, chunk: Chunk) -> Party | None:
    """A named man's side: the force that his rank, his office or those whom he is one of are said to be of."""
    if chunk.number is None or chunk.number.rule_id != "ar.number.name":
        return None
    at = _said_of_him(sentence, chunk)
    if at is None:
        return _just_behind(sentence, chunk)
    for start in range(at, min(at + _WHOSE, len(sentence.norms))):
        found = sentence.actors.get(start)
        if found is not None and found[1].group not in ("UNKNOWN", "CIVILIAN") and not _is_bare(found[1]):
            return Party(found[1], found[1].group, "combatant")
        if sentence.norms[start] in _ENDS:
            break
    return _of_speaker(sentence, chunk)


def _of_speaker(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "أعلنت القوات المسلحة الإماراتية استشهاد سالم أحمد برتبة ضابط": an army tells of its own man."""
    norms = sentence.norms
    if "استشهاد" not in norms[max(0, chunk.start - 2) : chunk.start]:
        return None
    for start, (_, mention) in sorted(sentence.actors.items()):
        if start < chunk.start and is_force(mention) and not _is_bare(mention) and mention.group != "UNKNOWN":
            return Party(mention, mention.group, "combatant")
    return None


def _said_of_him(sentence: Sentence, chunk: Chunk) -> int | None:
    """Where it begins to be said what a named man is: his rank, "one of" men in arms, his post."""
    norms = sentence.norms
    for at in range(chunk.end, min(chunk.end + _SAID_OF_HIM, len(norms) - 1)):
        if norms[at] in _ENDS:
            return None
        noun = persons().get(norms[at + 1]) if norms[at] in ("احد", "من") else persons().get(norms[at])
        armed = noun is not None and noun.person.kind == "combatant"
        post = armed and (norms[at] in ("احد", "من") or norms[at].startswith("ال") or norms[at - 1] in ("هو", "،"))
        if norms[at] in _RANKED or norms[at] in _SERVES or post:
            return at + 1
    return None


def _is_bare(mention: ActorMention) -> bool:
    """Whether a mention names no force: "ضابط", or an adjective of origin, as in "القائد اليمني"."""
    return common(mention) or ".demonym." in mention.rule_id


def _just_behind(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "وهو قائد بجماعة ...": the force named just behind the name."""
    for start in range(chunk.end, min(chunk.end + 6, len(sentence.norms))):
        if start in sentence.actors and sentence.norms[start - 1] in _OF:
            mention = sentence.actors[start][1]
            return Party(mention, mention.group, "combatant")
    return None
