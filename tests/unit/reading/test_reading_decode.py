import codecs
import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.decode import UndecodableError, declared_encoding, decode

ARABIC = "قال مصدر محلي إن القصف أصاب السوق القديم في المدينة، ولم يعرف بعد عدد الضحايا."
ENGLISH = "A local source said that the old market was hit; the number of victims is not known."
FRENCH_QUOTES = "The café’s owner said “nothing is left” – the naïve hope of a quiet day."


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_unicode_with_and_without_marks(text, encoding, mark):
    found = decode(mark + text.encode(encoding))
    assert found.text == text
    assert found.encoding == encoding.removesuffix("-le").removesuffix("-be")


@pytest.mark.parametrize(("encoding", "label"), [("cp1256", "windows-1256"), ("iso8859_6", "iso-8859-6")])
@pytest.mark.parametrize("times", [1, 40])
def test_encodings_of_the_arabic_web(encoding, label, times):
    text = "\n".join([ARABIC] * times)
    assert decode(text.encode(encoding)) == (found := decode(text.encode(encoding), declared="utf-8"))
    assert (found.text, found.encoding) == (text, label)


def test_western_quotes_of_windows():
    assert decode(FRENCH_QUOTES.encode("cp1252")).text == FRENCH_QUOTES


@pytest.mark.parametrize("label", ["iso-8859-1", "utf-8", "windows-1252", "koi8-r"])
def test_a_wrong_label_is_not_believed(label):
    assert decode(ARABIC.encode("cp1256"), declared=label).text == ARABIC
    assert decode(ARABIC.encode("utf-8"), declared=label).text == ARABIC


def test_mixed_encodings_are_refused_with_the_line():
    data = b"\n".join([ARABIC.encode("utf-8"), ENGLISH.encode(), ARABIC.encode("cp1256")])
    with pytest.raises(UndecodableError, match="mixed") as caught:
        decode(data)
    assert caught.value.line == 3


def test_a_file_cut_in_mid_character_is_refused():
    with pytest.raises(UndecodableError):
        decode((ARABIC + "\n" + ARABIC).encode()[:-2])


@pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x89PNG\r\n\x1a\n", b"\x00" * 40])
def test_pictures_are_no_text(head):
    noise = random.Random(3).randbytes(4000)
    with pytest.raises(UndecodableError):
        decode(head + noise)


def test_a_few_control_characters_do_not_make_a_text_binary():
    assert decode(ENGLISH.encode() * 5 + b"\x00\x01").encoding == "utf-8"


def test_labels_of_pages():
    assert declared_encoding(b'<html><meta charset="windows-1256">') == "cp1256"
    head = b'<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">'
    assert declared_encoding(head) == "iso8859-6"
    assert declared_encoding(b'<meta charset="no-such-thing">') is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_comes_back_unchanged(text):
    # Short strings of two-byte characters can also be read as UTF-16; a line of ASCII settles it.
    data = f"{ENGLISH}\n{text}"
    assert decode(data.encode()).text == data


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data):
    with contextlib.suppress(UndecodableError):
        assert isinstance(decode(data).text, str)
