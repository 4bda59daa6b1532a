"""Headlines of other articles inside a paragraph."""

import pytest

from extractors.languages.en.sentences import split
from extractors.languages.en.teasers import is_teaser


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Shops were shut. READ MORE: Senior rebel leader killed in northern raid Police sources spoke of a bomb.",
            [
                "Shops were shut.",
                "READ MORE: Senior rebel leader killed in northern raid",
                "Police sources spoke of a bomb.",
            ],
        ),
        (
            "OPINION: Who will pay for all the ruins of Aleppo The attack came a week later.",
            ["OPINION: Who will pay for all the ruins of Aleppo", "The attack came a week later."],
        ),
        ("They watch and read more: the news is bad.", ["They watch and read more: the news is bad."]),
    ],
)
def test_headlines_of_other_articles_are_sentences_of_their_own(text, sentences):
    assert [sentence.text for sentence in split(text)] == sentences


def test_a_headline_of_another_article_borrows_nothing(code):
    told = code(
        "Syrian government jets bombed Idlib, Syria, killing 12 people. READ MORE: Rebel leader killed in Hama city "
        "Officials said 14 people were wounded in the bombing by government jets."
    ).casualties
    teased = [claim for claim in told if is_teaser(claim.evidence)]
    assert [claim.perpetrator_group for claim in teased] == ["UNKNOWN"]
