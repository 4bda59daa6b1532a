"""Claims that sum up: the toll of a war or an uprising, what happened time and again, several attacks in one number."""

import re
from datetime import date, timedelta

from extractors.analysis import CasualtyDraft, TimeMention
from extractors.languages.en.deeds import is_commemorated
from extractors.languages.en.linkbase import Link
from extractors.languages.en.rules import phrase, word_set

_DYING = word_set("en.words.perpetrators.dying")
_ATTACK = phrase("en.phrase.judging.attack")
_CUMULATIVE = phrase("en.phrase.timing.cumulative")
_SUPERLATIVE = phrase("en.phrase.timing.superlative")
_WHOLE = phrase("en.phrase.timing.whole-conflict")
_PERFECT = phrase("en.phrase.timing.so-far")
_RAISED = phrase("en.phrase.timing.raised-toll")
_PAST_WAR = phrase("en.phrase.timing.past-war")
_RECURRING = phrase("en.phrase.timing.recurring")
_RATE = phrase("en.phrase.timing.rate")
_TO = re.compile(r"\b(?:bring|brought|rais|tak|took|push)\w* to $")
_SINCE_IT = re.compile(r"\bsince (?:the )?(?:\d{4}[\d-]* )?$")
_NUMBER_OF = re.compile(r" (?:the|its) (?:total |overall )?(?:number|toll|tally|total|count) of\b")
"""around the number to which a toll rises: "bringing **to** 98 **the number of** soldiers killed"."""
_FREEING = frozenset({"exchange", "free", "pardon", "release", "swap"})
_HOLDING = frozenset({"detain", "hold", "imprison", "incarcerate", "intern", "jail", "keep"})
_BODIES = "en.kill.bodies"
_BURIED = phrase("en.phrase.timing.buried")
_THOUSANDS, _MANY = 1000, 100
"""people; fewer are not called the toll of a whole conflict without its stretch being told"""
_LOSSES = 10
"""people; what a side "has lost" is no single clash's dead from that many on"""
_FEW = 20
"""people; "since the war began" beside no more tells of one event in it"""
_WEEK = 3
_WARS = frozenset({"conflict", "war", "warfare"})
_CLIMB = 4
"""steps up from a predicate to the war that did it"""
_ROUND = timedelta(days=3)
"""a stretch from which on a toll is that of days of fighting, and not of the last of them"""
_SHORT, _LONG = timedelta(days=60), timedelta(days=100)
"""a stretch up to now that is longer sums up a war, one that is shorter a round of it"""

_LONG_ONES = frozenset(
    f"en.time.{name}"
    for name in (
        "month-since",
        "month-year-since",
        "year-since",
        "since-clause",
        "since-clause-month",
        "since-clause-year",
    )
)
"""expressions that are long whatever the day of the article is"""


def is_cumulative(text: str) -> bool:
    """Whether the words sum up a war or a year; "the deadliest since the war" only compares."""
    return any(_SUPERLATIVE.search(text[: match.start()]) is None for match in _CUMULATIVE.finditer(text))


def is_recurring(text: str) -> bool:
    """Whether the words tell of what happened time and again: no story's day is theirs."""
    return _RECURRING.search(text) is not None


def is_rate(text: str) -> bool:
    """Whether the words tell how many it was a day, or on average: the day of a story is not theirs."""
    return _RATE.search(text) is not None


def _size(link: Link) -> int:
    return link.group.quantity.low or link.group.quantity.count or 0


def is_past_war(link: Link) -> bool:
    """Whether the people fell in a war that has a name of its own: "in the Vietnam War"; to be worse only compares."""
    text = link.group.sentence.text
    before = [text[: match.start()] for match in _PAST_WAR.finditer(text)]
    return any(not (_SINCE_IT.search(words) and _SUPERLATIVE.search(words)) for words in before)


def is_total(link: Link) -> bool:
    """Whether a number of thousands sums up a war, and no single attack."""
    text = link.group.sentence.text
    passive = any(child.dep_ == "auxpass" for child in link.trigger.children)
    told = link.rule.outcome == "captured" or (link.rule.outcome == "wounded" and passive)
    of_war = not told or _PERFECT.search(text) is not None or _WHOLE.search(text) is not None
    return _size(link) >= _THOUSANDS and of_war and _ATTACK.search(text) is None


def is_so_far(link: Link) -> bool:
    """Whether thousands sum up what has come together so far, by the tense: "more than 3,000 have been killed"."""
    return is_total(link) and _PERFECT.search(link.group.sentence.text) is not None


def is_toll(link: Link) -> bool:
    """Whether a large number sums up what has come together so far: "500 have been killed in the unrest"."""
    text = link.group.sentence.text
    so_far = _PERFECT.search(text) is not None and _ATTACK.search(text) is None
    if so_far and link.rule.outcome == "captured" and link.group.quantity.count is None:
        return True  # "dozens have been detained"
    return (
        is_raised(link)
        or is_total(link)
        or (so_far and _is_loss(link))
        or (_size(link) >= _MANY and (so_far or _WHOLE.search(text) is not None))
    )


