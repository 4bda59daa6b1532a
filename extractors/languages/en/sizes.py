"""Numbers of people told by an adjective alone: "substantial civilian casualties"."""

from dataclasses import replace

from extractors.languages.en.groups import Group
from extractors.languages.en.rules import word_set

_SIZES = word_set("en.words.numbers.sizes")


def many(group: Group) -> Group | None:
    """Casualties that an adjective counts: "substantial civilian casualties"; None without one."""
    sizes = [token for token in group.head.lefts if token.lower_ in _SIZES]
    if not sizes or group.quantity.bound != "unstated":
        return None
    return replace(group, quantity=replace(group.quantity, bound="vague", rule_id="en.num.size"))
