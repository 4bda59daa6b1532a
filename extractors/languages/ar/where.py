"""Where a claim's event happened, by the sentence's own words."""

from collections.abc import Sequence

from extractors.analysis import PlaceMention
from extractors.languages.ar.bearings import by_words_before, is_into, is_target, is_way
from extractors.languages.ar.cues import says
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.when import clause_end, clause_of

_HARD = frozenset(("فيما", "بينما", "كما", "لكن", "ولكن", "غير", "الا", "ثم", "في"))
_LEAST = -12
"""score below which a place is not the event's"""
_OTHER_DEED = 12.0
_MORE_TOLD = 14.0
_JOIN = 3
"""tokens at most between two places of a list"""
SEVERAL = "ar.place.several"
"""rule of places of several governorates in one breath"""
_WHERE = 8.0
_WHERE_REACH = 7
_THERE_REACH = 10
_ENDS = frozenset('و،,.؛»"')
_OF_SPEAKER = 8.0
_SAID_THAT = frozenset(("ان", "انه", "انها", "انهم", "بان"))


def own_place(
    sentence: Sentence,
    chunks: Sequence[Chunk],
    at: int,
    cited: Sequence[tuple[int, int]],
    nearness: float = 0.25,
    *,
    anaphors: bool = True,
) -> PlaceMention | None:
    """The place of the claim at token `at`: introduced by في and its like, near, most exact.

    `anaphors`: whether common nouns for places named before count.
    """
    ranked: list[tuple[float, int, PlaceMention]] = []
    named = {start: mention for start, (_, mention) in sentence.places.items()}
    meant = {at: mention for at, mention in sentence.anaphors.items() if anaphors and is_into(sentence, at)}
    for start, mention in {**named, **meant}.items():
        if mention.place is None or (start and sentence.norms[start - 1] in plain("office")):
            continue
        score = _place_score(sentence, chunks, at, start, mention, nearness)
        if any(a <= mention.start < b for a, b in cited):
            score -= _OF_SPEAKER
        ranked.append((score, start, mention))
    if not ranked:
        return None
    score, start, best = max(ranked, key=lambda r: r[0])
    if score < _LEAST:
        return None
    several = _several(sentence, start) if start in sentence.places else None
    return several or _sharpest(best, start, [(s, m) for _, s, m in ranked])


def _several(sentence: Sentence, start: int) -> PlaceMention | None:
    """Places of several governorates that "and" joins ("جبهتي نهم وصرواح"): all of them, so that none is the place."""
    chain = [start]
    places = sorted(sentence.places)
    for at in reversed([other for other in places if other < start]):
        chain[:0] = [at] if _joined(sentence, at, chain[0]) else []
    for at in (other for other in places if other > start):
        chain += [at] if _joined(sentence, chain[-1], at) else []
    named = [sentence.places[at][1] for at in chain]
    divisions = {division_of(mention) for mention in named if mention.place is not None}
    if len(divisions) < 2 or None in divisions:
        return None
    a, b = named[0].start, named[-1].end
    return PlaceMention(a, b, sentence.text[a:b], SEVERAL, None)


def division_of(mention: PlaceMention) -> str | None:
    """What a place is filed under: its governorate in Yemen, its country abroad."""
    place = mention.place
    return None if place is None else place.admin1 if place.country_code in ("YE", None) else place.country_code


def _joined(sentence: Sentence, first: int, second: int) -> bool:
    """Whether "and" alone, or with a noun for a place, stands between two places."""
    between = sentence.norms[sentence.places[first][0] : second]
    if not between or len(between) > _JOIN or between[0] not in ("و", "،"):
        return False
    return "و" in between and all(norm in ("و", "،", "#") or norm in plain("site") for norm in between)


def of_speaker(sentence: Sentence, at: int, place: PlaceMention) -> bool:
    """Whether a place is where somebody spoke: "قال مسؤول في صنعاء إن", before what he said at token `at`.

    Local sources and fighters speak where it happened: "أفادت مصادر محلية في لحج أن".
    """
    norms = sentence.norms
    said = [
        i
        for i in range(2, min(at, len(norms)))
        if norms[i] in _SAID_THAT
        and any(word in plain("said") for word in norms[max(0, i - 14) : i])
        and not any(word in plain("local") for word in norms[max(0, i - 14) : i])
    ]
    return bool(said) and place.start < sentence.starts[said[-1]] and place.start >= sentence.starts[0]


