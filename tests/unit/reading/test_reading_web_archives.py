"""WARC files, packed or not, and mails with attachments: containers whose members are read as what they are."""

import gzip
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from extractors.reading import Limits
from extractors.records import Article

from .conftest import ARABIC, ENGLISH
from .makers import message, page, paper, warc, word, workbook, zstandard

HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF = {"Content-Type": "application/pdf"}
URL = "https://wadi.example/story"


class TestWebArchives:
    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
    def test_pages_with_address_and_time(self, reading, name):
        content = warc((f"{URL}?utm_source=x", page(ARABIC), HTML), packed=name.endswith(".gz"))
        article = reading.article(name, zstandard(content) if name.endswith(".zst") else content)
        assert ARABIC in article.text
        assert (article.canonical_url, article.origin, article.reader) == (URL, f"{name}!record-2", "web archive")
        assert article.retrieved_at == datetime(2022, 1, 15, 10, tzinfo=UTC)
        assert article.published is None

    @pytest.mark.parametrize(
        ("encoding", "label"), [("cp1256", "windows-1256"), ("iso8859_6", "iso-8859-6"), ("cp1256", "utf-8")]
    )
    def test_the_charset_of_the_answer(self, reading, encoding, label):
        content = warc((URL, page(ARABIC, encoding, "x"), {"Content-Type": f"text/html; charset={label}"}))
        assert ARABIC in reading.article("a.warc", content).text

    def test_texts_and_documents_have_the_address_as_well(self, reading):
        records = [("https://wadi.example/a.txt", ENGLISH.encode(), {"Content-Type": "text/plain"}),
                   ("https://wadi.example/b.pdf", paper(ARABIC), PDF)]  # fmt: skip
        rows = reading.read(reading.write("a.warc", warc(*records)))
        assert [(row.canonical_url, row.text) for row in rows] == [
            ("https://wadi.example/a.txt", ENGLISH),
            ("https://wadi.example/b.pdf", ARABIC),
        ]
        assert all(row.retrieved_at for row in rows)

    def test_what_is_no_input_is_counted(self, reading):
        records = [
            (URL, page(ENGLISH), HTML),
            ("https://wadi.example/x.png", b"\x89PNG", {"Content-Type": "image/png"}),
            ("https://wadi.example/y.png", b"\x89PNG", {"Content-Type": "image/png"}),
            ("https://wadi.example/gone", page(ENGLISH), HTML | {"status": "404 Not Found"}),
        ]
        article, rest = reading.read(reading.write("a.warc", warc(*records)))
        assert isinstance(article, Article)
        assert (rest.reason, rest.message) == (
            "left_out",
            "records that hold no page, text or document: 2 image/png, 1 status 404",
        )

    def test_pages_that_were_seen_before_are_counted(self, reading):
        content = warc((URL, page(ENGLISH), HTML)) + warc((URL, b"", HTML), kind="revisit")
        _, rest = reading.read(reading.write("a.warc", content))
        assert rest.message.endswith("1 revisit")

    def test_packed_answers(self, reading):
        packed = warc((URL, gzip.compress(page(ENGLISH)), HTML | {"Content-Encoding": "gzip"}))
        assert ENGLISH in reading.article("a.warc", packed).text
        other = warc((URL, b"\x0b\x02\x80", HTML | {"Content-Encoding": "br"}))
        assert "'br'" in reading.rejection("b.warc", other).message

    def test_records_that_are_packed_one_by_one(self, reading):
        records = [warc((f"{URL}/{n}", page(f"{ENGLISH} {n}."), HTML)) for n in range(3)]
        for name, pack in (("a.warc.zst", zstandard), ("b.warc.gz", gzip.compress)):
            rows = reading.read(reading.write(name, b"".join(map(pack, records))))
            assert [row.canonical_url for row in rows] == [f"{URL}/{n}" for n in range(3)]

    def test_one_record_of_many_that_cannot_be_read(self, reading):
        records = [(URL, b"%PDF-1.4", PDF), (f"{URL}/2", page(ENGLISH), HTML), (f"{URL}/3", b"\x01\x02" * 900, HTML)]
        rows = reading.read(reading.write("a.warc", warc(*records)))
        assert [(row.origin, getattr(row, "reason", "article")) for row in rows] == [
            ("a.warc!record-2", "unreadable_file"),
            ("a.warc!record-3", "article"),
            ("a.warc!record-4", "undecodable"),
        ]

    def test_an_archive_that_ends_too_soon(self, reading):
        whole = warc((URL, page(ENGLISH), HTML), (f"{URL}/2", page(f"{ENGLISH} Two."), HTML))
        article, rejected = reading.read(reading.write("a.warc", whole[:-200]))
        assert isinstance(article, Article)
        assert (rejected.origin, rejected.reason) == ("a.warc!record-3", "unreadable_file")

    def test_more_records_than_are_allowed(self, reading):
        records = [(f"{URL}/{n}", page(f"{ENGLISH} {n}."), HTML) for n in range(9)]
        rows = reading.read(reading.write("a.warc", warc(*records)), limits=Limits(members=5))
        assert rows[-1].reason == "too_large"


