"""Persons by name or pronoun: whose they are and whether they bore arms, as the article describes them."""

import re
from functools import lru_cache

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.roles import IN_UNIFORM, LEADERS, civil_general, is_civil_office, leads_rebels, office_with
from extractors.languages.en.rules import people, phrase, word_set
from extractors.languages.en.story import Story, subject_force

_ARMY = word_set("en.words.victims.army")
_CIVIL_BODIES = word_set("en.words.victims.civil-bodies")
_HE_OR_SHE = word_set("en.words.groups.singular-pronouns")
_NO_TITLE = word_set("en.words.persons.no-title") | word_set("en.words.persons.harmed")
_HARMED = word_set("en.words.persons.harmed")
_AFTER_NAME = phrase("en.phrase.persons.after-name")
_RANK = phrase("en.phrase.persons.rank")
_RANK_WINDOW = 50
_OFFICE_ABROAD = phrase("en.phrase.persons.office-abroad")
_SENTENCE_END = re.compile(
    r"(?:(?<![ .][A-Z])(?<!\b(?:[GS]en|Col|Maj|Adm|Sgt|Cpl|Pvt|Gov|Rep|Rev|Mrs))(?<!\b(?:Lt|Mr|Ms|Dr))"
    r"(?<!\b(?:Brig|Capt|Cmdr|Prof))\.|[;!?])\s|\n"
)
"""no initial's full stop, nor that of "U.S." or of a rank: "Gen. Haddad"."""
_SAYING = phrase("en.phrase.persons.saying")
_SPEAKS = phrase("en.phrase.persons.speaks")
_PARTY_BEFORE = phrase("en.phrase.persons.party-before")
_PARTY_BEHIND = phrase("en.phrase.persons.party-behind")
_OF_ARMY = phrase("en.phrase.persons.of-army")
_SHORT_RANKS = {
    "adm": "admiral",
    "brig": "brigadier",
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "gen": "general",
    "lt": "lieutenant",
    "maj": "major",
}
_ACCUSED = phrase("en.phrase.persons.accused")
_COLLECTIVE = word_set("en.words.persons.collective")
_COMRADES = frozenset({"colleague", "comrade"})
_OF_LAW, _POLICE = frozenset({"agent", "officer"}), "en.people.police"
HONORIFICS = frozenset({"maulana", "maulvi", "mullah", "sheik", "sheikh"})
"""of clerics and elders, and of fighters as well"""
SOMEBODY = frozenset({"guy", "individual", "man", "passenger", "person"})
_LETTERS = re.compile(r"[A-Za-z]")
_WORDS = re.compile(r"[A-Za-z-]+")
_TITLE_WINDOW, _TITLE_WORDS = 60, 6
_SIDELESS = ("CIVILIAN", "UNKNOWN")

Described = tuple[str, str | None, str]
"""kind, actor, group code"""

CIVILIAN: Described = ("civilian", None, "CIVILIAN")


def by_description(story: Story, group: Group) -> Described | None:
    """Who a named person is by titles and descriptions anywhere in the article."""
    surname = group.surname
    if len(surname) < 3 or not _LETTERS.search(surname):
        return None
    for match in re.finditer(rf"\b{re.escape(surname)}\b", story.text):
        found = _by_title(story, match) or None
        if found is not None:
            return found
    return _near_fighters(story, surname)


def _by_title(story: Story, name: re.Match[str]) -> Described | None:
    """Who a person is by the words right before the name, or right behind it ("Haddad, a member of …")."""
    table = people()
    before = _SENTENCE_END.split(story.text[max(0, name.start() - _TITLE_WINDOW) : name.start()])[-1]
    after = _AFTER_NAME.match(story.text[name.end() : name.end() + 70])
    if _RANK.search(before[-_RANK_WINDOW:]):
        return "combatant", *default_force(story, "service member")
    if _OFFICE_ABROAD.search(before):
        return CIVILIAN
    words = [*_titles(before), *(_described(after[1]) if after else [])]
    words = [_SHORT_RANKS.get(word.lower(), word) if word[:1].isupper() else word for word in words]
    if _ACCUSED.match(story.text, name.end()):
        words.append("suspect")
    civil = any(word.lower() in _CIVIL_BODIES for word in words)
    if _leads_party(story, name, words) or civil_general(words):
        return CIVILIAN
    leading = is_civil_office({word.lower() for word in words})
    for word in words:
        if (civil and word.lower() in ("member", "members")) or (leading and word.lower() in LEADERS):
            return CIVILIAN
        entry = table.get(word.lower()) or table.get(word.lower().rstrip("s"))
        if word.lower() in HONORIFICS:
            continue
        if word.lower() == "suspect":
            return "combatant", *of_suspects(story)
        if entry is None or entry.bare or not entry.nouns:
            continue
        if entry.kind == "civilian":
            spans = (name.start() - len(before), name.start()), (name.end(), name.end() + _TITLE_WINDOW)
            office = next(filter(None, (office_with(story, word, *span) for span in spans)), None)
            return CIVILIAN if office is None else ("combatant", office.actor_id, office.group)
        near = story.actors_in(name.start() - min(len(before), 45), name.end())
        actors = [m for m in near if m.actor_id and not _ends_title(story.text[m.end : name.start()])]
        if actors:
            return "combatant", actors[-1].actor_id, actors[-1].group
        return "combatant", *default_force(story, word.lower().rstrip("s"))
    return None


