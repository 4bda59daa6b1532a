import pytest
import spacy
from ar_coding import norms
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages.ar.lexicon import splitter
from extractors.languages.ar.plain import plain
from extractors.languages.ar.tokenizer import ArabicTokenizer

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ ًٌٍَُِّْـ،.0123456789٠١٢«»()\n "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("للحوثيين", ["ل", "الحوثيين"]),
        ("بمقتل", ["ب", "مقتل"]),
        ("وقتل", ["و", "قتل"]),
        ("مصرعهم", ["مصرع", "هم"]),
        ("ومرافقيه", ["و", "مرافقي", "ه"]),
        ("نحو70", ["نحو", "70"]),
        ("أعلنالتحالف", ["اعلن", "التحالف"]),
        ("قُتِلَ", ["قتل"]),
        ("الميليشيـــات", ["الميليشيات"]),
        ("١٢", ["12"]),
        ("بتعز", ["ب", "تعز"]),
    ],
)
def test_clitics(text, expected):
    assert norms(text) == expected


@pytest.mark.parametrize("word", sorted(plain("keep")))
def test_words_that_only_begin_like_a_clitic(word):
    assert norms(word) == [word]


@given(st.text(alphabet=LETTERS, max_size=80))
@settings(max_examples=300, deadline=None)
def test_text_is_never_changed(text):
    tokenizer = ArabicTokenizer(spacy.blank("ar").vocab, splitter())
    doc = tokenizer(text)
    assert doc.text == text
    assert doc.user_data["starts"] == [token.idx for token in doc]
    assert len(doc.user_data["norms"]) == len(doc)
