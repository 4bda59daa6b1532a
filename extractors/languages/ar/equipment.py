"""Equipment in a sentence: what it is, how much of it, of which class."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.languages.ar.numbers import Number, find_number
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Sentence
from extractors.lexicon import data_file, load_rules, rule

_QUANTITIES = frozenset(("كميات", "كميه"))
_QUANTITY_REACH = 4
_HOUSES = frozenset(("منزل", "منزلا", "منزلين", "منازل", "مبني", "مباني", "مبان", "مبنيين", "جسر"))
_CARS = frozenset(("سياره", "سيارات", "سيارتين", "مركبه", "مركبات", "حافله", "شاحنه", "شاحنات"))
_OF_ARMS = frozenset(("عسكري", "عسكريه", "قتالي", "قتاليه", "مصفحه", "مدرعه", "قياديي", "قيادي", "قياده", "ثكنه"))
_UNMANNED = frozenset(("مسيره", "مسيرات", "طيار"))


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
def items() -> dict[str, tuple[Item, int]]:
    """Bare form, with and without the article → (item, how many it counts; 0: as many as a number says)."""
    found: dict[str, tuple[Item, int]] = {}
    for item in load_rules(data_file("extractors.languages.ar", "patterns/items.jsonl"), Item):
        for counts, forms in ((0, item.plural), (1, item.singular), (2, item.dual)):
            for form in forms:
                found.setdefault(bare(form), (item, counts))
                found.setdefault("ال" + bare(form), (item, counts))
    return found


def thing_at(sentence: Sentence, at: int) -> Thing | None:
    """The item, with its number, that begins at token `at`."""
    norms = sentence.norms
    number = find_number(norms, at)
    noun = number.end if number else at
    if number is not None and noun < len(norms) and norms[noun] == "من":
        noun += 1
    found = items().get(norms[noun]) if noun < len(norms) else None
    if found is None:
        return None
    item, counts = found
    if norms[noun] in _QUANTITIES and (named := _of_what(norms, noun)) is not None:
        end, item = named
        return Thing(at, end, item, Number(noun, end, None, "vague", None, None, "ar.number.none", False, noun))
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
            bound = "vague" if norms[noun] in _QUANTITIES else "unstated"
            number = Number(noun, noun + 1, None, bound, None, None, "ar.number.none", False, noun)
    return Thing(at, max(noun + 1, number.end), item, number)


def _of_what(norms: Sequence[str], noun: int) -> tuple[int, Item] | None:
    """(end, item) of what there are quantities of: "كميات كبيرة من الأسلحة"; None where it is not told."""
    for at in range(noun + 1, min(noun + _QUANTITY_REACH, len(norms) - 1)):
        if norms[at] == "من":
            return (at + 2, items()[norms[at + 1]][0]) if norms[at + 1] in items() else None
    return None


def agrees(sentence: Sentence, thing: Thing, pronoun: str) -> bool:
    """Whether a pronoun can mean a thing: ه one masculine, هما two, ها one feminine or many."""
    one = items()[sentence.norms[thing.end - 1]][1] if sentence.norms[thing.end - 1] in items() else 0
    if one == 2:
        return pronoun == "هما"
    masculine = one == 1 and not sentence.norms[thing.end - 1].endswith("ه")
    return pronoun == ("ه" if masculine else "ها")


def one_phrase(sentence: Sentence, first: Thing, second: Thing) -> bool:
    """Whether two bare plurals of arms or of stores are one: "أسلحة وذخائر", "مستودعات ومخازن أسلحة"."""
    bare_plurals = first.number.bound in ("unstated", "vague") and second.number.bound == "unstated"
    alike = first.item.id == second.item.id and first.item.id in ("ar.item.weapons", "ar.item.depot")
    return bare_plurals and alike and second.start - first.end == 1


def item_class(sentence: Sentence, thing: Thing) -> str:
    """The class, sharpened by the words behind: a plane without pilot is a drone, a depot of weapons stays one."""
    after = sentence.norms[thing.end : thing.end + 4]
    if thing.item.item == "aircraft" and any(norm in _UNMANNED for norm in after):
        return "drone"
    if thing.item.item == "vehicle" and after and after[0] in ("مدرعه", "مصفحه", "مدرعتان", "مدرعات"):
        return "armour"
    return thing.item.item


def is_civil(sentence: Sentence, thing: Thing, *, owned: bool, by_foe: bool) -> bool:
    """Whether what was wrecked is people's own: a house or a car that no force owns.

    `owned`: a force is said to own it; `by_foe`: a foe of the rebels wrecked it, who strikes their cars.
    """
    noun = sentence.norms[thing.end - 1].removeprefix("ال")
    arms = any(norm.removeprefix("ال") in _OF_ARMS for norm in sentence.norms[thing.end : thing.end + 3])
    if owned or arms:
        return False
    return noun in _HOUSES or (noun in _CARS and not by_foe)
