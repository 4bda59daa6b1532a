"""Who is known to have killed persons whom the whole world's press wrote about: an article need not say it again."""

from functools import lru_cache

from extractors.actors.register import ActorRegister
from extractors.lexicon import LexiconError, data_file, load_rules, rule

_PACKAGE = "extractors.actors"


@rule
class KnownDeath:
    """A person, under full names and under short ones, the actor who killed him, and the year.

    `alone`: the short names mean nobody else, so that no full one need stand in the article.
    """

    id: str
    names: list[str]
    short: list[str]
    actor: str
    year: int
    source: str
    alone: bool = False


@lru_cache(maxsize=1)
def known_deaths() -> tuple[KnownDeath, ...]:
    """All such deaths.

    Raises LexiconError for an actor that the register does not know.
    """
    found = load_rules(data_file(_PACKAGE, "data/known_deaths.jsonl"), KnownDeath)
    known = ActorRegister.load().by_id
    for death in found:
        if death.actor not in known:
            raise LexiconError(f"known death {death.id!r}: {death.actor!r} is no actor; add it to actors.jsonl")
    return found


def killer_of(called: str, article: str, year: int | None) -> KnownDeath | None:
    """The death of the person whom the words `called` name in an article of a year; None for anybody else."""
    words = f" {called.lower()} "
    for death in known_deaths():
        if year is None or year < death.year:
            continue
        full = any(name.lower() in words for name in death.names)
        short = any(f" {name.lower()} " in words for name in death.short)
        if full or (short and (death.alone or any(name in article for name in death.names))):
            return death
    return None
