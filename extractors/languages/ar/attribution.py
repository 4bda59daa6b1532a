"""Whom a sentence cites: "قال X إن", "بحسب X", "نقلت W عن X", and the source carried by وأضاف, المصدر.

Data: `patterns/sources.jsonl`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.analysis import SourceMention
from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.words import name_words, persons
from extractors.lexicon import data_file, load_rules, rule

_LONGEST = 14
"""tokens that a source's name may have"""
_MARKS = frozenset('،,؛;:.()"«»“”-–')
_QUOTES = frozenset('"«»“”')
_COPY_VERBS = frozenset(("نقل", "نقلت"))
_NO_SUBJECT = frozenset(
    bare(w)
    for w in [
        "أن",
        "ان",
        "إن",
        "بأن",
        "إلى",
        "أنه",
        "أنها",
        "إنه",
        "إنها",
        "عن",
        "ب",
        "ل",
        "قائلا",
        "إنهم",
        "أنهم",
        "عبر",
        "على",
        "مقتل",
        "أيضا",
        "أيضاً",
        "إصابة",
        "في",
        "من",
    ]
)


@rule
class SourceWord:
    """A word of attribution; see the head of the file for the roles."""

    id: str
    role: Literal["verb", "according", "anaphor", "stop", "kind"]
    forms: tuple[str, ...]
    kind: str | None = None
    example: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Who is cited, by token positions; claims at or behind `reach` are his (all, where it is 0)."""

    source: SourceMention | None
    reach: int
    until: int
    carried: bool


@lru_cache(maxsize=8)
def _table(role: str) -> Phrases[SourceWord]:
    rules = load_rules(data_file("extractors.languages.ar", "patterns/sources.jsonl"), SourceWord)
    return phrase_table((form, word) for word in rules if word.role == role for form in word.forms)


def source_forms() -> frozenset[str]:
    """Bare words of attribution, for the tokenizer."""
    tables = [_table(role) for role in ("verb", "according", "anaphor", "kind")]
    return frozenset(w for t in tables for entries in t.values() for words, _ in entries for w in words if len(w) > 2)


@lru_cache(maxsize=4096)
def source_kind(norms: tuple[str, ...]) -> str:
    """What kind of speaker a name is, by its words."""
    order = ("medical", "ngo", "media", "witness", "official", "party", "anonymous")
    found = set()
    for at in range(len(norms)):
        match = match_phrase(_table("kind"), norms, at)
        if match and match[1].kind:
            found.add(match[1].kind)
    return next((kind for kind in order if kind in found), "other")


def citations(text: str, sentence: Sentence, chunks: Sequence[Chunk], before: SourceMention | None) -> list[Citation]:
    """Who is cited where in a sentence; `before`: the source that the article cited last."""
    norms, found = sentence.norms, []
    at = 0
    while at < len(norms):
        according = match_phrase(_table("according"), norms, at)
        verb = match_phrase(_table("verb"), norms, at)
        if according and (verb is None or according[0] >= verb[0]):
            start = _past_verb(norms, according[0])
            mention = _name(text, sentence, chunks, start, 0)
            if mention is not None:
                found.append(Citation(_resolved(mention, norms, start, before)[0], 0, at, False))
            at = according[0]
            continue
        if verb and not (at and norms[at - 1] in ("لم", "ما")) and norms[at] != "بين":
            found.append(_of_verb(text, sentence, chunks, at, verb[0], before))
            if found[-1].source is not None and not found[-1].carried:
                before = found[-1].source
            at = verb[0]
            continue
        at += 1
    return found


def _past_verb(norms: Sequence[str], at: int) -> int:
    """Past what stands between "وفق" and the name: ما, a verb of saying, its pronoun."""
    for _ in range(3):
        if at < len(norms) and norms[at] in ("ما", "ل", "ه", "عن", "به", "ب"):
            at += 1
        elif at < len(norms) and (verb := match_phrase(_table("verb"), norms, at)):
            at = verb[0]
    return at


def _of_verb(
    text: str, sentence: Sentence, chunks: Sequence[Chunk], at: int, after: int, before: SourceMention | None
) -> Citation:
    norms = sentence.norms
    if norms[at] in _COPY_VERBS and "عن" in norms[after : after + 12]:
        inner = after + list(norms[after : after + 12]).index("عن") + 1
        cited = _name(text, sentence, chunks, inner, 0)
        if cited is not None:
            mention, carried = _resolved(cited, norms, inner, before)
            return Citation(mention, at, len(norms), carried)
    start = after
    if start < len(norms) and norms[start] == "ل":
        # أكد لـ"الاقتصادية" مصدر عسكري: the paper stands before the speaker
        start += 1
        while start < len(norms) and norms[start] in _QUOTES | {"ـ"} and start < after + 8:
            closing = next((i for i in range(start + 1, min(start + 6, len(norms))) if norms[i] in _QUOTES), start)
            start = closing + 1
    if start < len(norms) and norms[start] not in _NO_SUBJECT:
        cited = _name(text, sentence, chunks, start, 0)
        if cited is not None:
            mention, carried = _resolved(cited, norms, start, before)
            return Citation(mention, at, len(norms), carried)
    subject = _before_verb(text, sentence, chunks, at)
    if subject is not None:
        return Citation(subject, at, len(norms), False)
    return Citation(before, at, len(norms), True)


def _before_verb(text: str, sentence: Sentence, chunks: Sequence[Chunk], at: int) -> SourceMention | None:
    """As in "وكان الصليب الأحمر قد أفاد": the subject between كان and the verb."""
    norms = sentence.norms
    for back in range(at - 1, max(-1, at - 14), -1):
        if norms[back] in ("كان", "كانت", "كانوا"):
            end = at - 1 if norms[at - 1] == "قد" else at
            if end > back + 1:
                return _mention(text, sentence, back + 1, end)
            return None
    if 1 < at <= 8 and norms[at][0] in "يت" and norms[0] not in ("و", "ف"):
        # "مسؤول بارز في الأمم المتحدة يدين": a caption, its verb in the present
        return _mention(text, sentence, 0, at)
    return None


def _name(text: str, sentence: Sentence, chunks: Sequence[Chunk], start: int, depth: int) -> SourceMention | None:
    """The speaker's name that begins at token `start`."""
    norms, end = sentence.norms, start
    symbols = {chunk.start: chunk.symbol for chunk in chunks}
    quoted = False
    while end < len(norms) and end - start < _LONGEST:
        form = norms[end]
        if form in _QUOTES:
            # a quoted part of the name closes soon: موقع "سكاي نيوز عربية"
            quoted = not quoted and any(norms[i] in _QUOTES for i in range(end + 1, min(end + 6, len(norms))))
            if not quoted and end == start:
                return None
            if not quoted and norms[end - 1] in (":", "،"):
                break
            end += 1
            continue
        if not quoted and (
            form in _MARKS or form == "\n" or symbols.get(end) in ("M", "V", "T", "X", "Q", "n", "c", "R")
        ):
            break
        if not quoted and end > start and match_phrase(_table("stop"), norms, end) and form != "من":
            break
        end += 1
    while (
        end > start
        and norms[end - 1] in ("و", "في", "من", "ل", *_QUOTES)
        and not (norms[end - 1] in _QUOTES and quoted is False)
    ):
        end -= 1
    if end <= start or norms[start] in _NO_SUBJECT:
        return None
    return _mention(text, sentence, start, end)


