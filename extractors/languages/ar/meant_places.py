"""Places that a sentence took up before: what a pronoun behind a word of taking means."""

from collections.abc import Sequence

from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import (
    AND,
    INSIDE,
    MARKS,
    MOST,
    Taken,
    begins_place,
    name_end,
    sites,
    sites_of_article,
)

_HEAD_REACH = 9
_LONGEST_HEAD = 6
_ADJECTIVES = 2
_CLAUSE_REACH = 7
_AUXILIARIES = frozenset(("كان", "كانت", "كانوا", "قد", "سبق", "ان", "و"))
_COMING = frozenset(("قادم", "قادمه", "قادما", "قادمين", "القادمه", "القادم", "القادمين"))
_FOLK = frozenset(("سكان", "اهالي", "ابنا", "صيادين", "الصيادين", "تجار", "مواطنين", "نازحين", "النازحين"))
_LIVES = frozenset(("المقيم", "المقيمه", "المقيمين", "المقيمون"))
"""before في and where a man lives, which is no place taken"""


def antecedent(sentence: Sentence, at: int, pronoun: str = "") -> list[Taken]:
    """The place before token `at` that a pronoun means: "صنعاء التي سيطر عليها", "بعد تحريره"."""
    if pronoun == "ه" and (site := _masculine(sentence, at)) is not None:
        return [Taken(site, min(at, name_end(sentence, site)))]
    relative = _relative(sentence, at)
    if relative is not None and (head := _head(sentence, relative)) is not None:
        return [Taken(head, relative)]
    named = {
        start: end
        for start, (end, mention) in sentence.places.items()
        if mention.place is not None and mention.place.level != "country" and not _is_whole(sentence.norms, start)
    }
    meant = {start: start + 1 for start in sentence.anaphors}
    near = [s for s in (*named, *meant) if at - _HEAD_REACH <= s < at and not _of_people(sentence.norms, s)]
    if not near:
        return []
    last = max(near)
    if pronoun == "هما" and (pair := [s for s in named if s in near and s < last]):
        return [Taken(s, named[s]) for s in (max(pair), last) if s in named]
    around = sentence.norms[last - 1] in ("في", "ب") and any(
        _reaches(sentence, named[s], last) for s in named if s < last
    )
    if around:
        last = max(
            s for s in named if s < last
        )  # "مدينة شقرة الساحلية في أبين وسيطرت عليها": the town, not what it lies in
    return [Taken(last, (named | meant)[last])]


def _relative(sentence: Sentence, at: int) -> int | None:
    """Where the relative pronoun stands whose clause token `at` is in: "المبنى الذي كان الحوثيون احتلوه"."""
    i = at - 1
    while i > max(0, at - _CLAUSE_REACH):
        if sentence.norms[i] in ("الذي", "التي"):
            return i
        within = any(start <= i < end for start, (end, _) in sentence.actors.items())
        if not within and sentence.norms[i] not in _AUXILIARIES and i != at - 1:
            return None
        i -= 1
    return None


def _of_people(norms: Sequence[str], start: int) -> bool:
    """Whether a place only tells where people live or come from: "زوارق لصيادين من أبين", "سكان شقرة"."""
    before, second = norms[max(0, start - 1)], norms[max(0, start - 2)]
    return second in _LIVES or before in _FOLK or (before == "من" and second in _FOLK | _COMING)


def _masculine(sentence: Sentence, at: int) -> int | None:
    """Where the last site before token `at` is named whose noun is masculine: "مستوصف حدنان قبل السيطرة عليه"."""
    for site in range(at - 1, max(-1, at - _HEAD_REACH), -1):
        norm = sentence.norms[site]
        if norm in sites() and not norm.endswith(("ه", "ات", "تي", "ين")) and norm not in plain("several_sites"):
            return site if norm not in sites_of_article() else None
    return None


def _reaches(sentence: Sentence, end: int, start: int) -> bool:
    """Whether nothing but adjectives and في stands between the end of a place's name and the next name."""
    between = sentence.norms[end : start - 1]
    return len(between) <= _ADJECTIVES and all(norm.startswith("ال") for norm in between)


def _is_whole(norms: Sequence[str], start: int) -> bool:
    """As in "مديرية كريتر التابعة لعدن": the place that another one is part of."""
    return start > 1 and norms[start - 1] == "ل" and norms[start - 2].removeprefix("ال").startswith("تابع")


def _head(sentence: Sentence, relative: int) -> int | None:
    """Where the one site begins that the relative pronoun at token `relative` follows: "مبنى الاتصالات الذي".

    None for what has no name: "المناطق التي", "مدن يمنية التي".
    """
    heads = [i for i in range(max(0, relative - _LONGEST_HEAD), relative) if begins_place(sentence, i)]
    if not heads or any(norm in MARKS for norm in sentence.norms[heads[-1] : relative]):
        return None
    first = heads[-1]
    for head in reversed(heads):
        between = sentence.norms[head:first]
        if any(norm in INSIDE | AND | MARKS or norm in plain("place_stop") for norm in between):
            break
        if any(norm.startswith(("ال", "ي")) for norm in between):
            break  # "طريق يربط مدينة تدمر التي": a clause about the first
        first = head  # "مقر قيادة المنطقة العسكرية التي": one name
    named = any(first <= start < relative for start in sentence.places)
    word = sentence.norms[first]
    common = word.startswith("ال") or word in plain("several_sites") or word in MOST
    return first if named or not common else None
