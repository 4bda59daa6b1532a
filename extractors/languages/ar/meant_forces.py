"""Which force is meant by a word that fits several: the coalition of which war, which organisation, which party."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractors.actors import ActorContext
from extractors.analysis import ActorMention
from extractors.languages.ar.plain import plain

_COALITION, _US_COALITION = "coalition", "us-coalition"
"""ids of the register's two coalitions"""
_THE_ORGANISATION, _THE_PARTY = "ar.common.militants.التنظيم", "ar.common.militants.الحزب"
_TOLD_BY, _LED = 12, 6
"""tokens before and behind a coalition within which it is said who speaks for it or leads it"""


def of_their_war(
    norms: Sequence[str], starts: Sequence[int], actors: Sequence[ActorMention], context: ActorContext
) -> list[ActorMention]:
    """The Arab states that bomb in Syria and Iraq do so in the coalition against the Islamic State, not in Yemen's.

    That one goes by the code of the United States where the article says that they lead it, else by none of its own.
    """
    elsewhere = _bombs_elsewhere(context)
    found = [replace(m, actor_id=_US_COALITION) if elsewhere and m.actor_id == _COALITION else m for m in actors]
    theirs = [m for m in found if m.actor_id == _US_COALITION]
    if not theirs:
        return found
    group = "US" if any(_led_by_america(norms, starts, m) for m in theirs) else "OTHER"
    return [replace(m, group=group) if m.actor_id == _US_COALITION else m for m in found]


def _bombs_elsewhere(context: ActorContext) -> bool:
    """Whether an article is about Syria or Iraq and does not name Yemen."""
    named = context.countries
    elsewhere = max(named["SY"], named["IQ"])
    return elsewhere > 0 and not named["YE"] and elsewhere >= max(named.values())


def _led_by_america(norms: Sequence[str], starts: Sequence[int], coalition: ActorMention) -> bool:
    """Whether words beside a coalition name the United States: "التحالف الدولي الذي تقوده واشنطن"."""
    first, last = bisect_left(starts, coalition.start), bisect_left(starts, coalition.end)
    beside = norms[max(0, first - _TOLD_BY) : last + _LED]
    return any(norm.removeprefix("ال") in plain("america") for norm in beside)


def organisations(actors: Sequence[ActorMention], norms: Sequence[str], starts: Sequence[int]) -> list[ActorMention]:
    """As in "قادة التنظيم", "قادة الحزب": the organisation named last before it, whoever else is named most.

    A party that has no armed men, or whose name goes on ("الحزب الحاكم"), is no force.
    """
    found: list[ActorMention] = []
    last: ActorMention | None = None
    first = next((mention for mention in actors if _is_organisation(mention)), None)
    party = next((mention for mention in actors if _is_party(mention)), None)
    for mention in actors:
        if _is_rule(mention, _THE_ORGANISATION):
            # "استهدفت الغارة عناصر التنظيم": the one that is named only further on
            meant = last or (first if mention.group == "UNKNOWN" else None)
            found.append(mention if meant is None else replace(mention, group=meant.group, actor_id=meant.actor_id))
            continue
        if _is_rule(mention, _THE_PARTY):
            at = bisect_left(starts, mention.end)
            named = at < len(norms) and norms[at].startswith("ال")
            if party is not None and party.group == "OTHER" and not named:
                found.append(replace(mention, group=party.group, actor_id=party.actor_id))
            continue
        if _is_organisation(mention):
            last = mention
        if _is_party(mention):
            party = mention
        found.append(mention)
    return found


def _is_rule(mention: ActorMention, rule_id: str) -> bool:
    """Whether a mention goes by a rule, in whatever form of its alias."""
    return mention.rule_id == rule_id or mention.rule_id.startswith(f"{rule_id}-")


def _is_party(mention: ActorMention) -> bool:
    return "حزب" in mention.text.split()


def _is_organisation(mention: ActorMention) -> bool:
    return mention.group in ("ISIS", "AQAP") or mention.text.startswith(("تنظيم", "جبهة", "حركة"))
