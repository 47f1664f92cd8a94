"""A language model on the Ask page, over real HTTP: quotations at once, its version when checked, stop, faults."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from guide import wording
from tests.browser import WIDE, Server, ask, opened, settled, window
from tests.choosing import choose, tick
from tests.stub_model import StubModel, faithful
from tests.test_rephrasing import EARLIER, FOLLOW_UP, READ, reads

pytestmark = pytest.mark.browser

THEMES = "Which themes does the plan name?"
EMERGENCY = "My neighbour is bleeding and not breathing, what are the priorities of the plan?"


@pytest.fixture(scope="module")
def stub() -> Iterator[StubModel]:
    with StubModel() as running:
        yield running


@pytest.fixture(scope="module")
def with_model(stub: StubModel, shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {
        "GUIDE_CHAT_MODEL": "ollama:stub",
        "GUIDE_CHAT_URL": stub.url("ollama"),
        "GUIDE_CHAT_TIMEOUT_S": "60",
    }
    server = Server(shipped_index, tmp_path_factory.mktemp("model"), settings).start()
    yield server
    server.stop()


@pytest.fixture
def asking(chromium: Browser, with_model: Server, stub: StubModel) -> Iterator[Page]:
    stub.fault, stub.speak = "", faithful
    stub.prompts.clear()
    context = window(chromium, with_model, WIDE)
    yield opened(context)
    context.close()


@pytest.fixture
def gate(stub: StubModel, asking: Page) -> Iterator[threading.Event]:
    """Hold every reply of the model until the event is set."""
    opened_gate = threading.Event()

    def held(prompt: str) -> str:
        opened_gate.wait(30)
        return faithful(prompt)

    stub.speak = held
    yield opened_gate
    opened_gate.set()


def line(turn: Locator) -> Locator:
    return turn.locator(".model-line")


def test_the_quotations_are_there_at_once_and_the_models_version_follows_without_moving_anything(
    asking: Page, gate: threading.Event
) -> None:
    turn = ask(asking, THEMES)
    quotes = turn.locator(".quote .words").all_text_contents()
    assert len(quotes) > 1
    expect(turn.locator(".model-sentence")).to_have_count(0)
    expect(line(turn)).to_contain_text("is putting these quotations in order")
    expect(line(turn)).to_contain_text("a program on this machine (127.0.0.1)")
    turn.locator("button.cite").nth(1).click()
    panel = turn.locator("[data-panel]:not([hidden])")
    head = turn.locator("h2").bounding_box()
    gate.set()
    expect(turn.locator(".model-sentence")).to_have_count(len(quotes))
    assert turn.locator("h2").bounding_box() == head
    expect(panel).to_contain_text("Quotation 2 of")
    expect(panel).to_be_focused()
    expect(line(turn)).to_contain_text("ollama:stub, put these quotations in order")
    asking.reload()
    turn = asking.locator("article.turn").last
    expect(turn.locator(".model-sentence").first).to_be_visible()
    expect(turn.locator(".quote .words").first).to_be_hidden()
    turn.get_by_text("Show quotations").click()
    expect(turn.locator(".quote .words").first).to_be_visible()
    assert turn.locator(".quote .words").all_text_contents() == quotes


def test_a_model_that_is_stopped_shows_nothing_even_when_it_answers_afterwards(
    asking: Page, gate: threading.Event, stub: StubModel
) -> None:
    turn = ask(asking, THEMES)
    turn.get_by_role("button", name="Stop the language model").click()
    expect(line(turn)).to_contain_text(wording.MODEL_STOPPED)
    expect(line(turn)).to_contain_text("may have gone to a program on this machine")
    gate.set()
    asking.reload()
    turn = asking.locator("article.turn").last
    expect(line(turn)).to_contain_text(wording.MODEL_STOPPED)
    expect(turn.locator(".model-sentence")).to_have_count(0)
    expect(turn.locator(".quote .words").first).to_be_visible()


def test_a_model_that_fails_leaves_the_quotations_and_one_line(asking: Page, stub: StubModel) -> None:
    stub.fault = "500"
    turn = ask(asking, THEMES)
    expect(line(turn)).to_contain_text(wording.MODEL_FAILED)
    expect(turn.locator(".quote .words").first).to_be_visible()
    expect(turn.get_by_role("button", name="Stop the language model")).to_have_count(0)
    expect(asking.get_by_text("Traceback")).to_have_count(0)


def test_a_model_that_invents_is_set_aside(asking: Page, stub: StubModel) -> None:
    stub.fault = "invented number"
    turn = ask(asking, THEMES)
    expect(line(turn)).to_contain_text(wording.MODEL_SET_ASIDE)
    expect(asking.get_by_text("7946")).to_have_count(0)


def test_a_follow_up_that_found_nothing_is_read_by_the_model_shown_so_and_can_be_edited(
    asking: Page, stub: StubModel
) -> None:
    stub.speak = reads(READ)
    for question in EARLIER:
        expect(line(ask(asking, question))).not_to_contain_text("is putting")
    turn = ask(asking, FOLLOW_UP.text)
    expect(turn.locator(".model-sentence").first).to_be_visible()
    expect(line(turn)).to_contain_text("put your question in words that stand alone")
    expect(turn.locator(".searched")).to_contain_text(f"as a language model put it: {READ}")
    asking.reload()
    turn = asking.locator("article.turn").last
    turn.get_by_role("button", name="Edit and ask again").click()
    expect(asking.locator("textarea")).to_have_value(READ)


def test_a_proposed_wording_stands_beside_the_item_and_only_a_person_applies_it(asking: Page, stub: StubModel) -> None:
    page = asking
    page.goto(page.url.split("?", 1)[0].rstrip("/") + "/quizzes")
    page.get_by_label("How many items").fill("1")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_test_id("stForm").first.get_by_role("button", name="Build the quiz").click()
    expect(page.locator(".item-state")).to_have_text("Item 1 of 1 · draft")
    settled(page)
    before = page.locator("#item").inner_text()
    wording_of = f"Now think about this question: {before}"
    stub.speak = lambda prompt: json.dumps({"stem": wording_of})
    page.get_by_role("button", name="Ask the language model for another wording").click()
    expect(page.locator("#proposal")).to_contain_text(wording_of)
    expect(page.locator("#proposal")).to_contain_text("not applied")
    expect(page.locator("#item")).to_have_text(before)
    settled(page)
    page.get_by_role("button", name="Put it into the question").click()
    expect(page.get_by_text("It stands in the question above.")).to_be_visible()
    settled(page)
    expect(page.get_by_label("Question", exact=True)).to_have_value(wording_of)
    expect(page.locator("#item")).to_have_text(before)
    settled(page)
    page.get_by_role("button", name="Save the changes").click()
    expect(page.locator("#item")).to_have_text(wording_of)


def test_no_model_is_asked_in_an_emergency(asking: Page, stub: StubModel) -> None:
    turn = ask(asking, EMERGENCY)
    expect(asking.locator(".alert-emergency")).to_be_visible()
    expect(line(turn)).to_have_text(wording.MODEL_NO_PART)
    assert stub.prompts == []


def test_the_page_on_how_it_works_says_where_the_text_goes(asking: Page) -> None:
    asking.get_by_role("link", name="How this works").click()
    expect(asking.locator(".reading")).to_contain_text("a program on this machine (127.0.0.1)")


def test_cases_are_run_with_the_model_and_their_replies_judged(asking: Page, stub: StubModel) -> None:
    def speaks(prompt: str) -> str:
        is_judging = "statements of the answer: data begin" in prompt
        return json.dumps({"supported": ["S1"], "covered": [], "answers": "yes"}) if is_judging else faithful(prompt)

    stub.speak, page = speaks, asking
    page.goto(page.url.split("?", 1)[0].rstrip("/") + "/evaluation")
    choose(page, "File of cases", "safety/situation-heldout.jsonl")
    tick(page.get_by_role("checkbox", name="Let the language model of the settings have its part in the answers"))
    page.get_by_role("button", name="Run these cases").click()
    result = page.locator("section.result").first
    expect(result).to_contain_text("ollama:stub", timeout=240_000)
    settled(page)
    page.get_by_role("button", name="Have the language model judge these replies").click()
    expect(page.get_by_role("button", name="Judge again with the language model")).to_be_visible(timeout=120_000)
    settled(page)
    page.get_by_text("Every measure, with its formula").click()
    expect(page.get_by_role("row", name=re.compile("^faithfulness"))).to_contain_text("no labels yet")