def _is_loss(link: Link) -> bool:
    """Whether a side tells what it has lost in all: "the army has lost more than 60 soldiers"."""
    return link.trigger.lemma_.lower() == "lose" and _size(link) >= _LOSSES


def is_raised(link: Link) -> bool:
    """Whether the number is what the toll of a people or a campaign has risen to; the day told is of the last dead."""
    group = link.group
    before = group.sentence.text[: group.quantity.start - group.sentence.start]
    after = group.sentence.text[group.quantity.end - group.sentence.start :]
    return _RAISED.search(before) is not None or (
        _TO.search(before) is not None and _NUMBER_OF.match(after) is not None
    )


def is_of_freed(link: Link) -> bool:
    """Whether those are captured who are now let go: "on Monday pardoned 12 rebels captured in the fighting"."""
    whom = link.trigger.head
    told = link.trigger.dep_ in ("acl", "relcl") and whom.dep_ in ("dobj", "nsubjpass", "pobj")
    return link.rule.outcome == "captured" and told and whom.head.lemma_.lower() in _FREEING


def is_held(link: Link) -> bool:
    """Whether people are told to be captives now, whenever they were taken: "is holding three", "are jailed"."""
    if link.rule.outcome != "captured" or link.trigger.lemma_.lower() not in _HOLDING:
        return False
    helpers = [child.lower_ for child in link.trigger.children if child.dep_ in ("aux", "auxpass")]
    if link.trigger.dep_ == "acl":
        return True  # "a woman held by rebels"
    if link.trigger.tag_ in ("VBG", "VBN"):
        return bool(helpers) and helpers[0] in ("is", "are", "remain", "remains")
    return link.trigger.tag_ in ("VBZ", "VBP")


def is_unearthed(link: Link) -> bool:
    """Whether dead are told of who had long been buried when they were found: "13 bodies in a mass grave"."""
    return link.rule.id == _BODIES and _BURIED.search(link.group.sentence.text) is not None


def is_undated(link: Link) -> bool:
    """Whether a claim tells what no day of the story dates."""
    text = link.group.sentence.text
    if is_commemorated(link.trigger) or is_unearthed(link):
        return True
    return (
        is_toll(link) or is_held(link) or is_past_war(link) or is_recurring(text) or is_rate(text) or is_of_freed(link)
    )


def _is_long(time: TimeMention | None, anchor: date | None, size: int) -> bool:
    """Whether a time is a stretch up to now of more than a season, open ("since", "this year") or of thousands."""
    if time is None:
        return False
    if anchor is None:  # nobody knows how long: since a month or a year is long, since a day is not
        return time.rule_id in _LONG_ONES
    if time.date_start is None or time.date_end != anchor:
        return False
    is_open = time.text.lower().startswith("since ") or time.rule_id == "en.time.current"
    length = anchor - time.date_start
    return (is_open and length > _LONG) or (size >= _THOUSANDS and length > _SHORT)


def _is_stretch(time: TimeMention | None) -> bool:
    """Whether a time is of some days or more: what a toll has risen to in it is no whole war's."""
    if time is None or time.date_start is None or time.date_end is None:
        return time is not None and (time.precision or 0) >= _WEEK
    return (time.precision or 0) >= _WEEK or time.date_end - time.date_start >= _ROUND


def sums_up(link: Link, time: TimeMention | None, anchor: date | None, *, own_time: bool) -> bool:
    """Whether a claim sums up a war: its words say so, its stretch does, or it is a large number without a time."""
    if (
        is_past_war(link)
        or (is_raised(link) and not (own_time and _is_stretch(time)))
        or is_of_freed(link)
        or (is_held(link) and not own_time)
        or is_commemorated(link.trigger)
        or (is_toll(link) and not own_time)
        or _is_long(time, anchor, _size(link))
    ):
        return True
    start = time.date_start if time is not None and own_time else None
    if start is not None and anchor is not None and anchor - start < _SHORT:
        return False
    return is_cumulative(link.group.sentence.text) and _size(link) > _FEW


def is_toll_of_war(link: Link, draft: CasualtyDraft) -> bool:
    """Whether a claim says how many the war has cost, and by its words not whom they were killed by."""
    victim = draft.victim
    since = draft.time is not None and draft.time.text.lower().startswith("since ")
    sided = victim is not None and (victim.actor_id is not None or victim.kind == "combatant")
    many = draft.quantity.count is None or draft.quantity.count >= _MANY
    return (draft.scope == "background" or since) and many and not sided and link.trigger.lemma_.lower() in _DYING


def is_of_war(link: Link) -> bool:
    """Whether a war is what killed them: "a war that has cost 30,000 lives", "killed in the conflict"."""
    verb = link.trigger
    for _ in range(_CLIMB):
        subjects = [child for child in verb.children if child.dep_ in ("nsubj", "agent")]
        within = [noun for child in verb.children if child.lower_ in ("in", "during") for noun in child.children]
        above = [verb.head] if verb.dep_ in ("relcl", "acl") else []
        if any(noun.lemma_.lower() in _WARS for noun in (*subjects, *within, *above)):
            return True
        if verb.dep_ not in ("acl", "conj", "relcl", "xcomp") or verb.head.pos_ not in ("AUX", "NOUN", "VERB"):
            return False
        verb = verb.head
    return False
