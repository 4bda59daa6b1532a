"""Places that changed hands: who holds them now, and who lost them."""

from collections.abc import Sequence
from functools import lru_cache

from extractors.analysis import ActorMention, ControlDraft, PlaceMention, Span
from extractors.languages.ar import agents
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.phrases import match_phrase, phrase_table
from extractors.languages.ar.place_lists import listed
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.taken_places import (
    PACKAGE,
    PRONOUNS,
    ControlWord,
    Taken,
    antecedent,
    begins_place,
    control_words,
    past_subject,
    sites,
    sites_of_article,
)
from extractors.lexicon import data_file, load_rules

_LOSING = frozenset(("من", "ايدي", "يد", "قبضه", "سيطره"))

_HANDS = frozenset(("يد", "ايدي", "بيد", "بايدي", "ب", "قبضه", "سيطره"))
_HANDS_REACH = 20
_NOT_YET = frozenset(("وشيك", "وشيكا", "وشيكه", "قريبا", "قريب", "قوسين", "مساله", "اولويات", "اولويه"))
_NOT_YET_REACH = 12
"""words behind what has not happened: "تحرير المحافظة بات قريبا"."""

_ACHIEVED = frozenset(("تمكن", "تمكنت", "تمكنوا", "نجح", "نجحت", "نجحوا", "استطاع", "استطاعت", "تم")) | frozenset(
    ("اعلن", "اعلنت", "بعد", "من", "عقب", "منذ")
)

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
    )
)

_OTHER = frozenset(("اخري", "اخر", "عده", "واسعه", "جديده"))
_QUOTES = "«»\"'"
_WITHIN = frozenset(("في", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))
_CONDITION_REACH = 6

_PAST = frozenset(("بعد", "عقب", "اثر", "منذ"))
"""before what has happened, whatever stands before them: "تسعى إلى الميناء بعد السيطرة على المدينة"."""
_FUTURE = ("سي", "ست")
_FUTURE_VERB = 5
_NOT_FUTURE = ("سيطر", "سيار", "سياس", "سياد", "سيد", "سيو", "سين", "ستين", "ستون", "ستم", "ستار", "ستاد")
"""words that only begin like the future"""
_FAR = 28
"""tokens within which على stands behind a verb and a long subject"""
_BLOCK_REACH = 3
_AIM_REACH = 12
"""tokens within which an aim holds for what "and" joins: "بهدف اقتحام المدينة والسيطرة عليها"."""


_SETTLEMENTS = frozenset(("مدينه", "محافظه", "مديريه", "منطقه", "بلده", "قريه", "عاصمه", "كامل", "قاعده"))
"""nouns before a name that add nothing to it"""


@lru_cache(maxsize=4)
def _words_of(kind: str) -> frozenset[str]:
    rules = load_rules(data_file(PACKAGE, "patterns/control.jsonl"), ControlWord)
    return frozenset(phrase_table((form, word) for word in rules if word.type == kind for form in word.forms))


def control_forms() -> frozenset[str]:
    """All bare words of this module, for the tokenizer."""
    words = {w for entries in control_words().values() for ws, _ in entries for w in ws}
    words |= _words_of("block") | _words_of("conditional") | _words_of("aim")
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
        if _blocked(sentence, at, word):
            continue
        for place in _places(sentence, at, end, word):
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
        at_home = all(p.level == "country" and p.country_code == "YE" for p in inside)
        return wide and (place.start in sentence.places or at_home)
    words = [word for word in sentence.norms[place.start : place.end] if word not in _OTHER]
    return len(words) == 1 and words[0] in _NAMELESS and place.start not in sentence.anaphors


def _blocked(sentence: Sentence, at: int, word: ControlWord) -> bool:
    """Whether the words before make it a plan, an attempt or a condition."""
    norms = sentence.norms
    told = not word.type.endswith("_noun") and word.type != "fall"
    if not told and any(norm in _NOT_YET for norm in norms[at + 1 : at + _NOT_YET_REACH]):
        return True
    near = norms[max(0, at - _CONDITION_REACH) : at]
    since = max((i + 1 for i, norm in enumerate(near) if norm in _PAST), default=0)
    condition = {form for norm in near[since:] for form in (norm, norm.removeprefix("ال"))}
    if not condition.isdisjoint(_words_of("conditional")) or any(_is_future(norm) for norm in condition):
        return True
    if any(norm in ("ناريا", "ناريه") for norm in norms[at + 1 : at + 3]):
        return True  # within range of their guns, not in their hands
    before = norms[max(0, at - _BLOCK_REACH) : at]
    for i, norm in enumerate(reversed(before)):
        if norm in _ACHIEVED and i < 2:
            break
        if norm == "ل" and i and any(start <= at - i < end for start, (end, _) in sentence.actors.items()):
            continue  # "القوات الموالية للحكومة استعادت": not "لاستعادة"
        if norm in _words_of("block") and (not told or norm in ("لن", "لم", "س")):
            return True
    return before[-1:] == ["و"] and any(norm in _words_of("aim") for norm in norms[max(0, at - _AIM_REACH) : at])


