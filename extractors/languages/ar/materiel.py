"""Equipment destroyed, captured, shot down or intercepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.analysis import ActorMention, MaterielDraft, Quantity
from extractors.languages.ar.numbers import Number, find_number
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import markers, triggers
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"
_GAP = 7
"""tokens that may stand between the word and its item: subject, time"""
_UNMANNED = frozenset(("مسيره", "مسيرات", "طيار"))
_NOT = frozenset(("لم", "لن", "دون", "محاوله", "محاولات", "عدم", "كان", "هدف"))
_SETS_OFF = frozenset(("فجر", "فجرت", "فجروا", "فجرا"))
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
    )
)


@rule
class MaterielWord:
    """A word that says what happened to equipment."""

    id: str
    type: Literal["verb", "noun", "weapons"]
    action: Literal["destroyed", "captured", "downed", "intercepted"]
    forms: tuple[str, ...]
    example: str


@rule
class Item:
    """Equipment in its forms: singular counts one, dual two; plural takes a number."""

    id: str
    item: str
    singular: tuple[str, ...]
    dual: tuple[str, ...]
    plural: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Thing:
    """An item in a sentence, tokens `start`:`end`."""

    start: int
    end: int
    item: Item
    number: Number


@lru_cache(maxsize=1)
def materiel_words() -> Phrases[MaterielWord]:
    """First bare word → materiel words."""
    rules = load_rules(data_file(_PACKAGE, "patterns/materiel.jsonl"), MaterielWord)
    return phrase_table((form, word) for word in rules for form in word.forms)


@lru_cache(maxsize=1)
def items() -> dict[str, tuple[Item, int]]:
    """Bare form, with and without the article → (item, how many it counts; 0: as many as a number says)."""
    found: dict[str, tuple[Item, int]] = {}
    for item in load_rules(data_file(_PACKAGE, "patterns/items.jsonl"), Item):
        for counts, forms in ((0, item.plural), (1, item.singular), (2, item.dual)):
            for form in forms:
                found.setdefault(bare(form), (item, counts))
                found.setdefault("ال" + bare(form), (item, counts))
    return found


def materiel_forms() -> frozenset[str]:
    """All bare words of this module, for the tokenizer."""
    words = {w for entries in materiel_words().values() for ws, _ in entries for w in ws} | set(items())
    return frozenset(w for w in words if len(w) > 2)


def find_materiel(
    text: str, sentence: Sentence, chunks: Sequence[Chunk]
) -> list[tuple[MaterielDraft, int, MaterielWord, int]]:
    """(draft, token of the word, word, end of the item) for each item of a sentence."""
    if materiel_words().keys().isdisjoint(sentence.norms):
        return []
    found, seen = [], set()
    for at in range(len(sentence.norms)):
        match = match_phrase(materiel_words(), sentence.norms, at)
        if not match or find_time(sentence.norms, at):
            continue
        end, word = match
        if any(norm in _NOT for norm in sentence.norms[max(0, at - 2) : at]):
            continue
        for thing in _things(sentence, end, word):
            if thing.start not in seen and not _is_set_off(sentence, at, thing):
                seen.add(thing.start)
                found.append((_draft(text, sentence, thing, word), at, word, thing.end))
    return found


def _is_set_off(sentence: Sentence, at: int, thing: Thing) -> bool:
    """As in "فجر مسلحون عبوة", "فجروا سيارة مفخخة": the attackers' own bomb, lost by nobody."""
    bomb = sentence.norms[thing.end - 1].removeprefix("ال") in _BOMBS
    trapped = any(norm.removeprefix("ال").startswith(_TRAPPED) for norm in sentence.norms[thing.end : thing.end + 1])
    return sentence.norms[at] in _SETS_OFF and (bomb or trapped)


