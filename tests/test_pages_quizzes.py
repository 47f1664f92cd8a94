"""The Quizzes page in a real browser: build, review by keyboard, export, publish, take, resume."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from guide.adapters.quiz_store import KeptQuiz, QuizStore
from tests.browser import NARROW, WIDE, Server, ask, opened, settled, window
from tests.choosing import choose, entered, shortcut, tick

pytestmark = pytest.mark.browser

ITEMS = 4
TITLE = "New at the night desk"


@pytest.fixture(scope="module")
def trainer(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """Return one trainer's browser, shared by the tests of this file."""
    made = window(chromium, server, WIDE)
    yield made
    made.close()


@pytest.fixture(scope="module")
def built(trainer: BrowserContext, server: Server) -> KeptQuiz:
    """Return a quiz that Ana had built on the page."""
    page = opened(trainer, "/quizzes")
    page.get_by_label("How many items").fill(str(ITEMS), timeout=180_000)
    page.get_by_label("Title (learners read it").fill(TITLE)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Build the quiz").click()
    state(page, 1, "draft")
    page.close()
    return QuizStore(server.data).quizzes()[0]


@pytest.fixture
def review(trainer: BrowserContext, server: Server, built: KeptQuiz) -> Iterator[Page]:
    """Return the review page of a copy of that quiz, with Ana's name typed."""
    copy = QuizStore(server.data).add(built.title, built.body, built.built_at)
    page = opened(trainer, f"/quizzes?review={copy}")
    state(page, 1, "draft")
    entered(page, "Your name", "Ana")
    expect(page.get_by_role("button", name="Accept")).to_be_enabled()
    yield page
    page.close()


def state(page: Page, number: int, name: str) -> None:
    expect(page.locator(".item-state")).to_have_text(f"Item {number} of {ITEMS} · {name}")
    settled(page)


def learner(page: Page) -> None:
    """Open the quiz under review as its link opens it, without the builder."""
    page.goto(page.url.replace("review=", "quiz="))
    page.get_by_role("button", name="Begin practice").click()
    expect(page.locator("#question")).to_be_visible()


def answer(page: Page) -> str:
    """Give the first possible answer by keyboard and return the question."""
    settled(page)
    question = page.locator("#question").inner_text()
    if not page.locator(".turn-meta").inner_text().startswith("Question 1 "):
        expect(page.locator("#question")).to_be_focused()
    fields = [page.get_by_role(role) for role in ("radio", "checkbox", "combobox")]
    # The question is drawn a moment before its answers.
    expect(fields[0].or_(fields[1]).or_(fields[2]).first).to_be_attached()
    settled(page)
    for role in ("radio", "checkbox"):
        if page.get_by_role(role).count():
            tick(page.get_by_role(role).first, key="Space")
    is_looked_up = page.get_by_role("combobox", name="Document or service").count() == 1
    # A document that is opened has sections to choose among.
    for place in range(2 if is_looked_up else page.get_by_role("combobox").count()):
        page.get_by_role("combobox").nth(place).focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("combobox").nth(place)).not_to_have_value("")
        settled(page)
    page.get_by_role("button", name="This is the passage" if is_looked_up else "Answer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#feedback")).to_be_visible()
    return question


def go_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Next question|See the result")).press("Enter")
    expect(page.locator("#feedback")).to_have_count(0)


def test_a_quiz_is_built_as_drafts_each_beside_its_quotation_in_its_passage(review: Page) -> None:
    expect(review.locator("h1")).to_have_text(TITLE)
    for number in range(1, ITEMS + 1):
        state(review, number, "draft")
        mark = review.locator(".item .evidence-text mark")
        expect(mark).to_have_count(1)
        assert mark.inner_text().strip()
        frame = review.locator(".item .evidence-text").bounding_box()
        top = mark.bounding_box()
        # However long the passage is, its marked words are seen without scrolling in its frame.
        assert frame and top and frame["y"] <= top["y"] <= frame["y"] + frame["height"] - 16
        expect(review.locator(".item .evidence-where")).not_to_be_empty()
        accept, quoted = review.get_by_role("button", name="Accept").bounding_box(), mark.bounding_box()
        assert accept and quoted and accept["y"] + accept["height"] <= WIDE[1]
        assert review.locator(".item-state").bounding_box()["y"] < quoted["y"] < accept["y"]  # type: ignore[index]
        if number < ITEMS:
            review.get_by_role("button", name="Next").click()
    expect(review.locator("header .draft")).to_have_text("DRAFT: nobody has approved these items.")
    expect(review.get_by_role("button", name="Ask the language model")).to_have_count(0)


