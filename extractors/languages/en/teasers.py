"""Headlines of other articles that stand inside a paragraph: "READ MORE: Three killed in raid The ministry said …"."""

from extractors.languages.en.rules import phrase

_MARK = phrase("en.phrase.teasers.mark")
_GOES_ON = phrase("en.phrase.teasers.goes-on")
_SHORTEST = 22
"""characters behind the mark within which no headline ends"""
_LONGEST = 130


def cuts(line: str) -> list[int]:
    """Offsets in a line where such a headline begins, and where the article goes on behind it."""
    found = []
    for mark in _MARK.finditer(line):
        found.append(mark.start())
        on = _GOES_ON.search(line, mark.end() + _SHORTEST, mark.end() + _LONGEST)
        if on is not None:
            found.append(on.start("next"))
    return [at for at in found if at > 0]


def is_teaser(text: str) -> bool:
    """Whether a sentence is the headline of another article."""
    return _MARK.match(text) is not None
