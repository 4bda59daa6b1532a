"""`sources.toml`: what it may say, and what a mistake in it is told as."""

from pathlib import Path

import pytest

from extractors.fetching import Publisher, Source, SourcesError, load_sources
from extractors.records import FETCH_REASONS

GOOD = """
[publishers.wire]
name = "The Wire"
country = "YE"
stands_near = "GOV"
also_named = ["wire.example"]

[sources.wire-feed]
kind = "feed"
url = "https://wire.example/rss"
publisher = "wire"

[sources.desk]
kind = "folder"
path = "incoming"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_is_no_source(tmp_path: Path) -> None:
    assert load_sources(tmp_path / "sources.toml").sources == ()


def test_names_come_from_the_tables_and_paths_from_the_file(tmp_path: Path) -> None:
    found = load_sources(written(tmp_path, GOOD))
    assert list(found.by_name) == ["wire-feed", "desk"]
    assert found.by_name["desk"].path == tmp_path / "incoming"
    assert found.publishers["wire"].country == "YE"


def test_the_example_can_be_used() -> None:
    example = Path(__file__).resolve().parents[3] / "samples" / "sources.toml"
    assert {source.kind for source in load_sources(example).sources} == {"feed", "sitemap", "page", "links", "folder"}


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (('country = "YE"', 'country = "Yemen"'), 4, "[publishers.wire] country: 'Yemen' cannot stand here"),
        (('stands_near = "GOV"', 'stands_near = "us"'), 5, "[publishers.wire] stands_near"),
        (('kind = "feed"', 'kind = "rss"'), 9, "[sources.wire-feed] kind"),
        (('kind = "feed"', 'kind = "feed"\nrate = 3'), 10, "rate: no such key; known: kind, url"),
        (("https://wire.example/rss", "ftp://wire.example"), 10, "begins with http:// or https://"),
        (("https://", "https://me:secret@"), 10, "leave user and password out"),
        (('publisher = "wire"', 'publisher = "wave"'), 11, "no [publishers.wave] is there; known: wire"),
        (('path = "incoming"', ""), 13, 'a folder needs `path = "…"`'),
        (('path = "incoming"', 'path = "a"\nurl = "https://x.example/"'), 13, "a folder has no `url`; remove it"),
        (("[sources.desk]", "[sources.Desk]"), 13, "a name is made of a-z"),
        (("[sources.desk]\nkind = \"folder\"\npath = \"incoming\"", "[sources.again]\nkind = \"page\"\n"
          "url = \"https://wire.example/rss\""), 15, "[sources.wire-feed] has the same address"),
        (("[publishers.wire]", "[publishers.other]\nname = \"Wire.Example\"\n[publishers.wire]"), 8, "already"),
        (("[sources.wire-feed]", "[source.wire-feed]"), 1, "known: publishers, sources"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_line_and_table(
    tmp_path: Path, change: tuple[str, str], line: int, told: str
) -> None:
    assert change[0] in GOOD
    path = written(tmp_path, GOOD.replace(*change, 1))
    with pytest.raises(SourcesError) as raised:
        load_sources(path)
    message = str(raised.value)
    assert told in message
    assert message.startswith(f"{path}, line {line}: ")
    assert "secret" not in message


def test_the_page_on_sources_names_every_key_and_every_reason() -> None:
    told = (Path(__file__).resolve().parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")
    keys = {*Publisher.model_fields, *Source.model_fields, *FETCH_REASONS} - {"name"}
    assert [key for key in sorted(keys) if f"`{key}`" not in told] == []


@pytest.mark.parametrize(("text", "told"), [("[sources.x]\nkind = = 3\n", "line 2"), ("sources = 3", "sources")])
def test_what_is_no_table_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourcesError, match=told):
        load_sources(written(tmp_path, text))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SourcesError, match="UTF-8"):
        load_sources(path)
