"""Forces that a text names and does not mean: whose clothes attackers wear, whom a group is only linked to."""

from spacy.tokens import Token

from extractors.analysis import ActorMention
from extractors.languages.en.rules import phrase, word_set

_WORN = phrase("en.phrase.guises.worn")
_UNIFORMS = phrase("en.phrase.guises.uniforms")
_LINKED = phrase("en.phrase.guises.linked")
_GUISES = word_set("en.words.guises.verbs")
_NAMES = "en.name."
_BACK = 60
"""characters before a force in which the words for wearing stand"""
_AHEAD = 70
"""characters behind a force in which the group that is linked to it stands"""


def without_guises(found: list[ActorMention], text: str) -> list[ActorMention]:
    """The forces that are meant: not "gunmen dressed as **soldiers**", nor "the **al-Qaeda**-linked al-Shabab"."""
    worn = [m for m in found if _is_worn(m, text)]
    return [m for m in found if m not in worn and not _is_only_linked(m, found, text)]


def _is_worn(mention: ActorMention, text: str) -> bool:
    """Whether attackers only pass for men of that force."""
    if _UNIFORMS.match(text, mention.end) is not None:
        return True
    return _WORN.search(text, max(0, mention.start - _BACK), mention.start) is not None


def _is_only_linked(mention: ActorMention, found: list[ActorMention], text: str) -> bool:
    """Whether a force is named as the one that another group, named right behind, is linked to."""
    if mention.actor_id is None:
        return False
    return any(
        other.rule_id.startswith(_NAMES)
        and other.actor_id not in (None, mention.actor_id)
        and mention.end < other.start < mention.end + _AHEAD
        and _LINKED.match(text[mention.end : other.start]) is not None
        for other in found
    )


def in_guise(subject: Token) -> Token | None:
    """Who acts in a guise, where the parse takes the guise for a subject: "**men** dressed as soldiers shot ten"."""
    verb = subject.head
    above = verb.head
    as_one = verb.dep_ == "advcl" and any(
        child.lower_ in ("as", "like") and child.dep_ == "mark" for child in verb.lefts
    )
    if not as_one or above.lemma_.lower() not in _GUISES:
        return None
    return above.head if above.dep_ == "acl" else next((c for c in above.lefts if c.dep_ == "nsubj"), None)
