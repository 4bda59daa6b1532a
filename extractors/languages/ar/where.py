"""Where and when a claim's event happened: the sentence's own words, or those carried from before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.analysis import PlaceMention, TimeMention
from extractors.components.times import Interval
from extractors.languages.ar.calendar_words import TimeChunk
from extractors.languages.ar.cues import says
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.times import days_of, find_time

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
SPEECH = frozenset(
    (
        "قال",
        "قالت",
        "افاد",
        "افادت",
        "ذكر",
        "ذكرت",
        "اعلن",
        "اعلنت",
        "صرح",
        "صرحت",
        "بيان",
        "اكد",
        "اكدت",
        "اضاف",
        "اضافت",
        "تصريح",
        "كشف",
        "كشفت",
        "اوضح",
        "اوضحت",
    )
)
"""words of those who tell, after whom "that" begins what they tell"""
_STATEMENTS = frozenset(("بيان", "تصريح", "تصريحات", "للصحافيين", "موتمر", "الصحافيين", "صحافي", "صحفي"))
_THE_EVENT = frozenset(
    (
        "الهجوم",
        "الغاره",
        "القصف",
        "الاشتباكات",
        "المواجهات",
        "العمليه",
        "التفجير",
        "الانفجار",
        "الحادث",
        "الهجمات",
        "الغارات",
        "المعارك",
        "الكمين",
        "الحادثه",
        "المجزره",
        "الضربه",
        "الاستهداف",
        "الاعتداء",
    )
)
_FROM = frozenset(("من", "الي", "نحو", "باتجاه", "بين"))


@dataclass(slots=True)
class Thread:
    """What the article's running story has said so far: place and time that later sentences mean too."""

    place: PlaceMention | None = None
    time: TimeMention | None = None
    place_age: int = 99
    time_age: int = 99
    first_place: PlaceMention | None = None
    places: list[PlaceMention] = field(default_factory=list)


def times_in(text: str, sentence: Sentence, published: date | None) -> list[tuple[int, TimeChunk, TimeMention]]:
    """(token, chunk, mention) of each time expression of a sentence."""
    found, at = [], 0
    while at < len(sentence.norms):
        chunk = find_time(sentence.norms, at)
        if chunk is None:
            at += 1
            continue
        a, b = sentence.starts[chunk.start], sentence.ends[chunk.end - 1]
        days = days_of(chunk, published)
        found.append((at, chunk, _time_mention(text, a, b, chunk, days)))
        at = max(chunk.end, at + 1)
    return found


def _time_mention(text: str, a: int, b: int, chunk: TimeChunk, days: Interval | None) -> TimeMention:
    if days is None or days.end is None:
        return TimeMention(a, b, text[a:b], chunk.rule_id, None, None, None)
    return TimeMention(a, b, text[a:b], chunk.rule_id, days.start, days.end, days.precision)


def own_time(
    sentence: Sentence,
    chunks: Sequence[Chunk],
    at: int,
    times: Sequence[tuple[int, TimeChunk, TimeMention]],
    said_after: Sequence[int] = (),
) -> TimeMention | None:
    """The time nearest to token `at`, clause breaks counted as distance; dated ones before undated."""
    if not times:
        return None
    breaks = [chunk.start for chunk in chunks if chunk.symbol in "|"]
    best: tuple[float, TimeMention] | None = None
    update = "حصيله" in sentence.norms or "الحصيله" in sentence.norms
    for start, chunk, mention in times:
        if any(start > said for said in said_after) or _of_statement(sentence, chunk, update):
            continue
        low, high = min(start, at), max(start, at)
        if chunk.rule_id == "ar.time.since" and any(c.symbol == "r" and low < c.start <= high for c in chunks):
            continue  # "التي تحاصرها منذ ستة أيام"
        distance = float(high - low) + 14 * sum(1 for b in breaks if low < b <= high)
        if mention.date_start is None and mention.date_end is None:
            distance += 25
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _of_statement(sentence: Sentence, chunk: TimeChunk, update: bool) -> bool:
    """Whether a time is that of a statement: "في بيان الاثنين", or any beside a new toll of an old event."""
    start, end = chunk.start, chunk.end
    weekday = chunk.expression is not None and chunk.expression.kind == "weekday"
    norms = sentence.norms
    if update or any(word in _STATEMENTS for word in norms[max(0, start - 2) : start]):
        return True
    # "صرحت المنسقة الجمعة أن": the day of the words; between commas it is the day of the event
    return weekday and end < len(norms) and norms[end] == "ان" and norms[start - 1] not in ("،", ",")


def is_point(chunk: TimeChunk) -> bool:
    """Whether a time is a day or two that later sentences can mean too."""
    expression = chunk.expression
    if expression is None or expression.since:
        return False
    if expression.kind == "past":
        return expression.unit == "day" and (expression.amount or 9) <= 2
    if expression.kind == "ago":
        return expression.unit == "day" and (expression.amount or 9) <= 6
    return expression.kind in ("offset", "weekday") or (expression.kind == "date" and expression.day is not None)


def of_statement(sentence: Sentence, chunk: TimeChunk) -> bool:
    """Whether a time says when something was said, so that no later sentence means it."""
    return _of_statement(sentence, chunk, False)


def same_event(sentence: Sentence) -> bool:
    """Whether a sentence goes on about an event by a definite noun: الهجوم, الغارة, المواجهات."""
    return any(norm in _THE_EVENT for norm in sentence.norms)


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
        i for i in range(2, min(at, len(norms))) if norms[i] == "ان" and any(word in SPEECH for word in norms[max(0, i - 14) : i])
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
    return any(start <= 4 and any(n in ("في", "ب") for n in sentence.norms[:start]) for start in sentence.places)
