"""Tables with a user's own names of columns (columns.toml), spreadsheets, and spreadsheets of links."""

import json
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractors.reading import LandedFile, Limits, code_inputs, land, landed_files
from extractors.reading.links import links_of
from extractors.records import Article

from .conftest import ARABIC, ENGLISH
from .makers import lines, saved, table, workbook, zipped

DAY = date(2026, 11, 20)
TOLD = """
[[table]]
columns = {text = "Narrative", published = "Reported", url = "Source link", id = "No."}
values = {publisher = "Aden Monitor"}
day_first = true
"""
HEADER = ["No.", "Reported", "Source link", "Narrative"]
ROW = [7, "03/04/2022", "https://wadi.example/story", ENGLISH]


def what(row):
    return row.external_id, row.published, row.canonical_url, row.publisher, row.text


WANTED = ("7", date(2022, 4, 3), "https://wadi.example/story", "Aden Monitor", ENGLISH)


def written(reading, name):
    quoted = ",".join(f'"{value}"' for value in ROW)
    match name.rsplit(".", 1)[-1]:
        case "csv":
            return f"{','.join(HEADER)}\n{quoted}\n".encode()
        case "jsonl":
            return (json.dumps(dict(zip(HEADER, ROW, strict=True))) + "\n").encode()
        case "json":
            return json.dumps([dict(zip(HEADER, ROW, strict=True))]).encode()
        case "xlsx":
            return workbook([HEADER, ROW])
    path = reading.folder / "made"
    pq.write_table(pa.Table.from_pylist([dict(zip(HEADER, ROW, strict=True))]), path)
    return path.read_bytes()


NAMES = ["a.csv", "a.jsonl", "a.json", "a.xlsx", "a.parquet"]


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_table_by_the_names_that_are_told(reading, name):
    reading.write("in/columns.toml", TOLD)
    (row,) = reading.read(reading.write(f"in/deep/{name}", written(reading, name)))
    assert what(row) == WANTED


@pytest.mark.parametrize("name", NAMES)
def test_they_are_told_of_what_is_in_an_archive_as_well(reading, name):
    reading.write("in/columns.toml", TOLD)
    (row,) = reading.read(reading.write("in/all.zip", zipped({f"x/{name}": written(reading, name)})))
    assert what(row) == WANTED


def test_the_objects_of_an_input_stay_as_they_are(reading):
    reading.write("columns.toml", TOLD)
    reading.write("a.jsonl", written(reading, "a.jsonl"))
    ((given, article),) = code_inputs(reading.folder)
    assert given == dict(zip(HEADER, ROW, strict=True))
    assert article.text == ENGLISH


def test_the_first_entry_that_matches_a_name_counts(reading):
    reading.write("columns.toml", f'[[table]]\nfiles = "x-*.csv"\ncolumns = {{text = "Other"}}\n{TOLD}')
    (first,) = reading.read(reading.write("x-1.csv", f"Other\n{ENGLISH.replace(',', ';')}\n"))
    assert isinstance(first, Article)
    assert what(*reading.read(reading.write("y.csv", written(reading, "a.csv")))) == WANTED


def test_a_column_that_is_told_and_not_there(reading):
    reading.write("columns.toml", TOLD)
    rejected = reading.rejection("a.csv", table(ENGLISH))
    assert rejected.reason == "invalid_record"
    assert "no column is named 'Narrative'; the columns are id, text" in rejected.message
    assert "columns.toml" in rejected.remedy


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("[[table]\n", "line 1"),
        ("[[table]]\ncolums = {}\n", "table.0.colums: Extra inputs are not permitted"),
        ("[[table]]\ncolumns = {body = 'x'}\n", "table.0.columns.body"),
        ("[[table]]\nheader_row = 0\n", "greater than or equal to 1"),
        ("[[table]]\nday_first = 'yes'\n", "valid boolean"),
        ("", "table: Field required"),
        ("x = [" + "[" * 100_000, "cannot be used"),
        ("x" * (2**20 + 1), "larger than"),
    ],
)
def test_a_columns_file_that_cannot_be_used_is_told_of_with_its_place(reading, told, message):
    reading.write("in/columns.toml", told)
    (rejected,) = reading.read(reading.write("in/a.csv", table(ENGLISH)))
    assert rejected.reason == "invalid_record"
    assert rejected.message.startswith("in/columns.toml cannot be used")
    assert message in rejected.message
    assert "docs/formats.md" in rejected.remedy


def test_files_that_are_no_tables_do_not_mind(reading):
    reading.write("columns.toml", "broken")
    assert reading.article("a.txt", ENGLISH).text == ENGLISH


def test_it_lands_with_its_tables_and_is_no_input(tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "columns.toml").write_text(TOLD)
    (folder / "deep" / "a.csv").write_bytes(b"x")
    (folder / "a.txt").write_bytes(b"y")
    landed = land([folder], tmp_path / "landing", DAY)
    assert sorted(file.path.name for file in landed) == ["a.csv", "a.txt"]
    assert landed == landed_files(tmp_path / "landing", DAY)
    told = [file.path.with_name("columns.toml").read_text() for file in landed]
    assert told == [TOLD, TOLD]
    (folder / "columns.toml").write_text(changed := TOLD + "# changed\n")
    land([folder], tmp_path / "landing", DAY)
    assert landed[0].path.with_name("columns.toml").read_text() == changed
    (folder / "columns.toml").unlink()
    land([folder], tmp_path / "landing", DAY)
    assert not landed[0].path.with_name("columns.toml").exists()


