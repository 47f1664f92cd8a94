"""The Evaluation page in a real browser: run a file of cases, pause, read the failures, download, label, compare."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evaluation.case_lines import read_cases
from evaluation.labels import Label, Labels, to_label
from evaluation.run_files import read_run
from evaluation.scoring import mark_run
from tests.browser import NARROW, WIDE, Server, opened, own_violations, settled, window
from tests.choosing import choose, opened_list, tick
from ui.evaluation_run import CASES as CASE_FILES
from ui.evaluation_run import stored_runs

pytestmark = pytest.mark.browser

CASES = "safety/situation-heldout.jsonl"
COUNT = 28
LONGER = "safety/emergency-hard-negative-heldout.jsonl"
MORE = 96
GONE = "gone"
WORDS_OF_THE_RUN = """([before, gone]) => {
    const shown = document.querySelector('[data-testid="stProgress"]');
    return shown ? (shown.innerText !== before && shown.innerText) : gone;
}"""
"""What the bar of a run says once it says something else than before."""
PATIENCE_MS = 120_000
"""A server that just began draws a page this late on a busy machine: it loads its libraries, documents and model."""
MEASURES = "summary:has-text('Every measure, with its formula')"
PLANTED = "07700 900877"


@pytest.fixture(scope="module")
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """Return the Evaluation page after one run, which was paused and resumed."""
    made = window(chromium, server, WIDE)
    shown = opened(made, "/evaluation")
    begin(shown)
    done(shown)
    yield shown
    made.close()


def begin(page: Page, cases: str = CASES) -> None:
    choose(page, "File of cases", cases)
    page.get_by_role("button", name="Run these cases").click()
    expect(page.get_by_test_id("stProgress")).to_be_visible(timeout=PATIENCE_MS)


def done(page: Page, focused: str = "#run") -> None:
    """Wait for the end of a run as long as it goes on: however busy the machine is, its words change all the time.

    focused: what has the focus then.
    """
    words = ""
    while words != GONE:
        words = page.wait_for_function(WORDS_OF_THE_RUN, arg=[words, GONE], timeout=PATIENCE_MS).json_value()
    expect(page.locator("#guide-status")).to_contain_text("asked and marked.", timeout=PATIENCE_MS)
    expect(page.locator(focused)).to_be_focused()


def test_a_run_ends_with_counts_by_category_and_their_intervals(page: Page) -> None:
    result = page.locator("section.result").first
    expect(result).to_contain_text(re.compile(rf"\d+ of {COUNT} cases passed\."))
    category = result.get_by_role("table").first
    expect(category.get_by_role("columnheader")).to_have_text(["Category", "Passed", "95 % interval"])
    cells = category.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    assert re.fullmatch(r"\d+ of \d+", cells[0])
    assert re.fullmatch(r"\d+% to \d+%", cells[1])
    expect(result).to_contain_text("Reviewed by a second person: 0 of")


def test_every_failure_names_what_is_wrong_and_the_stage_to_blame(page: Page) -> None:
    head = page.get_by_role("heading", name=re.compile(r"^Failures \(\d+\)"))
    passed = page.get_by_text(f"{COUNT} of {COUNT} cases passed.")
    expect(head.or_(passed)).to_be_visible()
    failures = page.locator(".failure")
    for place in range(failures.count()):
        expect(failures.nth(place)).to_contain_text("Wrong: ")
        expect(failures.nth(place)).to_contain_text("Stage: ")


def test_the_report_is_downloaded_as_one_page(page: Page) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the report (HTML)").click()
    expect(page.get_by_role("button", name="Download the report (HTML)")).to_be_focused()
    expect(page.locator("#guide-status")).to_have_text("Download the report (HTML): done.")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "What was tested, and what failed" in text
    assert "What this evidence cannot show" in text
    assert "known from the baseline" in text.lower()
    page.get_by_text("Every measure, with its formula").click()
    expect(page.get_by_role("row", name=re.compile("^rr@10"))).to_contain_text("1 / rank of the first gold passage")
    expect(page.get_by_role("row", name=re.compile("^lexical_support"))).to_contain_text("on planted faults")
    expect(page.get_by_text("no person judged them")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^p95"))).to_contain_text(re.compile(rf"\d+\s*{COUNT - 1}\s*exact"))


def test_the_note_to_sign_and_the_figures_are_downloaded(page: Page) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the note to sign (Word)").click()
    with zipfile.ZipFile(waiting.value.path()) as word:
        assert "word/document.xml" in word.namelist()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the figures (JSON)").click()
    assert json.loads(waiting.value.path().read_text(encoding="utf-8"))


def test_the_dial_draws_its_curve_and_another_threshold_changes_what_is_answered(page: Page) -> None:
    drawn = page.get_by_role("img", name="Share wrong among the answered, by the share answered")
    expect(drawn).to_be_visible()
    assert drawn.locator("polyline").evaluate("line => getComputedStyle(line).stroke") != "none"
    box = drawn.bounding_box()
    assert box and box["width"] > 200 and box["height"] > 100
    expect(page.get_by_text("No case flips here.")).to_be_visible()
    dial = page.get_by_role("slider", name="Threshold")
    dial.press("End")
    expect(page.get_by_role("columnheader", name="What changes")).to_be_visible()
    dial.press("Home")
    expect(page.locator("#dial-counts")).to_contain_text("answered: ")


def test_a_person_labels_replies_blind_and_is_held_against_a_second_person(
    page: Page, chromium: Browser, server: Server
) -> None:
    replies = to_label(mark_run(read_run(stored_runs(server.data)[0])))
    for key in replies:
        Labels(server.data).add(Label(key, "Ben", supported=True, complete=True))
    made = window(chromium, server, WIDE)
    shown = opened(made, "/evaluation")
    shown.get_by_role("button", name="Label replies by hand").click()
    expect(shown.get_by_role("heading", name="People's labels", level=1)).to_be_focused()
    shown.get_by_role("textbox", name=re.compile("^Your name")).wait_for()
    settled(shown)
    shown.get_by_role("textbox", name=re.compile("^Your name")).fill("Ann")
    shown.get_by_role("textbox", name=re.compile("^Your name")).press("Tab")
    expect(shown.locator("#to-label")).to_have_text(f"Reply 1 of {len(replies)}")
    settled(shown)
    for given_away in ("Wrong:", "Grade", "Stage:"):
        expect(shown.get_by_text(given_away)).to_have_count(0)
    shown.get_by_role("button", name=re.compile("^Keep and go on")).click()
    expect(shown.get_by_text("Answer both questions.")).to_be_visible()
    label(shown, "No", f"Reply 2 of {len(replies)}")
    expect(shown.locator("#to-label")).to_be_focused()
    label(shown, "Yes", f"Reply 3 of {len(replies)}")
    settled(shown)
    assert own_violations(shown) == []
    shown.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    settled(shown)
    assert shown.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    agreement = shown.locator("#agreement")
    expect(agreement.get_by_role("row", name=re.compile("^all it says"))).to_contain_text("0.00")
    expect(agreement.get_by_role("heading", name="Seen differently (1)")).to_be_visible()
    expect(agreement.get_by_role("row", name=re.compile("^citation_recall"))).to_contain_text("against people")
    made.close()


def label(page: Page, supported: str, then: str) -> None:
    for group, said in (("^Does all", supported), ("^Is everything", "Yes")):
        tick(page.get_by_role("radiogroup", name=re.compile(group)).get_by_role("radio", name=said, exact=True))
    page.get_by_role("button", name=re.compile("^Keep and go on")).click()
    expect(page.locator("#to-label")).to_have_text(then)


def test_a_run_waits_while_it_is_paused_and_is_then_compared_with_the_one_before(page: Page, server: Server) -> None:
    keep_a_run_of_other_cases(server.data)
    begin(page)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    before = page.get_by_test_id("stProgress").inner_text()
    page.wait_for_timeout(2000)
    assert page.get_by_test_id("stProgress").inner_text() == before
    expect(page.locator("#guide-status")).to_contain_text(f"of {COUNT} questions asked")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    # Whoever reads on meanwhile is told of the end and stays there.
    page.locator(MEASURES).focus()
    done(page, MEASURES)
    before, changed = opened_list(page, "Compare with")
    assert before.endswith(f"({COUNT} cases in common)")
    page.keyboard.press("Escape")
    choose(page, "Compare with", before)
    expect(page.locator("#compared")).to_be_focused()
    expect(page.get_by_text("Compare although the documents differ")).to_have_count(0)
    expect(page.locator("#compared")).to_have_text(f"0 won, 0 lost, {COUNT} the same")
    expect(page.locator("section.result").last).to_contain_text("no change of the pass rate smaller than")
    expect(page.get_by_role("columnheader", name="Slice")).to_be_visible()
    choose(page, "Compare with", changed)
    expect(page.locator("#compared")).to_have_text(f"0 won, 0 lost, {COUNT - 1} the same")
    expect(page.get_by_text("Left out, as their question or what is expected changed")).to_be_visible()


def keep_a_run_of_other_cases(data: Path) -> None:
    """Keep a run with one case that asks something else, and one in which all of them do. Their ids are known."""
    path = stored_runs(data)[0]
    for count, name in (
        (1, "20260102-000000-one-000000000001"),
        (COUNT, "20260101-000000-all-000000000000"),
    ):
        run = json.loads(path.read_text(encoding="utf-8"))
        for case in run["cases"]["cases"][:count]:
            case["question"] += " Really?"
        path.with_name(f"{name}.json").write_text(json.dumps(run), encoding="utf-8")


def test_a_run_outlives_a_reload_of_its_page_and_a_restart_of_the_server(
    chromium: Browser, shipped_index: Path, tmp_path: Path
) -> None:
    server = Server(shipped_index, tmp_path).start()
    made = window(chromium, server, WIDE)
    shown = opened(made, "/evaluation")
    begin(shown, LONGER)
    begun = re.compile(rf"[1-9]\d* of {MORE} questions asked")
    expect(shown.get_by_test_id("stProgress")).to_contain_text(begun, timeout=PATIENCE_MS)
    shown.get_by_role("button", name="Pause").click()
    expect(shown.get_by_text("Paused. What is done is kept")).to_be_visible()
    settled(shown)
    before = shown.get_by_test_id("stProgress").inner_text()
    shown.reload()
    expect(shown.get_by_test_id("stProgress")).to_have_text(before, timeout=PATIENCE_MS)
    server.stop()
    server.start()
    made.close()
    made = window(chromium, server, WIDE)
    shown = opened(made, "/evaluation")
    expect(shown.get_by_test_id("stProgress")).to_have_text(before, timeout=PATIENCE_MS)
    settled(shown)
    shown.get_by_role("button", name="Go on").click()
    done(shown)
    expect(shown.locator("section.result").first).to_contain_text(f"of {MORE} cases passed")
    made.close()
    server.stop()


def test_a_run_that_is_stopped_keeps_nothing(page: Page) -> None:
    before = opened_list(page, "Run")
    page.keyboard.press("Escape")
    begin(page)
    page.get_by_role("button", name="Stop and keep nothing").click()
    expect(page.get_by_role("button", name="Run these cases")).to_be_visible()
    assert opened_list(page, "Run") == before
    page.keyboard.press("Escape")


def test_another_assistants_replies_are_pasted_masked_marked_and_kept_among_the_runs(
    page: Page, server: Server
) -> None:
    first, second = (case.id for case in read_cases(CASE_FILES / CASES).cases[:2])
    page.get_by_text("Mark another assistant's replies").click()
    choose(page, "The replies are to", CASES)
    box = page.get_by_role("textbox", name=re.compile("^Or paste the table here"))
    box.fill(f"id,what it said,mood\n{first},Ring {PLANTED}.,calm\nstranger,Ring 101.,calm\n")
    box.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="No column is read as the answer")).to_be_visible()
    expect(page.get_by_role("combobox", name="mood")).to_have_value("left alone")
    choose(page, "what it said", "answer")
    expect(page.get_by_text(f"Cases with a reply: 1 of {COUNT}.")).to_be_visible()
    expect(page.get_by_text(f"Without a reply, which counts as failed: {second}, ")).to_be_visible()
    expect(page.get_by_text("or to one that has a reply already: 3.")).to_be_visible()
    page.get_by_role("textbox", name="Name of the other assistant").fill("Other helper")
    page.get_by_role("textbox", name="Name of the other assistant").press("Tab")
    settled(page)
    page.get_by_role("button", name="Mark these replies").click()
    expect(page.locator("#run")).to_be_focused()
    expect(page.get_by_role("combobox", name="Run", exact=True)).to_have_value(
        re.compile("other helper on safety situation heldout")
    )
    expect(page.locator("section.result").first).to_contain_text("Assistant: Other helper")
    expect(page.get_by_text("Personal data were masked in 1 of them.")).to_be_visible()
    kept = [path.read_text(encoding="utf-8") for path in server.data.rglob("*.json")]
    assert not any(PLANTED in each for each in kept)
    assert any("[telephone]" in each for each in kept)