def test_building_without_a_name_is_met_with_one_line(trainer: BrowserContext) -> None:
    page = opened(trainer, "/quizzes")
    page.get_by_label("Your name").fill("")
    page.get_by_role("button", name="Build the quiz").click()
    expect(page.get_by_role("alert")).to_contain_text("Type your name")


def test_by_keyboard_the_author_cannot_approve_and_somebody_else_can(review: Page) -> None:
    shortcut(review, "Alt+a")
    state(review, 2, "draft")
    expect(review.locator(".said")).to_contain_text("Somebody else must approve it")
    expect(review.locator("#item")).to_be_focused()
    shortcut(review, "Alt+p")
    state(review, 1, "in review")
    shortcut(review, "Alt+a")
    expect(review.locator(".said")).to_contain_text("its author cannot approve it")
    settled(review)
    entered(review, "Your name", "Ben")
    review.get_by_role("button", name="Accept").press("Enter")
    state(review, 2, "draft")
    shortcut(review, "Alt+p")
    state(review, 1, "approved")
    review.locator(".item summary", has_text="History").click()
    expect(review.locator(".item")).to_contain_text("approve by Ben")
    expect(review.locator(".item")).to_contain_text(
        "Author: Ana. Without sign-in names are as typed: nobody checked them."
    )


def test_an_author_who_works_alone_says_so_on_the_review_page_and_changes_the_title_there(review: Page) -> None:
    review.get_by_role("button", name="Accept").press("Enter")
    state(review, 2, "draft")
    expect(review.locator(".said")).to_contain_text("Or press “I work alone” above.")
    review.get_by_role("button", name="I work alone on this machine").click()
    expect(review.locator(".said")).to_contain_text("You may approve what you built now.")
    settled(review)
    expect(review.get_by_role("button", name="I work alone on this machine")).to_have_count(0)
    state(review, 1, "in review")
    review.get_by_role("button", name="Accept").press("Enter")
    expect(review.locator(".said")).to_contain_text("Item 1 is approved.")
    settled(review)
    review.get_by_text("Change the title").click()
    review.get_by_label("Title (learners and exports").fill("Another title")
    review.get_by_role("button", name="Save the title").click()
    expect(review.locator("h1")).to_have_text("Another title")
    settled(review)


