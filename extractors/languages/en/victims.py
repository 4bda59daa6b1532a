"""Who the victims are: the actor that they belong to, and whether they bore arms."""

from dataclasses import replace

from spacy.tokens import Token

from extractors.actors import ActorRegister
from extractors.analysis import ActorMention
from extractors.languages.en import antecedents, owners, persons, roles, targets
from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.linkbase import SHARES
from extractors.languages.en.linking import Link
from extractors.languages.en.naming import is_bare as is_bare
from extractors.languages.en.naming import said_to_be
from extractors.languages.en.nationals import FALLEN, fallen_soldiers, is_of_nation
from extractors.languages.en.parties import open_role
from extractors.languages.en.parties import state_actors as state_actors
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_ARMY = word_set("en.words.victims.army")
_AGAINST = frozenset({"critic", "foe", "opponent", "rival"})
_BARE = word_set("en.words.victims.bare")
_BEARING_ARMS = word_set("en.words.victims.bearing-arms")
_MIXED = phrase("en.phrase.victims.mixed")


Resolved = tuple[ActorMention, str]


def _mention(story: Story, group: Group, actor_id: str | None, code: str, kind: str, rule_id: str) -> ActorMention:
    doc, sentence = group.head.doc, group.sentence
    start_token = min(group.victim_start, group.end - 1)
    start, end = sentence.offset(doc[start_token]), sentence.end_of(doc[group.end - 1])
    return ActorMention(start, end, story.text[start:end], rule_id, actor_id, code, kind)


def is_rest(group: Group) -> bool:
    """Whether the words point back at the group before ("28 others", "dozens more", "another was wounded")."""
    if group.quantity.rule_id == "en.num.another":
        return True
    doc = group.head.doc
    first = group.number.core if group.number else group.start
    first -= first > 0 and doc[first - 1].lower_ == "other"  # "the other two"
    words = {token.lower_ for token in doc[first : min(group.end + 1, len(doc))]}
    return bool(words & {"other", "others", "more"}) and is_bare(group)


def _named_actor(story: Story, group: Group) -> ActorMention | None:
    """The actor that the group's own words name: the last that is more than a country's adjective."""
    doc, sentence = group.head.doc, group.sentence
    first, last = doc[group.start], doc[min(group.end, len(doc)) - 1]
    start, end = sentence.offset(first), sentence.end_of(last)
    for child in group.head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "belonging") and child.i == group.end:
            end = max(end, sentence.end_of(doc[min(child.right_edge.i, child.i + 8)]))
    found = story.actors_overlapping(start, end)
    full = [m for m in found if not story.is_demonym(m)]
    full = [_of_theatre(story, m, sentence) for m in full]
    if full:
        known = [m for m in full if m.actor_id is not None]
        names = [m for m in known if ".common." not in m.rule_id]
        return (names or known or full)[-1]
    if is_bare(group):
        return None
    return found[-1] if found else _state(story, group, start, end)


def _of_theatre(story: Story, mention: ActorMention, sentence: Sentence) -> ActorMention:
    """A common noun by the country that its sentence names, where that is not the article's: "militants in Yemen"."""
    role, places = open_role(mention), story.places_in(sentence.start, sentence.end)
    named = {m.place.country_code for m in places if m.place and (m.start, m.end) not in story.adjective_places}
    named = named - {"US", None} or named  # "U.S. strikes in Yemen"
    country = next(iter(named)) if len(named) == 1 else None
    if role is None or country is None or country == story.context.theatre:
        return mention
    register = ActorRegister.load()
    actor = register.resolve_common(role, story.context, country)
    return mention if actor is None else replace(mention, actor_id=actor, group=register.group_of(actor))


def _men_of(story: Story, group: Group) -> ActorMention | None:
    """The force that people are said to be in: "55 men in the security forces"."""
    for child in group.head.rights:
        if child.i == group.end and child.dep_ == "prep" and child.lower_ in ("in", "of", "from"):
            last = group.head.doc[min(child.right_edge.i, child.i + 6)]
            start, end = group.sentence.offset(child), group.sentence.end_of(last)
            named = [m for m in story.actors_in(start, end) if m.kind == "combatant" and not story.is_demonym(m)]
            if named and named[0].actor_id is not None and named[0].end == end:
                return named[0]
    return None


def _state(story: Story, group: Group, start: int, end: int) -> ActorMention | None:
    """The state whose name the phrase begins with: "Iran's most powerful general"."""
    for place in story.places_in(start, end):
        actor = state_actors().get(place.place.country_code or "") if place.place else None
        if actor is not None:
            code = ActorRegister.load().group_of(actor)
            return _mention(story, group, actor, code, "combatant", "en.victim.state")
    return None


