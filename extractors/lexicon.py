"""Loads pattern, alias and table files, and rejects what it does not know.

Language knowledge is data: JSON Lines files beside the code that reads them, one rule a line, each
with an `id`.  A line that is empty or starts with `//` or `#` is a comment.  A rule is loaded into
a dataclass; an unknown key, a missing key, a wrong type, a value outside a closed list or an id
that stands twice is an error that names file and line, and says what to do.
"""

import dataclasses
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

Rule = TypeVar("Rule")


class LexiconError(ValueError):
    """A rule file holds something that its loader does not know."""


def rule(cls: type[Rule]) -> type[Rule]:
    """Decorator: a frozen dataclass whose loader rejects unknown keys."""
    frozen = dataclasses.dataclass(frozen=True, kw_only=True)(cls)
    return with_config(ConfigDict(extra="forbid", strict=True))(frozen)


def data_file(package: str, name: str) -> Path:
    """Path of a data file that ships inside `package`."""
    return Path(str(resources.files(package).joinpath(name)))


def lines_of(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) for each rule of a JSONL file.

    Raises LexiconError for a line that is not a JSON object.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith(("//", "#")):
            continue
        try:
            value = json.loads(stripped)
        except json.JSONDecodeError as error:
            raise LexiconError(f"{path.name}, line {number}: not valid JSON ({error}); mend or remove it") from None
        if not isinstance(value, dict):
            raise LexiconError(f'{path.name}, line {number}: a rule is a JSON object, like {{"id": "…"}}')
        yield number, value


def load_rules(path: Path, kind: type[Rule]) -> tuple[Rule, ...]:
    """All rules of a file, each checked against `kind` (a class made with `rule`).

    Raises LexiconError with file, line and remedy for anything that `kind` does not know.
    """
    adapter = TypeAdapter(kind)
    seen: dict[str, int] = {}
    rules = []
    for number, value in lines_of(path):
        try:
            loaded = adapter.validate_json(json.dumps(value))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "rule"
            raise LexiconError(
                f"{path.name}, line {number}: {where}: {first['msg']}; known keys: "
                + ", ".join(f.name for f in dataclasses.fields(kind))  # type: ignore[arg-type]
            ) from None
        rule_id = getattr(loaded, "id", None)
        if rule_id is not None:
            if rule_id in seen:
                raise LexiconError(
                    f"{path.name}, line {number}: id {rule_id!r} stands already on line {seen[rule_id]}; "
                    "give each rule an id of its own"
                )
            seen[rule_id] = number
        rules.append(loaded)
    return tuple(rules)
