import pytest
import spacy
from num2words import num2words

from extractors.languages.en.numbers import find_numbers
from extractors.languages.en.sentences import split

_TOKENS = spacy.blank("en")


def numbers(text):
    return [(n.count, n.bound) for n in find_numbers([token.text for token in _TOKENS(text)])]


@pytest.mark.parametrize("value", [*range(1, 130), 200, 345, 999, 1000, 1200, 2500, 9999, 25000, 340000])
def test_number_words_round_trip(value):
    assert numbers(f"{num2words(value).replace(',', '')} people") == [(value, "exact")]
    assert numbers(f"{value:,} people") == [(value, "exact")]


@pytest.mark.parametrize(
    "text",
    [
        "a 9-month-old boy",
        "aged 34",
        "on March 23",
        "at 10:30 am",
        "120 kilometres away",
        "$ 40",
        "40 percent",
        "the 155 mm gun",
        "a T-72 tank",
        "in 2014",
        "the 1988 bombing",
        "Resolution 2216",
        "after 3 hours",
        "no one",
        "by 3-1",
    ],
)
def test_not_numbers_of_people(text):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half a million people", [(500_000, "exact")]),
        ("1.2 million people", [(1_200_000, "exact")]),
        ("20-30 people", [(None, "range")]),
        ("12 people and another 5", [(12, "exact"), (5, "exact")]),
        ("tens of thousands of people", [(None, "vague")]),
        ("from 500 to well over 1000 people", [(None, "range")]),
        ("as many as 25 civilians", [(25, "at_most")]),
        ("50 or so fighters", [(50, "approx")]),
    ],
)
def test_numbers(text, expected):
    assert numbers(text) == expected


def test_abbreviations_do_not_end_a_sentence():
    text = "Gen. Ali Saleh met U.S. officials. They left on Oct. 25 at 3 p.m. local time. Nobody spoke."
    assert [s.text for s in split(text)] == [
        "Gen. Ali Saleh met U.S. officials.",
        "They left on Oct. 25 at 3 p.m. local time.",
        "Nobody spoke.",
    ]


def test_datelines_are_cut_off():
    first, second = split("KUNDUZ, Afghanistan, May 3 (Reuters) - Taliban men attacked a post.")
    assert (first.is_dateline, second.text) == (True, "Taliban men attacked a post.")


def test_quotes_stay_with_their_sentence():
    assert [s.text for s in split('"We lost men." He wept.')] == ['"We lost men."', "He wept."]


@pytest.mark.parametrize(("text", "count"), [("Last May two soldiers were killed in Iraq.", 2)])
def test_a_number_in_words_is_no_day_of_a_month(counts, text, count):
    assert counts(text) == [("killed", count)]
