"""Places that a sentence says were taken: where their names begin and end."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.languages.ar.calendar_words import ORDINALS
from extractors.languages.ar.numbers import find_number
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import triggers
from extractors.lexicon import data_file, load_rules, rule

PACKAGE = "extractors.languages.ar"

MARKS = frozenset("،,؛;:.!؟?()-–—")

HUGGING = frozenset("«»\"'“”#_")

INSIDE = frozenset(("في", "ب", "ل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))

PRONOUNS = frozenset(("ه", "ها", "هما"))
_PRESENT = ("ي", "ت", "سي", "ست", "وي", "وت")
"""how a verb in the present begins, after a noun with its article"""
MOST = frozenset(
    (
        "كافه",
        "القسم",
        "قسم",
        "قسما",
        "الجزء",
        "جزء",
        "جزءا",
        "الجز",
        "جز",
        "جزا",
        "اجزا",
        "الاجزا",
        "جانب",
        "جانبا",
        "الجانب",
        "معظم",
        "اغلب",
        "غالبيه",
        "غالبيته",
        "اكبر",
        "الاكبر",
        "كامل",
        "عموم",
        "مساحه",
        "مساحات",
        "تبقي",
        "المزيد",
        "مزيد",
    )
)
"""words for a part, behind which the whole is named: "القسم الأكبر من المدينة"."""

FRACTIONS = frozenset(("ارباع", "اخماس", "اثلاث"))
"""behind a number, before the place of which so much was taken: "ثلاثة أرباع المحافظة" """

ALL_OF = frozenset(
    ("كل", "جميع", "ساير", "مجمل", "اغلب", "نصف", "ثلث", "ثلثي", "ربع", "كامل", "كافه", "غالبيه", "اكبر", "احد", "احدي")
)
"""before the nouns of places, of which they make one name: "كل قرى المديرية" """

_WHOLLY = frozenset(("الكامل", "كامل", "شكل", "صوره", "قوه"))
"""behind ب: "سيطروا على الحي بالكامل"."""

AND = frozenset(("و", "وكذا", "وكذلك"))

NO_DEED = ("block", "conditional", "aim", "approach", "ongoing", "become", "flight", "came")
"""types of words that only stand beside those that say who took what"""

_COMMON = ("under", "freed", "enter", "holds", "lose", "lose_noun", "counted")

_LONGEST = 12
_JOINED = 4
_ROADS = frozenset(("طريق", "خط", "شارع"))
_LINKS = frozenset(("الرابط", "الواصل", "الممتد", "الواقع"))
"""words behind a road that has no name but the places between which it runs"""


@rule
class ControlWord:
    """A word that says that a place changed hands; see the head of the file for the types."""

    id: str
    type: Literal[
        "on",
        "on_noun",
        "direct",
        "direct_noun",
        "expel",
        "expel_noun",
        "under",
        "freed",
        "fall",
        "enter",
        "holds",
        "lose",
        "lose_noun",
        "counted",
        "become",
        "flight",
        "block",
        "conditional",
        "aim",
        "approach",
        "ongoing",
        "came",
    ]
    action: Literal["taken", "retaken", "liberated", "seized", "expelled", "withdrawn"]
    forms: tuple[str, ...]
    example: str


@rule
class Site:
    """Words that begin the name of a place that can be taken."""

    id: str
    forms: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A place as a sentence names it: tokens `start`:`end`."""

    start: int
    end: int


@lru_cache(maxsize=1)
def control_words() -> Phrases[ControlWord]:
    """First bare word → control words."""
    rules = load_rules(data_file(PACKAGE, "patterns/control.jsonl"), ControlWord)
    return phrase_table((form, word) for word in rules if word.type not in NO_DEED for form in word.forms)


@lru_cache(maxsize=1)
def screening_words() -> Phrases[ControlWord]:
    """The control words that may let an article through the screen: none that is everywhere, like "entered"."""
    return {
        first: told
        for first, entries in control_words().items()
        if (told := [e for e in entries if e[1].type not in _COMMON])
    }


@lru_cache(maxsize=1)
def sites() -> frozenset[str]:
    """Bare words that begin the name of a place."""
    rules = load_rules(data_file(PACKAGE, "patterns/sites.jsonl"), Site)
    return frozenset(phrase_table((form, site) for site in rules for form in site.forms))


def begins_place(sentence: Sentence, at: int) -> bool:
    """Whether the name of a place that can be taken begins at token `at`."""
    norms = sentence.norms
    while at < len(norms) and norms[at] in HUGGING:
        at += 1
    if at >= len(norms):
        return False
    if at in sentence.places:
        mention = sentence.places[at][1]
        return mention.place is not None
    if norms[at] in sites() or norms[at].removeprefix("ال") in sites():
        return True
    if "ال" + norms[at] in ORDINALS:
        return at + 1 < len(norms) and norms[at + 1] in sites()  # "رابع مديرية في المحافظة"
    if norms[at] in ALL_OF:
        return begins_place(sentence, at + 1)
    number = find_number(norms, at)
    if number is None or number.end >= len(norms):
        return False
    counted = norms[number.end].removeprefix("ال")
    return counted in sites() or (norms[number.end] in FRACTIONS and begins_place(sentence, number.end + 1))


