"""What `sijill explain` says of statements and pairs, in words."""

from typing import Any

import pytest

from orchestration.cli.reasons import FIELDS, effect, span, verdict, weighed


def statement(**given: Any) -> dict[str, Any]:
    told = {"hearing": "preferred", "low": 9, "best": 9, "high": 9, "e_low": 9, "e_best": 12, "e_high": 50}
    return told | given


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "sets low"),
        ({"low": 12, "best": 12, "high": 12}, "sets best"),
        ({"low": 10, "best": 10, "high": 10}, "within the range"),
        ({"hearing": "outranked", "low": 50, "best": 50, "high": 50}, "others speak: sets high"),
        ({"hearing": "overtaken", "low": 7, "best": 7, "high": 7}, "a later report told otherwise: within the range"),
        ({"hearing": "vague", "low": 24, "best": 24, "high": None, "e_high": None}, "sets that high is open"),
        ({"hearing": "revised"}, "left out: revised since"),
    ],
)
def test_a_statement_says_what_it_sets_or_why_it_does_not(given: dict[str, Any], said: str) -> None:
    assert said in effect(statement(**given))


def test_ranges_are_open_where_nothing_is_told() -> None:
    assert [span(9, 9), span(9, None), span(None, 40), span(None, None)] == ["9", "9–…", "…–40", ""]


def test_a_pair_tells_what_weighed_heaviest_first_and_not_what_weighed_nothing() -> None:
    pair: dict[str, Any] = {f"{name}_points": 0.0 for name in FIELDS} | {f"{name}_level": "unknown" for name in FIELDS}
    pair |= {"count_points": 4.0, "count_level": "equal_large", "prior_points": -4.0, "prior_level": None}
    pair |= {"date_points": 2.0, "date_level": "same_day"}
    assert weighed(pair) == "count equal large +4.0 · prior -4.0 · date same day +2.0"


def test_what_was_left_out_says_why() -> None:
    assert "analyst" in verdict({"verdict": "forbidden", "decision": "different"})
    assert "exclude" in verdict({"verdict": "forbidden", "decision": None})
    assert "speak against" in verdict({"verdict": "join", "decision": None})
