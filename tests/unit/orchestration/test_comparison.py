"""Two publications of a few events each, compared."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import duckdb
import pytest

from orchestration.storage.comparison import Change, Difference, compare
from orchestration.storage.publish import DATABASE

Event = tuple[str, int | None, str | None]


def release(
    folder: Path,
    events: list[Event],
    moves: Sequence[tuple[str, str]] = (),
    extra: str = "",
    claims: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """A release with (event_id, killed_best, admin1), (former, event) moves, and claim → event."""
    folder.mkdir()
    with duckdb.connect(str(folder / DATABASE)) as connection:
        connection.execute("CREATE SCHEMA marts; CREATE SCHEMA intermediate")
        connection.execute(f"CREATE TABLE marts.fct_event (event_id VARCHAR, killed_best INT, admin1 VARCHAR{extra})")
        connection.execute("CREATE TABLE marts.event_lineage (former_event_id VARCHAR, event_id VARCHAR)")
        connection.execute("CREATE TABLE intermediate.int_event_members (claim_id VARCHAR, event_id VARCHAR)")
        for table, rows in (
            ("marts.fct_event (event_id, killed_best, admin1)", events),
            ("marts.event_lineage", list(moves)),
            ("intermediate.int_event_members", list(claims.items())),
        ):
            if rows:
                connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return folder


def test_what_became_of_each_event(tmp_path: Path) -> None:
    before = release(
        tmp_path / "1", [("a", 3, "Aden"), ("b", 1, "Aden"), ("c", 2, "Abyan"), ("d", 4, "Ibb"), ("e", 5, "Ibb")]
    )
    after = release(
        tmp_path / "2",
        [("a", 4, None), ("b", 1, "Aden"), ("e", 5, "Ibb"), ("f", 1, "Marib"), ("g", None, "Ibb")],
        [("d", "b"), ("e", "f")],
    )
    assert compare(before, after) == [
        Difference(Change.APPEARED, "g"),
        Difference(Change.CHANGED, "a", "admin1", "Aden", None),
        Difference(Change.CHANGED, "a", "killed_best", "3", "4"),
        Difference(Change.MERGED, "d", other_event_id="b"),
        Difference(Change.SPLIT, "f", other_event_id="e"),
        Difference(Change.WENT, "c"),
    ]


def test_an_event_whose_founding_claim_is_gone_is_the_same_event_renamed(tmp_path: Path) -> None:
    before = release(
        tmp_path / "1",
        [("a", 3, "Aden"), ("b", 2, "Ibb"), ("c", 1, "Abyan"), ("d", 1, "Abyan"), ("e", 9, "Marib")],
        claims={"a1": "a", "a2": "a", "a3": "a", "b1": "b", "c1": "c", "c2": "c", "d1": "d", "d2": "d", "e1": "e"},
    )
    after = release(
        tmp_path / "2",
        # b went; c and d were one without their first claims; e lives on and gave up nothing
        [("a*", 4, "Aden"), ("cd*", 2, "Abyan"), ("e", 9, "Marib")],
        claims={"a2": "a*", "a3": "a*", "a4": "a*", "c2": "cd*", "d2": "cd*", "e1": "e"},
    )
    assert compare(before, after) == [
        Difference(Change.CHANGED, "a*", "killed_best", "3", "4", other_event_id="a"),
        Difference(Change.RENAMED, "a", other_event_id="a*"),
        Difference(Change.MERGED, "c", other_event_id="cd*"),
        Difference(Change.MERGED, "d", other_event_id="cd*"),
        Difference(Change.SPLIT, "cd*", other_event_id="c"),
        Difference(Change.SPLIT, "cd*", other_event_id="d"),
        Difference(Change.WENT, "b"),
    ]
    # and back again
    assert Difference(Change.RENAMED, "a*", other_event_id="a") in compare(after, before)


def test_the_same_publication_twice_changes_nothing(tmp_path: Path) -> None:
    one = release(tmp_path / "1", [("a", 3, "Aden")], [("z", "a")])
    assert compare(one, one) == []


def test_a_column_that_only_one_of_them_has_is_no_change(tmp_path: Path) -> None:
    before = release(tmp_path / "1", [("a", 3, "Aden")])
    after = release(tmp_path / "2", [("a", 3, "Aden")], extra=", method VARCHAR DEFAULT 'clash'")
    assert compare(before, after) == []


def test_a_folder_without_a_publication_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=DATABASE):
        compare(release(tmp_path / "1", []), tmp_path)
