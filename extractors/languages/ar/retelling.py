"""Facts told twice: which claims say the same again, and what one telling of a fact lends the other."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors.analysis import CasualtyDraft, TimeMention
from extractors.languages.ar.implying import UNSIGNED
from extractors.languages.ar.later_days import LaterDays
from extractors.languages.ar.plain import plain
from extractors.languages.ar.scope import narrows
from extractors.languages.ar.script import bare
from extractors.languages.ar.sides import INFERRED, one_side
from extractors.languages.ar.words import name_words, persons

_OTHER = {"killed": "wounded", "wounded": "killed"}
_TELLING = 10
"""a number from which on two incidents of one article hardly have it both"""


def link_repeats(drafts: Sequence[CasualtyDraft], story: LaterDays) -> None:
    """Marks claims that state again what an earlier claim of the article stated.

    `story`: how its sentences follow each other.
    """
    for i, draft in enumerate(drafts):
        for earlier in drafts[:i]:
            if _same_one(earlier, draft, story) or (
                _same_fact(earlier, draft) and not _beside_others(earlier, draft, drafts)
            ):
                draft.repeats = earlier.repeats or earlier
                break


def share_facts(drafts: Sequence[CasualtyDraft], said: AbstractSet[int]) -> None:
    """What one statement of a fact leaves open or only implies, another of the same fact tells.

    `said`: where times stand that are only of the words.
    """
    for draft in drafts:
        if draft.repeats is None:
            continue
        first = draft.repeats
        for a, b in ((draft, first), (first, draft)):
            _lend_people(a, b)
            if _is_weaker(a, b, said):
                a.time = b.time or a.time
            if narrows(a.time, b.time):
                a.time = b.time
            if a.scope == "incident" and b.scope == "period":
                a.scope = "period"
            if a.place is None or a.place.place is None or a.place.place.level == "country":
                a.place = b.place or a.place


def _lend_people(a: CasualtyDraft, b: CasualtyDraft) -> None:
    """Gives `a` whom `b` names: the doer where `a` names none, the victims where it does not say whose they are."""
    if a.method in UNSIGNED and a.perpetrator is None and b.perpetrator_basis == "implied":
        b.perpetrator, b.perpetrator_basis = None, "none"  # one telling knows the bomb, of which nobody knows whose
    if b.perpetrator is not None and (
        a.perpetrator is None or (a.perpetrator_basis == "implied" and b.perpetrator_basis == "stated")
    ):
        a.perpetrator, a.perpetrator_basis = b.perpetrator, "carried"
    if a.victim is None or b.victim is None or _group(b) is None:
        return
    if _group(a) is None:
        a.victim = replace(a.victim, group=b.victim.group, actor_id=b.victim.actor_id, kind=b.victim.kind)
        a.victim_kind = b.victim_kind
    if a.perpetrator is not None and one_side(a.perpetrator.group, a.victim.group):
        a.perpetrator, a.perpetrator_basis = None, "none"


def _group(draft: CasualtyDraft) -> str | None:
    """The victims' group where words tell it; None where it is open or only inferred."""
    if draft.victim is None or draft.victim.group == "UNKNOWN" or draft.victim.rule_id == INFERRED:
        return None
    return draft.victim.group


def _same_fact(earlier: CasualtyDraft, later: CasualtyDraft) -> bool:
    if earlier.evidence_start == later.evidence_start or earlier.outcome != later.outcome:
        return False
    count = later.quantity.count
    if count is None or earlier.quantity.count != count:
        return False
    if count == 1:
        return not _surnames(earlier).isdisjoint(_surnames(later))
    if len({_group(earlier), _group(later)} - {None}) > 1:
        return False
    if _on_other_fronts(earlier, later):
        return False
    told = [d for d in (earlier, later) if count < _TELLING or _names_place(d)]
    places = {d.place.place.admin1 for d in told if d.place and d.place.place and d.place.place.admin1}
    return len(places) <= 1