def test_what_lies_above_the_given_folder_does_not_count(tmp_path):
    (tmp_path / "columns.toml").write_text("broken")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_bytes(table(ENGLISH))
    ((_, article),) = code_inputs(tmp_path / "in")
    assert article.text == ENGLISH


class TestWorkbooks:
    def test_typed_cells_and_lines(self, reading):
        rows = [["id", "date", "text"], [17, datetime(2022, 1, 14, 9), ARABIC], [], [18, None, None], [19, None, 4.5]]
        found = reading.read(reading.write("a.xlsx", workbook(rows)))
        assert [(row.origin_line, getattr(row, "reason", "article")) for row in found] == [
            (2, "article"),
            (4, "missing_text"),
            (5, "invalid_record"),
        ]
        assert (found[0].external_id, found[0].published, found[0].text) == ("17", date(2022, 1, 14), ARABIC)

    def test_sheets_that_are_no_tables_are_left_out_if_one_is(self, reading):
        book = openpyxl.Workbook()
        book.active.append(["read me", "first"])
        for name in ("May", "June"):
            sheet = book.create_sheet(name)
            sheet.append(["text"])
            sheet.append([f"{ENGLISH} {name}."])
        rows = reading.read(reading.write("a.xlsx", saved(book)))
        assert [(row.origin, row.origin_line) for row in rows] == [("a.xlsx!May", 2), ("a.xlsx!June", 2)]
        rejected = reading.rejection("b.xlsx", workbook([["read me", "first"], ["x", "y"]]))
        assert rejected.reason == "invalid_record"
        assert "read me, first" in rejected.message

    def test_the_sheet_and_the_header_row_that_are_told(self, reading):
        book = openpyxl.Workbook()
        book.active.append(["text"])
        book.active.append([f"{ENGLISH} Not this."])
        sheet = book.create_sheet("Reports")
        for row in (["Reports of the week"], [], ["Narrative"], [ENGLISH]):
            sheet.append(row)
        told = '[[table]]\nsheet = "Reports"\nheader_row = 3\ncolumns = {text = "Narrative"}\n'
        reading.write("columns.toml", told)
        (row,) = reading.read(reading.write("a.xlsx", saved(book)))
        assert (row.text, row.origin_line) == (ENGLISH, 4)
        reading.write("b/columns.toml", told.replace("Reports", "reports"))
        (rejected,) = reading.read(reading.write("b/a.xlsx", saved(book)))
        assert "no sheet is named 'reports'; the sheets are Sheet, Reports" in rejected.message

    def test_header_row_of_a_csv(self, reading):
        reading.write("columns.toml", "[[table]]\nheader_row = 3\n")
        article = reading.article("a.csv", f"A list, made by hand\n\nid;text\n1;{ENGLISH}\n")
        assert (article.external_id, article.text, article.origin_line) == ("1", ENGLISH, 4)

    def test_more_rows_than_are_allowed(self, reading):
        content = workbook([["text"], *([f"{ENGLISH} {n}."] for n in range(30))])
        rows = reading.read(reading.write("a.xlsx", content), limits=Limits(members=20))
        assert len(rows) == 20
        assert rows[-1].reason == "too_large"


class TestLinks:
    ROWS = (["url", "title", "source"], ["https://wadi.example/1", "One", "Wadi"], ["https://wadi.example/2", "", ""])

    @pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
    def test_a_spreadsheet_of_links(self, reading, name):
        rows = [list(row) for row in self.ROWS]
        content = workbook(rows) if name == "a.xlsx" else "\n".join(",".join(row) for row in rows).encode()
        found = reading.read(reading.write(name, content))
        assert [(row.reason, row.origin_line) for row in found] == [("link_only", 2), ("link_only", 3)]
        assert "https://wadi.example/1" in found[0].message
        links = list(links_of([reading.folder]))
        assert [(link.url, link.title, link.publisher, link.line) for link in links] == [
            ("https://wadi.example/1", "One", "Wadi", 2),
            ("https://wadi.example/2", None, None, 3),
        ]

    def test_rows_with_a_text_are_no_links(self, reading):
        reading.write(
            "a.csv", f"url,text\nhttps://wadi.example/1,{ENGLISH.replace(',', ';')}\nhttps://wadi.example/2,\n"
        )
        reading.write(
            "b.jsonl", lines(ENGLISH) + b'{"url": "https://wadi.example/2"}\n{"url": "https://wadi.example/3"}\n'
        )
        assert [link.url for link in links_of([reading.folder])] == ["https://wadi.example/2", "https://wadi.example/3"]


def test_a_landed_file_finds_its_columns_up_to_its_day(tmp_path):
    day = tmp_path / "2026-11-20"
    (day / "x").mkdir(parents=True)
    (tmp_path / "columns.toml").write_text("broken")
    (day / "x" / "a.csv").write_bytes(table(ENGLISH))
    assert LandedFile(day / "x" / "a.csv", "x/a.csv").source().column_file is None


def test_a_day_whose_columns_changed_is_another_day(tmp_path):
    from orchestration.days import fingerprint

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_bytes(table(ENGLISH))
    before = fingerprint(land([tmp_path / "in"], tmp_path / "landing", DAY))
    (tmp_path / "in" / "columns.toml").write_text(TOLD)
    after = fingerprint(land([tmp_path / "in"], tmp_path / "landing", DAY))
    assert before != after
    assert after == fingerprint(land([tmp_path / "in"], tmp_path / "landing", DAY))
