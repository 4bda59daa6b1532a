"""What fetching lands, and what the reader makes of it: publisher, day, language; folders; kills; barriers."""

import os
import signal
from contextlib import suppress
from datetime import date

import pytest
from newsroom import Desk
from publishers import Reply, page

from extractors.fetching import Source
from extractors.fetching.barriers import barrier_of, barriers
from extractors.fetching.state import State
from extractors.reading import landed_files, read_landing
from extractors.records import Article, RejectedArticle

TEXT = "Two guards were wounded when a patrol came under fire near the old bridge, an officer said on Monday."
ARABIC = "أصيب حارسان يوم الاثنين عندما تعرضت دورية لإطلاق نار قرب الجسر القديم، بحسب ما قال ضابط في المنطقة."


def read(desk: Desk) -> list[Article | RejectedArticle]:
    (folder,) = desk.landing.iterdir()
    day = date.fromisoformat(folder.name)
    return list(read_landing(landed_files(desk.landing, day), arrival_date=day, run_id="run"))


def feed(desk: Desk, *paths: str) -> bytes:
    items = "".join(
        f"<item><title>{p}</title><link>{desk.publishers.url('wire.example', p)}</link>"
        "<pubDate>Sun, 18 Oct 2026 21:30:00 +0300</pubDate></item>"
        for p in paths
    )
    return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def test_an_article_carries_its_source_s_publisher_and_its_feed_s_day(desk: Desk) -> None:
    own = page("Own", f"{TEXT} It was the second time.", published="2026-10-17T08:00:00+03:00")
    desk.publishers.serve("wire.example", {"/feed": feed(desk, "/1", "/2"), "/1": page("One", TEXT), "/2": own})
    desk.poll(desk.source("wire.example", "/feed", publisher="the-wire"))
    rows = {row.title: row for row in read(desk)}
    assert all(isinstance(row, Article) for row in rows.values())
    assert {row.publisher for row in rows.values()} == {"the-wire"}
    assert str(rows["One"].published) == "2026-10-18", "the page tells no day, the feed does"
    assert str(rows["Own"].published) == "2026-10-17", "the page's own day goes before"
    assert rows["One"].retrieved_at is not None
    assert "wire-2026" in rows["One"].origin


def test_a_wrong_label_of_the_character_set_does_no_harm(desk: Desk) -> None:
    body = page("خبر", ARABIC).decode().encode("windows-1256")
    reply = Reply(body, headers={"Content-Type": "text/html; charset=iso-8859-1"})
    desk.publishers.serve("wire.example", {"/feed": feed(desk, "/1"), "/1": reply})
    desk.poll(desk.source("wire.example", "/feed"))
    (row,) = read(desk)
    assert row.text == ARABIC


def test_headers_and_phrases_in_other_letters_do_no_harm(desk: Desk) -> None:
    headers = {"Content-Type": "text/html", "X-Title": "خبر".encode().decode("latin-1")}
    reply = Reply(page("One", TEXT), headers=headers, phrase="Déjà")
    desk.publishers.serve("wire.example", {"/feed": feed(desk, "/1"), "/1": reply})
    assert desk.poll(desk.source("wire.example", "/feed")).new == 1
    assert isinstance(read(desk)[0], Article)


def test_hints_that_were_damaged_are_a_rejection_with_its_remedy(desk: Desk) -> None:
    desk.publishers.serve("wire.example", {"/feed": feed(desk, "/1"), "/1": page("One", TEXT)})
    desk.poll(desk.source("wire.example", "/feed"))
    (hints,) = desk.landing.rglob(".known.json")
    hints.write_text("{")
    (row,) = read(desk)
    assert isinstance(row, RejectedArticle)
    assert "delete that hidden file" in row.remedy


def test_files_of_a_folder_land_once_and_again_when_they_change(desk: Desk) -> None:
    folder = desk.folder / "incoming"
    folder.mkdir()
    source = Source(name="desk", kind="folder", path=folder, publisher=None, language="en")
    missing = desk.poll(Source(name="lost", kind="folder", path=desk.folder / "nowhere"))
    assert (missing.outcome, missing.problem.reason) == ("failed", "unreadable_file")
    (folder / "report.txt").write_text(TEXT)
    (folder / "half.txt.part").write_text(TEXT)
    assert desk.poll(source).new == 1
    assert desk.poll(source).new == 0
    (folder / "report.txt").write_text(TEXT + " Later it was three.")
    assert desk.poll(source).new == 1
    assert len([row for row in read(desk) if isinstance(row, Article)]) == 2


def test_a_killed_poll_loses_nothing_and_goes_on_where_it_was(desk: Desk) -> None:
    """Killed for good: nothing is tidied up. What had landed stays, what had not is fetched by the next poll."""
    paths = [f"/{n}" for n in range(50)]
    pages = {path: page(f"T{path}", f"{TEXT} Report {path}.") for path in paths}
    desk.publishers.serve("wire.example", {"/feed": feed(desk, *paths), **pages})
    source = desk.source("wire.example", "/feed")
    desk.state.close()
    child = os.fork()
    if child == 0:
        kill_after(desk, source, 30)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert len(desk.landed()) == 20, "one batch had landed"

    desk.state = State(desk.folder / "fetch")
    done = desk.poll(source, hours=1)
    assert (done.new, done.left_over) == (30, 0)
    articles = [row for row in read(desk) if isinstance(row, Article)]
    assert len({row.article_id for row in articles}) == len(articles) == 50


def kill_after(desk: Desk, source: Source, articles: int) -> None:
    """Poll in a child process that is killed once so many articles have been fetched."""
    with suppress(BaseException):
        seen = [0]
        desk.state = State(desk.folder / "fetch")

        def tell(name: str, more: int, done: int, size: int) -> None:
            seen[0] += done
            if seen[0] >= articles:
                os.kill(os.getpid(), signal.SIGKILL)

        desk.tell = tell
        desk.poll(source)
    os._exit(1)


@pytest.mark.parametrize("rule", [rule for rule, _ in barriers()], ids=lambda rule: rule.id)
def test_each_barrier_knows_its_example(rule) -> None:
    assert barrier_of(f"<p>Fighting went on.</p><div>{rule.example}</div>", "Fighting went on.") is not None
    (pattern,) = (pattern for one, pattern in barriers() if one is rule)
    assert pattern.search(rule.example)


def test_a_whole_article_beside_a_banner_is_no_barrier() -> None:
    assert barrier_of("<p>Subscribe to continue reading</p>", "word " * 200) is None
    assert barrier_of("<script>var t = 'Subscribe to continue reading'</script><p>Short.</p>", "Short.") is None


def test_addresses_of_a_table_are_fetched_and_those_with_a_text_are_not(desk: Desk) -> None:
    desk.publishers.serve("wire.example", {"/1": page("One", TEXT), "/2": page("Two", f"{TEXT} Two.")})
    one, two = (desk.publishers.url("wire.example", path) for path in ("/1", "/2"))
    (desk.folder / "columns.toml").write_text('[[table]]\ncolumns = {url = "Source link"}\n')
    (desk.folder / "links.csv").write_text(f"Source link,text\n{one},\n{two},It is known already what stands here.\n")
    source = Source(name="list", kind="links", path=desk.folder / "links.csv", allow_private=True)
    done = desk.poll(source)
    assert (done.problem, done.new) == (None, 1)
    (row,) = read(desk)
    assert (row.title, row.text) == ("One", TEXT)
    assert desk.poll(Source(name="lost", kind="links", path=desk.folder / "no.csv")).problem.reason == "unreadable_file"
