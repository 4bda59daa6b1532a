"""Who did a deed in a sentence, for places taken and materiel lost: the subject, the striker, the foe."""

from collections.abc import Sequence

from extractors.analysis import ActorMention
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import cue_before, deed_verbs
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.sides import LOYAL, REBELS, is_force

_OWNED = frozenset(("ل", "من", "تابعه", "تابع", "قبضه", "ايدي", "يد", "سيطره", "مليشيات", "ميليشيات"))
_GRIP = frozenset(("قبضه", "سيطره"))
"""between a word and who does its deed: "إحكام قبضة المقاومة" """
_JOINED = 3
"""tokens at most between two forces that "and" joins"""
_HOLDERS = frozenset(("GOV", "RESISTANCE", "SOUTHERN"))
_HOLDS = frozenset(("تسيطر", "يسيطر", "يسيطرون", "سيطر", "سيطرت", "تتمركز", "يتمركز"))
_HELD = 8
_SUPPORTED = frozenset(
    (
        "مدعومه",
        "مدعوما",
        "مدعومين",
        "مدعومون",
        "المدعومه",
        "المدعومين",
        "مسنوده",
        "مسنودا",
        "المسنوده",
        "مسنودين",
        "بدعم",
        "باسناد",
        "بمسانده",
        "بمشاركه",
        "بغطا",
        "بموازره",
        "بمعيه",
        "تساندها",
        "يساندها",
    )
)
"""before those who only help who does a deed"""
_SUPPORT_REACH = 3
_SUPPORT = 4
_ENABLED = ("مكن", "مكنت", "تمكين", "ساعد", "ساعدت", "اتاح", "اتاحت", "سمح", "سمحت")
"""before whoever takes a place with another's help: "ما مكن المقاومة الشعبية من السيطرة" """
_ENABLED_SCORE = 14
_WHOSE = frozenset(("الذي", "التي"))
_OWN_CLAUSE = 6
"""points of who stands in the verb's own relative clause: "المبنى الذي كان الحوثيون احتلوه" """
_STAYS = frozenset(("في", "ب", "الي"))
"""before a country where somebody is, who does nothing there"""
_STAY = 8
_HITS = ("استهدف", "قصف", "ضرب", "هاجم")
_HIT_REACH = 7
_SIDES = frozenset(REBELS | LOYAL | {"AQAP", "ISIS", "SOUTHERN", "TRIBE", "US", "OTHER", "IRAN"})


def subject(
    sentence: Sentence,
    at: int,
    cited: Sequence[tuple[int, int]],
    *,
    reach_after: int = 3,
    skip: frozenset[str] = frozenset(),
) -> tuple[ActorMention | None, bool]:
    """(the force that does the deed of the word at token `at`, whether the words make it plain).

    Just behind it (VSO), else the last doer before.
    """
    for start in range(at + 1, min(at + 1 + reach_after, len(sentence.norms))):
        named = start in sentence.actors and not _is_adjective(sentence, start)
        own = sentence.norms[start - 1] not in _OWNED or (start == at + 2 and sentence.norms[at + 1] in _GRIP)
        if named and (start == at + 1 or own):
            mention = sentence.actors[start][1]
            if mention.group in _SIDES and mention.group not in skip:
                return _whole(sentence, mention), True
    best: tuple[float, ActorMention] | None = None
    for start, (end, mention) in sentence.actors.items():
        if start >= at or mention.group not in _SIDES or mention.group in skip or _is_adjective(sentence, start):
            continue
        score = _as_subject(sentence, start, end, at) - (at - end) * 0.1
        if any(a <= mention.start < b for a, b in cited):
            score -= 4
        if best is None or score > best[0]:
            best = (score, mention)
    if best is None or best[0] <= -7:
        return None, False
    return _whole(sentence, best[1]), best[0] >= 0


def _is_struck(norms: Sequence[str], start: int) -> bool:
    """Whether the force at token `start` is what was hit: "استهدفت المقاتلات بعشرين غارة الميليشيات"."""
    near = norms[max(0, start - _HIT_REACH) : start]
    by = next((i for i in range(len(near) - 3, 0, -1) if near[i] == "ب"), 0)
    return any(norm.startswith(_HITS) for norm in near[:by])


def _is_adjective(sentence: Sentence, start: int) -> bool:
    """As in "غنمت عتادا عسكريا": a word for the military that only tells of what kind a thing is."""
    return sentence.norms[start].startswith("عسكري")


