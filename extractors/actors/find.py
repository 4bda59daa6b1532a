"""Finds the actors that a text names, and resolves common nouns by what else the text names."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

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
    it.  A common noun that stays unresolved is a mention with actor_id None and group UNKNOWN.  An
    adjective of origin alone ("Saudi") is a mention too, of rule type "demonym"; with a noun for
    forces beside it ("Saudi troops", "جنود سعوديين") the two are one mention.
    """
    register = ActorRegister.load()
    context = context if context is not None else ActorContext()
    tokens = tokens if tokens is not None else register.tokens(text, language)
    named = []
    for match in register.trie(language).find(tokens, lambda m: bool(_usable(text, m, language, context))):
        alias = _usable(text, match, language, context)[0]
        named.append(_Named(match.start, match.end, alias))
        if alias.actor is not None:
            context.actors[alias.actor] += 1
            actor = register.by_id[alias.actor]
            if actor.country_code and alias.type != "demonym":
                context.countries[actor.country_code] += 1
    return [_mention(register, text, one, context) for one in _with_origin(text, named, language)]


class _Named(NamedTuple):
    """A stretch of text, its alias, and the adjective of origin that stands beside it."""

    start: int
    end: int
    alias: ActorAlias
    origin: ActorAlias | None = None


def _with_origin(text: str, named: Sequence[_Named], language: str) -> Iterator[_Named]:
    """Join adjectives of origin with the common nouns beside them: before it in English, after in Arabic."""
    skip = False
    for one, following in pairwise([*named, None]):
        if skip or one is None:
            skip = False
            continue
        if following is not None and text[one.end : following.start] == " ":
            noun, origin = (following, one) if language == "en" else (one, following)
            if _belongs(noun.alias, origin.alias):
                skip = True
                yield _Named(one.start, following.end, noun.alias, origin.alias)
                continue
        yield one


def _belongs(noun: ActorAlias, owner: ActorAlias) -> bool:
    """Whether a noun for forces and the name or adjective beside it are one party ("Afghan Army soldier").

    "coalition jets" may mean one force in this theatre; "Russian jets" are Russia's everywhere.
    """
    if owner.type == "demonym":
        return noun.role is not None or (noun.theatre is not None and noun.type != "person")
    return owner.actor is not None and owner.type in ("name", "adjective") and noun.role in _MEMBERS


_MEMBERS = frozenset(["state-forces", "militants", "rebels", "militias"])


def _mention(register: ActorRegister, text: str, named: _Named, context: ActorContext) -> ActorMention:
    alias, origin = named.alias, named.origin
    actor_id = alias.actor
    if origin is not None and origin.actor is not None:
        home = register.by_id[origin.actor]
        if origin.type != "demonym" or alias.role in (None, "state-forces"):
            actor_id = origin.actor
        else:
            actor_id = register.resolve_common(alias.role or "", context, home.country_code)
    elif alias.role is not None:
        actor_id = register.resolve_common(alias.role, context)
    kind = register.by_id[actor_id].kind if actor_id else "combatant"
    found = text[named.start : named.end]
    return ActorMention(named.start, named.end, found, alias.id, actor_id, register.group_of(actor_id), kind)


def _usable(text: str, match: Match[tuple[ActorAlias, ...]], language: str, context: ActorContext) -> list[ActorAlias]:
    """The aliases under this form that the text spells and its theatre allows, theatre's own first."""
    found = text[match.start : match.end]
    fit = [
        alias
        for alias in match.payload
        if spelled_strictly(alias, found, language)
        and not (alias.strict and language == "en" and _shouted(text, match))
        and (alias.theatre is None or _is_about(alias.theatre, context))
        and not (alias.needs_context and not _in_context(alias, context))
        and (language == "ar" or alias.type not in _CAPITALISED or any(c.isupper() for c in found))
    ]
    return sorted(fit, key=lambda a: (a.theatre is None, -context.countries[a.theatre or ""]))


def _shouted(text: str, match: Match[tuple[ActorAlias, ...]]) -> bool:
    """Whether an acronym stands among words in capitals ("WHAT IS THE LAW"), where it may be no acronym."""
    beside = text[max(0, match.start - 12) : match.start].split()[-1:] + text[match.end : match.end + 12].split()[:1]
    return len(beside) == 2 and all(len(word) > 2 and word.isupper() for word in beside)


def _is_about(country: str, context: ActorContext) -> bool:
    """Whether an article is about a country: named at least a third as often as the one named most."""
    named = context.countries[country]
    return named > 0 and 3 * named >= max(context.countries.values())


def _in_context(alias: ActorAlias, context: ActorContext) -> bool:
    if alias.theatre is not None:
        return alias.theatre in context.countries
    actor = ActorRegister.load().by_id.get(alias.actor or "")
    return actor is not None and actor.country_code is not None and actor.country_code in context.countries