class TestAttachments:
    def mail(self, text="See what is attached, please."):
        mail = message(text)
        mail.add_attachment(paper(ARABIC), maintype="application", subtype="pdf", filename="تقرير.pdf")
        mail.add_attachment(
            word(ENGLISH),
            maintype="application",
            subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
            filename="../../report.docx",
        )
        mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
        return mail

    def test_each_is_read_by_its_reader(self, reading):
        rows = reading.read(reading.write("a.eml", self.mail().as_bytes()))
        assert [(row.origin, row.reader) for row in rows] == [
            ("a.eml", "mail"),
            ("a.eml!تقرير.pdf", "pdf"),
            ("a.eml!report.docx", "word"),
        ]
        assert [row.text for row in rows[1:]] == [ARABIC, ENGLISH]

    def test_a_mail_that_says_nothing_itself(self, reading):
        assert [row.reader for row in reading.read(reading.write("a.eml", self.mail("\n").as_bytes()))] == [
            "pdf",
            "word",
        ]

    def test_in_a_mailbox_with_the_number_of_the_message(self, reading):
        content = b"From a\n" + message(ENGLISH).as_bytes() + b"\n\nFrom b\n" + self.mail(ARABIC).as_bytes() + b"\n"
        rows = reading.read(reading.write("a.mbox", content))
        assert [row.origin for row in rows] == [
            "a.mbox!message-1",
            "a.mbox!message-2",
            "a.mbox!message-2!تقرير.pdf",
            "a.mbox!message-2!report.docx",
        ]

    def test_a_forwarded_mail_a_text_and_a_table(self, reading):
        mail = message("Three are attached to this mail, as was promised on Monday.")
        mail.add_attachment(message(ARABIC))
        mail.add_attachment(ENGLISH.encode("utf-8"), maintype="text", subtype="plain", filename="note.txt")
        mail.add_attachment(
            workbook([["text"], [f"{ENGLISH} Again."]]),
            maintype="application",
            subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        rows = reading.read(reading.write("a.eml", mail.as_bytes()))
        assert [(row.origin, row.text.strip()) for row in rows[1:]] == [
            ("a.eml!attachment-2.eml", ARABIC),
            ("a.eml!note.txt", ENGLISH),
            ("a.eml!attachment-4.xlsx", f"{ENGLISH} Again."),
        ]

    def test_what_no_reader_knows_is_told(self, reading):
        mail = message(ENGLISH)
        mail.add_attachment(b"\xd0\xcf", maintype="application", subtype="msword", filename="old.doc")
        _, rejected = reading.read(reading.write("a.eml", mail.as_bytes()))
        assert (rejected.origin, rejected.reason) == ("a.eml!old.doc", "unknown_format")

    def test_a_mail_that_is_a_pdf(self, reading):
        mail = EmailMessage()
        mail["Subject"] = "bulletin"
        mail.set_content(paper(ARABIC), maintype="application", subtype="pdf")
        (row,) = reading.read(reading.write("a.eml", mail.as_bytes()))
        assert (row.text, row.origin) == (ARABIC, "a.eml!attachment-1.pdf")

    def test_an_attachment_has_no_day_of_its_mail(self, reading):
        mail = self.mail(ENGLISH + " Again.")
        mail["Date"] = "Fri, 14 Jan 2022 09:00:00 +0300"
        rows = reading.read(reading.write("a.eml", mail.as_bytes()))
        assert [row.published for row in rows] == [date(2022, 1, 14), None, None]