def _is_somebody(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch of words names a person, an office or a force, and not "the plans"."""
    norms = sentence.norms
    return any(
        at in sentence.actors or norms[at] in persons() or norms[at] in name_words("given") or norms[at].endswith("ي")
        for at in range(start, end)
    )


def _mention(text: str, sentence: Sentence, start: int, end: int) -> SourceMention | None:
    a, b = sentence.starts[start], sentence.ends[end - 1]
    if source_kind(tuple(sentence.norms[start:end])) == "other" and not _is_somebody(sentence, start, end):
        return None
    actor = next((m.actor_id for i, (_, m) in sentence.actors.items() if start <= i < end and m.actor_id), None)
    kind = source_kind(tuple(sentence.norms[start:end]))
    return SourceMention(a, b, text[a:b], "ar.source", kind, actor if kind == "party" else None)


def _resolved(
    cited: SourceMention, norms: Sequence[str], start: int, before: SourceMention | None
) -> tuple[SourceMention, bool]:
    """المصدر and the like mean the source named before."""
    anaphor = match_phrase(_table("anaphor"), norms, start)
    if anaphor and before is not None:
        if norms[start].startswith("المص") and "مص" not in before.text:
            return cited, False  # "المصدر" cannot mean a speaker who was no source
        rest = norms[anaphor[0] : anaphor[0] + 1]
        if not rest or rest[0] in _MARKS or rest[0] in ("ان", "الي", "ب", "عن", "ل", "ذات", "ذاته", "نفسه", "نفس"):
            return before, True
    return cited, False
