"""Plain word lists: what the tokenizer, the screen and the vetoes must know besides the rules."""

from functools import cache, lru_cache
from typing import Literal

from extractors.languages.ar.script import bare
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.ar"


@rule
class PlainWords:
    """Words that the tokenizer or the screen must know.

    keep: begins like a clitic but is one word; known: clitics may be cut from it; stem: pronouns may be cut
    from it; boilerplate: a sentence that begins with it is no news; footer: nor is all that follows; conflict:
    a word of armed conflict, which outweighs a veto; newspaper: a paper named like a place; glued: a verb that
    typists glue to the next word; context: words of armed conflict, one of which lets an article through the
    screen; said: a word of those who tell; reacted: of those who deny, mourn, condemn; met: of those who meet; deed:
    what people are hit by; one_deed: the same, one of them; the_deed: the same with its article, for a deed
    already told; fight: a clash, which may last for days; into:
    before the place of an event; away: before one that something comes from or goes to; direction: between a
    place and one that it lies by; site: a noun before a place's name; local: of sources who are where the event
    was; office: who bears a place's name without being there; advance: what forces do besides taking places;
    place_stop: no part of the name of a place; unit: a noun for a time or a measure; numbered: a noun before a
    number that is a name; several_sites: a noun before the names of several places; unit_name: a unit that may
    bear a place's name; raid: what tells of a raid or a shelling, noun or verb; arrive: who comes to a place is
    there; towards: between a missile and where it flew; missile: what flies; distance: a measure of how far one
    place lies from another; named_after: what bears the name of somebody who fell long ago; owned: what is
    somebody's, whose owner behind it nobody says was hit; bringing: what takes the dead and wounded somewhere;
    brought: a word for those whom it takes; occurred: what an attack, a blast, a fight does on its day; the_victims:
    those of whom an article has told that they were hit; spent: a time or a thing that people spend, as against
    dying; cause: what people die of in war; lasts: what goes on; answer: before a deed
    that another one answers or follows; america: the United States and who speaks for them.
    """

    id: str
    role: Literal[
        "keep",
        "known",
        "stem",
        "glued",
        "boilerplate",
        "footer",
        "conflict",
        "newspaper",
        "context",
        "said",
        "reacted",
        "met",
        "deed",
        "one_deed",
        "the_deed",
        "fight",
        "into",
        "away",
        "direction",
        "site",
        "unit",
        "numbered",
        "local",
        "office",
        "advance",
        "place_stop",
        "several_sites",
        "unit_name",
        "raid",
        "arrive",
        "towards",
        "missile",
        "distance",
        "named_after",
        "owned",
        "bringing",
        "brought",
        "occurred",
        "the_victims",
        "spent",
        "cause",
        "lasts",
        "answer",
        "america",
    ]
    forms: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def plain_words() -> tuple[PlainWords, ...]:
    """The rules of `patterns/words.jsonl`."""
    return load_rules(data_file(_PACKAGE, "patterns/words.jsonl"), PlainWords)


@cache
def plain(role: str) -> frozenset[str]:
    """Bare forms of the plain words of one role."""
    return frozenset(bare(form) for rule in plain_words() if rule.role == role for form in rule.forms)
