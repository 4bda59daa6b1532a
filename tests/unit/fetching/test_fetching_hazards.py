"""What servers do wrong, by accident or on purpose: each is a recorded failure, and costs little."""

import gzip
import ssl
import time
from dataclasses import replace
from itertools import pairwise

import pytest
import trustme
from newsroom import Desk
from publishers import Publishers, Reply, SimulatedClock, conditional, packed, page

from extractors.fetching.addresses import is_public

TEXT = "Two guards were wounded when a patrol came under fire near the old bridge, an officer said on Monday."
HTML = {"Content-Type": "text/html"}


def feed(desk, *paths: str, host: str = "wire.example") -> bytes:
    items = "".join(f"<item><title>{p}</title><link>{desk.publishers.url(host, p)}</link></item>" for p in paths)
    return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def polled(desk, pages, *, robots: str = "", **values):
    """Poll a feed that lists all of `pages`."""
    desk.publishers.serve("wire.example", {"/feed": feed(desk, *pages), **pages}, robots)
    return desk.poll(desk.source("wire.example", "/feed", **values))


def test_what_has_not_changed_is_not_sent_again(desk) -> None:
    body = page("One", TEXT)
    desk.publishers.serve(
        "wire.example",
        {
            "/feed": lambda path, asked: conditional(feed(desk, "/1"), asked, kind="text/xml"),
            "/1": lambda path, asked: conditional(body, asked, kind="text/html"),
        },
    )
    source = desk.source("wire.example", "/feed")
    assert desk.poll(source).new == 1
    later = desk.poll(source, hours=1)
    assert (later.outcome, later.new, later.unchanged) == ("ok", 0, 1)
    assert [seen.status for seen in desk.publishers.asked("wire.example", "/feed")] == [200, 304]
    assert [seen.status for seen in desk.publishers.asked("wire.example", "/1")] == [200, 304]


def test_a_changed_article_lands_again_and_other_bytes_around_the_same_text_do_not(desk) -> None:
    shown = {"text": TEXT, "advert": "one"}
    desk.publishers.serve(
        "wire.example",
        {
            "/feed": feed(desk, "/1"),
            "/1": lambda path, asked: Reply(
                page("One", shown["text"], head=f"<!-- {shown['advert']} -->"), headers=HTML
            ),
        },
    )
    source = desk.source("wire.example", "/feed")
    assert desk.poll(source).new == 1
    shown["advert"] = "two"
    assert (desk.poll(source, hours=1).unchanged, len(desk.landed())) == (1, 1)
    shown["text"] += " The number of wounded rose to four, the officer said later."
    assert desk.poll(source, hours=2).changed == 1
    assert b"rose to four" in desk.landed()[-1][1]


def test_nothing_is_asked_for_again_after_the_time_of_revisits(desk) -> None:
    polled(desk, {"/1": page("One", TEXT)}, revisit_days=1)
    source = desk.source("wire.example", "/feed", revisit_days=1)
    for _ in range(40):
        desk.poll(source, hours=1)
    assert 4 <= len(desk.publishers.asked("wire.example", "/1")) <= 6, "after one hour, two, four, eight"


def test_a_host_is_never_asked_faster_than_its_rate(desk) -> None:
    polled(desk, {f"/{n}": page(f"T{n}", f"{TEXT} Report {n}.") for n in range(5)}, requests_per_minute=20)
    times = [seen.at for seen in desk.publishers.asked("wire.example")]
    assert len(times) == 7
    assert all(later - earlier >= 3 for earlier, later in pairwise(times))


def test_two_sources_of_one_host_keep_its_rate_together_and_polls_one_after_the_other_do(desk) -> None:
    desk.publishers.serve("wire.example", {"/a": feed(desk), "/b": feed(desk)})
    sources = [desk.source("wire.example", path, name=path[1:], requests_per_minute=6) for path in ("/a", "/b")]
    desk.poll_all(*sources)
    desk.poll_all(*sources)
    times = [seen.at for seen in desk.publishers.asked("wire.example")]
    assert all(later - earlier >= 10 for earlier, later in pairwise(times))


def test_a_crawl_delay_and_denials_of_robots_txt_are_kept(desk) -> None:
    robots = "User-agent: Sijill\nCrawl-delay: 30\nDisallow: /closed\n"
    done = polled(desk, {"/open": page("One", TEXT), "/closed/1": page("Two", TEXT)}, robots=robots)
    assert (done.new, done.failed) == (1, 1)
    assert desk.errors() == [("robots_denied", "/closed/1")]
    assert not desk.publishers.asked("wire.example", "/closed/1")
    times = [seen.at for seen in desk.publishers.asked("wire.example")]
    assert all(later - earlier >= 30 for earlier, later in pairwise(times[1:]))


def test_sources_of_one_host_that_begin_together_ask_for_its_robots_txt_once(desk) -> None:
    desk.publishers.serve("wire.example", {path: feed(desk) for path in ("/a", "/b", "/c")})
    desk.poll_all(*(desk.source("wire.example", path, name=path[1:]) for path in ("/a", "/b", "/c")))
    assert len(desk.publishers.asked("wire.example", "/robots.txt")) == 1


