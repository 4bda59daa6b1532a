"""`columns.toml`: lies beside tables, or in a folder above them, and says which of their columns is which field.

    [[table]]
    files = "incidents-*.xlsx"          # these tables; all of the folder without it
    sheet = "Reports"                   # Excel: this sheet alone
    header_row = 3
    day_first = true                    # 03/04/2022 is 3 April
    columns = {text = "Narrative", published = "Date of report", url = "Source link"}
    values = {publisher = "Aden Monitor", language = "en"}

The first entry whose `files` match a table's name counts.  Fields that an entry does not name are found
by the usual names.  The file is landed with its tables, so that a day that is read again is read alike.
"""

import tomllib
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractors.reading.columns import TableColumns
from extractors.reading.raw import Problem

NAME = "columns.toml"
_FieldName = Literal["id", "language", "publisher", "published", "title", "author", "url", "text"]
_SharedName = Literal["language", "publisher", "published", "author"]
_Text = Annotated[str, Field(min_length=1)]
_MOST_BYTES = 2**20


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    files: _Text = "*"
    sheet: _Text | None = None
    header_row: Annotated[int, Field(ge=1, le=1000)] | None = None
    day_first: bool | None = None
    columns: dict[_FieldName, _Text] = Field(default_factory=dict)
    values: dict[_SharedName, _Text] = Field(default_factory=dict)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    table: Annotated[list[_Table], Field(min_length=1)]


class ColumnFile:
    """What one `columns.toml` says; `problem` is why it says nothing that can be used."""

    def __init__(self, path: Path) -> None:
        self._name = f"{path.parent.name}/{NAME}"
        self._tables: list[_Table] = []
        self.problem: Problem | None = None
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise ValueError(f"it is larger than {_MOST_BYTES:,} bytes")
            self._tables = _File.model_validate(tomllib.loads(path.read_text("utf-8-sig"))).table
        except ValidationError as error:
            self.problem = self._wrong("; ".join(_told(one) for one in error.errors()))
        except (OSError, ValueError, RecursionError) as error:  # broken TOML is a ValueError
            self.problem = self._wrong(str(error))

    def columns(self, name: str) -> TableColumns | None:
        """What is said of a table of this name; None where nothing is."""
        table = next((one for one in self._tables if fnmatch(name, one.files)), None)
        if table is None:
            return None
        return TableColumns(
            columns={"external_id" if key == "id" else key: column for key, column in table.columns.items()},
            values={str(name): value for name, value in table.values.items()},
            sheet=table.sheet,
            header_row=table.header_row,
            day_first=table.day_first,
            told_in=self._name,
        )

    def _wrong(self, message: str) -> Problem:
        return Problem(
            reason="invalid_record",
            message=f"{self._name} cannot be used: {message}"[:500],
            remedy=f"mend {NAME} (docs/formats.md shows one) and land it again with its tables",
        )


def column_file(file: Path, root: Path) -> Path | None:
    """The `columns.toml` nearest to `file`, from its folder up to `root`; None where there is none."""
    for folder in file.parents:
        if (path := folder / NAME).is_file():
            return path
        if folder in {root, folder.parent}:
            break
    return None


def columns_for(file: Path, root: Path) -> ColumnFile | None:
    """What is said of the tables beside, or in, `file`; files above `root` do not count."""
    path = column_file(file, root)
    return _loaded(path, path.stat().st_mtime_ns) if path else None


@lru_cache(maxsize=64)
def _loaded(path: Path, _changed: int) -> ColumnFile:
    return ColumnFile(path)


def _told(error: object) -> str:
    place = ".".join(str(part) for part in error["loc"])  # type: ignore[index]
    return f"{place}: {error['msg']}"  # type: ignore[index]
