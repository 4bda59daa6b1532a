"""Killings whose doer every reader knows, for articles that take the knowledge for granted."""

from functools import lru_cache

from extractors.actors.register import ActorRegister
from extractors.lexicon import LexiconError, data_file, load_rules, rule

_PACKAGE = "extractors.actors"


@rule
class KnownKilling:
    """A person (`person`: words of the name, the last one as claims call him), and who killed him in which year."""

    id: str
    person: tuple[str, ...]
    actor: str
    year: int
    source: str


@lru_cache(maxsize=1)
def known_killings() -> dict[str, tuple[KnownKilling, ...]]:
    """Last name, in lower case → the killings that it may mean.

    Raises LexiconError for an actor that the register does not know.
    """
    found: dict[str, tuple[KnownKilling, ...]] = {}
    for killing in load_rules(data_file(_PACKAGE, "data/killings.jsonl"), KnownKilling):
        if killing.actor not in ActorRegister.load().by_id:
            raise LexiconError(f"killing {killing.id!r}: {killing.actor!r} is no actor; add it to actors.jsonl")
        name = killing.person[-1].lower()
        found[name] = (*found.get(name, ()), killing)
    return found
