"""PDF, Word and OpenDocument: text in order of reading, titles, days, and what is refused."""

import io
from datetime import date, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.reading.documents import document_article
from extractors.reading.masthead import masthead_day

from .conftest import ARABIC, ENGLISH
from .makers import opendocument, word
from .papers import Run, assembled, column, on_paper, pdf, stream

ENGLISH_LINES = [
    "Two soldiers were wounded on Monday when a patrol came under",
    "fire near the town, an officer said. The attackers left a vehi-",
    "cle behind and fled towards the north-",
    "east of the province, he added. North-east winds blew.",
]
ENGLISH_TEXT = (
    "Two soldiers were wounded on Monday when a patrol came under fire near the town, an officer said. "
    "The attackers left a vehicle behind and fled towards the north-east of the province, he added. "
    "North-east winds blew."
)


def of(reading, name, content):
    article = reading.article(name, content)
    return article.title, article.published and article.published.isoformat(), article.published_source, article.text


class TestPdf:
    def test_lines_are_joined_and_parted_words_made_whole(self, reading):
        assert reading.article("a.pdf", pdf([column(ENGLISH_LINES)])).text == ENGLISH_TEXT

    def test_arabic_in_order_of_reading(self, reading):
        lines = [
            "أصيب جنديان و15 مدنيا يوم الاثنين 14/01/2022 قرب الحدود",
            "(شمال البلاد) بحسب UN News، وقالت طبيبة إن 3.5 مليون",
            "شخص «لا يجدون» الدواء في المستشفى.",
        ]
        runs = column([on_paper(line) for line in lines], right=500)
        assert reading.article("a.pdf", pdf([runs])).text == " ".join(lines)

    def test_the_order_of_writing_within_a_line_does_not_matter(self, reading):
        line = on_paper("أصيب جنديان يوم الاثنين قرب البلدة بحسب ضابط")
        signs = [Run(100 + 5 * n, 700, sign) for n, sign in enumerate(line)]
        first = reading.article("a.pdf", pdf([signs])).text
        assert (
            first == reading.article("b.pdf", pdf([signs[::-1]])).text == "أصيب جنديان يوم الاثنين قرب البلدة بحسب ضابط"
        )

    def test_an_arabic_name_in_an_english_line(self, reading):
        line = f"The channel ({on_paper('قناة الوادي')}) said on Monday that two soldiers were wounded."
        text = reading.article("a.pdf", pdf([column([line])])).text
        assert text == "The channel (قناة الوادي) said on Monday that two soldiers were wounded."

    def test_columns_in_the_order_in_which_they_are_written(self, reading):
        left = column(["Two soldiers were wounded on", "Monday near the town, an"], x=60)
        right = column(["officer said. A patrol had", "come under fire there."], x=320)
        text = reading.article("a.pdf", pdf([left + right])).text
        assert (
            text
            == "Two soldiers were wounded on Monday near the town, an officer said. A patrol had come under fire there."
        )

    def test_running_heads_feet_and_numbers_of_pages_are_left_out(self, reading):
        def page(number, lines):
            head, foot = Run(60, 800, f"Wadi Herald, issue {number}", 8), Run(280, 30, f"- {number} -", 8)
            return [head, *column(lines), foot]

        text = reading.article("a.pdf", pdf([page(1, ENGLISH_LINES[:2]), page(2, ENGLISH_LINES[2:])])).text
        assert text == ENGLISH_TEXT

    def test_paragraphs_by_distance_indent_and_short_last_lines(self, reading):
        full, short = ENGLISH_LINES[0], "It ended."
        by_distance = column([full, full]) + column([full, full], top=650)
        assert reading.article("a.pdf", pdf([by_distance])).text == f"{full} {full}\n\n{full} {full}"
        by_short_line = column([full, full, short, full, full])
        assert reading.article("b.pdf", pdf([by_short_line])).text == f"{full} {full} {short}\n\n{full} {full}"
        ended = f"{full[:-1]}."
        by_indent = [*column([full, ended]), Run(80, 676, full[4:]), *column([full], top=664)]
        assert reading.article("c.pdf", pdf([by_indent])).text == f"{full} {ended}\n\n{full[4:]} {full}"

    def test_letters_printed_twice_and_marks_over_letters(self, reading):
        bold = [Run(run.x + d, run.y, run.text) for run in column(ENGLISH_LINES[:1]) for d in (0, 0.3)]
        assert reading.article("a.pdf", pdf([bold])).text == ENGLISH_LINES[0]
        word_, mark = on_paper("أصيب جنديان يوم الاثنين قرب البلدة"), Run(60 + 5 * 3.9, 700, "\u064e")
        assert "\u064e" in reading.article("b.pdf", pdf([[Run(60, 700, word_), mark]])).text

    def test_what_stands_askew_is_left_out(self, reading):
        draft = Run(200, 400, "DRAFT", 40, askew=True)
        assert reading.article("a.pdf", pdf([[draft, *column(ENGLISH_LINES)]])).text == ENGLISH_TEXT

    def test_title_headline_author_and_day(self, reading):
        body = [Run(60, 760, "Patrol comes under fire", 18), *column(["Aden, 14 January 2022", "", *ENGLISH_LINES])]
        told = of(reading, "a.pdf", pdf([body], Title="Microsoft Word - x.docx", CreationDate="D:20230101120000Z"))
        assert told[:3] == ("Patrol comes under fire", "2022-01-14", "header")
        assert "Patrol comes" not in told[3]
        told = of(reading, "b.pdf", pdf([column(ENGLISH_LINES)], Title="Weekly report", Author="Amal"))
        assert told[:3] == ("Weekly report", None, "none")

    def test_the_day_of_making_counts_only_where_the_text_bears_it_out(self, reading):
        lines = [*ENGLISH_LINES, "It was the second attack after that of 12 January 2022 in the area."]
        made = {"CreationDate": "D:20220114093000+03'00'"}
        assert of(reading, "a.pdf", pdf([column(lines)], **made))[1:3] == ("2022-01-14", "metadata")
        assert of(reading, "b.pdf", pdf([column(ENGLISH_LINES)], **made))[1] is None
        assert of(reading, "c.pdf", pdf([column(lines)], CreationDate="D:20240114093000Z"))[1] is None

    def test_the_day_of_publication_in_xmp(self, reading):
        packet = b"<x:xmpmeta><prism:publicationDate>2022-01-14</prism:publicationDate></x:xmpmeta>"
        assert of(reading, "a.pdf", pdf([column(ENGLISH_LINES)], xmp=packet))[1:3] == ("2022-01-14", "metadata")

    def test_a_scan_a_locked_one_and_one_that_shows_no_letters(self, reading):
        picture = stream(b"\x00" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8")  # fmt: skip  # noqa: E501
        scan = assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                b"/Resources << /XObject << /I 5 0 R >> >> >>",
                stream(b"q 500 0 0 700 0 0 cm /I Do Q"),
                picture,
            ],
            "/Root 1 0 R",
        )
        rejected = reading.rejection("scan.pdf", scan)
        assert (rejected.reason, "1 pictures and no text" in rejected.message) == ("missing_text", True)
        assert "OCR" in rejected.remedy
        assert reading.rejection("cid.pdf", pdf([column(ENGLISH_LINES)], told=False)).reason == "undecodable"
        key = (
            f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{'41' * 32}> /U <{'42' * 32}> >> /Info"
        )
        locked = pdf([column(ENGLISH_LINES)]).replace(b"/Info", key.encode())
        rejected = reading.rejection("locked.pdf", locked)
        assert (rejected.reason, "password" in rejected.message) == ("unreadable_file", True)


