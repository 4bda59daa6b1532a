"""The Dagster UI in a real browser: what an operator must be able to see is there."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.home import prepare_home
from orchestration.run import rebuild
from orchestration.settings import REPOSITORY
from orchestration.storage.lake import Lake

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e .[dev])")
expect = playwright.expect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
PATIENCE = 40_000
"""Milliseconds: the UI asks its server several times before a page is whole."""


@pytest.fixture(scope="module")
def broken_claim(register, tables) -> str:
    """A claim made invalid by hand, which the audit has stopped; the lake is mended again."""
    lake, day = Lake(register.settings.lake), register.first
    path = lake.path("casualty_claims", day)
    sound = path.read_bytes()
    data = lake.read("casualty_claims", day)
    claims = data.to_pylist()
    claims[0] |= {"count_low": 9, "count_high": 3, "bound": "range"}
    lake.write_table("casualty_claims", day, pa.Table.from_pylist(claims, schema=data.schema))
    try:
        assert not rebuild(register.settings).success
    finally:
        path.write_bytes(sound)
    return claims[0]["claim_id"]


@pytest.fixture(scope="module")
def address(register, broken_claim) -> Iterator[str]:
    """Address of a running UI, started as `make ui` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = prepare_home(register.settings)
    log = Path(register.settings.data) / "ui.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "dagster", "dev", "-w", "workspace.yaml", "-h", "127.0.0.1", "-p", str(port)],
            cwd=REPOSITORY,
            env=os.environ | {"DAGSTER_HOME": str(home), "SIJILL_DATA": str(register.settings.data)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/server_info", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        # Dagster ends its own children; on a busy machine it may not get to it, and nobody waits for that
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"the UI does not answer:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def page(address) -> Iterator["playwright.Page"]:
    """A page of a headless browser that can reach this machine alone."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1500, "height": 1000})
        page.set_default_timeout(PATIENCE)
        yield page
        browser.close()


def test_lineage_goes_from_landing_to_publication(page, address):
    page.goto(f"{address}/asset-groups")
    for group in ("landing", "lake", "raw", "staging", "intermediate", "marts", "exports", "published"):
        expect(page.get_by_text(group, exact=True).first).to_be_visible(timeout=PATIENCE)


def test_every_check_is_shown_with_its_result(page, address):
    page.goto(f"{address}/assets/raw/control_claims?view=checks")
    expect(page.get_by_text("evidence_is_verbatim").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Succeeded").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("blocking").first).to_be_visible(timeout=PATIENCE)


def test_a_failed_check_shows_the_row_and_what_to_do(page, address, broken_claim):
    page.goto(f"{address}/assets/raw/casualty_claims?view=checks&checkDetail=count_low_not_above_high")
    expect(page.get_by_text("Failed", exact=True).first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(broken_claim).first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Run the arrival day of these rows again").first).to_be_visible(timeout=PATIENCE)


def test_claims_are_plotted_by_run(page, address):
    page.goto(f"{address}/assets/lake/extraction_runs")
    page.get_by_text("Plots", exact=True).click()
    # by default the newest partitions are drawn, and the samples' days may be older
    page.get_by_role("button", name="Events").last.click()
    expect(page.get_by_text("claims", exact=True).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("canvas").first).to_be_visible(timeout=PATIENCE)


def test_publication_shows_its_numbers(page, address):
    page.goto(f"{address}/assets/published")
    for name in ("events", "claims", "checks_passed"):
        expect(page.get_by_text(name, exact=True).first).to_be_visible(timeout=PATIENCE)


def test_the_sensor_and_the_schedule_are_there(page, address):
    page.goto(f"{address}/automation")
    expect(page.get_by_text("landing_folder").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("nightly").first).to_be_visible(timeout=PATIENCE)


def test_the_published_page_opens_from_disk(page, register, tables):
    page.goto((register.settings.published / "report" / "index.html").as_uri())
    expect(page.get_by_text("Newest events")).to_be_visible()
    page.locator("details").first.click()
    expect(page.locator("blockquote").first).to_be_visible()