def _by_noun(story: Story, group: Group) -> Resolved | None:
    noun = group.noun
    if noun is None or noun.bare:
        return None
    if roles.has_left_service(group) or roles.leads_civilians(story, group):
        return _mention(story, group, None, "CIVILIAN", "civilian", "en.victim.unarmed"), "civilian"
    ranked = persons.by_rank(story, group) if group.quantity.count == 1 else None
    if ranked is not None:
        kind, actor, code = ranked
        return _mention(story, group, actor, code, kind, "en.victim.rank"), kind
    if roles.serves_arms(group):
        return None
    if roles.guards_civilians(group):
        return _mention(story, group, None, "CIVILIAN", "civilian", "en.victim.guard"), "civilian"
    if roles.of_both_kinds(group):
        return _mention(story, group, None, "MIXED", "mixed", "en.victim.both-kinds"), "mixed"
    if noun.kind == "civilian" and (led := _armed_role(story, group)) is not None:
        kind, actor, code = led
        return _mention(story, group, actor, code, kind, "en.victim.role"), kind
    if noun.kind == "civilian" or roles.civil_member(group):
        return _mention(story, group, None, "CIVILIAN", "civilian", noun.id), "civilian"
    return None


def _armed_role(story: Story, group: Group) -> persons.Described | None:
    """Who people with a civil noun are that serve an armed group, made an attack, or are named as fighters."""
    named = _named_actor(story, group)
    if named is not None and roles.leads(group, named):
        return "combatant", named.actor_id, named.group
    if roles.planned_attack(group):
        return "combatant", *persons.of_suspects(story)
    return persons.by_name_behind(story, group)


def _armed_modifier(group: Group) -> Token | None:
    """A noun for fighters among the words before the head: "militant commander", "army pilot"."""
    for token in group.head.doc[group.start : group.end]:
        entry = person_noun(token)
        if entry is not None and entry.kind == "combatant":
            return token
    return None


def resolve(story: Story, link: Link) -> Resolved | None:
    """Victims by their own words; None where the words say only "people", "others" or a number."""
    group = link.group
    if _MIXED.search(group.sentence.text[group.sentence.text.find(group.quantity.text) :][:120]):
        kind = "combatant" if group.noun is not None and group.noun.kind == "combatant" else "mixed"
        return _mention(story, group, None, "MIXED", kind, "en.victim.both-sides"), kind
    meant = persons.by_antecedent(story, group) if not is_rest(group) else None
    if meant is None and link.part_of is None and link.how not in SHARES:
        meant = antecedents.of_them(story, group)
    if meant is not None:
        kind, actor, code = meant
        return _mention(story, group, actor, code, kind, "en.victim.pronoun"), kind
    if (owner := owners.of_official(story, group)) is not None:
        return _mention(story, group, owner.actor_id, owner.group, "combatant", "en.victim.own"), "combatant"
    if (civilian := _by_noun(story, group)) is not None:
        return civilian
    losing = link.rule.frame == "lose" or link.trigger.lemma_ == "cost"
    if (owner := owners.loser(story, link) if losing else owners.bearer(story, link)) is not None:
        return _mention(story, group, owner.actor_id, owner.group, "combatant", owner.rule_id), "combatant"
    if (said := said_to_be(link)) is not None:
        return resolve(story, replace(link, group=said))
    if (owner := owners.possessor(story, group)) is not None:
        return _mention(story, group, owner.actor_id, owner.group, "combatant", "en.victim.own"), "combatant"
    if is_bare(group):
        return _bare_people(story, link)
    if group.named and group.noun is None:
        return _named_person(story, group)
    if not _is_told_whose(story, group) and (struck := targets.of_post(story, link)) is not None:
        return _mention(story, group, struck.actor_id, struck.group, "combatant", "en.victim.target"), "combatant"
    return _fighters(story, group)


def _is_told_whose(story: Story, group: Group) -> bool:
    """Whether the words for fighters tell whose they are, and not only what: "40 militants"."""
    named = _named_actor(story, group)
    return named is not None and open_role(named) is None and named.group != "OTHER"


def _bare_people(story: Story, link: Link) -> Resolved | None:
    """Victims called only "people", "men" or by a number; None where the words of the sentence do not tell who."""
    group = link.group
    if _is_armed(group):
        code = "UNKNOWN" if story.is_yemen else "OTHER"
        return _mention(story, group, None, code, "combatant", "en.victim.armed"), "combatant"
    if (meant := persons.by_name_behind(story, group)) is not None:
        kind, actor, code = meant
        return _mention(story, group, actor, code, kind, "en.victim.person"), kind
    if roles.with_civilians(group):
        return _mention(story, group, None, "CIVILIAN", "civilian", "en.victim.with-civilians"), "civilian"
    if roles.serves_arms(group):
        actor, code = persons.default_force(story, "soldier")
        return _mention(story, group, actor, code, "combatant", "en.victim.official"), "combatant"
    told = not is_rest(group) and group.head.lower_ not in _AGAINST
    named = _named_actor(story, group) if told else None
    if named is not None and named.actor_id and group.head.lower_ not in _BARE and not is_of_nation(group):
        return _mention(story, group, named.actor_id, named.group, named.kind, named.rule_id), named.kind
    if told and (fallen := fallen_soldiers(story, group)) is not None:
        return _mention(story, group, fallen.actor_id, fallen.group, "combatant", FALLEN), "combatant"
    if (force := _men_of(story, group)) is not None:
        return _mention(story, group, force.actor_id, force.group, "combatant", force.rule_id), "combatant"
    if (struck := targets.target(story, link)) is not None:
        return _mention(story, group, struck.actor_id, struck.group, "combatant", "en.victim.target"), "combatant"
    return None


