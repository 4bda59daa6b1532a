"""Excel workbooks (.xlsx, .xlsm): one article a row, by openpyxl; formulas give the value that was saved with them."""

import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from extractors.reading.columns import TableColumns, from_row, mapped
from extractors.reading.formats.tables import too_many_rows
from extractors.reading.packages import package, unreadable
from extractors.reading.raw import Limits, Problem, ReadingError, Source, Yielded

_MOST_COLUMNS = 256
_LAST_ROW = 1_048_576
"""Excel's own; a file may claim rows beyond it, which openpyxl would count up to"""
_BROKEN = (InvalidFileException, KeyError, ValueError, TypeError, IndexError, SyntaxError, etree.XMLSyntaxError)


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The rows of each sheet that has a column for text or address; the first that is not empty is the header."""
    told = source.columns()
    with package(source, limits) as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations, which are nothing to us
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except _BROKEN as error:
            raise ReadingError(unreadable(str(error), source)) from None
        try:
            yield from _Book(book, told, limits, source).rows()
        finally:
            book.close()


class _Book:
    """A workbook while it is read; rows of all sheets count towards one limit."""

    def __init__(self, book: Any, told: TableColumns | None, limits: Limits, source: Source) -> None:
        self._told, self._limits, self._source = told, limits, source
        self._sheets = [sheet for sheet in book.worksheets if not (told and told.sheet) or sheet.title == told.sheet]
        self._all = [sheet.title for sheet in book.worksheets]
        self._counted = 0

    def rows(self) -> Iterator[Yielded]:
        """Articles and problems of all sheets; a sheet that is no table of articles is left out if another is one."""
        if not self._sheets:
            raise ReadingError(self._no_sheet())
        refused: ReadingError | None = None
        read = 0
        for sheet in self._sheets:
            try:
                for item in self._rows_of(sheet):
                    read += 1
                    yield item
            except _HeadlessError as error:
                refused = refused or error
        if not read and refused:
            raise refused

    def _rows_of(self, sheet: Any) -> Iterator[Yielded]:
        sheet.reset_dimensions()  # what a file says of its size is often wrong
        part = sheet.title if len(self._all) > 1 else None
        header: list[str] | None = None
        fields = None
        for line, row in self._numbered(sheet):
            if header is None:
                if self._is_header(line, row):
                    header = ["" if value is None else str(value) for value in row]
                    try:
                        fields = mapped(header, self._told)
                    except ReadingError as error:
                        raise _HeadlessError(error.problem) from None
            elif fields is not None and any(value is not None for value in row):
                yield from_row(dict(zip(header, row, strict=False)), fields, line=line, part=part)

    def _is_header(self, line: int, row: tuple[Any, ...]) -> bool:
        if self._told and self._told.header_row:
            return line == self._told.header_row
        return any(value is not None for value in row)

    def _numbered(self, sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
        try:
            for line, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), 1):
                self._counted += 1
                if line > _LAST_ROW or self._counted > self._limits.members:
                    raise ReadingError(too_many_rows(self._limits, line))
                yield line, row
        except _BROKEN as error:
            raise ReadingError(unreadable(f"{sheet.title}: {error}", self._source)) from None

    def _no_sheet(self) -> Problem:
        told = self._told.sheet if self._told else None
        known = ", ".join(self._all)[:200]
        wanted = f"no sheet is named {told!r}; the sheets are {known}" if told else "no sheet in it"
        return Problem(
            reason="invalid_record",
            message=wanted,
            remedy="name the sheet in columns.toml as the workbook does, or leave `sheet` out",
        )


class _HeadlessError(ReadingError):
    """A sheet whose header names no text and no address."""