def _things(sentence: Sentence, at: int, word: MaterielWord) -> Iterator[Thing]:
    first = _first(sentence, at)
    while first is not None:
        if word.type == "weapons" and first.item.item not in (
            "weapons",
            "vehicle",
            "tank",
            "armour",
            "artillery",
            "launcher",
        ):
            return
        if word.action in ("downed",) and first.item.item not in ("aircraft", "drone", "missile"):
            return
        if word.action == "intercepted" and first.item.item not in (
            "missile",
            "aircraft",
            "drone",
            "vessel",
            "weapons",
        ):
            return
        if word.action == "captured" and first.item.item == "building":
            return
        following = _next(sentence, first.end)
        if following is not None and _one_phrase(sentence, first, following):
            # "أسلحة وذخائر" is one haul
            following = _next(sentence, following.end)
        yield first
        first = following


def _one_phrase(sentence: Sentence, first: Thing, second: Thing) -> bool:
    bare_plurals = first.number.bound == "unstated" and second.number.bound == "unstated"
    return bare_plurals and first.item.id == second.item.id == "ar.item.weapons" and second.start - first.end == 1


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
        if norms[place] in _BREAKS or match_phrase(triggers(), norms, place):
            return None
        thing = _thing(sentence, place)
        if thing is not None:
            return thing
        place += 1
    return None


def _next(sentence: Sentence, at: int) -> Thing | None:
    """One more item of the list, past the adjectives and owners of the last."""
    norms = sentence.norms
    for place in range(at, min(at + 8, len(norms))):
        if norms[place] in _BREAKS or _stops(norms, place):
            return None
        if norms[place] in ("و", "،") and place + 1 < len(norms):
            thing = _thing(sentence, place + 1)
            if thing is not None:
                return thing
            if norms[place] == "و" and (markers_at := match_phrase(markers(), norms, place + 1)) and markers_at:
                return None
    return None


def _stops(norms: Sequence[str], at: int) -> bool:
    """Whether another verb begins here, so that the list is over."""
    verb = match_phrase(triggers(), norms, at)
    return verb is not None or match_phrase(materiel_words(), norms, at) is not None


def _thing(sentence: Sentence, at: int) -> Thing | None:
    norms = sentence.norms
    number = find_number(norms, at)
    noun = number.end if number else at
    if number is not None and noun < len(norms) and norms[noun] == "من":
        noun += 1
    found = items().get(norms[noun]) if noun < len(norms) else None
    if found is None:
        return None
    item, counts = found
    if number is None:
        after = norms[noun + 1] if noun + 1 < len(norms) else ""
        definite = find_number([after.removeprefix("ال")], 0) if after.startswith("ال") else None
        if definite is not None and definite.count and counts == 0:
            number = Number(
                noun, noun + 2, definite.count, "exact", definite.count, definite.count, "ar.number", False, noun
            )
        elif counts:
            number = Number(noun, noun + 1, counts, "exact", counts, counts, "ar.number.noun", False, noun)
        else:
            vague = item.item == "weapons" and norms[noun] in ("كميات", "كميه")
            number = Number(
                noun, noun + 1, None, "vague" if vague else "unstated", None, None, "ar.number.none", False, noun
            )
    return Thing(at, max(noun + 1, number.end), item, number)


def _item_class(sentence: Sentence, thing: Thing) -> str:
    """The class, sharpened by the words behind: a plane without pilot is a drone, a depot of weapons stays one."""
    after = sentence.norms[thing.end : thing.end + 4]
    if thing.item.item == "aircraft" and any(norm in _UNMANNED for norm in after):
        return "drone"
    if thing.item.item == "vehicle" and after and after[0] in ("مدرعه", "مصفحه", "مدرعتان", "مدرعات"):
        return "armour"
    return thing.item.item


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
        item=_item_class(sentence, thing),
        action=word.action,
        quantity=quantity,
    )


def owner_of(sentence: Sentence, end: int) -> ActorMention | None:
    """The side that the item is said to belong to, just behind it."""
    for start in range(end, min(end + 6, len(sentence.norms))):
        if sentence.norms[start] in ("،", ".", "و") and start > end:
            return None
        if start in sentence.actors:
            return sentence.actors[start][1]
    return None
