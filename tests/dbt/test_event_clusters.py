"""Clusters under constraints, on mentions and pairs written by hand: the Python model without a database."""

import importlib.util
from datetime import date
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from extractors.identity import digest
from tests.dbt.scratch import PROJECT

DAYS = [date(2016, 3, day) for day in range(1, 6)]


@pytest.fixture(scope="module")
def model() -> ModuleType:
    path = PROJECT / "models" / "intermediate" / "int_event_history.py"
    spec = importlib.util.spec_from_file_location("int_event_history", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mention(model: ModuleType, name: str, day: int = 0, **given: Any) -> Any:
    facts = {"country_code": "YE", "admin1": "Aden", "window_start": DAYS[0], "window_end": DAYS[0]} | given
    return model.Mention(DAYS[day], f"claim-{name}", facts.pop("article_id", f"article-{name}"), **facts)


def regions(model: ModuleType, mentions: dict[str, Any], pairs: dict[tuple[str, str], Any]) -> list[list[str]]:
    names = sorted(mentions)
    joins = [(names.index(a), names.index(b), *facts) for (a, b), facts in sorted(pairs.items()) if facts[1] == "join"]
    score = np.array([join[2] for join in joins])
    decided = np.array([join[4] is not None for join in joins], dtype=bool)
    ends = (np.array([join[end] for join in joins], dtype=int) for end in (0, 1))
    region = model.regions(len(names), *ends, score, decided, 2.0)
    return sorted([name for name, number in zip(names, region, strict=True) if number == one] for one in set(region))


def events(model: ModuleType, mentions: dict[str, Any], pairs: dict[tuple[str, str], Any]) -> dict[str, str]:
    """Mention → event id after the last day."""
    weights = model.Weights(region=2.0, cluster=-0.5, missing_pair=-1.0, best_pair=0.1)
    rows = []
    for members in regions(model, mentions, pairs):
        rows += model.history(members, mentions, pairs, weights)
    return {name: event for name, _, event, _ in sorted(rows, key=lambda row: row[1])}


def test_the_founding_claim_is_of_the_earliest_day_and_then_the_least(model: ModuleType) -> None:
    mentions = {"a": mention(model, "z", 0), "b": mention(model, "y", 0), "c": mention(model, "a", 1)}
    pairs = {("a", "b"): (5.0, "join", None), ("b", "c"): (4.0, "join", None)}
    assert set(events(model, mentions, pairs).values()) == {digest("event", "claim-y")}


def test_a_merge_keeps_the_older_event_and_is_told(model: ModuleType) -> None:
    mentions = {"a": mention(model, "a", 0), "b": mention(model, "b", 1), "c": mention(model, "c", 2)}
    pairs = {("a", "c"): (6.0, "join", None), ("b", "c"): (5.0, "join", None)}
    weights = model.Weights(2.0, -0.5, -1.0, 0.1)
    moves = [row[:3] for row in model.history(list(mentions), mentions, pairs, weights) if row[0] == "b"]
    assert moves == [("b", DAYS[1], digest("event", "claim-b")), ("b", DAYS[2], digest("event", "claim-a"))]


def test_two_incidents_of_one_article_never_join(model: ModuleType) -> None:
    mentions = {
        "a": mention(model, "a", article_id="one"),
        "b": mention(model, "b"),
        "c": mention(model, "c", article_id="one"),
    }
    pairs = {("a", "b"): (6.0, "join", None), ("b", "c"): (5.9, "join", None)}
    found = events(model, mentions, pairs)
    assert found["a"] == found["b"] != found["c"]


@pytest.mark.parametrize(
    "other",
    [{"admin1": "Taizz"}, {"country_code": "SA", "admin1": None}, {"window_start": DAYS[4], "window_end": DAYS[4]}],
)
def test_a_vague_report_does_not_bridge_what_excludes_itself(model: ModuleType, other: dict[str, Any]) -> None:
    vague = {"country_code": None, "admin1": None, "window_start": None, "window_end": None}
    mentions = {"a": mention(model, "a"), "b": mention(model, "b", **vague), "c": mention(model, "c", **other)}
    pairs = {("a", "b"): (6.0, "join", None), ("b", "c"): (5.0, "join", None)}
    found = events(model, mentions, pairs)
    assert found["a"] == found["b"] != found["c"]


def test_forbidden_holds_against_any_score_and_same_against_any_average(model: ModuleType) -> None:
    mentions = {name: mention(model, name) for name in "abc"}
    pairs = {
        ("a", "b"): (6.0, "join", None),
        ("b", "c"): (5.0, "join", None),
        ("a", "c"): (9.0, "forbidden", "different"),
    }
    assert len(set(events(model, mentions, pairs).values())) == 2
    pairs = {("a", "b"): (6.0, "join", None), ("b", "c"): (-5.0, "join", "same"), ("a", "c"): (-9.0, "apart", None)}
    found = events(model, mentions, pairs)
    assert found["b"] == found["c"] != found["a"]


def test_weak_pairs_that_are_nobodys_best_do_not_chain_regions(model: ModuleType) -> None:
    mentions = {name: mention(model, name) for name in "abcdefgh"}
    pairs = dict.fromkeys([("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")], (6.0, "join", None))
    pairs |= {("b", "c"): (1.5, "join", None), ("d", "e"): (0.5, "join", None), ("f", "g"): (1.0, "join", None)}
    assert regions(model, mentions, pairs) == [["a", "b", "c", "d"], ["e", "f", "g", "h"]]


def test_a_copy_takes_no_partner_from_a_mention(model: ModuleType) -> None:
    mentions = {name: mention(model, name) for name in "abc"}
    alone = {("a", "b"): (0.5, "join", None)}
    copied = alone | {("a", "c"): (11.0, "join", None), ("b", "c"): (0.5, "join", None)}
    assert len(set(events(model, {name: mentions[name] for name in "ab"}, alone).values())) == 1
    assert len(set(events(model, mentions, copied).values())) == 1


def test_a_region_that_grows_too_large_is_parted_at_a_higher_score(
    model: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentions = {name: mention(model, name) for name in "abcd"}
    pairs = {("a", "b"): (6.0, "join", None), ("b", "c"): (2.5, "join", None), ("c", "d"): (6.0, "join", None)}
    assert regions(model, mentions, pairs) == [["a", "b", "c", "d"]]
    monkeypatch.setattr(model, "MOST_MENTIONS", 3)
    assert regions(model, mentions, pairs) == [["a", "b"], ["c", "d"]]


def test_without_a_pair_every_mention_is_a_region(model: ModuleType) -> None:
    assert regions(model, {name: mention(model, name) for name in "ab"}, {}) == [["a"], ["b"]]
    assert regions(model, {}, {}) == []


def test_a_loose_mention_goes_with_its_best_partner(model: ModuleType) -> None:
    mentions = {name: mention(model, name) for name in "abcdef"}
    pairs = {
        ("a", "b"): (6.0, "join", None),
        ("c", "d"): (6.0, "join", None),
        ("a", "f"): (1.8, "join", None),
        ("a", "e"): (0.5, "join", None),
        ("d", "e"): (1.5, "join", None),
    }
    assert regions(model, mentions, pairs) == [["a", "b", "f"], ["c", "d", "e"]]


def test_one_strong_tie_outweighs_reports_that_have_little_in_common(model: ModuleType) -> None:
    mentions = {name: mention(model, name) for name in "abcd"}
    among = {("a", "b"): (4.0, "join", None), ("a", "c"): (4.0, "join", None), ("b", "c"): (4.0, "join", None)}
    for strong, joined in ((6.0, 1), (3.0, 2)):
        pairs = among | {("a", "d"): (-4.0, "apart", None), ("b", "d"): (-4.0, "apart", None)}
        pairs |= {("c", "d"): (strong, "join", None)}
        assert len(set(events(model, mentions, pairs).values())) == joined