def _as_subject(sentence: Sentence, start: int, end: int, at: int) -> float:
    norms = sentence.norms
    cue = None if _is_struck(norms, start) else cue_before(norms, start)
    score = 2.0 * cue.weight if cue else 0.0
    if cue is not None and cue.role == "opponent":
        score = -score  # "خاضت المقاومة معارك ضد الحوثيين وسيطرت": whom it fought
    before = norms[start - 1] if start else ""
    if before == "و":
        score -= 3
    if any(norm in _ENABLED for norm in norms[max(0, start - 2) : start]):
        score += _ENABLED_SCORE
    if end == at and not _WHOSE.isdisjoint(norms[max(0, start - 3) : start]):
        score += _OWN_CLAUSE
    if before in _STAYS and start in sentence.places:
        score -= _STAY
    if any(norm in _SUPPORTED for norm in norms[max(0, start - _SUPPORT_REACH) : start]):
        score -= _SUPPORT
    if cue is None and start <= 6 and before[:1] in ("ت", "ي"):
        score += 3  # the subject of the sentence's first verb, in the present
    if end == at or any(norm in deed_verbs() for norm in norms[end : end + 2]):
        score += 5
    if cue is None and before in ("ان", "اعلان", "كان", "كانت", "«", '"'):
        score += 4
    if before == "" or start <= 1:
        score += 2
    return score - _HELD * _held_before(norms, start)


def _held_before(norms: Sequence[str], start: int) -> bool:
    """Whether the force at token `start` is the one that held a place: "التبة التي كانت تسيطر عليها جماعة الحوثي"."""
    near = norms[max(0, start - 5) : start]
    return any(norm in ("التي", "الذي") for norm in near) and any(norm in _HOLDS for norm in near)


def _whole(sentence: Sentence, mention: ActorMention) -> ActorMention:
    """Saleh's men beside the Houthis are one side with them, and go by the Houthis' name."""
    if mention.group != "SALEH":
        return mention
    return next((m for _, m in sentence.actors.values() if m.group == "HOUTHI"), mention)


def allied(a: ActorMention | None, b: ActorMention | None) -> bool:
    """Whether two forces are on one side, so that neither can have lost to the other."""
    if a is None or b is None:
        return False
    return a.group == b.group or {a.group, b.group} <= REBELS or {a.group, b.group} <= LOYAL | {"SOUTHERN"}


def behind(sentence: Sentence, at: int, end: int, words: frozenset[str]) -> ActorMention | None:
    """The force that stands within tokens `at`:`end` just behind one of `words`."""
    for start in range(at, min(end, len(sentence.norms))):
        if start in sentence.actors and start:
            near = sentence.norms[max(0, at, start - 2) : start]
            if any(word in words for word in near):
                return sentence.actors[start][1]
    return None


def foe_of(view: ArticleView, mention: ActorMention | None, default: str | None = None) -> ActorMention | None:
    """The side that a force fights in the article; None where the article names none."""
    if mention is None:
        return None
    if mention.group in LOYAL or mention.group == "SOUTHERN":
        wanted: tuple[str, ...] = ("HOUTHI", "SALEH", "AQAP", "ISIS")
    elif mention.group in REBELS or mention.group in ("AQAP", "ISIS"):
        wanted = ("GOV", "RESISTANCE", "COALITION", "SAUDI")
    else:
        return None
    for group in wanted:
        found = next((m for m in view.analysis.actors if m.group == group), None)
        if found is not None:
            return found
    return None


def is_rebel(mention: ActorMention | None) -> bool:
    """Whether a force is one of those from which places are said to be freed."""
    return mention is not None and mention.group in (REBELS | {"AQAP", "ISIS"})


def _first_named(sentence: Sentence, starts: Sequence[int]) -> int:
    """Of forces joined by "and", who is named first: "المقاومة الشعبية والجيش الوطني"."""
    at = starts[-1]
    for start in reversed(starts[:-1]):
        between = sentence.norms[sentence.actors[start][0] : at]
        if "و" not in between or len(between) > _JOINED:
            break
        at = start
    return at


def last_loyal(
    view: ArticleView, sentence: Sentence, at: int, holder: ActorMention | None = None
) -> ActorMention | None:
    """The government's force or its allies that the sentence names last before token `at`.

    Else the one of them that took a place last (`holder`), else the one that the article names most.
    """
    before = [start for start, (_, m) in sentence.actors.items() if start < at and m.group in _HOLDERS]
    if before:
        return sentence.actors[_first_named(sentence, before)][1]
    if holder is not None and holder.group in _HOLDERS:
        return holder
    found = [m for m in view.analysis.actors if m.group in _HOLDERS and is_force(m)]
    if not found:
        return None
    counts: dict[str, int] = {}
    for mention in found:
        counts[mention.group] = counts.get(mention.group, 0) + 1
    best = max(counts, key=lambda group: counts[group])
    return next(m for m in found if m.group == best)
