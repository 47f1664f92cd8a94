"""A real browser on a real server: finds an installed Chromium, Chrome or Edge and serves the pages on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NONE_FOUND = (
    "No browser: install the package chromium (or Chrome or Edge), or set BROWSER=none to leave the browser tests out."
)
PATIENCE_MS = 60_000
POLL_MS = 20
expect.set_options(timeout=30_000)
WIDE = (1440, 900)
NARROW = (360, 640)
RUNS = Path(__file__).with_name("runs.js").read_text(encoding="utf-8")
"""Follows in the browser which runs a page asked for, and which of them are over."""


def found_browser(names: Sequence[str] = NAMES) -> str | None:
    """Return the path of an installed browser, the first of these names that there is; None without one."""
    found = [path for name in names if (path := shutil.which(name))]
    found += [place for place in PLACES if Path(place).is_file()]
    return found[0] if found else None


def installed_browser() -> str:
    """Return the path of an installed browser; fail the test with one line when there is none."""
    found = found_browser()
    if found is None:
        pytest.fail(NONE_FOUND, pytrace=False)
    return found


class Server:
    """One `streamlit run app.py` with folders of its own. Everything it prints goes to `log`."""

    def __init__(self, index: Path, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """settings: further variables of the environment."""
        self.settings = dict(settings or {})
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.index = index
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        environment = {**os.environ, **self.settings, "GUIDE_INDEX": str(self.index), "GUIDE_DATA": str(self.data)}
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={self.port}"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self._wait()
        return self

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self._process and self._process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"the server did not start: {self.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the installed browser, started once."""
    path = installed_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server over the shipped corpus, shared by all browser tests that do not stop it."""
    running = Server(shipped_index, tmp_path_factory.mktemp("server")).start()
    yield running
    running.stop()


@pytest.fixture
def context(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """Return a fresh browser profile with a wide window."""
    made = window(chromium, server, WIDE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return the Ask page on its first visit."""
    return opened(context)


def window(
    chromium: Browser,
    server: Server,
    size: tuple[int, int],
    scheme: str = "light",
    headers: Mapping[str, str] | None = None,
) -> BrowserContext:
    """Return a fresh browser profile whose window has this size and colour scheme, and whose requests these headers."""
    made = chromium.new_context(
        base_url=server.address,
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        extra_http_headers=dict(headers or {}),
        reduced_motion="reduce",
    )
    made.set_default_timeout(PATIENCE_MS)
    made.add_init_script(RUNS)
    return made


def opened(context: BrowserContext, path: str = "/") -> Page:
    """Return a page of the guide, drawn whole."""
    page = context.new_page()
    page.goto(path)
    page.locator("h1").first.wait_for(state="attached")
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until every run that the page has asked for is over and drawn.

    Streamlit's own mark "not running" is also true in the moment between a press and the beginning of its run. Until a
    run is over, an element whose key changed stands on the page twice.
    """
    page.wait_for_function("window.guideRuns.areOver()", polling=POLL_MS, timeout=PATIENCE_MS)


def ask(page: Page, question: str) -> Locator:
    """Ask as a person does and return the newest turn once it is there."""
    before = answers(page)
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    return answered(page, before)


def answers(page: Page) -> int:
    """Return how many questions this tab has had answered."""
    return int(page.locator("form[data-done]").get_attribute("data-done") or 0)


def answered(page: Page, before: int) -> Locator:
    """Wait until one more question is answered than before, and return the newest turn."""
    page.locator(f'form[data-done="{before + 1}"]').wait_for()
    newest = page.locator("article.turn:not([aria-busy])").last
    newest.wait_for()
    settled(page)
    return newest


def own_violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds in our own markup on a page: the rule and the element's beginning."""
    return [
        (each["id"], node["html"][:120])
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"]
        if 'class="guide' in node["html"] or "data-send" in node["html"]
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
