"""The page that edits the alerts: a number typed twice, shown at once where it is needed, and a damaged store told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from guide.adapters.edit_log import FILE_NAME
from tests.browser import NARROW, WIDE, Server, ask, opened, settled, window
from tests.choosing import choose, tick
from tests.test_pages_accessible import violations

pytestmark = pytest.mark.browser

CRISIS = "My client says she wants to kill herself"
LINE = "0800 028 8000"
NEW = "0808 157 0192"
"""In the range kept for stories: no subscriber has it."""


def test_an_owner_changes_a_number_everybody_sees_it_and_a_damaged_store_costs_no_alert(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    server = Server(shipped_index, tmp_path).start()
    try:
        context = window(chromium, server, WIDE)
        page = opened(context)
        ask(page, CRISIS)
        expect(page.get_by_text(LINE).first).to_be_visible()
        page.goto("/alerts")
        page.get_by_label("Your name").fill("Sam")
        page.get_by_label("Your name").press("Enter")
        expect(page.get_by_text("Changes are kept as by Sam (unverified).")).to_be_visible()
        settled(page)
        choose(page, "Text", "Crisis of somebody else")
        expect(page.get_by_text("Now: Stay with them")).to_be_visible()
        tick(page.get_by_role("radio", name="Change a number", exact=True))
        expect(page.get_by_role("button", name="Save this number")).to_be_visible()
        choose(page, "Number to change, in every text where it stands", LINE)
        expect(page.get_by_text(f"Now: {LINE}", exact=True)).to_be_visible()
        settled(page)
        page.get_by_label("New number").fill(NEW)
        page.get_by_label("The same number again").fill("0808 157 0193")
        page.get_by_label("Why").first.fill("the line wrote to us")
        page.get_by_role("button", name="Save this number").click()
        expect(page.get_by_text("The two are not the same. Type it twice, as it is.")).to_be_visible()
        settled(page)
        page.get_by_label("The same number again").fill(NEW)
        page.get_by_role("button", name="Save this number").click()
        expect(page.get_by_text("Saved. Everybody is shown it now.")).to_be_visible()
        expect(page.get_by_role("heading", name="Changes: 1")).to_be_visible()

        other = opened(window(chromium, server, NARROW, "dark"))
        ask(other, CRISIS)
        expect(other.get_by_text(NEW).first).to_be_visible()
        other.goto("/alerts")
        expect(other.get_by_role("heading", name="Changes: 1")).to_be_visible()
        settled(other)
        assert other.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
        assert [each for each in violations(other) if "guide" in each[1] or "<h" in each[1]] == []

        (server.data / FILE_NAME).write_bytes(b"no database" * 400)
        page.goto("/alerts")
        expect(page.get_by_text("everybody is shown the texts of alerts.yaml, without them")).to_be_visible()
        expect(page.get_by_text(LINE)).to_be_visible()
        settled(page)
        expect(page.get_by_role("button", name="Save this number")).to_have_count(0)
        page.goto("/")
        page.get_by_role("textbox").fill(CRISIS)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("Stay with them, or stay on the line.").first).to_be_visible()
        context.close()
    finally:
        server.stop()