def document_of(*blocks):
    """A Word document whose body is written by hand."""
    made = docx.Document()
    body = made.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block.replace(">", f" {nsdecls('w')}>", 1)))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


class TestWord:
    def test_headings_paragraphs_and_tables_in_their_order(self, reading):
        made = docx.Document()
        made.add_heading("Patrol comes under fire", 1)
        made.add_paragraph("Aden, 14 January 2022")
        made.add_paragraph(ENGLISH)
        table = made.add_table(2, 2)
        for cell, text in zip(table._cells, ["Place", "Wounded", "Aden", "2"], strict=True):
            cell.text = text
        made.add_paragraph("The end.")
        held = io.BytesIO()
        made.save(held)
        told = of(reading, "a.docx", held.getvalue())
        assert told[:3] == ("Patrol comes under fire", "2022-01-14", "header")
        assert told[3] == f"Aden, 14 January 2022\n\n{ENGLISH}\n\nPlace | Wounded\n\nAden | 2\n\nThe end."

    def test_what_is_under_review(self, reading):
        paragraph = (
            f"<w:p>{run('Two soldiers were ')}<w:del><w:r><w:delText>killed</w:delText></w:r></w:del>"
            f"<w:ins>{run('wounded')}</w:ins>{run(' near the town on Monday.')}</w:p>"
        )
        content = document_of(paragraph, f"<w:sdt><w:sdtContent><w:p>{run(ENGLISH)}</w:p></w:sdtContent></w:sdt>")
        assert (
            reading.article("a.docx", content).text
            == f"Two soldiers were wounded near the town on Monday.\n\n{ENGLISH}"
        )

    def test_text_boxes(self, reading):
        box = (
            f"<w:p>{run(ENGLISH)}<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
            f"<w:txbxContent><w:p>{run('A box beside it.')}</w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r></w:p>"
        )
        assert reading.article("a.docx", document_of(box)).text == f"{ENGLISH}\n\nA box beside it."

    def test_properties(self, reading):
        made = docx.Document()
        made.add_paragraph(f"{ENGLISH} The attack of 10 January 2022 was not forgotten.")
        made.core_properties.title, made.core_properties.author = "Weekly report", "Amal"
        made.core_properties.created = datetime(2022, 1, 14, 9)
        held = io.BytesIO()
        made.save(held)
        assert of(reading, "a.docx", held.getvalue())[:3] == ("Weekly report", "2022-01-14", "metadata")

    def test_no_words_and_no_word_document(self, reading):
        assert reading.rejection("a.docx", word("")).reason == "empty_text"
        assert reading.rejection("a.docx", opendocument(ENGLISH)).reason == "unreadable_file"

    def test_old_and_locked_files(self, reading):
        rejected = reading.rejection("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        assert (rejected.reason, "password" in rejected.message) == ("unreadable_file", True)


class TestOpenDocument:
    def test_headline_and_paragraphs(self, reading):
        told = of(reading, "a.odt", opendocument("صنعاء، 14 يناير 2022", ARABIC, headline="دورية تتعرض لإطلاق نار"))
        assert told[:3] == ("دورية تتعرض لإطلاق نار", "2022-01-14", "header")
        assert told[3].endswith(ARABIC)

    def test_another_kind_of_file(self, reading):
        assert reading.rejection("a.odt", word(ENGLISH)).reason == "unreadable_file"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Aden, 14 January 2022 – Two soldiers were wounded", date(2022, 1, 14)),
        ("Situation Report No. 4 | 14 January 2022", date(2022, 1, 14)),
        ("January 14th, 2022", date(2022, 1, 14)),
        ("صنعاء، 14 يناير 2022", date(2022, 1, 14)),
        ("التاريخ: ١٤ يناير ٢٠٢٢", date(2022, 1, 14)),
        ("14 كانون الثاني/يناير 2022", date(2022, 1, 14)),
        ("التقرير الأسبوعي رقم 12، 14 آب 2022", date(2022, 8, 14)),
        ("14/01/2022", date(2022, 1, 14)),
        ("03/04/2022", None),
        ("14 – 20 January 2022", None),
        ("Reporting period: 1 January to 31 January 2022", None),
        ("On 14 January 2022: an overview", None),
        ("Two soldiers died on 14 January 2022.", None),
        ("For the week ending 14 January 2022", None),
    ],
)
def test_days_at_the_head(line, day):
    assert masthead_day([line]) == day


@pytest.mark.parametrize(
    "title", ["Microsoft Word - x.docx", "untitled", "report.pdf", "Document1", "12-3", "file:///c:/x"]
)
def test_titles_that_programs_give(title):
    assert document_article([ENGLISH], title=title).title is None
