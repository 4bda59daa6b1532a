"""Places that a sentence says were taken: where their names begin and end, and lists of them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.languages.ar.numbers import find_number
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import is_marked, persons, triggers
from extractors.lexicon import data_file, load_rules, rule

PACKAGE = "extractors.languages.ar"

_MARKS = frozenset("،,؛;:.!؟?()-–—")

_HUGGING = frozenset("«»\"'“”#_")

_INSIDE = frozenset(("في", "ب", "ل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))

_STOPS = frozenset(
    (
        "من",
        "بعد",
        "عقب",
        "اثر",
        "خلال",
        "منذ",
        "الي",
        "علي",
        "ان",
        "حيث",
        "التي",
        "الذي",
        "الذين",
        "قبل",
        "عن",
        "وسط",
        "دون",
        "مع",
        "بدعم",
        "باسناد",
        "تحت",
        "كما",
        "فيما",
        "بينما",
        "قد",
        "كان",
        "كانت",
        "عند",
    )
)

PRONOUNS = frozenset(("ه", "ها", "هما"))

_AMONG = frozenset(("بين", "ابرز", "اهم", "من", "اهمها", "ابرزها", "بينها", "منها", "هي"))

_SEVERAL = frozenset(
    (
        "بلدتي",
        "مدينتي",
        "محافظتي",
        "منطقتي",
        "مديريتي",
        "جبلي",
        "جبال",
        "قري",
        "مناطق",
        "مدن",
        "مديريات",
        "محافظات",
        "مواقع",
    )
)

_LONGEST = 12


@rule
class ControlWord:
    """A word that says that a place changed hands; see the head of the file for the types."""

    id: str
    type: Literal[
        "on", "on_noun", "direct", "direct_noun", "expel", "expel_noun", "under", "fall", "block", "conditional"
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
        (form, word) for word in rules if word.type not in ("block", "conditional") for form in word.forms
    )


@lru_cache(maxsize=1)
def sites() -> frozenset[str]:
    """Bare words that begin the name of a place."""
    rules = load_rules(data_file(PACKAGE, "patterns/sites.jsonl"), Site)
    return frozenset(phrase_table((form, site) for site in rules for form in site.forms))


def antecedent(sentence: Sentence, at: int) -> list[Taken]:
    """The place before token `at` that a pronoun means: "صنعاء التي سيطر عليها", "بعد تحريره"."""
    starts = [s for s in sentence.places if at - 9 <= s < at and sentence.places[s][1].place is not None]
    if not starts:
        return []
    start = max(starts)
    return [Taken(start, sentence.places[start][0])]


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
        if begins_place(sentence, at):
            return at
        if norms[at] in _MARKS or norms[at] in _STOPS or match_phrase(triggers(), norms, at):
            return len(norms)
        at += 1
    return at


def begins_place(sentence: Sentence, at: int) -> bool:
    """Whether the name of a place that can be taken begins at token `at`."""
    norms = sentence.norms
    while at < len(norms) and norms[at] in _HUGGING:
        at += 1
    if at >= len(norms):
        return False
    if at in sentence.places:
        mention = sentence.places[at][1]
        return mention.place is not None
    if norms[at] in sites() or norms[at].removeprefix("ال") in sites():
        return True
    number = find_number(norms, at)
    return number is not None and number.end < len(norms) and norms[number.end] in sites()


def listed(sentence: Sentence, at: int) -> list[Taken]:
    """The places of a list that begins at token `at`: "جبل عكد والحميراء وحصون الطلي"."""
    if not begins_place(sentence, at):
        return []
    found: list[Taken] = []
    start: int | None = at
    several = sentence.norms[at] in _SEVERAL
    while start is not None:
        end = _name_end(sentence, start)
        if end <= start:
            break
        found.append(Taken(start, end))
        start = _next_member(sentence, end, several)
    named = _among(sentence, found[-1].end) if found else None
    if named is not None:
        vague = len(found) == 1 and not any(found[0].start <= s < found[0].end for s in sentence.places)
        return (found if not vague or len(found) > 1 else found[:0] if several else found) + listed(sentence, named)
    return found


def _next_member(sentence: Sentence, end: int, several: bool) -> int | None:
    """Where the list's next place begins; None where the list ends."""
    norms, joined = sentence.norms, end
    while joined < len(norms) and joined < end + 4 and norms[joined] != "و":
        # "جبل العر، الاستراتيجي، وموقع ...": an adjective between commas
        if norms[joined] not in ("،", ",") and not (joined > end and norms[joined].startswith("ال")):
            break
        joined += 1
    if joined < len(norms) and norms[joined] == "و":
        following = joined + 1
        while following < len(norms) and norms[following] in _HUGGING:
            following += 1
        if joined and following < len(norms) and norms[following].endswith("يه") and norms[joined - 1].endswith("يه"):
            return None  # "القاعدة الجوية والعسكرية": one more adjective
        return joined + 1 if following < len(norms) and _goes_on(sentence, following, several) else None
    if several and end + 1 < len(norms) and norms[end] == "،" and begins_place(sentence, end + 1):
        return end + 1
    return None


