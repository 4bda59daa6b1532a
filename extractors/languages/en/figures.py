"""Figures beside a toll ("a second group put the figure at 52"): whether the deaths that they count were told."""

from collections.abc import Sequence

from extractors.languages.en.breakdowns import Claim
from extractors.languages.en.linkbase import Link
from extractors.languages.en.sentences import Sentence

_NEAR = 2
"""sentences within which the deaths were told that the figure is of"""


def is_of_deaths(sentence: Sentence, link: Link, links: Sequence[Link], before: Sequence[Claim]) -> bool:
    """Whether the deaths that a figure counts were told right before it, in its sentence or shortly before."""
    if link.rule.frame != "figure":
        return True
    own = [other for other in links if other is not link and other.rule.frame != "figure"]
    told = [other.rule.outcome for other in own if other.group.start < link.group.start and other.group.number]
    if told:
        return told[-1] == link.rule.outcome
    near = [claim for claim in before if sentence.index - claim.sentence.index <= _NEAR]
    return bool(near) and near[-1].draft.outcome == link.rule.outcome and near[-1].draft.quantity.count != 1
