"""Common nouns with the article that mean a place named before: "المدينة", "القاعدة", "المحافظة"."""

from collections.abc import Mapping, Sequence

from extractors.analysis import PlaceMention
from extractors.languages.ar.sentence import Sentence

_BY_LEVEL = {"admin1": "المحافظه", "admin2": "المديريه", "city": "المدينه", "village": "البلده"}
"""the noun that a place of a level goes by when it is named again"""
_BY_NAME = {
    "مدينه": "المدينه",
    "محافظه": "المحافظه",
    "مديريه": "المديريه",
    "منطقه": "المنطقه",
    "بلده": "البلده",
    "قريه": "القريه",
    "قاعده": "القاعده",
    "معسكر": "المعسكر",
    "مطار": "المطار",
    "ميناء": "المينا",
    "جبل": "الجبل",
    "جزيره": "الجزيره",
    "حي": "الحي",
}
"""first word of a place's name, or the word before it → the noun that it goes by when it is named again"""
_NOUNS = frozenset((*_BY_LEVEL.values(), *_BY_NAME.values()))
_OF_ONE_KIND = frozenset(("القاعده", "المعسكر", "المطار", "المينا", "الجبل", "الجزيره"))
"""nouns that hardly mean another place than the last one named so"""
_LATELY = 4
_QUOTES = frozenset('«»"“”')


def find_anaphors(
    sentence: Sentence, known: dict[str, list[PlaceMention]], here: PlaceMention | None
) -> Mapping[int, PlaceMention]:
    """Token of each definite common noun → the place that it means.

    That is the one named most of late of its kind (`known`, which learns the names of this sentence), or the place
    where the story is (`here`) where the last city or governorate named before this sentence was another.
    """
    found: dict[int, PlaceMention] = {}
    norms = sentence.norms
    at = 0
    while at < len(norms):
        if at in sentence.places:
            end, mention = sentence.places[at]
            for noun in _goes_by(norms, at, mention):
                known.setdefault(noun, []).append(mention)
            at = max(end, at + 1)
            continue
        named = at + 1 in sentence.places or (at and norms[at - 1] in _QUOTES)
        if norms[at] in _NOUNS and not named and norms[at] in known:
            last = _salient(known[norms[at]])
            told_here = last.start >= sentence.starts[0] or norms[at] in _OF_ONE_KIND
            found[at] = last if here is None or told_here or _division(last) == _division(here) else here
        at += 1
    return found


def _salient(named: Sequence[PlaceMention]) -> PlaceMention:
    """The place named most among the last few, the later of two named alike."""
    lately = named[-_LATELY:]
    places = [mention.place for mention in lately]
    return max(reversed(lately), key=lambda mention: places.count(mention.place))


def _division(mention: PlaceMention) -> str | None:
    return mention.place.admin1 if mention.place is not None else None


def _goes_by(norms: Sequence[str], at: int, mention: PlaceMention) -> set[str]:
    place = mention.place
    if place is None or place.country_code is None:
        return set()
    words = {norms[at], norms[at - 1] if at else ""}
    nouns = {_BY_NAME[word] for word in words if word in _BY_NAME}
    if place.level in _BY_LEVEL:
        nouns.add(_BY_LEVEL[place.level])
    if place.level == "admin1" and "محافظه" not in words:
        nouns.add(_BY_LEVEL["city"])  # عدن is the town and its governorate
    return nouns
