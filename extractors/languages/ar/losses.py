"""Who lost equipment, and who took or wrecked it."""

from collections.abc import Sequence

from extractors.analysis import ActorMention, CasualtyDraft, MaterielDraft
from extractors.languages.ar import agents
from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.equipment import Thing
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.sides import LOYAL, REBELS, is_force
from extractors.languages.ar.strikers import Strike, strike_in

_OWNED = frozenset(("ل", "من", "تابعه", "تابع", "التابعه", "التابع", "تابعتين", "يستخدمها", "يستقلها", "نصبها"))
_APART = frozenset(
    (
        "،",
        ".",
        "و",
        "في",
        "علي",
        "ب",
        "اثر",
        "جرا",
        "بعد",
        "خلال",
        "نتيجه",
        "قرب",
        "عن",
        "الي",
        "التي",
        "الذي",
        "كانت",
        "كان",
    )
)
"""words behind an item that begin something else than whose it is"""
_OWNER_REACH = 7
_LEFT = "ar.materiel.leave"
"""rules of what those who fled left behind"""
_LAUNCHED = ("اطلق", "ارسل", "سير")
"""how a verb of sending missiles and drones begins"""
_LAUNCH_REACH = 14
_AIRCRAFT = frozenset(("غاره", "غارات", "غارتين", "طيران", "طايرات", "طايره", "مقاتلات", "اباتشي", "ضربه", "بوارج"))
_ARMED = REBELS | LOYAL | {"AQAP", "ISIS", "SOUTHERN"}
_FROM_THE_AIR = frozenset(("COALITION", "US", "SAUDI", "UAE"))


def owner_of(sentence: Sentence, thing: Thing) -> ActorMention | None:
    """The side that the item is said to belong to, just behind it: "آليات الحوثيين", "دبابة تابعة لهم"."""
    norms = sentence.norms
    for start in range(thing.end, min(thing.end + _OWNER_REACH, len(norms))):
        against = any(norm.startswith("مضاد") for norm in norms[max(thing.end, start - 2) : start])
        loaded = norms[start] == "ب" and norms[start - 1] in ("محمله", "محمل", "محملين")
        if start in sentence.actors and norms[start].startswith("عسكري"):
            continue  # "عتادا عسكريا"
        if start in sentence.actors and not against:
            owned = start == thing.end or norms[start - 1] in _OWNED or norms[start - 1] not in _APART
            return sentence.actors[start][1] if owned else None
        if norms[start] in _APART and not against and not loaded:
            return None
    return None


def _launched_by(sentence: Sentence, thing: Thing) -> ActorMention | None:
    """As in "صاروخا باليستيا في سماء نجران أطلقه الحوثيون": who fired it, or sent it."""
    norms = sentence.norms
    for at in range(thing.end, min(thing.end + _LAUNCH_REACH, len(norms))):
        if norms[at].startswith(_LAUNCHED):
            return next((sentence.actors[i][1] for i in range(at + 1, at + 4) if i in sentence.actors), None)
    return None


def sides_of(
    view: ArticleView,
    sentence: Sentence,
    draft: MaterielDraft,
    at: int,
    thing: Thing,
    cited: Sequence[tuple[int, int]],
    story: tuple[Strike | None, Sequence[CasualtyDraft]],
) -> tuple[ActorMention | None, ActorMention | None]:
    """(who lost it, who did it): by the sentence, else by the raid that it tells or takes up, else by whose men fell.

    `story`: the raid told last, and the sentence's own claims of casualties.
    """
    last, losses = story
    if draft.rule_id.startswith(_LEFT):
        left_by, _ = agents.subject(sentence, at, cited)  # "فروا تاركين خلفهم دبابة": those who fled lost it
        return left_by, agents.foe_of(view, left_by)
    owner = owner_of(sentence, thing) or _launched_by(sentence, thing)
    fallen = next((d for d in losses if d.victim is not None and is_force(d.victim) and d.victim.group in _ARMED), None)
    loser = owner or (fallen.victim if fallen else None)
    by, plain = agents.subject(sentence, at, cited, skip=frozenset({owner.group} if owner else ()))
    of_losers = by is not None and not plain and loser is not None and {by.group, loser.group} <= REBELS
    by = None if agents.allied(owner, by) or (of_losers and draft.action == "destroyed") else by
    around = sentence.norms[max(0, at - 1) : at + 2]
    flown = any(norm.removeprefix("ال") in _AIRCRAFT for norm in around)  # "إن الغارات دمرت", "دمرت غارة"
    if draft.action in ("destroyed", "downed") and (by is None or flown or (by.group in REBELS and not plain)):
        by = _raider(view, sentence, last) or by
    by = by or (fallen.perpetrator if fallen and draft.action != "intercepted" else None)
    owner = None if agents.allied(owner, by) else owner
    return owner or agents.foe_of(view, by) or (None if agents.allied(loser, by) else loser), by


def _raider(view: ArticleView, sentence: Sentence, last: Strike | None) -> ActorMention | None:
    """Whose aircraft wrecked it; those that nobody names are the coalition's, where the article names that."""
    if {norm.removeprefix("ال") for norm in sentence.norms}.isdisjoint(_AIRCRAFT):
        return None
    told = strike_in(sentence)
    for strike in (told, last):
        if strike is not None and strike.agent is not None and strike.agent.group in _FROM_THE_AIR:
            return strike.agent
    return next((m for m in view.analysis.actors if m.group == "COALITION"), None)