def _same_one(earlier: CasualtyDraft, later: CasualtyDraft, story: LaterDays) -> bool:
    """Whether a report goes on about the one person of the sentence before: "أصيب مقيم", then "إصابة أحد المقيمين"."""
    if earlier.outcome != later.outcome or (earlier.quantity.count, later.quantity.count) != (1, 1):
        return False
    if not story.reports_on(earlier.evidence_start, later.evidence_start):
        return False
    one, other = _noun(earlier), _noun(later)
    alike = one is not None and one == other
    return alike and len({d.place.place.admin1 for d in (earlier, later) if d.place and d.place.place}) <= 1


def _noun(draft: CasualtyDraft) -> str | None:
    """The rule of the first noun for people among a victim's words, whatever its number."""
    words = [bare(word) for word in draft.victim.text.split()] if draft.victim else []
    return next((persons()[word].person.id for word in words if word in persons()), None)


def _beside_others(one: CasualtyDraft, other: CasualtyDraft, drafts: Sequence[CasualtyDraft]) -> bool:
    """Whether the exact numbers beside two equal ones tell two events: "14 قتيلا و23 جريحا", "14 قتيلا و22 جريحا".

    "About 225" and "more than 100" may be of one event.
    """
    beside = [
        {
            d.quantity.count
            for d in drafts
            if d.evidence_start == of.evidence_start
            and d.outcome == _OTHER.get(of.outcome)
            and d.quantity.bound == "exact"
        }
        for of in (one, other)
    ]
    return all(beside) and beside[0].isdisjoint(beside[1])


def _on_other_fronts(one: CasualtyDraft, other: CasualtyDraft) -> bool:
    """Whether both sentences name a place of one kind, and not the same: "جبهة صرواح" and "جبهة المشجح"."""
    if one.place is None or other.place is None or not (_names_place(one) and _names_place(other)):
        return False
    (kind, name), (other_kind, other_name) = _kind_and_name(one.place.text), _kind_and_name(other.place.text)
    return bool(kind) and kind == other_kind and name != other_name


def _kind_and_name(text: str) -> tuple[str, str]:
    """The noun for a place, its article dropped, and the name behind it; no noun where the name stands alone."""
    noun, _, name = text.partition(" ")
    kind = bare(noun).removeprefix("ال")
    return (kind, bare(name)) if name and kind in plain("site") else ("", bare(text))


def _surnames(draft: CasualtyDraft) -> frozenset[str]:
    """What of a victim's name tells him from others: the words behind his given name that are no given names."""
    words = (
        [bare(word.strip("#«»\"'“”،.()")) for word in draft.victim.text.replace("_", " ").split()]
        if draft.victim
        else []
    )
    given = name_words("given")
    first = next((at for at, word in enumerate(words) if word in given), None)
    if first is None:
        known = draft.victim is not None and ".person." in draft.victim.rule_id
        return frozenset(words) if known and len(words) == 1 else frozenset()
    return frozenset(word for word in words[first + 1 : first + 5] if word not in given and word not in persons())


def _names_place(draft: CasualtyDraft) -> bool:
    """Whether a claim's own sentence names its place."""
    return draft.place is not None and draft.evidence_start <= draft.place.start < draft.evidence_end


def _is_weaker(a: CasualtyDraft, b: CasualtyDraft, said: AbstractSet[int]) -> bool:
    """Whether one statement's day gives way to the other's: none first, then that of words, then that of the story."""
    if a.time is None or a.time.date_end is None:
        return True
    if b.time is None or b.time.date_end is None or b.time.start in said:
        return False
    return a.time.start in said or (not _is_own(a, a.time) and _is_own(b, b.time))


def _is_own(draft: CasualtyDraft, time: TimeMention | None) -> bool:
    """Whether a resolved time stands in the claim's own sentence."""
    return time is not None and time.date_end is not None and draft.evidence_start <= time.start < draft.evidence_end