def _leads_party(story: Story, name: re.Match[str], words: list[str]) -> bool:
    """Whether the words around a name are of a party's leader: ", the leader of the Unity Party", "a UP leader"."""
    if leads_rebels(story, name.start() - _TITLE_WINDOW, name.end() + _TITLE_WINDOW):
        return False
    before = _PARTY_BEFORE.search(story.text, max(0, name.start() - 2 * _TITLE_WINDOW), name.start())
    if before is not None or _PARTY_BEHIND.match(story.text, name.end()) is not None:
        return True
    short = [word for word in words if word.isupper() and len(word) > 1]
    called = (re.search(rf"\b(?:Party|Union)\W+\({word}\)", story.text) for word in short)
    return any(called) and any(word.lower() in LEADERS for word in words)


def _titles(before: str) -> list[str]:
    """The last words before a name, nearest first, up to one that no title holds ("the minister said")."""
    found: list[str] = []
    for word in _WORDS.findall(before)[: -_TITLE_WORDS - 1 : -1]:
        named = word.lower() == "the" and all(other[:1].isupper() for other in found)
        if word.lower() in _NO_TITLE or named:  # "the bombers, the Tom Hale murder"
            break
        found.append(word)
    return found


def _described(after: str) -> list[str]:
    """The first words behind a name that say what the person was, up to what was done: "a farmer shot by soldiers"."""
    found = []
    for word in _WORDS.findall(re.sub(r"^(?:was|is|had been|has been) ", "", after))[:_TITLE_WORDS]:
        if word.lower() in _NO_TITLE:
            break
        found.append(word)
    return found


def _ends_title(between: str) -> bool:
    """Whether words between a force and a name say that it is no part of the title: "Hezbollah said Gen Daoud"."""
    return any(word.lower() in _NO_TITLE for word in _WORDS.findall(between))


def _near_fighters(story: Story, surname: str) -> Described | None:
    """Who a person is where a sentence that names him speaks of a fighter close by."""
    for match in re.finditer(r"\b" + re.escape(surname) + r"\b", story.text):
        sentence = story.sentence_at(match.start())
        if sentence is None:
            continue
        start, end = max(sentence.start, match.start() - 70), min(sentence.end, match.end() + 50)
        fighters = [word for word in _WORDS.finditer(story.text, start, end) if _is_fighter(word[0].lower())]
        fighters = [word for word in fighters if not _struck_between(story.text, word, match)]
        actors = [m for m in story.actors_in(start, end) if m.actor_id and m.group not in _SIDELESS]
        if fighters and actors:
            best = min(actors, key=lambda m: (story.is_demonym(m) and len(actors) > 1, abs(m.start - match.start())))
            return "combatant", best.actor_id, best.group
    return None


def _is_fighter(word: str) -> bool:
    """Whether a noun means fighters, and not those who keep the law, who are close to whomever they hold."""
    entry = people().get(word) or people().get(word.rstrip("s"))
    return entry is not None and entry.kind == "combatant" and entry.id != _POLICE and word.rstrip("s") not in _OF_LAW


def _struck_between(text: str, fighter: re.Match[str], name: re.Match[str]) -> bool:
    """Whether the fighters are those who did it: "militants abducted Haddad", "Haddad was shot by soldiers"."""
    first, last = sorted((fighter.span(), name.span()))
    words = {word.lower() for word in _WORDS.findall(text[first[1] : last[0]])}
    return "by" in words or (first == fighter.span() and bool(words & _HARMED))


def by_rank(story: Story, group: Group) -> Described | None:
    """Who a person is by a rank in the name or right behind it: "her husband, Staff Sergeant Tom Hale"."""
    cut = _SHORT_RANKS.get(group.head.lower_.rstrip("."))  # the parse took "Maj." to end a sentence
    if cut is not None and group.head.text.istitle():
        return "combatant", *default_force(story, cut)
    doc, last = group.head.doc, min(group.head.i + 4, len(group.head.doc))
    words = doc[group.start : last if group.head.i + 1 < last and doc[group.head.i + 1].text == "," else group.end].text
    return ("combatant", *default_force(story, "service member")) if _RANK.search(words) else None


