import io
import itertools
import json
import os
import tarfile
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.reading import LandedFile, Limits, read_landing
from extractors.records import REJECT_REASONS, Article, RejectedArticle

from .conftest import ARABIC, DAY, ENGLISH, Reading

FRENCH = "Le ministre a visité mercredi les travaux du port de pêche de la ville. " * 2


def test_a_text_file_with_a_header(reading):
    article = reading.article("a/report.txt", f" date 2021-09-24 {ENGLISH}\n")
    assert article.text == f" date 2021-09-24 {ENGLISH}\n"
    assert (article.published, article.published_source) == (date(2021, 9, 24), "header")
    assert (article.language, article.reader, article.encoding) == ("en", "text", "utf-8")
    assert (article.origin, article.origin_line, article.arrival_date) == ("a/report.txt", None, DAY)
    assert article.n_characters == len(article.text)


def test_an_object_with_all_that_it_can_carry(reading):
    given_object = {
        "id": 17,
        "language": "ar",
        "publisher": " Wadi\nHerald ",
        "published": "2022-01-14T09:00:00+03:00",
        "title": "عنوان",
        "author": "A. Writer",
        "url": "https://wadi.example/x?utm_medium=feed",
        "text": ARABIC,
        "anything": {"else": [1, 2]},
    }
    (article,) = reading.read(reading.lines("a.jsonl", given_object))
    assert isinstance(article, Article)
    assert (article.external_id, article.publisher, article.author) == ("17", "Wadi Herald", "A. Writer")
    assert (article.published, article.published_source) == (date(2022, 1, 14), "metadata")
    assert article.canonical_url == "https://wadi.example/x"
    assert article.origin_line == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty_text"),
        ("blank.txt", b" \n\t\r\n ", "empty_text"),
        ("dashes.txt", b"-- --- --", "empty_text"),
        ("empty.html", b"", "empty_text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 4, "undecodable"),
        ("mixed.txt", ARABIC.encode() + b"\n" + ARABIC.encode("cp1256"), "undecodable"),
        ("report.doc", b"\xd0\xcf\x11\xe0", "unknown_format"),
        ("noname", b"PK\x03\x04", "unknown_format"),
        ("french.txt", FRENCH.encode(), "unsupported_language"),
        ("numbers.txt", b"12 14 16", "unsupported_language"),
        ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "missing_text"),
        ("broken.json", b'{"text": "cut o', "invalid_json"),
        ("deep.json", b"[" * 200_000, "invalid_json"),
        ("number.json", b"17", "invalid_record"),
        ("digits.json", b'{"id": ' + b"9" * 5000 + b"}", "invalid_json"),
    ],
)  # fmt: skip
def test_files_that_hold_no_article(reading, name, content, reason):
    rejected = reading.rejection(name, content)
    assert rejected.reason == reason
    assert rejected.origin == name
    assert rejected.message
    assert rejected.remedy


def test_each_bad_line_is_named_and_the_rest_goes_through(reading):
    good = [json.dumps({"id": str(n), "text": f"{ENGLISH} Report {n}."}) for n in range(20)]
    lines = list(good)
    lines[6] = '{"id": "7", "text": "cut o'
    lines[8] = json.dumps({"id": "9"})
    lines[9] = json.dumps({"id": "10", "text": ["a", "list"]})
    lines[10] = json.dumps(["no", "object"])
    lines[11] = json.dumps({"id": True, "text": ENGLISH})
    lines[12] = json.dumps({"id": "13", "text": "x" * 3000})
    lines[13] = ""
    lines[14] = '{"id": "15", "text": "\\u0000 \\u200f"}'
    lines[15] = "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")
    file = reading.write("a.jsonl", "\n".join(lines))
    rows = reading.read(file, limits=Limits(line_bytes=1000))
    assert len([row for row in rows if isinstance(row, Article)]) == 11
    rejected = {row.origin_line: row.reason for row in rows if isinstance(row, RejectedArticle)}
    assert rejected == {
        7: "invalid_json",
        9: "missing_text",
        10: "invalid_record",
        11: "invalid_record",
        12: "invalid_record",
        13: "too_large",
        15: "empty_text",
        16: "invalid_json",
    }


def test_a_line_in_another_encoding_is_named(reading):
    one = json.dumps({"text": ARABIC}, ensure_ascii=False)
    other = json.dumps({"text": ARABIC + " ثم انسحبت."}, ensure_ascii=False)
    rows = reading.read(reading.write("a.jsonl", one.encode() + b"\n" + other.encode("cp1256") + b"\n"))
    assert [type(row) for row in rows] == [Article, RejectedArticle]
    assert (rows[1].reason, rows[1].origin_line) == ("undecodable", 2)
    assert "UTF-8" in rows[1].remedy


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1256", "iso8859_6"])
def test_json_lines_in_one_encoding_other_than_utf8(reading, encoding):
    texts = [f"{ARABIC} رقم {n}." for n in range(3)]
    content = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts).encode(encoding)
    rows = reading.read(reading.write("a.jsonl", content))
    assert [row.text for row in rows] == texts
    assert [row.origin_line for row in rows] == [1, 2, 3]


