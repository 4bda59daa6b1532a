"""Files that are made to break a reader: name → content, each with the reasons that its rows may have.

`python -m tests.unit.reading.hostile FOLDER` reads those that lie in a folder, and prints for each, as a line
of JSON, its rows, the processor time of this process and its children, and the most memory that this one held.
"""

import gzip
import io
import json
import re
import resource
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from extractors.reading import LandedFile, Limits, read_landing
from extractors.records import Article

from . import makers
from .conftest import ENGLISH
from .papers import assembled, column, pdf, stream

LIMITS = Limits(process_seconds=3, process_bytes=512 * 2**20)
START = ENGLISH[:12].encode()
REFUSED = {"unreadable_file", "too_large"}
READ = {"article"}
EMPTY = {"missing_text", "empty_text"}
_LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
_ENTITIES = b'<!DOCTYPE x [<!ENTITY l0 "lol">' + _LAUGHS + b"]>"
_STRINGS = (
    b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>',
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
)
_TEXT = b"BT /F1 10 Tf 60 700 Td (%s) Tj ET\n" % ENGLISH.encode()


def altered(package: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An office file with one part changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return held.getvalue()


def with_entities(xml: bytes) -> bytes:
    """XML whose text is a billion laughs."""
    head, mark, rest = xml.partition(b"?>") if xml.startswith(b"<?xml") else (b"<?xml version='1.0'", b"?>", xml)
    return head + mark + _ENTITIES + rest.replace(START, b"&l11;" + START)


def with_strings(strings: bytes) -> bytes:
    """A workbook with a table of shared strings."""
    book = altered(
        makers.workbook([["text"], [ENGLISH]]), "[Content_Types].xml", lambda x: x.replace(b"</Types>", _STRINGS[1])
    )
    with zipfile.ZipFile(held := io.BytesIO(book), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", _STRINGS[0] % strings)
    return held.getvalue()


def one_page(content: bytes, resources: str = "", entries: str = "", *more: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << {font} {resources} >> >>".encode(),
        stream(content, entries),
        *more,
    ]
    return assembled(objects, "/Root 1 0 R")


def papers() -> dict[str, tuple[bytes, set[str]]]:
    """PDFs."""
    plain = one_page(_TEXT)
    table = plain.rsplit(b"startxref\n", 1)[1].split()[0]
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R >> >> /Length 60 >>\n"
    calls = b"stream\n" + b"/X Do\n" * 10 + b"\nendstream"
    script = (
        "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://wadi.example'\\);) >> /Names << /EmbeddedFiles "
        "<< /Names [(evil.exe) << /Type /Filespec /F (../../evil.exe) >>] >> >>"
    )
    itself = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 5 0 R >>",
        stream(_TEXT),
        b"5 0 R",
    ]
    packed = "/Filter /FlateDecode"
    return {
        "script.pdf": (pdf([column([ENGLISH])], extra=script), READ),
        "table-refers-to-itself.pdf": (plain.replace(b"<< /Size", b"<< /Prev %s /Size" % table), REFUSED | READ),
        "page-tree-refers-to-itself.pdf": (plain.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), REFUSED | READ | EMPTY),
        "object-is-itself.pdf": (assembled(itself, "/Root 1 0 R"), REFUSED),
        "forms-within-forms.pdf": (
            one_page(b"/X Do\n", "/XObject << /X 5 0 R >>", "", *(form % (6 + n) + calls for n in range(30))),
            REFUSED,
        ),
        "form-within-itself.pdf": (one_page(b"/X Do\n" + _TEXT, "/XObject << /X 5 0 R >>", "", form % 5 + calls), READ),
        "stream-bomb.pdf": (one_page(zlib.compress(b" " * 600_000_000, 1), "", packed), REFUSED),
        "many-operators.pdf": (one_page(zlib.compress(b"0 0 m " * 9_000_000, 1), "", packed), REFUSED),
        "declared-length.pdf": (plain.replace(b"/Length ", b"/Length 2147483648 /X "), READ | EMPTY),
        "nested-arrays.pdf": (one_page(b"[" * 100_000 + _TEXT), REFUSED | READ | EMPTY),
    }


