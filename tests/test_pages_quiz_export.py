"""The practice page and the SCORM package in a real browser, the package against an API that records every call."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from quiz.exporting import page as exported
from quiz.exporting.parts import DRAFT
from quiz.marking import PassMark, mark
from quiz.types import Attempt, ItemKind, Proof, Quiz
from tests.quiz_items import HOSTILE, item, matching, quiz, true_false

pytestmark = pytest.mark.browser

API = """
window.calls = [];
window.values = {"cmi.core.lesson_status": "not attempted", "cmi.interactions._count": "0"};
window.API = {
  LMSInitialize(text) { window.calls.push(["LMSInitialize", text]); return "true"; },
  LMSFinish(text) { window.calls.push(["LMSFinish", text]); return "true"; },
  LMSCommit(text) { window.calls.push(["LMSCommit", text]); return "true"; },
  LMSGetLastError() { return "0"; },
  LMSGetErrorString() { return ""; },
  LMSGetDiagnostic() { return ""; },
  LMSGetValue(name) { return window.values[name] ?? ""; },
  LMSSetValue(name, value) {
    window.calls.push([name, value]);
    window.values[name] = value;
    const found = /^cmi\\.interactions\\.(\\d+)\\.id$/.exec(name);
    if (found) { window.values["cmi.interactions._count"] = String(Number(found[1]) + 1); }
    return "true";
  },
};
"""


def sample() -> Quiz:
    critical = item(
        stem="What comes first in danger at night?", right=("Ring 999",), wrong=("Ring 101",), is_critical=True
    )
    several = item(ItemKind.SEVERAL, "Which two of these do you need at night?", ("a worker", "a number"), ("a car",))
    pairs = matching((("cat", "meow"), ("dog", "woof"), ("cow", "moo")))
    steps = item(ItemKind.ORDERING, "In which order?", (), (), options=(), steps=("one", "two", "three"))
    return quiz(critical, several, true_false("Is “open” what it says?", True), pairs, steps)


def answer_everything(page: Page, data: Quiz, first_is_wrong: bool = False) -> None:
    for number, one in enumerate(data.items):
        form = page.locator("form").nth(number)
        keys = ("Ring 101",) if number == 0 and first_is_wrong else one.keys
        for key in keys:
            form.get_by_label(key, exact=True).check()
        for pair in one.pairs:
            form.get_by_label(pair.left).select_option(pair.right)
        for place, step in enumerate(one.steps, start=1):
            form.get_by_label(step, exact=True).select_option(str(place))
        form.get_by_role("button", name="Check answer").click()


@pytest.fixture
def practice(chromium: Browser, tmp_path: Path) -> Page:
    """Return the practice page, opened from its file without a network."""
    context = chromium.new_context(offline=True)
    path = tmp_path / "quiz.html"
    path.write_bytes(exported.write_html(sample(), PassMark())[""])
    opened = context.new_page()
    opened.goto(path.as_uri())
    return opened


def test_the_page_gives_reasons_and_the_quotation_at_once_and_passes_a_right_attempt(practice: Page) -> None:
    data = sample()
    answer_everything(practice, data)
    expect(practice.locator("#summary")).to_have_text("5 of 5 answered, 5 right. Points: 5 of 5. Passed.")
    expect(practice.locator(".feedback").first).to_contain_text("Ask for the duty worker")
    assert practice.locator(".feedback.right").count() == 5


def test_a_missed_critical_item_fails_the_attempt_and_says_so(practice: Page) -> None:
    answer_everything(practice, sample(), first_is_wrong=True)
    expect(practice.locator("#summary")).to_have_text(
        "5 of 5 answered, 4 right. Points: 4 of 5. Not passed, although the points are enough. "
        "This had to be right: question 1."
    )
    told = practice.locator(".feedback").first
    expect(told).to_contain_text("Not right.\nRight is: Ring 999")


def test_answers_are_still_there_after_the_page_is_loaded_again(practice: Page) -> None:
    form = practice.locator("form").first
    form.get_by_label("Ring 999").check()
    form.get_by_role("button", name="Check answer").click()
    expect(practice.locator(".feedback").first).to_contain_text("Right.")
    practice.reload()
    expect(practice.locator("form").first.get_by_label("Ring 999")).to_be_checked()
    expect(practice.locator("#summary")).to_contain_text("1 of 5 answered")


def try_again(page: Page) -> None:
    """Answer the first item rightly and the second wrongly, after both were answered."""
    first, second = page.locator("form").first, page.locator("form").nth(1)
    first.get_by_label("Ring 999").check()
    first.get_by_role("button", name="Check another answer").click()
    expect(first.locator(".feedback")).to_contain_text(
        "Right.\nPractice only: your first answer counts, and it was not"
    )
    second.get_by_label("a worker").uncheck()
    second.get_by_role("button", name="Check another answer").click()
    expect(second.locator(".feedback")).to_contain_text("Practice only: your first answer counts, and it was right.")


def test_the_first_answer_counts_and_a_later_try_is_practice_only_until_all_is_deleted(practice: Page) -> None:
    expect(practice.get_by_text(exported.FIRST_COUNTS)).to_be_visible()
    start_again = practice.get_by_role("button", name=exported.START_AGAIN)
    expect(start_again).to_be_hidden()
    answer_everything(practice, sample(), first_is_wrong=True)
    summary = practice.locator("#summary").inner_text()
    assert "5 of 5 answered, 4 right" in summary
    try_again(practice)
    expect(practice.locator("#summary")).to_have_text(summary)
    practice.reload()
    expect(practice.locator("#summary")).to_have_text(summary)
    expect(practice.get_by_label("Ring 101")).to_be_checked()
    expect(practice.locator(".feedback").nth(1)).not_to_contain_text("Practice only")
    start_again.click()
    expect(practice.locator("#summary")).to_have_text("0 of 5 answered, 0 right.")
    expect(practice.get_by_label("Ring 101")).not_to_be_checked()


def test_the_points_are_those_of_the_page_also_for_half_an_answer(practice: Page) -> None:
    data = sample()
    forms = practice.locator("form")
    forms.nth(0).get_by_label("Ring 999").check()
    forms.nth(1).get_by_label("a worker").check()
    forms.nth(2).get_by_label("True").check()
    for left in ("cat", "dog", "cow"):
        forms.nth(3).get_by_label(left).select_option("moo")
    for place, step in enumerate(("two", "one", "three"), start=1):
        forms.nth(4).get_by_label(step, exact=True).select_option(str(place))
    for number in range(5):
        forms.nth(number).get_by_role("button", name="Check answer").click()
    given = (("Ring 999",), ("a worker",), ("True",), ("moo",) * 3, ("two", "one", "three"))
    attempt = Attempt("one", data.version, {one.id: each for one, each in zip(data.items, given, strict=True)})
    points = mark(data, attempt, PassMark()).points
    assert 3.16 < points < 3.17
    expect(practice.locator("#summary")).to_contain_text(f"2 right. Points: {points:.2f} of 5. Not passed")


def test_the_page_is_answered_by_keyboard_alone(practice: Page) -> None:
    practice.locator("form").first.locator("input").first.focus()
    practice.keyboard.press("Space")
    practice.keyboard.press("Tab")
    practice.keyboard.press("Enter")
    expect(practice.locator(".feedback").first).to_contain_text("ight.")


def test_what_is_matched_with_long_answers_stands_on_a_line_of_its_own_on_a_phone(
    chromium: Browser, tmp_path: Path
) -> None:
    long = "everybody in the town who was ever asked about it and has something to say, also in writing"
    path = tmp_path / "quiz.html"
    pairs = matching(tuple((f"{name} of the town", f"{name} {long}") for name in ("Desk", "Refuge", "School")))
    path.write_bytes(exported.write_html(quiz(pairs), PassMark())[""])
    opened = chromium.new_page(viewport={"width": 360, "height": 800})
    opened.goto(path.as_uri())
    label, select = opened.get_by_text("Desk of the town"), opened.get_by_label("Desk of the town")
    shown, below = label.bounding_box(), select.bounding_box()
    assert shown and below
    assert shown["width"] > 250
    assert shown["y"] + shown["height"] <= below["y"]
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


def launched(chromium: Browser | BrowserContext, folder: Path, data: Quiz) -> Page:
    """Unpack the package and open its page under a window that offers the API."""
    with zipfile.ZipFile(io.BytesIO(exported.write_scorm(data, PassMark())[""])) as package:
        package.extractall(folder)
    opened = chromium.new_page()
    opened.add_init_script(API)
    opened.goto((folder / "index.html").as_uri())
    return opened


def calls_of(page: Page) -> list[list[Any]]:
    calls: list[list[Any]] = page.evaluate("window.calls")
    return calls


def hostile() -> Quiz:
    """Return a quiz with every hostile text as title, question, answers, reasons, quotation, pair and step."""
    items = [
        item(
            ItemKind.SEVERAL,
            stem=text,
            right=(f"{text} yes", f"yes {text}"),
            wrong=(f"{text} no",),
            why=text,
            proof=Proof("night-guide", text, 3, (text,), text, text),
            id=f"{at:06d}",
        )
        for at, text in enumerate(HOSTILE)
    ]
    pairs = matching(tuple((f"left {text}", f"right {text}") for text in HOSTILE))
    steps = item(ItemKind.ORDERING, "In which order?", (), (), options=(), steps=HOSTILE)
    return replace(quiz(*items, pairs, steps), title=" ".join(HOSTILE))


def texts_of(place: Locator) -> list[str]:
    texts: list[str] = place.evaluate_all("all => all.map(one => one.textContent)")
    return texts


def told_in(page: Page, data: Quiz) -> None:
    """Hold every text that a page of the hostile quiz shows, before and after the answers, against what went in."""
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    assert texts_of(page.locator("h1")) == [f"{DRAFT} {data.title}"]
    assert texts_of(page.locator(".stem")) == [one.stem for one in data.items]
    chosen = [one for one in data.items if one.options]
    assert texts_of(page.locator(".choice span")) == [option.text for one in chosen for option in one.options]
    pairs, steps = data.items[-2:]
    form = page.locator("form").nth(len(chosen))
    assert texts_of(form.locator("label")) == [pair.left for pair in pairs.pairs]
    offered = [text for text in texts_of(form.locator("select").first.locator("option")) if text != "Choose"]
    assert sorted(offered) == sorted(pair.right for pair in pairs.pairs)
    assert sorted(texts_of(page.locator("form").last.locator("label"))) == sorted(steps.steps)
    page.evaluate(ANSWER_HOSTILE, [pair.right for pair in pairs.pairs])
    feedback = texts_of(page.locator(".feedback"))
    for one, told in zip(chosen, feedback, strict=False):
        first, second, _ = one.options
        right = f"Right is: {first.text}; {second.text}"
        assert told == "\n".join(("Not right.", right, f"You left this out: {second.text}", one.why, one.proof.cited))
    assert feedback[-2].startswith("Right.")
    assert said == []


ANSWER_HOSTILE = """rights => document.querySelectorAll("form").forEach((form) => {
  form.querySelectorAll("input").forEach((input, at) => { input.checked = at === 0; });
  form.querySelectorAll("select").forEach((select, at) => {
    select.value = rights.includes(select.options[1].value) ? rights[at] : String(at + 1);
  });
  form.requestSubmit();
})"""


def test_twenty_hostile_texts_come_back_identical_from_the_page_and_run_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "quiz.html"
    path.write_bytes(exported.write_html(hostile(), PassMark())[""])
    opened = chromium.new_page()
    opened.goto(path.as_uri())
    told_in(opened, hostile())


def test_twenty_hostile_texts_come_back_identical_from_the_scorm_package_and_after_it_was_left(
    chromium: Browser, tmp_path: Path
) -> None:
    data = hostile()
    opened = launched(chromium, tmp_path, data)
    told_in(opened, data)
    before = texts_of(opened.locator(".feedback"))
    values = {name: value for name, value in calls_of(opened)}
    assert len(values["cmi.suspend_data"]) <= 4096
    results = [values[f"cmi.interactions.{at}.result"] for at in range(len(data.items))]
    assert results == ["wrong"] * len(HOSTILE) + ["correct", results[-1]]
    again = chromium.new_page()
    again.add_init_script(API + f"values['cmi.suspend_data'] = {json.dumps(values['cmi.suspend_data'])};")
    again.goto((tmp_path / "index.html").as_uri())
    assert texts_of(again.locator(".feedback")) == before
    assert [name for name, _ in calls_of(again) if name.startswith("cmi.interactions")] == []


def test_the_scorm_package_reports_each_answer_the_score_and_that_it_was_passed(
    chromium: Browser, tmp_path: Path
) -> None:
    data = sample()
    opened = launched(chromium, tmp_path, data)
    answer_everything(opened, data)
    expect(opened.locator("#summary")).to_contain_text("Passed.")
    calls = calls_of(opened)
    assert calls[0] == ["LMSInitialize", ""]
    values = {name: value for name, value in calls}
    assert values["cmi.core.score.raw"] == "100"
    assert values["cmi.core.lesson_status"] == "passed"
    assert [values[f"cmi.interactions.{at}.id"] for at in range(5)] == [one.id for one in data.items]
    assert {values[f"cmi.interactions.{at}.result"] for at in range(5)} == {"correct"}
    kinds = [values[f"cmi.interactions.{at}.type"] for at in range(5)]
    assert kinds == ["choice", "choice", "true-false", "matching", "sequencing"]


def test_the_scorm_package_reports_a_failed_attempt_as_failed(chromium: Browser, tmp_path: Path) -> None:
    data = sample()
    opened = launched(chromium, tmp_path, data)
    answer_everything(opened, data, first_is_wrong=True)
    expect(opened.locator("#summary")).to_contain_text("Not passed")
    values = {name: value for name, value in calls_of(opened)}
    assert values["cmi.core.lesson_status"] == "failed"
    assert values["cmi.core.score.raw"] == "80"


def test_the_scorm_package_reports_the_first_answers_and_nothing_of_a_later_try(
    chromium: Browser, tmp_path: Path
) -> None:
    data = sample()
    opened = launched(chromium, tmp_path, data)
    answer_everything(opened, data, first_is_wrong=True)
    expect(opened.locator("#summary")).to_contain_text("Not passed")
    before = calls_of(opened)
    try_again(opened)
    assert calls_of(opened) == before
    expect(opened.locator("#summary")).to_contain_text("4 right. Points: 4 of 5. Not passed")


def test_a_package_of_four_hundred_items_keeps_every_answer_and_another_version_none(
    chromium: Browser, tmp_path: Path
) -> None:
    one = item()
    data = quiz(*(replace(one, id=f"{at:012d}") for at in range(400)))
    opened = launched(chromium, tmp_path, data)
    opened.evaluate(ANSWER_HOSTILE, [])
    expect(opened.locator("#summary")).to_contain_text("400 of 400 answered")
    kept = {name: value for name, value in calls_of(opened)}["cmi.suspend_data"]
    assert len(kept) <= 4096
    for text, answered in ((kept, 400), (kept.replace(data.version, "another1"), 0)):
        again = chromium.new_page()
        again.add_init_script(API + f"values['cmi.suspend_data'] = {json.dumps(text)};")
        again.goto((tmp_path / "index.html").as_uri())
        expect(again.locator("#summary")).to_contain_text(f"{answered} of 400 answered")


def test_another_learner_at_the_same_browser_begins_without_answers(chromium: Browser, tmp_path: Path) -> None:
    data, browser = sample(), chromium.new_context()
    opened = launched(browser, tmp_path, data)
    answer_everything(opened, data)
    expect(opened.locator("#summary")).to_contain_text("Passed.")
    assert {name: value for name, value in calls_of(opened)}["cmi.core.exit"] == "suspend"
    other = browser.new_page()
    other.add_init_script(API)
    other.goto(opened.url)
    expect(other.locator("#summary")).to_have_text("0 of 5 answered, 0 right.")
    expect(other.get_by_role("button", name=exported.START_AGAIN)).to_be_hidden()
