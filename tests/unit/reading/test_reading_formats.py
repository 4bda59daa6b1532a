"""Every format beyond text, JSON Lines and HTML: right and wrong variants, in English and Arabic."""

import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.reading import LandedFile, Limits
from extractors.reading.registry import READERS, as_table
from extractors.records import REJECT_REASONS, Article

from . import makers
from .conftest import ARABIC, ENGLISH, Reading

DAY = date(2022, 1, 14)
FIELDS = {
    "id": "17",
    "url": "https://wadi.example/story",
    "published": "2022-01-14",
    "title": "Under fire",
    "publisher": "Wadi Herald",
    "text": ARABIC,
}


def what(row: Article) -> tuple:
    return row.external_id, row.canonical_url, row.published, row.title, row.publisher, row.text


WANTED = ("17", "https://wadi.example/story", DAY, "Under fire", "Wadi Herald", ARABIC)


class TestTables:
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
    def test_separators_and_encodings(self, reading, separator, encoding):
        header, row = separator.join(FIELDS), separator.join(f'"{value}"' for value in FIELDS.values())
        article = reading.article("a.csv", f"{header}\r\n{row}\r\n".encode(encoding))
        assert what(article) == WANTED
        assert article.origin_line == 2

    def test_other_names_of_columns(self, reading):
        article = reading.article("a.tsv", f"Headline\tPub-Date\tOutlet\tLink\tDoc ID\tالنص\nUnder fire\t2022-01-14\tWadi Herald\thttps://wadi.example/story\t17\t{ARABIC}\n")  # fmt: skip  # noqa: E501
        assert what(article) == WANTED

    def test_a_text_over_several_lines_and_the_line_of_each_row(self, reading):
        rows = reading.read(reading.write("a.csv", f'id,text\n1,"{ENGLISH}\nAgain."\n2,\n3,{ARABIC},too,many\n'))
        assert [(row.origin_line, getattr(row, "reason", "article")) for row in rows] == [
            (2, "article"),
            (4, "missing_text"),
            (5, "invalid_record"),
        ]

    @pytest.mark.parametrize("content", ["id,name\n1,x\n", '"id,text\n1,x'])
    def test_no_column_for_the_text_or_no_table(self, reading, content):
        rejected = reading.rejection("a.csv", content)
        assert rejected.reason == "invalid_record"

    def test_quotes_that_never_close(self, reading):
        rows = reading.read(reading.write("a.csv", f'id,text\n1,"{ENGLISH}"\n2,"never closed\n'))
        assert [getattr(row, "reason", "article") for row in rows] == ["article", "invalid_record"]
        assert rows[1].origin_line == 3

    def test_parquet_with_typed_columns(self, reading, tmp_path):
        columns = FIELDS | {"id": 17, "published": datetime(2022, 1, 14, 9)}
        pq.write_table(pa.Table.from_pylist([columns, {"text": None}, {"text": ENGLISH}]), tmp_path / "a.parquet")
        rows = reading.read(LandedFile(tmp_path / "a.parquet", "a.parquet"))
        assert what(rows[0]) == WANTED
        assert [(row.origin_line, getattr(row, "reason", "article")) for row in rows] == [
            (1, "article"),
            (2, "missing_text"),
            (3, "article"),
        ]

    def test_parquet_that_is_none(self, reading):
        assert reading.rejection("a.parquet", b"PAR1 nothing more PAR1").reason == "unreadable_file"

    def test_parquet_without_a_text_or_with_a_wrong_type(self, reading, tmp_path):
        for name, column in (("none", {"name": ["x"]}), ("wrong", {"text": [1.5]})):
            pq.write_table(pa.table(column), tmp_path / f"{name}.parquet")
            (row,) = reading.read(LandedFile(tmp_path / f"{name}.parquet", name))
            assert row.reason == "invalid_record"

    def test_a_small_parquet_of_very_many_rows(self, reading, tmp_path):
        pq.write_table(pa.table({"text": pa.array([ENGLISH] * 20_000)}), tmp_path / "a.parquet")
        rows = reading.read(LandedFile(tmp_path / "a.parquet", "a.parquet"), limits=Limits(members=100))
        assert rows[-1].reason == "too_large"
        assert len(rows) == 101


