"""Choosing on a page of the toolkit in a browser test: a list that is open closes when the page is drawn again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser import settled

TRIES, SOON_MS = 10, 3000


def entered(page: Page, label: str, words: str) -> None:
    """Type words into a field of the toolkit, hand them over, and wait until the page was drawn with them."""
    settled(page)
    field = page.get_by_label(label)
    if field.input_value() != words:
        field.fill(words)
        field.press("Enter")
        settled(page)


def opened_list(page: Page, label: str) -> list[str]:
    """Open the list under this label, again if a redraw closed it, and return its options."""
    for _ in range(TRIES):
        settled(page)
        page.get_by_role("combobox", name=label, exact=True).click()
        try:
            expect(page.get_by_role("option").first).to_be_visible(timeout=SOON_MS)
        except AssertionError:
            continue
        settled(page)
        options = page.get_by_role("option").all_inner_texts()
        if options:
            return options
    raise AssertionError(f"the list {label!r} does not open")


def taken(page: Page, box: Locator, option: Locator, typed: str = "") -> None:
    """Click an option of this list, typing into the box where the list is long; again if a redraw closed the list."""
    for _ in range(TRIES):
        settled(page)
        box.click()
        if typed:
            box.fill(typed)
        try:
            option.click(timeout=SOON_MS)
        except TookTooLong:
            continue
        settled(page)
        return
    raise AssertionError(f"{option} is not offered")


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option by its whole name, unless it is chosen already."""
    settled(page)
    box = page.get_by_role("combobox", name=label, exact=True)
    if box.input_value() != option:
        taken(page, box, page.get_by_role("option", name=option, exact=True))


def shortcut(page: Page, keys: str) -> None:
    """Press the keys that stand for a button, once the page is drawn: before, nothing listens to them."""
    settled(page)
    page.keyboard.press(keys)


def tick(box: Locator, key: str = "") -> None:
    """Tick a box or a radio button by its words, or by a key, as a person does; again where a redraw took the tick."""
    for _ in range(TRIES):
        settled(box.page)
        if not box.is_checked() and key:
            box.press(key)
        elif not box.is_checked():
            box.locator("xpath=ancestor::label").click()
        try:
            expect(box).to_be_checked(timeout=SOON_MS)
        except AssertionError:
            continue
        settled(box.page)
        return
    raise AssertionError(f"{box} does not stay ticked")
