"""Who holds a place that changed hands."""

from collections.abc import Sequence

from extractors.analysis import ActorMention
from extractors.languages.ar import agents, sides
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.control import taken_by
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.taken_places import ControlWord

_THEIRS = frozenset(("ه", "ها", "هم", "هما"))
_PHRASE = 4
"""tokens of "under the control of" and its like, with the pronoun behind"""


def holder_of(
    view: ArticleView,
    sentence: Sentence,
    cited: Sequence[tuple[int, int]],
    at: int,
    word: ControlWord,
    loser: ActorMention | None,
    last: ActorMention | None,
) -> ActorMention | None:
    """Who holds the place now; who frees a place is never the side that the article says lost it.

    `last`: who took the place told last.
    """
    skip = frozenset({loser.group} if loser else ())
    if word.type == "fall":
        return taken_by(sentence, at) or last
    if word.type == "expel" and sentence.norms[at + 1 : at + 2] == ["من"]:
        return taken_by(sentence, at)  # "فصائل طردت من المدينة على يد الجيش": none by itself
    if word.type.startswith("lose"):
        return taken_by(sentence, at) or agents.foe_of(view, loser)
    holder, plain = agents.subject(sentence, at, cited, skip=skip)
    if word.type == "enter" and not plain:
        return None
    if word.type == "under":
        return taken_by(sentence, at - 1) or (holder if _is_theirs(sentence, at) else None)
    if word.action in ("liberated", "expelled", "retaken") and (agents.is_rebel(holder) or not plain):
        holder, plain = agents.subject(sentence, at, cited, skip=skip | sides.REBELS)
        if not plain or agents.is_rebel(holder):
            return agents.last_loyal(view, sentence, at, last) or holder
    if sentence.norms[at + 1 : at + 2] and sentence.norms[at + 1] in _THEIRS and holder is not None:
        return holder  # "بعد سيطرتها": whoever the sentence spoke of
    if not plain and word.type.endswith("_noun") and word.action != "taken":
        return last if agents.is_rebel(last) else agents.last_loyal(view, sentence, at, last)
    return holder or last


def _is_theirs(sentence: Sentence, at: int) -> bool:
    """As in "ذكرت المقاومة أن المداخل أصبحت تحت سيطرتها": in the hands of whoever the sentence spoke of."""
    return not _THEIRS.isdisjoint(sentence.norms[at + 1 : at + _PHRASE])
