"""Nouns for people that are none as they stand, and nouns that could be of two numbers."""

from collections.abc import Sequence

from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plain import plain
from extractors.languages.ar.words import persons, triggers

_BRACKETS = 7
"""tokens that the brackets behind a name may hold, and both of them"""
_TWO = frozenset(("اثنان", "اثنين", "اثنتان", "اثنتين"))


def tells_of_thing(norms: Sequence[str], at: int) -> bool:
    """Whether the word at token `at` is an adjective of the weapon or the deed before it."""
    adjective = norms[at].endswith(("ي", "يه", "مسلحه", "مسلح")) and norms[at] != "صبي"
    return at > 0 and adjective and norms[at - 1] in plain("cause")


def goes_with_dual(norms: Sequence[str], at: int) -> bool:
    """Whether the dual at token `at` is an adjective of the dual thing before it."""
    ending, before = norms[at][-2:], norms[at - 1] if at else ""
    same = ending in ("ان", "ين") and before.endswith(ending) and norms[at].endswith("ي" + ending)
    return same and len(before) > 4 and before not in persons() and match_phrase(triggers(), norms, at - 1) is None


def told_number(norms: Sequence[str], at: int, counts: int) -> int:
    """How many a noun counts that could be of two numbers: "مقيمين ... نقلهما", "طفلاها" are two."""
    if counts == 0 and norms[at].endswith("ين") and "هما" in norms[at + 1 :]:
        return 2
    accusative = norms[at].endswith("ا") and norms[at][:-1] in persons()
    # before a pronoun the ending is no accusative's
    return 2 if counts == 1 and accusative and norms[at + 1 : at + 2] in (["ه"], ["ها"], ["هم"]) else counts


def two_behind(norms: Sequence[str], at: int, told: int) -> int | None:
    """As in "عسكريين تركيين اثنين": where "two" at token `told` ends, behind a dual and its adjective."""
    if not norms[at].endswith(("ين", "ان")) or told >= len(norms):
        return None
    return told + 1 if norms[told] in _TWO and norms[told - 1].endswith(("ين", "ان")) else None


def is_nation(norm: str) -> bool:
    """Whether a word is of a nation, and so an adjective behind a noun for people: "مقاتلا كرديا"."""
    return persons()[norm].person.id.startswith("ar.person.nation")


def past_brackets(norms: Sequence[str], at: int) -> int:
    """Past another name of the same force: "تنظيم الدولة الإسلامية (داعش) [وجبهة النصرة]"."""
    at += norms[at : at + 1] != [] and norms[at] in '»”"'
    if norms[at : at + 1] != ["("]:
        return at
    return next((end + 1 for end in range(at + 1, min(at + _BRACKETS, len(norms))) if norms[end] == ")"), at)