def test_a_host_whose_robots_txt_cannot_be_had_is_not_fetched_from(desk) -> None:
    desk.publishers.serve("wire.example", {"/feed": feed(desk)})
    inner = desk.publishers.sites["wire.example"]
    desk.publishers.sites["wire.example"] = lambda path, asked: (
        Reply(status=500) if path == "/robots.txt" else inner(path, asked)
    )
    done = desk.poll(desk.source("wire.example", "/feed"))
    assert (done.outcome, done.problem.reason) == ("failed", "robots_unreachable")
    assert not desk.publishers.asked("wire.example", "/feed")


@pytest.mark.parametrize("told", ["30", "Mon, 19 Oct 2026 09:00:30 GMT"])
def test_retry_after_is_waited_for(desk, told: str) -> None:
    answers = [Reply(status=429, headers={"Retry-After": told}), Reply(feed(desk))]
    desk.publishers.serve("wire.example", {"/feed": lambda path, asked: answers.pop(0)})
    assert desk.poll(desk.source("wire.example", "/feed", requests_per_minute=600)).outcome == "ok"
    first, second = desk.publishers.asked("wire.example", "/feed")
    assert second.at - first.at >= 29


def test_a_host_that_wants_hours_gets_them_and_loses_nothing(desk) -> None:
    answers = [Reply(feed(desk, "/1")), Reply(status=429, headers={"Retry-After": "7200"})]
    desk.publishers.serve(
        "wire.example",
        {"/feed": lambda path, asked: answers.pop(0) if answers else Reply(feed(desk, "/1")), "/1": page("One", TEXT)},
    )
    source = desk.source("wire.example", "/feed", revisit_days=0)
    assert desk.poll(source).new == 1
    refused = desk.poll(source, hours=1)
    assert (refused.outcome, refused.problem.reason) == ("failed", "asked_to_wait")
    asked = len(desk.publishers.seen)
    assert desk.poll(source, hours=1).outcome == "put_off"
    assert len(desk.publishers.seen) == asked, "nothing is sent before the time is over"
    assert desk.poll(source, hours=1.1).outcome == "ok"


def test_a_passing_fault_is_tried_again_and_a_lasting_one_is_recorded_once_a_day(desk) -> None:
    answers = [
        Reply(status=503, headers={"Retry-After": "1"}),
        Reply(drop=True),
        Reply(page("One", TEXT), headers=HTML),
    ]
    done = polled(desk, {"/1": lambda path, asked: answers.pop(0), "/gone": Reply(status=410), "/5": Reply(status=500)})
    assert (done.new, done.failed) == (1, 2)
    assert len(desk.publishers.asked("wire.example", "/5")) == 3
    assert len(desk.publishers.asked("wire.example", "/gone")) == 1
    desk.poll(desk.source("wire.example", "/feed"), hours=1)
    errors = {one.url.rsplit("/", 1)[1]: one for one in desk.state.errors()}
    assert errors["gone"].http_status == 410
    assert errors["gone"].attempts == 2
    assert all(one.remedy for one in errors.values())


def test_a_failed_article_is_asked_for_again_later_and_given_up_in_the_end(desk) -> None:
    polled(desk, {"/1": Reply(status=404)})
    source = desk.source("wire.example", "/feed")
    for _ in range(24):
        desk.poll(source, hours=12)
    assert len(desk.publishers.asked("wire.example", "/1")) == 8
    desk.state.make_failed_due("wire", desk.clock.now)
    desk.publishers.serve("wire.example", {"/feed": feed(desk, "/1"), "/1": page("One", TEXT)})
    assert desk.poll(source).new == 1
    assert all(one.resolved_at for one in desk.state.errors())


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(page("One", TEXT), headers=HTML, cut_after=80), "cut_short"),
        (Reply(drop=True), "cut_short"),
        (Reply(gzip.compress(page("One", TEXT))[:-9], headers=HTML | {"Content-Encoding": "gzip"}), "cut_short"),
        (Reply(b"no gzip", headers=HTML | {"Content-Encoding": "gzip"}), "unreadable_answer"),
        (Reply(b"\x1b", headers=HTML | {"Content-Encoding": "br"}), "unreadable_answer"),
        (Reply(b"", headers=HTML), "missing_text"),
        (Reply(page("Menu", ""), headers=HTML), "missing_text"),
        (Reply(b"%PDF-1.4 nothing", headers={"Content-Type": "application/pdf"}), "missing_text"),
        (Reply(status=402), "paywall"),
        (Reply(page("One", "Fighting went on in the hills. Subscribe to continue reading."), headers=HTML), "paywall"),
        (Reply(page("خبر", "تواصلت المعارك في الجبال. هذا المحتوى متاح للمشتركين فقط."), headers=HTML), "paywall"),
        (Reply(page("One", TEXT, head='<script>{"isAccessibleForFree": false}</script>'), headers=HTML), "paywall"),
        (Reply(page("Moment", "Please enable JavaScript and cookies to continue to the site."), headers=HTML), "gate"),
        (Reply(status=302, headers={"Location": "/1"}), "too_many_redirects"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "bad_address"),
        (Reply(status=301, headers={"Location": "http://[::1"}), "bad_address"),
        (Reply(status=301, headers={"Location": "http://nowhere.example/1"}), "name_not_found"),
        (Reply(status=301, headers={"Location": "/"}), "moved_to_front_page"),
        (Reply(b"x" * 2_000_000, headers=HTML), "too_large"),
        (packed(Reply(b"<p>" + b" " * 200_000_000, headers=HTML)), "too_large"),
    ],
)
def test_what_is_no_article_is_an_error_and_never_lands(desk, reply: Reply, reason: str) -> None:
    done = polled(desk, {"/1": reply, "/": page("Front page", TEXT)}, max_bytes=1_000_000)
    failed = [one for one in desk.state.errors() if one.url.endswith("/1")]
    assert [one.reason for one in failed] == [reason]
    assert (done.outcome, done.new) == ("ok", 1), "the other article of the feed comes in all the same"


