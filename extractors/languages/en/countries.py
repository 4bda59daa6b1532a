"""Which country an article is about: where its places lie, without those where people only met or wrote."""

import re
from collections import Counter
from collections.abc import Collection

from extractors.actors import ActorContext
from extractors.analysis import PlaceMention
from extractors.languages.en.rules import phrase

_VENUE = phrase("en.phrase.placing.venue")
_WIRE = phrase("en.phrase.placing.wire")
_BY_COUNTRY = phrase("en.phrase.placing.by-country")
_LOCATED = re.compile(
    r"\b(?:in|into|across|inside|throughout|from|to|over|(?:north|south|east|west|central)\w*)(?: \w+ern)? (?:the )?$",
    re.IGNORECASE,
)
_WAR_IN = re.compile(r"\bwars? (?:in|on|against) (?:the )?$", re.IGNORECASE)
"""before a country whose war is spoken of everywhere: it alone puts no article there"""
_NAMED, _BY_ADJECTIVE = 2, 3
"""names of a country's places that make it one spoken of; what an article must say of one that only gives adjectives"""
_RATHER, _OFTEN = 2, 6
"""times as often as the country of most places another one is named, of which the article is then; and the least"""


def counted(places: Collection[PlaceMention]) -> Counter[str]:
    """How often which country is named; the United States are in every story and count a quarter."""
    counts = Counter(m.place.country_code for m in places if m.place is not None and m.place.country_code)
    if len(counts) > 1:
        counts["US"] //= 4
    return counts


def is_venue(text: str, mention: PlaceMention) -> bool:
    """Whether people only met, or wrote, at a place: "talks in Geneva", "AMMAN (Reuters) -"."""
    before = text[max(0, mention.start - 60) : mention.start]
    return _VENUE.search(before) is not None or _WIRE.match(text, mention.end) is not None


def is_named_by_country(mention: PlaceMention) -> bool:
    """Whether only the article's country tells which place is meant: "the capital"."""
    return _BY_COUNTRY.search(mention.text) is not None


def main_country(text: str, places: Collection[PlaceMention], context: ActorContext) -> str | None:
    """The country of most of an article's places (adjectives are none), unless it speaks far more often of another."""
    named = [m for m in places if not is_venue(text, m) and not is_named_by_country(m)]
    located = [m for m in named if _is_located(text, m)]
    counts, theatre = counted(located or named), context.theatre
    if not located and theatre not in (None, "US"):
        return theatre  # "Turkey warned", and nothing of where: it is about those whom it calls by their country
    ranked = counts.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    best = ranked[0][0] if clear else theatre if theatre != "US" else _likelier(counts, context)
    if best is None and theatre is None and ranked:
        first, second = (context.countries[code] for code, _ in ranked)  # of as many places: the one spoken of more
        return ranked[0][0] if first > second else ranked[1][0] if second > first else None
    if best is None or theatre is None or theatre == "US":
        return best  # what the United States say or do is in every story
    rather = _RATHER if counted(named)[theatre] >= _NAMED else _BY_ADJECTIVE  # troops and victims of many nations
    return theatre if context.countries[theatre] >= max(_OFTEN, rather * context.countries[best]) else best


def _likelier(counts: Counter[str], context: ActorContext) -> str | None:
    """Of the countries with most places, in an article about the United States, the one that it speaks of most."""
    most = [code for code, count in counts.items() if count and count == max(counts.values())]
    return max(most, key=lambda code: context.countries[code], default="US")


def _is_located(text: str, mention: PlaceMention) -> bool:
    """Whether a mention tells where something is: a town does, a country only behind "in" and the like."""
    if mention.place is None or mention.place.level != "country":
        return True
    before = text[max(0, mention.start - 30) : mention.start]
    return _LOCATED.search(before) is not None and _WAR_IN.search(before) is None
