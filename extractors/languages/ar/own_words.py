"""What a number's own words say of its people: their noun, whose they are, what most or all of them are."""

from extractors.analysis import ActorMention
from extractors.languages.ar.named_men import of_name, serves_with
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.sides import Party, loyal_to_them, merged
from extractors.languages.ar.words import persons

_MOST = frozenset(("معظم", "اغلب", "غالبيه", "غالبيت", "اغلبيه", "اغلبيت", "الكثير"))
_PART = frozenset(("نصف", "ثلث", "ثلثا", "ثلثي", "ربع", "خمس", "غالب"))
"""before "of them", shares that leave others"""
_ALL = frozenset(("جميع", "كل"))
_LOYAL = frozenset(("مواليا", "موالين", "موالون", "الموالين", "الموالون"))
_PARTY = 5
"""tokens behind an office within which it is said whose it is"""
_OTHER_PLACE = frozenset(("،", ".", "ب", "ان", "الذي"))
_MEMBERS = frozenset(("ar.person.cadre", "ar.person.group_member", "ar.person.activist"))
_NEAR = 4
"""tokens behind "most of them" within which it is said what they are"""


def mostly(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "أغلبهم من المدنيين": not all of them are; "أغلبهم أطفال": no fighters among the rest."""
    norms = sentence.norms
    number_ends = chunk.number.end if chunk.number is not None else chunk.start
    for at in range(number_ends, min(chunk.end + 5, len(norms) - 1)):
        share = norms[at].removesuffix("هم")
        if share not in _MOST and (share not in _PART or (norms[at] == share and norms[at + 1] != "هم")):
            continue
        for place in range(at + 1, min(at + 1 + _NEAR, len(norms))):
            person = persons().get(norms[place])
            if person is not None and person.person.id == "ar.person.civilian":
                return Party(None, "MIXED", "mixed")
            if person is not None and person.person.kind == "civilian":
                return Party(None, "CIVILIAN", "civilian")
            if place in sentence.actors and ".demonym." not in sentence.actors[place][1].rule_id:
                return Party(None, "MIXED", "combatant")
    return _all_of_them(sentence, chunk)


def _all_of_them(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "جميعهم من المدنيين", wherever behind the number."""
    norms = sentence.norms
    for at in range(chunk.end, len(norms) - 1):
        word, rest = norms[at].removesuffix("هم"), norms[at + 1 : at + 1 + _NEAR]
        if word in _ALL and (norms[at].endswith("هم") or rest[0] == "هم"):
            kinds = {persons()[norm].person.kind for norm in rest if norm in persons()}
            if kinds == {"civilian"}:
                return Party(None, "CIVILIAN", "civilian")
    return None


def own_words(sentence: Sentence, chunk: Chunk) -> Party | None:
    """What the number's own noun says: people of a group, civilians, members of a force."""
    person = chunk.person.person if chunk.person else None
    if person is not None and person.group is not None and person.group != "UNKNOWN":
        return Party(None, person.group, person.kind)
    nation = person is not None and person.id.startswith("ar.person.nation")
    if nation and chunk.actor is not None and chunk.noun_at is not None:
        own = sentence.actors.get(chunk.noun_at)
        if own is not None and own[1] is chunk.actor:
            return Party(None, "UNKNOWN", "unknown")  # "200 يمني" are no force
    party_man = _party_man(sentence, chunk) if person is not None and (person.title or person.id in _MEMBERS) else None
    if party_man is not None:
        return party_man
    if person is not None and person.title and chunk.count == 1:
        office = _kind_of_office(sentence, chunk, person.kind)
        if chunk.actor is None or office == "civilian":
            return _of_office(sentence, chunk, office, chunk.actor)
    of_nation = _of_nation(chunk)
    if of_nation is not None:
        return of_nation
    if person is not None and person.kind == "combatant" and _are_loyal(sentence, chunk.end):
        return Party(None, "GOV", "combatant")
    if chunk.actor is not None:
        groups = [chunk.actor.group, *(a.group for a in chunk.extra if not loyal_to_them(sentence, a))]
        kind = chunk.actor.kind if chunk.actor.kind != "unknown" else (person.kind if person else "unknown")
        return Party(chunk.actor, merged(groups), kind)
    if person is None:
        return of_name(sentence, chunk)
    return Party(None, "UNKNOWN", person.kind)


def _of_nation(chunk: Chunk) -> Party | None:
    """As in "70 جريحا يمنيا", "الشاب الأميركي": a nation's people are no force."""
    person = chunk.person.person if chunk.person else None
    if chunk.actor is None or ".demonym." not in chunk.actor.rule_id:
        return None
    if person is None:
        return Party(None, "UNKNOWN", "unknown") if chunk.symbol in "ck" else None
    return Party(None, person.group or "UNKNOWN", person.kind) if person.kind != "combatant" else None


def _are_loyal(sentence: Sentence, at: int) -> bool:
    """As in "17 مقاتلا مواليا": loyal to the government, unless it is told to whom."""
    norms = sentence.norms
    return at < len(norms) and norms[at] in _LOYAL and norms[at + 1 : at + 2] != ["ل"]


def _party_man(sentence: Sentence, chunk: Chunk) -> Party | None:
    """As in "القيادي في حزب المؤتمر", "رئيس فرع حزب الإصلاح": no man in arms; the government's parties have none."""
    norms = sentence.norms
    for at in range(chunk.start, min(chunk.end + _PARTY, len(norms))):
        if norms[at] in _OTHER_PLACE:
            return None
        if norms[at] in ("حزب", "الحزب"):
            named = sentence.actors[at][1] if at in sentence.actors else chunk.actor
            if named is None or named.group in ("GOV", "UNKNOWN"):
                return Party(None, "CIVILIAN", "civilian")
            return Party(named, named.group, "civilian" if named.group == "SALEH" else named.kind)
    return None


def _kind_of_office(sentence: Sentence, chunk: Chunk, kind: str) -> str:
    """As in "رئيس اللجنة العميد ...": a rank makes a fighter."""
    norms = sentence.norms
    ranks = [persons()[norm].person for norm in norms[chunk.start : chunk.end + 3] if norm in persons()]
    return "combatant" if any(rank.title and rank.kind == "combatant" for rank in ranks) else kind


def _of_office(sentence: Sentence, chunk: Chunk, kind: str, actor: ActorMention | None) -> Party:
    """As in "رئيس المجلس السياسي الحوثي": whose office it is stands in its own name."""
    if actor is not None:
        return Party(actor, actor.group, kind)
    serves = serves_with(sentence, chunk)
    if serves is not None:
        return serves
    for start in range(chunk.end, min(chunk.end + 6, len(sentence.norms))):
        if sentence.norms[start] in ("،", ".", "في", "ب", "من", "ان", "الذي") or start >= len(sentence.norms):
            break
        if start in sentence.actors:
            mention = sentence.actors[start][1]
            if mention.group not in ("UNKNOWN", "CIVILIAN"):
                return Party(mention, mention.group, "combatant")
    return Party(None, "UNKNOWN", kind)
