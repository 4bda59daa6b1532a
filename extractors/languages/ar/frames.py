"""Frames: how triggers and numbers stand together in a sentence, and the bare claims that follow.

A frame (`patterns/frames.jsonl`) is a regular expression over the symbols of `chunks.py`.  Frames
are tried in the order of the file; a number belongs to the first that takes it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from extractors.languages.ar.chunks import symbols_of
from extractors.languages.ar.frame_rules import Found, Frame, frames
from extractors.languages.ar.no_victims import is_no_victim
from extractors.languages.ar.refusals import refused
from extractors.languages.ar.senses import told
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.words import NEEDS_REACH, Trigger, needs_of

_NEGATION_REACH = 4
_NAME_REACH = 5
"""chunks from a title to the comma behind the name"""
_OBJECT_REACH = 6
"""chunks between a verbal noun and its object"""
_KILLED_TOO = frozenset(("killed_or_wounded", "captured"))
_ONLY = frozenset(("سوي", "الا"))
"""behind a negation they leave the number standing: "لم يكن بين القتلى سوى ثلاثة مقاتلين" """
_YET_TO_BE = ("ي", "تقتل", "تسقط", "تودي", "تسفر")
_LED = frozenset(("ادي", "ادت", "يودي", "تودي"))
"""verbs of leading to, behind which ل brings what they led to: "ما أدى لمقتل ستة"."""


def find_claims(sentence: Sentence, chunks: Sequence[Chunk]) -> list[Found]:
    """The casualty claims of one sentence, in the order of their numbers."""
    symbols = symbols_of(chunks)
    found: dict[tuple[int, str], Found] = {}
    taken: dict[int, Found] = {}
    used: set[int] = set()
    for frame, pattern in frames():
        position = 0
        while position < len(symbols):
            match = pattern.search(symbols, position)
            if match is None:
                break
            position = match.start() + 1
            for claim in _claims(sentence, chunks, frame, match, taken, used):
                if (claim.q, claim.outcome) not in found:
                    found[(claim.q, claim.outcome)] = claim
                taken.setdefault(claim.q, claim)
                if claim.t is not None:
                    used.add(claim.t)
    _modality(sentence, chunks, symbols, found.values())
    return [found[key] for key in sorted(found)]


def _group(match: re.Match[str], name: str) -> int | None:
    if name not in match.re.groupindex or match.start(name) < 0 or match.start(name) == match.end(name):
        return None
    return match.start(name)


def _claims(
    sentence: Sentence,
    chunks: Sequence[Chunk],
    frame: Frame,
    match: re.Match[str],
    taken: dict[int, Found],
    used: set[int],
) -> list[Found]:
    q = match.start("q")
    if q in taken:
        return []
    t = _group(match, "t")
    if t is not None and t in used and not frame.shared and frame.outcome != "killed_or_wounded":
        return []
    trigger_is_verb = t is not None and t < q and chunks[t].symbol == "V"
    if trigger_is_verb and q and chunks[q - 1].symbol == "p" and sentence.norms[chunks[q - 1].start] == "ب":
        return []  # "أصيب بثلاث رصاصات": what hit him
    if frame.id != "ar.frame.led_to_his" and is_no_victim(sentence, chunks, q, after_verb=trigger_is_verb):
        return []
    if refused(sentence, chunks, frame, q, t):
        return []
    if frame.after is not None and not (q and sentence.norms[chunks[q].start - 1] == frame.after):
        return []
    trigger_form = chunks[t].trigger if t is not None else None
    if frame.verb == "plural" and not (trigger_form and trigger_form.plural_verb):
        return []
    trigger = trigger_form.trigger if trigger_form else None
    if frame.of is not None and (trigger is None or trigger.outcome != frame.of):
        return []
    if trigger is not None and t is not None and not _holds(sentence, chunks, q, t, trigger):
        return []
    return _of_outcome(sentence, chunks, frame, match, taken, q, t, trigger)


def _of_outcome(
    sentence: Sentence, chunks: Sequence[Chunk], frame: Frame, match: re.Match[str], taken: dict[int, Found],
    q: int, t: int | None, trigger: Trigger | None,
) -> list[Found]:  # fmt: skip
    def claim(outcome: str, by: Trigger | None = trigger) -> Found:
        return Found(outcome, q, t, frame, by, part=frame.part, agent_at=_agent(chunks, match))

    if frame.outcome == "joint":
        second = chunks[match.start("u")].trigger
        if second is None or trigger is None or (frame.verb == "plural" and not second.plural_verb):
            return []
        told = [
            form.trigger for form in (chunk.trigger for chunk in chunks[t or 0 : match.end("u")]) if form is not None
        ]
        if chunks[q].count is not None and {by.outcome for by in told} == {"killed", "wounded"}:
            return [claim("killed_or_wounded")]
        return [claim(by.outcome, by) for by in told]
    if frame.outcome == "noun":
        counted, killing = chunks[q].trigger, _killing_before(sentence, chunks, q)
        if killing is not None and counted is not None and _was_killed(chunks, q, counted.trigger):
            return [claim("killed", killing)]  # "حصد أرواح مئات الضحايا", "إعدام عدد من الأسرى"
        return _noun_claims(chunks, q, claim)
    if frame.outcome == "total":
        noun = next((chunks[i].trigger for i in range(match.start(), q) if chunks[i].symbol in "ks"), None)
        if noun is None:
            return []
        if _of_both(chunks, match.start(), q):
            return [claim("killed_or_wounded", noun.trigger)]
        # a toll of "victims" counts the dead
        outcome = "killed" if noun.trigger.outcome == "killed_or_wounded" else noun.trigger.outcome
        return [claim(outcome, noun.trigger)]
    if frame.outcome in ("inherit", "list"):
        return _inherited(sentence, chunks, frame, match, taken, q)
    if frame.outcome is not None:
        return [claim(frame.outcome)]
    return [claim(trigger.outcome)] if trigger else []


def _of_both(chunks: Sequence[Chunk], first: int, q: int) -> bool:
    """As in "عدد القتلى والجرحى بلغ 40": one number covers dead and wounded."""
    for at in range(first, q - 2):
        if [chunk.symbol for chunk in chunks[at : at + 3]] == ["k", "j", "k"]:
            forms = [chunks[at].trigger, chunks[at + 2].trigger]
            return {form.trigger.outcome for form in forms if form is not None} == {"killed", "wounded"}
    return False


def _killing_before(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> Trigger | None:
    """The verbal noun of killing whose object the counted noun at `q` is: "إعدام أسرى (12 أسيرا)"."""
    for chunk in reversed(chunks[max(0, q - _OBJECT_REACH) : q]):
        if chunk.symbol in "j,|" and sentence.norms[chunk.start] != "(":
            return None
        form = chunk.trigger
        if (
            form is not None
            and form.trigger.outcome == "killed"
            and (form.trigger.type == "masdar" or (form.trigger.type == "verb" and chunk is chunks[q - 1]))
        ):
            return form.trigger
    return None


def _was_killed(chunks: Sequence[Chunk], q: int, counted: Trigger) -> bool:
    """Whether what was counted died: captives, victims, and the wounded right behind it ("تصفية ثلاثة جرحى")."""
    listed = chunks[q + 1 : q + 2] and chunks[q + 1].symbol in "j,"
    return counted.outcome in _KILLED_TOO or (chunks[q - 1].trigger is not None and not listed)


def _noun_claims(chunks: Sequence[Chunk], q: int, make: Callable[..., Found]) -> list[Found]:
    first = chunks[q].trigger
    if first is None:
        return []
    at, nouns = q + 1, [first.trigger]
    while at + 1 < len(chunks) and chunks[at].symbol in "j," and chunks[at + 1].symbol in "ks":
        form = chunks[at + 1].trigger
        if form is not None:
            nouns.append(form.trigger)
        at += 2
    if len(nouns) == 1 or chunks[q].number is None or (first.counts == 0 and chunks[q + 2].symbol == "s"):
        # "جريحين وقتيل", "ثلاثة قتلى وجريحا": the second is one more
        return [make(nouns[0].outcome, nouns[0])] if nouns else []
    if chunks[q].count is not None:
        if {n.outcome for n in nouns} == {"killed", "wounded"} and chunks[q + 2].symbol == "s":
            return [make("killed_or_wounded", nouns[0])]
        return [make(nouns[0].outcome, nouns[0])]
    return [make(noun.outcome, noun) for noun in nouns]


def _noun_behind(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> Trigger | None:
    """As in "آلاف القتلى وعشرات الآلاف من الجرحى": the counted noun stands behind "of"."""
    after = chunks[q + 1 : q + 3]
    if [chunk.symbol for chunk in after] != ["p", "k"] or sentence.norms[after[0].start] != "من":
        return None
    form = after[1].trigger
    return form.trigger if form is not None else None


def _inherited(
    sentence: Sentence, chunks: Sequence[Chunk], frame: Frame, match: re.Match[str], taken: dict[int, Found], q: int
) -> list[Found]:
    """A part of the claim before, or one more member of its list."""
    if frame.outcome == "inherit":
        before = [found for at, found in taken.items() if at < q and not found.part]
        if not before:
            return []
        whole = max(before, key=lambda found: found.q)
        return [Found(whole.outcome, q, whole.t, frame, whole.trigger, part_of=whole, part=True)]
    previous = taken.get(match.start("before"))
    if previous is None:
        return []
    if previous.frame.id == "ar.frame.martyr_named" and chunks[q].symbol == "Q":
        return []  # "والد الشهيد صالح حمود وعدد من أقاربه"
    number = chunks[q].number
    if number is not None and number.rule_id == "ar.number.name" and chunks[q - 1].symbol != "j":
        return []  # a name behind a comma is who was meant: "أحد أفرادها، خالد حمدي"
    if _is_apposition(chunks, q, taken):
        return []
    if chunks[q].symbol in "Pn" and q + 1 < len(chunks) and chunks[q + 1].symbol in "VSM":
        return []
    if frame.id == "ar.frame.list_further_parts" and not previous.frame.id.startswith("ar.frame.list_of_parts"):
        return []
    part = previous.part_of if previous.part else None
    noun = _noun_behind(sentence, chunks, q)
    return [
        Found(
            noun.outcome if noun is not None else previous.outcome,
            q,
            previous.t,
            frame,
            previous.trigger,
            part_of=part,
            part=previous.part,
            agent_at=previous.agent_at,
        )
    ]


def _is_apposition(chunks: Sequence[Chunk], q: int, taken: dict[int, Found]) -> bool:
    """What a man with a title was, not one more: "الشيخ عبدالله الراوي، إمام وخطيب مسجد القرية"."""
    person = chunks[q].person
    if chunks[q].symbol != "P" or (person is not None and person.definite):
        return False
    joined = chunks[q - 1].symbol == "j" and q > 1 and chunks[q - 2].symbol == "P" and q - 2 not in taken
    comma = q - 3 if joined else q - 1
    if comma <= 0 or chunks[comma].symbol != ",":
        return False
    named = [chunk.person for chunk in chunks[max(0, comma - _NAME_REACH) : comma] if chunk.symbol == "P"]
    return bool(named) and named[0] is not None and named[0].definite


def _agent(chunks: Sequence[Chunk], match: re.Match[str]) -> int | None:
    """The actor between an active verb (or verbal noun) and its object: "أسرت المقاومة 40 مسلحا"."""
    start, end = match.span("gap") if "gap" in match.re.groupindex else (0, 0)
    for at in range(start, end):
        if chunks[at].symbol == "A" and (at == start):
            return at
    return None


def _holds(sentence: Sentence, chunks: Sequence[Chunk], q: int, t: int, trigger: Trigger) -> bool:
    """Whether the words that a trigger needs stand near, and its verb has the sense that it must have."""
    start = chunks[t].start
    if trigger.needs and needs_of(trigger).isdisjoint(sentence.norms[start : start + NEEDS_REACH]):
        return False
    return told(sentence, chunks, q, t, trigger.sense)


def _modality(sentence: Sentence, chunks: Sequence[Chunk], symbols: str, found: Iterable[Found]) -> None:
    for claim in found:
        first = min(claim.q, claim.t if claim.t is not None else claim.q)
        window = symbols[max(0, first - _NEGATION_REACH) : first]
        window = window.rpartition("|")[2].rpartition(",")[2]
        if first == claim.t and symbols[first] == "V":
            window = window.replace("HM", "")  # "محاولة اغتيال أصيب فيها سائقه": the attempt was made
        if "X" in window and _ONLY.isdisjoint(_before(sentence, chunks, claim.q)):
            claim.modality = "denied"
        elif "H" in window or _may(sentence, chunks, claim) or _is_purpose(sentence, chunks, symbols, claim):
            claim.modality = "hypothetical"


def _may(sentence: Sentence, chunks: Sequence[Chunk], claim: Found) -> bool:
    """As in "قد يقتل الآلاف", "وقد يسقط مئات القتلى": قد before what has not happened."""
    at = chunks[min(claim.q, claim.t if claim.t is not None else claim.q)].start
    words = sentence.norms[max(0, at - 2) : at + 1]
    return any(one == "قد" and then.startswith(_YET_TO_BE) for one, then in pairwise(words))


def _before(sentence: Sentence, chunks: Sequence[Chunk], q: int) -> Sequence[str]:
    return sentence.norms[max(0, chunks[q].start - 2) : chunks[q].start]


def _is_purpose(sentence: Sentence, chunks: Sequence[Chunk], symbols: str, claim: Found) -> bool:
    """As in "لاعتقال": a verbal noun behind ل says what for, unless a result led to it ("أدى لمقتل")."""
    if claim.t is None or symbols[claim.t] != "M" or claim.t == 0:
        return False
    before = chunks[claim.t - 1]
    if sentence.norms[before.start] != "ل" or before.end != before.start + 1:
        return False
    led = chunks[claim.t - 2] if claim.t > 1 else None
    if led is not None and sentence.norms[led.end - 1] in _LED:
        return False
    return "R" not in symbols[max(0, claim.t - 4) : claim.t]
