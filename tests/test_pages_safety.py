"""What must never happen on a page: a late alert, a request to another host, an identifier kept, a hidden one shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from guide.adapters.tally_store import FILE_NAME as COUNTS
from ingest.__main__ import main as ingest
from tests.browser import WIDE, Server, answered, answers, ask, opened, settled, window

pytestmark = pytest.mark.browser

ELSEWHERE = "https://collector.example/p.png"
HOSTILE = (
    f'![steal]({ELSEWHERE}?q=1) <img src="{ELSEWHERE}?q=2" onerror="window.broken=1"> [press me]({ELSEWHERE}?q=3) '
    f'<script>window.broken=1</script> <a href="{ELSEWHERE}">press</a> Why are the lanterns repaired in winter?'
)
DOCUMENT = f"""# Lantern repairs

The lanterns are repaired in winter because the evenings are long ![steal]({ELSEWHERE}?d=1).

The lantern workshop opens on Tuesdays <img src="{ELSEWHERE}?d=2" onerror="window.broken=1"> and on Fridays.

Lantern keepers press [this link]({ELSEWHERE}?d=3) in winter <script>window.broken=1</script>.
"""
PLANTED = (
    "07700 900461",
    "SW1A 2AA",
    "QQ 12 34 56 C",
    "maureen.quillfeather@example.org",
    "14/03/1987",
    "Quillfeather",
)
PERSONAL = (
    "Mrs Maureen Quillfeather, born 14/03/1987, of 12 Sample Road SW1A 2AA, NI QQ 12 34 56 C, tel 07700 900461, "
    "maureen.quillfeather@example.org: what does the plan say about vulnerable people?"
)
THREAT = (
    "Mrs Maureen Quillfeather of 12 Sample Road SW1A 2AA says her husband is outside now with a knife "
    "and he says he will kill her"
)


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server whose only document holds images, links and scripts that call another host."""
    folder = tmp_path_factory.mktemp("hostile")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "lanterns.md").write_text(DOCUMENT, encoding="utf-8")
    (documents / "lanterns-plain.txt").write_text(DOCUMENT, encoding="utf-8")
    assert ingest(["--corpus", str(folder), "--index", str(folder / "index")]) == 0
    running = Server(folder / "index", folder).start()
    yield running
    running.stop()


def test_hostile_images_links_and_scripts_reach_no_other_host_and_run_nothing(
    chromium: Browser, hostile_server: Server
) -> None:
    context = window(chromium, hostile_server, WIDE)
    asked_for: list[str] = []
    context.on("request", lambda request: asked_for.append(_host(request)))
    page = opened(context)
    turn = ask(page, HOSTILE)
    assert turn.locator("button.cite").count() > 0, turn.inner_text()
    for number in range(turn.locator("button.cite").count()):
        turn.locator("button.cite").nth(number).click()
    for path in ("/documents", "/documents?source=lanterns", "/documents?source=lanterns-plain", "/about"):
        page.goto(path)
        page.locator("h1").first.wait_for(state="attached")
        settled(page)
        assert page.locator(".guide img, .guide script, .guide iframe").count() == 0
        assert page.locator(f'a[href*="{urlsplit(ELSEWHERE).hostname}"]').count() == 0
        assert page.evaluate("window.broken") is None
    page.wait_for_timeout(500)
    assert set(asked_for) == {"127.0.0.1"}
    context.close()


def _host(request: Request) -> str:
    parts = urlsplit(request.url)
    return parts.hostname or ("127.0.0.1" if parts.scheme in ("data", "blob") else request.url)


def test_planted_identifiers_are_masked_on_the_page_and_stand_in_no_file_log_or_address(
    page: Page, server: Server
) -> None:
    turn = ask(page, PERSONAL)
    shown = page.inner_text("body")
    assert "[" in turn.locator("h2").inner_text()
    page.reload()
    page.locator("article.turn").wait_for()
    kept = b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())
    kept += server.log.read_bytes() + page.url.encode()
    assert b"vulnerable people" in kept
    for planted in PLANTED:
        assert planted not in shown, planted
        assert planted.encode() not in kept, planted


def test_an_alert_stands_above_everything_before_any_key_is_pressed(page: Page) -> None:
    ask(page, THREAT)
    alert = page.locator(".alert-emergency")
    expect(alert).to_have_count(1)
    expect(alert).to_be_in_viewport()
    assert "999" in alert.inner_text()
    assert alert.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
    box, turn = alert.bounding_box(), page.locator("article.turn").last.bounding_box()
    assert box and turn
    assert box["y"] + box["height"] <= turn["y"]
    assert box["width"] >= turn["width"] - 2


def test_an_alert_is_drawn_before_the_answer_is_there(context: BrowserContext) -> None:
    context.add_init_script(
        """window.order = [];
        document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
          const seen = (name, selector) => {
            if (document.querySelector(selector) && !window.order.includes(name)) window.order.push(name);
          };
          seen('alert', '.alert-emergency'); seen('answer', 'article.turn:not([aria-busy])');
        }).observe(document.body, { childList: true, subtree: true }));"""
    )
    page = opened(context)
    ask(page, THREAT)
    assert page.evaluate("window.order") == ["alert", "answer"]


def test_an_alert_that_only_the_meaning_shows_is_drawn_before_anything_is_counted_or_kept(
    page: Page, server: Server
) -> None:
    ask(page, "Hello!")
    before = answers(page)
    with closing(sqlite3.connect(server.data / COUNTS, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        page.get_by_role("textbox").fill("please help me now he is here")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator(".alert-emergency")).to_be_in_viewport()
        page.wait_for_timeout(300)
        assert answers(page) == before
        held.execute("ROLLBACK")
    answered(page, before)
    expect(page.locator(".alert-emergency")).to_be_in_viewport()


def test_a_restriction_to_one_theme_never_hides_an_alert(page: Page) -> None:
    page.get_by_label("Search in").select_option(index=1)
    ask(page, THREAT)
    expect(page.locator(".alert-emergency")).to_be_in_viewport()


def test_the_index_being_away_never_hides_an_alert(chromium: Browser, tmp_path: Path) -> None:
    server = Server(tmp_path / "no-index", tmp_path).start()
    context = window(chromium, server, WIDE)
    try:
        page = opened(context)
        page.get_by_role("textbox").fill(THREAT)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator(".alert-emergency")).to_be_in_viewport()
        expect(page.locator(".problem-card")).to_contain_text("python -m ingest")
    finally:
        context.close()
        server.stop()
