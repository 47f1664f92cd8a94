"""The Ask page in a real browser: ask, follow a citation, follow up, decline, copy, download."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import NARROW, WIDE, Server, answered, answers, ask, opened, window

pytestmark = pytest.mark.browser

PLAN = "Safer Kingston Partnership Plan 2024-2029"
HOUSING = "Why does housing matter for reoffending?"
NOT_HELD = "What day are the recycling bins emptied?"
HEARD = """
window.heard = [];
new MutationObserver((changes) => {
  for (const change of changes) {
    const status = change.target.closest?.('[role=status]') ?? change.target.parentElement?.closest('[role=status]');
    if (status && status.textContent.trim()) window.heard.push(status.textContent.trim());
  }
}).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
"""


def quotes(turn: Locator) -> list[str]:
    return turn.locator(".quote .words").all_inner_texts()


def open_panel(turn: Locator) -> Locator:
    return turn.locator("[data-panel]:not([hidden])")


def test_a_question_is_answered_with_numbered_quotations_and_a_computed_line(page: Page) -> None:
    turn = ask(page, HOUSING)
    said = quotes(turn)
    numbers = turn.locator("button.cite").all_inner_texts()
    assert said
    assert numbers == [str(number) for number in range(1, len(said) + 1)]
    line = turn.locator(".count").inner_text()
    assert line.startswith(f"{len(said)} quotation")
    assert "word for word" in line
    assert PLAN in line
    expect(page).to_have_title("Ask · Safer Kingston Guide")


def test_a_number_shows_its_words_highlighted_in_the_document_beside_the_answer(page: Page) -> None:
    turn = ask(page, HOUSING)
    said = quotes(turn)
    for number, quote in enumerate(said, start=1):
        turn.get_by_role("button", name=f"Quotation {number}: show it in its document").click()
        panel = open_panel(turn)
        expect(panel).to_have_count(1)
        mark = panel.locator("mark")
        expect(mark).to_be_visible()
        expect(mark).to_be_in_viewport()
        assert mark.inner_text() == quote
        assert len(panel.locator(".evidence-text").inner_text()) > len(quote) + 50
        assert PLAN in panel.inner_text()
    answer, evidence = turn.locator(".turn-answer").bounding_box(), open_panel(turn).bounding_box()
    assert answer and evidence
    assert evidence["x"] >= answer["x"] + answer["width"]


def test_the_way_back_from_a_quotation_leads_to_its_number(page: Page) -> None:
    turn = ask(page, HOUSING)
    number = turn.locator("button.cite").first
    number.click()
    open_panel(turn).get_by_role("button", name="Back to the answer").click()
    expect(number).to_be_focused()
    expect(open_panel(turn)).to_have_count(0)


def test_a_quotation_opens_in_the_whole_document_and_the_way_back_keeps_the_conversation(page: Page) -> None:
    turn = ask(page, HOUSING)
    quote = quotes(turn)[0]
    turn.locator("button.cite").first.click()
    open_panel(turn).get_by_role("button", name="Open the document").click()
    mark = page.locator(".document mark").first
    expect(mark).to_be_in_viewport()
    assert mark.inner_text() == quote
    page.get_by_role("button", name="Back to your question").click()
    expect(page.get_by_role("heading", name=HOUSING)).to_be_visible()


def test_what_the_documents_do_not_hold_is_declined_with_passages_marked_as_no_answer(page: Page) -> None:
    turn = ask(page, NOT_HELD)
    expect(turn.locator(".sureness")).to_have_text("Not in our documents")
    expect(turn.locator("button.cite")).to_have_count(0)
    assert turn.locator(".nearest li").count() in (1, 2)
    expect(turn.locator(".nearest")).to_contain_text("Not an answer")


def test_a_follow_up_is_answered_below_the_folded_first_question(page: Page) -> None:
    ask(page, HOUSING)
    turn = ask(page, "And what about people leaving prison?")
    assert quotes(turn)
    fold = page.locator("details.earlier")
    expect(fold.locator("> summary")).to_have_text("Earlier in this conversation: 1 question")
    fold.locator("> summary").click()
    expect(fold.get_by_role("heading", name=HOUSING)).to_be_visible()


def test_how_an_answer_was_found_is_shown_where_it_is_switched_on_and_stays_after_a_reload(page: Page) -> None:
    turn = ask(page, HOUSING)
    said = quotes(turn)
    expect(page.locator(".workings")).to_have_count(0)
    page.get_by_role("button", name="Show how answers were found").click()
    page.locator(".workings tbody tr").first.wait_for()
    page.reload()
    rows = page.locator(".workings tbody tr")
    rows.first.wait_for()
    kept = [row for row in rows.all_inner_texts() if "quoted as" in row]
    assert kept and all(any(str(number) in row for row in kept) for number in range(1, len(said) + 1))
    assert re.search(r"meaning \d\.\d\d · words \d\.\d\d · BM25", rows.first.inner_text())
    expect(page.locator(".searched")).to_have_count(0)


def test_it_says_at_once_that_it_is_working(page: Page) -> None:
    before = answers(page)
    page.get_by_role("textbox").fill(HOUSING)
    page.evaluate("""() => {
      document.querySelector('form[data-ask-form] button[type=submit]').click();
      window.shown = document.querySelector('form[data-ask-form] button[type=submit]').textContent;
    }""")
    assert page.evaluate("window.shown") == "Searching …"
    answered(page, before)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("")


def test_an_empty_question_is_met_with_one_line_and_asks_nothing(page: Page) -> None:
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".problem")).to_have_text("Type a question first.")
    expect(page.get_by_role("textbox")).to_be_focused()
    expect(page.locator("article.turn")).to_have_count(0)


def test_a_question_that_is_too_long_is_refused_and_stays_in_the_box(page: Page) -> None:
    long_text = "My neighbour is loud. " * 400
    turn = ask(page, long_text)
    expect(turn).to_contain_text("longer than 8,000 characters")
    expect(page.get_by_role("textbox")).to_have_value(long_text)


def test_thousands_of_empty_lines_are_taken_refused_and_replaced_without_the_page_standing_still(page: Page) -> None:
    many_lines = "My neighbour" + "\n" * 20_000 + "is loud."
    turn = ask(page, many_lines)
    expect(turn).to_contain_text("longer than 8,000 characters")
    expect(page.get_by_role("textbox")).to_have_value(many_lines)
    before = answers(page)
    page.get_by_role("textbox").fill(HOUSING)
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_role("textbox")).to_have_value(f"{HOUSING}\n")
    page.keyboard.press("Enter")
    assert quotes(answered(page, before))


def test_an_example_question_is_asked_with_one_press(page: Page) -> None:
    before = answers(page)
    page.locator("button.example").first.click()
    turn = answered(page, before)
    assert quotes(turn)


def test_a_restriction_searches_one_theme_only(page: Page) -> None:
    page.get_by_label("Search in").select_option("Mental Health")
    turn = ask(page, "What raises the risk of becoming a victim?")
    expect(turn.locator(".turn-meta")).to_contain_text("searched in Mental Health")
    headings = turn.locator(".quote-heading > span:last-child").all_inner_texts()
    assert set(headings) <= {"Mental Health"}


def test_an_answer_is_copied_with_its_sources_as_plain_text(chromium: Browser, server: Server) -> None:
    context = window(chromium, server, WIDE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context)
    turn = ask(page, HOUSING)
    turn.get_by_role("button", name="Copy for a case note").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    note = page.evaluate("navigator.clipboard.readText()")
    assert f"Asked: {HOUSING}" in note
    assert f"“{quotes(turn)[0]}” ({PLAN}" in note
    assert len(note.split()) < 200
    assert not re.search(r"[<>*#]", note)
    context.close()


def test_the_conversation_is_downloaded_as_plain_text(page: Page) -> None:
    turn = ask(page, HOUSING)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this conversation").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert HOUSING in text
    assert all(quote in text for quote in quotes(turn))
    assert f"[1] {PLAN}" in text


def test_on_a_narrow_screen_the_evidence_opens_below_the_answer_with_a_way_back(
    chromium: Browser, server: Server
) -> None:
    context = window(chromium, server, NARROW)
    page = opened(context)
    turn = ask(page, HOUSING)
    expect(open_panel(turn)).to_have_count(0)
    number = turn.locator("button.cite").first
    number.click()
    panel = open_panel(turn)
    expect(panel.locator("mark")).to_be_in_viewport()
    answer, evidence = turn.locator(".turn-answer").bounding_box(), panel.bounding_box()
    assert answer and evidence
    assert evidence["y"] >= answer["y"] + answer["height"]
    panel.get_by_role("button", name="Back to the answer").click()
    expect(number).to_be_in_viewport()
    expect(number).to_be_focused()
    for path in ("/", "/documents", "/about", "/theme?heading=Vulnerability"):
        page.goto(path)
        page.locator("h1").first.wait_for(state="attached")
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), path
    context.close()


def test_the_menu_of_a_narrow_screen_takes_the_focus_gives_it_back_and_holds_none_while_it_is_closed(
    chromium: Browser, server: Server
) -> None:
    context = window(chromium, server, NARROW)
    page = opened(context)
    opens, link = page.get_by_test_id("stExpandSidebarButton"), page.locator("[data-testid=stSidebar] nav a")
    expect(link.first).to_be_hidden()
    tab_to(page, "[data-testid=stExpandSidebarButton]", most=3)
    page.keyboard.press("Enter")
    expect(link.first).to_be_focused()
    closes, call = page.get_by_label("Collapse sidebar").bounding_box(), page.locator(".danger-line").bounding_box()
    assert closes and call and closes["x"] + closes["width"] <= call["x"]
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()
    expect(link.first).to_be_hidden()
    page.keyboard.press("Enter")
    expect(link.first).to_be_focused()
    tab_to(page, ".danger-line a")
    expect(link.first).to_be_hidden()
    opens.press("Enter")
    expect(link.first).to_be_focused()
    tab_to(page, "nav a[href^=documents]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Documents", level=1)).to_be_focused()
    expect(link.first).to_be_hidden()
    context.close()


def test_the_keyboard_alone_asks_follows_a_quotation_and_comes_back(page: Page) -> None:
    tab_to(page, "textarea")
    page.keyboard.type(HOUSING)
    before = answers(page)
    page.keyboard.press("Enter")
    turn = answered(page, before)
    expect(turn.locator("h2")).to_be_focused()
    tab_to(page, "button.cite")
    expect(turn.locator("button.cite").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(open_panel(turn)).to_be_focused()
    tab_to(page, "[data-close]")
    page.keyboard.press("Enter")
    expect(turn.locator("button.cite").first).to_be_focused()
    tab_to(page, "button.cite")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(turn.locator("button.cite").nth(1)).to_be_focused()


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Press Tab until the focused element matches; each stop shows where the focus is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 3, f"{selector}: the focus cannot be seen"
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_a_screen_reader_is_told_once_that_it_searches_and_once_that_the_answer_is_there(
    context: BrowserContext,
) -> None:
    context.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{ {HEARD} }});")
    page = opened(context)
    for question in (HOUSING, NOT_HELD):
        page.evaluate("window.heard = []")
        turn = ask(page, question)
        first_line = turn.locator(".answer-text p").first.inner_text()
        page.wait_for_function("window.heard.length >= 2")
        page.wait_for_timeout(400)
        heard = page.evaluate("window.heard")
        assert heard[0] == "Searching"
        assert len(heard) == 2, heard
        assert heard[1].startswith(f"Answer ready. {first_line}")
    assert page.locator("[role=status]").count() == 1


def test_the_line_about_999_stands_on_every_page_and_rings(page: Page) -> None:
    for path in ("/", "/documents", "/about", "/theme?heading=Vulnerability"):
        page.goto(path)
        call = page.locator(".danger-line a")
        expect(call).to_be_in_viewport()
        assert call.get_attribute("href") == "tel:999"


def test_streamlits_own_toolbar_menu_and_footer_are_gone(page: Page) -> None:
    for name in ("stToolbarActions", "stAppDeployButton", "stMainMenu", "stDecoration", "stStatusWidget"):
        assert page.get_by_test_id(name).filter(visible=True).count() == 0, name
    assert "streamlit" not in page.inner_text("body").lower()
