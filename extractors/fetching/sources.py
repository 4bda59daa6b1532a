"""`sources.toml`: who publishes, and where their articles come from; checked as a whole before anything is fetched."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractors.fetching.answers import BODY_BYTES
from extractors.records import GROUPS, LANGUAGES

_NAME = r"[a-z0-9][a-z0-9._-]{0,63}"
_SIDES = tuple(group for group in GROUPS if group not in {"MIXED", "OTHER", "UNKNOWN"})
_MOST_SHOWN = 10

Name = Annotated[str, Field(pattern=f"^{_NAME}$")]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]


class SourcesError(ValueError):
    """A `sources.toml` that cannot be used; the message names file, line, table and remedy."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publisher(_Table):
    """`[publishers.<id>]`: facts about who publishes; the id is what its articles name as publisher."""

    name: str = Field(min_length=1, description="full name")
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = Field(None, description="ISO 3166-1 alpha-2, as YE")
    language: Language | None = Field(None, description="main language, ISO 639-1, as ar")
    kind: str | None = Field(None, description="agency, broadcaster, newspaper, ngo …")
    stands_near: Literal[_SIDES] | None = Field(None, description="side that it stands near, a group code")  # type: ignore[valid-type]
    reliability: str | None = Field(None, description="note on its reliability, in your words")
    also_named: tuple[str, ...] = Field((), description="other names under which articles carry it")


class Source(_Table):
    """`[sources.<name>]`: one feed, sitemap, page, list of links or folder."""

    name: Name
    kind: Literal["feed", "sitemap", "page", "links", "folder"]
    url: str | None = Field(None, description="address of a feed, sitemap or page")
    path: Path | None = Field(None, description="folder, or table of links, relative to sources.toml")
    publisher: Name | None = Field(None, description="id of its publisher")
    language: Literal[LANGUAGES] | None = Field(None, description="language of its articles")  # type: ignore[valid-type]
    enabled: bool = Field(True, description="whether it is polled")
    requests_per_minute: float = Field(12, gt=0, le=600, description="most requests to one of its hosts")
    max_articles: int = Field(200, ge=1, le=100_000, description="most articles fetched in one poll")
    max_age_days: int = Field(30, ge=1, le=36_500, description="articles dated before that many days are left out")
    revisit_days: int = Field(7, ge=0, le=365, description="for how long an article is looked at again for changes")
    max_bytes: int = Field(BODY_BYTES, ge=1024, le=2**30, description="largest document")
    allow_private: bool = Field(False, description="its servers may have private addresses")

    @field_validator("url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("an address begins with http:// or https:// and names a host")
        if parts.username or parts.password:
            raise ValueError("an address with a password in it is not kept in a file; leave user and password out")
        return value

    @model_validator(mode="after")
    def _has_its_place(self) -> "Source":
        wanted, other = ("path", "url") if self.kind in {"folder", "links"} else ("url", "path")
        if getattr(self, wanted) is None:
            raise ValueError(f'a {self.kind} needs `{wanted} = "…"`')
        if getattr(self, other) is not None:
            raise ValueError(f"a {self.kind} has no `{other}`; remove it")
        return self

    @property
    def address(self) -> str:
        """Where it is: its URL, or the path of its folder."""
        return self.url or str(self.path)

    @property
    def pause(self) -> float:
        """Seconds between two requests to one host."""
        return 60 / self.requests_per_minute


class Sources(_Table):
    """A whole `sources.toml`."""

    publishers: dict[Name, Publisher] = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _known_and_once(self) -> "Sources":
        seen: dict[str, str] = {}
        for source in self.sources:
            if source.publisher is not None and source.publisher not in self.publishers:
                known = ", ".join(self.publishers) or "none"
                raise ValueError(
                    f"[sources.{source.name}] publisher: no [publishers.{source.publisher}] is there; known: {known}"
                )
            if first := seen.get(source.address):
                raise ValueError(f"[sources.{source.name}] url: [sources.{first}] has the same address; keep one")
            seen[source.address] = source.name
        names: dict[str, str] = {}
        for key, publisher in self.publishers.items():
            for name in {key, publisher.name, *publisher.also_named}:
                if names.setdefault(name.casefold(), key) != key:
                    raise ValueError(
                        f"[publishers.{key}] also_named: {name!r} names [publishers.{names[name.casefold()]}] already"
                    )
        return self

    @cached_property
    def by_name(self) -> dict[str, Source]:
        """Name → source."""
        return {source.name: source for source in self.sources}


def load_sources(path: Path) -> Sources:
    """The sources of a file; none where there is no file.

    Raises SourcesError for a file that is no TOML, or holds a key or value that is not known.
    """
    if not path.exists():
        return Sources()
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path} cannot be read ({error}); save it as UTF-8, readable by this user") from None
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: not valid TOML: {error}; see docs/sources.md for an example") from None
    try:
        return Sources.model_validate(_shaped(tables, path.parent))
    except ValidationError as error:
        raise SourcesError(_told(path, text, tables, error)) from None


