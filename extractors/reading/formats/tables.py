"""Tables of articles: CSV and TSV (a header row names the columns), and Parquet."""

import csv
import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.reading.columns import Fields, from_row, mapped
from extractors.reading.formats.archives import seekable
from extractors.reading.formats.text import decoded
from extractors.reading.raw import Limits, Problem, ReadingError, Source, Yielded, too_large

_BATCH = 64
"""rows at a time: a value that Parquet stores once can stand in each of them at full length"""


def read_csv(source: Source, limits: Limits) -> Iterator[Yielded]:
    """One article a row; the separator is what the header row uses: comma, semicolon, tab or bar."""
    text, encoding = decoded(source, limits)
    told = source.columns()
    first = (told.header_row if told else None) or 1
    csv.field_size_limit(limits.line_bytes)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, first), strict=True)
    header: list[str] | None = None
    fields = Fields({}, {})
    line = 1
    try:
        for number, row in enumerate(rows, 1):
            if header is None:
                if number >= first:
                    header, fields = row, mapped(row, told)
            elif len(row) > len(header):
                yield Problem(
                    reason="invalid_record",
                    message=f"the row has {len(row)} fields, the header {len(header)}",
                    remedy="put quotes around fields that hold the separator",
                    line=line,
                )
            elif row:
                yield from_row(dict(zip(header, row, strict=False)), fields, line=line, encoding=encoding)
            line = rows.line_num + 1
    except csv.Error as error:
        problem = Problem(
            reason="invalid_record",
            message=f"not a readable table from here on: {error}",
            remedy="mend the quotes of this row; the rows after it were not read",
            line=line,
        )
        raise ReadingError(problem) from None


def _separator(text: str, header_row: int) -> str:
    header = text.split("\n", header_row)[:header_row][-1]
    return max(",;\t|", key=header.count)


def read_parquet(source: Source, limits: Limits) -> Iterator[Yielded]:
    """One article a row, a few rows in memory at a time."""
    with seekable(source, limits) as stream:
        try:
            table = pq.ParquetFile(stream)
            fields = mapped(table.schema_arrow.names, source.columns())
        except (pa.ArrowException, UnicodeDecodeError) as error:
            raise ReadingError(_broken(error)) from None
        sizes = (table.metadata.row_group(n).total_byte_size for n in range(table.metadata.num_row_groups))
        if max(sizes, default=0) > 32 * limits.document_bytes:
            raise ReadingError(too_large("a row group", 32 * limits.document_bytes, size=source.size))
        line = 0
        try:
            for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(set(fields.columns.values()))):
                for row in batch.to_pylist():
                    line += 1
                    if line > limits.members:
                        raise ReadingError(too_many_rows(limits, line))
                    yield from_row(row, fields, line=line)
        except (pa.ArrowException, UnicodeDecodeError) as error:
            raise ReadingError(_broken(error, line + 1)) from None


def too_many_rows(limits: Limits, line: int) -> Problem:
    """The Problem of a table with more rows than are allowed."""
    return Problem(
        reason="too_large",
        message=f"the table has more than {limits.members:,} rows",
        remedy="split it, or see whether it is what it claims to be",
        line=line,
    )


def _broken(error: Exception, line: int | None = None) -> Problem:
    return Problem(
        reason="unreadable_file",
        message=f"not readable as Parquet: {error}"[:300],
        remedy="write the file again; the rows from here on were not read",
        line=line,
    )
