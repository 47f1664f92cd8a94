"""On a narrow screen, the first action and its number stand on the first screen of an answer."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

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
