import pytest

from extractors.components.screen import Screen, Trigger, stem

SCREEN = Screen(
    [
        Trigger("casualty", frozenset({"kill", "wound"})),
        Trigger("casualty", frozenset({"lost "}), frozenset({"number"})),
        Trigger("control", frozenset({"captur"})),
    ],
    {"number": lambda text: any(character.isdigit() for character in text)},
)


def test_matches_beginnings_of_words_only():
    assert SCREEN.kinds("Troops KILLED two and captured a town") == {"casualty", "control"}
    assert SCREEN.kinds("Overkill is a skill") == frozenset()


def test_a_beginning_that_ends_in_a_space_is_a_whole_word():
    assert SCREEN.kinds("The army lost, they said, 12 men") == {"casualty"}
    assert SCREEN.kinds("The losthope company has 12 men") == frozenset()


def test_a_trigger_that_needs_company_is_nothing_alone():
    assert SCREEN.kinds("The army lost its way") == frozenset()
    assert SCREEN.kinds("The army lost 12 men") == {"casualty"}


def test_company_without_a_test_is_an_error():
    with pytest.raises(KeyError, match="place"):
        Screen([Trigger("control", frozenset({"take"}), frozenset({"place"}))])


def test_stem_holds_for_all_regular_forms():
    assert all(form.startswith(stem("capture")) for form in ("capture", "captured", "capturing"))
    assert stem("kill") == "kill"
