import time

import pytest

from .conftest import ARABIC, ENGLISH

PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="{label}"><title>{title} - Wadi</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Wadi Herald">{head}</head>
<body><nav><a href="/">Home</a><a href="/x">World</a></nav><article><h1>{title}</h1><p>{first}</p><p>{second}</p>
</article><footer><p>Subscribe to our newsletter</p></footer></body></html>"""
DATED = (
    '<meta property="article:published_time" content="2022-01-14T23:30:00-05:00">'
    '<meta property="article:modified_time" content="2022-02-20T08:00:00Z">'
    '<link rel="canonical" href="https://wadi.example/story"><meta name="author" content="Amal Writer">'
)


def page(lang="en", label="utf-8", head="", title="Patrol comes under fire", first=ENGLISH, second=ENGLISH + " Again."):
    return PAGE.format(lang=lang, label=label, head=head, title=title, first=first, second=second)


def test_main_text_without_headline_and_menus(reading):
    article = reading.article("a.html", page(head=DATED))
    assert article.text == f"{ENGLISH}\n{ENGLISH} Again."
    assert article.title == "Patrol comes under fire"
    assert (article.publisher, article.author) == ("Wadi Herald", "Amal Writer")
    assert article.canonical_url == "https://wadi.example/story"


def test_the_day_of_publication_not_of_the_last_change(reading):
    article = reading.article("a.html", page(head=DATED))
    assert (article.published.isoformat(), article.published_source) == ("2022-01-14", "metadata")


def test_a_day_in_the_running_text_is_no_day_of_publication(reading):
    article = reading.article("a.html", page(first=ENGLISH + " It began on 3 January 2022."))
    assert (article.published, article.published_source) == (None, "none")


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-8", "utf-16"])
@pytest.mark.parametrize("label", ["utf-8", "windows-1256", "iso-8859-1"])
def test_arabic_pages_whatever_their_label(reading, encoding, label):
    content = page("ar", label, "", "إطلاق نار على دورية", ARABIC, ARABIC + " وتم نقلهما إلى المستشفى.")
    article = reading.article("a.html", content.encode(encoding))
    assert article.text.startswith(ARABIC)
    assert article.language == "ar"


def test_a_page_saved_as_text_is_a_page(reading):
    assert reading.article("a.txt", page()).reader == "html"


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<b>w</b> " * 60_000,
        "<html><body><p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">" + ENGLISH,
        "<html><body><p " + " ".join(f"a{n}" for n in range(60_000)) + ">" + ENGLISH,
        "<html><body><p x=y' " + " ".join(f"a{n}" for n in range(60_000)) + ">" + ENGLISH,
    ],
)
def test_pages_that_would_take_minutes_are_refused_at_once(reading, content):
    started = time.process_time()
    assert reading.rejection("a.html", content).reason == "too_large"
    assert time.process_time() - started < 1


def test_a_long_picture_within_a_page_is_no_harm(reading):
    picture = "<img src='data:image/png;base64," + "QUJD " * 50_000 + "'>"
    path = f'<svg><path d="{"M 1 2 " * 20_000}"/></svg>'
    article = reading.article("a.html", page(first=ENGLISH + picture, second=path + ENGLISH + " Again."))
    assert ENGLISH in article.text
    assert "QUJD" not in article.text


def test_deep_nesting_and_scripts_are_read_safely(reading):
    content = "<html><body>" + "<div>" * 50_000 + f"<p>{ENGLISH}</p><script>document.write('x')</script>"
    (row,) = reading.read(reading.write("a.html", content))
    assert getattr(row, "reason", None) in {None, "missing_text", "unreadable_file"}
