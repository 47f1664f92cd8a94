"""The directory page in a real browser: search, filter, two side by side, a report, the duty sheet on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import WIDE, Server, settled, window
from tests.choosing import choose

pytestmark = pytest.mark.browser

MOST_PAGES = 25
"""So many sheets of A4 hold 55 services in full; at the size of the screen they took 51."""


def directory(context_page: Page) -> Page:
    """Open the directory and wait until it is drawn."""
    context_page.goto("/directory")
    context_page.get_by_text("of 55 services").wait_for()
    settled(context_page)
    return context_page


def test_every_service_stands_in_the_directory_and_a_search_finds_by_situation(page: Page) -> None:
    shown = directory(page)
    assert shown.locator("details[id^=service-]").count() == 55
    box = shown.get_by_label("Search by name or situation")
    box.fill("somebody asleep in a shop doorway")
    box.press("Enter")
    shown.locator("#service-streetlink").wait_for()
    shown.get_by_text("55 of 55 services").wait_for(state="detached")
    assert shown.locator("details[id^=service-]").count() < 10


def test_a_list_in_an_answer_leads_to_all_of_them_in_the_directory(page: Page) -> None:
    page.goto("/")
    settled(page)
    box = page.locator("form[data-ask-form] textarea")
    box.fill("which helplines are open day and night?")
    box.press("Enter")
    listed = page.locator("section.listed")
    expect(listed).to_have_count(5)
    expect(listed.first.locator("a.number[href='tel:111']").first).to_be_visible()
    page.get_by_role("button", name="See all of them in the Directory").click()
    expect(page.get_by_label("Search by name or situation")).to_have_value("which helplines are open day and night?")
    expect(page.get_by_text("12 of 55 services")).to_be_visible()


def test_a_situation_and_an_area_narrow_the_directory_and_each_service_says_whom_it_serves(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    shown = directory(page)
    expect(shown.get_by_label("Search by name or situation")).to_be_in_viewport()
    expect(shown.locator("details[id^=service-]").first).to_be_in_viewport()
    expect(shown.get_by_role("combobox", name="Situation")).to_be_hidden()
    fold = shown.locator(".st-key-directory-filters summary")
    expect(fold).to_have_text(re.compile(r"Filters\s*$"))
    fold.press("Enter")
    choose(shown, "Situation", "Nowhere to sleep")
    shown.locator("#service-frank").wait_for(state="detached")
    expect(fold).to_contain_text("Filters: 1 set")
    solutions = shown.locator("#service-kingston-housing-solutions > summary")
    expect(solutions).to_have_text("Kingston Housing Solutions (homelessness) serves Kingston")
    expect(shown.locator("#service-streetlink > summary .reach")).to_have_text("serves all of England")
    choose(shown, "Area: the person is in", "elsewhere in London")
    expect(solutions).to_have_count(0)
    expect(shown.locator("#service-streetlink")).to_be_visible()
    expect(fold).to_contain_text("Filters: 2 set")


def test_two_services_stand_side_by_side(page: Page) -> None:
    shown = directory(page)
    shown.get_by_text("Put two services side by side").click()
    choose(shown, "First service", "Crimestoppers and Fearless")
    choose(shown, "Second service", "Police non-emergency (101)")
    shown.locator(".side-by-side").wait_for()
    assert shown.locator(".side-by-side .card-name").all_inner_texts() == [
        "Crimestoppers and Fearless",
        "Police non-emergency (101)",
    ]


def test_two_visitors_who_report_a_wrong_number_mark_it_show_another_route_and_head_the_owners_queue(
    page: Page, server: Server
) -> None:
    for _ in range(2):
        browser = page.context.browser
        assert browser
        other = window(browser, server, WIDE)
        shown = directory(other.new_page())
        entry = shown.locator("#service-frank")
        entry.locator("summary").first.click()
        entry.get_by_role("button", name="Wrong number").click()
        shown.get_by_text("this is noted").wait_for()
        other.close()
    shown = directory(page)
    entry = shown.locator("#service-frank")
    entry.locator("summary").first.click()
    entry.get_by_text("reported not working", exact=False).first.wait_for()
    assert "0300 123 6600" in entry.inner_text()
    expect(entry.locator(".caution").first).to_have_text("The other route: Page: https://www.talktofrank.com.")
    page.goto("/edit")
    head = page.locator(".tasks > li").first
    expect(head.get_by_role("button")).to_have_text("Talk to FRANK")
    expect(head).to_contain_text("0300 123 6600: 2 visitors called this number wrong.")


def test_the_duty_sheet_is_one_file_of_at_most_eight_pages_that_can_be_searched(
    page: Page, shipped_index: Path, tmp_path: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sheet = shipped_index / "duty-sheet.html"
    asked.clear()
    page.goto(sheet.as_uri())
    assert page.locator("li").count() == 55
    page.get_by_label("Find a service").fill("stalk")
    assert page.locator("li:visible").count() < 10
    assert "0808 802 0300" in page.locator("li:visible").first.inner_text()
    page.get_by_label("Find a service").fill("")
    printed = tmp_path / "sheet.pdf"
    page.pdf(path=printed, format="A4")
    assert len(PdfReader(printed).pages) <= 8
    assert [url for url in asked if not url.startswith("file:")] == []


def test_a_service_is_opened_by_keyboard_alone(page: Page) -> None:
    shown = directory(page)
    summary = shown.locator("#service-the-havens summary").first
    summary.focus()
    shown.keyboard.press("Enter")
    assert shown.locator("#service-the-havens .card-step").is_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_stands_outside_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    directory(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_printed_directory_shows_what_is_folded_its_day_and_no_button(page: Page, tmp_path: Path) -> None:
    shown = directory(page)
    entry = shown.locator("#service-the-havens")
    assert not entry.locator(".card-step").is_visible()
    page.emulate_media(media="print")
    assert entry.locator(".card-step").is_visible()
    assert entry.locator(".report").first.is_hidden()
    assert shown.locator(".on-paper").is_visible()
    # What is open now says nothing to whoever reads the paper tomorrow.
    assert shown.locator(".opening:visible").count() == 0
    printed = tmp_path / "directory.pdf"
    page.pdf(path=printed, format="A4")
    assert len(PdfReader(printed).pages) <= MOST_PAGES
