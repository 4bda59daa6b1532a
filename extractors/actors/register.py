"""The register of actors: who they are, what they are called, and who a common noun means."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from extractors.folding import Token, TokenTrie, fold_ar, fold_en, strict_ar, words_ar, words_en
from extractors.lexicon import LexiconError, data_file, load_rules, rule
from extractors.records import GROUPS

_PACKAGE = "extractors.actors"
_SHORTEST_POSSESSIVE = 4
ALIAS_TYPES = ("name", "person", "adjective", "demonym", "common")


@rule
class Actor:
    """A force, a state's forces, a movement, or the civilians of anywhere."""

    id: str
    name_en: str
    name_ar: str
    group: str
    kind: str
    inter: int
    parent: str | None = None
    country_code: str | None = None
    sides: dict[str, str] = field(default_factory=dict)
    valid_from: str | None = None
    valid_to: str | None = None
    source: str


@rule
class ActorAlias:
    """One way of naming an actor; `actor` is None for a common noun, whose `role` the article resolves.

    `needs_context`: the words mean the actor only where the article is about one of its theatres.
    `strict`: Arabic hamza and ta marbuta must stand as written; in English, upper and lower case.
    """

    id: str
    alias: str
    actor: str | None = None
    role: str | None = None
    type: str = "name"
    theatre: str | None = None
    needs_context: bool = False
    strict: bool = False
    note: str | None = None
    source: str | None = None
    test: str | None = None


@rule
class RoleHolder:
    """Whom a common noun can mean in one theatre, between two years, likeliest first.

    With one candidate the noun means it; with several, the one that the article names most.
    """

    id: str
    role: str
    theatre: str
    actors: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    default: bool = False
    """whether the first candidate is meant even where the article names none of several"""
    note: str | None = None


@rule
class PersonNoun:
    """A noun for people: what kind they are, and whose they are where that goes without saying."""

    id: str
    noun: str
    kind: str
    group: str | None = None
    note: str | None = None
    test: str | None = None


@dataclass(slots=True)
class ActorContext:
    """What an article is about: how often it names which country (ISO alpha-2) and which actor."""

    countries: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    published: date | None = None

    @property
    def theatre(self) -> str | None:
        """The country named most; None where nothing or two are named alike."""
        ranked = self.countries.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _check(actors: Mapping[str, Actor], aliases: Iterable[ActorAlias], roles: Iterable[RoleHolder]) -> None:
    known_roles = {holder.role for holder in roles}
    for actor in actors.values():
        if actor.group not in GROUPS:
            raise LexiconError(f"actor {actor.id!r}: group {actor.group!r} is none of {', '.join(GROUPS)}")
        if actor.parent is not None and actor.parent not in actors:
            raise LexiconError(f"actor {actor.id!r}: parent {actor.parent!r} is no actor; add it to actors.jsonl")
    for alias in aliases:
        if (alias.actor is None) == (alias.role is None):
            raise LexiconError(f"alias {alias.id!r}: give either an actor or a role")
        if alias.actor is not None and alias.actor not in actors:
            raise LexiconError(f"alias {alias.id!r}: {alias.actor!r} is no actor; add it to actors.jsonl")
        if alias.role is not None and alias.role not in known_roles:
            raise LexiconError(f"alias {alias.id!r}: role {alias.role!r} has no holder; add one to roles.jsonl")
        if alias.type not in ALIAS_TYPES:
            raise LexiconError(f"alias {alias.id!r}: type {alias.type!r} is none of {', '.join(ALIAS_TYPES)}")
    for holder in roles:
        for candidate in holder.actors:
            if candidate not in actors:
                raise LexiconError(f"role {holder.id!r}: {candidate!r} is no actor; add it to actors.jsonl")


