"""Words beside forces and numbers: who struck, who was struck, how, and what a number covers."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table, words_of
from extractors.languages.ar.plain import plain
from extractors.languages.ar.script import bare, bare_phrase
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"


_OWNED_DEEDS = frozenset(("غاره", "غارات", "غارتين", "ضربه", "ضربات", "هجوم", "هجمات", "قصف", "عمليه", "عمليات"))
"""what a force does that stands behind "ل" """
_AGAINST = frozenset(("مع", "ضد", "بين"))
_PARTED = frozenset((".", "،", ",", "؛", ":", "ان", "مع", "بين", "ضد", "التي", "حيث", "فيما", "بينما"))
SINCE = frozenset(("منذ", "بدء", "بدايه", "اندلاع", "اندلع"))
"""before a fight that only tells since when people died"""
_ADJECTIVES = 3
"""words between a deed and "ل" """
_FAR = 7
"""words between a fight and whom it was with"""
_SHORT = 4


@rule
class Cue:
    """Words that say what a force did, or what a number covers; see the head of the file."""

    id: str
    role: Literal["agent", "opponent", "target", "section", "background", "period", "held", "from_yemen", "civil"]
    forms: tuple[str, ...]
    weight: int = 0
    example: str


@rule
class Method:
    """Words that say how people were hit."""

    id: str
    method: str
    forms: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def _rules() -> tuple[Cue, ...]:
    return load_rules(data_file(_PACKAGE, "patterns/cues.jsonl"), Cue)


@lru_cache(maxsize=1)
def _before_force() -> dict[tuple[str, ...], Cue]:
    found: dict[tuple[str, ...], Cue] = {}
    for cue in _rules():
        if cue.role in ("agent", "opponent", "target"):
            for form in cue.forms:
                found.setdefault(bare_phrase(form), cue)
    return found


@lru_cache(maxsize=8)
def table(role: str) -> Phrases[Cue]:
    """Phrases of one role."""
    return phrase_table((form, cue) for cue in _rules() if cue.role == role for form in cue.forms)


@lru_cache(maxsize=1)
def _methods() -> Phrases[Method]:
    rules = load_rules(data_file(_PACKAGE, "patterns/methods.jsonl"), Method)
    return phrase_table((_plain(form), method) for method in rules for form in method.forms)


def _plain(form: str) -> str:
    """A form without its articles: الغارة hits like غارة."""
    return " ".join(bare(word).removeprefix("ال") for word in form.split())


@lru_cache(maxsize=1)
def deed_verbs() -> frozenset[str]:
    """Bare forms of the verbs whose subject strikes."""
    return frozenset(words[0] for words, cue in _before_force().items() if cue.id == "ar.cue.deed_verb")


def cue_before(norms: Sequence[str], at: int) -> Cue | None:
    """The longest cue that ends just before token `at`."""
    known = _before_force()
    for length in (4, 3, 2, 1):
        if at >= length:
            cue = known.get(tuple(norms[at - length : at]))
            if cue is not None:
                return cue
    return _over_adjectives(norms, at)


def _over_adjectives(norms: Sequence[str], at: int) -> Cue | None:
    """A cue with words between: "هجوم كاسح ل [force]", "مواجهات عنيفة اندلعت أمس مع [force]"."""
    known, last = _before_force(), norms[at - 1] if at else ""
    if last == "ل":
        for back in range(at - 2, max(-1, at - 2 - _ADJECTIVES), -1):
            if norms[back] in _OWNED_DEEDS:
                return known.get((norms[back],)) if back < at - 2 else None
            if len(norms[back]) < _SHORT or norms[back].startswith("ال"):
                return None
    if last in _AGAINST:
        for back in range(at - 2, max(-1, at - 2 - _FAR), -1):
            if norms[back].removeprefix("ال") in plain("fight"):
                since = any(norm in SINCE for norm in norms[max(0, back - 2) : back])
                return None if since else known.get(("مواجهات", last))
            if norms[back] in _PARTED:
                return None
    return None


def says(role: str, norms: Sequence[str], start: int = 0, end: int | None = None) -> Cue | None:
    """The first cue of a role within tokens `start`:`end`; None if there is none."""
    phrases = table(role)
    plain = [norm.removeprefix("ال") for norm in norms] if role == "civil" else norms
    for at in range(start, len(norms) if end is None else min(end, len(norms))):
        found = match_phrase(phrases, norms, at) or match_phrase(phrases, plain, at)
        if found:
            return found[1]
    return None


def speaks_of_civilians(norms: Sequence[str], *, people_only: bool) -> bool:
    """Whether words for civilians stand in a sentence, or for what is theirs (homes, markets)."""
    phrases, plain_norms = table("civil"), [norm.removeprefix("ال") for norm in norms]
    for at in range(len(norms)):
        found = match_phrase(phrases, norms, at) or match_phrase(phrases, plain_norms, at)
        if found and (not people_only or found[1].id == "ar.cue.civilians"):
            return True
    return False


def method_in(norms: Sequence[str], near: int, breaks: Sequence[int] = ()) -> str:
    """How people were hit: the method word nearest to token `near`, words behind it preferred.

    Where clauses begin at tokens `breaks`, words of the clause of `near` come before all others.
    """
    low = max((at for at in breaks if at <= near), default=0)
    high = min((at for at in breaks if at > near), default=len(norms))
    plain = [norm.removeprefix("ال") for norm in norms]
    method = _nearest_method(plain[low:high], near - low)
    return method if method != "unknown" or not breaks else _nearest_method(plain, near)


def _nearest_method(norms: Sequence[str], near: int) -> str:
    best, method = 99.0, "unknown"
    for at in range(len(norms)):
        found = match_phrase(_methods(), norms, at)
        if not found:
            continue
        distance = (at - near) if at >= near else (near - at) * 1.3 + 1
        if found[0] - at > 1:
            distance -= 4
        if distance < best:
            best, method = distance, found[1].method
    return method


def cue_forms() -> frozenset[str]:
    """All bare words of cues and methods, for the tokenizer."""
    words = set(words_of(_methods()))
    for role in ("section", "background", "period", "held", "from_yemen", "civil"):
        words |= words_of(table(role))
    words |= {w for ws in _before_force() for w in ws}
    return frozenset(w for w in words if len(w) > 2)
