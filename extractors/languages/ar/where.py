"""Where and when a claim's event happened: the sentence's own words, or those carried from before."""

from collections.abc import Sequence

from extractors.analysis import PlaceMention
from extractors.languages.ar.cues import says
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence

_INTO = frozenset(
    ("في", "ب", "قرب", "شمال", "جنوب", "شرق", "غرب", "شرقي", "غربي", "شمالي", "جنوبي", "داخل", "وسط", "علي")
)
_NEAR = frozenset(
    (
        "مدينه",
        "مديريه",
        "محافظه",
        "منطقه",
        "جبهه",
        "بلده",
        "قريه",
        "جبل",
        "وادي",
        "حي",
        "معسكر",
        "محور",
        "ميناء",
        "مطار",
        "قاعده",
        "شارع",
        "سوق",
        "جبهات",
        "بلدتي",
        "مدينتي",
        "محافظتي",
        "منطقتي",
        "مديريتي",
        "العاصمه",
        "ريف",
        "ضواحي",
        "محيط",
    )
)
_HARD = frozenset(("فيما", "بينما", "كما", "لكن", "ولكن", "غير", "الا", "ثم", "في"))
_FROM = frozenset(("من", "الي", "نحو", "باتجاه", "بين"))


def same_event(sentence: Sentence) -> bool:
    """Whether a sentence goes on about an event by a definite noun: الهجوم, الغارة, المواجهات."""
    return any(norm in plain("the_deed") for norm in sentence.norms)


def tells_deed(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an attack, a strike, a fight."""
    return any(norm.removeprefix("ال") in plain("deed") for norm in sentence.norms)


def one_deed(sentence: Sentence) -> bool:
    """Whether a sentence tells of one attack, or of one told before."""
    return same_event(sentence) or any(norm in plain("one_deed") for norm in sentence.norms)


def tells_fight(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a clash, which may last for days."""
    return any(norm.removeprefix("ال") in plain("fight") for norm in sentence.norms)


def own_place(
    sentence: Sentence,
    chunks: Sequence[Chunk],
    at: int,
    cited: Sequence[tuple[int, int]],
    nearness: float = 0.25,
) -> PlaceMention | None:
    """The place of the claim at token `at`: introduced by في and its like, near, most exact."""
    ranked: list[tuple[float, int, PlaceMention]] = []
    for start, (_, mention) in sentence.places.items():
        if mention.place is None:
            continue
        score = _place_score(sentence, chunks, at, start, nearness)
        if any(a <= mention.start < b for a, b in cited):
            score -= 8
        ranked.append((score, start, mention))
    if not ranked:
        return None
    score, start, best = max(ranked, key=lambda r: r[0])
    if score < -12:
        return None
    return _sharpest(best, start, [(s, m) for _, s, m in ranked])


def of_speaker(sentence: Sentence, at: int, place: PlaceMention) -> bool:
    """Whether a place is where somebody spoke: "قال مسؤول في صنعاء إن", before what he said at token `at`."""
    norms = sentence.norms
    said = [
        i
        for i in range(2, min(at, len(norms)))
        if norms[i] == "ان" and any(word in plain("said") for word in norms[max(0, i - 14) : i])
    ]
    return bool(said) and place.start < sentence.starts[said[-1]] and place.start >= sentence.starts[0]


def _place_score(sentence: Sentence, chunks: Sequence[Chunk], at: int, start: int, nearness: float) -> float:
    norms = sentence.norms
    mention = sentence.places[start][1]
    before = [norms[i] for i in range(max(0, start - 3), start)]
    score = 0.0
    if any(word in _INTO for word in before):
        score += 6
    if before and before[-1] in _NEAR:
        score += 3
    if before and before[-1] in _FROM:
        score -= 4
    if start <= 4 and any(word in _INTO for word in before):
        score += 4
    low, high = min(start, at), max(start, at)
    breaks = [c for c in chunks if c.symbol == "|" and low < c.start <= high]
    score -= nearness * (high - low) + sum(8 if norms[c.start] in _HARD else 3 for c in breaks)
    if _of_other_event(chunks, at, start):
        score -= 12
    if start < at and any(norms[c.start] == "حيث" for c in breaks):
        score += 3 - nearness * (high - low)
    if start > at:
        score += 3
    place = mention.place
    if place is not None and place.level == "country":
        score -= 9 if place.country_code == "YE" else 6
        if not any(word in _INTO for word in before):
            score -= 12
    return score


def _of_other_event(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Whether a place at token `start` is in a clause with a deed of its own: "تشييع القائد الذي قتل في الحديدة"."""
    between = "".join(chunk.symbol for chunk in chunks if at < chunk.start < start)
    return "V" in between.partition("r")[2]


def _sharpest(best: PlaceMention, start: int, others: Sequence[tuple[int, PlaceMention]]) -> PlaceMention:
    """A more exact place of the same division that stands just beside the best one."""
    here = best.place
    if here is None:
        return best
    sharper = best
    for at, mention in others:
        place = mention.place
        if (
            place is None
            or abs(at - start) > 9
            or (place.country_code, place.admin1) != (here.country_code, here.admin1)
        ):
            continue
        now = sharper.place.geo_precision if sharper.place else None
        if (place.geo_precision or 9) < (now or 9):
            sharper = mention
    return sharper


def new_section(sentence: Sentence) -> bool:
    """Whether a sentence opens a new subject ("من جهة أخرى", "وفي محافظة مأرب")."""
    return says("section", sentence.norms, 0, 4) is not None or _opens_with_place(sentence)


def _opens_with_place(sentence: Sentence) -> bool:
    if sentence.norms[0] == "ف":
        return False  # "ففي مدينة تعز قتل 13": what was told before, in detail
    return any(
        start <= 4
        and any(norm in ("في", "ب") for norm in sentence.norms[:start])
        and not any(norm in plain("said") for norm in sentence.norms[:start])
        for start in sentence.places
    )
