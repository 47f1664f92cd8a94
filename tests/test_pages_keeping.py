"""What survives and what does not: reload, other pages, a restarted server, two tabs, locking, a full disk."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guide.keeping.conversations import is_conversation_id
from tests.browser import WIDE, Server, ask, opened, settled, window

pytestmark = pytest.mark.browser

HOUSING = "Why does housing matter for reoffending?"
ONLINE = "Is fraud a threat to London?"


def id_in(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("c", [""])[0]


def test_the_conversation_survives_a_reload_and_a_visit_to_every_other_page(page: Page) -> None:
    ask(page, HOUSING)
    conversation = id_in(page)
    assert is_conversation_id(conversation)
    others = [name for name in page.locator("nav.pages").get_by_role("link").all_inner_texts() if name != "Ask"]
    assert len(others) >= 5
    for name in others:
        page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        expect(page).to_have_url(re.compile(re.escape(conversation)))
    page.get_by_test_id("stSidebar").get_by_role("link", name="Ask").click()
    expect(page.get_by_role("heading", name=HOUSING)).to_be_visible()
    settled(page)
    assert id_in(page) == conversation
    page.reload()
    expect(page.get_by_role("heading", name=HOUSING)).to_be_visible()
    page.goto(f"/documents?c={conversation}")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Ask").click()
    expect(page.get_by_role("heading", name=HOUSING)).to_be_visible()


def test_two_tabs_of_one_conversation_lose_no_turn_and_two_conversations_stay_apart(context: BrowserContext) -> None:
    first = opened(context)
    ask(first, HOUSING)
    second = opened(context, f"/?c={id_in(first)}")
    expect(second.get_by_role("heading", name=HOUSING)).to_be_visible()
    ask(second, ONLINE)
    ask(first, "Who counts as vulnerable?")
    expect(first.locator("details.earlier > summary")).to_have_text("Earlier in this conversation: 2 questions")
    other = opened(context)
    ask(other, ONLINE)
    assert id_in(other) != id_in(first)
    expect(other.locator("details.earlier")).to_have_count(0)


def test_lock_and_start_fresh_clears_screen_and_address_and_going_back_shows_nothing(page: Page) -> None:
    ask(page, HOUSING)
    locked = id_in(page)
    page.get_by_role("button", name="Lock and start fresh").click()
    expect(page.get_by_role("heading", name="What do you need to know?")).to_be_visible()
    settled(page)
    assert id_in(page) == ""
    assert HOUSING not in page.locator("article").all_inner_texts()
    page.go_back()
    settled(page)
    expect(page.locator("article.turn")).to_have_count(0)
    page.goto(f"/?c={locked}")
    expect(page.locator(".caution")).to_contain_text("locked or no longer kept")
    settled(page)
    expect(page.locator("article.turn")).to_have_count(0)
    assert id_in(page) == ""


def test_a_new_conversation_leaves_the_old_one_at_its_address(page: Page) -> None:
    ask(page, HOUSING)
    kept = id_in(page)
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_role("heading", name="What do you need to know?")).to_be_visible()
    page.goto(f"/?c={kept}")
    expect(page.get_by_role("heading", name=HOUSING)).to_be_visible()


def test_an_address_that_somebody_made_up_opens_nothing_and_is_not_taken_over(page: Page) -> None:
    made_up = "A" * 22
    page.goto(f"/?c={made_up}")
    expect(page.locator(".caution")).to_contain_text("locked or no longer kept")
    ask(page, HOUSING)
    assert id_in(page) != made_up


def test_the_conversation_survives_a_restart_of_the_server_and_its_id_is_in_no_log(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    server = Server(shipped_index, tmp_path).start()
    context = window(chromium, server, WIDE)
    try:
        page = opened(context)
        ask(page, HOUSING)
        conversation = id_in(page)
        server.stop()
        server.start()
        page.goto(page.url)
        expect(page.get_by_role("heading", name=HOUSING)).to_be_visible()
        ask(page, ONLINE)
        expect(page.locator("details.earlier > summary")).to_have_text("Earlier in this conversation: 1 question")
        assert id_in(page) == conversation
        assert conversation not in server.log.read_text(encoding="utf-8")
    finally:
        context.close()
        server.stop()


def test_an_answer_that_cannot_be_saved_is_shown_with_one_clear_line(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    server = Server(shipped_index, tmp_path)
    server.data.write_text("a file where the folder should be", encoding="utf-8")
    server.start()
    context = window(chromium, server, WIDE)
    try:
        page = opened(context)
        turn = ask(page, HOUSING)
        assert turn.locator("button.cite").count() > 0
        expect(page.locator(".caution").first).to_contain_text("could not be saved")
    finally:
        context.close()
        server.stop()


def test_an_index_that_is_missing_is_one_clear_problem_and_not_a_crash(chromium: Browser, tmp_path: Path) -> None:
    server = Server(tmp_path / "no-index", tmp_path).start()
    context = window(chromium, server, WIDE)
    try:
        page = opened(context)
        problem = page.locator(".problem-card")
        expect(problem).to_contain_text("python -m ingest")
        expect(page.locator(".danger-line a")).to_be_visible()
        assert "Traceback" not in page.inner_text("body")
    finally:
        context.close()
        server.stop()


def test_what_is_kept_is_in_one_file_under_the_id_of_the_address(page: Page, server: Server) -> None:
    ask(page, HOUSING)
    with sqlite3.connect(server.data / "guide.sqlite3") as connection:
        (count,) = connection.execute("SELECT count(*) FROM turn WHERE conversation_id = ?", (id_in(page),)).fetchone()
    connection.close()
    assert count == 1
