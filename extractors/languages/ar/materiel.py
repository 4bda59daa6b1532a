"""Equipment destroyed, captured, shot down or intercepted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from extractors.analysis import MaterielDraft, Quantity
from extractors.languages.ar.between import past_aside
from extractors.languages.ar.equipment import Thing, agrees, item_class, items, one_phrase, thing_at
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import PRONOUNS
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import markers, triggers
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"
_GAP = 7
"""tokens that may stand between the word and its item: subject, time"""
_NOT = frozenset(("لم", "لن", "دون", "محاوله", "محاولات", "عدم", "كان", "هدف", "اي"))
_LED = frozenset(("ادي", "ادت", "يودي", "تودي", "قاد", "قادت"))
_LED_REACH = 4
_MEANT_REACH = 30
"""tokens within which the item stands that a pronoun means"""
_AMONG = frozenset(("بين", "بينها", "اهم", "اهمها", "ابرز", "ابرزها", "منها"))
_AMONG_REACH = 14
_OF_TYPE = {"weapons": {"weapons", "vehicle", "tank", "armour", "artillery", "launcher", "missile", "drone"}}
"""what the words of a type are said of, else of an action"""
_OF_ACTION = {
    "downed": {"aircraft", "drone", "missile"},
    "intercepted": {"missile", "aircraft", "drone", "vessel", "weapons"},
}
_SETS_OFF = frozenset(("فجر", "فجرت", "فجروا", "فجرا"))
_LEAVES = ("ترك", "تارك", "مخلف", "خلف")
_BOMBS = frozenset(("لغم", "لغما", "لغمين", "الغام", "الغاما", "عبوه", "عبوتين", "عبوات", "قذيفه", "قنبله", "متفجرات"))
_TRAPPED = ("مفخخ", "ملغوم", "ملغم")
_BREAKS = frozenset(
    (
        ".",
        "؛",
        ":",
        "فيما",
        "بينما",
        "كما",
        "حيث",
        "ان",
        "التي",
        "الذي",
        "الذين",
        "محمل",
        "محمله",
        "تحمل",
        "يحمل",
        "كانت",
        "كان",
        "دعم",
        "بدعم",
        "اسناد",
        "باسناد",
        "مسانده",
        "اي",
        "اثر",
        "جرا",
        "نتيجه",
        "بواسطه",
    )
)


@rule
class MaterielWord:
    """A word that says what happened to equipment."""

    id: str
    type: Literal["verb", "noun", "weapons", "left"]
    action: Literal["destroyed", "captured", "downed", "intercepted"]
    forms: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def materiel_words() -> Phrases[MaterielWord]:
    """First bare word → materiel words."""
    rules = load_rules(data_file(_PACKAGE, "patterns/materiel.jsonl"), MaterielWord)
    return phrase_table((form, word) for word in rules for form in word.forms)


def materiel_forms() -> frozenset[str]:
    """All bare words of this module, for the tokenizer."""
    words = {w for entries in materiel_words().values() for ws, _ in entries for w in ws} | set(items())
    return frozenset(w for w in words if len(w) > 2)


def materiel_stems() -> frozenset[str]:
    """Words that a pronoun may stand behind: دمرتها, إحراقه."""
    return frozenset(ws[0] for entries in materiel_words().values() for ws, _ in entries if len(ws) == 1)


def find_materiel(text: str, sentence: Sentence) -> list[tuple[MaterielDraft, int, Thing]]:
    """(draft, token of the word, thing) for each item of a sentence."""
    if materiel_words().keys().isdisjoint(sentence.norms):
        return []
    found: list[tuple[MaterielDraft, int, Thing]] = []
    seen: set[int] = set()
    for at in range(len(sentence.norms)):
        match = match_phrase(materiel_words(), sentence.norms, at)
        if not match or find_time(sentence.norms, at):
            continue
        end, word = match
        if any(norm in _NOT for norm in sentence.norms[max(0, at - 2) : at]) or _is_purpose(sentence.norms, at):
            continue
        meant = [thing for thing in _meant(sentence, at, end) if _fits(thing, word)]
        things = meant or _another(sentence, end, found) or list(_things(sentence, end, word))
        for thing in things:
            if thing.start not in seen and not _is_set_off(sentence, at, thing):
                seen.add(thing.start)
                found.append((_draft(text, sentence, thing, word), at, thing))
    return found


def _fits(thing: Thing, word: MaterielWord) -> bool:
    """Whether a word can be said of a thing: a building is no haul, what is shot down flies."""
    if word.action == "captured" and thing.item.item == "building":
        return False
    return thing.item.item in _OF_TYPE.get(word.type, _OF_ACTION.get(word.action, {thing.item.item}))


def _is_purpose(norms: Sequence[str], at: int) -> bool:
    """As in "المخصصة لتدمير الدروع"; "أدى لتدمير" tells what happened."""
    return at > 0 and norms[at - 1] == "ل" and _LED.isdisjoint(norms[max(0, at - _LED_REACH) : at - 1])


def _meant(sentence: Sentence, at: int, end: int) -> list[Thing]:
    """What a pronoun behind the word at token `at` means: "استهدفت الغارة دبابة ودمرتها"; the last item that agrees."""
    norms = sentence.norms
    pronoun = norms[end] if end < len(norms) else ""
    place = end
    if pronoun == "علي" and end + 1 < len(norms):
        pronoun, place = norms[end + 1], end + 1  # "التي استولت عليها"
    if pronoun not in PRONOUNS or (place + 1 < len(norms) and thing_at(sentence, place + 1)):
        return []
    named: list[Thing] = []
    for i in range(max(0, at - _MEANT_REACH), at):
        if any(start <= i < stop for start, (stop, _) in sentence.actors.items()) or (named and i < named[-1].end):
            continue
        thing = thing_at(sentence, i)
        if thing is not None and agrees(sentence, thing, pronoun):
            named.append(thing)
    return named[-1:]


def _another(sentence: Sentence, end: int, found: Sequence[tuple[MaterielDraft, int, Thing]]) -> list[Thing]:
    """As in "تدمير طقم وإحراق آخر": one more of what was told last."""
    if not found or sentence.norms[end : end + 1] not in (["اخر"], ["اخري"]):
        return []
    last = found[-1][2]
    return [Thing(end, end + 1, last.item, replace(last.number, start=end, end=end + 1, count=1, low=1, high=1))]


def _is_set_off(sentence: Sentence, at: int, thing: Thing) -> bool:
    """As in "فجر مسلحون عبوة", "فجروا سيارة مفخخة", "تركوا ألغاما": the attackers' own bomb, lost by nobody."""
    noun = sentence.norms[thing.end - 1]
    bomb = not _BOMBS.isdisjoint((noun, noun.removeprefix("ال")))
    trapped = any(norm.removeprefix("ال").startswith(_TRAPPED) for norm in sentence.norms[thing.end : thing.end + 1])
    return (sentence.norms[at] in _SETS_OFF or sentence.norms[at].startswith(_LEAVES)) and (bomb or trapped)