def test_an_answer_of_a_byte_at_a_time_ends_at_the_deadline(desk) -> None:
    desk.limits = replace(desk.limits, idle_seconds=5, total_seconds=0.4, attempts=1)
    started = time.monotonic()
    done = polled(desk, {"/1": Reply(page("One", TEXT), headers=HTML, seconds_a_byte=0.05)})
    assert time.monotonic() - started < 5
    assert (done.failed, desk.errors()) == (1, [("too_slow", "/1")])


PRIVATE = (
    "127.0.0.1 10.0.0.8 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 ::ffff:10.0.0.1 fe80::1 fc00::1 "
    "64:ff9b::7f00:1 2002:7f00:1:: fec0::1 ::127.0.0.1"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_known() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_private_addresses_are_refused_at_first_and_after_a_redirect(desk) -> None:
    desk.publishers.serve("wire.example", {"/feed": feed(desk)})
    done = desk.poll(desk.source("wire.example", "/feed", allow_private=False))
    assert (done.outcome, done.problem.reason) == ("failed", "private_address")
    assert desk.publishers.seen == []


def test_a_public_page_that_redirects_into_the_private_network_is_refused(desk) -> None:
    """The address is checked at each step, and the checked one is connected to: the name may lie the second time."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])

    async def lying(host: str, port: int) -> list[str]:
        return next(answers)

    desk.publishers.serve("wire.example", {"/feed": feed(desk)})
    desk.limits = replace(desk.limits, connect_seconds=0.2, total_seconds=0.3, attempts=1)
    (done,) = desk.poll_all(desk.source("wire.example", "/feed", allow_private=False), resolve=lying)
    assert done.outcome == "failed"
    assert desk.publishers.seen == [], "had the name been looked up again to connect, the server would have seen it"


def test_a_name_with_one_private_address_among_public_ones_is_refused(desk) -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "127.0.0.1"]

    desk.publishers.serve("wire.example", {"/feed": feed(desk)})
    (done,) = desk.poll_all(desk.source("wire.example", "/feed", allow_private=False), resolve=mixed)
    assert done.problem.reason == "private_address"


def test_certificates_are_those_of_the_name_though_the_address_is_connected_to(tmp_path) -> None:
    authority = trustme.CA()
    served, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("wire.example").configure_cert(served)
    authority.configure_trust(trusted)
    clock = SimulatedClock()
    with Publishers(clock, served) as publishers:
        desk = Desk(tmp_path, clock, publishers)
        for host in ("wire.example", "other.example"):
            publishers.serve(host, {"/feed": feed(desk, "/1", host=host), "/1": page("One", TEXT)})
        right, wrong = desk.source("wire.example", "/feed"), desk.source("other.example", "/feed")
        first, second = desk.poll_all(right, wrong, certificates=trusted)
        assert (first.outcome, first.new) == ("ok", 1)
        assert (second.outcome, second.problem.reason) == ("failed", "tls_failed")
        (untrusting,) = desk.poll_all(right, hours=1)
        assert untrusting.problem.reason == "tls_failed"
        desk.state.close()


def test_environment_and_cookies_are_not_heard(desk, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    desk.publishers.serve(
        "wire.example", {"/feed": Reply(feed(desk, "/1"), headers={"Set-Cookie": "a=1"}), "/1": page("One", TEXT)}
    )
    assert desk.poll(desk.source("wire.example", "/feed")).new == 1
    assert all("cookie" not in seen.headers for seen in desk.publishers.seen)
    assert {seen.headers["user-agent"] for seen in desk.publishers.seen} == {"Sijill/test"}


def test_a_server_that_is_not_there_fails_its_source_alone(desk) -> None:
    desk.publishers.serve("wire.example", {"/feed": feed(desk, "/1"), "/1": page("One", TEXT)})
    lost, good = desk.source("lost.example", "/feed"), desk.source("wire.example", "/feed")
    first, second = desk.poll_all(lost, good)
    assert (first.outcome, first.problem.reason) == ("failed", "name_not_found")
    assert (second.outcome, second.new) == ("ok", 1)
    desk.poll(lost, hours=1)
    assert desk.state.n_failed_polls("lost") == 2
    assert desk.state.n_failed_polls("wire") == 0
