"""Names of those who are cited: where a speaker's name ends, what kind of speaker he is.

Data: `patterns/sources.jsonl`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from extractors.analysis import SourceMention
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.plain import plain
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.words import is_marked, name_words, persons
from extractors.lexicon import data_file, load_rules, rule

_LONGEST = 14
"""tokens that a source's name may have"""
_SHORT = 4
"""tokens of a name that nothing but "that" behind it shows to be one"""
MARKS = frozenset('،,؛;:.()"«»“”-–')
QUOTES = frozenset('"«»“”')
_JOINING = ("و", "في", "من", "ل")
_TOLD = frozenset(("ان", ":"))
_ALI = "علي"
_TOLL = frozenset(("حصيله",))
_FINAL_YEH = ("ي", "ى")
_ADJECTIVE = ("يه", "ي", "يون", "يين", "عه")
_SAME = frozenset(("نفسها", "نفسه", "ذاتها", "ذاته", "نفسهم", "ذاتهم"))
_NAMELESS = frozenset(("مصدر", "مصادر", "مسوول", "مسوولون", "مسوولين", "شهود", "سكان", "ناشطون", "نشطاء"))
"""heads of speakers who have no name: only adjectives, places and offices follow"""
_ENDING = frozenset("MVTXQncR")
"""symbols of chunks that are no part of a name"""


@rule
class SourceWord:
    """A word of attribution; see the head of the file for the roles."""

    id: str
    role: Literal[
        "verb", "publish", "going_on", "other_matter", "none", "no_subject", "according", "anaphor", "stop", "kind"
    ]
    forms: tuple[str, ...]
    kind: str | None = None
    example: str


@lru_cache(maxsize=12)
def words_for(role: str) -> Phrases[SourceWord]:
    """The words of attribution of one role."""
    rules = load_rules(data_file("extractors.languages.ar", "patterns/sources.jsonl"), SourceWord)
    return phrase_table((form, word) for word in rules if word.role == role for form in word.forms)


@lru_cache(maxsize=1)
def _kinds() -> Phrases[SourceWord]:
    """Words for kinds of speakers, each without its article."""
    rules = load_rules(data_file("extractors.languages.ar", "patterns/sources.jsonl"), SourceWord)
    return phrase_table(
        (" ".join(bare(w).removeprefix("ال") for w in form.split()), word)
        for word in rules
        if word.role == "kind"
        for form in word.forms
    )


def source_forms() -> frozenset[str]:
    """Bare words of attribution, for the tokenizer."""
    tables = [
        words_for(role) for role in ("verb", "publish", "going_on", "other_matter", "according", "anaphor", "kind")
    ]
    return frozenset(w for t in tables for entries in t.values() for words, _ in entries for w in words if len(w) > 2)


@lru_cache(maxsize=4096)
def source_kind(norms: tuple[str, ...]) -> str:
    """What kind of speaker a name is, by its words."""
    order = ("medical", "ngo", "media", "witness", "official", "party", "anonymous")
    plain = tuple(norm.removeprefix("ال") for norm in norms)
    found = set()
    for at in range(len(plain)):
        match = match_phrase(_kinds(), plain, at)
        if match and match[1].kind:
            found.add(match[1].kind)
    return next((kind for kind in order if kind in found), "other")


def is_no_subject(text: str, sentence: Sentence, at: int) -> bool:
    """Whether no speaker's name can begin at token `at`: "that", a preposition, an adverb."""
    norms = sentence.norms
    if at >= len(norms):
        return True
    return not _is_ali(text, sentence, at) and match_phrase(words_for("no_subject"), norms, at) is not None


def _is_ali(text: str, sentence: Sentence, at: int) -> bool:
    """Whether a token is the name علي, which is folded like the preposition على."""
    return sentence.norms[at] == _ALI and text[sentence.starts[at] : sentence.ends[at]] == _ALI


