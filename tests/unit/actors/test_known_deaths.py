"""Persons of whose killers the world knows: by full names, by short ones, and not before the year."""

import pytest

from extractors.actors.known_deaths import killer_of, known_deaths


@pytest.mark.parametrize(
    ("called", "article", "year", "actor"),
    [
        ("General Qassem Soleimani", "", 2020, "us"),
        ("Soleimani", "", 2021, "us"),
        ("Soleimani", "", 2015, None),
        ("Foley", "James Foley was taken in 2012.", 2014, "isis"),
        ("Foley", "Thomas Foley kept a bar.", 2016, None),
        ("James Foley", "", None, None),
        ("a rebel", "Osama bin Laden was killed.", 2012, None),
    ],
)
def test_killer(called, article, year, actor):
    death = killer_of(called, article, year)
    assert (death.actor if death is not None else None) == actor


def test_each_has_a_name_and_a_source():
    assert all(death.names and death.source and death.year > 1990 for death in known_deaths())