def joins(form: str, several: bool) -> bool:
    """Whether a token is "and", or begins with one: "والخط الساحلي"; in a list of several also "ونعاض"."""
    return form in AND or (form.startswith("وال") and len(form) > 5) or (several and _glued(form))


def _glued(form: str) -> bool:
    verb = form[1:2] in ("ت", "ي", "س") or form.startswith("وضمن")
    return len(form) > 2 and form.startswith("و") and not verb and form not in sites()


def name_end(sentence: Sentence, start: int, several: bool = False) -> int:
    """Where the name of a place ends that begins at token `start`; `several`: in a list."""
    norms, at, quoted = sentence.norms, start, False
    number = find_number(norms, start)
    if number is not None:
        at = number.end
    while at < len(norms) and at - start < _LONGEST:
        form = norms[at]
        if form in ("«", "“", '"', "»", "”"):
            if not quoted and at > start and (form in "»”" or (form == '"' and norms[:start].count('"') % 2)):
                break  # the quotes opened before the name: "تحرير عدن"
            quoted = not several and (not quoted if form == '"' else form in "«“")
            at += 1
            continue
        if at in sentence.places:
            at = max(at + 1, sentence.places[at][0])
            continue
        if quoted and at > start and form in plain("place_stop"):
            break  # the quotes hold a clause: "«الضالع أصبحت محررة»"
        if not quoted and at > start:
            if _joins_adjectives(sentence, at):
                at += 2
                continue
            if norms[at] in _LINKS and norms[start].removeprefix("ال") in _ROADS and norms[at + 1 : at + 2] == ["بين"]:
                return _end_of_road(sentence, at + 2)
            if _ends_name(sentence, at, several):
                break
        at += 1
    while at > start + 1 and norms[at - 1] in INSIDE:
        at -= 1
    return at


def _end_of_road(sentence: Sentence, at: int) -> int:
    """Behind the two places between which a road runs, the first named at token `at` or just behind it."""
    ends = [end for start, (end, _) in sorted(sentence.places.items()) if at <= start < at + _LONGEST]
    joined = len(ends) > 1 and "و" in sentence.norms[ends[0] : ends[1]] and ends[1] - ends[0] <= _JOINED
    return ends[1] if joined else (ends[0] if ends else at)


def _ends_name(sentence: Sentence, at: int, several: bool) -> bool:
    """Whether token `at`, behind some words of a place's name, belongs to it no more."""
    norms = sentence.norms
    form = norms[at]
    joined = joins(form, several and norms[at - 1] not in sites())
    if form in MARKS or joined or form in plain("place_stop") or form == "\n" or _verb_behind_and(form):
        return True
    named = any(found[0] == at for found in sentence.places.values())
    whole = named or norms[at - 1].startswith("ال") or norms[at - 1] == "اخري"
    if whole and len(form) > 3 and form.startswith(_PRESENT):
        return True
    if at in sentence.actors or find_time(norms, at) or match_phrase(triggers(), norms, at):
        return True
    return form in INSIDE and not _place_inside(sentence, at)


def _joins_adjectives(sentence: Sentence, at: int) -> bool:
    """As in "الأجزاء الشمالية والجنوبية": "and" between two adjectives of one place."""
    norms = sentence.norms
    if norms[at] != "و" or at + 1 >= len(norms) or at + 1 in sentence.places:
        return False
    first, second = norms[at - 1], norms[at + 1]
    if {first.removeprefix("ال"), second.removeprefix("ال")} & sites():
        return False
    return all(norm.startswith("ال") and norm.endswith("ه") for norm in (first, second)) and first.endswith("يه")


def _verb_behind_and(form: str) -> bool:
    """وقطعت, فعندها: a verb or a particle that no lexicon knows, with its conjunction."""
    if len(form) <= 4:
        return False
    return (form[0] == "و" and (form.endswith(("ت", "وا")) or form[1] in "تيس")) or form.startswith(("فعند", "وضمن"))


def _place_inside(sentence: Sentence, at: int) -> bool:
    """Whether a place follows the preposition at token `at`: none in "بالكامل", nor a newspaper, "لـ «المدينة»"."""
    norms = sentence.norms
    following = norms[at + 1] if at + 1 < len(norms) else "."
    if following in _WHOLLY or (norms[at] == "ل" and following in '«“"'):
        return False
    return any(begins_place(sentence, i) for i in range(at + 1, min(at + 3, len(norms))))


@lru_cache(maxsize=1)
def sites_of_article() -> frozenset[str]:
    """Definite common nouns for places."""
    return frozenset("ال" + site.removeprefix("ال") for site in sites())
