"""Forces on one side of a war."""

from collections import Counter
from datetime import date

import pytest

from extractors.actors import ActorContext
from extractors.actors.alliances import alliances, allied


@pytest.mark.parametrize(
    ("a", "b", "country", "year", "expected"),
    [
        ("us-coalition", "iraq-gov", "IQ", 2017, True),
        ("us-coalition", "isis", "IQ", 2017, False),
        ("pmf", "us", "IQ", 2017, True),
        ("russia", "syria-gov", "SY", 2016, True),
        ("russia", "syria-gov", "UA", 2016, False),
        ("nato", "libya-rebels", "LY", 2011, True),
        ("nato", "libya-rebels", "LY", 2016, False),
    ],
)
def test_allies_by_theatre_and_year(a, b, country, year, expected):
    context = ActorContext(countries=Counter({country: 3}), published=date(year, 5, 1))
    assert allied(a, b, context) is expected


def test_every_ally_is_an_actor():
    assert alliances()