def _place_score(
    sentence: Sentence, chunks: Sequence[Chunk], at: int, start: int, mention: PlaceMention, nearness: float
) -> float:
    norms = sentence.norms
    before = norms[max(0, start - 3) : start]
    into = is_into(sentence, start) or is_target(sentence, start, before)
    score = by_words_before(sentence, start, before)
    if start <= 4 and into:
        score += 4
    low, high = min(start, at), max(start, at)
    # "وأضاف أنه تم أسر أربعين، وأن القصر في حي كريتر": one more thing told is one more event
    score -= _MORE_TOLD * sum(1 for i in range(low + 1, high) if norms[i] == "ان" and norms[i - 1] == "و")
    breaks = [c for c in chunks if c.symbol == "|" and low < c.start <= high]
    score -= nearness * (high - low) + sum(8 if norms[c.start] in _HARD else 3 for c in breaks)
    if _of_other_event(chunks, at, start) or _in_clause_before(sentence, start, at):
        score -= _OTHER_DEED
    if start < at and any(norms[c.start] == "حيث" for c in breaks):
        score += 3 - nearness * (high - low)
        score += _WHERE * _where_follows(sentence, start)
    if start > at and not is_way(before):
        score += 3
    if _behind_there(sentence, at, start):
        score -= _OTHER_DEED
    return score - _coarse(mention, into)


def is_coarse(mention: PlaceMention | None) -> bool:
    """Whether a place is none, or no more than a country or a sea."""
    if mention is not None and mention.rule_id == SEVERAL:
        return False
    place = mention.place if mention is not None else None
    return place is None or place.level == "country" or (place.level == "region" and place.admin1 is None)


def _coarse(mention: PlaceMention, into: bool) -> float:
    """What a country or a sea loses, and a place abroad that nothing says the event was in ("الرياض وواشنطن")."""
    place = mention.place
    abroad = place is not None and place.country_code not in ("YE", None)
    if place is None or not (is_coarse(mention) or abroad):
        return 0.0
    loss = 0.0 if place.level not in ("country", "region") else 6.0 if abroad else 9.0
    return loss + (0.0 if into else 12.0)


def _of_other_event(chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Whether a place at token `start` is in a clause with a deed of its own: "تشييع القائد الذي قتل في الحديدة"."""
    between = "".join(chunk.symbol for chunk in chunks if at < chunk.start < start)
    return "V" in between.partition("r")[2]


def _in_clause_before(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a place is in a clause about a person or a building that ends before the claim.

    As in "مركزا حوله الحوثيون إلى مستشفى لجرحاهم في تعز، وقتل ستة": the clause tells of Taiz, the claim does not.
    """
    clause = clause_of(sentence, start)
    return clause is not None and start < at and clause_end(sentence, start) <= at


def _behind_there(sentence: Sentence, at: int, start: int) -> bool:
    """As in "قتلت ثمانية هناك، واستهدفت مواقع في الضالع": "there" means a place told before it, not the next one."""
    norms = sentence.norms
    return any(
        norms[i] == "هناك" and (i + 1 == len(norms) or norms[i + 1] in _ENDS)
        for i in range(at + 1, min(start, at + _THERE_REACH))
    )


def _where_follows(sentence: Sentence, start: int) -> bool:
    """As in "فضلا عن تعز (غرب)، حيث قتل": the last of the places named is the one that "where" means."""
    norms = sentence.norms
    end = sentence.places[start][0] if start in sentence.places else start + 1
    for at in range(end, min(end + _WHERE_REACH, len(norms))):
        if norms[at] == "حيث":
            return True
        if norms[at] not in "()،," and norms[at] not in plain("direction"):
            return False
    return False


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
        and not any(norm in plain("said") or norm in plain("the_deed") for norm in sentence.norms[:start])
        for start in sentence.places
    )
