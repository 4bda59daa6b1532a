"""Forces that fight on one side in a theatre: what nobody says of one of them, no reader takes for granted."""

from collections.abc import Iterator
from functools import lru_cache

from extractors.actors.register import ActorContext, ActorRegister
from extractors.lexicon import LexiconError, data_file, load_rules, rule

_PACKAGE = "extractors.actors"


@rule
class Alliance:
    """Actors on one side of the war of `theatre`, between two years."""

    id: str
    theatre: str
    actors: tuple[str, ...]
    source: str
    first_year: int | None = None
    last_year: int | None = None


@lru_cache(maxsize=1)
def alliances() -> tuple[Alliance, ...]:
    """All alliances.

    Raises LexiconError for an actor that the register does not know.
    """
    found = load_rules(data_file(_PACKAGE, "data/alliances.jsonl"), Alliance)
    known = ActorRegister.load().by_id
    for alliance in found:
        for actor in alliance.actors:
            if actor not in known:
                raise LexiconError(f"alliance {alliance.id!r}: {actor!r} is no actor; add it to actors.jsonl")
    return found


def _lineage(actor_id: str) -> Iterator[str]:
    """An actor and those whose part it is."""
    current: str | None = actor_id
    while current is not None:
        yield current
        actor = ActorRegister.load().by_id.get(current)
        current = actor.parent if actor is not None else None


def allied(a: str, b: str, context: ActorContext) -> bool:
    """Whether two actors fight on one side in a theatre that the article names."""
    mine, theirs = set(_lineage(a)), set(_lineage(b))
    year = context.published.year if context.published is not None else None
    return any(
        mine & set(alliance.actors) and theirs & set(alliance.actors)
        for alliance in alliances()
        if context.countries[alliance.theatre] > 0
        and (year is None or (alliance.first_year or 0) <= year <= (alliance.last_year or 9999))
    )