def test_an_item_is_changed_and_rejected_with_a_reason_and_the_history_keeps_both(review: Page) -> None:
    review.get_by_role("button", name="All quizzes").click()
    review.get_by_role("button", name="Review and hand out").first.click()
    state(review, 1, "draft")
    entered(review, "Your name", "Ben")
    shortcut(review, "Alt+e")
    typed = review.get_by_role("textbox", name="Question", exact=True)
    before = typed.input_value()
    typed.fill("What do you do at once?")
    for keys in ("Alt+a", "Alt+n", "Alt+x"):
        shortcut(review, keys)
        expect(review.locator(".said")).to_have_text("Save the changed words first, or undo them.")
        state(review, 1, "draft")
        expect(typed).to_have_value("What do you do at once?")
    for way in ("All quizzes", "Open as a learner", "Download Moodle GIFT"):
        review.get_by_role("button", name=way).click()
        expect(review.locator("[data-unsaved]")).to_be_visible()
        expect(typed).to_be_focused()
    review.get_by_role("link", name="Directory").press("Enter")
    expect(typed).to_be_focused()
    review.evaluate("history.back()")
    expect(review.get_by_role("heading", name="Built so far")).to_be_visible()
    settled(review)
    review.reload()
    expect(review.get_by_role("heading", name="Built so far")).to_be_visible()
    settled(review)
    review.get_by_role("button", name="Review and hand out").first.click()
    state(review, 1, "draft")
    entered(review, "Your name", "Ben")
    shortcut(review, "Alt+e")
    expect(typed).to_have_value("What do you do at once?")
    expect(review.locator("[data-unsaved]")).to_be_visible()
    shortcut(review, "Alt+n")
    expect(review.locator(".said")).to_have_text("Save the changed words first, or undo them.")
    review.once("dialog", lambda dialog: dialog.dismiss())
    with review.expect_event("dialog"):
        review.close(run_before_unload=True)
    expect(typed).to_have_value("What do you do at once?")
    review.get_by_role("button", name="Undo and close").click()
    expect(typed).to_have_count(0)
    shortcut(review, "Alt+e")
    expect(typed).to_have_value(before)
    settled(review)
    typed.fill("What do you do <b>first</b>?")
    review.get_by_role("button", name="Save the changes").click()
    expect(review.locator("#item")).to_have_text("What do you do <b>first</b>?")
    expect(review.locator(".said")).to_have_text("Saved. Item 1 is a draft again: accept it when you have read it.")
    shortcut(review, "Alt+x")
    expect(review.locator("#reason-0")).to_be_focused()
    review.keyboard.press("Tab")
    review.keyboard.press("Tab")
    expect(review.get_by_role("button", name="unclear wording")).to_be_focused()
    review.keyboard.press("Enter")
    state(review, 2, "draft")
    review.get_by_role("button", name="Previous").click()
    state(review, 1, "rejected")
    review.locator(".item summary", has_text="History").click()
    expect(review.locator(".item")).to_contain_text("reject by Ben (unclear wording)")
    expect(review.locator(".item")).to_contain_text("edit by Ben")
    gone = review.locator("#item").inner_text()
    review.get_by_role("button", name="Put another item in its place").click()
    expect(review.locator(".said")).to_contain_text("Another item stands in its place")
    expect(review.locator(".item-state")).to_have_text(f"Item 1 of {ITEMS + 1} · draft")
    expect(review.locator("#item")).not_to_have_text(gone)
    settled(review)


@pytest.mark.parametrize(
    ("name", "suffix", "words"),
    [
        ("Moodle GIFT", ".gift", ["Download Moodle GIFT"]),
        ("Word, paper and key", ".docx", ["Download the paper (Word)", "Download the key (Word)"]),
        ("SCORM 1.2 package", ".zip", ["Download SCORM 1.2 package"]),
    ],
)
def test_an_export_lists_what_it_does_not_carry_before_the_download_and_says_draft(
    review: Page, name: str, suffix: str, words: list[str]
) -> None:
    choose(review, "Format", name)
    buttons = review.get_by_test_id("stDownloadButton").get_by_role("button")
    expect(buttons).to_have_text(["Download the session pack (ZIP)", *words])
    buttons = buttons.filter(has_text=words[0])
    expect(review.locator(".left-out")).to_be_visible()
    settled(review)
    listed, button = review.locator(".left-out").bounding_box(), buttons.first.bounding_box()
    assert listed and button and listed["y"] < button["y"]
    expect(review.locator(".left-out")).to_contain_text("DRAFT")
    with review.expect_download() as waiting:
        buttons.first.click()
    assert "DRAFT" in waiting.value.suggested_filename
    assert waiting.value.suggested_filename.endswith(suffix)
    assert waiting.value.path().stat().st_size > 100


def test_a_learner_gets_feedback_with_the_quotation_at_once_and_goes_on_after_a_reload(review: Page) -> None:
    learner(review)
    expect(review.locator(".draft")).to_be_visible()
    first = answer(review)
    expect(review.locator("#feedback")).to_be_focused()
    expect(review.locator("#feedback")).to_have_text(re.compile(r"^(Right|Not right)\.$"))
    assert review.locator(".feedback .quote .words").inner_text().strip()
    review.reload()
    expect(review.locator(".turn-meta")).to_have_text(f"Question 2 of {ITEMS}")
    assert review.locator("#question").inner_text() != first
    for _ in range(ITEMS - 1):
        answer(review)
        go_on(review)
    expect(review.locator("#result")).to_have_text(re.compile("You passed|You did not pass"))
    expect(review.locator(".result")).to_contain_text("The pass mark is 80 %.")
    expect(review.locator(".result")).to_contain_text("Version ")


