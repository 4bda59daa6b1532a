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
_LIVES = frozenset(("المقيم", "المقيمه", "المقيمين", "المقيمون"))
"""before في and where a man lives, which is no place taken"""


def antecedent(sentence: Sentence, at: int, pronoun: str = "") -> list[Taken]:
    """The place before token `at` that a pronoun means: "صنعاء التي سيطر عليها", "بعد تحريره"."""
    if pronoun == "ه" and (site := _masculine(sentence, at)) is not None:
        return [Taken(site, min(at, name_end(sentence, site)))]
    relative = next((i for i in (at - 1, at - 2) if i > 0 and sentence.norms[i] in ("الذي", "التي")), None)
    if relative is not None and (head := _head(sentence, relative)) is not None:
        return [Taken(head, relative)]
    named = {
        start: end
        for start, (end, mention) in sentence.places.items()
        if mention.place is not None and mention.place.level != "country" and not _is_whole(sentence.norms, start)
    }
    meant = {start: start + 1 for start in sentence.anaphors}
    near = [s for s in (*named, *meant) if at - _HEAD_REACH <= s < at and sentence.norms[max(0, s - 2)] not in _LIVES]
    if not near:
        return []
    last = max(near)
    around = sentence.norms[last - 1] in ("في", "ب") and any(
        _reaches(sentence, named[s], last) for s in named if s < last
    )
    if around:
        last = max(
            s for s in named if s < last
        )  # "مدينة شقرة الساحلية في أبين وسيطرت عليها": the town, not what it lies in
    return [Taken(last, (named | meant)[last])]


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
