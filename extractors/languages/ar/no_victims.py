"""People beside a word for killing who were not hit: whose house it was, who did it, nobody in particular."""

from collections.abc import Sequence

from extractors.languages.ar.cues import cue_before
from extractors.languages.ar.equipment import items
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.words import persons

_KINDS = frozenset(("عسكريا", "مدنيا", "امنيا", "حكوميا"))
_SHORT = 3
_ANY = frozenset(("اي", "كل"))


def is_no_victim(sentence: Sentence, chunks: Sequence[Chunk], q: int, *, after_verb: bool) -> bool:
    """As in "على منزل أحد المواطنين", "قتل أي إنسان", "قتل على يد أحد أقاربه": whose it was, nobody, who did it."""
    first, person = chunks[q].start, chunks[q].person
    if not first:
        return False
    before = sentence.norms[first - 1]
    if before == "اكبر" or _is_kind_of_thing(sentence.norms, first):
        return True  # "لإيقاع أكبر عدد من الضحايا"
    if chunks[q].symbol == "u" and _is_thing(sentence.norms[chunks[q].noun_at or 0]):
        return True
    if chunks[q].count == 1 and before in plain("owned"):
        return True
    if person is not None and person.person.kind != "combatant" and before in _ANY:
        return True
    by = cue_before(sentence.norms, first)
    return by is not None and by.id == "ar.cue.by_hand" and after_verb


def _is_thing(noun: str) -> bool:
    """As in "أصابت القذيفة ثلاثة منازل"."""
    return noun in plain("owned") or noun in plain("site") or noun in plain("several_sites") or noun in items()


def _is_kind_of_thing(norms: Sequence[str], at: int) -> bool:
    """As in "أصابت الغارة هدفا عسكريا": a word for people that says of what kind a thing is."""
    thing = norms[at - 1]
    return (
        norms[at] in _KINDS and thing.endswith("ا") and thing.removesuffix("ا") not in persons() and len(thing) > _SHORT
    )
