"""Killings whose doer every reader knows."""

from extractors.actors.killings import known_killings


def test_a_killing_is_found_by_the_last_name():
    assert [killing.actor for killing in known_killings()["soleimani"]] == ["us"]
