"""Names with an Arabic article are one name, not three."""

import pytest

from extractors.languages.en.articled import capitalised, without_article


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Troops wrested the village of Tell al-Burj from the militants on Friday.", "the village of Tell al-Burj"),
        ("The rebels drove the militants from the towns of Qabour and al-Hasna after weeks of fighting.", "al-Hasna"),
        ("Fighters retook the town of Bir el-Malih on Friday, residents said.", "the town of Bir el-Malih"),
    ],
)
def test_a_place_is_taken_once_under_its_whole_name(code, text, place):
    taken = [claim.place_text for claim in code(text).control]
    assert place in taken
    assert all("-" not in name.strip("-") or name.count("-") == 1 for name in taken)
    assert not any(name.endswith((" al", " el", "-")) for name in taken)


def test_a_person_is_counted_once_and_belongs_to_his_side(code):
    text = "An army unit killed nine militants, among them Abu Tariq al-Halabi, a source said."
    claims = code(text).casualties
    assert [(claim.count_text, claim.victim_kind) for claim in claims] == [
        ("nine", "combatant"),
        ("Abu Tariq al-Halabi", "combatant"),
    ]


def test_a_member_of_a_council_is_named_whole(code):
    text = "A bomb killed at least five people, including Salim al-Rawi, a council member, on Tuesday."
    assert "-Rawi" not in [claim.count_text for claim in code(text).casualties]


def test_letters_stay_where_they_were():
    text = "In al-Hasna, half-Iraqi Omar al-Rawi saw re-Election posters; a-Salam."
    assert len(capitalised(text)) == len(text)
    assert capitalised(text) == "In Al-Hasna, half-Iraqi Omar Al-Rawi saw re-Election posters; a-Salam."


@pytest.mark.parametrize(("name", "last"), [("al-Rawi", "Rawi"), ("Smith-Jones", "Smith-Jones"), ("Haddad", "Haddad")])
def test_an_article_is_no_part_of_what_a_person_is_called_later(name, last):
    assert without_article(name) == last