def _is_armed(group: Group) -> bool:
    """Whether an adjective says that men bore arms: "some armed men", "a knife-wielding man"."""
    return any(t.lower_ in _BEARING_ARMS for t in group.head.doc[group.start : group.head.i])


def _named_person(story: Story, group: Group) -> Resolved:
    """A person by name: one whom the actor register knows, one whom the article describes, else a civilian."""
    if roles.has_left_service(group):
        return _mention(story, group, None, "CIVILIAN", "civilian", "en.victim.person"), "civilian"
    if (ranked := persons.by_rank(story, group)) is not None:
        kind, actor, code = ranked
        return _mention(story, group, actor, code, kind, "en.victim.rank"), kind
    before = [t for t in group.head.doc[group.start : group.head.i] if t.dep_ != "amod" and t.ent_type_ != "PERSON"]
    titles = [(token, person_noun(token)) for token in before]
    civil = [token for token, title in titles if title is not None and title.kind == "civilian"]
    civil = [token for token in civil if token.lower_ not in persons.HONORIFICS]
    known = _named_actor(story, group)
    leads = any(roles.leads(group, known, office) for office in civil)
    if any(token.lower_ in _AGAINST for token in before) or (civil and not leads):
        return _mention(story, group, None, "CIVILIAN", "civilian", "en.victim.person"), "civilian"
    if known is not None and known.actor_id and not story.is_demonym(known):
        return _mention(story, group, known.actor_id, known.group, "combatant", known.rule_id), "combatant"
    told = persons.by_description(story, group)
    kind, actor, code = told or persons.CIVILIAN
    return _mention(story, group, actor, code, kind, "en.victim.person" if told else "en.victim.name"), kind


def _fighters(story: Story, group: Group) -> Resolved | None:
    """People called by a noun for fighters, given to the force that the phrase or the article names."""
    named = _named_actor(story, group)
    unnamed = named is None or ".common." in named.rule_id
    if unnamed and _armed_modifier(group) and _is_foreign(story, group):
        return _mention(story, group, None, "OTHER", "combatant", "en.victim.foreign"), "combatant"
    if unnamed and any(token.lower_ == "rival" for token in group.head.lefts):
        code = "UNKNOWN" if story.is_yemen else "OTHER"
        return _mention(story, group, None, code, "combatant", "en.victim.rival"), "combatant"
    if _of_two_sides(story, group, named):
        return _mention(story, group, None, "MIXED", "combatant", "en.victim.both-sides"), "combatant"
    if named is not None and named.actor_id is not None:
        return _mention(story, group, named.actor_id, named.group, "combatant", named.rule_id), "combatant"
    if roles.serves_arms(group):
        actor, code = persons.default_force(story, "soldier")
        return _mention(story, group, actor, code, "combatant", "en.victim.official"), "combatant"
    armed = _armed_modifier(group)
    if armed is None:
        return None
    noun = armed.lemma_.lower().removesuffix("s") if armed.tag_ == "NNPS" else armed.lemma_.lower()
    whole = f"{armed.nbor(-1).lower_} {noun}" if armed.i else ""
    actor, code = persons.default_force(story, whole if whole in _ARMY else noun)
    return _mention(story, group, actor, code, "combatant", "en.victim.noun"), "combatant"


def _is_foreign(story: Story, group: Group) -> bool:
    """Whether a country's adjective tells whose they are, of one without forces in the register: "Maltese guards"."""
    sentence, doc = group.sentence, group.head.doc
    start, end = sentence.offset(doc[group.start]), sentence.end_of(doc[group.end - 1])
    countries = [m.place.country_code for m in story.places_in(start, end) if m.place is not None]
    return any(country is not None and country not in state_actors() for country in countries)


def _of_two_sides(story: Story, group: Group, first: ActorMention | None) -> bool:
    """Whether one number covers fighters of two sides: "140 rebels and government troops"."""
    doc, sentence = group.head.doc, group.sentence
    for child in group.head.children:
        counted = any(token.like_num or token.lower_ in ("a", "an", "another") for token in child.lefts)
        noun = person_noun(child)
        if child.dep_ != "conj" or counted or group.number is None or noun is None or noun.kind != "combatant":
            continue
        start, end = sentence.offset(doc[child.left_edge.i]), sentence.end_of(child)
        found = [m for m in story.actors_overlapping(start, end) if m.kind == "combatant"]
        if found and first is not None and not any(same_force(m, first) for m in found):
            return True
    return False


def same_force(a: ActorMention, b: ActorMention) -> bool:
    """Whether two mentions mean one actor, or one group where the register does not tell them apart."""
    return a.actor_id == b.actor_id if a.actor_id and b.actor_id else a.group == b.group


def unresolved(story: Story, link: Link, kind: str, code: str) -> Resolved:
    """Victims whose kind and actor come from the context."""
    return _mention(story, link.group, None, code, kind, "en.victim.context"), kind
