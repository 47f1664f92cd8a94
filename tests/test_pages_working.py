"""A refusal goes on the register and a report into the queue; the owner works them; who asked sees the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evaluation.case_lines import read_cases
from tests.browser import NARROW, WIDE, Server, ask, opened, settled, window
from tests.choosing import choose
from tests.test_pages_accessible import violations

pytestmark = pytest.mark.browser

REFUSED = "What day are the recycling bins emptied?"
HOUSING = "Why does housing matter for reoffending?"
OWNED = "Ask the waste team on the council's site."


@pytest.fixture(scope="module")
def own(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server whose register is empty."""
    running = Server(shipped_index, tmp_path_factory.mktemp("working")).start()
    yield running
    running.stop()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_a_refusal_is_put_on_the_register_answered_by_its_owner_and_shown_to_who_asked(
    chromium: Browser, own: Server
) -> None:
    context = window(chromium, own, WIDE)
    page = opened(context)
    turn = ask(page, REFUSED)
    expect(turn.locator(".searched")).to_have_text("Edit and ask again")
    press(page, "Edit and ask again")
    expect(page.get_by_role("textbox")).to_have_value(REFUSED)
    press(page, "Put on the list of gaps")
    expect(page.locator(".outcome")).to_have_text("This is on the list for the owner of the documents.")
    asked_at = page.url
    page.get_by_test_id("stSidebar").get_by_role("link", name="Questions to work on").click()
    expect(page.get_by_role("heading", name="Not in the documents: 1 to work, 1 in all")).to_be_visible()
    expect(page.get_by_text("Nearest passage, not an answer:")).to_be_visible()
    choose(page, "Status", "Answered")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say who works on it: a role or initials.")).to_be_visible()
    settled(page)
    page.get_by_label("Owner: a role or initials").fill("duty editor")
    page.get_by_label("Answer, shown to whoever asked").fill(f"{OWNED} Ring me on 07700 900123.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. The conversations that asked show it now.")).to_be_visible()
    page.goto(asked_at)
    expect(page.locator(".outcome")).to_contain_text(f"The owner of the documents (duty editor) answers: {OWNED}")
    assert "900123" not in page.locator(".outcome").inner_text()
    assert not [path for path in own.data.rglob("*") if path.is_file() and b"900123" in path.read_bytes()]
    context.close()


def test_a_report_is_worked_becomes_an_unreviewed_case_and_shows_its_outcome(chromium: Browser, own: Server) -> None:
    context = window(chromium, own, WIDE)
    page = opened(context)
    ask(page, HOUSING)
    page.locator(".faults summary").click()
    press(page, "Incomplete")
    expect(page.locator(".outcome")).to_have_text("You reported “incomplete”. Your report is in the queue.")
    asked_at = page.url
    page.goto("/owners")
    press(page, "Make it an evaluation case")
    # The line above the page and the one below the last form: the whole page is drawn anew.
    expect(page.get_by_text("Made into a case that nobody has reviewed")).to_have_count(2)
    expect(page.get_by_role("button", name="Save")).to_have_count(2)
    settled(page)
    assert [case.question for case in read_cases(own.data / "cases" / "feedback.jsonl").cases] == [HOUSING]
    page.get_by_label("Owner: a role or initials").last.fill("duty editor")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved. The conversations that asked show it now.")).to_be_visible()
    page.goto(asked_at)
    expect(page.locator(".outcome")).to_contain_text("Somebody is working on your report.")
    context.close()


@pytest.mark.parametrize("question", ["Hello!", "I need some help"], ids=["small talk", "asked back"])
def test_a_reply_without_a_passage_can_be_reported_as_unsafe(page: Page, question: str) -> None:
    turn = ask(page, question)
    turn.locator(".faults summary").click()
    expect(turn.locator(".faults button")).to_have_text(["Incomplete", "Unsafe"])
    press(page, "Unsafe")
    expect(page.locator(".outcome")).to_have_text("You reported “unsafe”. Your report is in the queue.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_our_markup_of_the_owners_page(chromium: Browser, own: Server, scheme: str) -> None:
    for size in (WIDE, NARROW):
        context = window(chromium, own, size, scheme)
        page = opened(context, "/owners")
        page.get_by_role("heading", name="Reports on answers").wait_for()
        settled(page)
        ours = [each for each in violations(page) if "guide" in each[1] or "<h" in each[1] or "<button" in each[1]]
        assert ours == []
        context.close()
