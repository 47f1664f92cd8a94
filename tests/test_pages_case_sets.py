"""The page of test sets in a real browser: a case by pointing, its review, a table in and out, the set in a run."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from guide.adapters.case_draft_store import CaseDraftStore
from tests.browser import NARROW, WIDE, Server, ask, opened, own_violations, settled, window
from tests.choosing import choose, entered, opened_list, shortcut, taken, tick

pytestmark = pytest.mark.browser

RING = """() => {
    const at = document.activeElement;
    const own = "[data-testid$=RootElement], [role=group], [data-testid=stCheckbox] label";
    const around = at.matches("input, textarea") ? at.closest(own) : at;
    return [at.matches("input") ? at.type : at.localName, parseFloat(getComputedStyle(around).outlineWidth)];
}"""
"""What has the focus, and how wide the ring around the whole of it is."""
TABLE = "user_input,reference,reference_contexts,must_say,mood\nWhat is fraud?,A crime,[],zebras,calm\n"


@pytest.fixture(scope="module")
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """Return the page with a new set that holds one case, made by typing a question and ticking words."""
    made = window(chromium, server, WIDE)
    shown = opened(made, "/test-sets")
    begin_set(shown, "front desk")
    tick(shown.get_by_role("checkbox").first)
    expect(shown.locator("strong", has_text="Words to be quoted (1)")).to_be_visible()
    shown.get_by_role("textbox", name=re.compile("^Key points")).fill("A home keeps people out of prison || housing")
    # Left by Tab, the name draws the page again, with the case called otherwise.
    author = shown.get_by_role("textbox", name=re.compile("^Your name"))
    author.fill("Kim Lee")
    author.press("Tab")
    save(shown, "Why does housing matter?")
    yield shown
    made.close()


def begin_set(page: Page, name: str) -> None:
    settled(page)
    box = page.get_by_role("combobox", name="Test set")
    box.click()
    box.fill(name)
    box.press("Enter")
    # The first visit opens the documents and the model.
    expect(page.locator("#set-counts")).to_contain_text("0 cases in use", timeout=120_000)
    settled(page)


def open_case(page: Page, begins: str) -> None:
    case = next(option for option in opened_list(page, "Case") if option.startswith(begins))
    choose(page, "Case", case)
    expect(page.get_by_role("combobox", name="Case", exact=True)).to_have_value(re.compile(re.escape(begins[:14])))


def save(page: Page, question: str) -> None:
    page.get_by_role("textbox", name="Question, as a person would type it").fill(question)
    page.get_by_role("button", name=re.compile("^Save this case")).click()
    expect(page.locator("#set-counts")).to_contain_text("Saved: ")
    settled(page)


def test_a_case_is_saved_unreviewed_and_the_next_one_starts_on_the_same_document(page: Page) -> None:
    expect(page.locator("#set-counts")).to_contain_text("1 case in use, 1 not reviewed")
    expect(page.get_by_role("alert").filter(has_text="no longer holds")).to_have_count(0)
    expect(page.get_by_text("Nothing ticked yet.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Question, as a person would type it")).to_have_value("")


def test_the_focus_is_seen_around_every_field_and_box(page: Page) -> None:
    find = page.get_by_role("textbox", name="Find words in every document and pathway")
    find.focus()
    stops = dict[str, float]()
    while "checkbox" not in stops and len(stops) < 6:
        kind, width = page.evaluate(RING)
        stops[kind] = width
        page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Question, as a person would type it").focus()
    stops["textarea"] = page.evaluate(RING)[1]
    assert stops == {"text": 3, "checkbox": 3, "textarea": 3}
    settled(page)


def test_what_is_typed_stays_with_its_case_while_another_case_or_page_is_open(page: Page) -> None:
    question = page.get_by_role("textbox", name="Question, as a person would type it")
    question.fill("Words for a new case")
    open_case(page, "front-desk-001")
    expect(question).to_have_value("Why does housing matter?")
    question.fill("Why does a home matter?")
    page.get_by_role("button", name="Back to Evaluation").click()
    expect(page.get_by_role("heading", name="Evaluation", level=1)).to_be_focused()
    page.get_by_role("button", name="Write and review test sets").click()
    expect(page.get_by_role("heading", name="Test sets", level=1)).to_be_focused()
    expect(question).to_have_value("Why does a home matter?")
    settled(page)
    page.get_by_role("textbox", name=re.compile("^Reviewer's name")).fill("Ann Smith")
    page.get_by_role("button", name=re.compile("^Mark as reviewed")).click()
    expect(page.locator("#review-problem")).to_contain_text("Save the words you changed first, or undo them")
    page.get_by_role("button", name="Undo the changes").click()
    expect(question).to_have_value("Why does housing matter?")
    open_case(page, "New case, words not saved")
    expect(question).to_have_value("Words for a new case")
    page.get_by_role("button", name="Empty the form").click()
    expect(question).to_have_value("")
    settled(page)


def test_a_reload_brings_back_what_nobody_saved_without_personal_data_and_a_lock_forgets_it(
    chromium: Browser, server: Server, page: Page
) -> None:
    made = window(chromium, server, WIDE)
    shown = opened(made, "/test-sets?set=front-desk")
    question = shown.get_by_role("textbox", name="Question, as a person would type it")
    # In one piece, and the field is not left: letter by letter, a pause on a busy machine would keep the half of it.
    question.fill("Who helps Mrs Quillfeather on 07700 900123?")
    expect(shown).to_have_url(re.compile("drafts="))
    kept = CaseDraftStore(server.data)
    window_id = shown.url.partition("drafts=")[2]
    assert "Quillfeather" not in str(kept.of(window_id)) and "[name]" in str(kept.of(window_id))
    shown.reload()
    expect(question).to_have_value("Who helps Mrs [name] on [telephone]?")
    expect(shown.get_by_text("Not saved yet.")).to_be_visible()
    settled(shown)
    shown.get_by_role("navigation").get_by_role("link", name="Ask", exact=True).click()
    ask(shown, "Is fraud a threat to London?")
    shown.get_by_role("button", name="Lock and start fresh").click()
    expect(shown.get_by_role("button", name="Lock and start fresh")).to_have_count(0)
    settled(shown)
    assert kept.of(window_id) == {}
    made.close()


def test_words_are_found_in_every_document_and_alt_s_saves_what_stands_in_the_box(page: Page) -> None:
    find = page.get_by_role("textbox", name="Find words in every document and pathway")
    find.fill("critical threat")
    expect(page.locator("#guide-status")).to_have_text(re.compile(r"^\d+ places? found\.$"))
    tick(page.get_by_role("checkbox", name=re.compile("^Fraud is a critical threat")))
    expect(page.locator("#guide-status")).to_have_text("Words to be quoted (1)")
    question = page.get_by_role("textbox", name="Question, as a person would type it")
    question.fill("Which crime is a critical threat?")
    question.focus()
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    shortcut(page, "Alt+s")
    expect(page.locator("#set-counts")).to_contain_text("Saved: front-desk-002")
    expect(question).to_be_focused()
    expect(page.locator(".saved-here")).to_be_in_viewport()
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    expect(question).to_have_value("")
    open_case(page, "front-desk-002: Which crime is a critical threat?")
    expect(question).to_have_value("Which crime is a critical threat?")
    question.fill("Which crime is a very critical threat?")
    page.get_by_role("button", name=re.compile("^Save this case")).click()
    case = page.get_by_role("combobox", name="Case", exact=True)
    expect(case).to_have_value(re.compile("^front-desk-002: Which crime is a very critical threat"))
    open_case(page, "New case")
    find.fill("")
    expect(page.get_by_role("combobox", name="Document or pathway")).to_be_visible()
    settled(page)


def test_a_case_that_nothing_could_fail_is_not_saved_and_the_line_that_says_so_is_in_view(page: Page) -> None:
    question = page.get_by_role("textbox", name="Question, as a person would type it")
    for words, says in ((" ", "Type the question first."), ("What is fraud?", "Not saved: any answer would pass.")):
        question.fill(words)
        page.get_by_role("button", name=re.compile("^Save this case")).click()
        expect(page.locator("#case-problem")).to_contain_text(says)
        expect(page.locator("#case-problem")).to_be_focused()
        expect(page.locator("#case-problem")).to_be_in_viewport()
        settled(page)
    question.fill("")


def test_the_words_of_a_card_bring_its_service_and_take_it_away(page: Page) -> None:
    taken(
        page,
        page.get_by_role("combobox", name="Document or pathway"),
        page.get_by_role("option", name=re.compile("^Kingston Housing Solutions")).first,
        typed="Kingston Housing Solutions",  # the list holds only what is in view
    )
    box = page.get_by_role("checkbox").first
    tick(box)
    service = page.get_by_test_id("stMultiSelect").filter(has_text="Pathways that must be shown")
    expect(service).to_contain_text("Kingston Housing Solutions")
    box.locator("xpath=ancestor::label").click()
    expect(service).not_to_contain_text("Kingston Housing Solutions")
    settled(page)


def test_a_case_with_personal_data_is_not_saved(page: Page) -> None:
    question = page.get_by_role("textbox", name="Question, as a person would type it")
    question.fill("Who helps Mrs Quillfeather on 07700 900123?")
    page.get_by_role("button", name=re.compile("^Save this case")).click()
    problem = page.locator("#case-problem")
    expect(problem).to_contain_text("Not saved: this holds what looks like personal data")
    expect(problem).to_contain_text("([name], [telephone])")
    question.fill("")
    settled(page)


def test_a_tick_is_not_undone_by_what_was_sent_before_it(page: Page) -> None:
    browser, late = list[WebSocketRoute](), list[str | bytes]()
    is_held = False

    def relay(socket: WebSocketRoute) -> None:
        browser.append(socket)
        to_server = socket.connect_to_server()
        to_server.on_message(lambda sent: late.append(sent) if is_held else socket.send(sent))

    shown = page.context.new_page()
    shown.route_web_socket(re.compile("_stcore/stream"), relay)
    shown.goto("/test-sets")
    choose(shown, "Test set", "front-desk")
    first, second = (shown.get_by_role("checkbox").nth(place) for place in (0, 1))
    expect(second).to_be_attached()
    settled(shown)
    is_held = True
    first.locator("xpath=ancestor::label").click()
    shown.wait_for_timeout(1500)
    assert late
    second.locator("xpath=ancestor::label").click()
    for sent in late:
        browser[-1].send(sent)
    shown.wait_for_timeout(500)
    assert second.is_checked()
    shown.close()


def test_a_named_person_marks_a_case_as_reviewed(page: Page) -> None:
    open_case(page, "front-desk-001")
    expect(page.locator("strong", has_text="Words to be quoted (1)")).to_be_visible()
    expect(page.get_by_role("textbox", name=re.compile("^Key points"))).to_have_value(
        "A home keeps people out of prison || housing"
    )
    name = page.get_by_role("textbox", name=re.compile("^Reviewer's name"))
    name.fill("")
    page.get_by_role("button", name=re.compile("^Mark as reviewed")).click()
    expect(page.locator("#review-problem")).to_have_text("Type your name: the case says who reviewed it.")
    expect(page.locator("#review-problem")).to_be_focused()
    settled(page)
    name.fill("Ann Smith")
    name.focus()
    shortcut(page, "Alt+m")
    expect(page.locator("#set-counts")).to_contain_text(
        "front-desk-001 is reviewed by Ann Smith. Next: front-desk-002."
    )
    # The next one that waits is open.
    expect(page.get_by_role("combobox", name="Case", exact=True)).to_have_value(re.compile("^front-desk-002"))


def test_a_table_shows_what_its_columns_are_read_as_before_anything_is_kept(page: Page) -> None:
    settled(page)
    page.get_by_text("Bring in a table or a file of cases").click()
    page.locator('input[type="file"]').set_input_files(
        {"name": "ours.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(page.get_by_role("combobox", name="user_input")).to_have_value("question")
    expect(page.get_by_role("combobox", name="mood")).to_have_count(0)
    page.get_by_text("2 further columns: named as our fields are, or kept under its own name").click()
    expect(page.get_by_role("combobox", name="mood")).to_have_value("kept under its own name")
    expect(page.get_by_text("1 case read, 0 in the place")).to_be_visible()
    page.get_by_role("button", name="Keep 1 case").click()
    expect(page.locator("p.caution", has_text="Type who wrote them")).to_be_visible()
    expect(page.get_by_label("Who wrote these cases?")).to_be_focused()
    entered(page, "Who wrote these cases?", "Tom Reed")
    page.get_by_role("button", name="Keep 1 case").click()
    expect(page.locator("#set-counts")).to_contain_text("3 cases in use")
    expect(page.get_by_text("Nothing is kept yet.")).to_have_count(0)


def test_the_cases_are_taken_out_as_excel_and_their_gold_is_found(page: Page) -> None:
    settled(page)
    page.get_by_text("Take the cases out").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download Excel").click()
    assert waiting.value.path().read_bytes()[:2] == b"PK"
    page.get_by_text("Where the gold words stand now").click()
    expect(page.get_by_text("2 found, 0 moved, 0 changed, 0 gone.")).to_be_visible()


def test_axe_finds_nothing_in_our_own_markup_and_nothing_is_wider_than_a_telephone(page: Page) -> None:
    settled(page)
    assert own_violations(page) == []
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def test_an_own_set_can_be_run(page: Page) -> None:
    page.get_by_role("button", name="Back to Evaluation").click()
    expect(page.get_by_role("heading", name="Evaluation", level=1)).to_be_visible()
    choose(page, "File of cases", "own set: front-desk")
    page.get_by_role("button", name="Run these cases").click()
    result = page.locator("section.result").first
    expect(result).to_contain_text(re.compile(r"\d of 3 cases passed"), timeout=120_000)
    expect(result).to_contain_text("Tom Reed")


def test_a_failed_case_leads_to_its_test_set_and_to_the_chat_and_both_lead_back(page: Page) -> None:
    failure = page.locator("#failure-row-001")
    expect(failure).to_contain_text("must_say missing")
    failure.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("textbox", name="Question, as a person would type it")).to_have_value("What is fraud?")
    expect(page.get_by_role("heading", name="Test sets", level=1)).to_be_focused()
    page.get_by_role("button", name="Back to the run").click()
    expect(failure).to_be_focused()
    failure.get_by_role("button", name="Ask it in the chat").click()
    expect(page.locator("form[data-ask-form] textarea")).to_have_value("What is fraud?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("button", name="Back to the run").click()
    expect(failure).to_be_focused()
