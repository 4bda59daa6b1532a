"""From places on paper to the order of reading, without a PDF."""

import pytest

from extractors.paper.glyphs import Glyph, Page
from extractors.paper.lines import lines_of
from extractors.paper.visual import logical, plain

CASES = [
    ("يوم 2022-01-14", "14-01-2022 موي"),
    ("يوم 14/1/2022", "14/1/2022 موي"),
    ("نحو 1,250 شخصا", "اصخش 1,250 وحن"),
    ("منظمة Save the Children قالت", "تلاق Save the Children ةمظنم"),
    ("طائرة F-16 أميركية", "ةيكريمأ F-16 ةرئاط"),
    ("قال (شاهد) إن", "نإ (دهاش) لاق"),
    ("ما بين 15 و20 مسلحا", "احلسم 20و 15 نيب ام"),
]


@pytest.mark.parametrize(("read", "printed"), CASES)
def test_lines_that_are_read_from_the_right(read, printed):
    assert logical(printed, from_right=True) == read


def test_ligatures_keep_their_letters_in_order():
    assert logical([plain(sign) for sign in ["\ufee9", "\ufefb"]], from_right=True) == "لاه"
    assert logical(["\u0629", "لا", "\u0635"], from_right=True) == "صلاة"


def test_brackets_that_were_typed_and_brackets_that_are_printed():
    assert logical("نإ )دهاش( لاق", from_right=True) == logical("نإ (دهاش) لاق", from_right=True) == "قال (شاهد) إن"


def test_a_word_from_the_right_in_a_line_from_the_left():
    assert logical("said (نودع رصم) today", from_right=False) == "said (مصر عدون) today"


def line(*glyphs: tuple[str, float, float]) -> str:
    page = Page(800, [Glyph(text, x0, x1, 700, 10) for text, x0, x1 in glyphs])
    (found,) = lines_of(page, 0)
    return found.text(from_right=True)


def test_a_mark_belongs_to_the_letter_at_whose_left_edge_it_stands():
    assert line(("ل", 10, 15), ("ت", 15, 20), ("\u064f", 20, 20), ("ق", 20, 25)) == "قُتل"


def test_gaps_are_spaces_and_strokes_that_stretch_a_word_are_not():
    assert line(("ب", 10, 15), ("\u0640", 15, 20), ("أ", 20, 25), ("و", 28, 33)) == "و أب"
    assert line(("\u0640", 15, 20), ("ه", 20, 25), ("3", 25, 30)) == "3هـ"
