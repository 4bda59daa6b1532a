import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import identity
from extractors.reading.article import canonical_url, clean_line, clean_text


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("nul\x00byte", "nulbyte"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\ufeffmark", "mark"),
        ("قال\u200f \u202bالمصدر\u202c", "قال المصدر"),
        ("soft\u00adhyphen", "softhyphen"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("page\x0cbreak", "page\nbreak"),
        (" date 2021-09-24 kept as it is \n\n", " date 2021-09-24 kept as it is \n\n"),
        ("ـــكلمةـــ", "ـــكلمةـــ"),
    ],
)
def test_what_is_cleaned_and_what_stays(given_text, clean):
    assert clean_text(given_text) == clean


@given(st.text(alphabet=st.characters()))
def test_cleaning_is_done_once_can_be_written_and_does_not_change_the_hash(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    clean.encode("utf-8")
    assert not set(clean) & set("\x00\r\u200f\ufeff")
    assert identity.content_hash(clean) == identity.content_hash(clean_text(clean + "\u200f\n"))


def test_lines_are_one_line():
    assert clean_line(" A\n headline\x00 ") == "A headline"
    assert clean_line(" \u200f ") is None
    assert clean_line(None) is None


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://News.Example:443/a?utm_source=x&b=2#part", "https://news.example/a?b=2"),
        ("https://news.example/a?fbclid=abc", "https://news.example/a"),
        ("http://news.example/a?id=3&amp;page=2", "http://news.example/a?id=3&page=2"),
        (" https://news.example/خبر ", "https://news.example/%D8%AE%D8%A8%D8%B1"),
        ("https://news.example/?p=17", "https://news.example/?p=17"),
        ("https://news.example/", None),
        ("https://news.example", None),
        ("https://news.example/?utm_source=feed", None),
        ("http://localhost/a", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("not an address", None),
        ("", None),
        (None, None),
    ],
)
def test_canonical_addresses(url, canonical):
    assert canonical_url(url) == canonical


@given(st.text(max_size=60))
def test_no_address_raises(url):
    found = canonical_url(f"https://news.example/{url}")
    assert found is None or canonical_url(found) == found