def _among(sentence: Sentence, end: int) -> int | None:
    """Where named places begin behind "بينها", "أبرزها"."""
    norms, at = sentence.norms, end
    while at < len(norms) and at < end + 6:
        if norms[at] in _AMONG and at + 1 < len(norms):
            pronoun = norms[at + 1] in PRONOUNS
            following = at + 2 if pronoun else at + 1
            named = pronoun or norms[at] not in ("بين", "من", "ابرز", "اهم")
            if named and following < len(norms) and begins_place(sentence, following):
                return following
        if norms[at] in (".", "؛", "بعد", "حيث"):
            return None
        at += 1
    return None


def _goes_on(sentence: Sentence, at: int, several: bool) -> bool:
    """Whether what follows "and" is one more place, not a new clause."""
    norms = sentence.norms
    if begins_place(sentence, at):
        return True
    if at in sentence.actors or norms[at] in persons() or is_marked(norms, at):
        return False
    if match_phrase(control_words(), norms, at) is not None or find_time(norms, at):
        return False
    if several and len(norms[at]) > 2:
        return True
    after = norms[at + 1] if at + 1 < len(norms) else "."
    alone = after in _MARKS or after in _STOPS or after in _INSIDE or after == "و"
    return alone and norms[at].startswith("ال") and len(norms[at]) > 4


def _name_end(sentence: Sentence, start: int) -> int:
    norms, at, quoted = sentence.norms, start, False
    number = find_number(norms, start)
    if number is not None:
        at = number.end
    while at < len(norms) and at - start < _LONGEST:
        form = norms[at]
        if form in ("«", "“", '"', "»", "”"):
            quoted = not quoted if form == '"' else form in "«“"
            at += 1
            continue
        if at in sentence.places:
            at = max(at + 1, sentence.places[at][0])
            continue
        if not quoted and at > start:
            if form in _MARKS or form == "و" or form in _STOPS or form == "\n" or _verb_behind_and(form):
                break
            if at in sentence.actors or find_time(norms, at) or match_phrase(triggers(), norms, at):
                break
            if form in _INSIDE and not _place_follows(sentence, at + 1):
                break
        at += 1
    return at


def _verb_behind_and(form: str) -> bool:
    """وقطعت, فعندها: a verb or a particle that no lexicon knows, with its conjunction."""
    return len(form) > 4 and ((form[0] == "و" and form.endswith(("ت", "وا"))) or form.startswith("فعند"))


def _place_follows(sentence: Sentence, at: int) -> bool:
    return any(begins_place(sentence, i) for i in range(at, min(at + 2, len(sentence.norms))))


@lru_cache(maxsize=1)
def sites_of_article() -> frozenset[str]:
    """Definite common nouns for places."""
    return frozenset("ال" + site.removeprefix("ال") for site in sites())
