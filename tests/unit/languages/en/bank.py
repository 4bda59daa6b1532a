"""The bank of sentences (sentences.jsonl): read it, code it, and compare the claims found with those written down."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from extractors.coder import ArticleToCode, CodedArticle, Coder
from tests.unit.languages.banks import entries

CONTEXT = "\n\nThe war between the army and the rebels has lasted for years."
"""stands behind each sentence, as a sentence in the news has an article around it"""
_NAME_FIRST = re.compile(
    r"(?:The|An?|At|In|No|Some|Several|Scores|Dozens|Hundreds|Between|From|About|Around|Nearly|More|Up|As|Of|Among|Over|"
    r"One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Sixteen|Seventeen|Gunmen|Militants|"
    r"Rebels|Police|Troops|Fighters|Shelling|Clashes|Fighting|Helicopters|Warplanes|Jets|Snipers|Medics|Soldiers)\b"
)


@dataclass(frozen=True)
class Entry:
    """A line of the bank."""

    id: str
    text: str
    claims: list[str]
    gap: str | None = None


def read() -> list[Entry]:
    """All lines of the bank."""
    return [Entry(**line) for line in entries(__file__, "sentences.jsonl")]


def code(coder: Coder, texts: Iterable[str]) -> list[CodedArticle]:
    """Code each text as an article of one day."""
    day = date(2016, 8, 12)
    articles = [
        ArticleToCode(article_id=str(i), text=text + CONTEXT, language="en", published=day)
        for i, text in enumerate(texts)
    ]
    coded = list(coder.code(articles))
    assert [article.error for article in coded if article.error] == []
    return coded


def casualties(coded: CodedArticle) -> list[tuple[str, str]]:
    """("killed 12 at_least", group of the victims) of the asserted casualty claims."""
    found = []
    for claim in coded.casualties:
        if claim.modality == "asserted":
            count = "vague" if claim.count is None else str(claim.count)
            count = f"{claim.count_low}-{claim.count_high}" if claim.bound == "range" else count
            bound = "" if claim.bound in ("exact", "vague", "range") else f" {claim.bound}"
            found.append((f"{claim.outcome} {count}{bound}", claim.victim_group))
    return found


def difference(entry: Entry, coded: CodedArticle) -> tuple[list[str], list[str]]:
    """(claims of the entry that were not found, claims found that it does not make)."""
    people = casualties(coded)
    places = [claim.place_text for claim in coded.control]
    items = [f"materiel {claim.action} {claim.count or '?'} {claim.item}" for claim in coded.materiel]
    missed = []
    for claim in entry.claims:
        found: list[list[object]]
        if claim.startswith("control "):
            name = claim.removeprefix("control ")
            taken = next((place for place in places if name in place or place in name), None)
            found = [[places, taken]] if taken is not None else []
        elif claim.startswith("materiel "):
            found = [[items, claim]] if claim in items else []
        else:
            *words, last = claim.split()
            key, group = (" ".join(words), last) if last.isupper() else (claim, None)
            same = next((one for one in people if one[0] == key and group in (None, one[1])), None)
            found = [[people, same]] if same is not None else []
        for kind, one in found:
            kind.remove(one)
        if not found:
            missed.append(claim)
    return missed, [" ".join(one) for one in people] + [f"control {place}" for place in places] + items


def _small(text: str) -> str:
    """The sentence as it goes on behind other words."""
    return text[0].lower() + text[1:] if _NAME_FIRST.match(text) else text


def _unattributed(wrap: Callable[[str], str]) -> Callable[[str], str | None]:
    """`wrap` for sentences that cite nobody yet."""
    cites = re.compile(r'\b(?:said|told|says|according|announced|claimed)\b|["“]')
    return lambda text: None if cites.search(text) else wrap(text.rstrip("."))


FRAMES: dict[str, Callable[[str], str | None]] = {
    "city and dash": lambda text: f"QAMRA, Syria – {text}",
    "agency and dash": lambda text: f"NNA - {text}",
    "city, agency, dash": lambda text: f"Homs, SANA – {text}",
    "city (agency)": lambda text: f"MOGADISHU, Aug. 12 (Xinhua) -- {text}",
    "slashes": lambda text: f"DONETSK, July 28. /TASS/. {text}",
    "long dash": lambda text: f"BAGHDAD — {text}",
    "colon": lambda text: f"PESHAWAR, Aug 12 (APP): {text}",
    "day and city": lambda text: f"12 August 2016 BEIRUT – {text}",
    "meanwhile": lambda text: f"Meanwhile, {_small(text)}",
    "day": lambda text: f"On Monday, {_small(text)}",
    "he said that": _unattributed(lambda text: f"The governor said that {_small(text)}."),
    "police said": _unattributed(lambda text: f"{text}, police said."),
    "according to": _unattributed(lambda text: f"{text}, according to a medical source."),
    "told an agency": _unattributed(lambda text: f"{text}, a local official told Reuters."),
    "when": _unattributed(lambda text: f"{text} when fighting broke out near the border."),
    "parenthesis": lambda text: f"{text[:-1]} (see map)." if text.endswith(".") else None,
    "quote behind": lambda text: f"{text} “It was a black day for all of us,” a resident said.",
    "quote before": lambda text: f"“It was a black day,” a resident said. {text}",
    "paragraph before": lambda text: f"The situation in the area remains tense.\n\n{text}",
}
"""frames around a sentence that leave its claims what they are; None where one does not fit"""
KEEP_VICTIMS = frozenset(FRAMES) - {
    "city and dash",
    "city, agency, dash",
    "city (agency)",
    "slashes",
    "long dash",
    "colon",
    "day and city",
    "when",
}
"""frames that say nothing about who the victims can be: the others name a place or a fight"""
