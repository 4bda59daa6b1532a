"""Headlines and datelines inside a body, and names that a parser takes for words."""

import pytest

from extractors.languages.en.headlines import readable, small_words
from extractors.languages.en.sentences import split


def test_a_headline_loses_the_capitals_of_common_words_and_no_letter():
    text = "Army Kills Three Rebels Near Border Town of Qamra"
    read = readable(text, small_words("The town lies on the border."))
    assert read == "army kills three rebels near border town of Qamra"
    assert len(read) == len(text)


def test_other_text_stays_as_it_is():
    text = "The army killed three rebels near the border town of Qamra."
    assert readable(text, frozenset()) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish Forces Kill 12 Kurdish Militants Near Iraqi Border", [("killed", 12)]),
        ("According to the agency 10 IS militants were killed near Raqqa, Syria.", [("killed", 10)]),
        ("The army said on Sunday it had killed 14 IS fighters in Iraq.", [("killed", 14)]),
        ("BOMB KILLS 14 IN KABUL MOSQUE, POLICE SAY", [("killed", 14)]),
        ("TALIBAN GUNMEN STORM HOTEL IN KABUL; SIX DEAD", [("killed", 6)]),
        ("20 November 2014 8 people killed in rocket attacks on Aleppo.", [("killed", 8)]),
    ],
)
def test_claims_of_headlines(counts, text, expected):
    assert counts(text) == expected


def test_a_day_that_opens_a_line_is_no_part_of_its_sentence():
    first, second = split("Sun 16 Apr 2017 Death toll from the bombing reached 40.")
    assert first.is_dateline
    assert second.text.startswith("Death toll")


def test_the_same_words_twice_are_one_claim(counts):
    sentence = "At least 48 people have been killed by a car bomb in Baghdad, police said."
    assert counts(f"{sentence}\n{sentence} The market was crowded.") == [("killed", 48)]


def test_alike_words_about_another_number_are_another_claim(counts):
    text = "A car bomb killed 12 people in Baghdad. A car bomb killed 15 people in Baghdad."
    assert counts(text) == [("killed", 12), ("killed", 15)]