def test_ten_megabytes_on_one_line_do_not_stay_in_memory(reading):
    line = b'{"text": "' + b"x" * 10_000_000 + b'"}\n'
    good = json.dumps({"text": ENGLISH}).encode() + b"\n"
    file = reading.write("a.jsonl", good + line + json.dumps({"text": ENGLISH + " Again."}).encode())
    del line
    reading.read(reading.write("warm.jsonl", good))
    tracemalloc.start()
    rows = reading.read(file, limits=Limits(line_bytes=100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [getattr(row, "reason", "article") for row in rows] == ["article", "too_large", "article"]
    assert rows[1].origin_line == 2
    assert rows[1].size > 10_000_000
    assert peak < 3_000_000


def test_a_text_longer_than_the_coder_takes(reading):
    rejected = reading.rejection("a.txt", ENGLISH * 40, Limits(article_characters=1000))
    assert rejected.reason == "too_large"


def test_a_missing_file_and_a_folder_in_the_place_of_a_file(reading, tmp_path):
    (tmp_path / "folder.txt").mkdir()
    files = [LandedFile(tmp_path / "gone.txt", "gone.txt"), LandedFile(tmp_path / "folder.txt", "folder.txt")]
    rows = reading.read(*files, reading.write("good.txt", ENGLISH))
    assert [getattr(row, "reason", "article") for row in rows] == ["unreadable_file", "unreadable_file", "article"]


def test_a_reader_that_fails_does_not_stop_the_day(reading, monkeypatch):
    from extractors.reading.formats import html_page

    def fails(*_args, **_options):
        raise RuntimeError("the parser fell over")

    monkeypatch.setattr(html_page, "bare_extraction", fails)
    rows = reading.read(reading.write("a.html", "<html><p>x</p></html>"), reading.write("b.txt", ENGLISH))
    assert rows[0].reason == "unreadable_file"
    assert "the parser fell over" in rows[0].message
    assert isinstance(rows[1], Article)


def test_json_files_hold_one_article_or_many(reading):
    one = {"text": ENGLISH}
    two = {"text": ENGLISH + " Again."}
    assert len(reading.read(reading.write("a.json", json.dumps(one, indent=2)))) == 1
    many = (json.dumps([one, two]), json.dumps({"articles": [one, two]}), f"{json.dumps(one)}\n{json.dumps(two)}")
    for content in many:
        rows = reading.read(reading.write("b.json", content))
        assert [row.text for row in rows] == [one["text"], two["text"]]
    rows = reading.read(reading.write("c.json", json.dumps([one, 3])))
    assert rows[1].origin == "c.json!item-2"


def test_the_same_article_is_kept_once_whatever_the_order(reading):
    rows = [{"text": ENGLISH}, {"text": ENGLISH + " More."}, {"text": "  " + ENGLISH.replace(" ", "\n ")}]
    files = [
        reading.lines("b.jsonl", rows[0], rows[1]),
        reading.lines("a.jsonl", rows[2]),
        reading.write("c.txt", ENGLISH + "\n"),
    ]
    outcomes = []
    for order in itertools.permutations(files):
        read = reading.read(*order)
        kept = {(row.article_id, row.origin, row.origin_line) for row in read if isinstance(row, Article)}
        lost = {(row.duplicate_of, row.origin, row.origin_line) for row in read if isinstance(row, RejectedArticle)}
        outcomes.append((kept, lost))
    assert all(outcome == outcomes[0] for outcome in outcomes)
    kept, lost = outcomes[0]
    assert {origin for _, origin, _ in kept} == {"a.jsonl", "b.jsonl"}
    assert {(origin, line) for _, origin, line in lost} == {("b.jsonl", 1), ("c.txt", None)}


def test_one_address_with_another_text_is_a_version_of_one_article(reading):
    url = "https://wadi.example/story"
    rows = reading.read(
        reading.lines("a.jsonl", {"url": url + "?utm_source=a", "text": ENGLISH}),
        reading.lines("b.jsonl", {"url": url + "#top", "text": ENGLISH + " Corrected."}),
    )
    assert rows[0].article_id == rows[1].article_id
    assert rows[0].version_id != rows[1].version_id


def test_articles_of_other_days_are_known(reading):
    (article,) = reading.read(reading.write("a.txt", ENGLISH))
    (row,) = reading.read(reading.write("b.txt", ENGLISH), known={article.version_id: date(2026, 1, 2)})
    assert (row.reason, row.duplicate_of) == ("duplicate", article.article_id)
    assert (row.version_id, row.landed_at is None) == (article.version_id, False)
    assert "2026-01-02" in row.message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.jsonl", "a.json", "a.html", "a"]))
def test_any_bytes_end_as_rows(tmp_path, content, name):
    rows = Reading(tmp_path).read(Reading(tmp_path).write(name, content))
    assert rows, "nothing that lands is lost in silence"
    for row in rows:
        assert isinstance(row, Article) or row.reason in REJECT_REASONS


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "text", "url", "title", "published", "language", "x"]),
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters()), st.just(ENGLISH)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_line_becomes_exactly_one_row_that_can_be_written(tmp_path, objects):
    content = "".join(json.dumps(o) + "\n" for o in objects)
    rows = Reading(tmp_path).read(Reading(tmp_path).write("a.jsonl", content))
    assert [row.origin_line for row in rows] == list(range(1, len(objects) + 1))
    for row in rows:
        for field in ("title", "text", "message", "url", "external_id"):
            (getattr(row, field, None) or "").encode("utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(reading):
    file = reading.write("a.txt", ENGLISH)
    file.path.chmod(0)
    assert reading.read(file)[0].reason == "unreadable_file"


def test_one_name_twice_in_an_archive_stops_nobody(tmp_path: Path) -> None:
    archive = tmp_path / "twice.tar"
    good = b"Three soldiers were killed on Monday when a roadside bomb hit their patrol near the town of Harib."
    with tarfile.open(archive, "w") as tar:
        for content in (good, good, b"", b""):
            member = tarfile.TarInfo("report.txt")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    rows = list(read_landing([LandedFile(archive, "twice.tar")], arrival_date=date(2026, 3, 2), run_id="r"))
    assert sorted(type(row).__name__ for row in rows) == ["Article", *["RejectedArticle"] * 3]
    ids = [row.reject_id for row in rows if isinstance(row, RejectedArticle)]
    assert len(set(ids)) == 3
