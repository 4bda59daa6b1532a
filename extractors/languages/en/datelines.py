"""The dateline that opens a line of news: "KABUL (Reuters) - ", "Homs, SANA – ", "DONETSK, July 28. /TASS/. "."""

import re

from extractors.gazetteer import Gazetteer
from extractors.languages.en.rules import word_set

_REACH = 160
_AGENCIES = word_set("en.words.datelines.agencies")
_DASH = r"(?:--|[—–]|-)"
_STARTS = r"(?=[A-Z0-9“\"'‘«])"
"""how the sentence behind a dateline begins"""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_IN_BRACKETS = re.compile(
    r"(?:[A-Z][\w.'’-]+(?:[ ,/|:.'’-]+[\w.:'’]+){0,14}?[ ,]*)?"
    r"(?:\((?:Reuters|AP|AFP|CNN|IRIN|UPI|Xinhua|DPA|ANSA|EFE|TASS|Sputnik|RIA[^)]*|SANA|[A-Z]{2,6}|[A-Z][\w ]{2,20})\)"
    r"|/ ?[A-Z]{2,6} ?/\.?)\s*(?:--|[—–:-])*\s*"
)
_CITY_DASH = re.compile(rf"[A-Z][A-Z'’. -]{{2,}}(?:, [A-Z][\w.’' -]+)?\s*{_DASH}\s+{_STARTS}")
_CITY_COLON = re.compile(
    rf"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}}(?:, [A-Z][\w.]+)?(?:, {_MONTH} \d{{1,2}})?:\s+(?=[A-Z“\"])"
)
_WORDS_DASH = re.compile(
    rf"(?P<names>[A-Z][\w’'.-]*(?:[ ,/|]+[A-Z][\w’'.-]*){{0,5}}),?\s*(?:(?:{_DASH}|:)\s+|[—–]){_STARTS}"
)
"""names that end in a dash; a dateline where they are an agency's or begin with a place's"""
_DAY_LINE = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d{2}-\d{2}),?\s+(?=[A-Z]|\d+ [a-z])"
)
_STAFF = re.compile(r"By (?:the )?(?:[A-Z][\w.]+ ){1,3}Staff(?: Writers?)?,? (?=[A-Z])")
"""a by-line that is glued to the first sentence"""
_GLUED = re.compile(
    r"(?<=[\w.!?\"”')] )(?:[A-Z][\w.'’-]*(?:[ ,/]+[A-Z][\w.'’-]*){0,5} )?\((?:CNN|Reuters|AP|AFP)\)\s*(?:--|[—–-])+\s+"
    + _STARTS
)
"""a dateline to which a page's highlights are glued, that end in no stop: "… officials say Aden, Yemen (CNN) -- …"."""
_DIVIDERS = re.compile(r"[,/|]\s*")


def end(line: str) -> int:
    """Length of the dateline that opens `line`; 0 where there is none.

    A day that stands before a city ("12 August 2016 BEIRUT - ") is part of it.
    """
    head = line[:_REACH]
    day = _DAY_LINE.match(head)
    start = day.end() if day else 0
    cut = start + _city_end(head[start:])
    if cut > start and (again := _WORDS_DASH.match(head[cut:])) and again["names"].upper() in _AGENCIES:
        cut += again.end()  # "ADEN - Saba: "
    return cut if cut < len(line) else 0


def glued(line: str) -> tuple[int, int]:
    """Where a dateline inside a line begins and ends; (0, 0) where there is none."""
    match = _GLUED.search(line)
    return match.span() if match else (0, 0)


def _city_end(head: str) -> int:
    for pattern in (_STAFF, _IN_BRACKETS, _CITY_DASH, _CITY_COLON):
        if match := pattern.match(head):
            return match.end()
    match = _WORDS_DASH.match(head)
    return match.end() if match and _is_place_or_agency(match["names"]) else 0


def _is_place_or_agency(names: str) -> bool:
    pieces = [piece for piece in _DIVIDERS.split(names) if piece]
    if any(piece.upper().rstrip(".") in _AGENCIES for piece in pieces):
        return True
    found = Gazetteer.load().find(pieces[0], "en")
    return any(place.start == 0 and place.end == len(pieces[0]) and not place.demonym for place in found)