def speaker_at(text: str, sentence: Sentence, chunks: Sequence[Chunk], start: int) -> SourceMention | None:
    """The speaker whose name begins at token `start`; None where the words name nobody."""
    norms = sentence.norms
    if is_no_subject(text, sentence, start):
        return None
    if norms[start] in QUOTES and norms[start + 2 : start + 3] and norms[start + 2] in QUOTES:
        # "أبلغت «عكاظ» مصادر": the paper was told
        start += 3 if norms[start + 1] in plain("newspaper") and not is_no_subject(text, sentence, start + 3) else 0
    end = _end_of_name(text, sentence, {chunk.start: chunk.symbol for chunk in chunks}, start)
    if end <= start:
        return None
    known = mention_of(text, sentence, start, end)
    if known is not None:
        return known
    if end - start > _SHORT or not all(norm.isalpha() for norm in norms[start:end]):
        return None
    if end + 1 < len(norms) and norms[end] == "،":
        # "مارك لووك، مساعد الأمين العام": the office behind the name says that it is one
        office = _end_of_name(text, sentence, {}, end + 1)
        if office > end + 1 and source_kind(tuple(norms[end + 1 : office])) != "other":
            return mention_of(text, sentence, start, office)
    if end < len(norms) and norms[end] in _TOLD and len(norms[start]) > 2:
        return mention_of(text, sentence, start, end, told=True)
    return None


def _end_of_name(text: str, sentence: Sentence, symbols: dict[int, str], start: int) -> int:
    """Where the name that begins at token `start` ends."""
    norms = sentence.norms
    end, quoted = start, False
    while end < len(norms) and end - start < _LONGEST:
        form = norms[end]
        if form in QUOTES:
            # a quoted part of the name closes soon (موقع "سكاي نيوز عربية"); what opens otherwise is his speech
            opens = not quoted
            quoted = opens and any(norms[i] in QUOTES for i in range(end + 1, min(end + 6, len(norms))))
            if opens and (not quoted or norms[end - 1] in (":", "،")):
                break
            end += 1
            continue
        if not quoted and (form in MARKS or form == "\n" or symbols.get(end, "x") in _ENDING):
            break
        if not quoted and _begins_matter(sentence, start, end):
            break
        if not quoted and end > start and form != "من" and _stops(norms, end) and not _is_ali(text, sentence, end):
            break
        end += 1
    while end > start and (norms[end - 1] in _JOINING or (norms[end - 1] in QUOTES and quoted)):
        end -= 1
    return end


def _begins_matter(sentence: Sentence, start: int, at: int) -> bool:
    """As in "أكدت مصادر محلية دخول القوات": behind adjectives or a place a bare noun is what was told."""
    norms = sentence.norms
    form, definite = norms[at], norms[start].startswith("ال")
    if norms[start].removeprefix("ال") not in _NAMELESS or at < start + (1 if definite else 2):
        return False
    if form.startswith(("ال", "و")) or form.endswith(_ADJECTIVE) or len(form) < _SHORT or at in sentence.actors:
        return False
    if is_marked(norms, at) or form in persons() or form in name_words("given") or form in _SAME:
        return False
    if any(end == at for end, _ in sentence.places.values()):
        return True
    between = norms[start + 1 : at]
    if definite:
        return all(norm.startswith("ال") for norm in between)
    return all(norm.endswith(_ADJECTIVE) and len(norm) >= _SHORT for norm in between)


def _stops(norms: Sequence[str], at: int) -> bool:
    return any(match_phrase(words_for(role), norms, at) for role in ("stop", "going_on"))


def mention_of(text: str, sentence: Sentence, start: int, end: int, *, told: bool = False) -> SourceMention | None:
    """Tokens `start`:`end` as a source, if they name somebody; `told`: other words show that they do."""
    norms = sentence.norms
    if norms[start].removeprefix("ال") in plain("deed") - _TOLL:
        return None  # "يؤكد الحادث أن": no speaker
    kind = source_kind(tuple(norms[start:end]))
    if kind == "other" and not told and not _is_somebody(text, sentence, start, end):
        return None
    actor = next((m.actor_id for i, (_, m) in sentence.actors.items() if start <= i < end and m.actor_id), None)
    a, b = sentence.starts[start], sentence.ends[end - 1]
    return SourceMention(a, b, text[a:b], "ar.source", kind, actor if kind == "party" else None)


def _is_somebody(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch of words names a person, an office, a state or a force, and not "the plans"."""
    norms = sentence.norms
    return any(
        at in sentence.actors
        or norms[at] in persons()
        or norms[at] in name_words("given")
        or _is_byname(text[sentence.starts[at] : sentence.ends[at]])
        or _is_state(sentence, at)
        for at in range(start, end)
    )


def _is_byname(word: str) -> bool:
    """As in "البكري"; a verb that ends so (سعى) is none."""
    return word.endswith("ي") or (word.startswith("ال") and word.endswith(_FINAL_YEH))


def _is_state(sentence: Sentence, at: int) -> bool:
    """As in "أكدت الإمارات": a state speaks."""
    found = sentence.places.get(at)
    return found is not None and found[1].place is not None and found[1].place.level == "country"
