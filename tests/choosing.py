"""Choosing on a page of the toolkit in a browser test: a list that is open closes when the page is drawn again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

TRIES = 10


def settled(page: Page) -> None:
    """Wait until the page has stopped drawing."""
    expect(page.locator('.stApp[data-test-script-state="notRunning"]')).to_be_visible()


def entered(page: Page, label: str, words: str) -> None:
    """Type words into a field of the toolkit, hand them over, and wait until the page was drawn with them."""
    field = page.get_by_label(label)
    if field.input_value() == words:
        return
    # "Not running" is also true in the moment before the run begins.
    page.evaluate(
        """() => {
            const app = document.querySelector(".stApp");
            window.guideHasRun = false;
            const saw = () => { window.guideHasRun ||= app.dataset.testScriptState !== "notRunning"; };
            new MutationObserver(saw).observe(app, { attributes: true });
        }"""
    )
    field.fill(words)
    field.press("Enter")
    page.wait_for_function("window.guideHasRun")
    settled(page)


def opened_list(page: Page, label: str) -> list[str]:
    """Open the list under this label, again if a redraw closed it, and return its options."""
    for _ in range(TRIES):
        settled(page)
        page.get_by_role("combobox", name=label, exact=True).click()
        page.wait_for_timeout(700)
        options = page.get_by_role("option").all_inner_texts()
        if options:
            return options
    raise AssertionError(f"the list {label!r} does not open")


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option by its whole name, unless it is chosen already."""
    settled(page)
    if page.get_by_role("combobox", name=label, exact=True).input_value() != option:
        opened_list(page, label)
        page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def tick(box: Locator, key: str = "") -> None:
    """Tick a box or a radio button by its words, or by a key, as a person does; again where a redraw took the tick."""
    for _ in range(TRIES):
        settled(box.page)
        if not box.is_checked() and key:
            box.press(key)
        elif not box.is_checked():
            box.locator("xpath=ancestor::label").click()
        try:
            expect(box).to_be_checked(timeout=3000)
        except AssertionError:
            continue
        settled(box.page)
        return
    raise AssertionError(f"{box} does not stay ticked")
