"""Finds the actors that a text names, and resolves common nouns by what else the text names."""

from collections.abc import Sequence

from extractors.actors.register import ActorAlias, ActorContext, ActorRegister, spelled_strictly
from extractors.analysis import ActorMention
from extractors.folding import Match, Token

_CAPITALISED = frozenset({"name", "person"})


def find_actors(
    text: str,
    language: str,
    tokens: Sequence[Token] | None = None,
    context: ActorContext | None = None,
) -> list[ActorMention]:
    """Mentions of actors in `text`, in order, whole tokens, longest match first.

    `tokens` are those of the language's pipeline (offset, end, folded form); without them the text is
    split here.  `context` holds the countries that the article names; the actors found are added to
    it.  A common noun that stays unresolved is a mention with actor_id None and group UNKNOWN.
    """
    register = ActorRegister.load()
    context = context if context is not None else ActorContext()
    tokens = tokens if tokens is not None else register.tokens(text, language)
    matches = list(register.trie(language).find(tokens, lambda m: bool(_usable(text, m, language, context))))
    named: list[tuple[Match[tuple[ActorAlias, ...]], ActorAlias]] = []
    for match in matches:
        alias = _usable(text, match, language, context)[0]
        named.append((match, alias))
        if alias.actor is not None:
            context.actors[alias.actor] += 1
            actor = register.by_id[alias.actor]
            if actor.country_code and alias.type != "demonym":
                context.countries[actor.country_code] += 1
    return [_mention(register, text, match, alias, context) for match, alias in named]


def _mention(
    register: ActorRegister, text: str, match: Match[tuple[ActorAlias, ...]], alias: ActorAlias, context: ActorContext
) -> ActorMention:
    actor_id = alias.actor
    if actor_id is None and alias.role is not None:
        actor_id = register.resolve_common(alias.role, context)
    kind = register.by_id[actor_id].kind if actor_id else "combatant"
    return ActorMention(
        match.start, match.end, text[match.start : match.end], alias.id, actor_id, register.group_of(actor_id), kind
    )


def _usable(text: str, match: Match[tuple[ActorAlias, ...]], language: str, context: ActorContext) -> list[ActorAlias]:
    """The aliases under this form that the text spells and its theatre allows, theatre's own first."""
    found = text[match.start : match.end]
    fit = [
        alias
        for alias in match.payload
        if spelled_strictly(alias, found, language)
        and (alias.theatre is None or alias.theatre in context.countries)
        and not (alias.needs_context and not _in_context(alias, context))
        and (language == "ar" or alias.type not in _CAPITALISED or any(c.isupper() for c in found))
    ]
    return sorted(fit, key=lambda a: (a.theatre is None, -context.countries[a.theatre or ""]))


def _in_context(alias: ActorAlias, context: ActorContext) -> bool:
    if alias.theatre is not None:
        return alias.theatre in context.countries
    actor = ActorRegister.load().by_id.get(alias.actor or "")
    return actor is not None and actor.country_code is not None and actor.country_code in context.countries
