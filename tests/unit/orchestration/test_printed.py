"""What the command line prints: the words of articles and files as they stand."""

import io

import pytest
import typer

from orchestration.cli import common, reasons


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    held = io.StringIO()
    for name in ("out", "err"):
        monkeypatch.setattr(getattr(common, name), "_file", held)
    return held


@pytest.mark.parametrize("words", ["killed 5 [dead and wounded] men", "[/officials] said", "[sources.wire] url"])
def test_square_brackets_are_the_words_of_whoever_wrote_them(printed: io.StringIO, words: str) -> None:
    common.out.print(common.table(words, ["evidence"], [[words]]))
    assert printed.getvalue().count(words) == 2
    with pytest.raises(typer.Exit):
        common.fail(words, f"mend {words}")
    assert f"sijill: {words}" in printed.getvalue()
    assert f"mend {words}" in printed.getvalue()


def test_an_explanation_is_set_in_bold_where_it_asks_for_it(printed: io.StringIO) -> None:
    reasons.print_line("[bold]Event 1[/]")
    assert printed.getvalue() == "Event 1\n"
