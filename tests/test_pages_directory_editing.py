"""Editing the directory in a real browser: queue, changed number, confirmation, and where there is no editing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.adapters.quiz_store import QuizStore
from guide.answering import Guide
from guide.directory.pathway_records import LABELS, Pathway
from quiz.types import NOT_CONFIRMED, Proof, QuizItem
from quiz.under_review import UnderReview
from tests.browser import NARROW, WIDE, Server, ask, opened, settled, window
from tests.choosing import choose, opened_list, tick
from tests.quiz_items import item, quiz
from tests.test_pages_accessible import violations
from ui import resources

pytestmark = pytest.mark.browser

SERVICE = "/edit?service=galop"
OLD, NEW = "0800 999 5428", "020 7946 0958"


@pytest.fixture(scope="module")
def server(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server of this file's own: what is edited here is shown to everybody."""
    running = Server(shipped_index, tmp_path_factory.mktemp("editing")).start()
    yield running
    running.stop()


def editing(page: Page, path: str = SERVICE) -> Page:
    """Open the page that edits, under a typed name."""
    page.goto(path)
    expect(page.get_by_role("heading", name="Changes:", exact=False)).to_be_visible()
    settled(page)
    name = page.get_by_label("Your name", exact=False)
    name.fill("Sam")
    name.press("Enter")
    expect(page.get_by_text("Changes are kept as by Sam (unverified).")).to_be_visible()
    settled(page)
    return page


def test_a_number_typed_twice_is_shown_to_everybody_at_once_with_who_entered_it(page: Page, server: Server) -> None:
    shown = editing(page)
    expect(shown.get_by_text(f"Now: Telephone: {OLD}", exact=False)).to_be_visible()
    shown.get_by_label("New number or address", exact=True).fill(NEW)
    shown.get_by_label("The same number or address again").fill("020 7946 0959")
    shown.get_by_label("Why", exact=False).first.fill("the service wrote to us")
    shown.get_by_role("button", name="Save", exact=True).click()
    expect(shown.get_by_role("alert").filter(has_text="not the same")).to_be_visible()
    settled(shown)
    shown.get_by_label("The same number or address again").fill(NEW)
    shown.get_by_role("button", name="Save", exact=True).click()
    expect(shown.get_by_text("Saved. Everybody is shown it now.")).to_be_visible()
    expect(shown.get_by_text(f"Telephone: {OLD} → Telephone: {NEW}", exact=False)).to_be_visible()
    browser = page.context.browser
    assert browser
    other = window(browser, server, NARROW)
    card = opened(other, "/directory").locator("#service-galop")
    card.locator("summary").first.click()
    expect(card.locator(".number").first).to_have_text(NEW)
    expect(card.get_by_text("entered by Sam (unverified), not confirmed")).to_be_visible()
    expect(card.get_by_text(OLD)).to_have_count(0)
    other.close()


def test_one_field_is_confirmed_at_a_time_and_only_with_how(page: Page) -> None:
    shown = editing(page, "/edit?service=krec")
    choose(shown, "What", "Consent")
    expect(shown.get_by_role("textbox", name="Consent", exact=True)).to_be_visible()
    tick(shown.get_by_role("radio", name="Confirm it", exact=True))
    expect(shown.get_by_role("button", name="Confirm only this")).to_be_visible()
    settled(shown)
    shown.get_by_role("button", name="Confirm only this").click()
    expect(shown.get_by_role("alert").filter(has_text="Choose how you know it")).to_be_visible()
    tick(shown.get_by_role("radio", name="I read its page"))
    settled(shown)
    shown.get_by_role("button", name="Confirm only this").click()
    expect(shown.get_by_text("Saved. Everybody is shown it now.")).to_be_visible()
    expect(shown.get_by_text("Consent confirmed (read its page)", exact=False)).to_be_visible()


def test_the_confirmed_field_takes_the_mark_from_the_quiz_item_that_rests_on_it_and_from_no_other(
    page: Page, server: Server, guide: Guide
) -> None:
    record = next(one for one in map(Pathway.from_json, guide.store.pathways()) if one.id == "krec")

    def resting_on(key: str) -> QuizItem:
        lines = record.lines(key)
        proof = Proof(record.id, record.name, None, (LABELS[key],), lines[0], "\n".join(lines))
        return replace(item(), id=key, proof=proof, note=NOT_CONFIRMED)

    made = UnderReview.begin(quiz(resting_on("consent"), resting_on("steps")), "Ana")
    kept = QuizStore(server.data).add("Marked", made.to_json(), resources.now())
    shown = opened(page.context, f"/quizzes?review={kept}")
    expect(shown.locator(".item-state")).to_have_text("Item 1 of 2 · draft")
    settled(shown)
    expect(shown.locator(".item").get_by_text(NOT_CONFIRMED)).to_have_count(0)
    shown.get_by_role("button", name="Next", exact=False).click()
    expect(shown.locator(".item-state")).to_have_text("Item 2 of 2 · draft")
    expect(shown.locator(".item").get_by_text(NOT_CONFIRMED)).to_be_visible()


def test_the_queue_opens_the_service_it_names_again_after_another_was_chosen_by_hand(page: Page) -> None:
    shown = editing(page, "/edit")
    name = shown.locator(".tasks button").first.inner_text()
    service = shown.get_by_role("combobox", name="Service", exact=True)
    other = next(words for words in opened_list(shown, "Service") if words != name)
    shown.keyboard.press("Escape")
    for _ in range(2):
        choose(shown, "Service", other)
        shown.get_by_role("button", name=name, exact=True).click()
        expect(service).to_have_value(name)
        settled(shown)


def test_behind_a_proxy_there_is_no_editing_and_nobody_is_shown_how_answers_were_found(
    chromium: Browser, server: Server
) -> None:
    context = window(chromium, server, WIDE, headers={"X-Forwarded-For": "192.0.2.1"})
    page = context.new_page()
    page.goto("/edit")
    expect(page.get_by_text("can be edited only after signing in", exact=False)).to_be_visible()
    settled(page)
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.goto("/directory")
    expect(page.get_by_text("of 55 services")).to_be_visible()
    settled(page)
    expect(page.get_by_role("button", name="Edit the directory")).to_have_count(0)
    page.goto("/?how=1")
    settled(page)
    ask(page, "Is fraud a threat to London?")
    expect(page.get_by_role("button", name="Lock and start fresh")).to_be_visible()
    expect(page.get_by_role("button", name="how answers were found", exact=False)).to_have_count(0)
    expect(page.locator(".workings")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_stands_outside_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    editing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_that_edits(chromium: Browser, server: Server, scheme: str) -> None:
    context = window(chromium, server, NARROW, scheme)
    shown = editing(context.new_page())
    assert violations(shown) == set()
    choose(shown, "What", "What to do")
    expect(shown.get_by_role("textbox", name="What to do", exact=True)).to_be_visible()
    settled(shown)
    assert violations(shown) == set()
    context.close()
