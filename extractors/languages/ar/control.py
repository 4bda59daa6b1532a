"""Places that changed hands: who holds them now, and who lost them."""

from collections.abc import Sequence

from extractors.analysis import ActorMention, ControlDraft, PlaceMention, Span
from extractors.languages.ar import agents
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.plans import is_not_yet
from extractors.languages.ar.script import bare
from extractors.languages.ar.seizures import places_taken, words_of_kind
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.taken_places import (
    ALL_OF,
    NO_DEED,
    ControlWord,
    Taken,
    control_words,
    sites,
    sites_of_article,
)
from extractors.languages.ar.words import triggers

_LOSING = frozenset(("من", "ايدي", "يد", "قبضه", "سيطره"))

_HANDS = frozenset(("يد", "ايدي", "بيد", "بايدي", "ب", "قبضه", "سيطره"))
_HANDS_REACH = 20
_FAVOUR = frozenset(("صالح", "مصلحه"))
"""behind ل, before who has now what others lost"""
_DRIVEN_REACH = 9
_LOSER_REACH = 24
_NEXT_CLAUSE = frozenset((".", "؛", "فيما", "بينما"))

_NAMELESS = frozenset(
    (
        "المناطق",
        "الاراضي",
        "اراض",
        "اراضي",
        "المدن",
        "البلاد",
        "المملكه",
        "بلاد",
        "مناطق",
        "المنطقه",
        "المواقع",
        "طرق",
        "مدن",
        "الجنوب",
        "التراب",
        "كامل",
        "الكامل",
    )
)

_OTHER = frozenset(("اخري", "اخر", "عده", "واسعه", "جديده"))
_QUOTES = "«»\"'"
_WITHIN = frozenset(("في", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))

_SETTLEMENTS = frozenset(("مدينه", "محافظه", "مديريه", "منطقه", "بلده", "قريه", "عاصمه", "كامل", "قاعده"))
"""nouns before a name that add nothing to it"""


def control_forms() -> frozenset[str]:
    """All bare words of this module, for the tokenizer."""
    words = {w for entries in control_words().values() for ws, _ in entries for w in ws}
    for kind in NO_DEED:
        words |= words_of_kind(kind)
    return frozenset(w for w in words | sites() if len(w) > 2)


def find_control(
    text: str, sentence: Sentence, chunks: Sequence[Chunk], cited: Sequence[tuple[int, int]]
) -> list[tuple[ControlDraft, int, ControlWord]]:
    """(draft, token of the word, word) for each place that the sentence says was taken; actors are set later."""
    if control_words().keys().isdisjoint(sentence.norms):
        return []
    found, done = [], -1
    for at in range(len(sentence.norms)):
        match = match_phrase(control_words(), sentence.norms, at)
        if at < done or not match:
            continue
        end, word = match
        if is_not_yet(sentence, at, word):
            done = end
            continue
        for place in places_taken(sentence, at, end, word):
            if _too_wide(sentence, place):
                continue
            found.append((_draft(text, sentence, place, word), at, word))
            done = max(done, place.end if word.type != "under" else end)
    return found


def _too_wide(sentence: Sentence, place: Taken) -> bool:
    """Whether what was taken is a whole country, half of it, or nothing that has a name: "تحرير الأراضي"."""
    inside = [m.place for s, (_, m) in sentence.places.items() if place.start <= s < place.end and m.place]
    if inside:
        regions = (p for p in inside if p.level != "country")
        wide = all(p.country_code == "YE" and p.level == "region" and p.admin1 is None for p in regions)
        at_home = all(p.level == "country" and p.country_code == "YE" for p in inside) and _names_yemen(sentence, place)
        return wide and (place.start in sentence.places or at_home)
    words = [word for word in sentence.norms[place.start : place.end] if word not in _OTHER | ALL_OF]
    return len(words) == 1 and words[0] in _NAMELESS and place.start not in sentence.anaphors


def _names_yemen(sentence: Sentence, place: Taken) -> bool:
    """Whether the country itself is meant, not a place of which only the country is known."""
    return any(norm.endswith("يمن") or norm.startswith("اليمن") for norm in sentence.norms[place.start : place.end])


