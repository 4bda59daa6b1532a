"""Places that changed hands: who holds them now, and who lost them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.analysis import ActorMention, ControlDraft, PlaceMention, Span
from extractors.languages.ar import agents
from extractors.languages.ar.chunks import Chunk, Sentence
from extractors.languages.ar.numbers import find_number
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.script import bare
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import is_marked, persons, triggers
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"
_MARKS = frozenset("،,؛;:.!؟?()-–—")
_HUGGING = frozenset("«»\"'“”#_")
_LOSING = frozenset(("من", "ايدي", "يد", "قبضه", "سيطره"))
_HANDS = frozenset(("يد", "ايدي", "ب", "قبضه", "سيطره"))
_INSIDE = frozenset(("في", "ب", "ل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))
_STOPS = frozenset(("من", "بعد", "عقب", "اثر", "خلال", "منذ", "الي", "علي", "ان", "حيث", "التي", "الذي", "الذين", "قبل", "عن",
                    "وسط", "دون", "مع", "بدعم", "باسناد", "تحت", "كما", "فيما", "بينما", "قد", "كان", "كانت", "عند"))  # fmt: skip
_PRONOUNS = frozenset(("ه", "ها", "هما"))
_ACHIEVED = frozenset(
    (
        "تمكن",
        "تمكنت",
        "تمكنوا",
        "نجح",
        "نجحت",
        "نجحوا",
        "استطاع",
        "استطاعت",
        "اعلن",
        "اعلنت",
        "بعد",
        "من",
        "تم",
        "عقب",
        "منذ",
    )
)
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
    )
)
_CONDITION_REACH = 6
_LONGEST = 12
_BLOCK_REACH = 3


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
    rules = load_rules(data_file(_PACKAGE, "patterns/control.jsonl"), ControlWord)
    return phrase_table(
        (form, word) for word in rules if word.type not in ("block", "conditional") for form in word.forms
    )


@lru_cache(maxsize=2)
def _words_of(kind: str) -> frozenset[str]:
    rules = load_rules(data_file(_PACKAGE, "patterns/control.jsonl"), ControlWord)
    return frozenset(phrase_table((form, word) for word in rules if word.type == kind for form in word.forms))


@lru_cache(maxsize=1)
def sites() -> frozenset[str]:
    """Bare words that begin the name of a place."""
    rules = load_rules(data_file(_PACKAGE, "patterns/sites.jsonl"), Site)
    return frozenset(phrase_table((form, site) for site in rules for form in site.forms))


def control_forms() -> frozenset[str]:
    """All bare words of this module, for the tokenizer."""
    words = {w for entries in control_words().values() for ws, _ in entries for w in ws}
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
    """Whether what was taken is a whole country, or nothing that has a name: "تحرير الأراضي"."""
    inside = [m.place for s, (_, m) in sentence.places.items() if place.start <= s < place.end and m.place]
    if inside:
        return all(p.level == "country" and p.country_code == "YE" for p in inside)
    words = sentence.norms[place.start : place.end]
    return len(words) == 1 and words[0] in _NAMELESS


def _blocked(sentence: Sentence, at: int, word: ControlWord) -> bool:
    """Whether the words before make it a plan, an attempt or a condition."""
    norms = sentence.norms
    if any(norm in _words_of("conditional") for norm in norms[max(0, at - _CONDITION_REACH) : at]):
        return True
    before = norms[max(0, at - _BLOCK_REACH) : at]
    for i, norm in enumerate(reversed(before)):
        if norm in _ACHIEVED and i < 2:
            break
        if norm in _words_of("block") and (
            word.type.endswith("_noun") or norm in ("لن", "لم", "س") or word.type == "fall"
        ):
            return True
    return False


def _places(sentence: Sentence, at: int, end: int, word: ControlWord) -> list[Taken]:
    kind = word.type.removesuffix("_noun")
    norms = sentence.norms
    if kind == "under":
        return _before(sentence, at)
    if kind == "on":
        if word.id.startswith("ar.control.impose") and not any("سيطر" in n for n in norms[at : end + 4]):
            return []
        return _after_word(sentence, end, ("علي",), 12)
    if kind == "expel":
        return _after_word(sentence, end, ("من",), 14)
    if kind == "fall":
        return _listed(sentence, end) if end < len(norms) and _begins_place(sentence, end) else []
    if end < len(norms) and norms[end] in _PRONOUNS:
        return _antecedent(sentence, at)
    start = _past_subject(sentence, end)
    return _listed(sentence, start)


def _antecedent(sentence: Sentence, at: int) -> list[Taken]:
    """The place before token `at` that a pronoun means: "صنعاء التي سيطر عليها", "بعد تحريره"."""
    starts = [s for s in sentence.places if at - 9 <= s < at and sentence.places[s][1].place is not None]
    if not starts:
        return []
    start = max(starts)
    return [Taken(start, sentence.places[start][0])]


def _past_subject(sentence: Sentence, at: int) -> int:
    """Past the subject, the time and the like that stand between a verb and the place it takes."""
    norms = sentence.norms
    for _ in range(10):
        if at >= len(norms):
            return at
        if at in sentence.actors and not _begins_place(sentence, at):
            at = sentence.actors[at][0]
            continue
        time = find_time(norms, at)
        if time is not None:
            at = time.end
            continue
        if _begins_place(sentence, at):
            return at
        if norms[at] in _MARKS or norms[at] in _STOPS or match_phrase(triggers(), norms, at):
            return len(norms)
        at += 1
    return at


def _after_word(sentence: Sentence, at: int, words: tuple[str, ...], reach: int) -> list[Taken]:
    norms = sentence.norms
    for place in range(at, min(at + reach, len(norms))):
        if norms[place] in (".", "؛", "فيما", "بينما", "كما") or (norms[place] == "،" and place == at):
            return []
        if norms[place] in words and place + 1 < len(norms):
            if norms[place + 1] in _PRONOUNS:
                return _antecedent(sentence, at)
            found = _listed(sentence, place + 1)
            if found or words == ("علي",):
                return found
    return []


def _begins_place(sentence: Sentence, at: int) -> bool:
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


def _listed(sentence: Sentence, at: int) -> list[Taken]:
    """The places of a list that begins at token `at`: "جبل عكد والحميراء وحصون الطلي"."""
    if not _begins_place(sentence, at):
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
        return (found if not vague or len(found) > 1 else found[:0] if several else found) + _listed(sentence, named)
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
    if several and end + 1 < len(norms) and norms[end] == "،" and _begins_place(sentence, end + 1):
        return end + 1
    return None


def _among(sentence: Sentence, end: int) -> int | None:
    """Where named places begin behind "بينها", "أبرزها"."""
    norms, at = sentence.norms, end
    while at < len(norms) and at < end + 6:
        if norms[at] in _AMONG and at + 1 < len(norms):
            pronoun = norms[at + 1] in _PRONOUNS
            following = at + 2 if pronoun else at + 1
            if (pronoun or norms[at] not in ("بين", "من", "ابرز", "اهم")) and following < len(norms):
                if _begins_place(sentence, following):
                    return following
        if norms[at] in (".", "؛", "بعد", "حيث"):
            return None
        at += 1
    return None


def _goes_on(sentence: Sentence, at: int, several: bool) -> bool:
    """Whether what follows "and" is one more place, not a new clause."""
    norms = sentence.norms
    if _begins_place(sentence, at):
        return True
    if at in sentence.actors or norms[at] in persons() or is_marked(norms, at):
        return False
    if match_phrase(control_words(), norms, at) is not None or find_time(norms, at):
        return False
    return (several and len(norms[at]) > 2) or (norms[at].startswith("ال") and len(norms[at]) > 4)


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
    return any(_begins_place(sentence, i) for i in range(at, min(at + 2, len(sentence.norms))))


def _before(sentence: Sentence, at: int) -> list[Taken]:
    """ "أصبحت مدينة عتق تحت سيطرة": the place that stands before, behind a verb of becoming."""
    norms = sentence.norms
    for back in range(at - 1, max(-1, at - 14), -1):
        if norms[back] in ("اصبحت", "اصبح", "باتت", "بات", "صارت", "وقعت", "وقع"):
            if back and norms[back - 1] in ("التي", "الذي"):
                return _antecedent(sentence, back)
            return _listed(sentence, back + 1) or _listed_back(sentence, back)
    return []


def _listed_back(sentence: Sentence, end: int) -> list[Taken]:
    first = max((i + 1 for i in range(max(0, end - 12), end) if sentence.norms[i] == ":"), default=max(0, end - 10))
    starts = [i for i in range(first, end) if _begins_place(sentence, i)]
    return _listed(sentence, starts[0]) if starts else []


def _draft(text: str, sentence: Sentence, place: Taken, word: ControlWord) -> ControlDraft:
    start, end = place.start, place.end
    a, b = sentence.starts[start], sentence.ends[end - 1]
    inside = [m for s, (_, m) in sentence.places.items() if start <= s < end and m.place is not None]
    best = min(inside, key=lambda m: m.place.geo_precision or 9) if inside else None  # type: ignore[union-attr]
    mention = PlaceMention(a, b, text[a:b], best.rule_id if best else word.id, best.place if best else None)
    return ControlDraft(
        evidence_start=sentence.starts[0],
        evidence_end=sentence.ends[-1],
        anchor=Span(a, b, text[a:b], word.id),
        rule_id=word.id,
        confidence=0.8,
        place=mention,
        action=word.action,
    )


def is_anaphor(draft: ControlDraft) -> bool:
    """Whether the place is named by a common noun alone: "المدينة", "القاعدة"."""
    words = [bare(word) for word in draft.anchor.text.strip("«»\"'").split()]
    return len(words) == 1 and words[0].startswith("ال") and words[0] in sites_of_article()


@lru_cache(maxsize=1)
def sites_of_article() -> frozenset[str]:
    """Definite common nouns for places."""
    return frozenset("ال" + site.removeprefix("ال") for site in sites())


def loser_of(sentence: Sentence, at: int, word: ControlWord) -> ActorMention | None:
    """The side that lost the place by the sentence's own words."""
    if word.type.startswith("expel"):
        for start in range(at + 1, min(at + 8, len(sentence.norms))):
            if start in sentence.actors and sentence.norms[start - 1] != "من":
                return sentence.actors[start][1]
        return None
    return agents.behind(sentence, at + 1, at + 24, _LOSING)


def taken_by(sentence: Sentence, at: int) -> ActorMention | None:
    """ "سقطت المدينة في يد ...": who has what fell."""
    return agents.behind(sentence, at + 1, at + 12, _HANDS)
