"""Every format of the registry in both languages, right and wrong, in every encoding that it can be written in."""

import bz2
import gzip
import lzma
import random

import pytest

from extractors.reading.registry import READERS
from extractors.records import Article

from . import makers
from .conftest import ARABIC, ENGLISH

TEXTS = {"en": ENGLISH, "ar": ARABIC}
PACKERS = {
    ".gz": gzip.compress,
    ".tgz": gzip.compress,
    ".bz2": bz2.compress,
    ".tbz2": bz2.compress,
    ".xz": lzma.compress,
    ".txz": lzma.compress,
    ".zst": makers.zstandard,
    ".tzst": makers.zstandard,
}
ALL = [(reader.name, suffix) for reader in READERS for suffix in reader.suffixes]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6")
WRITTEN = {
    ".txt": str.encode,
    ".jsonl": makers.lines,
    ".csv": makers.table,
    ".tsv": makers.tabbed,
    ".html": makers.page,
}


def file_of(reader: str, suffix: str, text: str) -> tuple[str, bytes]:
    """(name, content) of a file of one article."""
    content = makers.tabbed(text) if suffix == ".tsv" else makers.MAKERS[reader](text)
    packing = "." + suffix.rsplit(".", 1)[-1]
    content = PACKERS.get(packing, bytes)(content)
    return ("a.txt" if reader == "packed" else "a") + suffix, content


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("reader", "suffix"), ALL)
def test_every_format_gives_its_article(reading, reader, suffix, language):
    article = reading.article(*file_of(reader, suffix, TEXTS[language]))
    assert TEXTS[language] in article.text
    assert article.language == language


@pytest.mark.parametrize(("reader", "suffix"), ALL)
def test_every_format_tells_of_an_empty_file(reading, reader, suffix):
    rejected = reading.rejection(file_of(reader, suffix, "x")[0], b"")
    assert rejected.reason in {"empty_text", "unreadable_file"}
    assert rejected.remedy


@pytest.mark.parametrize(("reader", "suffix"), ALL)
def test_every_format_tells_of_noise(reading, reader, suffix):
    noise = random.Random(suffix).randbytes(4_000)
    name = file_of(reader, suffix, "x")[0]
    for row in reading.read(reading.write(name, noise)):
        assert not isinstance(row, Article)
        assert row.origin.startswith(name)
        assert row.message
        assert row.remedy


@pytest.mark.parametrize(("reader", "suffix"), [pair for pair in ALL if pair[0] not in {"text", "packed"}])
def test_every_format_tells_of_what_was_cut_short_or_reads_what_is_left(reading, reader, suffix):
    name, content = file_of(reader, suffix, ENGLISH)
    rows = reading.read(reading.write(name, content[: len(content) // 2]))
    assert rows
    for row in rows:
        assert isinstance(row, Article) or row.remedy


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("suffix", WRITTEN)
def test_encodings(reading, suffix, encoding):
    article = reading.article(f"a{suffix}", WRITTEN[suffix](ARABIC, encoding))
    assert ARABIC in article.text


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1252", "no-such-thing"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6"])
def test_wrong_labels_are_not_believed(reading, encoding, label):
    assert ARABIC in reading.article("a.html", makers.page(ARABIC, encoding, label)).text


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv"])
def test_marks_of_direction_nulls_and_lone_surrogates_are_taken_out(reading, suffix):
    marked = f"\u200f{ARABIC[:20]}\u200e\x00\u202b{ARABIC[20:]}\u202c"
    if suffix == ".jsonl":
        content = b'{"text": "%s\\ud83d"}\n' % marked.replace("\x00", "\\u0000").encode()
        assert reading.article(f"a{suffix}", content).text == f"{ARABIC}\ufffd"
    else:
        assert reading.article(f"a{suffix}", WRITTEN[suffix](marked, "utf-8")).text == ARABIC


@pytest.mark.parametrize(("reader", "suffix"), ALL)
def test_every_format_within_an_archive(reading, reader, suffix):
    name, content = file_of(reader, suffix, ENGLISH)
    (row,) = reading.read(reading.write("all.zip", makers.zipped({f"deep/{name}": content})))
    assert isinstance(row, Article), row
    assert ENGLISH in row.text
    assert row.origin.startswith(f"all.zip!deep/{name}")
