"""Sides: which forces are allies, which fight each other, and what goes for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.analysis import ActorMention
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Sentence

REBELS = frozenset(("HOUTHI", "SALEH"))

LOYAL = frozenset(("GOV", "RESISTANCE", "COALITION", "SAUDI", "UAE"))

FOES = {
    "HOUTHI": ("RESISTANCE", "GOV", "COALITION", "SAUDI", "SOUTHERN", "TRIBE"),
    "SALEH": ("RESISTANCE", "GOV", "COALITION", "HOUTHI", "SAUDI"),
    "GOV": ("HOUTHI", "AQAP", "ISIS", "SOUTHERN", "SALEH"),
    "RESISTANCE": ("HOUTHI", "SALEH", "AQAP", "ISIS"),
    "COALITION": ("HOUTHI", "SALEH", "ISIS", "AQAP"),
    "SAUDI": ("HOUTHI", "ISIS", "AQAP"),
    "UAE": ("HOUTHI", "ISIS", "AQAP"),
    "SOUTHERN": ("HOUTHI", "AQAP", "ISIS", "GOV"),
    "AQAP": ("US", "GOV", "UAE", "COALITION", "RESISTANCE", "HOUTHI", "SOUTHERN"),
    "ISIS": ("US", "GOV", "OTHER", "COALITION"),
    "TRIBE": ("HOUTHI", "AQAP"),
    "CIVILIAN": (),
}

_LOYAL_TO = frozenset(("مواليه", "موالين", "متحالفه", "متحالفين", "مسانده", "حلفا"))

_THEM = frozenset(("هم", "لهم", "معهم", "ها"))

_BESIDE_HOUTHIS = frozenset(("hezbollah", "iran", "irgc"))

_BOTH_SIDES = frozenset(("الطرفين", "الجانبين", "الطرفان", "الجانبان"))

HITS_FROM_AFAR = frozenset(("shelling", "mine", "sniper", "missile"))

_FORCE = ("قوات", "جيش", "الجيش", "القوات", "لواء", "الويه", "وحدات", "كتا", "عسكر", "قوه")


INFERRED = "ar.victim.inferred"
"""rule id of victims whom no word names"""


@dataclass(frozen=True, slots=True)
class Party:
    """A force or a kind of people, with what is known about it."""

    mention: ActorMention | None
    group: str
    kind: str
    inferred: bool = False
    """whether no word names them"""


def common(mention: ActorMention | None) -> bool:
    """Whether a mention is a bare noun for men in arms ("جنود", "المسلحين") that names no force."""
    return mention is None or (".common." in mention.rule_id and " " not in mention.text.strip())


def of_any_side(mention: ActorMention) -> bool:
    """Whether a mention goes by a noun for soldiers or gunmen, whose side only the article settles."""
    return ".state-forces." in mention.rule_id or ".militants." in mention.rule_id


def sideless(mention: ActorMention) -> bool:
    """Whether a bare noun is of soldiers or gunmen of any side; "المتمردين" and "المقاومة" are one side's."""
    return of_any_side(mention) and (common(mention) or mention.text.split()[-1] in ("الوطني", "الأمن", "الامن"))


def loyal_to_them(sentence: Sentence, mention: ActorMention) -> bool:
    """As in "الحوثيين والقوات الموالية لهم": forces of the side that is named before them."""
    end = next((end for end, m in sentence.actors.values() if m is mention), None)
    if end is None:
        return False
    words = [*mention.text.split()[1:], *sentence.norms[end : end + 3]]
    return any(bare(word).removeprefix("ال") in _LOYAL_TO for word in words) and any(
        norm in _THEM for norm in sentence.norms[end : end + 4]
    )


def fights_as(party: Party, named: Iterable[ActorMention]) -> str:
    """The group whose foes a party's are: in Yemen's war Hezbollah's and Iran's men fight beside the Houthis."""
    foreign = party.mention is not None and party.mention.actor_id in _BESIDE_HOUTHIS
    if foreign and any(mention.group == "HOUTHI" for mention in named):
        return "HOUTHI"
    return party.group


def both_sides(sentence: Sentence, at: int) -> bool:
    """Whether "from both sides" stands at token `at` or just behind it."""
    return any(norm in _BOTH_SIDES for norm in sentence.norms[at : at + 3])


def merged(groups: Sequence[str]) -> str:
    """One code for several: rebels and their ally are the rebels, loyal forces the first; else MIXED."""
    found = set(groups) - {"UNKNOWN"}
    if not found:
        return "UNKNOWN"
    if len(found) == 1:
        return next(iter(found))
    if found <= REBELS:
        return "HOUTHI"
    if "COALITION" in found and len(found) == 2 and found <= {"COALITION", "UAE", "SAUDI"}:
        return next(iter(found - {"COALITION"}))  # "جنود إماراتيين ضمن قوات التحالف"
    if found <= {"GOV", "RESISTANCE"}:
        return next(g for g in groups if g in found)
    return "MIXED"


def one_side(a: str, b: str) -> bool:
    """Whether two groups fight on one side; two that go by OTHER may be foes."""
    return (a == b and a not in ("OTHER", "MIXED", "UNKNOWN")) or {a, b} <= REBELS or {a, b} <= LOYAL


def can_strike(mention: ActorMention, victim_group: str) -> bool:
    """Whether a force fights the victims' side."""
    return mention.group in FOES.get(victim_group, ())


def first_of(groups: Sequence[str], mentions: Iterable[ActorMention]) -> ActorMention | None:
    """The first mention of one of some groups; None if there is none."""
    return next((m for m in mentions if m.group in groups), None)


def is_force(mention: ActorMention) -> bool:
    """Whether a mention is of men in arms; a government's ministers are none."""
    return mention.group != "GOV" or any(word in mention.text for word in _FORCE)
