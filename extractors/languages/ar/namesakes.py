"""Places that only share the name of one abroad: a quarter called Yarmouk, any strip of border."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from extractors.actors import ActorContext
from extractors.analysis import PlaceMention
from extractors.folding import Token

_SMALL = frozenset(("حي", "شارع", "قريه", "ناحيه", "عزله", "سوق", "حاره", "مخيم", "حيي", "احياء", "قري"))
"""before the name of a place too small for a city"""
_PLAINLY = 4
"""times that an article must name another country for names of one country to be namesakes"""


def without_namesakes(
    places: Sequence[PlaceMention], tokens: Sequence[Token], context: ActorContext
) -> list[PlaceMention]:
    """Places without the villages, quarters and borders of the article's country that bear the name of a city abroad.

    Such a name is of a country that nothing else in the article names; it does not count for that country.
    """
    starts = [token.start for token in tokens]
    doubtful = [mention for mention in places if _may_be_namesake(mention, tokens, starts)]
    named = Counter(m.place.country_code for m in doubtful if m.place is not None)
    dropped = []
    for mention in doubtful:
        country = mention.place.country_code if mention.place is not None else None
        if country is None or context.countries[country] > named[country]:
            continue
        others = max((n for code, n in context.countries.items() if code != country), default=0)
        if others >= _PLAINLY:
            dropped.append(mention)
    for mention in dropped:
        if mention.place is not None and mention.place.country_code is not None:
            context.countries[mention.place.country_code] -= 1
    return [mention for mention in places if mention not in dropped]


def _may_be_namesake(mention: PlaceMention, tokens: Sequence[Token], starts: Sequence[int]) -> bool:
    place = mention.place
    if place is None or place.country_code in (None, "YE"):
        return False
    at = bisect_left(starts, mention.start)
    small = at > 0 and tokens[at - 1].form in _SMALL
    return place.level == "landmark" or (place.level == "city" and small)
