"""Places that a sentence says were taken: where their names begin and end."""

from collections.abc import Sequence
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
_MOST = frozenset(
    ("كافه", "القسم", "الجزء", "اجزا", "معظم", "اغلب", "غالبيه", "غالبيته", "اكبر", "الاكبر", "كامل", "عموم")
)
"""words for a part, behind which the whole is named: "القسم الأكبر من المدينة"."""

_WHOLLY = frozenset(("الكامل", "كامل", "شكل", "صوره", "قوه"))
"""behind ب: "سيطروا على الحي بالكامل"."""

AND = frozenset(("و", "وكذا", "وكذلك"))
_HEAD_REACH = 9
_LONGEST_HEAD = 5

_LIVES = frozenset(("المقيم", "المقيمه", "المقيمين", "المقيمون"))
"""before في and where a man lives, which is no place taken"""
_LONGEST = 12


@rule
class ControlWord:
    """A word that says that a place changed hands; see the head of the file for the types."""

    id: str
    type: Literal[
        "on", "on_noun", "direct", "direct_noun", "expel", "expel_noun", "under", "fall", "block", "conditional", "aim"
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
    return phrase_table(
        (form, word) for word in rules if word.type not in ("block", "conditional", "aim") for form in word.forms
    )


@lru_cache(maxsize=1)
def sites() -> frozenset[str]:
    """Bare words that begin the name of a place."""
    rules = load_rules(data_file(PACKAGE, "patterns/sites.jsonl"), Site)
    return frozenset(phrase_table((form, site) for site in rules for form in site.forms))


def antecedent(sentence: Sentence, at: int) -> list[Taken]:
    """The place before token `at` that a pronoun means: "صنعاء التي سيطر عليها", "بعد تحريره"."""
    relative = next((i for i in (at - 1, at - 2) if i > 0 and sentence.norms[i] in ("الذي", "التي")), None)
    if relative is not None and (head := _head(sentence, relative)) is not None:
        return [Taken(head, relative)]
    named = {
        start: end
        for start, (end, mention) in sentence.places.items()
        if mention.place is not None and mention.place.level != "country" and not _is_whole(sentence.norms, start)
    }
    meant = {start: start + 1 for start in sentence.anaphors}
    near = [s for s in (*named, *meant) if at - _HEAD_REACH <= s < at and sentence.norms[max(0, s - 2)] not in _LIVES]
    return [Taken(max(near), (named | meant)[max(near)])] if near else []


def _is_whole(norms: Sequence[str], start: int) -> bool:
    """As in "مديرية كريتر التابعة لعدن": the place that another one is part of."""
    return start > 1 and norms[start - 1] == "ل" and norms[start - 2].removeprefix("ال").startswith("تابع")


def _head(sentence: Sentence, relative: int) -> int | None:
    """Where the one site begins that the relative pronoun at token `relative` follows: "مبنى الاتصالات الذي".

    None for what has no name: "المناطق التي", "مدن يمنية التي".
    """
    heads = [i for i in range(max(0, relative - _LONGEST_HEAD), relative) if begins_place(sentence, i)]
    if not heads or any(norm in MARKS for norm in sentence.norms[heads[-1] : relative]):
        return None
    first = heads[-1]
    while first - 1 in heads:
        first -= 1
    named = any(first <= start < relative for start in sentence.places)
    word = sentence.norms[first]
    common = word.startswith("ال") or word in plain("several_sites") or word in _MOST
    return first if named or not common else None


def past_subject(sentence: Sentence, at: int) -> int:
    """Past the subject, the time and the like that stand between a verb and the place it takes."""
    norms = sentence.norms
    for _ in range(10):
        if at >= len(norms):
            return at
        if at in sentence.actors and not begins_place(sentence, at):
            at = sentence.actors[at][0]
            continue
        time = find_time(norms, at)
        if time is not None:
            at = time.end
            continue
        if norms[at] in _MOST and (whole := _of_whole(sentence, at)):
            return whole
        if begins_place(sentence, at):
            return at
        if norms[at] in MARKS or norms[at] in plain("place_stop") or match_phrase(triggers(), norms, at):
            return len(norms)
        at += 1
    return at


def _of_whole(sentence: Sentence, at: int) -> int | None:
    """Where the whole is named of which token `at` is a part: "القسم الأكبر من المدينة"."""
    for place in range(at + 1, min(at + 4, len(sentence.norms) - 1)):
        if sentence.norms[place] == "من":
            return place + 1 if begins_place(sentence, place + 1) else None
    return None


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
    number = find_number(norms, at)
    return number is not None and number.end < len(norms) and norms[number.end] in sites()


def joins(form: str, several: bool) -> bool:
    """Whether a token is "and", or begins with one: "والخط الساحلي"; in a list of several also "ونعاض"."""
    return form in AND or (form.startswith("وال") and len(form) > 5) or (several and _glued(form))


def _glued(form: str) -> bool:
    verb = form[1:2] in ("ت", "ي", "س") or form.startswith("وضمن")
    return len(form) > 4 and form.startswith("و") and not verb and form not in sites()


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
        if not quoted and at > start:
            joined = joins(form, several and norms[at - 1] not in sites())
            if form in MARKS or joined or form in plain("place_stop") or form == "\n" or _verb_behind_and(form):
                break
            named = any(found[0] == at for found in sentence.places.values())
            if (
                (named or norms[at - 1].startswith("ال") or norms[at - 1] == "اخري")
                and len(form) > 3
                and form.startswith(_PRESENT)
            ):
                break
            if at in sentence.actors or find_time(norms, at) or match_phrase(triggers(), norms, at):
                break
            if form in INSIDE and (not _place_follows(sentence, at + 1) or norms[at + 1] in _WHOLLY):
                break
        at += 1
    return at


def _verb_behind_and(form: str) -> bool:
    """وقطعت, فعندها: a verb or a particle that no lexicon knows, with its conjunction."""
    if len(form) <= 4:
        return False
    return (form[0] == "و" and (form.endswith(("ت", "وا")) or form[1] in "تيس")) or form.startswith(("فعند", "وضمن"))


def _place_follows(sentence: Sentence, at: int) -> bool:
    return any(begins_place(sentence, i) for i in range(at, min(at + 2, len(sentence.norms))))


@lru_cache(maxsize=1)
def sites_of_article() -> frozenset[str]:
    """Definite common nouns for places."""
    return frozenset("ال" + site.removeprefix("ال") for site in sites())