def packages() -> dict[str, tuple[bytes, set[str]]]:
    """Office files."""
    word, text = makers.word(ENGLISH), makers.opendocument(ENGLISH)
    book = makers.workbook([["text"], [ENGLISH]])
    sheet, row = "xl/worksheets/sheet1.xml", b'<row r="%d"><c r="%s%d" t="inlineStr"><is><t>x</t></is></c></row>'
    spaces = b" " * 50_000_000
    rows = b'<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
    cells = b'table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell></table:table-row>'
    repeated = b"<table:table>" + rows + cells + b"</table:table></office:text>"
    return {
        "laughs.docx": (altered(word, "word/document.xml", with_entities), REFUSED),
        "laughs.odt": (altered(text, "content.xml", with_entities), REFUSED),
        "laughs.xlsx": (altered(book, sheet, with_entities), REFUSED),
        "bomb.docx": (altered(word, "word/document.xml", lambda x: x.replace(START, spaces + START)), REFUSED),
        "bomb.odt": (altered(text, "content.xml", lambda x: x.replace(START, spaces + START)), REFUSED),
        "bomb.xlsx": (altered(book, sheet, lambda x: x + spaces * 3), REFUSED),
        "spaces.odt": (
            altered(text, "content.xml", lambda x: x.replace(START, b'<text:s text:c="9999"/>' * 200 + START)),
            READ,
        ),
        "repeated.odt": (altered(text, "content.xml", lambda x: x.replace(b"</office:text>", repeated)), READ),
        "nested.odt": (
            altered(
                text,
                "content.xml",
                lambda x: x.replace(
                    b"</office:text>", b"<text:section>" * 200 + b"</text:section>" * 200 + b"</office:text>"
                ),
            ),
            READ,
        ),
        "nested.docx": (
            altered(
                word,
                "word/document.xml",
                lambda x: x.replace(
                    b"<w:sectPr", b"<w:tbl><w:tr><w:tc>" * 70 + b"</w:tc></w:tr></w:tbl>" * 70 + b"<w:sectPr", 1
                ),
            ),
            READ,
        ),
        "row-far-below.xlsx": (
            altered(book, sheet, lambda x: x.replace(b"</sheetData>", row % (10**12, b"A", 10**12) + b"</sheetData>")),
            READ | REFUSED,
        ),
        "wide-rows.xlsx": (
            altered(
                book,
                sheet,
                lambda x: x.replace(
                    b"</sheetData>", b"".join(row % (n, b"XFD", n) for n in range(3, 20_000)) + b"</sheetData>"
                ),
            ),
            READ,
        ),
        "many-strings.xlsx": (with_strings(b"<si/>" * 3_100_000), REFUSED),
        "fewer-strings.xlsx": (with_strings(b"<si/>" * 100_000), READ),
        "no-office-file.docx": (makers.zipped({"a.txt": b"x"}), REFUSED),
    }


