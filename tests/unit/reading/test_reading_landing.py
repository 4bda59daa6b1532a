import os

import pytest

from extractors.reading import land, landed_files
from extractors.reading.landing import files_of

from .conftest import DAY


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.txt",
        "a.txt",
        "deep/er/c.txt",
        ".hidden",
        ".git/config",
        "half.part",
        "half.TMP",
        "d.html.crdownload",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "in"


def names(files):
    return sorted(file.path.name for file in files)


def test_files_of_a_folder_under_their_hashes(folder, tmp_path):
    files = land([folder], tmp_path / "landing", DAY)
    assert names(files) == ["a.txt", "b.txt", "c.txt"]
    assert [file.origin for file in files] == sorted(file.origin for file in files)
    for file in files:
        assert file.path == tmp_path / "landing" / DAY.isoformat() / file.origin
        digest, name = file.origin.split("/")
        assert len(digest) == 12
        assert file.path.read_bytes().endswith(name.encode())
    assert landed_files(tmp_path / "landing", DAY) == files


def test_landing_twice_changes_nothing(folder, tmp_path):
    first = land([folder], tmp_path / "landing", DAY)
    times = {file.path: file.path.stat().st_mtime_ns for file in first}
    assert land([folder / "a.txt", folder], tmp_path / "landing", DAY) == first
    assert {path: path.stat().st_mtime_ns for path in times} == times
    left = [path for path in (tmp_path / "landing").rglob("*") if path.is_file()]
    assert sorted(left) == sorted(times)


def test_a_copy_left_short_is_replaced(folder, tmp_path):
    (file,) = land([folder / "a.txt"], tmp_path / "landing", DAY)
    file.path.write_bytes(b"")
    assert land([folder / "a.txt"], tmp_path / "landing", DAY)[0].path.read_bytes() == b"a.txt"


def test_links_and_circles_are_left_out(folder, tmp_path):
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "link.txt").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe.txt")
    assert names(land([folder], tmp_path / "landing", DAY)) == ["a.txt", "b.txt", "c.txt"]


def test_a_path_that_is_not_there_is_an_error_before_anything_is_copied(folder, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt"):
        land([folder, tmp_path / "nowhere.txt"], tmp_path / "landing", DAY)
    assert not (tmp_path / "landing").exists()


def test_an_unreadable_file_is_told_and_the_rest_lands(folder, tmp_path, monkeypatch):
    from extractors.reading import landing

    copy = landing._copy

    def refuses(file, *rest):
        if file.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(file))
        return copy(file, *rest)

    monkeypatch.setattr(landing, "_copy", refuses)
    told = []
    files = land([folder], tmp_path / "landing", DAY, on_unreadable=lambda path, error: told.append((path.name, error)))
    assert names(files) == ["b.txt", "c.txt"]
    assert [name for name, _ in told] == ["a.txt"]
    with pytest.raises(PermissionError):
        land([folder], tmp_path / "landing", DAY)


def test_no_day_no_files(tmp_path):
    assert landed_files(tmp_path, DAY) == []


def test_a_folder_in_a_folder_a_thousand_deep(tmp_path):
    deep = tmp_path
    for _ in range(1200):
        deep = deep / "d"
        os.mkdir(deep)
    (tmp_path / "z.txt").write_text("z")
    assert [path.name for path in files_of(tmp_path)] == ["z.txt"]
    while deep != tmp_path:  # pytest's own clearing up would recurse too deep
        os.rmdir(deep)
        deep = deep.parent


def test_a_folder_that_may_not_be_listed_is_told(folder, tmp_path, monkeypatch):
    scandir = os.scandir

    def refuses(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuses)
    told = []
    land([folder], tmp_path / "landing", DAY, on_unreadable=lambda path, error: told.append((path.name, type(error))))
    assert [name for name, _ in told] == ["deep"]


def test_the_order_is_that_of_names(folder):
    assert [path.name for path in files_of(folder)] == ["a.txt", "b.txt", "c.txt"]