def _is_future(norm: str) -> bool:
    """سيبسط, ستتجه: a verb with the mark of the future."""
    verb = norm[1:] if norm.startswith(("و", "ف")) else norm
    return verb.startswith(_FUTURE) and len(verb) >= _FUTURE_VERB and not verb.startswith(_NOT_FUTURE)


def _places(sentence: Sentence, at: int, end: int, word: ControlWord) -> list[Taken]:
    kind = word.type.removesuffix("_noun")
    norms = sentence.norms
    if kind == "under":
        return _before(sentence, at)
    if kind == "on":
        if word.id.startswith("ar.control.impose") and not any("سيطر" in n for n in norms[at : end + 4]):
            return []
        return _after_word(sentence, end, ("علي",), _FAR)
    if kind == "expel":
        if at and norms[at - 1] == "و" and any(norm in ("منها", "منه") for norm in norms[end : end + 6]):
            return []  # "تحرير المديرية وطرد الميليشيا منها": the same deed again
        return _after_word(sentence, end, ("من",), 14)
    if kind == "fall":
        return listed(sentence, end) if end < len(norms) and begins_place(sentence, end) else []
    if end < len(norms) and norms[end] in PRONOUNS:
        if end + 1 < len(norms) and begins_place(sentence, end + 1):
            return listed(sentence, end + 1)  # "وتحريرها مطار عدن": the pronoun is who freed it
        return antecedent(sentence, at)
    start = past_subject(sentence, end)
    return listed(sentence, start)


def _after_word(sentence: Sentence, at: int, words: tuple[str, ...], reach: int) -> list[Taken]:
    norms = sentence.norms
    for place in range(at, min(at + reach, len(norms))):
        if norms[place] in (".", "؛", "فيما", "بينما", "كما") or (norms[place] == "،" and place == at):
            return []
        if any(start <= place < end for start, (end, _) in sentence.actors.items()):
            continue  # the man's name in "قوات علي عبدالله صالح"
        if any(norms[place] == word + pronoun for word in words for pronoun in PRONOUNS):
            return antecedent(sentence, at)
        if norms[place] in words and place + 1 < len(norms):
            if norms[place + 1] in PRONOUNS:
                return antecedent(sentence, at)
            found = listed(sentence, place + 1)
            if found or words == ("علي",):
                return found
    return []


def _before(sentence: Sentence, at: int) -> list[Taken]:
    """As in "أصبحت مدينة عتق تحت سيطرة": the place that stands before, behind a verb of becoming."""
    norms = sentence.norms
    for back in range(at - 1, max(-1, at - 14), -1):
        if norms[back] in ("اصبحت", "اصبح", "باتت", "بات", "صارت", "وقعت", "وقع"):
            if back and norms[back - 1] in ("التي", "الذي"):
                return antecedent(sentence, back)
            return listed(sentence, back + 1) or _listed_back(sentence, back)
    return []


def _listed_back(sentence: Sentence, end: int) -> list[Taken]:
    first = max((i + 1 for i in range(max(0, end - 12), end) if sentence.norms[i] == ":"), default=max(0, end - 10))
    starts = [i for i in range(first, end) if begins_place(sentence, i)]
    return listed(sentence, starts[0]) if starts else []


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
        for start in range(at + 1, min(at + 8, len(sentence.norms))):
            if start in sentence.actors and sentence.norms[start - 1] != "من":
                return sentence.actors[start][1]
        return None
    return agents.behind(sentence, at + 1, at + 24, _LOSING)


def taken_by(sentence: Sentence, at: int) -> ActorMention | None:
    """As in "سقطت المدينة في يد ...": who has what fell."""
    return agents.behind(sentence, at + 1, at + _HANDS_REACH, _HANDS)