def _things(sentence: Sentence, at: int, word: MaterielWord) -> Iterator[Thing]:
    """The item that was hit and those of its list, as far as the word can be said of them."""
    first = _first(sentence, at)
    while first is not None:
        if not _fits(first, word):
            return
        following = _next(sentence, first.end)
        if following is not None and one_phrase(sentence, first, following):
            # "أسلحة وذخائر" is one haul
            following = _next(sentence, following.end)
        held = _among(sentence, first.end) if first.item.item == "weapons" else None
        if held is not None and (following is None or held.start < following.start):
            following = held
        yield first
        first = following


def _first(sentence: Sentence, at: int) -> Thing | None:
    norms = sentence.norms
    place = at
    while place < min(at + _GAP, len(norms)):
        if place in sentence.actors and norms[place] != "القاعده":
            # "دمرت طائرات التحالف معسكرا": the subject is no item
            at = place = sentence.actors[place][0]
            continue
        time = find_time(norms, place)
        if time is not None:
            place = time.end
            continue
        if norms[place] in "،," and (after := past_aside(sentence, place)) is not None:
            at = place = after
            continue
        if norms[place] in _BREAKS or match_phrase(triggers(), norms, place):
            return None
        thing = thing_at(sentence, place)
        if thing is not None:
            return thing
        place += 1
    return None


def _next(sentence: Sentence, at: int) -> Thing | None:
    """One more item of the list, past the adjectives and owners of the last."""
    norms = sentence.norms
    for place in range(at, min(at + 8, len(norms))):
        if norms[place] in _BREAKS or _tells_with_what(norms, place) or _stops(norms, place):
            return None
        if norms[place] in ("و", "،") and place + 1 < len(norms):
            thing = thing_at(sentence, place + 1)
            if thing is not None:
                return thing
            if norms[place] == "و" and (markers_at := match_phrase(markers(), norms, place + 1)) and markers_at:
                return None
    return None


def _tells_with_what(norms: Sequence[str], at: int) -> bool:
    """As in "بالرصاص وصواريخ", "ب قذائف": what it was hit with; "بالإضافة إلى" goes on with the list."""
    joined = norms[at] == "ب" or (norms[at].startswith("بال") and not norms[at].startswith("باليست"))
    return joined and "الاضافه" not in " ".join(norms[at : at + 2])


def _among(sentence: Sentence, at: int) -> Thing | None:
    """The first item that a haul is said to hold: "كميات من الأسلحة أهمها مدفع ورشاش"."""
    norms = sentence.norms
    for place in range(at, min(at + _AMONG_REACH, len(norms) - 1)):
        if norms[place] in (".", "؛", "حيث", "فيما") or _stops(norms, place):
            return None
        if norms[place] in _AMONG:
            start = next((i for i in range(place + 1, min(place + 4, len(norms))) if norms[i] not in '"«“:ها'), place)
            return thing_at(sentence, start)
    return None


def _stops(norms: Sequence[str], at: int) -> bool:
    """Whether another verb begins here, so that the list is over."""
    verb = match_phrase(triggers(), norms, at)
    return verb is not None or match_phrase(materiel_words(), norms, at) is not None


def _draft(text: str, sentence: Sentence, thing: Thing, word: MaterielWord) -> MaterielDraft:
    a, b = sentence.starts[thing.start], sentence.ends[thing.end - 1]
    number = thing.number
    quantity = Quantity(a, b, text[a:b], word.id, number.count, number.bound, number.low, number.high)
    return MaterielDraft(
        evidence_start=sentence.starts[0],
        evidence_end=sentence.ends[-1],
        anchor=quantity,
        rule_id=f"{word.id}+{thing.item.id}",
        confidence=0.75,
        item=item_class(sentence, thing),
        action=word.action,
        quantity=quantity,
    )
