"""On a narrow screen, the first action and its number stand on the first screen of an answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.answering import Guide
from guide.keeping.conversations import Turn
from tests.browser import NARROW, Server, ask, opened, window
from tests.conftest import EXTRA_CASES, ROOT
from tests.first_screens import Case, cases_in, is_urgent, measured, opened_by_address, turn_of

pytestmark = pytest.mark.browser

SITUATION = "Woman fleeing her partner with two kids, told to leave tonight, who do I ring?"
FIELD = "Is consent needed for MARAC?"
IN_ORDER = (".now", ".further", "details.why", "details.quotations", ".numbers", ".count", ".tools")
STORY = (
    "I have been talking to this man for an hour on the front desk and it has all come out bit by bit. He lost his "
    "flat in the summer, then stayed with a friend in Surbiton, then the friend had enough of it, and since Sunday he "
    "has been asleep in a shop doorway near the station with all his things in two bags. He is cold and he has "
    "nowhere to go tonight. What do I do?"
)


def case_files() -> list[Path]:
    """Return the files of cases that come with the project, and the further ones where they are set."""
    own = sorted((ROOT / "evaluation" / "cases").rglob("*.jsonl"))
    return own + (sorted((Path(EXTRA_CASES) / "cases").glob("*.jsonl")) if EXTRA_CASES else [])


@pytest.fixture(scope="module")
def turns(guide: Guide) -> dict[str, Turn]:
    """Return the answer to every case that tells a situation or an emergency."""
    at = datetime.now(ZoneInfo("Europe/London"))
    return {case.id: turn_of(guide, case, at) for case in (Case("story", STORY), *cases_in(case_files()))}


@pytest.mark.parametrize("is_below_an_alert", [False, True], ids=["alone", "below an alert"])
def test_first_action_and_number_of_every_case_are_seen_without_scrolling(
    chromium: Browser, server: Server, guide: Guide, turns: dict[str, Turn], is_below_an_alert: bool
) -> None:
    chosen = {name: turn for name, turn in turns.items() if is_urgent(turn) is is_below_an_alert}
    found = dict(zip(chosen, measured(chromium, server, guide, list(chosen.values())), strict=True))
    assert [f"{name}: {line}" for name, seen in found.items() for line in seen.unseen()] == []
    assert sum(bool(seen.boxes) for seen in found.values()) > 250
    sample = Random(1).sample([name for name, seen in found.items() if seen.boxes], 5)
    visits = opened_by_address(chromium, server, [chosen[name] for name in sample])
    assert visits == [found[name] for name in sample]


def test_a_situation_reads_action_then_second_route_then_why_and_quotations_folded(page: Page) -> None:
    turn = ask(page, SITUATION)
    body = turn.locator(".turn-answer")
    tops = [(name, box["y"]) for name in IN_ORDER if (box := body.locator(name).first.bounding_box())]
    assert [name for name, _ in tops] == list(IN_ORDER)
    assert tops == sorted(tops, key=lambda each: each[1])
    expect(body.locator(".further h3")).to_contain_text("Then: ")
    quoted = body.locator("details.quotations")
    count = quoted.locator("button.cite").count()
    expect(quoted.locator("summary")).to_have_text(f"What the records say: {count} quotations")
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
