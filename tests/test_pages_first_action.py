"""On a narrow screen, the first action and its number stand on the first screen of an answer."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import NARROW, Server, ask, opened, window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

UNSEEN = """(selectors) => {
  const dock = document.querySelector(".ask-docked")?.getBoundingClientRect().top ?? window.innerHeight;
  const bottom = Math.min(dock, window.innerHeight);
  const unseen = [];
  for (const selector of selectors) {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (!box) unseen.push(`${selector} is missing`);
    else if (box.top < 48 || box.bottom > bottom) {
      unseen.push(`${selector} at ${Math.round(box.top)} to ${Math.round(box.bottom)}, screen ends at ${bottom}`);
    }
  }
  return unseen;
}"""
SITUATION = "Woman fleeing her partner with two kids, told to leave tonight, who do I ring?"
FIELD = "Is consent needed for MARAC?"
IN_ORDER = (".now", ".further", "details.why", "details.quotations", ".numbers", ".count", ".tools")
STORY = (
    "I have been talking to this man for an hour on the front desk and it has all come out bit by bit. He lost his "
    "flat in the summer, then stayed with a friend in Surbiton, then the friend had enough of it, and since Sunday he "
    "has been asleep in a shop doorway near the station with all his things in two bags. He is cold and he has "
    "nowhere to go tonight. What do I do?"
)


def first_things(page: Page) -> list[str]:
    """Return what has to be seen without scrolling: the emergency call where one is due, else step and number."""
    if page.locator(".alert-emergency").count():
        return [".alert-emergency .alert-call"]
    wanted = [".now .card-step"] if page.locator(".now .card-step").count() else []
    return wanted + ([".now .contact .number"] if page.locator(".now .contact .number").count() else [])


def unseen(chromium: Browser, server: Server, questions: list[str]) -> list[str]:
    found = []
    context = window(chromium, server, NARROW)
    for question in questions:
        page = opened(context)
        ask(page, question)
        page.wait_for_timeout(300)
        found += [f"{question[:60]}: {line}" for line in page.evaluate(UNSEEN, first_things(page))]
        page.close()
    context.close()
    return found


def own_questions() -> list[str]:
    lines = (ROOT / "evaluation" / "cases" / "pathways" / "own.jsonl").read_text(encoding="utf-8").splitlines()
    return [STORY, *(json.loads(line)["question"] for line in lines[::60])]


def test_first_action_and_number_are_seen_without_scrolling(chromium: Browser, server: Server) -> None:
    assert unseen(chromium, server, own_questions()) == []


def test_a_situation_reads_action_then_second_route_then_why_and_quotations_folded(page: Page) -> None:
    turn = ask(page, SITUATION)
    body = turn.locator(".turn-answer")
    tops = [(name, box["y"]) for name in IN_ORDER if (box := body.locator(name).first.bounding_box())]
    assert [name for name, _ in tops] == list(IN_ORDER)
    assert tops == sorted(tops, key=lambda each: each[1])
    expect(body.locator(".further h3")).to_contain_text("Then: ")
    quoted = body.locator("details.quotations")
    count = quoted.locator("button.cite").count()
    expect(quoted.locator("summary")).to_have_text(f"What the records and the plan say: {count} quotations")
    for fold in (body.locator("details.why"), quoted):
        expect(fold.locator("p").first).to_be_hidden()
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(fold.locator("p").first).to_be_visible()
    page.keyboard.press("Enter")
    number = body.locator(".numbers button.cite").last
    number.focus()
    page.keyboard.press("Enter")
    expect(turn.locator("[data-panel]:not([hidden]) mark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(quoted.locator("p").first).to_be_hidden()


def test_a_field_that_is_asked_for_stands_in_sight_and_the_step_is_folded(page: Page) -> None:
    body = ask(page, FIELD).locator(".turn-answer")
    expect(body.locator(".answer-text .quote .words").first).to_be_visible()
    expect(body.locator(".answer-text").first).to_contain_text("onsent")
    expect(body.locator(".now .card-step")).to_be_visible()
    expect(body.locator("details.quotations .words").first).to_be_hidden()


def test_the_keyboard_shows_the_whole_of_a_long_story_on_a_narrow_screen(chromium: Browser, server: Server) -> None:
    context = window(chromium, server, NARROW)
    page = opened(context)
    turn = ask(page, STORY)
    question = turn.locator(".turn-question")
    cut = question.bounding_box()
    button = turn.get_by_role("button", name="Show the whole question")
    button.focus()
    page.keyboard.press("Enter")
    whole = question.bounding_box()
    assert cut and whole
    assert whole["height"] > 2 * cut["height"]
    expect(turn.locator("button.whole")).to_have_attribute("aria-expanded", "true")
    context.close()