def _draft(text: str, sentence: Sentence, place: Taken, word: ControlWord) -> ControlDraft:
    start, end = place.start, place.end
    a, b = sentence.starts[start], sentence.ends[end - 1]
    if start not in sentence.places and sentence.norms[start] not in sites() and text[a] == "و":
        a += 1  # the conjunction glued to the name
    inside = [m for s, (_, m) in sentence.places.items() if start <= s < end and m.place is not None]
    best = min(inside, key=lambda m: m.place.geo_precision or 9) if inside else None  # type: ignore[union-attr]
    mention = PlaceMention(a, b, text[a:b], best.rule_id if best else word.id, best.place if best else None)
    if end == start + 1 and start in sentence.anaphors:
        mention = sentence.anaphors[start]
    return ControlDraft(
        evidence_start=sentence.starts[0],
        evidence_end=sentence.ends[-1],
        anchor=Span(a, b, text[a:b], word.id),
        rule_id=word.id,
        confidence=0.8,
        place=mention,
        action=word.action,
    )


def place_key(view: ArticleView, draft: ControlDraft) -> str:
    """What makes two statements about one place the same.

    That is the gazetteer's place where the words name it ("مدينة عتق"), not where they name one around it
    ("جبل عكد في لودر"): then it is the words before "في".
    """
    span = draft.anchor
    if draft.place is not None and draft.place.start != span.start and draft.place.place is not None:
        return draft.place.place.place_id
    words = span.text.strip(_QUOTES).split()
    inside = next((m for m in view.analysis.places if span.start <= m.start < span.end and m.place is not None), None)
    if inside is not None and inside.place is not None:
        before = view.text[span.start : inside.start].split()
        if not before or (len(before) == 1 and bare(before[0]) in _SETTLEMENTS):
            return inside.place.place_id
    cut = next((i for i, word in enumerate(words) if i and bare(word) in _WITHIN), len(words))
    return " ".join(words[:cut])


def is_anaphor(draft: ControlDraft) -> bool:
    """Whether the place is named by a common noun alone that nothing before explains: "المدينة", "القاعدة"."""
    if draft.place is not None and draft.place.start != draft.anchor.start:
        return False
    words = [bare(word) for word in draft.anchor.text.strip(_QUOTES).split()]
    return len(words) == 1 and words[0].startswith("ال") and words[0] in sites_of_article()


def is_abroad(draft: ControlDraft) -> bool:
    """Whether a place taken lies in another country than Yemen."""
    place = draft.place.place if draft.place is not None else None
    return place is not None and place.country_code not in ("YE", None)


def loser_of(sentence: Sentence, at: int, word: ControlWord) -> ActorMention | None:
    """The side that lost the place by the sentence's own words."""
    if word.type.startswith("expel"):
        return _driven_out(sentence, at)
    if word.type.startswith("lose"):
        return agents.subject(sentence, at, ())[0]
    if word.type in ("fall", "under"):
        return None
    start = at + 1
    if word.id.startswith("ar.control.impose"):
        start = next((i for i in range(at, len(sentence.norms)) if sentence.norms[i] == "علي"), start)
    return agents.behind(sentence, start, _end_of_deed(sentence, start, at + _LOSER_REACH), _LOSING)


def _end_of_deed(sentence: Sentence, start: int, end: int) -> int:
    """Where another clause begins, or casualties are told: "على الحي، في حين قتل سبعة من رجال المقاومة"."""
    norms = sentence.norms
    for at in range(start, min(end, len(norms))):
        if norms[at] in _NEXT_CLAUSE or norms[at : at + 2] == ["في", "حين"] or match_phrase(triggers(), norms, at):
            return at
    return end


def _driven_out(sentence: Sentence, at: int) -> ActorMention | None:
    """Who was driven out: the second force of two behind a verb, "طرد رجال القبائل الحوثيين من الجبل"."""
    norms = sentence.norms
    named = [
        sentence.actors[start][1]
        for start in range(at + 1, min(at + _DRIVEN_REACH, len(norms)))
        if start in sentence.actors and norms[start - 1] not in ("من", "قبل")
    ]
    if len(named) > 1 and not agents.allied(named[0], named[1]):
        return named[1]
    return named[0] if named else None


def taken_by(sentence: Sentence, at: int) -> ActorMention | None:
    """As in "سقطت المدينة في يد ...", "خسر الحوثيون المدينة لصالح ...": who has it now."""
    norms = sentence.norms
    for start in range(at + 1, min(at + _HANDS_REACH, len(norms) - 2)):
        if norms[start] == "ل" and norms[start + 1] in _FAVOUR and start + 2 in sentence.actors:
            return sentence.actors[start + 2][1]
    return agents.behind(sentence, at + 1, at + _HANDS_REACH, _HANDS)
