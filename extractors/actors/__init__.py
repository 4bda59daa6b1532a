"""Who: canonical actors, their names in both languages, and what resolves common nouns to them."""

from extractors.actors.find import find_actors
from extractors.actors.register import Actor, ActorAlias, ActorContext, ActorRegister, PersonNoun, RoleHolder

__all__ = ["Actor", "ActorAlias", "ActorContext", "ActorRegister", "PersonNoun", "RoleHolder", "find_actors"]