class TestMarkdown:
    def test_front_matter_and_marks(self, reading):
        content = f"---\ntitle: 'Under fire'\ndate: 2022-01-14\nurl: https://wadi.example/story\nsource: Wadi Herald\nid: 17\n---\n\n# Under fire\n\n**{ARABIC[:10]}**{ARABIC[10:]}\n"  # noqa: E501
        assert what(reading.article("a.md", content)) == (*WANTED[:3], "Under fire", "Wadi Herald", ARABIC)

    def test_plain_markdown(self, reading):
        article = reading.article(
            "a.md",
            f"# A headline\n\nA [link](http://x.example/y), `code`\nand *more*.\n\n- {ENGLISH}\n\n<hr class='x'>\n",
        )
        assert article.title == "A headline"
        assert article.text == f"A link, code and more.\n\n{ENGLISH}"
        assert article.published is None


class TestMail:
    def mail(self, html=False, charset="utf-8", text=ARABIC):
        message = EmailMessage()
        message["Subject"], message["From"] = "نشرة", "Wadi Herald <news@wadi.example>"
        message["Date"], message["Message-ID"] = "Fri, 14 Jan 2022 09:00:00 +0300", "<17@wadi.example>"
        message.set_content(text, charset=charset)
        if html:
            message.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
        return message

    @pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
    def test_a_mail(self, reading, charset):
        article = reading.article("a.eml", self.mail(True, charset).as_bytes())
        assert article.text.strip() == ARABIC
        assert (article.title, article.published, article.external_id) == ("نشرة", DAY, "<17@wadi.example>")
        assert article.author == "Wadi Herald <news@wadi.example>"

    def test_a_wrong_charset_label(self, reading):
        data = self.mail(charset="windows-1256").as_bytes().replace(b"windows-1256", b"us-ascii")
        assert reading.article("a.eml", data).text.strip() == ARABIC

    def test_a_mailbox(self, reading):
        second = EmailMessage()
        second["Subject"] = "picture"
        second.set_content(b"\xff\xd8", maintype="image", subtype="jpeg")
        messages = [self.mail(text=ENGLISH), second, self.mail(text=ENGLISH + "\n>From here on they walked.")]
        content = b"".join(
            b"From news@wadi.example Fri Jan 14 09:00:00 2022\n" + m.as_bytes() + b"\n\n" for m in messages
        )
        rows = reading.read(reading.write("a.mbox", content))
        assert [(row.origin, getattr(row, "reason", "article")) for row in rows] == [
            ("a.mbox!message-1", "article"),
            ("a.mbox!message-2", "missing_text"),
            ("a.mbox!message-3", "article"),
        ]

    def test_one_message_of_a_mailbox_is_too_large(self, reading):
        big = b"From a\nSubject: big\n\n" + b"word " * 1000 + b"\n\n"
        content = big + b"From b\n" + self.mail(text=ENGLISH).as_bytes()
        rows = reading.read(reading.write("a.mbox", content), limits=Limits(document_bytes=1000))
        assert [getattr(row, "reason", "article") for row in rows] == ["too_large", "article"]

    def test_a_mail_of_garbage(self, reading):
        assert reading.rejection("a.eml", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--").reason


class TestTelegram:
    def test_an_export(self, reading):
        pieces = ["أصيب ", {"type": "bold", "text": "جنديان"}, ARABIC[11:]]
        messages = [
            {"id": 1, "type": "service", "action": "create_channel", "text": ""},
            {"id": 2, "type": "message", "date": "2022-01-14T10:00:00", "text": pieces},
            {"id": 3, "type": "message", "date": "2022-01-14T11:00:00", "text": "", "photo": "x.jpg"},
            {"id": 4, "type": "message", "text": 5},
            "no message",
        ]  # fmt: skip
        export = {"name": "قناة", "type": "public_channel", "id": 99, "messages": messages}
        rows = reading.read(reading.write("result.json", json.dumps(export)))
        assert [(row.origin, getattr(row, "reason", "article")) for row in rows] == [
            ("result.json!message-2", "article"),
            ("result.json!message-3", "empty_text"),
            ("result.json!message-4", "invalid_record"),
            ("result.json!item-5", "invalid_record"),
        ]
        article = rows[0]
        assert article.text == "أصيب جنديان" + ARABIC[11:]
        assert (article.published, article.publisher, article.external_id) == (DAY, "قناة", "99/2")

    def test_an_export_of_a_whole_account(self, reading):
        def chat(number: int, text: str) -> dict[str, object]:
            message = {"id": 2, "type": "message", "date": "2022-01-14T10:00:00", "text": text}
            return {"name": f"c{number}", "type": "public_channel", "id": number, "messages": [message]}

        export = {
            "about": "x",
            "chats": {"about": "x", "list": [chat(1, ARABIC), chat(2, ENGLISH), {"id": 3}]},
            "left_chats": {"list": [chat(4, f"{ENGLISH} {ENGLISH}")]},
        }
        rows = reading.read(reading.write("result.json", json.dumps(export)))
        assert [(row.origin, row.publisher, row.external_id) for row in rows] == [
            ("result.json!chat-1/message-2", "c1", "1/2"),
            ("result.json!chat-2/message-2", "c2", "2/2"),
            ("result.json!chat-4/message-2", "c4", "4/2"),
        ]


RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wadi Herald</title><language>ar</language>
<item><title>Under fire</title><link>https://wadi.example/story?utm_source=rss</link><guid>17</guid>
<pubDate>Fri, 14 Jan 2022 09:00:00 +0300</pubDate><dc:creator>Amal</dc:creator><description>short</description>
<content:encoded><![CDATA[<p>{text}</p><script>x()</script>]]></content:encoded></item>
<item><title>Nothing</title><link>https://wadi.example/nothing</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wadi Herald</title><entry><title>Under fire</title>
<link rel="self" href="https://wadi.example/self"/><link href="https://wadi.example/story"/><id>17</id>
<published>2022-01-14T09:00:00Z</published><summary type="html">&lt;p&gt;{text}&lt;/p&gt;</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wadi Herald</title></channel><item>
<title>Under fire</title><link>https://wadi.example/story</link><dc:date>2022-01-14</dc:date>
<description>{text}</description></item></rdf:RDF>"""


class TestFeeds:
    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6"])
    def test_rss(self, reading, encoding):
        rows = reading.read(reading.write("a.rss", RSS.format(encoding=encoding, text=ARABIC).encode(encoding)))
        assert what(rows[0]) == WANTED
        assert (rows[0].author, rows[0].encoding) == ("Amal", encoding)
        assert (rows[1].origin, rows[1].reason) == ("a.rss!item-2", "link_only")

    def test_atom_and_rdf(self, reading):
        assert what(reading.article("a.atom", ATOM.format(text=ARABIC))) == WANTED
        assert what(reading.article("b.xml", RDF.format(text=ARABIC)))[1:] == WANTED[1:]

    def test_atom_that_tells_only_when_it_was_updated(self, reading):
        feed = ATOM.replace("published>", "updated>").format(text=ARABIC)
        assert what(reading.article("a.atom", feed)) == WANTED

    def test_other_xml_and_broken_xml(self, reading):
        assert reading.rejection("a.xml", "<note><to>x</to></note>").reason == "unknown_format"
        assert reading.rejection("a.xml", "<rss><channel>").reason == "invalid_record"

    def test_entities_are_not_expanded_nor_files_read(self, reading, tmp_path):
        (tmp_path / "secret").write_text("a secret that must stay where it is, on this machine")
        lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}<!ENTITY f SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        item = f"<item><title>t</title><description>{ENGLISH} &l11; &f;</description></item>"
        for row in reading.read(reading.write("a.xml", f"{bomb}<rss><channel>{item}</channel></rss>")):
            assert "lollol" not in getattr(row, "text", "")
            assert "secret that" not in getattr(row, "text", "")


def tarred(members: dict[str, bytes], mode: str) -> bytes:
    links = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = kind, "/etc/hostname"
        links.append(link)
    return makers.tarred(members, mode, *links)


MEMBERS = {
    "b/two.txt": f"{ENGLISH} Two.".encode(),
    "one.jsonl": "".join(json.dumps({"text": f"{ENGLISH} {n}."}) + "\n" for n in range(3)).encode(),
    ".hidden.txt": ENGLISH.encode(),
    "__MACOSX/one.jsonl": b"x",
    "../../etc/passwd.txt": f"{ENGLISH} Out.".encode(),
    "report.pdf": b"%PDF",
}
INSIDE = ["../../etc/passwd.txt", "b/two.txt", "one.jsonl", "one.jsonl", "one.jsonl", "report.pdf"]


class TestArchives:
    def origins(self, rows):
        return sorted(row.origin.partition("!")[2] for row in rows)

    def test_a_zip(self, reading, tmp_path):
        rows = reading.read(reading.write("a.zip", makers.zipped(MEMBERS)))
        assert self.origins(rows) == INSIDE
        assert [row.origin for row in rows if not isinstance(row, Article)] == ["a.zip!report.pdf"]
        assert [path.name for path in tmp_path.rglob("*")] == ["a.zip"]

    @pytest.mark.parametrize(
        ("suffix", "mode"), [(".tar", "w"), (".tar.gz", "w:gz"), (".tbz2", "w:bz2"), (".tar.xz", "w:xz")]
    )
    def test_a_tar(self, reading, suffix, mode):
        rows = reading.read(reading.write(f"a{suffix}", tarred(MEMBERS, mode)))
        assert self.origins(rows) == INSIDE

    def test_zstandard(self, reading):
        packed = pa.Codec("zstd").compress(tarred(MEMBERS, "w"), asbytes=True)
        assert self.origins(reading.read(reading.write("a.tar.zst", packed))) == INSIDE

    def test_one_packed_file(self, reading):
        rows = reading.read(reading.write("one.jsonl.gz", gzip.compress(MEMBERS["one.jsonl"])))
        assert [row.origin_line for row in rows] == [1, 2, 3]
        assert {row.reader for row in rows} == {"jsonl"}

    def test_the_same_articles_packed_or_not(self, reading):
        def ids(name, content):
            return {row.article_id for row in reading.read(reading.write(name, content))}

        nested = makers.zipped(
            {"in.tar.gz": tarred({"x.zip": makers.zipped({"one.jsonl": MEMBERS["one.jsonl"]})}, "w:gz")}
        )
        assert ids("one.jsonl", MEMBERS["one.jsonl"]) == ids("a.zip", nested)

    def test_archives_too_deep(self, reading):
        content = makers.zipped({"one.txt": ENGLISH.encode()})
        for _ in range(6):
            content = makers.zipped({"in.zip": content})
        assert reading.rejection("a.zip", content).reason == "too_large"

    @pytest.mark.parametrize("suffix", [".zip", ".tar.gz", ".gz", ".tar", ".bz2", ".xz", ".zst", ".tgz"])
    def test_broken_archives(self, reading, suffix):
        assert reading.rejection(f"a.txt{suffix}", b"this is no archive at all, whatever its name says").reason == "unreadable_file"  # fmt: skip  # noqa: E501

    def test_an_archive_cut_short(self, reading):
        whole = gzip.compress(MEMBERS["one.jsonl"] * 50, compresslevel=1)
        rows = reading.read(reading.write("a.jsonl.gz", whole[:-20]))
        assert rows[-1].reason == "unreadable_file"
        rows = reading.read(reading.write("a.zip", makers.zipped(MEMBERS)[:-30]))
        assert [row.reason for row in rows] == ["unreadable_file"]

    def test_an_encrypted_member(self, reading):
        content = bytearray(makers.zipped({"a.txt": ENGLISH.encode(), "b.txt": ARABIC.encode()}))
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(signature) + offset] |= 1
        rows = reading.read(reading.write("a.zip", bytes(content)))
        assert [getattr(row, "reason", "article") for row in rows] == ["unreadable_file", "article"]
        assert rows[0].origin == "a.zip!a.txt"

    @pytest.mark.parametrize("name", ["bomb.zip", "bomb.txt.gz", "bomb.tar.gz", "bomb.jsonl.xz"])
    def test_bombs_are_refused_before_they_unpack(self, reading, name):
        def packed(zeros: bytes) -> bytes:
            if name == "bomb.zip":
                return makers.zipped({"a.txt": zeros, "b.txt": ENGLISH.encode()})
            if name == "bomb.tar.gz":
                return tarred({"a.txt": zeros}, "w:gz")
            return lzma.compress(zeros, preset=0) if name.endswith(".xz") else gzip.compress(zeros)

        content = packed(b" " * 60_000_000)
        file = reading.write(name, content)
        del content
        tracemalloc.start()
        rows = reading.read(file, limits=Limits(document_bytes=1_000_000, line_bytes=100_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert rows[0].reason == "too_large"
        assert peak < 20_000_000

    def test_all_members_together_are_bounded(self, reading):
        members = {f"{n}.txt": f"{ENGLISH} {n}. ".encode() * 50 for n in range(40)}
        rows = reading.read(reading.write("a.zip", makers.zipped(members)), limits=Limits(unpacked_bytes=100_000))
        assert rows[-1].reason == "too_large"
        assert len(rows) < 40

    def test_too_many_members(self, reading):
        content = makers.zipped({f"{n}.txt": b"x" for n in range(12)})
        assert reading.rejection("a.zip", content, Limits(members=10)).reason == "too_large"


def parquet() -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([FIELDS, {"text": ENGLISH}]), held)
    return held.getvalue()


WHOLE = {
    "a.zip": makers.zipped(MEMBERS),
    "a.tar": tarred(MEMBERS, "w"),
    "a.tar.gz": tarred(MEMBERS, "w:gz"),
    "a.jsonl.zst": pa.Codec("zstd").compress(MEMBERS["one.jsonl"], asbytes=True),
    "a.parquet": parquet(),
    "a.eml": TestMail().mail(True).as_bytes(),
    "a.rss": RSS.format(encoding="utf-8", text=ARABIC).encode(),
    "a.csv": f'id,text\n1,"{ENGLISH}"\n2,{ARABIC}\n'.encode(),
    "a.docx": makers.word(ENGLISH, headline="Under fire"),
    "a.odt": makers.opendocument(ARABIC),
    "a.xlsx": makers.workbook([["id", "text"], [1, ENGLISH], [2, ARABIC]]),
    "a.warc": makers.warc(("https://wadi.example/a", makers.page(ARABIC), {"Content-Type": "text/html"})),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=4)), max_size=4))
def test_damaged_files_end_as_rows(tmp_path, name, damage):
    data = bytearray(WHOLE[name])
    for where, content in damage:
        at = int(where * len(data))
        data[at : at + max(1, len(content))] = content
    reading = Reading(tmp_path)
    for row in reading.read(reading.write(name, bytes(data))):
        assert isinstance(row, Article) or row.reason in REJECT_REASONS


def test_the_page_of_formats_is_what_the_registry_says():
    page = Path(__file__).resolve().parents[3] / "docs" / "formats.md"
    assert as_table() in page.read_text("utf-8"), "put the output of extractors.reading.registry.as_table() into it"


def test_no_suffix_has_two_readers():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