class ActorRegister:
    """All actors with their aliases in both languages; made once per process by `load`."""

    def __init__(
        self,
        actors: Sequence[Actor],
        aliases: Mapping[str, Sequence[ActorAlias]],
        roles: Sequence[RoleHolder],
        people: Mapping[str, Sequence[PersonNoun]],
    ) -> None:
        self.by_id = {actor.id: actor for actor in actors}
        self.aliases = aliases
        for of_language in aliases.values():
            _check(self.by_id, of_language, roles)
        self._holders: dict[tuple[str, str], list[RoleHolder]] = {}
        for holder in roles:
            self._holders.setdefault((holder.role, holder.theatre), []).append(holder)
        self._tries = {language: _alias_trie(of, language) for language, of in aliases.items()}
        self._people = {language: _people_trie(of, language) for language, of in people.items()}

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "ActorRegister":
        """The register as shipped.

        Raises LexiconError for an alias of an actor that does not exist, or a group unknown to records.
        """

        def path(name: str) -> Path:
            return data_file(_PACKAGE, f"data/{name}.jsonl")

        return cls(
            load_rules(path("actors"), Actor),
            {language: load_rules(path(f"aliases.{language}"), ActorAlias) for language in ("en", "ar")},
            load_rules(path("roles"), RoleHolder),
            {language: load_rules(path(f"people.{language}"), PersonNoun) for language in ("en", "ar")},
        )

    def trie(self, language: str) -> TokenTrie[tuple[ActorAlias, ...]]:
        """Aliases of one language by folded form."""
        return self._tries[language]

    def people(self, language: str) -> TokenTrie[PersonNoun]:
        """Nouns for people by folded form, plurals and Arabic cases included."""
        return self._people[language]

    def known(self, form: str) -> bool:
        """Whether a folded Arabic form begins an alias or is a noun for people."""
        return self._tries["ar"].starts(form) or self._people["ar"].starts(form)

    def tokens(self, text: str, language: str) -> list[Token]:
        """Tokens to look actors up with, for text that no pipeline has tokenised."""
        return list(words_en(text)) if language == "en" else words_ar(text, self.known)

    def group_of(self, actor_id: str | None) -> str:
        """Group code of an actor; UNKNOWN for None or an id that is no actor's."""
        actor = self.by_id.get(actor_id) if actor_id else None
        return actor.group if actor else "UNKNOWN"

    def resolve_common(self, role: str, context: ActorContext, theatre: str | None = None) -> str | None:
        """The actor that a role ("rebels", "state-forces") means in this article; None where unclear.

        `theatre` overrides the article's, for "Syrian rebels" in an article about Turkey.
        """
        theatre = theatre or context.theatre
        for place in (theatre, "*") if theatre else ("*",):
            for holder in self._holders.get((role, place), ()):
                if not _in_force(holder, context.published):
                    continue
                named = sorted(
                    ((context.actors[a], -i, a) for i, a in enumerate(holder.actors) if context.actors[a]), reverse=True
                )
                if named and (len(named) == 1 or named[0][0] > named[1][0] or holder.default):
                    return named[0][2]
                if not named and (len(holder.actors) == 1 or holder.default):
                    return holder.actors[0]
        return None


def _in_force(holder: RoleHolder, published: date | None) -> bool:
    if published is None:
        return True
    return (holder.first_year or 0) <= published.year <= (holder.last_year or 9999)


def _alias_trie(aliases: Sequence[ActorAlias], language: str) -> TokenTrie[tuple[ActorAlias, ...]]:
    trie: TokenTrie[tuple[ActorAlias, ...]] = TokenTrie()
    for alias in aliases:
        forms = forms_of(alias.alias, language, inflected=alias.type in ("adjective", "demonym"))
        for form in forms + _without_apostrophe(alias, forms, language):
            trie.add(form, (*(trie.get(form) or ()), alias))
    if language == "en":
        return trie
    # "الحوثيين وقوات صالح", "الموالية للشرعية" come from the tokenizer with their clitics split off; the
    # whole word must not stay, or the tokenizer takes it for one that is no clitic's.
    split: TokenTrie[tuple[ActorAlias, ...]] = TokenTrie()
    for name, found in trie.items():
        form = " ".join(token.form for token in words_ar(name, trie.starts))
        split.add(form, (*(split.get(form) or ()), *found))
    return split


def _without_apostrophe(alias: ActorAlias, forms: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Possessives of English names where the text has lost its apostrophes: "Assads forces"."""
    if language != "en" or alias.type not in ("name", "person") or alias.strict:
        return ()
    return tuple(form + "s" for form in forms if len(form) >= _SHORTEST_POSSESSIVE and not form.endswith("s"))


def _people_trie(nouns: Sequence[PersonNoun], language: str) -> TokenTrie[PersonNoun]:
    trie: TokenTrie[PersonNoun] = TokenTrie()
    for noun in nouns:
        for form in forms_of(noun.noun, language):
            trie.add(form, noun)
    return trie


def forms_of(name: str, language: str, *, inflected: bool = False) -> tuple[str, ...]:
    """Folded forms under which a name is entered.

    Arabic: sound plurals in both cases, with and without the article ("الحوثيون" → also "الحوثيين",
    "حوثيون", "حوثيين"; but "النصرة" is not "نصرة"); `inflected`: all forms of an adjective in -ي.
    """
    if language == "en":
        return (fold_en(name),)
    words = [fold_ar(word) for word in name.split()]
    forms = {tuple(words)}
    if len(words) == 1:
        bare = words[0].removeprefix("ال")
        if len(bare) > 4 and bare.endswith(("ون", "ين")):
            forms.add((bare,))
        if inflected:
            endings = ("", "ه", "ون", "ين", "ان", "ات", "ا") if bare.endswith("ي") else ("",)
            forms |= {(article + bare + ending,) for ending in endings for article in ("", "ال")}
    for form in list(forms):
        for i, word in enumerate(form):
            if word.endswith("ون") and len(word) > 4:
                forms.add((*form[:i], word[:-2] + "ين", *form[i + 1 :]))
    return tuple(sorted(" ".join(form) for form in forms))


def spelled_strictly(alias: ActorAlias, found: str, language: str) -> bool:
    """Whether the words in the text stand exactly as a strict alias wants them."""
    if not alias.strict:
        return True
    if language == "ar":
        return strict_ar(found).removeprefix("ال") == strict_ar(alias.alias).removeprefix("ال")
    return found.replace(".", "") == alias.alias.replace(".", "")