def test_locking_the_desk_drops_words_that_were_kept_over_the_way_back(review: Page) -> None:
    review.get_by_role("navigation").get_by_role("link", name="Ask", exact=True).click()
    ask(review, "Is fraud a threat to London?")
    settled(review)
    review.get_by_role("navigation").get_by_role("link", name="Quizzes", exact=True).click()
    expect(review.get_by_role("heading", name="Built so far")).to_be_visible()
    settled(review)
    review.get_by_role("button", name="Review and hand out").first.click()
    state(review, 1, "draft")
    review.get_by_role("button", name="Edit").click()
    review.get_by_role("textbox", name="Question", exact=True).fill("What was said at the desk?")
    review.evaluate("history.back()")
    expect(review.get_by_role("heading", name="Built so far")).to_be_visible()
    settled(review)
    kept = "[...Object.values(sessionStorage)].some((text) => text.includes('said at the desk'))"
    assert review.evaluate(kept)
    review.get_by_role("button", name="Lock and start fresh").click()
    review.wait_for_function(f"!{kept}")


def test_an_answer_that_is_not_chosen_yet_is_asked_for(review: Page) -> None:
    learner(review)
    review.get_by_role("button", name="Answer", exact=True).click()
    expect(review.get_by_role("alert")).to_have_text("Choose an answer first.")


def test_learners_get_what_is_published_without_the_draft_line(review: Page) -> None:
    entered(review, "Your name", "Ben")
    review.get_by_role("button", name="Accept").click()
    state(review, 2, "draft")
    expect(review.locator("header .draft")).to_have_text(f"DRAFT: 1 of {ITEMS} items is approved.")
    expect(review.get_by_text(f"{ITEMS} items for forty minutes in one ZIP")).to_be_visible()
    shortcut(review, "Alt+p")
    state(review, 1, "approved")
    review.get_by_role("button", name="Edit").click()
    typed = review.get_by_role("textbox", name="Question", exact=True)
    typed.fill("What else?")
    review.get_by_role("button", name="Publish the approved items (1)").click()
    expect(review.locator("[data-unsaved]")).to_be_visible()
    review.get_by_role("button", name="Undo and close").click()
    expect(typed).to_have_count(0)
    settled(review)
    review.get_by_role("button", name="Publish the approved items (1)").click()
    expect(review.locator(".said")).to_contain_text("Published")
    learner(review)
    expect(review.locator(".draft")).to_have_count(0)
    expect(review.locator(".turn-meta")).to_have_text("Question 1 of 1")


def test_a_link_to_a_quiz_that_is_not_here_says_so(trainer: BrowserContext) -> None:
    page = opened(trainer, "/quizzes?quiz=unknown")
    expect(page.get_by_role("alert")).to_contain_text("This quiz is not here")


def test_a_narrow_window_needs_no_sideways_scrolling(chromium: Browser, server: Server, review: Page) -> None:
    narrow = window(chromium, server, NARROW)
    page = opened(narrow, review.url.removeprefix(server.address))
    expect(page.locator("#item")).to_be_visible()
    settled(page)
    accept = page.get_by_role("button", name="Accept").bounding_box()
    assert accept and accept["y"] + accept["height"] <= NARROW[1]
    question, said, first = (page.locator(f".item {one}").first.bounding_box() for one in ("h2", ".item-quoted", "li"))
    assert question and said and first and question["y"] < said["y"] < first["y"]
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("button", name="Undo and close")).to_be_visible()
    settled(page)
    page.get_by_role("textbox", name="Question", exact=True).scroll_into_view_if_needed()
    for words in ("Save the changes", "Undo and close"):
        shown = page.get_by_role("button", name=words).bounding_box()
        assert shown and 0 < shown["y"] < shown["y"] + shown["height"] <= NARROW[1]
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= NARROW[0]
    narrow.close()