def _shaped(tables: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The tables as the model has them: each source with its name, each path from the file's own folder."""
    listed = tables.get("sources", {})
    if not isinstance(listed, dict):
        return tables
    sources = []
    for name, table in listed.items():
        values = dict(table) if isinstance(table, dict) else {"value": table}
        if isinstance(values.get("path"), str):
            values["path"] = folder / Path(values["path"]).expanduser()
        sources.append(values | {"name": name})
    return tables | {"sources": sources}


def _told(path: Path, text: str, tables: dict[str, Any], error: ValidationError) -> str:
    """A line for each mistake: file, line, table, key, and what would do."""
    names = list(tables["sources"]) if isinstance(tables.get("sources"), dict) else []
    lines = []
    for problem in error.errors()[:_MOST_SHOWN]:
        parts = [str(part) for part in problem["loc"]]
        if len(parts) > 1 and parts[0] == "sources" and parts[1].isdigit() and int(parts[1]) < len(names):
            parts[1] = names[int(parts[1])]
        message = problem["msg"].removeprefix("Value error, ")
        named = re.match(rf"\[(\w+)\.({_NAME})\] (\w+): ", message)
        if named:
            parts, message = list(named.groups()), message[named.end() :]
        if problem["type"] == "extra_forbidden":
            message = f"no such key; known: {', '.join(_known(parts))}"
        elif problem["type"] == "string_pattern_mismatch":
            message = f"{problem['input']!r} cannot stand here; {_wanted(parts)}"
        table, key = ".".join(parts[:2]), " ".join(part for part in parts[2:3] if part != "[key]")
        where = f"{path}, line {_line(text, parts)}: [{table}] {key}".rstrip()
        lines.append(f"{where}: {message}")
    return "\n".join(lines)


def _known(parts: list[str]) -> list[str]:
    """The keys that can stand where an unknown one stood."""
    if len(parts) < 3:
        return ["publishers", "sources"]
    model = Publisher if parts[0] == "publishers" else Source
    return [name for name in model.model_fields if name != "name" or model is Publisher]


def _wanted(parts: list[str]) -> str:
    """What a value must look like."""
    model = Publisher if parts[0] == "publishers" else Source
    field = model.model_fields.get(parts[2]) if len(parts) > 2 else None
    if field is None or parts[2] in {"name", "publisher"}:
        return "a name is made of a-z, 0-9, dot, dash and underscore"
    return f"it is: {field.description}"


def _line(text: str, parts: list[str]) -> int:
    """The line where a table begins or, if it is found in it, its key stands."""
    table = ".".join(parts[:2])
    found = 1
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        if header:
            inside = header[1].replace('"', "").replace("'", "") == table
            found = number if inside else found
        elif inside and len(parts) > 2 and re.match(rf"\s*[\"']?{re.escape(parts[2])}[\"']?\s*=", line):
            return number
    return found