def archives() -> dict[str, tuple[bytes, set[str]]]:
    """Archives, web archives and mails."""

    def header(kind: bytes, size: int) -> bytes:
        member = tarfile.TarInfo("x.txt")
        member.type, member.size = kind, size
        return member.tobuf()

    def link() -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            info = zipfile.ZipInfo("link.txt")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/hostname")
        return held.getvalue()

    html = {"Content-Type": "text/html"}
    page = makers.warc(("https://wadi.example/a", makers.page(ENGLISH), html))
    bomb = gzip.compress(b"<html>" + b" " * 300_000_000, 1)
    inner = makers.zipped({"a.txt": b" " * 40_000_000})
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    outside = {
        "../../../../tmp/sijill-was-here.txt": ENGLISH.encode(),
        "/tmp/sijill-was-here.txt": f"{ENGLISH} 2".encode(),
    }
    return {
        "outside.zip": (makers.zipped(outside), READ),
        "outside.tar": (makers.tarred(outside), READ),
        "link.zip": (link(), EMPTY),
        "bomb-of-bombs.zip": (makers.zipped({f"{n}.zip": inner for n in range(20)}), REFUSED),
        "long-header.tar.gz": (gzip.compress(header(tarfile.XHDTYPE, 2**31) + b"a" * 40_000_000, 1), REFUSED),
        "long-name.tar": (header(tarfile.GNUTYPE_LONGNAME, 2**31) + b"a" * 9_000, REFUSED),
        "declared-size.tar": (header(tarfile.REGTYPE, 2**31) + ENGLISH.encode(), REFUSED),
        "declared-length.warc": (
            re.sub(rb"Content-Length: \d+(\r\n\r\nHTTP)", rb"Content-Length: 2147483648\1", page),
            REFUSED,
        ),
        "bomb.warc": (makers.warc(("https://wadi.example/a", bomb, html | {"Content-Encoding": "gzip"})), REFUSED),
        "endless-header.warc": (b"WARC/1.0\r\nA: " + b"x" * 20_000_000, REFUSED | EMPTY | {"left_out"}),
        "parts-within-parts.eml": (parts + ENGLISH.encode(), REFUSED | EMPTY),
        "mails-within-mails.eml": (b"Content-Type: message/rfc822\n\n" * 5_000 + ENGLISH.encode(), REFUSED | EMPTY),
        "name-leads-out.eml": (
            b'Content-Type: text/plain\nContent-Disposition: attachment; filename="../../tmp/sijill-was-here.txt"\n\n'
            + ENGLISH.encode(),
            READ,
        ),
        "many-parts.eml": (
            b"Content-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n" * 2_000
            + b"--b--",
            {"unsupported_language"},
        ),
        "tiny.zip": (
            makers.zipped({f"{n}.txt": b"1" for n in range(10_000)}, zipfile.ZIP_STORED),
            {"unsupported_language"},
        ),
    }


def texts() -> dict[str, tuple[bytes, set[str]]]:
    """Pages, JSON and tables."""
    return {
        "nested.html": (b"<html><body>" + b"<div>" * 90_000 + ENGLISH.encode(), REFUSED | EMPTY),
        "nested-too-deep.html": (b"<html><body>" + b"<div>" * 200_000 + ENGLISH.encode(), REFUSED),
        "nested.json": (b'{"a":' * 300_000, {"invalid_json"}),
        "nested.jsonl": (b"[" * 1_000_000 + b"\n", {"invalid_json"}),
        "nulls.txt": (b"\x00" * 1_000_000, {"undecodable"}),
        "surrogates.jsonl": (b'{"text": "' + b"\\ud800" * 50_000 + b'"}\n', {"empty_text"}),
        "long-line.jsonl": (b'{"text": "' + b"a" * 6_000_000, {"too_large"}),
        "many-columns.csv": (b"text" + b",a" * 1_000_000 + b"\n" + ENGLISH.encode().replace(b",", b";") + b"\n", READ),
        "laughs.xml": (
            b'<?xml version="1.0"?>'
            + _ENTITIES
            + b"<rss><channel><item><title>t</title><description>&l11;</description></item></channel></rss>",
            EMPTY | {"invalid_record"},
        ),
    }


def files() -> dict[str, tuple[bytes, set[str]]]:
    """All of them."""
    return papers() | packages() | archives() | texts()


def main(folder: Path) -> None:
    """Read the files of a folder and print what came of each."""
    for path in sorted(folder.iterdir()):
        before = _seconds()
        rows = read_landing([LandedFile(path, path.name)], arrival_date=date(2026, 11, 20), run_id="run", limits=LIMITS)
        reasons = sorted({"article" if isinstance(row, Article) else row.reason for row in rows})
        told = {"name": path.name, "reasons": reasons, "seconds": _seconds() - before, "mebibytes": _mebibytes()}
        print(json.dumps(told), flush=True)  # noqa: T201


def _mebibytes() -> float:
    """The most memory that this process has held; what reads PDFs has a limit of its own."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would tell of the process that started this one as well
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _seconds() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