def by_antecedent(story: Story, group: Group) -> Described | None:
    """Whom "he" or "she" means: the fighter that this or the sentence before speaks of."""
    if group.head.lower_ not in _HE_OR_SHE and not _is_comrade(group):
        return None
    table = people()
    start = story.sentences[max(0, group.sentence.index - 1)].start
    end = group.sentence.offset(group.head)
    if group.head.dep_ in ("dobj", "poss"):  # "police shot him" tells of the police what they did
        end = min([end, *(group.sentence.offset(token.left_edge) for token in _doers(group.head.head))])
    known = [m for m in story.actors_in(start, end) if m.rule_id in person_aliases()]
    for match in reversed(list(_WORDS.finditer(story.text, start, end))):
        word = match[0].lower()
        entry = table.get(word)
        if known and match.start() < known[-1].end:
            return "combatant", known[-1].actor_id, known[-1].group
        if word in SOMEBODY:
            return None
        if entry is None or entry.bare or word in _COLLECTIVE or _is_cited(story.text, match.end(), end):
            continue
        if entry.kind == "civilian":
            enlisted = word in IN_UNIFORM and _OF_ARMY.search(story.text, start, match.start()) is not None
            return ("combatant", *default_force(story, "soldier")) if enlisted else CIVILIAN
        actors = [m for m in story.actors_in(start, end) if m.actor_id and m.group not in _SIDELESS]
        own = [
            m for m in actors if match.start() - _TITLE_WINDOW < m.start and m.end <= match.end()
        ]  # "a U.S. soldier"
        if told := own or actors:
            return "combatant", told[-1].actor_id, told[-1].group
        return "combatant", *default_force(story, word)
    return None


def _is_cited(text: str, start: int, end: int) -> bool:
    """Whether the noun before `start` is who says what stands at `end`, and is not whom it is about."""
    says = _SPEAKS.match(text, start, end)
    return says is not None and _SAYING.search(text, says.end(), end) is None


def _doers(verb: Token) -> list[Token]:
    """Who did what a verb tells: its own subject, or that of the clause that it goes on: "a bomb hit, killing him"."""
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if own or verb.dep_ not in ("advcl", "xcomp", "conj"):
        return own
    return [child for child in verb.head.children if child.dep_ == "nsubj" and verb.tag_ == "VBG"]


@lru_cache(maxsize=1)
def person_aliases() -> frozenset[str]:
    """Ids of the actor aliases that are names of persons."""
    return frozenset(alias.id for alias in ActorRegister.load().aliases["en"] if alias.type == "person")


def _is_comrade(group: Group) -> bool:
    """Whether people are called those of somebody told of before: "five of his comrades"."""
    owned = any(child.dep_ == "poss" and child.lower_ in ("his", "her", "their") for child in group.head.children)
    return owned and group.head.lemma_.lower() in _COMRADES


def by_name_behind(story: Story, group: Group) -> Described | None:
    """Who a relative is by the name right behind: "his brother, Omar Haddad", whom the article calls a suspect."""
    if group.quantity.count != 1:
        return None
    if _rank_follows(group):
        return "combatant", *default_force(story, "general")
    name = next(
        (c for c in group.head.rights if c.dep_ == "appos" and c.tag_ == "NNP" and c.i <= group.head.i + 4), None
    )
    if name is None:
        return None
    first = min([name.i, *(child.i for child in name.lefts if child.dep_ == "compound")])
    words = re.escape(name.doc[first : name.i + 1].text)
    found = (_by_title(story, match) for match in re.finditer(rf"\b{words}\b", story.text))
    return next((one for one in found if one is not None and one[0] == "combatant"), None)


def _rank_follows(group: Group) -> bool:
    """Whether a rank and a name stand right behind a comma: "their father, Colonel Hassan Ali"."""
    comma, rank, name = ([*group.head.doc[group.head.i + 1 : group.head.i + 4]] + [None] * 3)[:3]
    if comma is None or rank is None or name is None or comma.text != "," or not name.text.istitle():
        return False
    noun = person_noun(rank)
    known = noun is not None and noun.kind == "combatant" and not noun.bare
    return rank.text.istitle() and rank.tag_ == "NNP" and (known or rank.lower_.rstrip(".") in _SHORT_RANKS)


def of_suspects(story: Story) -> tuple[str | None, str]:
    """The actor of those who are held for an attack: the group that the article names for such men, else their own."""
    actor, code = default_force(story, "militant")
    if actor is not None and story.context.actors[actor]:
        return actor, code
    return None, "UNKNOWN" if story.is_yemen else "OTHER"


def _only_jihadists(story: Story, noun: str) -> str | None:
    """The one group of jihadists that an article names, which it then means by "jihadists"."""
    if noun not in ("jihadi", "jihadist"):
        return None
    named = [actor for actor in story.context.actors if ActorRegister.load().group_of(actor) in ("AQAP", "ISIS")]
    return named[0] if len(named) == 1 else None


def default_force(story: Story, noun: str) -> tuple[str | None, str]:
    """The actor that a common noun for fighters means where the register does not tell."""
    register = ActorRegister.load()
    role = "state-forces" if noun in _ARMY else "militants"
    actor = subject_force(noun, story.context, story.text) or _only_jihadists(story, noun)
    actor = actor or register.resolve_common(role, story.context)
    if actor is not None:
        return actor, register.group_of(actor)
    return None, "UNKNOWN" if story.is_yemen else "OTHER"
